"""What acts keep: persons, days, numbers and symbols, as the database has them afterwards.

``field`` is one of the record, ``result.field`` one of what the act gave back, and
``name.field`` one of another record of the scene. People stand by their roles, moments as
``NOW`` or by their day.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from areas.models import LeadTerm
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import days, last_day_of, today
from tests.acts.scene import REASON, Scene

NOW = "now"


def in_days(number: int) -> Callable[[Scene], date]:
    return lambda _scene: today() + timedelta(days=number)


def of_this_year(pattern: str) -> Callable[[Scene], str]:
    return lambda _scene: pattern.format(year=today().year)


def day_before_or_today(scene: Scene) -> date:
    day: date = scene.record.starts_on - timedelta(days=1)
    return max(day, today())


def until(number: int) -> Callable[[Scene], Any]:
    """The period of the record, with a last day so many days from now."""
    return lambda scene: days(scene.record.starts_on, today() + timedelta(days=number))


def from_today(_scene: Scene) -> Any:
    return days(today(), None)


def next_term(scene: Scene) -> Any:
    """Two years, from the day after the last day of the lead (A1-4b-vi)."""
    start = LeadTerm.objects.get(person=scene.lead).ends_on + timedelta(days=1)
    return days(start, last_day_of(start, years=2))


def chair_period(_scene: Scene) -> Any:
    """Two years (A1-3d-2)."""
    start = today() + timedelta(days=1000)
    return days(start, last_day_of(start, years=2))


LETTERS = {
    "letter.submit": {"submitted_at": NOW, "reference": of_this_year("LOI-{year}-0001")},
    "letter.withdraw": {
        "withdrawn_by": "sender",
        "withdrawn_at": NOW,
        "withdrawal_reason": REASON,
    },
    "applicant.file": {
        "result.sender": "sender",
        "result.filed_by": "officer",
        "result.came_by": "paper",
        "result.came_on": in_days(0),
        "result.submitted_at": NOW,
    },
    "letter.check": {
        "checklist.checked_by": "officer",
        "checklist.checked_at": NOW,
        "checklist.verdict": "ready",
    },
    "mailed.send_message": {"settled_at": NOW},
    "mailed.use_for_answers": {"settled_at": NOW},
    "mailed.drop": {"settled_at": NOW},
    "unchecked.check": {
        "checklist.checked_by": "officer",
        "checklist.checked_at": NOW,
        "checklist.verdict": "ready",
    },
    "letter.extend": {"request.due_on": date(2027, 1, 31)},
    "letter.write": {
        "result.author": "sender",
        "result.audience": "both",
        "result.is_of_unep": False,
        "result.written_at": NOW,
    },
    "letter.write_for_unep": {
        "result.author": "officer",
        "result.audience": "both",
        "result.is_of_unep": True,
        "result.written_at": NOW,
    },
    "letter.keep_note": {
        "result.author": "officer",
        "result.audience": "secretariat",
        "result.is_of_unep": True,
        "result.written_at": NOW,
    },
    "letter.request_information": {
        "result.asked_by": "officer",
        "result.due_on": in_days(9),
    },
    "letter.answer": {"request.answered_by": "sender", "request.answered_at": NOW},
    # R-05: public after two weeks
    "letter.confirm": {
        "confirmed_by": "head",
        "confirmed_at": NOW,
        "publish_due_on": in_days(14),
        "confirmation_reference": of_this_year("GMP-CONF-{year}-0001"),
        "result.since": in_days(0),
        "result.evidence": "letter",
    },
    "letter.propose_decline": {
        "decline_proposed_by": "officer",
        "decline_proposed_at": NOW,
        "decline_reason": REASON,
    },
    "letter.drop_decline": {
        "decline_proposed_by": None,
        "decline_proposed_at": None,
        "decline_reason": "",
    },
    "letter.decline": {
        "declined_by": "officer",
        "declined_at": NOW,
        "decline_reason": REASON,
    },
    "letter.clear": {
        "cleared_by": "officer",
        "cleared_at": NOW,
        "has_personal_data": False,
        "public_statement": "We support it.",
        "public_contribution": "Forty days of work.",
    },
    "letter.clear_with_personal_data": {
        "cleared_by": "officer",
        "cleared_at": NOW,
        "has_personal_data": True,
    },
    "letter.second_clearance": {"seconded_by": "officer", "seconded_at": NOW},
    "letter.reopen_clearance": {
        "cleared_by": None,
        "cleared_at": None,
        "seconded_by": None,
        "seconded_at": None,
        "has_personal_data": None,
        "public_letter": None,
    },
    "letter.publish": {"published_by": "officer", "published_at": NOW, "public_version": 1},
    "letter.postpone": {"publish_due_on": in_days(60), "postponed_because": REASON},
    "letter.propose_correction": {
        "result.proposed_by": "officer",
        "result.proposed_at": NOW,
        "result.reason": REASON,
        "result.public_contribution": "Thirty days of work.",
    },
    "letter.publish_correction": {
        "public_version": 2,
        "public_contribution": "Thirty working days of two specialists.",
    },
    "signed_letter.mark_paper": {
        "boxes": [[1, 200, 700, 300, 100]],
        "shows_paper": True,
        "public_paper": None,
    },
    "signed_letter.clear": {"cleared_by": "officer", "has_personal_data": True},
}
PARTNERS = {
    "partner_desk.enter": {
        "result.since_note": "On record by 2014; the day is not known",
        "result.evidence": "E2",
        "result.kind": "ngo",
    },
    "partner.confirm_contact": {
        "term.phone": "+41 22 555 01 00",
        "term.confirmed_at": NOW,
        "term.mail_consented_at": NOW,
        "term.phone_consented_at": None,
        "term.asked_at": None,
    },
    "imported_person.tell": {"asked_at": NOW},
    "partner_import.tell_people": {"told_at": NOW},
    "partner.ask_contact": {"term.asked_at": NOW, "term.reminded_at": None},
    "partner.ask_contacts": {"term.asked_at": NOW, "term.reminded_at": None},
    "partner_desk.enter_funder": {"result.kind": "bank", "result.skeleton": "example fund"},
    "funder.edit": {"kind": "foundation"},
    "partner.edit": {"kind": "academia", "country_id": "KE", "unep_region": "africa"},
    "partner.describe": {
        "website": "https://www.example.org/",
        "seat": "Example City",
    },
    "partner.rename": {"name": "Example Union", "skeleton": "example union"},
    "partner.appoint_representative": {
        "result.person": "stranger",
        "result.period": from_today,
        "result.role": "focal_point",
        "result.consented_at": None,
    },
    "partner.end_representative": {
        "term.ends_on": in_days(-1),
        "term.ended_reason": REASON,
    },
    "last_term.end": {
        "ends_on": in_days(-1),
        "ended_reason": REASON,
        "nobody_follows": True,
    },
    "partner.appoint_contributor": {
        "result.person": "stranger",
        "result.role": "contributor",
        "result.period": from_today,
    },
    "two_entries.merge": {"result.made_by": "officer", "result.made_at": NOW},
    "two_entries.tell_apart": {"result.said_by": "officer", "result.said_at": NOW},
    "merge.undo": {"undone_by": "officer", "undone_at": NOW, "stayed": []},
    "partner.introduce": {"result.made_by": "representative", "result.revoked_at": None},
    "introducing.take_back": {
        "link.revoked_by": "representative",
        "link.revoked_at": NOW,
    },
    "partner.invite": {
        "result.email": "invited@example.org",
        "result.role": "contributor",
        "result.invited_by": "representative",
        "result.sent_at": NOW,
    },
    "silent_partner.ask": {
        "result.asked_by": "officer",
        "result.answer_by": in_days(60),
        "result.is_unheard": False,
    },
    "asked_partner.leave_alone": {
        "silence.words": REASON,
        "silence.settled_by": "officer",
        "silence.settled_at": NOW,
    },
    "asked_partner.leave": {
        "result.words": REASON,
        "result.said_by": "representative",
        "result.leaves_on": in_days(14),
        "silence.words": REASON,
        "silence.settled_by": "representative",
    },
    "silence.stay": {"words": REASON, "settled_by": "representative", "settled_at": NOW},
    "silence.confirm": {"words": REASON, "settled_by": "officer", "settled_at": NOW},
    "silence.remind": {"reminded_on": in_days(0)},
    "statement.take_back": {"settled_by": "representative", "settled_at": NOW},
    "statement.finish": {"settled_by": None, "settled_at": NOW},
    "partner.return_": {"result.words": REASON, "result.said_by": "representative"},
    "returning_partner.reactivate": {
        "statement.settled_by": "officer",
        "statement.settled_at": NOW,
    },
    "partner.add_past_letter": {
        "result.year": 2006,
        "result.added_by": "officer",
        "result.withdrawn_at": None,
    },
    "past_letter.attach": {"withdrawn_at": None},
    "past_letter.withdraw": {
        "withdrawn_by": "officer",
        "withdrawn_at": NOW,
        "withdrawn_because": REASON,
    },
    "invited.send_again": {"sent_at": NOW, "status": "waiting"},
    "invited.withdraw": {"settled_by": "representative", "settled_at": NOW},
    "invited.accept": {"settled_by": "colleague", "settled_at": NOW},
    "invited.decline": {"settled_by": "colleague", "settled_at": NOW},
    "speaking_term.change_role": {
        "result.role": "contributor",
        "result.recorded_by": "officer",
        "term.ends_on": in_days(-1),
    },
    "speaking_term.hand_over": {
        "result.email": "invited@example.org",
        "result.role": "alternate",
        "result.hands_over": lambda scene: scene.term,
    },
    "handed_over.accept": {
        "settled_by": "colleague",
        "settled_at": NOW,
        "term.ends_on": in_days(-1),
        "term.nobody_follows": False,
    },
    "followed_inside.accept": {
        "settled_by": "colleague",
        "settled_at": NOW,
        "term.ends_on": in_days(-1),
    },
    "partner.set_consent": {"term.consented_at": NOW},
    "partner.ask_to_join": {"result.person": "stranger", "result.note": "Example note."},
    "join_request.accept": {
        "decided_by": "representative",
        "decided_at": NOW,
        "result.person": "applicant",
        "result.role": "alternate",
        "result.period": from_today,
    },
    "join_request.refuse": {"decided_by": "representative", "decided_at": NOW},
}
AREAS = {
    "idea.propose": {"result.objective": "Use less mercury.", "result.priorities": ["c"]},
    "area.establish": {"established_year": lambda _scene: today().year},
    "area.close": {"membership.until": in_days(0)},
    "area.join": {"result.since": in_days(0), "result.until": None},
    "area.designate_lead": {
        "result.person": "member",
        "result.period": next_term,
        "result.kind": "lead",
        "result.recorded_reason": "",
    },
    "area.record_lead": {
        "result.person": "member",
        "result.period": next_term,
        "result.recorded_reason": REASON,
    },
    "area_with_interim.designate_lead": {
        "interim.ends_on": in_days(-1),
        "result.starts_on": in_days(0),
    },
    "lead_term.end": {"ends_on": in_days(0), "ended_reason": REASON},
    "area.start_plan": {
        "result.number": 1,
        "result.title": "Example plan",
        "result.started_by": "lead",
        "result.period_from": date(2026, 1, 1),
        "result.period_to": date(2027, 12, 31),
    },
    "plan.add_figure": {
        "result.added_by": "lead",
        "result.added_at": NOW,
    },
    "plan.save_text": {
        "result.text": "Other words.",
        "result.version": 2,
        "result.saved_by": "lead",
        "result.saved_at": NOW,
    },
    "plan.set_review_date": {"next_review_on": date(2027, 1, 1)},
    "plan_import.settle": {"settled": {"2": "out"}, "version": 2, "touched_at": NOW},
    "plan_import.put_in": {"done_by": "lead", "done_at": NOW},
    "plan.change_frame": {
        "title": "Example title",
        "language": "fr",
        "period_from": date(2026, 1, 1),
        "period_to": date(2027, 12, 31),
        "status_note": "Example note.",
    },
    "plan.add_companion": {
        "result.title": "Example budget",
        "result.is_public": True,
        "result.added_by": "lead",
        "result.added_at": NOW,
    },
    "plan.comment": {"result.author": "member", "result.section": "I"},
    "milestone.reach": {"result.noted_by": "lead", "result.day": in_days(0)},
    "milestone.move": {"result.noted_by": "lead", "result.day": in_days(90)},
    "milestone.reopen": {"result.noted_by": "lead", "result.noted_at": NOW},
    "comment.resolve": {"resolved_by": "lead", "resolved_at": NOW},
    "comment.reopen": {"resolved_by": None, "resolved_at": None},
    "comment.reply": {"result.author": "lead", "result.text": "Example answer."},
    "comment.edit": {"text": "Other words.", "edited_at": NOW},
    "comment.withdraw": {"withdrawn_at": NOW},
    "comment.give_task": {"result.person": "member", "result.given_by": "lead"},
    "plan.suggest": {"result.author": "member", "result.proposed": "Other words."},
    "suggestion.accept": {"settled_by": "lead", "settled_at": NOW},
    "suggestion.adapt": {"settled_by": "lead", "settled_at": NOW},
    "suggestion.refuse": {"settled_by": "lead", "answer": "Example reason."},
    "suggestion.withdraw": {"settled_by": "member", "settled_at": NOW},
    "begun_activity.send": {"sent_by": "member", "sent_at": NOW, "asked_back": ""},
    "begun_activity.take_back": {"sent_by": None, "sent_at": None},
    "begun_activity.acknowledge": {"acknowledged_by": "lead", "acknowledged_at": NOW},
    "begun_activity.ask_back": {"sent_by": None, "asked_back": "For whom is it?"},
    "begun_activity.end": {"ended_by": "member", "ended_at": NOW, "ends_on": in_days(0)},
    "area_in_force.begin_amendment": {"result.author": "member", "result.number": 1},
    "amendment.change": {"title": "Say it all"},
    "amendment.propose": {"proposed_at": NOW},
    "amendment.withdraw": {"settled_by": "member", "settled_at": NOW},
    "amendment.agree": {"agreed_by": "lead", "agreed_because": "Example reason."},
    "amendment.decline": {"settled_by": "lead", "answer": "Example reason."},
    "amendment.take_in": {"settled_by": "lead", "settled_at": NOW},
    "amendment_decided.record_consensus": {"agreed_by": "officer", "agreed_at": NOW},
    "plan_amended.rest_on_amendments": {"agreed_at": NOW},
    "effort_call.answer": {
        "answer": "complete",
        "answered_by": "member",
        "answered_at": NOW,
    },
    "effort_call.resume": {"answer": "", "answered_by": None, "answered_at": None},
    "effort_call.move": {"due_on": in_days(20)},
    "effort_call.take_back": {"ended_by": "lead", "ended_at": NOW},
    "area.suggest_opportunity": {
        "result.suggested_by": "outsider",
        "result.suggested_at": NOW,
    },
    "opportunity.ask": {"question": "Who pays?"},
    "opportunity.answer": {"answer": "Two funds.", "title": "Example laboratory"},
    "opportunity.take_in": {"listed_at": NOW},
    "opportunity.decline": {"reason": REASON},
    "opportunity.drop": {"reason": REASON},
    "opportunity.say_interest": {"result.person": "outsider", "result.said_at": NOW},
    "interest.take_back": {
        "withdrawn_by": "outsider",
        "withdrawn_at": NOW,
        "words": "",
        "contact": "",
    },
    "donor.match": {"result.matched_by": "officer", "result.is_none": True},
    "comment_task.finish": {"ended_by": "contributor", "ended_at": NOW},
    "comment_task.take_back": {"ended_by": "lead", "ended_at": NOW},
    # R-07: open for objections for a week
    "plan.send_to_area": {"result.closes_at": in_days(7), "result.opened_by": "lead"},
    "plan.record_consensus": {"agreed_at": NOW},
    "plan.take_back": {
        "consensus_decision": None,
        "consensus_sha256": "",
        "agreed_at": None,
    },
    "plan.submit": {"frozen_by": "lead", "frozen_at": NOW},
    "plan.find_aligned": {"reviewed_at": NOW},
    "plan.recommend": {"reviewed_at": NOW},
    "plan.answer_done": {"answered_at": NOW},
    "plan.publish": {"published_at": NOW},
}
MEETINGS = {
    "body.plan_meeting": {
        "result.planned_by": "lead",
        "result.starts_on": in_days(0),
        "result.ends_on": in_days(0),
    },
    "meeting.convene": {"convened_by": "officer", "convened_at": NOW},
    "meeting.reschedule": {"rescheduled_from": in_days(5)},
    "meeting.add_paper": {"result.number": 1, "result.added_by": "lead"},
    "meeting.revise_paper": {"result.number": 99, "result.revision": 1},
    "meeting.translate_paper": {"result.number": 99, "result.language": "fr"},
    "meeting.withdraw_paper": {
        "paper.status": "withdrawn",
        "paper.withdrawn_reason": REASON,
    },
    "meeting.register": {
        "result.person": "member",
        "result.role": "member",
        "result.presence": "expected",
    },
    "meeting.excuse": {"attendance.presence": "excused"},
    "meeting.deny": {"guests_row.denied_at": NOW, "guests_row.recorded_by": "lead"},
    "meeting.affirm": {
        "guests_row.denied_at": None,
        "guests_row.recorded_by": "guest",
    },
    "meeting.mark": {
        "attendance.recorded_by": "lead",
        "attendance.presence": "present",
        "excused_row.presence": "excused",
    },
    "meeting.invite_guest": {"result.name": "Sample Guest", "result.role": "invited"},
    "meeting.invite_observer": {
        "result.invited_by": "lead",
        "result.objections_until": day_before_or_today,
    },
    "meeting.start_report": {"result.started_by": "lead"},
    "invitation.object": {"objected_by": "member", "objected_at": NOW, "objection": REASON},
    "invitation.lift": {"objected_by": None, "objected_at": None, "objection": ""},
    "body.draft_decision": {"result.drafted_by": "lead"},
    "decision.open_in_session": {
        "opened_by": "officer",
        "opened_at": NOW,
        "mode": "in_session",
        "closes_at": None,
    },
    "decision.declare": {"result.declared_by": "officer", "result.declared_at": NOW},
    "decision.recall": {"closes_at": None},
    "decision.open_for_silence": {
        "opened_by": "officer",
        "opened_at": NOW,
        "mode": "no_objection",
        "closes_at": in_days(7),
    },
    "decision.object": {
        "result.reason": "Too far.",
        "result.acceptable_wording": "A bit less.",
        "result.is_late": False,
    },
    "decision.object_late": {"result.is_late": True},
    "decision.revise_text": {
        "result.text": "Other words.",
        "result.version": 2,
        "result.written_by": "officer",
    },
    "decision.accommodate": {
        "result.version": 2,
        "closes_at": lambda scene: (
            today() + timedelta(days=7) if scene.record.is_silent else None
        ),
        "objection.settled_at": NOW,
    },
    "decision.adopt": {
        "ended_by": "officer",
        "ended_at": NOW,
        "number": 1,
        "year": lambda _scene: today().year,
    },
    "decision.close_silence": {"ended_by": None, "ended_at": NOW, "number": 1},
    "decision.defer": {"ended_by": "lead", "ended_at": NOW, "outcome_note": REASON},
    "decision.record_no_consensus": {
        "ended_by": "lead",
        "ended_at": NOW,
        "outcome_note": REASON,
    },
    "decision.withdraw": {"ended_by": "lead", "ended_at": NOW, "outcome_note": REASON},
    "decision.break_silence": {"silence_broken_at": NOW},
    "objection.withdraw": {"settled_at": NOW},
    # R-13: three weeks for comments
    "report.open_comments": {"comments_until": in_days(21)},
    "report.comment": {"result.author": "member", "result.text": "Sample comment."},
    "report.adopt": {"adopted_by": "lead", "adopted_at": NOW},
    "report.ask_for_publication": {
        "release_by": "lead",
        "release_at": NOW,
        "published_at": None,
    },
    "report.publish": {"release_by": "lead", "release_at": NOW, "published_at": NOW},
    "report.attach_and_publish": {"release_by": "officer", "published_at": NOW},
}
ADVISORY_GROUP = {
    "nominating_area.nominate": {
        "result.person": "member",
        "result.nominated_by": "lead",
        "result.nominated_at": NOW,
    },
    "place.invite": {
        "result.person": "invitee",
        "result.recorded_by": "officer",
        "result.recorded_at": NOW,
    },
    "seat_invitation.accept": {
        "answered_at": NOW,
        "result.person": "invitee",
        "result.period": lambda scene: days(scene.record.starts_on, scene.record.ends_on),
        "result.klass": lambda scene: scene.record.klass,
    },
    "seat_invitation.decline": {"answered_at": NOW, "seat": None},
    "seat_invitation.withdraw": {"answered_at": NOW, "seat": None},
    "seat.end": {"period": until(-1), "ended_reason": REASON},
    "seat.end_later": {"period": until(7), "ended_reason": REASON},
    "seat.declare": {"gender": "woman"},
    "place.elect": {
        "result.person": "seated",
        "result.kind": "co_chair",
        "result.period": chair_period,
    },
    "chair_term.end": {"period": until(-1), "ended_reason": REASON},
    "chair_term.end_later": {"period": until(7), "ended_reason": REASON},
    "chair_term.remind": {"reminded_at": NOW},
    "submitted_plan.open_review": {
        "result.opened_by": "officer",
        "result.opened_at": NOW,
        "result.due_at": in_days(30),
        "result.round": 1,
    },
    "review.stand_aside": {
        "result.person": "seated",
        "result.cause": "interest",
        "result.statement": REASON,
        "result.at": NOW,
    },
    "review.comment": {
        "result.author": "seated",
        "result.section": "II",
        "result.kind": "must",
        "result.made_at": NOW,
        "result.is_late": False,
    },
    "review.assess": {
        "result.person": "seated",
        "result.filed_at": NOW,
        "result.is_late": False,
    },
    "review.recommend": {"result.number": 3},
    "review.word_anew": {
        "must.section": "I",
        "must.kind": "should",
        "must.text": "New words.",
    },
    "review.answer": {
        "must.answered_by": "lead",
        "must.answered_at": NOW,
        "must.answer": REASON,
        "must.answer_kind": "changed",
    },
    "review.conclude": {
        "concluded_by": "chair",
        "concluded_at": NOW,
        "outcome": "recommendations_made",
        "unanswered_reason": REASON,
        "plan.reviewed_at": NOW,
    },
    "review.find_aligned": {
        "concluded_by": "officer",
        "outcome": "aligned",
        "unanswered_reason": "",
    },
    "review.remind": {"reminded_at": NOW},
    "next_version.take_up": {
        "result.section": "III",
        "result.text": "Example change.",
        "result.marked_by": "lead",
        "result.marked_at": NOW,
    },
    "next_version.say_otherwise": {
        "result.section": "IV",
        "result.text": "Another example change.",
        "result.marked_by": "lead",
        "result.marked_at": NOW,
    },
    "review.hand_in": {"plan.answered_at": NOW},
}
REPORTING = {
    "reporting_period.open_cycle": {
        "result.period": lambda _scene: days(date(2026, 1, 1), date(2026, 12, 31)),
        "result.progress_due_on": date(2027, 2, 28),
        "result.area_due_on": date(2027, 4, 30),
        "result.opened_by": "officer",
    },
    "cycle.start_progress": {"result.started_by": "member"},
    "cycle.start_area_report": {"result.started_by": "lead"},
    "progress_report.submit": {"submitted_by": "member", "submitted_at": NOW},
    "progress_report.send_back": {"return_reason": REASON},
    "progress_report.accept": {"accepted_by": "lead", "accepted_at": NOW},
    "area_report.submit": {"submitted_by": "lead", "submitted_at": NOW},
    "area_report.send_back": {"return_reason": REASON},
    "area_report.accept": {"accepted_by": "officer", "accepted_at": NOW},
    "unep_desk.keep": {
        "result.assembled_by": "officer",
        "result.as_of": date(2026, 1, 1),
        "result.kind": "biennial",
    },
    "unep_report.edit": {"title": "Other title", "version": 2},
    "unep_report.remove_text": {"version": 2},
    "unep_report.bring_text_back": {"version": 2},
    "unep_report.freeze": {"frozen_by": "officer", "frozen_at": NOW, "pages": None},
    "unep_report.thaw": {
        "frozen_by": None,
        "frozen_at": None,
        "approved_by": None,
        "approved_at": None,
        "pdf": None,
        "snapshot_sha256": "",
        "round": 2,
    },
    "unep_report.attach_pdf": {"pages": 3, "problems": []},
    "unep_report.approve": {"approved_by": "second_officer", "approved_at": NOW},
    "unep_report.publish": {"published_at": NOW},
    "unep_desk.bring_in": {"result.begun_by": "officer", "result.name": "Example"},
    "imported_text.settle": {"unsure": 0, "version": 3},
    "imported_text.undo": {"version": 3},
    "imported_text.fill_first_page": {"typed": {"symbol": "PAG 99.1"}, "version": 3},
    "imported_text.take_over": {"result.kind": "past", "result.assembled_by": "officer"},
}
WEBSITE = {
    "secretariat.appoint": {"result.person": "stranger", "result.period": from_today},
    "secretariat.change_rule": {"result.value": 30, "result.effective_from": in_days(1)},
    "staff_term.end": {"ends_on": date(2026, 1, 1), "ended_reason": REASON},
    "reader.make_calendar_address": {
        "result.person": "reader",
        "result.made_at": NOW,
        "result.revoked_at": None,
    },
    "reader.ask_erasure": {
        "result.person": "reader",
        "result.asked_at": NOW,
    },
    "reader.record_erasure": {
        "result.person": "reader",
        "result.recorded_by": "officer",
        "result.came_by": "paper",
        "result.asked_on": date(2026, 1, 5),
        "result.reason": REASON,
    },
    "recorded_erasure.take_back": {"ended_at": NOW},
    "newcomer.empty_account": {"is_active": False},
    "erasure.take_back": {"ended_at": NOW},
    "erasure.carry_out": {"ended_at": NOW},
    "held_erasure.carry_out": {"held_up_at": NOW},
    "calendar_address.renew": {"revoked_at": NOW, "result.person": "reader"},
    "calendar_address.revoke": {"revoked_at": NOW},
    "secretariat.take": {
        "result.holder": "officer",
        "result.kind": "letters",
        "result.since": NOW,
    },
    "secretariat.start_notice": {"result.created_by": "officer"},
    "secretariat.write_mail_text": {
        "result.written_by": "officer",
        "result.words": "Dear {name}, please answer.",
    },
    "secretariat.choose_days": {
        "result.changed_by": "officer",
        "result.days": [-60, -7],
    },
    "mail_text.reset": {"written_by": "second_officer", "words": ""},
    "secretariat.look": {"result.begun_by": "head", "result.person": "stranger"},
    "two_accounts.merge": {
        "result.made_by": "head",
        "result.made_at": NOW,
        "result.gone_name": "B. Example",
    },
    "two_accounts.tell_apart": {"result.said_by": "officer", "result.said_at": NOW},
    "account_merge.undo": {"undone_by": "officer", "undone_at": NOW, "stayed": []},
    "impersonation.end": {"ended_at": NOW},
    "impersonation.end_by_clock": {"ended_at": NOW},
    "secretariat.choose_letters": {"result.created_by": "officer"},
    "bulk.release": {"released_at": NOW},
    "bulk.finish": {"done_at": NOW},
    "notice.end": {"ended_by": "second_officer", "ended_at": NOW},
    "holding.take": {"holder": "second_officer", "since": NOW},
    "holding.hand_over": {"holder": "second_officer", "since": NOW},
    "secretariat.keep_filter": {
        "result.person": "officer",
        "result.place": 1,
        "result.page": "desk",
        "result.asked": "kind=letters&held=me",
    },
    "job.retry": {"state": "open", "attempts": 0, "last_error": "", "not_before": NOW},
}
KEPT: dict[str, Mapping[str, Any]] = {
    **LETTERS,
    **PARTNERS,
    **AREAS,
    **MEETINGS,
    **ADVISORY_GROUP,
    **REPORTING,
    **WEBSITE,
}


def kept_by(name: str, scene: Scene, result: Any) -> dict[str, Any]:
    """What the database keeps now of everything that is expected of an act."""
    return {path: _value(path, scene, result) for path in KEPT.get(name, {})}


def expected_of(name: str, scene: Scene) -> dict[str, Any]:
    return {
        path: value(scene) if callable(value) else value
        for path, value in KEPT.get(name, {}).items()
    }


def _value(path: str, scene: Scene, result: Any) -> Any:
    name, _dot, field = path.rpartition(".")
    record = _record(name, scene, result)
    value = getattr(type(record)._base_manager.get(pk=record.pk), field)
    if isinstance(value, User):
        return scene.role_of(value)
    if isinstance(value, datetime):
        just_now = abs(timezone.now() - value) < timedelta(minutes=1)
        return NOW if just_now else value.date()
    return value


def _record(name: str, scene: Scene, result: Any) -> Any:
    if name == "":
        return scene.record
    if name == "result":
        return result
    if name == "interim":
        return scene.people[name].leadterms.get()
    if name in ("checklist", "request"):
        record = type(scene.record).objects.get(pk=scene.record.pk)
        return record.checklist if name == "checklist" else record.requests.last()
    return scene.others[name]
