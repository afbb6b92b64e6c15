"""Every mail of meetings, as its reader gets it."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from gmp_portal.meetings import emails
from gmp_portal.meetings.models import Decision, Meeting
from gmp_portal.notifications.models import Message
from tests.before_rule import as_it_was
from tests.factories.accounts import UserFactory
from tests.factories.meetings import (
    AttendanceFactory,
    BodyFactory,
    DecisionFactory,
    MeetingFactory,
    MeetingReportFactory,
    ObjectionFactory,
    ObserverInvitationFactory,
    PositionFactory,
    ReportCommentFactory,
    attend,
    declare,
)
from tests.factories.partners import RepresentativeFactory
from tests.mails import check_chinese, check_mail

pytestmark = pytest.mark.django_db
TEMPLATES = Path(settings.BASE_DIR) / "templates" / "meetings" / "emails"
# What people wrote themselves stays as it is.
CONTENT = (
    "Please name the sample",
    "The sample goes too far",
    "The Advisory Group has seen the sample",
    "And where's the guide",
    "The text left out a word",
    "Please look at the figures",
    "More time is needed",
    "Explained in session",
    "By the link",
)
CHAIR, MEMBER = "Sample Chair", "Sample Member"
EXCUSED = "Sample Excused"
GUEST, OPENER = "Sample Guest", "Sample Opener"
EXPECTED = [CHAIR, EXCUSED, GUEST, MEMBER]
DAY = timedelta(days=1)
FAR = datetime(2099, 4, 18, 12, 30, tzinfo=UTC)


@pytest.fixture
def scene(register, chair):
    """A meeting with a decision, a report and an observer, and who has to do with them."""
    member = UserFactory(name=MEMBER)
    register("advisory_group", [chair, member], [chair])
    pag = BodyFactory(pag=True)
    meeting = MeetingFactory(
        body=pag,
        convened=True,
        title="Sample meeting",
        slug="sample-meeting",
        starts_on=date(2027, 4, 14),
        ends_on=date(2027, 4, 16),
        opens_at_time=time(9),
        closes_at_time=time(17, 30),
        zone="Europe/Zurich",
        mode="hybrid",
        rescheduled_from=date(2027, 3, 1),
        place="Geneva",
        join_text="By the link https://example.org/call",
    )
    AttendanceFactory(meeting=meeting, person__name=GUEST, role="invited")
    AttendanceFactory(meeting=meeting, person__name=EXCUSED, presence="excused")
    opener = UserFactory(name=OPENER)
    decision = DecisionFactory(
        body=pag,
        title="Sample matter",
        slug="proposal-1",
        drafted_by=opener,
        silent=True,
        electors=[member],
    )
    decision.closes_at = datetime(2027, 4, 20, 12, 30, tzinfo=UTC)
    report = MeetingReportFactory(
        meeting=meeting,
        started_by=opener,
        comments_until=date(2027, 5, 5),
        adopted=True,
        symbol="PAG.16/9",
    )
    return SimpleNamespace(
        meeting=meeting,
        chair=chair,
        decision=decision,
        objection=ObjectionFactory(elector=decision.electors.get()),
        report=report,
        comment=ReportCommentFactory(
            report=report, author__name="Sample Author", text="Please name the sample."
        ),
        invitation=ObserverInvitationFactory(
            meeting=meeting,
            invited_by=opener,
            objections_until=date(2027, 4, 10),
            objection="A competitor.",
        ),
    )


def late(scene, by):
    scene.objection.is_late = True
    emails.objection_raised(scene.objection, by=by)


def withdrawn(scene, by):
    scene.objection.settled_by = scene.objection.raised_by
    scene.objection.settled_note = "Explained in session."
    emails.objection_withdrawn(scene.objection, by=by)


def adopted(scene, by):
    scene.decision.status = Decision.Status.ADOPTED
    scene.decision.symbol, scene.decision.slug = "PAG-DEC-2027/1", "PAG-DEC-2027-1"
    emails.decision_ended(scene.decision, by=by)


def deferred(scene, by):
    scene.decision.status = Decision.Status.DEFERRED
    scene.decision.outcome_note = "More time is needed."
    emails.decision_ended(scene.decision, by=by)


def opened_in_session(scene, by):
    scene.decision.mode, scene.decision.closes_at = Decision.Mode.IN_SESSION, None
    emails.decision_opened(scene.decision, by=by)


def another(meeting, **details):
    """The meeting as it was known before."""
    return Meeting(
        **{
            field.attname: getattr(meeting, field.attname)
            for field in meeting._meta.concrete_fields
        }
        | details
    )


def rescheduled(scene, by):
    was = another(
        scene.meeting,
        starts_on=date(2027, 3, 1),
        ends_on=date(2027, 3, 1),
        closes_at_time=None,
    )
    emails.rescheduled(scene.meeting, was=was, reason="Strike.", by=by)


def moved_without_hours(scene, by):
    for meeting in (
        scene.meeting,
        was := another(scene.meeting, starts_on=date(2027, 4, 12)),
    ):
        meeting.opens_at_time = meeting.closes_at_time = None
    emails.rescheduled(scene.meeting, was=was, reason="Strike.", by=by)


def revised(scene, by, **before):
    before = before or {"opens_at_time": time(10), "zone": "Pacific/Auckland"}
    was = another(scene.meeting, **before)
    emails.revised(scene.meeting, was=was, changed=[*before], by=by)


def revised_place_and_link(scene, by):
    before = {
        "title": "First title",
        "mode": "in_person",
        "place": "Nairobi",
        "join_text": "",
    }
    revised(scene, by, **before)


def revised_in_session(scene, by):
    scene.decision.mode, scene.decision.closes_at = Decision.Mode.IN_SESSION, None
    emails.text_revised(scene.decision, by=by)


def recorded(presence):
    """Somebody else recorded the attendance of a member."""

    def post(scene, by):
        row = AttendanceFactory(
            meeting=scene.meeting, person__name=MEMBER, presence=presence
        )
        row.recorded_by = by
        emails.attendance_recorded([row], by=by)

    return post


def denied(scene, by):
    row = AttendanceFactory(
        meeting=scene.meeting,
        person__name=MEMBER,
        presence="present",
        recorded_by=UserFactory(name=OPENER),
    )
    emails.attendance_denied(row, gives_time=True, by=by)


def affirmed(scene, by):
    row = AttendanceFactory(meeting=scene.meeting, person__name=MEMBER, presence="present")
    emails.attendance_affirmed(row, recorder=UserFactory(name=OPENER), by=by)


def admitted(scene, by):
    scene.invitation.person = UserFactory(name="Sample Observer")
    emails.observer_admitted(scene.invitation)


def position_taken(scene, by):
    """Two people speak for one partner, and one of them has taken a position."""
    author = RepresentativeFactory(person__name="Sample Author")
    RepresentativeFactory(partner=author.partner, person__name=MEMBER)
    decision = DecisionFactory(
        title="Sample matter", slug="proposal-3", silent=True, electors=[author.partner]
    )
    position = PositionFactory(
        elector=decision.electors.get(),
        kind="with_statement",
        statement="With thanks.",
        taken_by=author.person,
    )
    position.elector.organisation = "Example Institute"
    emails.position_taken(position, by=author.person)


def observer_invited(scene, by):
    AttendanceFactory(meeting=scene.meeting, person__name=MEMBER, role="member")
    emails.observer_invited(scene.invitation, by=by)


def declared(scene):
    """The same decision, open in session and declared."""
    meeting = MeetingFactory(body=scene.meeting.body, held=True)
    attend(meeting, UserFactory())
    people = [scene.decision.electors.get().person, scene.chair]
    decision = DecisionFactory(
        body=scene.meeting.body,
        meeting=meeting,
        title="Sample matter",
        slug="proposal-2",
        drafted_by=scene.decision.drafted_by,
        open=True,
        electors=people,
        absent=people[:1],
    )
    declaration = declare(decision, by=scene.decision.drafted_by)
    as_it_was(declaration, recall_until=FAR)
    Message.objects.all().delete()
    return decision


def consensus_declared(scene, by, *, absent=()):
    decision = declared(scene)
    decision.closes_at = datetime(2099, 4, 20, 12, 30, tzinfo=UTC) if absent else None
    emails.consensus_declared(
        decision, list(decision.electors.filter(person__in=absent)), by=by
    )


def absent_asked(scene, by):
    consensus_declared(scene, by, absent=[scene.decision.electors.get().person])


def late_after_declaration(scene, by, *, recall=None, closes=None):
    """Somebody who was present objects two days after the consensus was declared."""
    decision = declared(scene)
    made = decision.declarations.get()
    as_it_was(made, recall_until=recall or made.declared_at + DAY)
    decision.closes_at = closes
    present = decision.electors.get(person=scene.chair)
    with time_machine.travel(timezone.now() + 2 * DAY):
        objection = ObjectionFactory(elector=present, decision=decision, is_late=True)
        emails.objection_raised(objection, by=by)


def late_while_it_can_be_recalled(scene, by):
    late_after_declaration(scene, by, recall=FAR)


def late_while_the_absent_wait(scene, by):
    late_after_declaration(scene, by, recall=FAR, closes=FAR + 2 * DAY)


def late_after_the_recall(scene, by):
    late_after_declaration(scene, by, closes=FAR)


def consensus_recalled(scene, by):
    emails.consensus_recalled(declared(scene), "The text left out a word.", by=by)


def about(name, noun, **details):
    """The mail of this name about a thing of the scene, posted without more ado."""
    return lambda scene, by: getattr(emails, name)(getattr(scene, noun), by=by, **details)


# The text (a template, and a variant of it), what is posted, and who reads it.
MAILS = {
    "absent_asked": (absent_asked, [MEMBER]),
    "attendance_affirmed": (affirmed, [CHAIR, OPENER]),
    "attendance_denied": (denied, [CHAIR, OPENER]),
    "attendance_recorded": (recorded("present"), [MEMBER]),
    "attendance_recorded-absent": (recorded("absent"), [MEMBER]),
    "cancelled": (
        about("cancelled", "meeting", reason="Strike."),
        [CHAIR, EXCUSED, GUEST, MEMBER],
    ),
    "consensus_declared": (consensus_declared, [CHAIR, MEMBER, OPENER]),
    "consensus_declared-absent": (absent_asked, [CHAIR, OPENER]),
    "consensus_recalled": (consensus_recalled, [CHAIR, MEMBER, OPENER]),
    "convened": (about("convened", "meeting"), [CHAIR, MEMBER]),
    "decision_ended": (adopted, [CHAIR, MEMBER, OPENER]),
    "decision_ended-deferred": (deferred, [CHAIR, MEMBER, OPENER]),
    "decision_opened": (about("decision_opened", "decision"), [MEMBER]),
    "decision_opened-session": (opened_in_session, [MEMBER]),
    "objection": (about("objection_raised", "objection"), [CHAIR, MEMBER, OPENER]),
    "objection-late": (late, [CHAIR, OPENER]),
    "objection-late-recall": (late_while_it_can_be_recalled, [CHAIR, OPENER]),
    "objection-late-absent": (late_while_the_absent_wait, [CHAIR, OPENER]),
    "objection-late-no-recall": (late_after_the_recall, [CHAIR, OPENER]),
    "objection_withdrawn": (withdrawn, [CHAIR, MEMBER, OPENER]),
    "observer_admitted": (admitted, ["Sample Observer"]),
    "observer_invited": (observer_invited, [EXCUSED, MEMBER]),
    "observer_objected": (about("observer_objected", "invitation"), [CHAIR, OPENER]),
    "position_taken": (position_taken, [MEMBER]),
    "report_commented": (about("report_commented", "comment"), [OPENER]),
    "report_for_comments": (about("report_for_comments", "report"), [GUEST]),
    "report_published": (
        lambda scene, by: emails.report_published(scene.report),
        [CHAIR, GUEST, MEMBER],
    ),
    "rescheduled": (rescheduled, EXPECTED),
    "rescheduled-no-hours": (moved_without_hours, EXPECTED),
    "revised": (revised, EXPECTED),
    "revised-place": (revised_place_and_link, EXPECTED),
    "silence_broken": (
        lambda scene, by: emails.silence_broken(scene.decision),
        [CHAIR, OPENER],
    ),
    "text_revised": (about("text_revised", "decision"), [MEMBER]),
    "text_revised-session": (revised_in_session, [MEMBER]),
}


def test_every_mail_has_a_text_to_compare_with():
    compared = {name.partition("-")[0] for name in MAILS}

    assert compared == {path.stem for path in TEMPLATES.glob("*.txt")}


@pytest.mark.usefixtures("either_text")
@pytest.mark.parametrize("name", MAILS)
def test_a_mail_reads_as_it_did(name, scene, secretariat):
    post, readers = MAILS[name]

    post(scene, by=secretariat)

    template = f"meetings/emails/{name.partition('-')[0]}.txt"
    messages = Message.objects.filter(template=template)
    assert sorted(message.recipient.name for message in messages) == readers
    first = messages.order_by("recipient__name").first()
    check_mail("meetings", name, first.subject, first.body)


@pytest.mark.parametrize("name", MAILS)
def test_a_mail_to_a_chinese_reader_is_chinese(chinese_readers, name, scene, secretariat):
    post, _readers = MAILS[name]

    post(scene, by=secretariat)

    mails = Message.objects.values_list("subject", "body")
    check_chinese(*("\n".join(mail) for mail in mails), content=CONTENT)
