"""Every act holds the rows it decides on, so that two people never pass each other."""

import re

import pytest
from django.apps import apps
from django.db import connection

from tests.acts import table
from tests.acts.performance import Performance, rolled_back, scenes_of

pytestmark = pytest.mark.django_db

MODELS = {model._meta.db_table: model._meta.model_name for model in apps.get_models()}
LOCK = re.compile(r'FROM "(\w+)".* FOR UPDATE', re.DOTALL)
WRITE = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "?\w')
STARTS = sorted({(act.noun, act.start.split()[0]) for act in table.ACTS})
# An act holds its record and nothing else, unless it stands here.
HELD = {
    # Who was not there gets time in what was declared meanwhile.
    "meeting.deny": "decision meeting",
    "area.draft_decision": "body partnershiparea",
    "idea.start_topic": "partnershiparea",
    "topic.change": "crosscuttingtopic partnershiparea",
    "area.put_welcome_on_agenda": "meeting partnershiparea",
    "area.draft_lead_decision": "body partnershiparea",
    "area_report.submit": "areareport reportingcycle",
    "body.draft_decision": "meeting",
    "comment.resolve": "planversion",
    "activity_over.remind": "activity",
    "activity_waiting.remind": "activity",
    "milestone_near.remind": "",
    "review_near.remind": "planversion",
    "suggestion_waiting.remind": "areaopportunity",
    "milestone.reach": "planversion",
    "milestone.move": "planversion",
    "milestone.reopen": "planversion",
    "companion.remove": "planversion",
    **dict.fromkeys(
        (
            "comment.edit",
            "comment.give_task",
            "comment.reopen",
            "comment.reply",
            "comment.resolve",
            "comment.withdraw",
        ),
        "planversion",
    ),
    "comment.resolve_with_task": "commenttask planversion",
    **dict.fromkeys(
        (
            "effort_call.answer",
            "effort_call.move",
            "effort_call.remove_effort",
            "effort_call.resume",
            "effort_call.save_effort",
            "effort_call.take_back",
        ),
        "effortcall planversion",
    ),
    "donor.match": "donormatch plankey",
    "plan.publish": "areaopportunity planversion",
    "opportunity.put_in": "areaopportunity planversion",
    "opportunity.take_out": "areaopportunity planversion",
    "amendment.send_to_area": "body decision planamendment",
    "amendment.take_in": "partnershiparea planamendment planversion presence sectiontext",
    "plan_asked.send_to_area": "body decision effortcall planversion",
    "suggestion.accept": "plansuggestion planversion presence sectiontext",
    "suggestion.adapt": "plansuggestion planversion presence sectiontext",
    "decision.open_in_session": "decision meeting",
    "invitation.admit": "meeting observerinvitation",
    "invitation.admit_by_clock": "meeting observerinvitation",
    "join_request.accept": "joinrequest partner",
    "lead_term.announce_by_clock": "partnershiparea",
    "area_with_interim.designate_lead": "leadterm partnershiparea",
    "leads_own_report.submit": "progressreport reportingcycle",
    "lead_term.end": "leadterm partnershiparea",
    "letter.check": "checklist letterofintent",
    "unchecked.check": "checklist letterofintent",
    "letter.take_down": "letterofintent publicversion",
    "letter.take_down_with_correction": "letterofintent publicversion",
    "letter.confirm": "letterofintent partner partnershiparea",
    # Whoever reads the mailbox holds the mail.
    "mail.take": "",
    "mailed.send_message": "letterofintent mailedanswer",
    "mailed.use_for_answers": "letterofintent mailedanswer",
    "mailed.drop": "letterofintent mailedanswer",
    "asked.remind": "informationrequest",
    "asked.remind_in_vain": "informationrequest",
    "meeting.register": "attendance meeting",
    "objection.withdraw": "decision objection",
    "last_term.end": "partner representative",
    "partner.describe": "partner othername partnerprofile",
    "partner.confirm_contact": "representative",
    "partner.ask_contact": "representative",
    "partner.ask_contacts": "partner representative",
    "partner.end_representative": "partner representative",
    # How many invitations went to one address, and from one partner, is counted.
    "introducing.note": "letterofintent",
    "partner.invite": "partner tally",
    "invited.send_again": "partnerinvitation tally",
    "invited.accept": "partner partnerinvitation",
    "handed_over.accept": "partner partnerinvitation representative",
    "followed_inside.accept": "partner partnerinvitation representative",
    "speaking_term.change_role": "partner representative",
    "speaking_term.hand_over": "partner representative tally",
    "partner.withdraw": "partner representative",
    "applicant.file": "letterofintent",
    # Both entries, whichever of them stays.
    "two_entries.merge": "partner",
    "two_entries.tell_apart": "partner",
    "merge.undo": "merge partner",
    "two_accounts.merge": "user",
    "two_accounts.tell_apart": "user",
    "account_merge.undo": "accountmerge user",
    # A new row beside it, which nothing of it decides on.
    "silent_partner.accept": "",
    "asked_partner.leave_alone": "partner silencequestion",
    "asked_partner.leave": "partner silencequestion",
    "silence.stay": "partner silencequestion",
    "silence.confirm": "partner silencequestion",
    "statement.finish_in_vain": "partner partnerstatement",
    "statement.take_back": "partner partnerstatement",
    "statement.finish": "partner partnerstatement representative",
    "returning_partner.reactivate": "partner partnerstatement",
    # All partners that a table changes, or enters and takes out again.
    "partner_import.write": "import partner",
    "partner_import.take_back": "import partner",
    "partner_import.let_stand": "import partner",
    "place.draft_election": "body",
    "speaking_term.end": "partner representative",
    # How many links went to one address is counted, whoever asks.
    "signature.ask_again": "signaturerequest tally",
    "typed_letter.submit": "letterofintent tally",
    "letter.send_link": "letterofintent tally",
    "letter.send_link_to_write": "letterofintent tally",
    "letter_link.accept": "letterlink letterofintent",
    "letter_link.accept_again": "letterlink letterofintent",
    "letter_link.upload": "letterlink letterofintent",
    "place.invite": "body",
    "plan.save_text": "planversion sectiontext",
    "plan_import.put_in": "planimport planversion sectiontext",
    "plan.translate": "planversion plantranslation",
    "plan.send_to_area": "body decision planversion",
    "progress_report.submit": "progressreport reportingcycle",
    "unep_report.retry": "job report",
    "report.attach_and_publish": "meeting meetingreport",
    "report.publish": "meeting meetingreport",
    "review.conclude": "planreview planversion",
    "secretariat.take": "holding",
    "secretariat.write_mail_text": "mailtext",
    "secretariat.choose_days": "reminderrule",
    "reader.choose_reminders": "ownreminder",
    "reader.choose_newsletters": "subscription",
    "reader.subscribe": "subscription tally",
    "review.draft_decision": "body planreview",
    "review.find_aligned": "planreview planversion",
    "review.hand_in": "planreview planversion",
    "partner.set_consent": "representative",
    # New records, reminders that one statement claims, rights that may be taken twice.
    "chair_term.remind": "",
    "chair_term.remind_by_clock": "",
    "chair_term.take_back_rights": "",
    "cycle.remind_by_clock": "",
    "cycle.remind_leads": "",
    "cycle.remind_partners": "",
    "lead_term.close_by_clock": "",
    "nominating_area.nominate": "",
    "review.remind": "",
    "review.remind_by_clock": "",
    "seat.take_back_rights": "",
}


@pytest.mark.parametrize(("noun", "name"), STARTS)
def test_act_holds_its_record_before_it_writes(noun, name, subtests):
    scene = scenes_of(noun).nouns[noun](name)
    acts = [act for act in table.ACTS if (act.noun, act.start.split()[0]) == (noun, name)]

    for act in acts:
        with subtests.test(act=act.name), rolled_back(scene) as copy:
            own = copy.record._meta.model_name if copy.record else ""
            expected = set(HELD.get(act.name, own).split())
            performance = Performance(act, copy)

            statements = statements_of(performance)

            assert held_in(statements) == expected
            assert {own} & expected <= held_in(before_a_write(statements))


def statements_of(performance):
    statements = []

    def note(run, sql, parameters, many, context):
        statements.append(sql)
        return run(sql, parameters, many, context)

    with connection.execute_wrapper(note):
        performance.run()
    return statements


def held_in(statements):
    """The models whose rows are held."""
    return {MODELS[lock[1]] for sql in statements if (lock := LOCK.search(sql))}


def before_a_write(statements):
    first = next((n for n, sql in enumerate(statements) if WRITE.match(sql)), None)
    return statements[:first]


def test_every_act_named_here_is_in_the_table():
    assert HELD.keys() <= {act.name for act in table.ACTS}
