"""The right person at the wrong time is told so on the record, and nothing changes.

The wrong person gets 403 in every state; the rest is for those who may.
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gmp_portal import ledger
from gmp_portal.meetings import permissions
from gmp_portal.meetings.models import Decision
from gmp_portal.workflow import STEP_BY_STEP
from tests.acts import table, unsaved
from tests.before_rule import as_it_was
from tests.factories.meetings import (
    AgendaItemFactory,
    AttendanceFactory,
    DecisionFactory,
    MeetingFactory,
    MeetingReportFactory,
    ObjectionFactory,
    ObserverInvitationFactory,
    PaperFactory,
)
from tests.not_now import told_by
from tests.reading import reading

pytestmark = pytest.mark.django_db
MEETING, AGENDA, PAPER = "meeting", "agenda", "paper"
STANDS = "This is not possible while it stands at"

# The address, what it is about, its state, and the beginning of the message.
CASES = [
    ("meeting_revise", MEETING, "held", STANDS),
    ("meeting_reschedule", MEETING, "held", STANDS),
    ("meeting_convene", MEETING, "convened", STANDS),
    ("meeting_hold", MEETING, "planned", STANDS),
    ("meeting_close", MEETING, "convened", STANDS),
    ("meeting_cancel", MEETING, "held", STANDS),
    ("agenda_add", MEETING, "closed", STANDS),
    ("agenda_edit", AGENDA, "closed", STANDS),
    ("agenda_move", AGENDA, "cancelled", STANDS),
    ("agenda_remove", AGENDA, "closed", STANDS),
    ("paper_add", MEETING, "cancelled", STANDS),
    ("paper_revise", PAPER, "cancelled", f"{STANDS} “Cancelled”"),
    ("paper_translate", PAPER, "closed", f"{STANDS} “Concluded”"),
    ("paper_withdraw", PAPER, "cancelled", f"{STANDS} “Cancelled”"),
    ("attendance_mark", MEETING, "planned", STANDS),
    ("attendance_add_guest", MEETING, "closed", STANDS),
    ("attendance_register", MEETING, "held", "This meeting takes no registrations now."),
    ("decision_draft_for_meeting", MEETING, "closed", STANDS),
    ("report_start", MEETING, "convened", STANDS),
]


def _get_and_post(browser, name, *args):
    """Both ways, where the address has both."""
    url = reverse(f"meetings:{name}", args=args)
    pages = [browser.get(url, follow=True), browser.post(url, follow=True)]
    return [page for page in pages if page.status_code != 405]


def _assert_told(pages, record, message, clause=STEP_BY_STEP):
    """The reader is led to the record, reads why and by which clause; the record stays."""
    assert pages
    home = record.get_absolute_url()
    for page in pages:
        status, address, [said], cited = told_by(page)
        assert (status, address, cited) == (302, home, clause)
        assert said.startswith(message)
    assert not unsaved.fields_of(record)


@pytest.mark.parametrize(("name", "noun", "status", "message"), CASES)
def test_a_meeting_in_another_state(as_user, secretariat, name, noun, status, message):
    meeting = MeetingFactory(
        status=status, convened_at=timezone.now(), convened_by=secretariat
    )
    record, args = meeting, (meeting.slug,)
    if noun == AGENDA:
        args = (meeting.slug, AgendaItemFactory(meeting=meeting).pk)
    if noun == PAPER:
        record = PaperFactory(meeting=meeting)
        args = (meeting.slug, record.pk)

    pages = _get_and_post(as_user(secretariat), name, *args)

    _assert_told(pages, record, message)
    meeting.refresh_from_db()
    assert (meeting.status, ledger.trail(meeting).count()) == (status, 0)


@pytest.mark.parametrize(
    ("name", "noun", "status"),
    [(name, noun, status) for name, noun, status, _message in CASES if status != "planned"],
)
def test_the_wrong_person_is_refused_in_that_state_too(
    as_user, person, name, noun, status, secretariat
):
    meeting = MeetingFactory(
        status=status, convened_at=timezone.now(), convened_by=secretariat
    )
    args = (meeting.slug,)
    if noun == AGENDA:
        args = (meeting.slug, AgendaItemFactory(meeting=meeting).pk)
    if noun == PAPER:
        args = (meeting.slug, PaperFactory(meeting=meeting).pk)
    url = reverse(f"meetings:{name}", args=args)

    assert as_user(person).post(url).status_code == 403


def test_a_meeting_that_gives_out_no_symbols_takes_no_papers(as_user, secretariat):
    meeting = MeetingFactory(convened=True, code="")

    pages = _get_and_post(as_user(secretariat), "paper_add", meeting.slug)

    _assert_told(pages, meeting, STANDS)


def test_nobody_is_excused_twice(as_user):
    own = AttendanceFactory(presence="excused")

    pages = _get_and_post(as_user(own.person), "attendance_excuse", own.meeting.slug)

    _assert_told(pages, own, "Your attendance is recorded as “Excused”.")


def test_nobody_is_excused_when_the_meeting_is_over(as_user):
    own = AttendanceFactory(meeting=MeetingFactory(held=True))

    pages = _get_and_post(as_user(own.person), "attendance_excuse", own.meeting.slug)

    _assert_told(pages, own, "This meeting takes no registrations now.")


def test_no_observer_is_invited_to_a_meeting_that_is_over(as_user, area, chair):
    meeting = MeetingFactory(body=area, held=True)

    pages = _get_and_post(as_user(chair), "observer_invite", meeting.slug)

    _assert_told(pages, meeting, "This meeting takes no registrations now.")


@pytest.mark.parametrize(
    ("name", "status"),
    [("observer_object", "admitted"), ("observer_lift_objection", "withdrawn")],
)
def test_an_invitation_that_is_settled(as_user, area, members, name, status):
    meeting = MeetingFactory(body=area, convened=True)
    AttendanceFactory(meeting=meeting, person=members[0])
    objected = {"objected_by": members[0], "objected_at": timezone.now()}
    invitation = ObserverInvitationFactory(
        meeting=meeting, status=status, **(objected if status == "withdrawn" else {})
    )

    pages = _get_and_post(as_user(members[0]), name, meeting.slug, invitation.pk)

    _assert_told(pages, invitation, STANDS)


def test_a_withdrawn_invitation_is_not_withdrawn_again(as_user, area, chair):
    invitation = ObserverInvitationFactory(meeting__body=area, status="withdrawn")
    args = invitation.meeting.slug, invitation.pk

    pages = _get_and_post(as_user(chair), "observer_withdraw", *args)

    _assert_told(pages, invitation, STANDS)


@pytest.mark.parametrize(
    ("name", "state", "message", "clause"),
    [
        ("decision_redraft", {"open": True}, STANDS, "R-16"),
        ("decision_open", {"open": True}, STANDS, "R-16"),
        ("decision_position", {"then_status": "deferred"}, STANDS, "R-16"),
        ("decision_revise_text", {}, STANDS, "R-16"),
        ("decision_revise_text", {"silent": True}, "The text stays as it is", "R-07"),
        ("decision_accommodate", {}, STANDS, "R-16"),
        ("decision_accommodate", {"open": True}, "No objection stands", "A1-4a-iii"),
        ("decision_adopt", {}, STANDS, "R-16"),
        ("decision_adopt", {"silent": True}, "The no-objection period has not", "R-07"),
        ("decision_adopt", {"open": True}, "In session the consensus is declared", "R-18"),
        ("decision_declare", {"adopted": True}, STANDS, "R-16"),
        ("decision_declare", {"silent": True}, "Nobody declares a consensus here", "R-07"),
        ("decision_recall", {"adopted": True}, STANDS, "R-16"),
        ("decision_recall", {"open": True}, "There is no declaration", "R-18"),
        ("decision_end", {"adopted": True}, STANDS, "R-16"),
    ],
)
def test_a_decision_in_another_state(as_user, pag, chair, name, state, message, clause):
    decision = _decision(pag, chair, state)
    before = decision.status

    pages = _get_and_post(as_user(chair), name, decision.slug)

    _assert_told(pages, decision, message, clause)
    decision.refresh_from_db()
    assert (decision.status, decision.texts.count()) == (before, 1)


def _decision(body, chair, state):
    if state != {"then_status": "deferred"}:
        electors = [chair] if state else []
        return DecisionFactory(body=body, electors=electors, **state)
    decision = DecisionFactory(body=body, open=True, electors=[chair])
    decision.status, decision.ended_at = Decision.Status.DEFERRED, timezone.now()
    decision.save()
    return decision


def test_a_silence_that_has_ended_is_adopted_by_hand(as_user, pag, chair):
    decision = DecisionFactory(body=pag, silent=True, electors=[chair])
    before = timedelta(days=8)
    as_it_was(
        decision,
        opened_at=decision.opened_at - before,
        closes_at=decision.closes_at - before,
    )
    url = reverse("meetings:decision_adopt", args=[decision.slug])

    as_user(chair).post(url, reading(decision))

    decision.refresh_from_db()
    assert decision.is_adopted


@pytest.mark.parametrize("state", ["settled", "late", "ended"])
def test_an_objection_that_can_no_longer_be_withdrawn(as_user, pag, members, state):
    decision = DecisionFactory(body=pag, open=True, electors=members)
    objection = ObjectionFactory(elector=decision.electors.get(person=members[0]))
    if state == "settled":
        as_it_was(
            objection, status="withdrawn", settled_at=timezone.now(), settled_by=members[0]
        )
    if state == "late":
        as_it_was(objection, is_late=True)
    if state == "ended":
        decision.status, decision.ended_at = Decision.Status.DEFERRED, timezone.now()
        decision.save()

    pages = _get_and_post(
        as_user(members[0]), "objection_withdraw", decision.slug, objection.pk
    )

    said = "An objection is withdrawn by its author, while the decision is open."
    _assert_told(pages, objection, said, "A1-4a-iii")


@pytest.mark.parametrize(
    ("name", "state", "message"),
    [
        ("report_edit", {"adopted": True}, STANDS),
        ("report_open_comments", {"comments": True}, STANDS),
        ("report_adopt", {}, STANDS),
        ("report_publish", {"comments": True}, STANDS),
    ],
)
def test_a_report_in_another_state(as_user, secretariat, name, state, message):
    report = MeetingReportFactory(**state)

    pages = _get_and_post(as_user(secretariat), name, report.meeting.slug)

    _assert_told(pages, report, message)


def test_publication_is_asked_for_once(as_user, secretariat):
    report = MeetingReportFactory(
        adopted=True, release_at=timezone.now(), release_by=secretariat
    )

    pages = _get_and_post(as_user(secretariat), "report_publish", report.meeting.slug)

    said = "The report becomes public as soon as its file is made."
    _assert_told(pages, report, said, "A1-6d-vii")


def test_a_meeting_has_one_report(as_user, secretariat):
    meeting = MeetingReportFactory().meeting

    pages = _get_and_post(as_user(secretariat), "report_start", meeting.slug)

    _assert_told(pages, meeting, "This meeting has a report already.", "A1-4a-vi")


def test_who_attended_is_led_to_the_meeting_while_the_report_is_a_draft(as_user, person):
    report = MeetingReportFactory()
    AttendanceFactory(meeting=report.meeting, person=person)

    pages = _get_and_post(as_user(person), "report_comment", report.meeting.slug)

    _assert_told(pages, report.meeting, f"{STANDS} “Draft”")


def test_a_body_of_everybody_takes_no_decisions(as_user, secretariat):
    meeting = MeetingFactory(convened=True, body__pag=False, body__event=True)

    pages = _get_and_post(as_user(secretariat), "decision_draft_for_meeting", meeting.slug)

    _assert_told(pages, meeting, "This body takes no decisions.", "A1-4a-iii")
    url = reverse("meetings:decision_draft_for_body", args=[meeting.body.slug])
    page = as_user(secretariat).get(url)
    assert page.status_code == 403
    assert "This body takes no decisions." in page.content.decode()


def test_every_permission_is_asked_in_the_table_of_acts():
    asked = {row.name for row in table.PERMISSIONS}
    names = {name for name in vars(permissions) if name.startswith("can_")}

    assert names - asked == set()
