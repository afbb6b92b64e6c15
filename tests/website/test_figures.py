"""Each public figure is defined once, is the same on every page, and links to its proof."""

import re
from datetime import date

import pytest
from django.urls import reverse

from areas.models import AreaMembership
from gmp_portal.accounts.models.terms import today
from gmp_portal.reference import seed as reference_seed
from gmp_portal.website.reading import figures
from partners.models import Partner
from reporting.models import Report
from reporting.reading import coverage
from reporting.reading import figures as reported
from tests.factories.areas import AreaFactory, MembershipFactory
from tests.factories.partners import PartnerFactory
from tests.factories.reporting import CycleFactory, draft_report

pytestmark = pytest.mark.django_db

COUNT = re.compile(r'<p role="status">\s*(\d+)')


@pytest.fixture
def area():
    """Three partners that count; one that left the area, one inactive, one who left altogether."""
    area = AreaFactory()
    for _number in range(3):
        MembershipFactory(area=area)
    MembershipFactory(area=area, until=date(2025, 1, 1))
    MembershipFactory(area=area, partner=PartnerFactory(inactive=True))
    MembershipFactory(area=area, partner=PartnerFactory(withdrawn=True))
    return area


def test_the_partners_of_an_area_are_the_same_number_everywhere(area, client):
    day = today()
    cycle = CycleFactory()

    home = {bar.label: bar for bar in figures.home_page()["partners_by_area"]}[area.name]
    listed = client.get(reverse("areas:area_list")).content.decode()
    page = client.get(area.get_absolute_url()).context["partners"]
    proof = client.get(home.url).context["page"].paginator.count
    [facts] = [row for row in reported.areas(cycle, day) if row.area == area]
    [line] = [row for row in coverage.of_cycle(cycle, day).areas if row.area == area]

    assert {
        home.value,
        len(page),
        proof,
        facts.members,
        len(line.partners),
        area.current_partners().count(),
        AreaMembership.objects.partners_by_area()[area.pk],
    } == {3}
    assert re.search(rf'\?area={area.slug}">\s*3 partners', listed)


def test_the_figures_of_a_report_are_those_of_its_day(area):
    MembershipFactory(area=area, since=date(2026, 6, 1))

    [then] = [
        row.members
        for row in reported.areas(CycleFactory(), date(2026, 1, 1))
        if row.area == area
    ]

    assert then == 3


def test_regions_and_countries_add_up_to_all_partners(client):
    reference_seed.load()
    for region, country in (
        ("africa", "KE"),
        ("africa", None),
        ("", None),
        ("global", "FR"),
    ):
        PartnerFactory(unep_region=region, country_id=country)

    context = client.get(reverse("partners:partner_list")).context

    total = Partner.objects.confirmed().count()
    assert sum(bar.value for bar in context["regions"]) == total == 4
    assert sum(bar.value for bar in context["countries"]) == total
    assert sum(bar.value for bar in context["kinds"]) == total


def test_each_bar_of_a_region_leads_to_as_many_partners(client):
    for region in ("africa", "africa", ""):
        PartnerFactory(unep_region=region)
    register = reverse("partners:partner_list")

    bars = client.get(register).context["regions"]

    assert len(bars) == 2
    for bar in bars:
        assert client.get(register + bar.url).context["page"].paginator.count == bar.value


def test_two_languages_of_a_document_count_as_one(secretariat, as_user):
    for language in ("en", "zh-hans"):
        draft_report(secretariat, language=language)
    draft_report(secretariat, symbol="")
    draft_report(secretariat, symbol="", title="Another")

    page = as_user(secretariat).get(reverse("reporting:report_list"))

    assert Report.objects.documents().count() == 3
    assert COUNT.search(page.content.decode())[1] == "3"
    assert "4 language versions" in page.content.decode()


def test_each_figure_of_the_front_page_links_to_its_proof(area, client):
    reference_seed.load()
    PartnerFactory(country_id="KE")

    partners, areas, countries, reports = figures.home_page()["figures"]

    register = client.get(partners.url).context
    assert partners.value == register["page"].paginator.count
    assert areas.value == len(client.get(areas.url).context["areas"])
    stated = [bar for bar in register["countries"] if bar.url]
    assert countries.value == len(stated) == 1
    assert countries.url.endswith("#countries")
    assert reports.value == client.get(reports.url).context["documents"]
