"""How meetings, decisions and reports of an area are arranged, and how their acts are called."""

from datetime import time, timedelta

from django.core import serializers
from django.utils import timezone

from gmp_portal.accounts.models.terms import today
from gmp_portal.accounts.rights import is_officer
from gmp_portal.documents.checks import Checked
from gmp_portal.meetings import permissions, scheduled
from gmp_portal.meetings.actions import (
    agenda,
    attendance,
    decisions,
    declarations,
    endings,
    meetings,
    observers,
    papers,
    positions,
    reports,
    texts,
)
from gmp_portal.meetings.models import (
    AgendaItem,
    Attendance,
    Decision,
    Meeting,
    Paper,
)
from gmp_portal.meetings.permissions import roles
from gmp_portal.meetings.reading.removed_items import RemovedItem
from gmp_portal.meetings.subjects import Subject
from gmp_portal.website.demo import sessions
from gmp_portal.writing.models import Revision
from partners.models import Representative
from tests.acts.scene import (
    PAST,
    REASON,
    Call,
    Scene,
    Scenes,
    lacking,
    with_argument,
    with_made,
)
from tests.acts.scenes_areas import partner_of, people_of
from tests.before_rule import as_it_was
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory
from tests.factories.meetings import (
    AgendaItemFactory,
    AttendanceFactory,
    BodyFactory,
    DecisionFactory,
    MeetingFactory,
    MeetingReportFactory,
    ObjectionFactory,
    ObserverInvitationFactory,
    PaperFactory,
    PositionFactory,
    ReportSectionFactory,
    attend,
    declare,
)
from tests.factories.partners import PublicFileFactory, RepresentativeFactory

UPLOAD = Checked(b"%PDF-1.7 sample", "sample.pdf", "application/pdf")


def of_area():
    """An area's body, and everybody around the area."""
    area = AreaFactory.create()
    return area.body, people_of(area)


def body(_name):
    record, people = of_area()
    return Scene(record, people)


# Meetings ------------------------------------------------------------------------------


def gathering(name):
    """A meeting of today, or of a coming day, with a member, a guest, one who does not come."""
    record, people = of_area()
    opened = {} if name == "planned" else {"convened_at": timezone.now()}
    record = MeetingFactory.create(
        body=record,
        status="convened" if name == "begun" else name,
        starts_on=today() + timedelta(days=5 if name == "convened" else 0),
        convened_by=people["officer"] if opened else None,
        **opened,
    )
    people["guest"], people["excused"] = UserFactory.create_batch(2)
    rows = {
        "attendance": AttendanceFactory.create(meeting=record, person=people["member"]),
        "guests_row": AttendanceFactory.create(
            meeting=record,
            person=people["guest"],
            role="observer",
            presence="expected" if name in ("planned", "convened") else "present",
            recorded_by=people["lead"],
        ),
        "excused_row": AttendanceFactory.create(
            meeting=record, person=people["excused"], presence="excused"
        ),
    }
    return record, people, rows


def meeting(name):
    record, people, others = gathering(name)
    others["first_item"], others["second_item"] = AgendaItemFactory.create_batch(
        2, meeting=record
    )
    others["paper"] = PaperFactory.create(
        meeting=record, number=99, added_by=people["officer"]
    )
    return Scene(record, people, others)


def invitation(name):
    meeting, people, others = gathering("convened")
    people["observer"] = UserFactory.create()
    until = today() + timedelta(days=3 if name == "pending" else -1)
    objected = {"objected_by": people["member"], "objected_at": timezone.now()}
    record = ObserverInvitationFactory.create(
        meeting=meeting,
        status="pending" if name == "due" else name,
        objections_until=until,
        invited_by=people["officer"],
        person=people["observer"],
        **objected if name == "objected" else {},
    )
    return Scene(record, people, others | {"meeting": meeting})


def details(_scene):
    return {"place": "Geneva"}


def other_days(_scene):
    return {"starts_on": today() + timedelta(days=9), "reason": REASON}


def upload(_scene):
    return {"upload": UPLOAD, "title": "Sample paper"}


def of_item(name):
    return lambda scene: (scene.others[name],)


# The number of an item that no meeting has.
GONE = 2_000_000_000


def denied_by_the_guest(scene):
    """The guest says not to have been there, as long as that is somebody else's word."""
    row = scene.guests_row
    row.refresh_from_db()
    if row.recorded_by != scene.guest:
        as_it_was(row, denied_at=timezone.now())
    return (row,)


MEETING_CALLS = {
    "body.plan_meeting": Call(meetings.plan, lambda scene: {"starts_on": today()}),
    "meeting.revise": Call(meetings.revise, details),
    "meeting.revise_plan": Call(meetings.revise, details),
    "meeting.convene": Call(meetings.convene),
    "meeting.reschedule": Call(meetings.reschedule, other_days),
    "meeting.reschedule_plan": Call(meetings.reschedule, other_days),
    "meeting.hold": Call(meetings.hold),
    "meeting.close": Call(meetings.close),
    "meeting.cancel": Call(meetings.cancel, lambda scene: {"reason": REASON}),
    "meeting.cancel_plan": Call(meetings.cancel, lambda scene: {"reason": REASON}),
    "meeting.add_item": Call(agenda.add, lambda scene: {"title": "Sample item"}),
    "meeting.insert_item": Call(
        agenda.add, lambda scene: {"title": "Sample item", "after": scene.first_item}
    ),
    "meeting.annotate_item": Call(
        agenda.edit,
        lambda scene: {"title": scene.first_item.title, "notes": "Sample note"},
        of_item("first_item"),
    ),
    "meeting.edit_item": Call(
        agenda.edit, lambda scene: {"title": "Other item"}, of_item("first_item")
    ),
    "meeting.move_item": Call(
        agenda.move, lambda scene: {"up": True}, of_item("second_item")
    ),
    "meeting.remove_item": Call(agenda.remove, first=of_item("first_item")),
    "meeting.bring_item_back": Call(
        agenda.bring_back, lambda scene: {"kept": taken_off(scene)}
    ),
    "meeting.add_paper": Call(papers.add, upload),
    "meeting.revise_paper": Call(papers.revise, upload, of_item("paper")),
    "meeting.translate_paper": Call(
        papers.translate, lambda scene: upload(scene) | {"language": "fr"}, of_item("paper")
    ),
    "meeting.withdraw_paper": Call(
        papers.withdraw, lambda scene: {"reason": REASON}, of_item("paper")
    ),
    "meeting.register": Call(attendance.register),
    "meeting.excuse": Call(attendance.excuse, first=of_item("attendance")),
    "meeting.invite_guest": Call(
        attendance.invite_guest, lambda scene: {"name": "Sample Guest"}
    ),
    "meeting.deny": Call(attendance.deny, first=of_item("guests_row")),
    "meeting.affirm": Call(attendance.affirm, first=denied_by_the_guest),
    "meeting.mark": Call(
        attendance.mark, lambda scene: {"presences": {scene.attendance.pk: "present"}}
    ),
    "meeting.invite_observer": Call(
        observers.invite, lambda scene: {"name": "Sample Observer"}
    ),
    "meeting.start_report": Call(reports.start),
    "invitation.object": Call(observers.object_to, lambda scene: {"reason": REASON}),
    "invitation.lift": Call(observers.lift_objection),
    "invitation.admit": Call(observers.admit, names_actor=False),
    "invitation.admit_by_clock": Call(
        scheduled.admit_observers, first=lambda scene: (today(),), names_actor=False
    ),
    "invitation.withdraw": Call(observers.withdraw),
}


def remove(name):
    """A guard: somebody else took an item off the agenda."""
    return lambda scene: AgendaItem.objects.filter(pk=scene.others[name].pk).delete()


def taken_off(scene, **facts):
    """An item as its removal writes it down; it is gone."""
    return written_down(AgendaItemFactory.build(meeting=scene.record, pk=GONE, **facts))


def written_down(item):
    values = {"item": [serializers.serialize("json", [item])]}
    return RemovedItem(item.pk, Revision(values=values))


def remove_parent(scene):
    scene.changes["parent"] = scene.first_item
    remove("first_item")(scene)


def named_and_removed(scene, meeting):
    """What is about to be kept names an item that somebody else took off the agenda."""
    item = AgendaItemFactory.create(meeting=meeting)
    AgendaItem.objects.filter(pk=item.pk).delete()
    scene.changes["agenda_item"] = item


def withdraw_paper(scene):
    Paper.objects.filter(pk=scene.paper.pk).update(status="withdrawn")


def a_paper_under_it(scene):
    PaperFactory.create(meeting=scene.record, agenda_item=scene.first_item)


MEETING_GUARDS = {
    "meeting.add_item: parent removed meanwhile": remove_parent,
    "meeting.edit_item: a paper under it": a_paper_under_it,
    "meeting.move_item: a decision about another": lambda scene: DecisionFactory.create(
        body=scene.record.body, meeting=scene.record, agenda_item=scene.first_item
    ),
    "meeting.bring_item_back: back already": with_made(
        "kept", lambda scene: written_down(scene.first_item)
    ),
    "meeting.bring_item_back: its parent is gone": with_made(
        "kept", lambda scene: taken_off(scene, parent_id=GONE - 1)
    ),
    "meeting.bring_item_back: a paper under another": a_paper_under_it,
    "meeting.edit_item: removed meanwhile": remove("first_item"),
    "meeting.move_item: removed meanwhile": remove("second_item"),
    "meeting.remove_item: removed meanwhile": remove("first_item"),
    "meeting.add_paper: item removed meanwhile": lambda scene: named_and_removed(
        scene, scene.record
    ),
    "meeting.revise_paper: withdrawn already": withdraw_paper,
    "meeting.translate_paper: withdrawn already": withdraw_paper,
    "meeting.revise: ends before it begins": with_argument(
        opens_at_time=time(9), closes_at_time=time(8)
    ),
    "meeting.revise: nothing new": with_made("place", lambda scene: scene.record.place),
    "meeting.reschedule: somebody came": lambda scene: Attendance.objects.filter(
        pk=scene.attendance.pk
    ).update(presence="absent"),
    "meeting.reschedule: asked in session": lambda scene: DecisionFactory.create(
        body=scene.record.body, meeting=scene.record, open=True
    ),
    "meeting.reschedule: into the past": with_argument(
        starts_on=today() - timedelta(days=1)
    ),
    "meeting.close: a decision is open": lambda scene: DecisionFactory.create(
        body=scene.record.body, meeting=scene.record, open=True
    ),
    "meeting.cancel: a decision is open": lambda scene: DecisionFactory.create(
        body=scene.record.body, meeting=scene.record, open=True
    ),
    "meeting.move_item: last already": with_argument(up=False),
    "meeting.remove_item: an item under it": lambda scene: AgendaItemFactory.create(
        meeting=scene.record, parent=scene.first_item
    ),
    "meeting.remove_item: a paper under it": a_paper_under_it,
    "meeting.remove_item: a decision under it": lambda scene: DecisionFactory.create(
        body=scene.record.body, meeting=scene.record, agenda_item=scene.first_item
    ),
    "meeting.add_paper: no symbols": lacking(code=""),
    "meeting.translate_paper: exists": with_argument(language="en"),
    "meeting.withdraw_paper: withdrawn already": withdraw_paper,
    "meeting.register: over": lacking(
        starts_on=today() - timedelta(days=1), ends_on=today() - timedelta(days=1)
    ),
    "meeting.excuse: marked meanwhile": lambda scene: Attendance.objects.filter(
        pk=scene.attendance.pk
    ).update(presence="present"),
    "meeting.deny: denied already": lambda scene: Attendance.objects.filter(
        pk=scene.guests_row.pk
    ).update(denied_at=timezone.now()),
    "meeting.deny: not recorded": lambda scene: Attendance.objects.filter(
        pk=scene.guests_row.pk
    ).update(presence="expected"),
    "meeting.affirm: denied nothing": lambda scene: Attendance.objects.filter(
        pk=scene.guests_row.pk
    ).update(recorded_by=scene.guest),
    "meeting.affirm: absent by now": lambda scene: Attendance.objects.filter(
        pk=scene.guests_row.pk
    ).update(presence="absent"),
    "meeting.mark: nothing new": with_argument(presences={}),
    "meeting.invite_observer: by the group": lambda scene: Meeting.objects.update(
        body=BodyFactory.create(pag=True)
    ),
    "meeting.invite_observer: no time to object": with_argument(
        until=today() - timedelta(days=1)
    ),
    "meeting.start_report: drafted already": lambda scene: MeetingReportFactory.create(
        meeting=scene.record
    ),
    "invitation.admit_by_clock: cancelled": lambda scene: Meeting.objects.update(
        status="cancelled"
    ),
}

# Decisions -----------------------------------------------------------------------------


def decision(name):
    body, people = of_area()
    meeting = MeetingFactory.create(
        body=body, convened=True, convened_by=people["officer"], starts_on=today()
    )
    attend(meeting, people["lead"])
    electors = [partner_of(people["lead"]), partner_of(people["member"])]
    record = DecisionFactory.create(
        body=body,
        meeting=meeting,
        drafted_by=people["officer"],
        **DECISIONS[name],
        electors=[] if name == "drafted" else electors,
        absent=electors[1:],
    )
    if name in ("declared", "declared_over"):
        declare(record, by=people["officer"])
    if name == "declared_over":
        sessions.let_time_pass(record)
    if name == "silence_over":
        before = timedelta(days=8)
        as_it_was(
            record,
            opened_at=record.opened_at - before,
            closes_at=record.closes_at - before,
        )
    if name in ("deferred", "no_consensus", "withdrawn"):
        record.status, record.ended_at = name, timezone.now()
        record.save()
    people["guest"] = AttendanceFactory.create(meeting=meeting, role="observer").person
    return Scene(record, people, {"meeting": meeting})


DECISIONS = {
    "drafted": {},
    "in_session": {"open": True},
    "declared": {"open": True},
    "declared_over": {"open": True},
    "silent": {"silent": True},
    "silence_over": {"silent": True},
    "adopted": {"adopted": True},
    "adopted_with_statements": {
        "then_status": Decision.Status.ADOPTED_WITH_STATEMENTS,
        "then_mode": Decision.Mode.NO_OBJECTION,
    },
    "deferred": {"open": True},
    "no_consensus": {"open": True},
    "withdrawn": {"open": True},
}


def denied_by_the_lead(scene):
    """The lead says not to have been there, though somebody recorded it."""
    row = scene.meeting.attendances.get(person=scene.lead)
    row.denied_at = row.denied_at or timezone.now()
    row.save()
    return {"attendance": row}


def elector(scene, role):
    return scene.record.electors.get(partner=partner_of(scene.people[role]))


def object_as(role):
    """A guard: somebody maintains an objection."""

    def change(scene):
        scene.others["objection"] = ObjectionFactory.create(elector=elector(scene, role))

    return change


def accommodation(scene):
    """Meet the objection of a partner."""
    arguments = {"objections": [], "text": "Other words."}
    if scene.record.is_open:
        object_as("member")(scene)
        arguments["objections"] = [scene.objection]
    return arguments


def beside_a_colleague(scene):
    """Somebody else speaks for the same partner, too."""
    partner = partner_of(scene.member)
    scene.people["colleague"] = RepresentativeFactory.create(partner=partner).person
    return {}


def with_statement(scene):
    if scene.record.is_open:
        PositionFactory.create(
            elector=elector(scene, "member"), kind="with_statement", statement="A sample."
        )
    return {}


def with_objection(scene):
    if scene.record.is_open:
        object_as("member")(scene)
    return {}


def objection(name):
    scene = decision("in_session")
    # Somebody else spoke for the same partner then.
    author = scene.people["author"] = UserFactory.create()
    record = ObjectionFactory.create(elector=elector(scene, "member"), raised_by=author)
    if name != "maintained":
        text = record.text if name == "accommodated" else None
        as_it_was(
            record,
            status=name,
            settled_at=timezone.now(),
            settled_by=author,
            accommodated_in=text,
        )
    return Scene(record, scene.people, scene.others | {"decision": scene.record})


def nobody_speaks(_scene):
    Representative.objects.update(period=PAST)


def nobody_came(_scene):
    with sessions.as_before(Attendance):
        Attendance.objects.update(presence="absent")


def early(_scene):
    return timezone.now() + timedelta(hours=71)


def ended(scene):
    scene.decision.status, scene.decision.ended_at = "deferred", timezone.now()
    scene.decision.save()


def words(_scene):
    return {"text": "Other words."}


def newest_text(scene):
    return {"sha256": scene.record.current_text.sha256}


def grounds(_scene):
    return {"reason": "Too far.", "acceptable_wording": "A bit less."}


def why(_scene):
    return {"reason": REASON}


def draft(scene):
    """What a coming meeting of the body is to decide."""
    meeting = MeetingFactory.create(body=scene.record, convened=True)
    return {"title": "Sample decision", "text": "Sample text.", "meeting": meeting}


DECISION_CALLS = {
    "body.draft_decision": Call(decisions.draft, draft),
    "decision.redraft": Call(decisions.redraft, words),
    "decision.open_in_session": Call(decisions.open_in_session),
    "decision.open_for_silence": Call(decisions.open_for_silence),
    "decision.declare": Call(declarations.declare, newest_text),
    "decision.recall": Call(declarations.recall, why),
    "decision.give_time": Call(declarations.give_time, denied_by_the_lead),
    "decision.take_position": Call(positions.take_position, beside_a_colleague),
    "decision.object": Call(positions.object_to, grounds),
    "decision.object_late": Call(positions.object_to, grounds),
    "decision.revise_draft": Call(texts.revise_text, words),
    "decision.revise_text": Call(texts.revise_text, words),
    "decision.accommodate": Call(texts.accommodate, accommodation),
    "decision.adopt": Call(endings.adopt),
    "decision.adopt_with_statement": Call(endings.adopt, with_statement),
    "decision.defer": Call(endings.defer, why),
    "decision.record_no_consensus": Call(endings.record_no_consensus, why),
    "decision.withdraw": Call(endings.withdraw, why),
    "decision.withdraw_draft": Call(endings.withdraw, why),
    "decision.close_by_clock": Call(
        scheduled.close_silence_periods, first=lambda scene: (today(),), names_actor=False
    ),
    "decision.close_silence": Call(endings.close_silence, names_actor=False),
    "decision.break_silence": Call(
        endings.close_silence, with_objection, names_actor=False
    ),
    "objection.withdraw": Call(positions.withdraw_objection),
}


def for_meeting(status):
    """A guard: the meeting ended while the form was open."""

    def change(scene):
        meeting = MeetingFactory.create(body=scene.record, convened=True)
        Meeting.objects.filter(pk=meeting.pk).update(status=status)
        scene.changes["meeting"] = meeting

    return change


def about_a_thing_twice(scene):
    about = Subject("sample", "1")
    DecisionFactory.create(body=scene.record, about=about)
    scene.changes["about"] = about


def for_removed_item(scene):
    meeting = MeetingFactory.create(body=scene.record, convened=True)
    scene.changes["meeting"] = meeting
    named_and_removed(scene, meeting)


DECISION_GUARDS = {
    "decision.redraft: item removed meanwhile": lambda scene: named_and_removed(
        scene, scene.meeting
    ),
    "body.draft_decision: item removed meanwhile": for_removed_item,
    "decision.open_in_session: no meeting": lacking(meeting=None),
    "decision.open_in_session: not convened": lambda scene: Meeting.objects.update(
        status="planned"
    ),
    "decision.open_in_session: no members": nobody_speaks,
    "decision.open_in_session: not begun": lambda scene: as_it_was(
        scene.meeting,
        starts_on=today() + timedelta(days=2),
        ends_on=today() + timedelta(days=2),
    ),
    "decision.open_in_session: no attendance": nobody_came,
    "decision.declare: no attendance": nobody_came,
    "decision.declare: text changed": with_argument(sha256="0" * 64),
    "decision.declare: an objection stands": object_as("member"),
    "decision.give_time: for a guest": lambda scene: scene.changes.update(
        attendance=scene.meeting.attendances.get(person=scene.guest)
    ),
    "decision.open_for_silence: no members": nobody_speaks,
    "decision.open_for_silence: too short": with_made("closes_at", early),
    "decision.take_position: objects": object_as("member"),
    "decision.object: no reason": with_argument(reason=" "),
    "decision.object: no wording": with_argument(acceptable_wording=" "),
    "decision.object: objects already": object_as("member"),
    "decision.accommodate: none chosen": with_argument(objections=[]),
    "decision.accommodate: too short": with_made("closes_at", early),
    "decision.adopt: an objection stands": object_as("former_speaker"),
    "decision.break_silence: told already": lacking(silence_broken_at=timezone.now()),
    "objection.withdraw: decision ended": ended,
    "objection.withdraw: came late": lacking(is_late=True),
    "body.draft_decision: about a thing twice": about_a_thing_twice,
    "body.draft_decision: meeting closed": for_meeting("closed"),
    "body.draft_decision: meeting cancelled": for_meeting("cancelled"),
    "body.draft_decision: everybody": lambda scene: setattr(scene.record, "kind", "event"),
}

# Reports -------------------------------------------------------------------------------


def report(name):
    meeting, people, others = gathering("held")
    record = MeetingReportFactory.create(
        meeting=meeting, started_by=people["second_officer"], **report_facts(name, people)
    )
    others["section"] = ReportSectionFactory.create(report=record)
    return Scene(record, people, others | {"meeting": meeting})


def report_facts(name, people):
    if name == "draft":
        return {}
    if name.startswith("comments"):
        days = 0 if name == "comments" else -1
        return {"status": "comments", "comments_until": today() + timedelta(days=days)}
    facts = {
        "status": "published" if name == "published" else "adopted",
        "adopted_at": timezone.now(),
        "adopted_by": people["officer"],
        "symbol": "SAMPLE.1/9",
    }
    if name in ("asked_for", "published"):
        facts |= {"release_at": timezone.now(), "release_by": people["officer"]}
    if name == "published":
        facts["published_at"] = timezone.now()
    if name in ("with_file", "published"):
        facts["pdf"] = PublicFileFactory.create()
    return facts


def paragraphs(scene):
    return {"texts": {scene.section.pk: "Other words."}}


REPORT_CALLS = {
    "report.save": Call(reports.save, paragraphs),
    "report.open_comments": Call(reports.open_comments),
    "report.comment": Call(reports.comment, lambda scene: {"text": "Sample comment."}),
    "report.adopt": Call(reports.adopt),
    "report.ask_for_publication": Call(reports.publish),
    "report.publish": Call(reports.publish),
    "report.attach_pdf": Call(
        reports.attach_pdf, lambda scene: {"content": UPLOAD.content}, names_actor=False
    ),
    "report.attach_and_publish": Call(
        reports.attach_pdf, lambda scene: {"content": UPLOAD.content}, names_actor=False
    ),
}


def about_paper(name):
    return lambda person, scene: getattr(permissions, name)(person, scene.paper)


def about_an_objection(person, scene):
    if not scene.record.objections.exists():
        accommodation(scene)
    return permissions.can_accommodate(person, scene.record)


def about_record(question):
    return lambda person, scene: question(person, scene.record)


SCENES = Scenes(
    permissions=permissions,
    nouns={
        "body": body,
        "meeting": meeting,
        "invitation": invitation,
        "decision": decision,
        "objection": objection,
        "report": report,
    },
    calls=MEETING_CALLS | DECISION_CALLS | REPORT_CALLS,
    guards=MEETING_GUARDS
    | DECISION_GUARDS
    | {"report.save: nothing new": with_argument(texts={})},
    asks={
        **{
            name: about_paper(name)
            for name in ("can_paper_revise", "can_paper_translate", "can_paper_withdraw")
        },
        **{
            question.__name__: about_record(question)
            for question in (
                roles.runs,
                roles.is_elector,
                roles.reads_positions,
                roles.sees_names,
            )
        },
        "is_officer": lambda person, _scene: is_officer(person),
        "can_accommodate": about_an_objection,
        "can_deny": lambda person, scene: permissions.can_deny(person, scene.guests_row),
        "can_affirm": lambda person, scene: permissions.can_affirm(
            person, *denied_by_the_guest(scene)
        ),
        "can_excuse": lambda person, scene: permissions.can_excuse(
            person, scene.attendance
        ),
    },
)
