"""Each public figure is defined once, is the same on every page, and links to its proof."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from areas.models import AreaMembership
from gmp_portal import rounds
from gmp_portal.accounts.models.terms import today
from gmp_portal.reference import seed as reference_seed
from gmp_portal.website.reading import figures, front_page
from partners.models import Partner
from reporting.models import Report
from reporting.reading import coverage
from reporting.reading import figures as reported
from tests.factories.areas import AreaFactory, MembershipFactory
from tests.factories.meetings import DecisionFactory
from tests.factories.partners import PartnerFactory
from tests.factories.reporting import CycleFactory, draft_report

pytestmark = pytest.mark.django_db

COUNT = re.compile(r'role="status">\s*(\d+)')


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


def rows_of(response):
    """The rows themselves, counted: the page may have been told their number."""
    return len(response.context["page"])


def test_the_partners_of_an_area_are_the_same_number_everywhere(area, client):
    day = today()
    cycle = CycleFactory()

    [home] = [card for card in rounds.read(front_page.areas(day)) if card.area == area]
    listed = client.get(reverse("areas:area_list")).content.decode()
    page = client.get(area.get_absolute_url()).context["partners"]
    register = f"{reverse('partners:partner_list')}?area={area.slug}"
    proof = rows_of(client.get(register))
    [facts] = [row for row in reported.areas(cycle, day) if row.area == area]
    [line] = [row for row in coverage.of_cycle(cycle, day).areas if row.area == area]

    assert {
        home.partners,
        len(page),
        proof,
        facts.members,
        len(line.partners),
        area.current_partners().count(),
        AreaMembership.objects.partners_by_area()[area.pk],
    } == {3}
    assert re.search(rf'\?area={area.slug}"\s*><span class="only-l">3<', listed)


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
        assert rows_of(client.get(register + bar.url)) == bar.value


def test_two_languages_of_a_document_count_as_one(secretariat, as_user):
    for language in ("en", "zh-hans"):
        draft_report(secretariat, language=language)
    draft_report(secretariat, symbol="")
    draft_report(secretariat, symbol="", title="Another")

    page = as_user(secretariat).get(reverse("reporting:report_list"))

    assert Report.objects.documents().count() == 3
    assert COUNT.search(page.content.decode())[1] == "3"
    assert "4 language versions" in page.content.decode()


def of_front_page():
    return figures.of_front_page(figures.count(today()))


def test_each_figure_of_the_front_page_links_to_its_proof(area, client, secretariat):
    reference_seed.load()
    PartnerFactory(country_id="KE")
    DecisionFactory(adopted=True)
    DecisionFactory(silent=True)
    draft_report(secretariat)

    partners, countries, decisions, reports = of_front_page()

    register = client.get(partners.url).context
    assert partners.value == len(register["page"]) == 5
    stated = [bar for bar in register["countries"] if bar.url]
    assert countries.value == len(stated) == 1
    assert countries.url.endswith("#countries")
    assert decisions.value == client.get(decisions.url).context["page"].paginator.count == 1
    assert reports.value == client.get(reports.url).context["documents"] == 0


def test_what_was_added_this_year_is_what_the_register_says_of_the_year(client):
    year = today().year
    PartnerFactory(since=date(year, 1, 1))
    of_the_year = {"since_note": "A list of that year.", "source": "Example list"}
    PartnerFactory(since=None, on_record_by=year, evidence="E1", **of_the_year)
    PartnerFactory(since=date(year - 1, 12, 31))

    partners, *_others = of_front_page()

    listed = client.get(reverse("partners:partner_list"), {"since": year})
    assert listed.context["page"].paginator.count == 2
    assert partners.change == "+2 this year"
    assert partners.trend[-2:] == (1, 3)


def test_a_partner_whose_year_is_unknown_counts_from_the_beginning(db):
    unknown = {"since_note": "Date unknown.", "source": "Example list", "evidence": "E1"}
    PartnerFactory(since=None, **unknown)

    partners, *_others = of_front_page()

    assert partners.trend == (1,) * 12
    assert partners.change == "none added this year"


def test_a_country_counts_from_its_first_partner_on(db):
    reference_seed.load()
    year = today().year
    for country, since in (("KE", year - 2), ("KE", year), ("FR", year - 1), (None, year)):
        PartnerFactory(country_id=country, since=date(since, 5, 1))

    _partners, countries, *_others = of_front_page()

    assert countries.value == 2
    assert countries.trend[-4:] == (0, 1, 2, 2)
    assert countries.change == "1 partner works worldwide or names no country"


def test_the_map_and_those_who_are_not_on_it_make_up_all_partners(db):
    reference_seed.load()
    for country in ("KE", "KE", "FR", None):
        PartnerFactory(country_id=country)
    PartnerFactory(country_id="PE", inactive=True)

    counted = figures.count(today())

    assert {(dot.iso2, dot.number) for dot in counted.dots} == {("KE", 2), ("FR", 1)}
    assert counted.on_map + counted.without_country == counted.partners == 4


def test_decisions_are_counted_by_the_month_in_utc(db):
    with time_machine.travel(datetime(2026, 10, 31, 23, 59, tzinfo=UTC), tick=False):
        DecisionFactory(adopted=True)

    with timezone.override("Asia/Tokyo"):
        counted = figures.count(date(2026, 11, 15))

    assert counted.by_month(figures.DECISIONS)[-3:] == (0, 1, 1)


def test_the_figures_take_one_query(area, django_assert_num_queries):
    with django_assert_num_queries(1):
        figures.count(today())
