"""Every form and button of meetings, filled in by the right person, does its one thing."""

from datetime import date, time, timedelta
from io import BytesIO

import pypdf
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from gmp_portal import ledger
from gmp_portal.accounts.models.terms import today
from gmp_portal.meetings.models import (
    Attendance,
    Decision,
    Meeting,
    ObserverInvitation,
    Paper,
)
from gmp_portal.meetings.reading import meeting_days
from gmp_portal.website.demo import sessions
from tests.factories.meetings import (
    AgendaItemFactory,
    AttendanceFactory,
    DecisionFactory,
    MeetingFactory,
    MeetingReportFactory,
    ObjectionFactory,
    ObserverInvitationFactory,
    PaperFactory,
    attend,
)
from tests.reading import reading, reading_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def does(as_user):
    """Let somebody send a form; answers the page that follows."""

    def send(user, name, /, *args, **fields):
        url = reverse(f"meetings:{name}", args=args)
        sent = reading_at(name, *args) | fields
        page = as_user(user).post(url, sent, follow=True)
        assert page.redirect_chain, (name, page.status_code)
        return page

    return send


def _kinds(record):
    return [entry.kind for entry in ledger.trail(record)]


def _file():
    out = BytesIO()
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(out)
    return SimpleUploadedFile("sample.pdf", out.getvalue(), content_type="application/pdf")


# Meetings ------------------------------------------------------------------------------


def test_details_are_revised_and_the_days_are_not(does, secretariat):
    meeting = MeetingFactory(convened=True, title="Before", place="Geneva")

    does(
        secretariat,
        "meeting_revise",
        meeting.slug,
        title="After",
        zone="Europe/Zurich",
        mode="online",
        place="Geneva",
        starts_on="2030-01-01",
    )

    fresh = Meeting.objects.get(pk=meeting.pk)
    assert (fresh.title, fresh.zone, fresh.starts_on) == (
        "After",
        "Europe/Zurich",
        meeting.starts_on,
    )
    [entry] = ledger.trail(meeting)
    assert (entry.kind, sorted(entry.body["changed"])) == (
        "meeting.revised",
        ["title", "zone"],
    )


def test_saving_details_without_a_change_leaves_no_trace(does, secretariat):
    meeting = MeetingFactory(convened=True)

    does(
        secretariat,
        "meeting_revise",
        meeting.slug,
        title=meeting.title,
        zone="UTC",
        mode="online",
    )

    assert _kinds(meeting) == []


def test_a_meeting_moves(does, secretariat):
    meeting = MeetingFactory(convened=True)

    does(
        secretariat,
        "meeting_reschedule",
        meeting.slug,
        starts_on="2030-05-01",
        ends_on="2030-05-02",
        reason="Strike.",
    )

    fresh = Meeting.objects.get(pk=meeting.pk)
    assert (fresh.starts_on, fresh.ends_on) == (date(2030, 5, 1), date(2030, 5, 2))
    assert fresh.rescheduled_from == meeting.starts_on


def test_a_meeting_is_planned_for_its_body(does, area, chair):
    does(
        chair,
        "meeting_plan",
        area.slug,
        starts_on="2030-05-01",
        zone="UTC",
        mode="online",
    )

    meeting = Meeting.objects.get()
    assert (meeting.body, meeting.planned_by, meeting.ends_on) == (
        area,
        chair,
        date(2030, 5, 1),
    )


@pytest.mark.parametrize(
    ("name", "before", "after", "fields"),
    [
        ("meeting_convene", "planned", "convened", {}),
        ("meeting_hold", "convened", "held", {}),
        ("meeting_close", "held", "closed", {"confirmed": "on"}),
        ("meeting_cancel", "convened", "cancelled", {"reason": "Strike."}),
    ],
)
def test_a_meeting_takes_its_steps(does, secretariat, name, before, after, fields):
    meeting = MeetingFactory(status=before, starts_on=timezone.now().date())

    does(secretariat, name, meeting.slug, **fields)

    assert Meeting.objects.get(pk=meeting.pk).status == after


# Agenda and papers ---------------------------------------------------------------------


def test_an_agenda_item_is_added_and_edited_in_its_place(does, secretariat):
    meeting = MeetingFactory(convened=True)
    first = AgendaItemFactory(meeting=meeting, position=1, title="First")
    AgendaItemFactory(meeting=meeting, position=2, title="Second")

    does(secretariat, "agenda_add", meeting.slug, title="Third", notes="", parent="")
    does(secretariat, "agenda_edit", meeting.slug, first.pk, title="1st", notes="Read this")

    items = list(meeting.agenda.values_list("title", "position"))
    assert items == [("1st", 1), ("Second", 2), ("Third", 3)]
    first.refresh_from_db()
    assert first.notes == "Read this"
    assert _kinds(meeting) == ["meeting.agenda_edited", "meeting.agenda_added"]


def test_an_item_is_added_under_another_and_never_a_fourth_level_down(secretariat, as_user):
    meeting = MeetingFactory(convened=True)
    top = AgendaItemFactory(meeting=meeting)
    middle = AgendaItemFactory(meeting=meeting, parent=top)
    low = AgendaItemFactory(meeting=meeting, parent=middle)
    url = reverse("meetings:agenda_add", args=[meeting.slug])

    codes = [
        as_user(secretariat).post(url, {"title": "New", "parent": parent.pk}).status_code
        for parent in (middle, low)
    ]

    assert codes == [302, 422]
    assert middle.children.count() == 2


@pytest.mark.parametrize(("direction", "after"), [("up", ["B", "A"]), ("down", ["A", "B"])])
def test_an_item_moves_by_its_buttons(does, secretariat, direction, after):
    meeting = MeetingFactory(convened=True)
    AgendaItemFactory(meeting=meeting, position=1, title="A")
    second = AgendaItemFactory(meeting=meeting, position=2, title="B")

    does(secretariat, "agenda_move", meeting.slug, second.pk, direction=direction)

    assert list(meeting.agenda.values_list("title", flat=True)) == after


def test_an_item_is_removed(does, secretariat):
    item = AgendaItemFactory(meeting=MeetingFactory(convened=True))

    does(secretariat, "agenda_remove", item.meeting.slug, item.pk, confirmed="on")

    assert not item.meeting.agenda.exists()


def test_papers_are_added_revised_translated_and_withdrawn(does, secretariat):
    meeting = MeetingFactory(convened=True, code="PAG.16")
    item = AgendaItemFactory(meeting=meeting)

    does(
        secretariat,
        "paper_add",
        meeting.slug,
        title="Agenda",
        language="en",
        agenda_item=item.pk,
        file=_file(),
    )
    paper = Paper.objects.get()
    args = meeting.slug, paper.pk
    does(secretariat, "paper_revise", *args, title="Agenda", file=_file())
    does(secretariat, "paper_translate", *args, title="Ordre", language="fr", file=_file())
    does(secretariat, "paper_withdraw", *args, reason="Superseded.")

    rows = list(meeting.papers.values_list("symbol", "language", "status"))
    assert sorted(rows) == [
        ("PAG.16/1", "en", "withdrawn"),
        ("PAG.16/1", "fr", "available"),
        ("PAG.16/1/Rev.1", "en", "available"),
    ]
    assert paper.agenda_item == item


# Participants and observers ------------------------------------------------------------


def test_a_member_registers_and_excuses_only_himself_or_herself(does, pag, members):
    meeting = MeetingFactory(body=pag, convened=True)
    other = AttendanceFactory(meeting=meeting)

    does(members[0], "attendance_register", meeting.slug)
    does(members[0], "attendance_excuse", meeting.slug)

    own = Attendance.objects.get(person=members[0])
    other.refresh_from_db()
    assert (own.presence, other.presence) == ("excused", "expected")


def test_attendance_is_marked_for_this_meeting_and_guests_are_added(does, secretariat):
    row, elsewhere = AttendanceFactory(meeting__starts_on=today()), AttendanceFactory()
    slug = row.meeting.slug

    does(secretariat, "attendance_mark", slug, **{f"p{row.pk}-presence": "online"})
    does(secretariat, "attendance_add_guest", slug, name="Sample Guest", organisation="")

    row.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (row.presence, elsewhere.presence) == ("online", "expected")
    assert row.meeting.attendances.get(name="Sample Guest").role == "invited"


def test_an_observer_is_invited_objected_to_and_withdrawn(does, area, chair, members):
    meeting = MeetingFactory(body=area, convened=True)
    AttendanceFactory(meeting=meeting, person=members[0])

    does(chair, "observer_invite", meeting.slug, name="Sample Observer", organisation="")
    invitation = ObserverInvitation.objects.get()
    args = meeting.slug, invitation.pk
    does(members[0], "observer_object", *args, reason="A competitor.")
    objected = ObserverInvitation.objects.get()
    does(members[0], "observer_lift_objection", *args)
    lifted = ObserverInvitation.objects.get()
    does(chair, "observer_withdraw", *args)

    assert (objected.status, objected.objected_by) == ("objected", members[0])
    assert (lifted.status, lifted.objected_by, lifted.objection) == ("pending", None, "")
    assert ObserverInvitation.objects.get().status == "withdrawn"


@pytest.mark.parametrize(("days", "given"), [(30, 7), (5, 4), (1, 0), (0, 0)])
def test_objections_end_after_a_week_or_the_day_before_the_meeting(
    does, area, chair, days, given
):
    today = timezone.now().date()
    meeting = MeetingFactory(
        body=area, convened=True, starts_on=today + timedelta(days=days)
    )

    does(chair, "observer_invite", meeting.slug, name="Sample Observer", organisation="")

    until = ObserverInvitation.objects.get().objections_until
    assert until == today + timedelta(days=given)


def test_only_its_author_lifts_an_objection_to_an_observer(as_user, area, members):
    meeting = MeetingFactory(body=area, convened=True)
    AttendanceFactory(meeting=meeting, person=members[1])
    invitation = ObserverInvitationFactory(
        meeting=meeting,
        status="objected",
        objected_by=members[0],
        objected_at=timezone.now(),
    )
    url = reverse("meetings:observer_lift_objection", args=[meeting.slug, invitation.pk])

    page = as_user(members[1]).post(url)

    assert page.status_code == 403
    assert "Only whoever objected to the observer lifts" in page.content.decode()
    assert "A1-4b-iv" in page.content.decode()


def test_an_invitation_is_not_reached_through_another_meeting(as_user, area, chair):
    invitation = ObserverInvitationFactory(meeting__body=area)
    other = MeetingFactory(body=area, convened=True)
    url = reverse("meetings:observer_withdraw", args=[other.slug, invitation.pk])

    assert as_user(chair).post(url).status_code == 404


# Decisions -----------------------------------------------------------------------------


def test_a_draft_is_written_and_rewritten_as_version_one(does, pag, session, chair):
    item = AgendaItemFactory(meeting=session)

    does(
        chair,
        "decision_draft_for_meeting",
        session.slug,
        title="示例事项",
        text="First wording.",
        language="zh-hans",
        agenda_item="",
    )
    decision = Decision.objects.get()
    does(
        chair,
        "decision_redraft",
        decision.slug,
        title="Other matter",
        text="Second wording.",
        agenda_item=item.pk,
        subject_label="The sample",
    )

    fresh = Decision.objects.get()
    [text] = fresh.texts.all()
    assert (fresh.title, fresh.agenda_item, fresh.subject_label) == (
        "Other matter",
        item,
        "The sample",
    )
    assert (text.language, text.version, text.text, text.sha256) == (
        "zh-hans",
        1,
        "Second wording.",
        text.hash_of("Second wording."),
    )


def test_a_body_is_asked_between_meetings_and_for_a_week_at_first(does, pag, chair):
    said = {"title": "Matter", "text": "Words.", "language": "en"}
    does(chair, "decision_draft_for_body", pag.slug, **said)
    decision = Decision.objects.get()

    does(chair, "decision_open", decision.slug, mode="no_objection", closes_at="")

    fresh = Decision.objects.get()
    assert (fresh.body, fresh.meeting, fresh.status) == (pag, None, "open")
    assert fresh.closes_at - fresh.opened_at > timedelta(days=6, hours=23)


def test_a_decision_is_opened_in_session(does, pag, session, chair):
    decision = DecisionFactory(body=pag, meeting=session)

    does(chair, "decision_open", decision.slug, mode="in_session")

    fresh = Decision.objects.get()
    assert (fresh.mode, fresh.closes_at) == ("in_session", None)


def test_opening_names_the_meeting_and_its_days(as_user, pag, chair):
    met = {"starts_on": date(2026, 2, 26), "ends_on": date(2026, 2, 27)}
    meeting = MeetingFactory(body=pag, held=True, title="Example session", **met)
    decision = DecisionFactory(body=pag, meeting=meeting)

    with time_machine.travel("2026-03-01 12:00+00:00", tick=False):
        page = as_user(chair).get(reverse("meetings:decision_open", args=[decision.slug]))

    assert "In session: <bdi>Example session, 26–27 February 2026</bdi>" in page.text


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (
            {},
            "“<bdi>A &lt;b&gt; session</bdi>” begins on 14 January 2027: from then on it can",
        ),
        ({"opens_at_time": time(9)}, "begins on 14 January 2027, 09:00 UTC: from then on"),
    ],
)
def test_a_session_that_has_not_begun_is_told_instead_of_offered(
    as_user, pag, chair, hours, said
):
    day = {"starts_on": date(2027, 1, 14), "title": "A <b> session"}
    meeting = MeetingFactory(body=pag, convened=True, **day, **hours)
    decision = DecisionFactory(body=pag, meeting=meeting)
    url = reverse("meetings:decision_open", args=[decision.slug])

    with time_machine.travel("2026-03-01 12:00+00:00", tick=False):
        page = as_user(chair).get(url)
        refused = as_user(chair).post(url, {"mode": "in_session"} | reading(decision))

    assert said in page.text
    assert 'value="in_session"' not in page.text
    [error] = refused.context["form"].errors.as_data()["mode"]
    assert refused.status_code == 422
    assert (error.clause, error.message[:26]) == ("A1-4a-iii", "The meeting has not begun.")


def test_meetings_without_days_are_named_and_begin_on_no_day():
    meeting = Meeting(title="Example session")

    said = (meeting_days.named(meeting), meeting_days.begins(meeting))

    assert said == ("Example session", "")


def test_opening_in_session_without_a_meeting_explains_itself(as_user, pag, chair):
    planned = MeetingFactory(body=pag)
    decision = DecisionFactory(body=pag, meeting=planned)
    url = reverse("meetings:decision_open", args=[decision.slug])

    page = as_user(chair).post(url, {"mode": "in_session"} | reading(decision))

    assert page.status_code == 422
    assert "needs a meeting that was convened" in page.content.decode()


def test_a_position_an_objection_and_its_withdrawal(does, pag, members):
    decision = DecisionFactory(body=pag, open=True, electors=members)

    does(members[0], "decision_position", decision.slug, kind="no_objection")
    does(
        members[1],
        "decision_position",
        decision.slug,
        kind="objection",
        reason="Too far.",
        acceptable_wording="Softer.",
    )
    objection = decision.objections.get()
    does(members[1], "objection_withdraw", decision.slug, objection.pk, note="Explained.")

    objection.refresh_from_db()
    assert (objection.status, objection.settled_note) == ("withdrawn", "Explained.")
    kinds = decision.current_text.positions.values_list("elector__person", "kind")
    assert dict(kinds) == {
        members[0].pk: "no_objection",
        members[1].pk: "no_objection",
    }


def test_an_objection_after_adoption_is_kept_with_a_warning(does, pag, members):
    decision = DecisionFactory(body=pag, adopted=True, electors=members)

    page = does(
        members[0],
        "decision_position",
        decision.slug,
        kind="objection",
        reason="Too far.",
        acceptable_wording="Softer.",
    )

    assert "Your objection is kept as late." in page.content.decode()
    assert decision.objections.get().is_late


def test_a_new_text_in_session_and_the_declared_consensus(does, pag, chair):
    decision = DecisionFactory(body=pag, open=True, electors=[chair])
    attend(decision.meeting, chair)

    does(chair, "decision_revise_text", decision.slug, text="Second wording.")
    fresh = Decision.objects.get()
    text = fresh.current_text
    does(chair, "decision_declare", decision.slug, is_agreed="on")
    sessions.let_time_pass(fresh)
    does(chair, "decision_adopt", decision.slug)

    fresh.refresh_from_db()
    assert (fresh.status, text.version) == ("adopted", 2)
    assert fresh.declarations.get().sha256 == text.sha256


def test_an_objection_is_met_by_a_new_text(does, pag, members, chair):
    decision = DecisionFactory(body=pag, open=True, electors=members)
    first, second = (
        ObjectionFactory(elector=decision.electors.get(person=person))
        for person in members[:2]
    )

    does(
        chair,
        "decision_accommodate",
        decision.slug,
        objections=[first.pk],
        text="Softer wording.",
    )

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == ("accommodated", "maintained")
    assert first.accommodated_in.text == "Softer wording."


def test_a_silence_begun_again_is_long_enough_in_the_form(as_user, pag, members, chair):
    decision = DecisionFactory(body=pag, silent=True, electors=members)
    objection = ObjectionFactory(elector=decision.electors.get(person=members[0]))
    closes_at = timezone.now() + timedelta(hours=48)
    url = reverse("meetings:decision_accommodate", args=[decision.slug])

    page = as_user(chair).post(
        url,
        {
            "objections": [objection.pk],
            "text": "Softer.",
            "closes_at": closes_at.strftime("%Y-%m-%dT%H:%M"),
        },
    )

    assert page.status_code == 422
    assert "Members have at least 72 hours to object." in page.content.decode()


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        ("defer", "deferred"),
        ("record_no_consensus", "no_consensus"),
        ("withdraw", "withdrawn"),
    ],
)
def test_a_decision_ends_without_adoption(does, pag, chair, outcome, status):
    decision = DecisionFactory(body=pag, open=True, electors=[chair])

    does(chair, "decision_end", decision.slug, outcome=outcome, reason="Members differ.")

    fresh = Decision.objects.get()
    assert (fresh.status, fresh.outcome_note) == (status, "Members differ.")


def test_a_draft_is_only_withdrawn(as_user, pag, chair):
    decision = DecisionFactory(body=pag)
    url = reverse("meetings:decision_end", args=[decision.slug])

    page = as_user(chair).post(url, {"outcome": "defer", "reason": "Later."})

    assert page.status_code == 422


# Reports -------------------------------------------------------------------------------


def test_a_report_is_started_written_and_sent_for_comments(does, secretariat):
    meeting = MeetingFactory(held=True)
    AgendaItemFactory(meeting=meeting, title="Business")

    does(secretariat, "report_start", meeting.slug)
    report = meeting.report
    section = report.sections.get(title="Business")
    texts = {f"section_{section.pk}": "The chair opened the item."}
    does(secretariat, "report_edit", meeting.slug, **texts)
    does(secretariat, "report_open_comments", meeting.slug)

    section.refresh_from_db()
    report.refresh_from_db()
    assert (section.text, report.status) == ("The chair opened the item.", "comments")
    assert report.comments_until == timezone.now().date() + timedelta(days=21)


def test_a_report_is_adopted_when_the_time_for_comments_is_over(does, secretariat):
    yesterday = timezone.now().date() - timedelta(days=1)
    report = MeetingReportFactory(comments=True, comments_until=yesterday)

    does(secretariat, "report_adopt", report.meeting.slug)

    report.refresh_from_db()
    assert (report.status, report.adopted_by) == ("adopted", secretariat)
    assert report.symbol.startswith(report.meeting.code)


def test_a_comment_is_made_about_a_section(does, person):
    report = MeetingReportFactory(comments=True)
    AttendanceFactory(meeting=report.meeting, person=person)

    does(person, "report_comment", report.meeting.slug, text="Please name the sample.")

    assert report.comments.get().author == person


def test_a_report_is_asked_to_be_public_before_its_file_is_made(does, secretariat):
    report = MeetingReportFactory(adopted=True)

    page = does(secretariat, "report_publish", report.meeting.slug)

    report.refresh_from_db()
    assert (report.status, report.release_by) == ("adopted", secretariat)
    assert "once its file is made" in page.content.decode()


def test_a_withdrawn_paper_is_not_changed_any_more(as_user, secretariat):
    paper = PaperFactory(meeting=MeetingFactory(convened=True), status="withdrawn")
    url = reverse("meetings:paper_revise", args=[paper.meeting.slug, paper.pk])

    page = as_user(secretariat).get(url, follow=True)

    assert page.redirect_chain == [(paper.get_absolute_url(), 302)]
