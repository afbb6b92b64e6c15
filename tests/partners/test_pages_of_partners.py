"""The page of a partner: what it does in the Partnership, and where it stands on record."""

import re
from datetime import date, timedelta
from html import unescape

import pytest

from gmp_portal import ledger
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.meetings.models import Attendance
from partners.acts import Act
from partners.reading import involvement, sources
from tests.factories.accounts import UserFactory
from tests.factories.advisory_group import SeatFactory
from tests.factories.areas import EffortFactory, MembershipFactory, PlanFactory, advance
from tests.factories.meetings import AttendanceFactory
from tests.factories.partners import LetterFactory, PartnerFactory
from tests.factories.reference import CountryFactory
from tests.factories.reporting import ProgressReportFactory

pytestmark = pytest.mark.django_db
RECORD = "example.org register Ref# 1 (2014) [E1]"


def page_of(client, partner):
    return client.get(partner.get_absolute_url()).content.decode()


def busy_partner(rows=1):
    """A partner with as many of each thing as asked for."""
    partner = PartnerFactory.create()
    for _ in range(rows):
        MembershipFactory.create(partner=partner)
        plan = PlanFactory.create()
        EffortFactory.create(plan=plan, partner=partner, description="Example training")
        advance(plan, "published")
        AttendanceFactory.create(
            organisation=partner.name_on_record,
            presence=Attendance.Presence.ONLINE,
            meeting__title="Example gathering",
        )
        ProgressReportFactory.create(partner=partner, state="accepted")
    SeatFactory.create(partner=partner)
    return partner


def test_the_page_tells_what_the_partner_does_in_order(client):
    partner = busy_partner()

    page = page_of(client, partner)

    titles = [
        "Efforts",
        "Activities",
        "Meetings attended",
        "Seats in the Advisory Group",
        "Progress reports",
    ]
    places = [page.index(f">{title}</h2>") for title in titles]
    assert places == sorted(places)


def test_a_partner_of_whom_nothing_is_known_has_no_empty_headings(client):
    page = page_of(client, PartnerFactory.create())

    headings = ("Areas", "Efforts", "Activities", "Meetings attended", "Progress reports")
    assert [title for title in headings if f">{title}</h2>" in page] == []
    assert "The letter is not public yet." in page


def test_of_many_rows_the_newest_are_shown_and_the_rest_is_folded(client):
    partner = busy_partner(rows=involvement.SHOWN + 2)

    page = page_of(client, partner)

    part = page.split(">Meetings attended")[1].split("</section>")[0]
    at_once, folded = part.split(">2 more<")
    assert at_once.count("Example gathering") == involvement.SHOWN
    assert folded.count("Example gathering") == 2


def test_of_more_rows_than_a_page_holds_the_others_are_on_the_next_page(client):
    partner = PartnerFactory.create()
    for number in range(10, 10 + involvement.PER_PAGE + 2):
        AttendanceFactory.create(
            organisation=partner.name_on_record,
            presence=Attendance.Presence.ONLINE,
            meeting__title=f"Example gathering {number}",
            meeting__starts_on=today() - timedelta(days=number),
        )

    first = page_of(client, partner)
    following = re.search(r'href="([^"]+)#meetings">Next page', unescape(first))[1]
    second = client.get(following).content.decode()

    meetings = [re.findall(r"Example gathering (\d+)", page) for page in (first, second)]
    assert meetings == [[str(each) for each in range(10, 25)], ["25", "26"]]
    assert f'<span class="cnt">{involvement.PER_PAGE + 2}</span>' in first
    assert "more</summary>" not in second.split(">Meetings attended")[1]


def test_a_partner_of_before_the_portal_has_both_days_explained(client):
    # Its confirmation is recorded today, as it is for those of before the portal.
    joined = PartnerFactory.create(since=today() - timedelta(days=400))
    ledger.record(Act.PARTNER_CONFIRMED, joined, by=None)
    new = PartnerFactory.create(since=today())
    ledger.record(Act.PARTNER_CONFIRMED, new, by=None)

    old_page, new_page = page_of(client, joined), page_of(client, new)

    assert "the history here holds nothing older" in " ".join(old_page.split())
    assert "It has been a partner since" not in new_page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_queries(client, django_assert_num_queries, rows):
    partner = busy_partner(rows)

    with django_assert_num_queries(QUERIES):
        client.get(partner.get_absolute_url())


QUERIES = 5


def test_an_effort_in_a_draft_is_nobodys_business_yet(client):
    effort = EffortFactory.create(description="Secret example training")

    assert "Secret example" not in page_of(client, effort.partner)


@pytest.mark.parametrize(
    "facts", [{"presence": "expected"}, {"presence": "absent"}, {"denied": True}]
)
def test_only_a_meeting_at_which_it_was_counts(client, facts):
    partner = PartnerFactory.create()
    kept = {"presence": Attendance.Presence.PRESENT} | facts
    row = AttendanceFactory.create(
        organisation=partner.name_on_record,
        presence=kept["presence"],
        meeting__title="Example gathering",
    )
    if "denied" in facts:
        Attendance.objects.filter(pk=row.pk).update(denied_at=row.registered_at)

    assert "Example gathering" not in page_of(client, partner)


def test_a_meeting_counts_under_the_name_that_the_partner_had_then(client):
    partner = PartnerFactory.create()
    partner.former_names.create(name="Example Institute of Yore")
    AttendanceFactory.create(
        organisation="Example Institute of Yore",
        presence=Attendance.Presence.PRESENT,
        meeting__title="Example gathering",
    )

    assert "Example gathering" in page_of(client, partner)


def test_a_seat_that_has_not_begun_is_not_shown(client):
    seat = SeatFactory.create(
        partner=PartnerFactory.create(),
        period=days(today() + timedelta(days=100), today() + timedelta(days=800)),
    )

    assert "Seats in the Advisory Group" not in page_of(client, seat.partner)


def test_a_seat_is_shown_without_the_name_of_who_holds_it(client):
    seat = SeatFactory.create(
        partner=PartnerFactory.create(),
        person__name="Sample Seated",
        period=days(date(2024, 1, 1), date(2024, 12, 31)),
    )

    page = page_of(client, seat.partner)

    assert "Seats in the Advisory Group" in page
    assert "ended" in page
    assert "Sample Seated" not in page


def test_a_report_that_is_not_accepted_is_read_by_those_concerned(client, as_user):
    report = ProgressReportFactory.create(state="submitted", cycle__name="Example cycle")
    officer = as_user(UserFactory.create(officer=True))

    public, staff = (page_of(reader, report.partner) for reader in (client, officer))

    assert ("Progress report, Example cycle" in public) is False
    assert ("Progress report, Example cycle" in staff) is True


def test_the_letter_says_what_the_partner_contributes(client):
    letter = LetterFactory(
        published=True,
        contribution_kinds=["training"],
        public_contribution="We train two hundred people.",
    )

    page = page_of(client, letter.partner)

    assert letter.reference in page
    assert "We train two hundred people." in page
    assert ">Training</span>" in page


# The public record ----------------------------------------------------------------------


def on_record(source, **facts):
    kept = {"evidence": "E1", "since": None, "since_note": "Example", "source": source}
    return PartnerFactory.create(**kept | facts)


def test_a_note_of_the_public_record_becomes_a_sentence(client):
    partner = on_record(f"{RECORD}; country unknown; area inferred", on_record_by=2014)

    page = page_of(client, partner)

    assert "Public records name this partner in 2014." in page
    assert "The country is not on record." in page
    assert "example.org register Ref# 1 (2014)" in page
    assert "[E1]" not in page
    assert "area inferred" not in page


@pytest.mark.parametrize("since", [None, date(2015, 3, 1)])
@pytest.mark.parametrize("has_letter", [False, True])
def test_the_note_says_only_what_is_missing(since, has_letter):
    partner = on_record(RECORD, on_record_by=2014, since=since)

    said = str(sources.of(partner, has_letter=has_letter).sentence)

    assert ("The day on which it joined is not known." in said) is (since is None)
    assert ("No letter of intent is in the portal." in said) is not has_letter


@pytest.mark.parametrize(
    ("note", "named", "notes"),
    [
        ("; page of an area [E2]", ["Ref# 1 (2014)", "page of an area"], []),
        (" (listed as 'A'; area inferred)", ["Ref# 1 (2014) (listed as 'A')"], []),
        ("; now named Example", ["Ref# 1 (2014)"], ["now named Example"]),
        ("; country not in source (listed there)", ["Ref# 1 (2014)"], ["(listed there)"]),
    ],
)
def test_each_source_is_named_without_its_mark(note, named, notes):
    read = sources.of(on_record(f"Ref# 1 (2014) [E1]{note}"))

    assert [source.rest for source in read.sources] == named
    assert read.notes == notes


def test_a_source_that_can_be_read_is_named_in_words_and_linked(client):
    register = "sids2014.org partnerships register Ref# 2386 (2014, UNEP-sponsored entry)"

    page = page_of(client, on_record(f"{register} [E1]", on_record_by=2014))

    assert "sids2014.org partnerships register" not in page
    assert 'href="http://sids2014.org/' in page


def test_a_partner_by_a_letter_has_no_such_note():
    assert sources.of(PartnerFactory.create()) is None


def test_whoever_only_public_records_name_is_not_called_confirmed(client):
    page = page_of(client, on_record(RECORD, on_record_by=2014))

    assert '<span class="tag neutral">On public record</span>' in page
    assert ">Confirmed<" not in page


def test_a_country_that_the_source_does_not_name_is_said_to_be_generally_known():
    kept = {"source": "Ref# 1 (2014) [E1]; country not in source"}

    known = sources.of(on_record(**kept, country=CountryFactory.create()))
    unknown = sources.of(on_record(**kept, country=None))

    assert known.remarks == ["The source does not name the country; it is generally known."]
    assert unknown.remarks == ["The source does not name the country."]
