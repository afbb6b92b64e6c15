"""Feeds follow what happens: published things come, withdrawn ones go, and ids stay."""

from datetime import timedelta

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gmp_portal import dates
from gmp_portal.meetings.actions import meetings, papers
from gmp_portal.meetings.models import Meeting, MeetingReport
from gmp_portal.rulebook.models import ParameterValue
from gmp_portal.website.actions import rules
from gmp_portal.website.reading import feeds
from partners.actions import partners
from tests.factories import partners as partner_factories
from tests.factories.advisory_group import PlanReviewFactory
from tests.factories.areas import AreaFactory, MembershipFactory, PlanFactory
from tests.factories.meetings import (
    BodyFactory,
    DecisionFactory,
    MeetingFactory,
    MeetingReportFactory,
    PaperFactory,
)
from tests.factories.partners import LetterFactory, ParticipationFactory, PartnerFactory
from tests.factories.reporting import (
    AreaReportFactory,
    ProgressReportFactory,
    draft_report,
)

pytestmark = pytest.mark.django_db
ALL = "/feeds/all.atom"


def read(client, path=ALL):
    return feedparser.parse(client.get(path).content)


def titles(client, path=ALL):
    return [entry.title for entry in read(client, path).entries]


@pytest.fixture
def area(db):
    return AreaFactory.create(slug="asgm", body__slug="asgm")


@pytest.mark.parametrize("state", partner_factories.LETTER_STATES)
def test_only_a_published_letter_is_news(client, state):
    LetterFactory.create(
        organisation="Example Letter Writers", **partner_factories.LETTER_STATES[state]
    )

    told = titles(client, "/feeds/letters.atom")

    expected = ["Letter of intent: Example Letter Writers"]
    assert told == (expected if state == "published" else [])


@pytest.mark.parametrize(
    ("make", "path"),
    [
        (lambda: PartnerFactory.create(applicant=True), "/feeds/partners.atom"),
        (MeetingFactory.create, "/feeds/meetings.atom"),
        (lambda: MeetingFactory.create(cancelled=True), "/feeds/meetings.atom"),
        (PaperFactory.create, "/feeds/papers.atom"),
        (DecisionFactory.create, "/feeds/decisions.atom"),
        (lambda: DecisionFactory.create(silent=True), "/feeds/decisions.atom"),
        (
            lambda: MeetingReportFactory.create(adopted=True),
            "/feeds/meeting-reports.atom",
        ),
        (lambda: PlanFactory.create(complete=True), "/feeds/plans.atom"),
        (PlanReviewFactory.create, "/feeds/reviews.atom"),
        (
            lambda: ProgressReportFactory.create(state="submitted"),
            "/feeds/progress-reports.atom",
        ),
        (
            lambda: AreaReportFactory.create(state="submitted"),
            "/feeds/area-reports.atom",
        ),
    ],
)
def test_what_is_not_public_is_no_news(client, make, path):
    make()

    told = titles(client, path)

    assert told == []


def test_a_draft_of_a_report_is_no_news(client, secretariat):
    draft_report(secretariat)

    assert titles(client, "/feeds/reports.atom") == []


@pytest.mark.parametrize(
    ("make", "path"),
    [
        (PartnerFactory.create, "/feeds/partners.atom"),
        (lambda: MeetingFactory.create(convened=True), "/feeds/meetings.atom"),
        (
            lambda: PaperFactory.create(meeting=MeetingFactory.create(convened=True)),
            "/feeds/papers.atom",
        ),
        (lambda: DecisionFactory.create(adopted=True), "/feeds/decisions.atom"),
        (lambda: PlanFactory.create(status="published"), "/feeds/plans.atom"),
        (lambda: PlanReviewFactory.create(concluded=True), "/feeds/reviews.atom"),
        (
            lambda: ProgressReportFactory.create(state="accepted"),
            "/feeds/progress-reports.atom",
        ),
        (lambda: AreaReportFactory.create(state="accepted"), "/feeds/area-reports.atom"),
    ],
)
def test_what_is_published_is_news_at_once(client, make, path):
    make()

    feed = read(client, path)

    assert [feed.bozo, len(feed.entries)] == [False, 1]
    assert titles(client)


def test_a_withdrawn_paper_is_gone_at_once_and_the_others_keep_their_ids(
    client, secretariat
):
    meeting = MeetingFactory.create(convened=True)
    kept, gone = (
        PaperFactory.create(meeting=meeting, number=number, title=title)
        for number, title in ((1, "Kept sample"), (2, "Withdrawn sample"))
    )
    before = {entry.title: entry.id for entry in read(client, "/feeds/papers.atom").entries}
    first = client.get("/feeds/papers.atom")

    papers.withdraw(gone, reason="A mistake", by=secretariat)

    again = client.get("/feeds/papers.atom", headers={"If-None-Match": first["ETag"]})
    after = {entry.title: entry.id for entry in feedparser.parse(again.content).entries}
    assert again.status_code == 200
    assert after == {str(kept): before[str(kept)]}


def test_a_partner_keeps_its_id_under_another_name(client, secretariat):
    partner = PartnerFactory.create(name="Example Before")
    [before] = read(client, "/feeds/partners.atom").entries

    partners.rename(partner, "Example After", reason="New statutes", by=secretariat)

    [after] = read(client, "/feeds/partners.atom").entries
    assert (before.title, after.title) == (
        "Example Before became a partner",
        "Example After became a partner",
    )
    assert before.id == after.id


def test_whoever_leaves_is_news_beside_the_day_on_which_it_came(client, secretariat):
    partner = PartnerFactory.create(name="Example Leavers")

    partners.withdraw(partner, reason="We close.", by=secretariat)

    assert titles(client, "/feeds/partners.atom") == [
        "Example Leavers left the Partnership",
        "Example Leavers became a partner",
    ]


def test_a_partner_of_whom_no_day_is_known_is_no_news(client):
    partner = PartnerFactory.create(participation=None)
    ParticipationFactory.create(partner=partner, period=partner_factories.days(None, None))

    assert titles(client, "/feeds/partners.atom") == []


def test_a_cancelled_meeting_is_news_of_its_own(client, secretariat):
    meeting = MeetingFactory.create(convened=True, title="Sample assembly")
    [convened] = read(client, "/feeds/meetings.atom").entries

    meetings.cancel(meeting, reason="Flooded", by=secretariat)

    cancelled, before = read(client, "/feeds/meetings.atom").entries
    assert (cancelled.title, before.id) == ("Cancelled: Sample assembly", convened.id)
    assert "Flooded" not in client.get("/feeds/meetings.atom").content.decode()


def test_a_moved_meeting_is_told_anew_under_its_id(client, secretariat):
    meeting = MeetingFactory.create(convened=True)
    Meeting.objects.update(convened_at=timezone.now() - timedelta(days=2))
    [before] = read(client, "/feeds/meetings.atom").entries
    later = meeting.starts_on + timedelta(days=7)

    meetings.reschedule(meeting, starts_on=later, reason="Holidays", by=secretariat)

    [after] = read(client, "/feeds/meetings.atom").entries
    assert (after.id, after.published) == (before.id, before.published)
    assert after.updated_parsed > before.updated_parsed


def test_a_paper_added_before_the_meeting_is_convened_is_news_from_then_on(
    client, secretariat
):
    paper = PaperFactory.create(meeting=MeetingFactory.create())

    meetings.convene(paper.meeting, by=secretariat)

    [entry] = read(client, "/feeds/papers.atom").entries
    paper.meeting.refresh_from_db()
    assert entry.published_parsed[:5] == paper.meeting.convened_at.timetuple()[:5]


def test_an_area_tells_its_own_news_only(client, area):
    LetterFactory.create(published=True, area_slugs=["asgm"], organisation="Example Gold")
    LetterFactory.create(published=True, organisation="Example Elsewhere")
    PlanFactory.create(area=area, status="published", title="Example gold plan")
    PlanFactory.create(area=AreaFactory.create(), status="published")
    MeetingFactory.create(convened=True, body=area.body, title="Example gold meeting")
    MeetingFactory.create(convened=True, title="Example other meeting")

    told = set(titles(client, "/feeds/areas/asgm.atom"))
    plans = titles(client, "/feeds/areas/asgm/plans.atom")

    assert told == {
        "Letter of intent: Example Gold",
        "Example gold plan",
        "Example gold meeting",
    } | {title for title in told if " decision" in title}
    assert plans == ["Example gold plan"]


def test_an_area_tells_of_its_partners(client, area):
    partner = PartnerFactory.create(name="Example Gold Diggers")
    MembershipFactory.create(area=area, partner=partner)
    PartnerFactory.create(name="Example Elsewhere")

    [entry] = read(client, "/feeds/areas/asgm/partners.atom").entries

    assert entry.title == "Example Gold Diggers became a partner"
    assert "asgm" in [tag.term for tag in entry.tags]


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/nonsense.atom",
        "/feeds/areas/nowhere.atom",
        "/feeds/areas/asgm/nonsense.atom",
        "/feeds/areas/nowhere/plans.atom",
        # Documents belong to no area.
        "/feeds/areas/asgm/reports.atom",
        "/feeds/all.rss",
    ],
)
def test_an_unknown_kind_or_area_has_no_feed(client, path):
    assert client.get(path).status_code == 404


def test_a_proposed_area_has_no_feed_for_anybody(client, as_user, secretariat):
    area = AreaFactory.create(proposed=True)
    path = f"/feeds/areas/{area.slug}.atom"

    assert client.get(path).status_code == 404
    assert as_user(secretariat).get(path).status_code == 404


def test_a_reader_that_has_it_already_gets_nothing(client):
    LetterFactory.create(published=True)
    first = client.get(ALL)

    again = client.get(ALL, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"].startswith("public, max-age=0, s-maxage=5, ")


def test_a_date_alone_hides_nothing_that_was_withdrawn(client):
    LetterFactory.create(published=True)
    first = client.get(ALL)

    again = client.get(ALL, headers={"If-Modified-Since": first["Last-Modified"]})

    assert again.status_code == 200


def test_the_head_of_a_feed_is_that_of_the_feed(client):
    whole, head = client.get(ALL), client.head(ALL)

    assert (head.content, head["ETag"]) == (b"", whole["ETag"])


def test_a_character_that_xml_cannot_hold_breaks_no_feed(client):
    letter = LetterFactory.create(published=True)
    meeting = MeetingFactory.create(
        convened=True, title="Sample\x0b <b>&amp;</b> “meeting”\x1f"
    )

    feed = read(client)

    assert not feed.bozo
    assert len(feed.entries) == 3
    assert letter.reference in str([entry.link for entry in feed.entries])
    assert meeting.slug in str([entry.link for entry in feed.entries])


def test_a_feed_is_never_longer_than_it_may_be(client, monkeypatch):
    monkeypatch.setattr(feeds, "COUNT", 3)
    for days in range(5):
        LetterFactory.create(
            published=True,
            organisation=f"Example {days}",
            published_at=timezone.now() - timedelta(days=days),
        )

    assert titles(client) == [
        "Letter of intent: Example 0",
        "Letter of intent: Example 1",
        "Letter of intent: Example 2",
    ]


def test_more_news_take_no_more_queries(client):
    def fill():
        area = AreaFactory.create()
        partner = MembershipFactory.create(area=area).partner
        LetterFactory.create(published=True, partner=partner, area_slugs=[area.slug])
        PaperFactory.create(meeting=MeetingFactory.create(convened=True))
        MeetingFactory.create(convened=True, cancelled=True, body=BodyFactory.create())
        DecisionFactory.create(adopted=True)
        PlanFactory.create(status="published")
        PlanReviewFactory.create(concluded=True)
        ProgressReportFactory.create(state="accepted")
        AreaReportFactory.create(state="accepted")

    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert len(read(client).entries) > 5
        return len(captured)

    fill()
    few = asked()
    fill()
    fill()

    assert asked() == few


def test_a_published_meeting_report_is_news(client):
    report = MeetingReportFactory.create(adopted=True)
    document = partner_factories.PublicFileFactory.create()
    now = timezone.now()
    MeetingReport.objects.filter(pk=report.pk).update(
        status="published",
        pdf=document,
        release_at=now,
        release_by=report.adopted_by,
        published_at=now,
    )

    [entry] = read(client, "/feeds/meeting-reports.atom").entries

    assert entry.title == f"Report of the meeting: {report.meeting.title}"
    assert report.symbol in entry.summary


def test_a_changed_working_rule_is_news_before_it_applies(client, secretariat):
    tomorrow = dates.today() + timedelta(days=1)

    rules.set_value(
        "R-05", 21, effective_from=tomorrow, reason="More time is needed.", by=secretariat
    )

    [entry] = read(client, "/feeds/rules.atom").entries
    assert entry.title.startswith("R-05: ")
    assert f"{tomorrow:%Y}" in entry.summary
    assert "21" in entry.summary
    assert entry.link.endswith("/framework/rules/R-05/")
    assert secretariat.name not in client.get("/feeds/rules.atom").content.decode()


def test_a_rule_that_is_gone_from_the_rule_book_is_no_news(client):
    ParameterValue.objects.create(
        parameter=f"R-{99}", value=1, effective_from=dates.today(), reason="Sample"
    )

    assert titles(client, "/feeds/rules.atom") == []


def test_a_feed_speaks_the_language_of_its_address(client):
    LetterFactory.create(published=True)

    feed = read(client, "/zh-hans/feeds/letters.atom")

    [entry] = feed.entries
    assert feed.feed.language == "zh-hans"
    assert "/zh-hans/letters/" in entry.link
    assert {link.hreflang for link in feed.feed.links} == {
        "ar",
        "en",
        "es",
        "fr",
        "ru",
        "zh-hans",
    }


def test_the_page_of_the_feeds_lists_every_feed(client, area):
    page = client.get("/feeds/").content.decode()
    general, of_areas = feeds.every()
    listed = [*general, *(feed for own, kinds in of_areas for feed in (own, *kinds))]

    assert len(listed) == 14 + 12
    assert [feed.path for feed in listed if f'href="{feed.path}"' not in page] == []
    shown = [*general, *(own for own, _kinds in of_areas)]
    assert [feed.url for feed in shown if f">{feed.url}<" not in page] == []


def test_pages_name_their_feed(client, area):
    front, page = (
        client.get(path).content.decode() for path in ("/fr/", "/fr/areas/asgm/")
    )

    assert 'type="application/atom+xml" title="All news" href="/fr/feeds/all.atom"' in front
    assert 'href="/fr/feeds/areas/asgm.atom"' in page
    assert "asgm.atom" not in front
