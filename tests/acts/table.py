"""The table of acts: state by act by role, with what is written, posted and refused.

``notation.py`` explains the columns. Everything is compared exactly: an entry more or less in
the ledger, a mail more or less, another reader, another right is a failure.
"""

# fmt: off
from tests.acts.notation import NOBODY, Act, Can, Noun

GROUPS = {
    # Those who act for UNEP; the own officer has to do with the organization in question.
    "deciders": "officer second_officer head",
    "officers": "officer second_officer head own_officer",
}

# Letters of intent (A1-2) --------------------------------------------------------------

LETTER = Noun(
    "partners",
    "letter",
    {
        "draft": "draft",
        "submitted": "submitted",
        "proposed": "submitted",  # the second officer proposed to decline it
        "info_requested": "info_requested",
        "answered": "answered",
        "confirmed": "confirmed",
        "half_cleared": "confirmed",  # cleared by the second officer, personal data found
        "cleared": "confirmed",
        "published": "published",
        "declined": "declined",
        "withdrawn": "withdrawn",
    },
)
UNDER_WAY = "submitted proposed info_requested answered"
SENT = f"{UNDER_WAY} confirmed half_cleared cleared published declined withdrawn"
OWN = {"by own_officer": "R-06 403"}

LETTER_ACTS = (
    Act("applicant.start", "sender", "any", "letter.started @result >draft"),
    Act("letter.save_part", "sender", "draft",
        refuses={"an older version": "StaleVersionError"}),
    Act("letter.attach", "sender", "draft info_requested",
        refuses={"ten documents": "A1-2c-1 422"}),
    Act("letter.detach", "sender", "draft"),
    Act("letter.discard", "sender", "draft", "letter.discarded draft>"),
    Act("letter.submit", "sender", "draft", "letter.submitted *>submitted",
        mails={"letter_received": "sender!", "letter_submitted": "officers"},
        jobs="partners.receipt",
        refuses={
            "no kind": "A1-2a 422",
            "no area": "A1-1b 422",
            "no support": "A1-2c-2 422",
            "no commitment": "A1-2c-3 422",
            "no contribution": "A1-2c-4 422",
            "not signed": "A1-2c-1 422",
            "name of a partner": "A1-2c-1 422",
        }),
    Act("letter.answer", "sender", "info_requested", "letter.answered *>answered",
        mails={"letter_answered": "officers"},
        refuses={"a question left out": "A1-2d 422"}),
    Act("letter.withdraw", "sender", UNDER_WAY, "letter.withdrawn *>withdrawn why",
        mails={"letter_withdrawn": "officers"}),
    Act("letter.check", "officer", UNDER_WAY, "letter.checked",
        refuses=OWN, elsewhere="A1-2e 409"),
    Act("letter.request_information", "officer", "submitted proposed answered",
        "letter.info_requested *>info_requested",
        mails={"information_requested": "sender"},
        refuses=OWN | {"no question": "A1-2d 422"}),
    Act("letter.confirm", "officer", "submitted answered",
        """letter.confirmed *>confirmed
           partner.confirmed @partner applicant>confirmed
           partner.representative_appointed @partner
           area.partner_joined @area""",
        mails={
            "letter_confirmed": "sender",
            "representative_appointed": "sender",
            "areas/partner_joined": "lead",
        },
        grants={"represent_partner": "sender"},
        jobs="partners.confirmation_letter",
        refuses=OWN | {
            "own letter": "R-06 403",
            "own organization": "R-06 403",
            "info_requested": "A1-2d 409",
            "proposed": "A1-2e 409",
            "no checklist": "A1-2e 409",
            "an answer missing": "A1-2e 409",
            "an answer is no": "A1-2e 409",
            "name of a partner": "A1-2e 409",
        }),
    Act("letter.propose_decline", "officer", "submitted info_requested answered",
        "letter.decline_proposed why",
        mails={"decline_proposed": "officers"},
        refuses=OWN, elsewhere="A1-2e 409"),
    Act("letter.drop_decline", "officer", UNDER_WAY, "letter.decline_dropped",
        refuses=OWN, elsewhere="A1-2e 409"),
    Act("letter.decline", "officer", "proposed", "letter.declined *>declined why",
        mails={"letter_declined": "sender"},
        refuses=OWN | {"by second_officer": "A1-2e 409", "declined": "moved"},
        elsewhere="A1-2e 409"),
    Act("letter.clear", "officer", "confirmed", "letter.cleared",
        jobs="partners.public_letter",
        refuses=OWN | {"an address left": "R-14 422", "a number left": "R-14 422"},
        elsewhere="A1-2c-6 409"),
    Act("letter.clear_with_personal_data", "officer", "confirmed", "letter.cleared",
        refuses=OWN, elsewhere="A1-2c-6 409"),
    Act("letter.second_clearance", "officer", "half_cleared", "letter.seconded",
        jobs="partners.public_letter",
        refuses=OWN | {"by second_officer": "R-15 403"}, elsewhere="R-15 409"),
    Act("letter.reopen_clearance", "officer", "half_cleared cleared",
        "letter.clearance_reopened why",
        refuses=OWN, elsewhere="A1-2c-6 409"),
    Act("letter.publish", "officer", "cleared", "letter.published *>published",
        mails={"letter_published": "sender"},
        refuses=OWN | {
            "confirmed": "A1-2c-6 409",
            "half_cleared": "A1-2c-6 409",
            "no file yet": "A1-2c-6 409",
        }),
)

LETTER_PERMISSIONS = (
    Can("letter", "can_edit", {"sender": "draft"}),
    Can("letter", "can_submit", {"sender": "draft"}),
    Can("letter", "can_answer", {"sender": "info_requested"}),
    Can("letter", "can_withdraw", {"sender": UNDER_WAY}),
    Can("letter", "handles", {"officers": SENT}),
    Can("letter", "may_decide", {"deciders": SENT}),
    Can("letter", "can_check", {"deciders": UNDER_WAY}),
    Can("letter", "can_request_information", {"deciders": "submitted proposed answered"}),
    Can("letter", "can_confirm", {"deciders": "submitted proposed answered"}),
    Can("letter", "can_propose_decline", {"deciders": "submitted info_requested answered"}),
    Can("letter", "can_decline", {"officer head": "proposed"}),
    Can("letter", "can_clear", {"deciders": "confirmed half_cleared"}),
    Can("letter", "can_second_clearance", {"officer head": "half_cleared"}),
    Can("letter", "can_publish", {"deciders": "cleared"}),
    Can("letter", "can_see_original", {
        "sender": f"draft {SENT}",
        "officers": SENT,
        "representative": "confirmed half_cleared cleared published",
    }),
    Can("letter", "is_own", {
        "sender own_officer": f"draft {SENT}",
        "representative": "confirmed half_cleared cleared published",
    }),
)

# Partners and those who speak for them (A1-2e, A1-6a, R-11) ------------------------------

PARTNER = Noun(
    "partners",
    "partner",
    {
        "applicant": "applicant",
        "confirmed": "confirmed",
        "inactive": "inactive",
        "withdrawn": "withdrawn",
    },
)
ANY_PARTNER = "applicant confirmed inactive withdrawn"

PARTNER_ACTS = (
    Act("partner.admit", "officer", "applicant inactive withdrawn",
        "partner.confirmed *>confirmed",
        refuses={"name of a partner": "A1-2e 409"}, elsewhere="done"),
    Act("partner.rename", "officer", ANY_PARTNER, "partner.renamed why",
        refuses={"name of another": "A1-2e 409", "no letter in it": "invalid"}),
    Act("partner.deactivate", "officer", "confirmed", "partner.deactivated *>inactive why",
        mails={"partner_deactivated": "representative colleague"}),
    Act("partner.withdraw", "representative", "confirmed inactive",
        """partner.withdrew *>withdrawn why
           partner.representative_ended own
           partner.representative_ended own""",
        mails={"partner_withdrew": "colleague deciders",
               "representative_ended": "colleague"},
        revokes={"represent_partner": "colleague representative"}),
    Act("partner.reactivate", "officer", "applicant inactive withdrawn",
        "partner.reactivated *>confirmed why",
        mails={"partner_reactivated": "representative colleague"}),
    Act("partner.appoint_representative", "representative", ANY_PARTNER,
        "partner.representative_appointed",
        mails={"representative_appointed": "stranger"},
        grants={"represent_partner": "stranger"},
        refuses={"speaks already": "invalid"}),
    Act("partner.end_representative", "officer", ANY_PARTNER,
        "partner.representative_ended why",
        mails={"representative_ended": "colleague"},
        revokes={"represent_partner": "colleague"}),
    Act("partner.set_consent", "colleague", ANY_PARTNER, "partner.consent_changed"),
    Act("partner.ask_to_join", "stranger", ANY_PARTNER, "join_request.asked @result >asked",
        mails={"join_asked": "representative colleague"},
        refuses={"asked already": "done"}),
    Act("partner_alone.ask_to_join", "stranger", "confirmed",
        "join_request.asked @result >asked",
        mails={"join_asked": "deciders"}),
    Act("join_request.accept", "representative", "asked",
        """join_request.accepted *>accepted
           partner.representative_appointed @partner""",
        mails={"representative_appointed": "applicant"},
        grants={"represent_partner": "applicant"}),
    Act("join_request.refuse", "representative", "asked", "join_request.refused *>refused",
        mails={"join_refused": "applicant"}),
)

PARTNER_PERMISSIONS = (
    Can("partner", "represents", {"representative colleague": ANY_PARTNER}),
    Can("partner", "is_officer", {"deciders": ANY_PARTNER}),
    Can("partner", "can_rename", {"deciders": ANY_PARTNER}),
    Can("partner", "can_deactivate", {"deciders": "confirmed"}),
    Can("partner", "can_reactivate", {"deciders": "applicant inactive withdrawn"}),
    Can("partner", "can_withdraw_partner", {
        "representative colleague": "confirmed inactive"}),
    Can("partner", "can_appoint", {
        "deciders representative colleague": "confirmed inactive withdrawn"}),
    Can("partner", "can_ask_to_join", {
        "deciders admin former_officer stranger": "confirmed inactive",
        "former_representative other_representative": "confirmed inactive"}),
    Can("join_request", "can_decide_join", {"deciders representative": "asked"}),
)

# Areas, and who leads them (A1-4b, A1-6a-v, P-6, R-12) ------------------------------------

ANY_AREA = "proposed established closed"
AREA_NOUNS = (
    Noun("areas", "idea", {"any": ""}),
    Noun("areas", "area", {
        "proposed": "proposed", "established": "established", "closed": "closed"}),
    Noun("areas", "area_with_interim", {"established": "established"}, partial=True),
    Noun("areas", "lead_term", {"running": "", "ending": "", "ended": ""}),
)

AREA_ACTS = (
    Act("idea.propose", "officer", "any", "area.proposed @result >proposed"),
    Act("area.establish", "officer", "proposed", "area.established *>established",
        refuses={"not adopted": "P-6 409", "by another body": "P-6 409"}),
    Act("area.close", "officer", "proposed established", "area.closed *>closed why"),
    Act("area.join", "outsider", "established", "area.partner_joined",
        mails={"partner_joined": "lead"},
        refuses={"no confirmed partner": "A1-2e 409", "joined already": "done"},
        elsewhere="P-6 409"),
    Act("area.leave", "member", ANY_AREA, "area.partner_left",
        mails={"partner_left": "lead"},
        refuses={"not in the area": "done", "left already": "done"}),
    Act("area.designate_lead", "officer", ANY_AREA, "area.lead_designated",
        mails={"lead_designated": "member lead"},
        grants={"lead_area": "member"},
        refuses={
            "not adopted": "A1-6a-v 409",
            "by another area": "A1-6a-v 409",
            "another partner": "A1-6a-v 409",
            "no member": "A1-6a-v 409",
            "nobody speaks": "A1-6a-v 409",
            "a term already": "A1-4b-vi 409",
            "no place": "R-12 409",
        }),
    Act("area.record_lead", "officer", ANY_AREA, "area.lead_designated why",
        mails={"lead_designated": "member lead"},
        grants={"lead_area": "member"},
        refuses={"no reason": "A1-6a-v 409", "by lead": "A1-6a-v 409"}),
    Act("area_with_interim.designate_lead", "officer", "established",
        """area.lead_ended own
           area.lead_designated""",
        mails={"lead_designated": "member interim", "lead_ended": "interim deciders"},
        grants={"lead_area": "member"},
        revokes={"lead_area": "interim"}),
    Act("area.start_plan", "lead", ANY_AREA, "plan.started @result >draft"),
    Act("lead_term.end", "officer", "running ending", "area.lead_ended @area why",
        mails={"lead_ended": "lead deciders"},
        revokes={"lead_area": "lead"},
        refuses={"longer than it was": "A1-4b-vi 409"},
        elsewhere="A1-4b-vi 409"),
    Act("lead_term.close_by_clock", NOBODY, "ended", "area.lead_expired @area",
        revokes={"lead_area": "lead"}, elsewhere="done"),
    Act("lead_term.announce_by_clock", NOBODY, "ending", "area.lead_term_ends @area",
        mails={"term_ends": "lead deciders"},
        refuses={"told already": "done"}, elsewhere="done"),
)

AREA_PERMISSIONS = (
    Can("area", "is_officer", {"deciders": ANY_AREA}),
    Can("area", "leads", {"lead": ANY_AREA}),
    Can("area", "speaks_in", {"lead member": ANY_AREA}),
    Can("area", "can_propose", {"deciders": ANY_AREA}),
    Can("area", "can_establish", {"deciders": "proposed"}),
    Can("area", "can_close", {"deciders": "proposed established"}),
    Can("area", "can_join", {"outsider other_lead former_member": "established"}),
    Can("area", "can_leave", {"lead member": ANY_AREA}),
    Can("area", "can_designate", {"deciders lead member": "established"}),
    Can("area", "can_start", {"lead": "established"}),
    Can("lead_term", "can_end_lead", {"deciders lead": "running ending"}),
)

# Business plans of areas (Annex 2, A1-4b-iii, A1-3f-ii) -----------------------------------

PLAN_STATES = (
    "draft in_consensus agreed under_review recommendations_made aligned answered published "
    "superseded"
)
PLAN_NOUNS = (
    Noun("areas", "plan", {state: state for state in PLAN_STATES.split()}),
    Noun("areas", "comment", {"open": "", "resolved": ""}),
)

PLAN_ACTS = (
    Act("plan.save_row", "lead", "draft", "plan.row_added"),
    Act("plan.change_row", "lead", "draft", "plan.row_changed"),
    Act("plan.remove_row", "lead", "draft", "plan.row_removed"),
    Act("plan.move_row", "lead", "draft", "plan.row_moved", refuses={"at the end": "done"}),
    Act("plan.save_text", "lead", "draft", "plan.section_saved",
        refuses={"saved meanwhile": "SavedMeanwhileError", "nothing new": "done"}),
    Act("plan.set_review_date", "lead", "draft", "plan.section_saved",
        refuses={"nothing new": "done"}),
    Act("plan.change_frame", "lead", "draft", "plan.frame_changed"),
    Act("plan.comment", "member", PLAN_STATES, "plan.commented",
        mails={"comment_written": "lead"}),
    Act("comment.resolve", "lead", "open resolved", "plan.comment_resolved @plan"),
    Act("plan.send_to_area", "lead", "draft",
        """plan.sent_to_area *>in_consensus
           decision.drafted @result >drafted
           decision.opened @result drafted>open""",
        mails={"meetings/decision_opened": "member"},
        refuses={
            "incomplete": "A2-I-1 409",
            "no lead": "A2-X-2 409",
            "too short": "R-07 422",
        }),
    Act("plan.record_consensus", "officer", "in_consensus", "plan.agreed *>agreed",
        mails={"plan_agreed": "lead"},
        refuses={"not adopted": "A1-4b-iii 409"}),
    Act("plan.note_consensus", NOBODY, "in_consensus", "plan.agreed *>agreed",
        mails={"plan_agreed": "lead"},
        refuses={"not adopted": "done"}, elsewhere="done"),
    Act("plan.take_back", "lead", "in_consensus agreed", "plan.taken_back *>draft why",
        refuses={"still open": "A1-4b-iii 409"}),
    Act("plan.submit", "lead", "agreed", "plan.submitted *>under_review",
        mails={"plan_submitted": "member deciders"},
        refuses={
            "incomplete": "A2-I-1 409",
            "no lead": "A2-X-2 409",
            "other words": "A1-4b-iii 409",
        }),
    Act("plan.find_aligned", "officer", "under_review", "plan.reviewed *>aligned",
        mails={"plan_reviewed": "lead"}),
    Act("plan.recommend", "officer", "under_review", "plan.reviewed *>recommendations_made",
        mails={"plan_reviewed": "lead"}),
    Act("plan.answer_done", "lead", "recommendations_made aligned", "plan.answered *>answered"),
    Act("plan.publish", "officer", "aligned answered",
        """plan.published *>published
           plan.superseded @earlier published>superseded""",
        mails={"plan_published": "lead member"},
        jobs="areas.typeset_plan"),
)

PLAN_PERMISSIONS = (
    Can("plan", "can_edit", {"lead": "draft"}),
    Can("plan", "can_comment", {"lead member": "draft in_consensus agreed"}),
    Can("plan", "can_send", {"lead": "draft"}),
    Can("plan", "can_record_consensus", {"deciders lead": "in_consensus"}),
    Can("plan", "can_take_back", {"lead": "in_consensus agreed"}),
    Can("plan", "can_submit", {"lead": "agreed"}),
    Can("plan", "can_publish", {"deciders": "aligned answered"}),
    Can("comment", "can_resolve", {"lead": "open"}),
)

# Everything ----------------------------------------------------------------------------

NOUNS = (
    Noun("partners", "applicant", {"any": ""}),
    LETTER,
    PARTNER,
    Noun("partners", "partner_alone", {"confirmed": "confirmed"}, partial=True),
    Noun("partners", "join_request", {
        "asked": "asked", "accepted": "accepted", "refused": "refused"}),
    *AREA_NOUNS,
    *PLAN_NOUNS,
)
ACTS = (*LETTER_ACTS, *PARTNER_ACTS, *AREA_ACTS, *PLAN_ACTS)
PERMISSIONS = (
    *LETTER_PERMISSIONS, *PARTNER_PERMISSIONS, *AREA_PERMISSIONS, *PLAN_PERMISSIONS)
