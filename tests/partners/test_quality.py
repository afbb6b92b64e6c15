"""The worklist of what is missing or doubtful in the data (A1-6d-ii, R-48)."""

from datetime import date, timedelta

import pytest

from gmp_portal.accounts.models.terms import today
from partners import permissions
from partners.actions import quality as actions
from partners.models import LetterOfIntent, SetAside
from partners.reading import quality
from tests.before_rule import as_it_was
from tests.factories.areas import AreaFactory, LeadTermFactory, MembershipFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.partners import LetterFactory, PartnerFactory, RepresentativeFactory

pytestmark = pytest.mark.django_db
LIST = "/desk/data-quality/"


def found(key):
    return list(quality.CHECKS[key].open_rows(key, today()))


def whole():
    """A partner of which nothing is missing."""
    partner = PartnerFactory.create(website="https://example.org/")
    RepresentativeFactory.create(partner=partner)
    LetterFactory.create(confirmed=True, partner=partner)
    MembershipFactory.create(partner=partner)
    return partner


@pytest.mark.parametrize(
    "key", ["without-people", "without-letter", "without-website", "without-area"]
)
def test_each_check_names_who_lacks_it_and_nobody_else(key):
    whole()
    partner = PartnerFactory.create()

    assert partner in found(key)
    assert all(each.pk == partner.pk or key == "without-area" for each in found(key))


def test_partners_without_region_or_country_are_named():
    partner = PartnerFactory.create(unep_region="")

    assert found("without-region") == [partner]
    assert found("without-country") == [partner]


def test_letters_past_their_day_are_named():
    letter = LetterFactory.create(confirmed=True)
    in_time = found("late-letters")
    as_it_was(letter, publish_due_on=today() - timedelta(days=1))

    assert in_time == []
    assert found("late-letters") == [LetterOfIntent.objects.get()]


def test_areas_without_a_lead_are_named():
    led = LeadTermFactory.create().area
    area = AreaFactory.create()

    assert area in found("areas-without-lead")
    assert led not in found("areas-without-lead")


def test_meetings_long_ago_without_a_report_are_named():
    meeting = MeetingFactory.create(held=True)
    as_it_was(meeting, starts_on=date(2024, 1, 1), ends_on=date(2024, 1, 2))

    assert found("meetings-without-report") == [meeting]


def test_what_is_accepted_is_left_out_until_its_day(as_user, secretariat):
    partner = PartnerFactory.create()
    client, url = as_user(secretariat), f"{LIST}without-website/{partner.pk}/"
    shown, empty = client.get(url).status_code, client.post(url, {}).status_code
    late = client.post(
        url, {"reason": "It has none.", "until": today() + timedelta(days=366)}
    ).status_code

    response = client.post(url, {"reason": "It has none.", "until": today()})

    check = quality.CHECKS["without-website"]
    assert (shown, empty, late) == (200, 422, 422)
    assert response.url == f"{LIST}without-website/"
    assert found("without-website") == []
    assert list(check.open_rows("without-website", today() + timedelta(days=1))) == [
        partner
    ]
    assert found("without-letter") == [partner]


def test_said_twice_it_is_noted_once(secretariat):
    partner = PartnerFactory.create()

    for _time in range(2):
        actions.accept(
            "without-website", partner, reason="None.", until=today(), by=secretariat
        )

    assert SetAside.objects.count() == 1
    assert str(SetAside.objects.get()).startswith("partners.partner:")


def test_every_check_has_a_page_and_its_number(as_user, secretariat):
    PartnerFactory.create(name="Example Lacking League", unep_region="")
    client = as_user(secretariat)

    statuses = {key: client.get(f"{LIST}{key}/").status_code for key in quality.CHECKS}
    page = client.get(LIST).text

    assert set(statuses.values()) == {200}
    assert "Example Lacking League" in client.get(f"{LIST}without-region/").text
    assert all(str(check.title) in page for check in quality.CHECKS.values())


def test_an_unknown_check_or_record_is_404(as_user, secretariat):
    client = as_user(secretariat)
    addresses = (f"{LIST}nothing/", f"{LIST}nothing/1/", f"{LIST}without-people/999999/")

    assert [client.get(each).status_code for each in addresses] == [404, 404, 404]


def test_the_worklist_is_for_the_secretariat(as_user, person):
    client = as_user(person)
    addresses = (LIST, f"{LIST}without-people/", f"{LIST}without-people/1/")

    assert [client.get(each).status_code for each in addresses] == [403, 403, 403]
    assert not permissions.can_quality_accept(person)


def test_the_last_word_counts_and_today_takes_back(as_user, secretariat):
    partner = PartnerFactory.create(name="Example Accepted Association")
    client, url = as_user(secretariat), f"{LIST}without-website/{partner.pk}/"
    far = today() + timedelta(days=90)
    client.post(url, {"reason": "It has none.", "until": far})
    shown = client.get(f"{LIST}without-website/?show=accepted").text

    taken_back = client.post(url, {"reason": "It has one now.", "until": today()})

    check = quality.CHECKS["without-website"]
    assert "Example Accepted Association" in shown
    assert "It has none." in shown
    assert f"by {secretariat.name}" in shown
    assert taken_back.status_code == 302
    tomorrow = today() + timedelta(days=1)
    assert list(check.open_rows("without-website", tomorrow)) == [partner]


def test_what_is_open_is_not_among_what_is_accepted(as_user, secretariat):
    PartnerFactory.create(name="Example Open Office")

    page = as_user(secretariat).get(f"{LIST}without-website/?show=accepted").text

    assert "Example Open Office" not in page
    assert "Nothing is accepted here." in page


@pytest.mark.parametrize(
    ("check", "step"),
    [
        ("without-country", "/edit/"),
        ("without-region", "/edit/"),
        ("without-website", "/describe/"),
    ],
)
def test_what_is_missing_leads_to_where_it_is_entered(check, step):
    partner = PartnerFactory.create()

    assert quality.CHECKS[check].url(partner) == f"{partner.get_absolute_url()}{step[1:]}"
