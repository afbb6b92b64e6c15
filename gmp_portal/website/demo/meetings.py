"""Example meetings and decisions in every state, written through the real actions."""

from collections.abc import Mapping
from datetime import date, time, timedelta

from django.utils import timezone

from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today
from gmp_portal.documents.checks import Checked
from gmp_portal.meetings import body_rules
from gmp_portal.meetings.actions import (
    agenda,
    attendance,
    decisions,
    meetings,
    observers,
    papers,
    positions,
    reports,
    texts,
)
from gmp_portal.meetings.models import (
    Body,
    Decision,
    Meeting,
    MeetingReport,
    Position,
)
from gmp_portal.website.demo import example_files, sessions

Cast = Mapping[str, User]
HELD = "Example annual meeting of the Advisory Group"
COMING = "Example spring meeting of the Advisory Group"
DAYS_AGO = 5
SAID = {
    "Organizational matters": "The chair drew attention to the annotated agenda.",
    "Adoption of the agenda": "The Group adopted its agenda.",
    "Organization of work": "The Group agreed to meet from 10 a.m. to 5 p.m. on both days.",
    "Other matters": "No other matter was raised.",
}


def load(cast: Cast) -> None:
    """Let the Example members of the Advisory Group meet and decide, once."""
    body = Body.objects.filter(kind=Body.Kind.ADVISORY_GROUP).first()
    known = Meeting.objects.filter(title__in=[HELD, COMING])
    if body is None or known.exists() or not body_rules.members(body):
        return
    _held(body, cast)
    _coming(body, cast)
    _area_meeting(cast)
    _silence(body, cast)
    _objected(body, cast)


# The meeting that was held -------------------------------------------------------------


def _held(body: Body, cast: Cast) -> None:
    officer = cast["secretariat"]
    meeting = meetings.plan(
        body,
        by=officer,
        title=HELD,
        starts_on=today(),
        ends_on=today() + timedelta(days=1),
        zone="Europe/Zurich",
        mode=Meeting.Mode.HYBRID,
        place="Geneva, Example Conference Centre",
        country_id="CH",
        back_to_back="Example forum on mercury",
        chairs="Carmen Sample",
    )
    _agenda_and_papers(meeting, officer)
    meetings.convene(meeting, by=officer)
    _attended(meeting, cast)
    sessions.move_back(meeting, DAYS_AGO, opens_at_time=time(10), closes_at_time=time(17))
    _decided(meeting, cast)
    meetings.hold(meeting, by=officer)
    _report(meeting, cast)


def _agenda_and_papers(meeting: Meeting, officer: User) -> None:
    opening = agenda.add(meeting, title="Organizational matters", by=officer)
    agenda.add(meeting, title="Adoption of the agenda", parent=opening, by=officer)
    agenda.add(meeting, title="Organization of work", parent=opening, by=officer)
    work = agenda.add(
        meeting,
        title="Programme of the Partnership",
        notes="The Group may wish to take note of the Example programme.",
        by=officer,
    )
    agenda.add(meeting, title="Other matters", by=officer)
    for title, item in (("Annotated agenda", opening), ("Example programme", work)):
        upload = Checked(example_files.sheet(title), f"{title}.pdf", "application/pdf")
        paper = papers.add(meeting, upload, title=title, agenda_item=item, by=officer)
    papers.revise(paper, upload, title="Example programme, revised", by=officer)
    late = papers.add(meeting, upload, title="Example budget", by=officer)
    papers.withdraw(
        late, reason="The figures will be put before the next meeting.", by=officer
    )


def _attended(meeting: Meeting, cast: Cast) -> None:
    officer = cast["secretariat"]
    attendance.invite_guest(
        meeting, name="Gita Sample", organisation="Example Convention Office", by=officer
    )
    listed = (*sessions.members(meeting.body), cast["observer"], officer)
    sessions.attended(meeting, listed, by=officer)


def _decided(meeting: Meeting, cast: Cast) -> None:
    """An objection is met by a new text, which is adopted with a statement."""
    chair, member = cast["pag.chair"], _other_member(meeting.body, cast)
    item = meeting.agenda.get(title="Programme of the Partnership")
    decision = decisions.draft(
        meeting.body,
        meeting=meeting,
        agenda_item=item,
        title="Example programme of the Partnership",
        text="The Advisory Group endorses the Example programme without delay.",
        by=cast["secretariat"],
    )
    decisions.open_in_session(decision, by=chair)
    objection = positions.object_to(
        decision,
        reason="Areas have not yet seen the programme.",
        acceptable_wording="The Advisory Group takes note of the Example programme.",
        by=member,
    )
    texts.accommodate(
        decision,
        [objection],
        text="The Advisory Group takes note of the Example programme;\n\n"
        "It invites the areas to comment on it before the next meeting.",
        by=chair,
    )
    positions.take_position(
        decision,
        kind=Position.Kind.WITH_STATEMENT,
        statement="We understand that comments of areas will be public.",
        by=member,
    )
    sessions.agreed(decision, by=chair)


def _other_member(body: Body, cast: Cast) -> User:
    people = sessions.members(body)
    chair = cast["pag.chair"]
    wanted = cast["pag.member"]
    return (
        wanted if wanted in people else next(person for person in people if person != chair)
    )


def _report(meeting: Meeting, cast: Cast) -> None:
    """The report goes through comments; a job makes its file, and then it is public."""
    officer = cast["secretariat"]
    report = reports.start(meeting, by=officer)
    paragraphs = {
        section.pk: section.text or SAID[section.title] for section in report.sections.all()
    }
    reports.save(report, paragraphs, by=officer)
    reports.open_comments(report, by=officer)
    reports.comment(
        report,
        text="Please mention that comments of areas are welcome until spring.",
        by=_other_member(meeting.body, cast),
    )
    over = today() - timedelta(days=1)
    MeetingReport.objects.filter(pk=report.pk).update(comments_until=over)
    reports.adopt(report, by=officer)
    reports.publish(report, by=officer)


# What is coming ------------------------------------------------------------------------


def _coming(body: Body, cast: Cast) -> None:
    """Open for registration next spring, after it was moved once."""
    officer = cast["secretariat"]
    year = today().year + 1
    meeting = meetings.plan(
        body,
        by=officer,
        title=COMING,
        starts_on=date(year, 4, 14),
        ends_on=date(year, 4, 15),
        opens_at_time=time(13),
        closes_at_time=time(16),
        zone="Europe/Zurich",
        mode=Meeting.Mode.ONLINE,
        join_text="Register on this page; the link is sent a week before the meeting.",
    )
    agenda.add(meeting, title="Adoption of the agenda", by=officer)
    plans = agenda.add(meeting, title="Review of business plans", by=officer)
    agenda.add(meeting, title="Waste management", parent=plans, by=officer)
    upload = Checked(
        example_files.sheet("Provisional agenda"), "agenda.pdf", "application/pdf"
    )
    papers.add(meeting, upload, title="Provisional agenda", by=officer)
    meetings.convene(meeting, by=officer)
    meetings.reschedule(
        meeting,
        starts_on=date(year, 4, 21),
        ends_on=date(year, 4, 22),
        reason="The first days fell on a meeting of the Convention.",
        by=officer,
    )
    attendance.register(meeting, by=cast["observer"])


def _area_meeting(cast: Cast) -> None:
    """An area invites an observer; the partners who attend may object (A1-4b-iv)."""
    lead = cast["area.lead"]
    body = Body.objects.filter(slug="asgm").first()
    if body is None or lead not in sessions.members(body):
        return
    meeting = meetings.plan(
        body,
        by=lead,
        title="Example annual meeting on gold mining",
        starts_on=today() + timedelta(days=45),
        opens_at_time=time(12),
        zone="Africa/Nairobi",
        mode=Meeting.Mode.ONLINE,
    )
    agenda.add(meeting, title="Progress of the Example efforts", by=lead)
    meetings.convene(meeting, by=lead)
    for person in sessions.members(body):
        attendance.register(meeting, by=person)
    observers.invite(
        meeting, name="Nina Sample", organisation="Example Mining School", by=lead
    )


# Between meetings ----------------------------------------------------------------------


def _silence(body: Body, cast: Cast) -> None:
    decision = _proposal(
        body,
        cast,
        title="Example dates of the meetings of next year",
        text="The Advisory Group will meet in April and, if needed, in October.",
    )
    decisions.open_for_silence(
        decision, closes_at=timezone.now() + timedelta(days=9), by=cast["pag.chair"]
    )


def _objected(body: Body, cast: Cast) -> None:
    decision = _proposal(
        body,
        cast,
        title="Example logo for joint publications",
        text="The Advisory Group agrees to one logo for every publication of an area.",
    )
    decisions.open_for_silence(decision, by=cast["pag.chair"])
    positions.object_to(
        decision,
        reason="Some areas publish together with others, whose rules forbid a second logo.",
        acceptable_wording="The Advisory Group recommends one logo for publications of areas.",
        by=_other_member(body, cast),
    )


def _proposal(body: Body, cast: Cast, *, title: str, text: str) -> Decision:
    return decisions.draft(body, title=title, text=text, by=cast["secretariat"])
