"""The table of acts: state by act by role, with what is written, posted and refused.

``notation.py`` explains the columns. Everything is compared exactly: an entry more or less in
the ledger, a mail more or less, another reader, another right is a failure.
"""

# fmt: off
from tests.acts.notation import IS_VISIBLE, NOBODY, OTHER_ROW, Act, Can, Noun

GROUPS = {
    # Those who act for UNEP; the own officer has to do with the organization in question.
    "deciders": "officer second_officer head",
    "officers": "officer second_officer head own_officer",
}

# Letters of intent (Annex 1, 2) --------------------------------------------------------------

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
        "correcting": "published",  # the second officer proposed a correction
        "taken_down": "taken_down",
        "declined": "declined",
        "withdrawn": "withdrawn",
    },
)
ADMITTED = "confirmed half_cleared cleared published correcting taken_down"
UNDER_WAY = "submitted proposed info_requested answered"
SENT = f"{UNDER_WAY} {ADMITTED} declined withdrawn"
OWN = {
    "by own_officer": "R-06 403",
    "by sender": "A1-2e 403",
    "by former_officer": "A1-2e 403",
    "by admin": "A1-2e 403",
}

LETTER_ACTS = (
    Act("applicant.start", "sender", "any", "letter.started @result >draft"),
    Act("applicant.file", "officer", "any",
        """letter.filed @result >draft
           letter.submitted @result draft>submitted""",
        mails={"letter_filed": "sender", "letter_submitted": "second_officer head"},
        jobs="partners.receipt",
        refuses={"own address": "R-06 422", "no commitment": "A1-2c-3 422"}),
    Act("letter.save_part", "sender", "draft"),
    Act("letter.attach", "sender", "draft info_requested",
        refuses={"ten documents": "A1-2c-1 422"}),
    Act("letter.detach", "sender", "draft"),
    Act("letter.discard", "sender", "draft", "letter.discarded draft>"),
    Act("letter.submit", "sender", "draft", "letter.submitted *>submitted",
        mails={"letter_received": "sender!", "letter_submitted": "deciders"},
        jobs="partners.receipt",
        refuses={
            "no kind": "A1-2a 422",
            "no area": "A1-1b 422",
            "no support": "A1-2c-2 422",
            "no commitment": "A1-2c-3 422",
            "no contribution": "A1-2c-4 422",
            "not signed": "A1-2c-1 422",
            "signed by somebody else": "A1-2c-1 422",
            "name of a partner": "A1-2c-1 422",
            "no letter in the name": "A1-2c-1 422",
        }),
    Act("letter.keep_answers", "sender", "info_requested"),
    Act("letter.answer", "sender", "info_requested", "letter.answered *>answered",
        mails={"letter_answered": "deciders"},
        refuses={"a question left out": "A1-2d 422"}),
    Act("letter.withdraw", "sender", UNDER_WAY, "letter.withdrawn *>withdrawn why",
        mails={"letter_withdrawn": "deciders"}),
    Act("letter.check", "officer", "submitted info_requested answered", "letter.checked",
        refuses=OWN, elsewhere="A1-2e 409"),
    Act("letter.request_information", "officer", "submitted proposed answered",
        "letter.info_requested *>info_requested",
        mails={"information_requested": "sender"},
        refuses=OWN | {"no question": "A1-2d 422"}),
    Act("unchecked.check", "officer", "submitted", "letter.checked",
        mails={"letter_ready": "head"}),
    Act("letter.write", "sender", SENT, "letter.note_sent",
        mails={"note_of_sender": "deciders"},
        elsewhere="A1-2d 409"),
    Act("letter.write_for_unep", "officer", SENT, "letter.note_sent",
        mails={"note_of_unep": "sender"},
        elsewhere="A1-2d 409"),
    Act("letter.keep_note", "officer", SENT, "letter.note_kept",
        refuses=OWN, elsewhere="A1-2d 409"),
    Act("letter.extend", "officer", "info_requested", "letter.deadline_moved",
        mails={"more_time_given": "sender"},
        refuses=OWN | {"an earlier day": "A1-2d 422"}, elsewhere="A1-2d 409"),
    Act("letter.confirm", "head", "submitted answered",
        """letter.confirmed *>confirmed
           partner.confirmed @partner applicant>confirmed
           partner.representative_appointed @partner
           area.partner_joined @area""",
        mails={
            "letter_confirmed": "sender",
            "representative_appointed": "sender",
            "areas/partner_joined": "lead sender",
        },
        grants={"represent_partner": "sender"},
        jobs="partners.confirmation_letter",
        refuses=OWN | {
            "by officer": "R-34 403",
            "own letter": "R-06 403",
            "own organization": "R-06 403",
            "info_requested": "A1-2d 409",
            "proposed": "A1-2e 409",
            "no checklist": "A1-2e 409",
            "no word of the signatory": "A1-2c-1 409",
            "an answer missing": "A1-2e 409",
            "an answer is no": "A1-2e 409",
            "name of a partner": "A1-2e 409",
        }),
    Act("letter.propose_decline", "officer", "submitted info_requested answered",
        "letter.decline_proposed why",
        mails={"decline_proposed": "deciders"},
        refuses=OWN, elsewhere="A1-2e 409"),
    Act("letter.drop_decline", "officer", "proposed", "letter.decline_dropped",
        refuses=OWN, elsewhere="A1-2e 409"),
    Act("letter.decline", "officer", "proposed", "letter.declined *>declined why",
        mails={"letter_declined": "sender"},
        refuses=OWN | {"by second_officer": "A1-2e 403", "declined": "moved"},
        elsewhere="A1-2e 409"),
    Act("letter.draft_clearance", "officer", "confirmed",
        refuses=OWN, elsewhere="A1-2c-6 409"),
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
            "a number left": "R-14 409",
            "taken_down": "R-40 409",
        }),
    Act("letter.postpone", "officer", "confirmed half_cleared cleared",
        "letter.postponed why",
        mails={"letter_postponed": "sender"},
        refuses=OWN | {"an earlier day": "R-42 422", "too late a day": "R-42 422"},
        elsewhere="A1-2c-6 409"),
    Act("letter.propose_correction", "officer", "published taken_down",
        "letter.correction_proposed why",
        jobs="partners.corrected_letter",
        refuses=OWN | {"a number left": "R-14 422", "a number in the reason": "R-14 422",
                       "no words": "A1-2c-6 422", "correcting": "R-40 409"},
        elsewhere="A1-2c-6 409"),
    Act("letter.drop_correction", "officer", "correcting", "letter.correction_dropped",
        refuses=OWN | {"published": "R-40 409", "taken_down": "R-40 409"},
        elsewhere="A1-2c-6 409"),
    Act("letter.publish_correction", "officer", "correcting",
        "letter.corrected published>published why",
        mails={"letter_corrected": "sender"},
        refuses=OWN | {"by second_officer": "R-40 403", "no file yet": "A1-2c-6 409",
                       "published": "R-40 409", "taken_down": "R-40 409"},
        elsewhere="A1-2c-6 409"),
    Act("letter.take_down", "officer", "published",
        "letter.taken_down *>taken_down why",
        mails={"letter_taken_down": "sender"},
        refuses=OWN | {"a number in the reason": "R-14 422", "taken_down": "A1-2c-6 409",
                       "correcting": OTHER_ROW},
        elsewhere="A1-2c-6 409"),
    # Whoever proposed the correction did not know why it is taken down.
    Act("letter.take_down_with_correction", "officer", "correcting",
        """letter.correction_dropped
           letter.taken_down *>taken_down why""",
        mails={"letter_taken_down": "sender"},
        refuses={"published": OTHER_ROW}, elsewhere="A1-2c-6 409"),
    # What was signed on paper is settled before the letter is cleared (R-14).
    Act("signed_letter.draw_pages", "officer", "open settled correcting",
        jobs="partners.signed_pages", elsewhere="R-14 409"),
    Act("signed_letter.mark_paper", "officer", "open settled",
        refuses={"no box": "R-14 422", "no reason": "A1-2c-6 422", "another page": "R-14 422",
                 "off the page": "R-14 422", "too many": "R-14 422",
                 "other boxes meanwhile": "R-14 409",
                 "correcting": OTHER_ROW},
        elsewhere="R-14 409"),
    Act("signed_letter.mark_again", "second_officer", "correcting",
        jobs="partners.corrected_paper",
        refuses={"open": OTHER_ROW, "settled": OTHER_ROW, "by officer": "R-40 403"},
        elsewhere="R-14 409"),
    Act("signed_letter.clear", "officer", "settled", "letter.cleared",
        refuses={"open": "R-14 422"}, elsewhere="A1-2c-6 409"),
    Act("signed_letter.second_clearance", "officer", "half_cleared", "letter.seconded",
        jobs="partners.public_letter partners.public_paper", elsewhere="R-15 409"),
)

# The sender typed the name of somebody else, who has no account (R-21).
SIGNATURE_ACTS = (
    Act("typed_letter.submit", "sender", "draft",
        """letter.submitted *>submitted
           letter.signature_asked""",
        mails={"letter_received": "sender!", "letter_submitted": "deciders",
               "signature_asked": "None", "contact_named": "None"},
        jobs="partners.receipt"),
    Act("signature.ask_again", "sender", "open expired", "letter.signature_asked @letter",
        mails={"signature_asked": "None"}, elsewhere="R-21 409"),
    Act("signature.confirm", NOBODY, "open", "letter.signed @letter",
        mails={"signature_confirmed": "sender"},
        refuses={"withdrawn meanwhile": "R-21 409"}, elsewhere="R-21 409"),
)
# A colleague without an account helps by a link (R-32); old drafts go by the clock (R-31).
LINKS = "open upload accepted used expired"
DRAFT_ACTS = (
    Act("letter.ask_for_paper", "sender", "draft", jobs="partners.paper"),
    Act("letter.send_link", "sender", "draft", "letter.link_sent",
        mails={"letter_link_upload": "None"}, jobs="partners.paper",
        refuses={"own address": "R-32 422", "no name": "R-32 422", "five links": "R-32 422",
                 "four mails": "R-24 409"}),
    Act("letter.send_link_to_write", "sender", "draft", "letter.link_sent",
        mails={"letter_link_write": "None"}),
    Act("letter.begin_copy", "sender", f"{UNDER_WAY} declined withdrawn",
        "letter.started @result >draft"),
    Act("corrected.submit", "sender", "draft",
        """letter.submitted *>submitted
           letter.withdrawn @replaced submitted>withdrawn""",
        mails={"letter_received": "sender!", "letter_submitted": "deciders"},
        jobs="partners.receipt", moves="@replaced submitted>withdrawn",
        refuses={"confirmed meanwhile": "A1-2e 409"}),
    Act("letter_link.revoke", "sender", LINKS, "letter.link_revoked @letter",
        refuses={"revoked": OTHER_ROW}),
    Act("letter_link.revoke_again", "sender", "revoked",
        refuses=dict.fromkeys(LINKS.split(), OTHER_ROW)),
    Act("letter_link.accept_again", "colleague", "accepted",
        refuses={"open": OTHER_ROW}, elsewhere="R-32 409"),
    Act("letter_link.accept", "colleague", "open", "letter.link_accepted @letter",
        mails={"letter_link_accepted": "sender"},
        refuses={"accepted": OTHER_ROW, "the sender": "R-32 422", "another person": "R-32 403",
                 "sent meanwhile": "R-32 409"},
        elsewhere="R-32 409"),
    Act("letter_link.upload", NOBODY, "upload", "letter.signed_file_came @letter",
        mails={"signed_file_came": "sender"}, jobs="documents.take_text",
        refuses={"sent meanwhile": "R-32 409"}, elsewhere="R-32 409"),
    Act("mail.take", NOBODY, "came", mails={"mailed_answer": "sender"}),
    Act("mailed.send_message", "sender", "open", "letter.note_sent @letter",
        mails={"note_of_sender": "deciders"}, elsewhere="A1-2d 409"),
    Act("mailed.use_for_answers", "sender", "open", elsewhere="A1-2d 409"),
    Act("mailed.drop", "sender", "open", elsewhere="A1-2d 409"),
    Act("asked.remind", NOBODY, "soon late", mails={"questions_wait": "sender"},
        refuses=dict.fromkeys(("early", "reminded", "answered"), OTHER_ROW)),
    Act("asked.remind_in_vain", NOBODY, "early reminded answered",
        refuses=dict.fromkeys(("soon", "late"), OTHER_ROW)),
    Act("old_draft.tell", NOBODY, "old", mails={"draft_expires": "sender"},
        refuses=dict.fromkeys(("young", "told", "due"), OTHER_ROW)),
    Act("old_draft.tell_in_vain", NOBODY, "young told due", refuses={"old": OTHER_ROW}),
    Act("old_draft.delete_in_vain", NOBODY, "young old told", refuses={"due": OTHER_ROW}),
    Act("old_draft.delete", NOBODY, "due", "letter.expired draft>",
        refuses=dict.fromkeys(("young", "old", "told"), OTHER_ROW)),
)
SIGNATURE_PERMISSIONS = (
    Can("signature", "can_signature_ask", {"sender": "open expired"}),
)

LETTER_PERMISSIONS = (
    Can("applicant", "can_start", {
        "sender deciders admin former_officer stranger": "any"}),
    Can("applicant", "can_read_desk", {"deciders": "any"}),
    Can("applicant", "can_letter_file", {"deciders": "any"}),
    Can("letter", "can_edit", {"sender": "draft"}),
    Can("letter", "can_share", {"sender": "draft"}),
    Can("letter", "can_discard", {"sender": "draft"}),
    Can("letter", "can_submit", {"sender": "draft"}),
    Can("letter", "can_answer", {"sender": "info_requested"}),
    Can("letter", "can_withdraw", {"sender": UNDER_WAY}),
    Can("letter", "can_copy", {"sender": f"{UNDER_WAY} declined withdrawn"}),
    Can("letter", "can_checklist", {"deciders": "submitted info_requested answered"}),
    Can("letter", "can_request_information", {"deciders": "submitted proposed answered"}),
    Can("letter", "can_extend", {"deciders": "info_requested"}),
    Can("letter", "can_note", {"deciders": SENT}),
    Can("letter", "can_write", {
        "sender": SENT,
        "officers": SENT,
        "representative": ADMITTED,
    }),
    Can("letter", "speaks_for_unep", {"deciders": f"draft {SENT}"}),
    Can("letter", "can_confirm", {"head": "submitted answered"}),
    Can("letter", "can_propose_decline", {"deciders": "submitted info_requested answered"}),
    Can("letter", "can_drop_decline", {"deciders": "proposed"}),
    Can("letter", "can_decline", {"officer head": "proposed"}),
    Can("letter", "can_clear", {"deciders": "confirmed"}),
    Can("letter", "can_second_clearance", {"officer head": "half_cleared"}),
    Can("letter", "can_reopen_clearance", {"deciders": "half_cleared cleared"}),
    Can("letter", "can_publish", {"deciders": "cleared"}),
    Can("letter", "can_postpone", {"deciders": "confirmed half_cleared cleared"}),
    Can("letter", "can_correct", {"deciders": "published taken_down"}),
    Can("letter", "can_second_correction", {"officer head": "correcting"}),
    Can("letter", "can_drop_correction", {"deciders": "correcting"}),
    Can("letter", "can_take_down", {"deciders": "published correcting"}),
    Can("signed_letter", "can_black_out", {
        "deciders": "open settled", "second_officer": "correcting"}),
    Can("letter", "can_see_original", {
        "sender": f"draft {SENT}",
        "officers": SENT,
        "representative": ADMITTED,
    }),
    Can("letter", "is_own", {
        "sender own_officer": f"draft {SENT}",
        "representative": ADMITTED,
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
# Others say who speaks for a partner; an officer asked for himself.
NOT_ONESELF = {"by applicant": "A1-6a-ii 403", "by former_representative": "A1-6a-ii 403"}

PARTNER_ACTS = (
    Act("partner.admit", "officer", "applicant inactive withdrawn",
        "partner.confirmed *>confirmed",
        refuses={"name of a partner": "A1-2e 409", "no letter in the name": "A1-2c-1 422"},
        elsewhere="done"),
    Act("partner.rename", "officer", ANY_PARTNER, "partner.renamed why",
        refuses={"name of another": "A1-2e 409", "no letter in it": "A1-2c-1 422"}),
    Act("partner.edit", "officer", ANY_PARTNER, "partner.edited why",
        refuses={"name in that country": "A1-2e 409"}),
    Act("partner.describe", "representative", ANY_PARTNER, "partner.described",
        refuses={"no letter in a name": "A1-2c-1 422"}),
    Act("partner.deactivate", "officer", "confirmed", "partner.deactivated *>inactive why",
        mails={"partner_deactivated": "representative colleague"}),
    Act("partner.withdraw", "representative", "confirmed inactive",
        """partner.withdrew *>withdrawn why
           partner.representative_ended own
           partner.representative_ended own
           partner.representative_ended own""",
        mails={"partner_withdrew": "colleague deciders",
               "representative_ended": "colleague contributor"},
        revokes={"represent_partner": "colleague representative",
                 "contribute_to_partner": "contributor"}),
    Act("partner.reactivate", "officer", "inactive withdrawn",
        "partner.reactivated *>confirmed why",
        mails={"partner_reactivated": "representative colleague"},
        refuses={"applicant": "A1-2e 409"}),
    Act("silent_partner.ask", "officer", "silent", "partner.silence_asked",
        mails={"silence_asked": "representative"},
        refuses={"asked already": "R-46 409", "heard_of": "R-11 409",
                 "inactive": "R-11 409"}),
    Act("silent_partner.leave_alone", "officer", "silent heard_of", "partner.left_alone why",
        refuses={"a day too far": "R-48 422", "inactive": "R-11 409"}),
    Act("silent_partner.accept", "officer", "silent heard_of inactive",
        "quality.accepted why", refuses={"a day too far": "R-48 422"}),
    Act("asked_partner.leave_alone", "officer", "asked", "partner.left_alone why",
        moves="@silence asked>dropped"),
    Act("asked_partner.leave", "representative", "asked", "partner.leaving_said why",
        mails={"leaving_said": "deciders", "areas/partner_standing": "lead"},
        moves="@silence asked>leaves",
        refuses={"another name": "R-47 422", "too early a day": "R-47 422",
                 "said already": "R-47 409"}),
    Act("silence.stay", "representative", "asked soon over", "partner.stays @partner why",
        mails={"silence_answered": "deciders"}, moves="*>stays",
        refuses={"stays": "done"}, elsewhere="R-46 409"),
    Act("silence.confirm", "officer", "over",
        "partner.deactivated @partner confirmed>inactive why",
        mails={"partner_deactivated": "representative", "areas/partner_standing": "lead"},
        moves="*>inactive", refuses={"heard of meanwhile": "R-11 409"},
        elsewhere="R-46 409"),
    Act("silence.remind", NOBODY, "soon", mails={"silence_asked": "representative"},
        refuses=dict.fromkeys(
            ("asked", "over", "stays", "leaves", "inactive", "dropped"), OTHER_ROW)),
    Act("silence.remind_in_vain", NOBODY, "asked over stays leaves inactive dropped",
        refuses={"soon": OTHER_ROW}),
    Act("statement.take_back", "representative", "said due",
        "partner.statement_taken_back @partner",
        mails={"statement_taken_back": "deciders", "areas/partner_standing": "lead"},
        moves="*>taken_back",
        refuses={"taken_back": "done"}, elsewhere="R-47 409"),
    Act("statement.finish", NOBODY, "due",
        """partner.withdrew @partner confirmed>withdrawn why ~representative
           partner.representative_ended @partner own ~representative""",
        mails={"partner_withdrew": "deciders representative"},
        revokes={"represent_partner": "representative"},
        moves="*>done",
        refuses=dict.fromkeys(("said", "taken_back", "done"), OTHER_ROW)),
    Act("statement.finish_in_vain", NOBODY, "said taken_back done",
        refuses={"due": OTHER_ROW}),
    Act("partner.return_", "representative", "inactive", "partner.return_said why",
        mails={"return_said": "colleague deciders"},
        refuses={"withdrawn": "A1-2c-1 409"}, elsewhere="R-11 409"),
    Act("returning_partner.reactivate", "officer", "inactive",
        "partner.reactivated *>confirmed why",
        mails={"partner_reactivated": "representative"}, moves="@statement said>done"),
    Act("partner.appoint_representative", "representative", ANY_PARTNER,
        "partner.representative_appointed",
        mails={"representative_appointed": "stranger"},
        grants={"represent_partner": "stranger"},
        refuses={"speaks already": "A1-6a-ii 409", "by stranger": "A1-6a-ii 403"}),
    Act("partner.end_representative", "officer", ANY_PARTNER,
        "partner.representative_ended why",
        mails={"representative_ended": "colleague"},
        revokes={"represent_partner": "colleague"},
        refuses={"ended already": "A1-6a-ii 409", "ended today": "A1-6a-ii 409"}),
    Act("last_term.end", "officer", "last",
        "partner.representative_ended @partner why",
        mails={"representative_ended": "colleague"},
        revokes={"represent_partner": "colleague"},
        refuses={"nothing said": "R-39 422"}),
    Act("partner.appoint_contributor", "representative", ANY_PARTNER,
        "partner.representative_appointed",
        mails={"representative_appointed": "stranger"},
        grants={"contribute_to_partner": "stranger"}),
    Act("partner.introduce", "representative", ANY_PARTNER, "partner.introduction_made"),
    Act("partner.add_past_letter", "officer", "confirmed inactive withdrawn",
        "partner.past_letter_added",
        refuses={"a letter in the portal": "R-44 409", "there already": "R-44 422",
                 "a year to come": "R-44 422", "a day to come": "R-44 422"},
        elsewhere="R-44 409"),
    Act("past_letter.attach", "officer", "kept", "partner.past_letter_filed @partner",
        elsewhere="R-44 409"),
    Act("past_letter.withdraw", "officer", "kept",
        "partner.past_letter_withdrawn @partner why", refuses={"withdrawn": "done"}),
    Act("introducing.take_back", "representative", "linked",
        "partner.introduction_revoked"),
    Act("introducing.note", "newcomer", "linked", "letter.introduced @letter",
        refuses={"introduced already": "done"}),
    Act("partner.invite", "representative", ANY_PARTNER,
        "partner_invitation.sent @result >waiting",
        mails={"partner_invitation": "None"},
        refuses={"own address": "R-38 422", "belongs already": "A1-6a-ii 422",
                 "waits already": "R-38 422", "twenty waiting": "R-38 422",
                 "four mails": "R-24 409"}),
    Act("invited.send_again", "representative", "waiting expired",
        "partner_invitation.sent_again",
        mails={"partner_invitation": "None"},
        refuses={"four mails": "R-24 409"}, elsewhere="R-38 409"),
    Act("invited.withdraw", "representative", "waiting expired",
        "partner_invitation.withdrawn *>withdrawn",
        refuses={"withdrawn": "done"}, elsewhere="R-38 409"),
    Act("invited.accept", "colleague", "waiting",
        """partner_invitation.accepted *>accepted
           partner.representative_appointed @partner""",
        mails={"partner_invitation_accepted": "representative"},
        grants={"contribute_to_partner": "colleague"},
        refuses={"accepted": "done", "another person": "R-38 403",
                 "belongs already": "A1-6a-ii 409"},
        elsewhere="R-38 409"),
    Act("invited.decline", "colleague", "waiting",
        "partner_invitation.declined *>declined",
        mails={"partner_invitation_declined": "representative"},
        refuses={"declined": "done", "another person": "R-38 403"}, elsewhere="R-38 409"),
    Act("speaking_term.change_role", "officer", "running",
        "partner.role_changed @partner",
        mails={"representative_appointed": "colleague"},
        grants={"contribute_to_partner": "colleague"},
        revokes={"represent_partner": "colleague"},
        refuses={"oneself": "A1-6a-ii 403"}, elsewhere="A1-6a-ii 409"),
    Act("speaking_term.hand_over", "colleague", "running",
        "partner_invitation.sent @result >waiting",
        mails={"partner_invitation": "None"},
        refuses={"own address": "R-38 422"}, elsewhere="A1-6a-ii 409"),
    Act("handed_over.accept", "colleague", "waiting",
        """partner_invitation.accepted *>accepted
           partner.representative_appointed @partner
           partner.representative_ended @partner own""",
        mails={"representative_ended": "representative"},
        grants={"represent_partner": "colleague"},
        revokes={"represent_partner": "representative"}),
    Act("followed_inside.accept", "colleague", "waiting",
        """partner_invitation.accepted *>accepted
           partner.role_changed @partner
           partner.representative_ended @partner own""",
        mails={"representative_ended": "representative"},
        grants={"represent_partner": "colleague"},
        revokes={"represent_partner": "representative",
                 "contribute_to_partner": "colleague"}),
    Act("speaking_term.end", "officer", "running",
        "partner.representative_ended @partner why",
        mails={"representative_ended": "colleague"},
        revokes={"represent_partner": "colleague"},
        elsewhere="A1-6a-ii 409"),
    Act("partner.confirm_contact", "colleague", ANY_PARTNER, "partner.contact_confirmed"),
    Act("partner.ask_contact", NOBODY, "confirmed", mails={"contact_asked": "colleague"},
        elsewhere="done"),
    Act("partner.ask_contacts", "officer", "confirmed", "partner.contacts_asked",
        mails={"contact_asked": "representative colleague contributor"},
        refuses={"asked lately": "R-65 409", "by admin": "R-65 403"},
        elsewhere="R-65 409"),
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
        grants={"represent_partner": "applicant"},
        refuses=NOT_ONESELF | {"speaks already": "A1-6a-ii 409"}),
    Act("join_request.refuse", "representative", "asked", "join_request.refused *>refused",
        mails={"join_refused": "applicant"},
        refuses=NOT_ONESELF),
)

PARTNER_PERMISSIONS = (
    Can("partner", "represents", {"representative colleague": ANY_PARTNER}),
    Can("partner", "works_for", {"representative colleague contributor": ANY_PARTNER}),
    Can("partner", "can_see_names", {
        "deciders representative colleague contributor": ANY_PARTNER}),
    Can("partner", "can_introduction_make", {"representative colleague": "confirmed"}),
    Can("partner", "can_introduction_revoke", {"representative colleague": ANY_PARTNER}),
    Can("partner", "can_invitation_send", {
        "deciders representative colleague": "confirmed inactive withdrawn"}),
    Can("speaking_term", "can_representative_hand_over", {"colleague": "running"}),
    Can("invited", "can_invitation_send_again", {
        "deciders representative": "waiting expired"}),
    Can("invited", "can_invitation_withdraw", {
        "deciders representative": "waiting expired"}),
    Can("invited", "can_invitation_answer", {"colleague": "waiting"}),
    Can("partner", "can_rename", {"deciders": ANY_PARTNER}),
    Can("partner", "can_partner_edit", {"deciders": ANY_PARTNER}),
    Can("partner", "can_partner_describe", {
        "deciders representative colleague": ANY_PARTNER}),
    # A partner that was not asked is not noted as inactive.
    Can("partner", "can_deactivate", {}),
    Can("silence", "can_deactivate", {"deciders": "over"}),
    Can("silent_partner", "can_silence_ask", {"deciders": "silent heard_of"}),
    Can("silent_partner", "can_silence_leave_alone", {"deciders": "silent heard_of"}),
    Can("asked_partner", "can_silence_ask", {}),
    Can("asked_partner", "can_quality_accept", {"deciders": "asked"}),
    Can("asked_partner", "can_silence_leave_alone", {"deciders": "asked"}),
    Can("silence", "can_silence_answer", {"representative": "asked soon over"}),
    Can("silence", IS_VISIBLE, {
        "deciders representative": "asked soon over stays leaves inactive dropped"}),
    Can("statement", IS_VISIBLE, {"deciders representative": "said due taken_back done"}),
    Can("statement", "can_statement_take_back", {"deciders representative": "said due"}),
    Can("partner", "can_statement_record", {"deciders": "confirmed inactive"}),
    Can("partner", "can_statement_return", {"representative colleague": "inactive"}),
    Can("partner", "can_past_letter_add", {"deciders": "confirmed inactive withdrawn"}),
    Can("past_letter", "can_past_letter_attach", {"deciders": "kept"}),
    Can("past_letter", "can_past_letter_withdraw", {"deciders": "kept"}),
    Can("partner", "can_reactivate", {"deciders": "inactive withdrawn"}),
    Can("partner", "can_partner_withdraw", {
        "representative colleague": "confirmed inactive"}),
    Can("partner", "can_appoint", {
        "deciders representative colleague": "confirmed inactive withdrawn"}),
    Can("partner", "can_join_request_ask", {
        "admin former_officer stranger": "confirmed inactive",
        "former_representative other_representative": "confirmed inactive"}),
    Can("partner", "can_representative_end", {
        "deciders representative colleague": "confirmed inactive withdrawn"}),
    Can("partner", "can_representative_change_role", {
        "deciders representative": "confirmed inactive withdrawn"}),
    Can("speaking_term", "can_representative_change_role", {
        "deciders representative": "running"}),
    Can("speaking_term", "can_representative_end", {
        "deciders representative colleague": "running"}),
    Can("partner", "can_contact_confirm", {
        "representative colleague contributor": ANY_PARTNER}),
    Can("partner", "can_consent", {"representative colleague contributor": ANY_PARTNER}),
    Can("join_request", "can_join_request_decide", {"deciders representative": "asked"}),
)

# Tables of partners that come in (C16) -----------------------------------------------------

TABLE_NOUNS = (
    Noun("partners", "partner_desk", {"any": ""}),
    Noun("partners", "funder", {"any": ""}),
    Noun("partners", "imported_person", {"running": ""}),
    Noun("partners", "partner_import", {
        "checking": "checking",
        "checked": "checked",
        "faulty": "checked",  # one row cannot be brought in
        "writing": "writing",
        "done": "done",
        "with_people": "done",  # somebody came in who does not know of it
        "too_old": "done",  # written 31 days ago
        "undoing": "undoing",
        "built_on": "undoing",  # somebody speaks for one of its partners
        "undone": "undone",
        "discarded": "discarded",
    }),
)
ANY_TABLE = (
    "checking checked faulty writing done with_people too_old undoing built_on undone discarded"
)
MERGE_NOUNS = (
    Noun("partners", "two_entries", {"any": ""}),
    Noun("partners", "merge", {
        "made": "made",
        "old": "made",  # merged 31 days ago
        "undone": "undone",
    }),
)
MERGE_ACTS = (
    Act("two_entries.merge", "officer", "any",
        """merge.made @result >made why
           partner.merged @kept why
           partner.merged_into @gone why""",
        mails={"entries_merged": "speaker"},
        grants={"represent_partner": "speaker"}, revokes={"represent_partner": "speaker"},
        refuses={"an open letter": "R-55 409", "already merged": "R-55 409"}),
    Act("two_entries.tell_apart", "officer", "any",
        """partner.told_apart @kept why
           partner.told_apart @gone why"""),
    Act("merge.undo", "officer", "made",
        """merge.undone *>undone
           partner.taken_apart @kept
           partner.stands_again @gone""",
        grants={"represent_partner": "speaker"}, revokes={"represent_partner": "speaker"},
        refuses={"old": "R-56 409", "merged since": "R-56 409"}),
)
MERGE_PERMISSIONS = (
    Can("two_entries", "can_merge_make", {"deciders": "any"}),
    Can("two_entries", "can_merge_tell_apart", {"deciders": "any"}),
    Can("merge", "can_merge_follow", {"deciders": "made old undone"}),
    Can("merge", "can_merge_undo", {"deciders": "made"}),
    Can("merge", "is_visible", {"deciders": "made old undone"}),
)
TABLE_ACTS = (
    Act("partner_desk.enter_funder", "officer", "any", "funder.entered @result",
        refuses={"funder in the list": "A1-6d-iii 422", "name of a partner": "A1-6d-iii 422",
                 "no letter in the name": "A1-6d-iii 422",
                 "partner of another funder": "A1-6d-iii 422"}),
    Act("funder.edit", "officer", "any", "funder.edited"),
    Act("partner_desk.export_contacts", "officer", "any", "contacts.exported @downloader"),
    Act("partner_desk.enter", "officer", "any", "partner.entered @result >confirmed",
        refuses={"name of a partner": "A1-2e 409", "no letter in the name": "A1-2c-1 422",
                 "letter under way": "R-36 422"}),
    Act("partner_desk.upload", "officer", "any", "partner_import.begun @result >checking",
        jobs="partners.check_import"),
    Act("partner_import.keep_check", NOBODY, "checking", "partner_import.checked *>checked",
        elsewhere="done"),
    Act("partner_import.leave_out", "officer", "checked faulty",
        "partner_import.rows_left_out *>checking", elsewhere="R-16 409"),
    Act("partner_import.bring_in", "officer", "checked", "partner_import.asked *>writing",
        jobs="partners.write_import", refuses={"faulty": "A1-6c-i 409"}),
    Act("partner_import.write", NOBODY, "writing",
        """partner.imported @entered >confirmed ~officer
           partner_import.written *>done ~officer""",
        elsewhere="done"),
    Act("imported_person.tell", NOBODY, "running", mails={"contact_imported": "colleague"}),
    Act("partner_import.tell_people", "officer", "with_people", "partner_import.people_told",
        jobs="partners.tell_imported_people", refuses={"done": "R-60 409", "too_old": "R-60 409"},
        elsewhere="R-16 409"),
    Act("partner_import.undo", "officer", "done with_people", "partner_import.asked_back *>undoing",
        jobs="partners.undo_import", refuses={"too_old": "R-37 409"}),
    Act("partner_import.take_back", NOBODY, "undoing",
        """partner.import_taken_out @gone ~officer
           partner_import.undone *>undone ~officer""",
        moves="@gone confirmed>",
        refuses={"built_on": OTHER_ROW}, elsewhere="done"),
    Act("partner_import.let_stand", NOBODY, "built_on", "partner_import.stands *>done",
        refuses={"undoing": OTHER_ROW}, elsewhere="done"),
    Act("partner_import.stop", "officer", "writing", "partner_import.stopped *>checked",
        refuses={"undoing": OTHER_ROW, "built_on": OTHER_ROW}),
    Act("partner_import.stop_undoing", "officer", "undoing built_on",
        "partner_import.stopped *>done", refuses={"writing": OTHER_ROW}),
    Act("partner_import.discard", "officer", "checking checked faulty",
        "partner_import.discarded *>discarded"),
)
TABLE_PERMISSIONS = (
    Can("partner_desk", "can_import_start", {"deciders": "any"}),
    Can("partner_desk", "can_partner_enter", {"deciders": "any"}),
    Can("partner_desk", "can_funder_list", {"deciders": "any"}),
    Can("partner_desk", "can_funder_enter", {"deciders": "any"}),
    Can("funder", "can_funder_edit", {"deciders": "any"}),
    Can("funder", "is_visible", {"deciders": "any"}),
    Can("partner_desk", "can_contact_list", {"deciders": "any"}),
    Can("partner_desk", "can_contact_export", {"deciders": "any"}),
    Can("partner_desk", "can_contact_ask", {"deciders": "any"}),
    Can("partner_import", "can_import_follow", {"deciders": ANY_TABLE}),
    Can("partner_import", "can_import_leave_out", {"deciders": "checked faulty"}),
    Can("partner_import", "can_import_bring_in", {"deciders": "checked"}),
    Can("partner_import", "can_import_undo", {"deciders": "done with_people"}),
    Can("partner_import", "can_import_tell_people", {"deciders": "with_people"}),
    Can("partner_import", "can_import_stop", {"deciders": "writing undoing built_on"}),
    Can("partner_import", "can_import_discard", {"deciders": "checking checked faulty"}),
    Can("partner_import", "is_visible", {"deciders": ANY_TABLE}),
)

# Areas, and who leads them (A1-4b, A1-6a-v, P-6, R-12) ------------------------------------

ANY_AREA = "proposed established closed"
AREA_NOUNS = (
    Noun("areas", "idea", {"any": ""}),
    Noun("areas", "area", {
        "proposed": "proposed", "established": "established", "closed": "closed"}),
    Noun("areas", "area_with_interim", {"established": "established"}, partial=True),
    Noun("areas", "lead_term", {"running": "", "ending": "", "ended": ""}),
    # Somebody convenes one that is open, or nobody does.
    Noun("areas", "topic", {"open": "open", "convened": "open", "closed": "closed"}),
    Noun("areas", "area_of_topic", {
        "at_work": "", "without_plan": "", "taken_out": "", "of_closed_topic": ""}),
    Noun("areas", "activity", {
        "open": "reported", "joined": "reported", "apart": "reported"}, partial=True),
    Noun("areas", "activity_waiting", {"due": ""}, partial=True),
    Noun("areas", "activity_over", {"due": ""}, partial=True),
    Noun("areas", "begun_activity", {
        "draft": "draft", "left": "draft", "sent": "sent", "active": "active",
        "ended": "ended", "known": "reported"}),
    Noun("areas", "double_activity", {
        "open": "active", "apart": "active", "once": "active"}, partial=True),
)

AREA_ACTS = (
    Act("idea.propose", "officer", "any", "area.proposed @result >proposed",
        refuses={"a short name that is taken": "P-6 422"}),
    Act("area.establish", "officer", "proposed", "area.established *>established",
        refuses={
            "not adopted": "P-6 409",
            "by another body": "P-6 409",
            "about another area": "P-6 409",
            "recorded before": "P-6 409",
        }),
    Act("area.begin_activity", "member", "established", "activity.begun @result >draft",
        refuses={"outside the area": "A1-6a-i 409"}, elsewhere="A1-6a-i 409"),
    Act("begun_activity.change", "member", "draft left", elsewhere="R-75 409"),
    Act("begun_activity.send", "member", "draft", "activity.sent *>sent",
        mails={"activity_sent": "lead", "activity_joint": "joint"},
        refuses={
            "no description": "R-75 422",
            "no beginning": "R-75 422",
            "left": "A1-6a-i 409",
        },
        elsewhere="R-75 409"),
    Act("begun_activity.take_back", "member", "sent", "activity.taken_back *>draft",
        elsewhere="R-75 409"),
    Act("begun_activity.remove", "member", "draft left", "activity.removed draft>",
        elsewhere="R-75 409"),
    Act("begun_activity.acknowledge", "lead", "sent", "activity.acknowledged *>active",
        mails={"activity_acknowledged": "member joint"}, elsewhere="R-75 409"),
    Act("begun_activity.ask_back", "lead", "sent", "activity.asked_back *>draft",
        mails={"activity_asked_back": "member"}, elsewhere="R-75 409"),
    Act("activity_waiting.remind", NOBODY, "due", mails={"activity_waits": "lead"}),
    Act("activity_over.remind", NOBODY, "due", mails={"activity_over": "member"}),
    Act("begun_activity.end", "member", "active", "activity.ended *>ended",
        mails={"activity_ended": "lead"},
        refuses={"still to come": "R-75 422", "before it began": "R-75 422"},
        elsewhere="R-75 409"),
    Act("begun_activity.decline", "joint", "draft left sent active ended",
        "activity.declined",
        mails={"activity_declined": "member"},
        refuses={"somebody else": "R-77 409"}, elsewhere="R-75 409"),
    Act("double_activity.count_once", "lead", "open", "activity.counted_once",
        elsewhere="R-76 409"),
    Act("double_activity.count_apart", "lead", "open", "activity.counted_apart",
        elsewhere="R-76 409"),
    Act("area.draft_decision", "officer", "proposed", "decision.drafted @result >drafted",
        refuses={"drafted already": "done"}),
    Act("area.draft_lead_decision", "lead", "established",
        "decision.drafted @result >drafted",
        refuses={"drafted already": "done", "no member": "A1-6a-v 409"},
        elsewhere="P-6 409"),
    Act("area.announce", "lead", "established", "announcement.started @result >draft",
        elsewhere="P-6 not now"),
    # The partners of both leads, the member and the silent member leave it.
    Act("area.close", "officer", "proposed established",
        """area.closed *>closed why
           area.partner_left own
           area.partner_left own
           area.partner_left own
           area.partner_left own""",
        mails={"area_closed": "lead member"}),
    Act("idea.start_topic", "officer", "any", "topic.started @result >open",
        refuses={
            "no areas": "R-81 422",
            "a closed area": "R-81 422",
            "a short name that is taken": "R-81 422",
        }),
    Act("topic.change", "officer", "open convened", "topic.changed",
        refuses={
            "no areas": "R-81 422",
            "a closed area": "R-81 422",
            "before it began": "R-81 422",
            "in days in which it worked": "R-81 422",
        },
        elsewhere="R-81 409"),
    Act("topic.close", "officer", "open convened", "topic.closed *>closed why"),
    Act("topic.name_convener", "officer", "open convened", "topic.convener_named",
        mails={"convener_named": "member"},
        refuses={
            "in the same days": "R-81 422",
            "before it began": "R-81 422",
            "tomorrow": "R-81 422",
            "ends before it begins": "R-81 422",
            "a stranger": "R-81 422",
            "of another partner": "R-81 422",
        },
        elsewhere="R-81 409"),
    Act("topic.end_convener", "officer", "convened", "topic.convener_ended",
        elsewhere="R-81 409"),
    Act("topic.mark", "lead", "open convened", "topic.entries_marked",
        refuses={"an entry of another area": "done", "an area that left it": "R-81 409"},
        elsewhere="R-81 409"),
    Act("area.save_welcome", "lead", "established", "area.welcome_saved",
        elsewhere="P-6 409"),
    Act("area.put_welcome_on_agenda", "lead", "established",
        "meeting.agenda_added @meeting",
        refuses={"nobody new": "R-82 409", "not convened": "A1-4b-i 409",
                 "of another body": "A1-4b-i 409"},
        elsewhere="P-6 409"),
    Act("area.take_step", "member", "established", "area.first_step_taken",
        refuses={"a stranger": "R-82 422", "another partner": "R-82 409"},
        elsewhere="P-6 409"),
    Act("area.open_step", "member", "established", "area.first_step_opened",
        refuses={"open already": "done"}, elsewhere="P-6 409"),
    Act("area.join", "outsider", "established", "area.partner_joined",
        mails={"partner_joined": "lead"},
        refuses={"no confirmed partner": "A1-2e 409", "joined already": "done"},
        elsewhere="P-6 409"),
    Act("area.leave", "member", "established", "area.partner_left",
        mails={"partner_left": "lead"},
        refuses={"not in the area": "done", "left already": "done"},
        elsewhere="P-6 409"),
    Act("area.designate_lead", "officer", "established", "area.lead_designated",
        mails={"lead_designated": "member lead"},
        grants={"lead_area": "member"},
        refuses={
            "not adopted": "A1-6a-v 409",
            "by another area": "A1-6a-v 409",
            "about another": "A1-6a-v 409",
            "for another term": "A1-4b-vi 409",
            "another partner": "A1-6a-v 409",
            "no member": "A1-6a-v 409",
            "nobody speaks": "A1-6a-v 409",
            "a term already": "A1-4b-vi 409",
            "no place": "R-12 409",
        },
        elsewhere="P-6 409"),
    Act("area.record_lead", "officer", "established", "area.lead_designated why",
        mails={"lead_designated": "member lead"},
        grants={"lead_area": "member"},
        refuses={"no reason": "A1-6a-v 409", "by lead": "A1-6a-v 409"},
        elsewhere="P-6 409"),
    Act("area_with_interim.designate_lead", "officer", "established",
        """area.lead_ended own
           area.lead_designated""",
        mails={"lead_designated": "member interim", "lead_ended": "interim deciders"},
        grants={"lead_area": "member"},
        revokes={"lead_area": "interim"}),
    Act("area.start_plan", "lead", "established", "plan.started @result >draft",
        refuses={"one is being written": "A1-6b-ii 409"}, elsewhere="A1-6b-ii 409"),
    Act("lead_term.end", "officer", "running ending", "area.lead_ended @area why",
        mails={"lead_ended": "lead deciders"},
        revokes={"lead_area": "lead"},
        refuses={"longer than it was": "A1-4b-vi 409"},
        elsewhere="A1-4b-vi 409"),
    Act("lead_term.close_by_clock", NOBODY, "ended", "area.lead_expired @area",
        revokes={"lead_area": "lead"}, elsewhere="done"),
    Act("activity.join", "officer", "open", "activity.joined",
        refuses={
            "another partner": "B7-5 409",
            "another area": "B7-5 409",
            "entered later": "B7-5 409",
        },
        elsewhere="B7-5 409"),
    Act("activity.keep_apart", "officer", "open", "activity.kept_apart",
        elsewhere="B7-5 409"),
    Act("lead_term.announce_by_clock", NOBODY, "ending", "area.lead_term_ends @area",
        mails={"term_ends": "lead deciders"},
        refuses={"told already": "done"}, elsewhere="done"),
)

AREA_PERMISSIONS = (
    Can("area", "can_activity_begin", {"lead member": "established"}),
    Can("begun_activity", IS_VISIBLE, {
        "anybody": "active ended",
        "lead member contributor joint": "draft left sent",
        "officer second_officer head": "sent",
    }),
    Can("begun_activity", "can_activity_change", {"member": "draft left"}),
    Can("begun_activity", "can_activity_send", {"member": "draft"}),
    Can("begun_activity", "can_activity_remove", {"member": "draft left"}),
    Can("begun_activity", "can_activity_take_back", {"member": "sent"}),
    Can("begun_activity", "can_activity_acknowledge", {"lead": "sent"}),
    Can("begun_activity", "can_activity_ask_back", {"lead": "sent"}),
    Can("begun_activity", "can_activity_end", {"member": "active"}),
    Can("begun_activity", "can_activity_decline", {"joint": "draft left sent active ended"}),
    Can("double_activity", "can_activity_count_once", {"lead": "open"}),
    Can("double_activity", "can_activity_count_apart", {"lead": "open"}),
    Can("area", "is_officer", {"deciders": ANY_AREA}),
    Can("area", "leads", {"lead": ANY_AREA}),
    Can("area", "speaks_in", {"lead member": ANY_AREA}),
    Can("area", "can_propose", {"deciders": ANY_AREA}),
    Can("area", "can_establish", {"deciders": "proposed"}),
    Can("area", "can_draft_decision", {"deciders": "proposed"}),
    Can("area", "can_lead_draft_decision", {"deciders lead": "established"}),
    Can("area", "can_close", {"deciders": "proposed established"}),
    Can("area", "can_join", {"outsider other_lead former_member": "established"}),
    Can("area", "can_leave", {"lead member": "established"}),
    Can("area", "can_designate", {"deciders lead member": "established"}),
    Can("area", "can_announce", {"lead": "established"}),
    Can("area", "can_succession", {"deciders lead member": "established"}),
    Can("area", "can_roster_people", {"deciders lead member": "established"}),
    Can("area", "can_start", {"lead": "established"}),
    Can("area", "can_welcome_edit", {"lead": "established"}),
    Can("area", "can_first_step_take", {"lead member": "established"}),
    Can("area", "can_first_step_open", {"lead member": "established"}),
    Can("area_of_topic", "can_topic_mark", {"lead": "at_work"}),
    Can("area", "can_topic_start", {"deciders": ANY_AREA}),
    Can("topic", "can_topic_change", {"deciders": "open convened"}),
    Can("topic", "can_topic_close", {"deciders": "open convened"}),
    Can("topic", "can_topic_convener_name", {"deciders": "open convened"}),
    Can("topic", "can_topic_convener_end", {"deciders": "convened"}),
    Can("lead_term", "can_lead_end", {"deciders lead": "running ending"}),
)

# Business plans of areas (Annex 2, A1-4b-iii, A1-3f-ii) -----------------------------------

PLAN_STATES = (
    "draft in_consensus agreed under_review recommendations_made aligned answered published "
    "superseded"
)
PLAN_NOUNS = (
    Noun("areas", "plan", {state: state for state in PLAN_STATES.split()}),
    Noun("areas", "milestone", {"open": "", "reached": "", "of_draft": ""}),
    Noun("areas", "milestone_near", {"near": ""}, partial=True),
    Noun("areas", "review_near", {"near": ""}, partial=True),
    Noun("areas", "companion", {"of_draft": "", "of_sent": ""}, partial=True),
    Noun("areas", "plan_import", {
        "open": "open", "put_in": "put_in", "discarded": "discarded"}),
    Noun("areas", "comment", {
        "open": "", "answered": "", "answer": "", "with_task": "", "dealt_with": "",
        "withdrawn": "", "submitted": "", "submitted_dealt_with": "",
    }),
    Noun("areas", "comment_task", {
        "open": "open", "done": "done", "taken_back": "taken_back",
    }),
    Noun("areas", "effort_call", {
        "open": "open", "complete": "open", "left": "open", "before_the_area": "closed",
        "taken_back": "taken_back",
    }),
    Noun("areas", "suggestion", {
        "open": "open", "before_the_area": "open", "accepted": "accepted",
        "adapted": "adapted", "refused": "refused", "withdrawn": "withdrawn",
    }),
    Noun("areas", "amendment", {
        "draft": "draft", "proposed": "proposed", "before_the_area": "proposed",
        "agreed": "agreed", "taken_in": "taken_in", "declined": "declined",
        "withdrawn": "withdrawn",
    }),
    # The area adopted it, and nobody noted that yet.
    Noun("areas", "amendment_decided", {"proposed": "proposed"}, partial=True),
    # Its plan is in force.
    Noun("areas", "area_in_force", {"established": "established"}, partial=True),
    # A draft that holds nothing but decided amendments.
    Noun("areas", "plan_amended", {"draft": "draft"}, partial=True),
    # A partner was asked for its own efforts.
    Noun("areas", "plan_asked", {"draft": "draft"}, partial=True),
    # The area has not decided yet.
    Noun("areas", "plan_in_question", {"in_consensus": "in_consensus"}, partial=True),
)

PLAN_ACTS = (
    Act("plan.save_row", "lead", "draft", "plan.row_added"),
    Act("plan.take_in_rows", "lead", "draft", "plan.rows_taken_in"),
    Act("plan.change_row", "lead", "draft", "plan.row_changed",
        refuses={"removed meanwhile": "B4-2 409"}),
    Act("plan.duplicate_row", "lead", "draft", "plan.row_added",
        refuses={"removed meanwhile": "B4-2 409"}),
    Act("plan.remove_row", "lead", "draft", "plan.row_removed",
        refuses={"removed meanwhile": "B4-2 409"}),
    Act("plan.bring_back_row", "lead", "draft", "plan.row_brought_back",
        refuses={"back already": "B4-2 409", "its effort is gone": "B4-2 409"}),
    Act("plan.move_row", "lead", "draft", "plan.row_moved",
        refuses={"at the end": "done", "removed meanwhile": "B4-2 409"}),
    Act("plan.add_figure", "lead", "draft", "plan.figure_added"),
    Act("plan.save_text", "lead", "draft", "plan.section_saved",
        refuses={"nothing new": "done"}),
    Act("plan.set_review_date", "lead", "draft", "plan.section_saved",
        refuses={"nothing new": "done"}),
    Act("plan.change_frame", "lead", "draft", "plan.frame_changed"),
    Act("plan.add_companion", "lead", "draft", "plan.companion_added",
        jobs="documents.take_text",
        refuses={"there already": "B4-1 422", "too many": "R-70 422"}),
    Act("companion.remove", "lead", "of_draft", "plan.companion_removed @plan",
        refuses={"gone already": "done"}),
    Act("plan.translate", "lead", PLAN_STATES.removesuffix(" superseded"), "plan.translated",
        refuses={"nothing new": "done", "its own language": "B4-1 409"},
        elsewhere="B4-1 409"),
    Act("plan.make_file", "member", PLAN_STATES, "plan.file_wanted",
        jobs="areas.copy_plan"),
    Act("plan.begin_import", "lead", "draft", "plan.import_begun",
        refuses={"one waits": "R-71 409"}),
    Act("plan_import.settle", "lead", "open",
        refuses={"by somebody else": "R-20 409", "nothing new": "done"}, elsewhere="R-71 409"),
    Act("plan_import.put_in", "lead", "open", "plan.import_put_in @plan",
        moves="@file open>put_in",
        refuses={
            "changed meanwhile": "R-20 409",
            "not sure": "R-71 422",
            "nothing in it": "R-71 422",
        },
        elsewhere="R-71 409"),
    Act("plan_import.discard", "lead", "open", "plan.import_discarded @plan",
        moves="@file open>discarded"),
    Act("plan.comment", "member", "draft in_consensus agreed", "plan.commented",
        mails={"comment_written": "lead"}, elsewhere="B4-2 409"),
    Act("comment.resolve", "lead", "open answered submitted", "plan.comment_resolved @plan",
        refuses={"with_task": OTHER_ROW}, elsewhere="B4-2 409"),
    Act("comment.resolve_with_task", "lead", "with_task",
        """plan.task_done @plan
           plan.comment_resolved @plan""",
        moves="@task open>done",
        refuses={"open": OTHER_ROW, "answered": OTHER_ROW, "submitted": OTHER_ROW},
        elsewhere="B4-2 409"),
    Act("milestone.reach", "lead", "open", "plan.milestone_reached @plan",
        refuses={"still to come": "R-68 422"}, elsewhere="R-68 409"),
    Act("milestone.move", "lead", "open", "plan.milestone_moved @plan",
        refuses={"the same day": "R-68 422"}, elsewhere="R-68 409"),
    Act("milestone.reopen", "lead", "reached", "plan.milestone_reopened @plan",
        elsewhere="R-68 409"),
    Act("milestone_near.remind", NOBODY, "near", mails={"milestone_due": "lead member"}),
    Act("review_near.remind", NOBODY, "near", mails={"review_due": "lead deciders"}),
    Act("comment.reopen", "lead", "dealt_with", "plan.comment_reopened @plan",
        elsewhere="B4-2 409"),
    Act("comment.reply", "lead", "open answered with_task", "plan.comment_answered @plan",
        mails={"comment_answered": "member"}, elsewhere="B4-2 409"),
    Act("comment.edit", "member", "open answer", "plan.comment_edited @plan",
        refuses={"nothing new": "done"}, elsewhere="B4-2 409"),
    Act("comment.withdraw", "member", "open answer", "plan.comment_withdrawn @plan",
        elsewhere="B4-2 409"),
    Act("comment.give_task", "lead", "open answered", "plan.task_given @plan",
        mails={"task_given": "member"},
        refuses={"somebody else": "B4-2 422", "a day that is over": "B4-2 422"},
        elsewhere="B4-2 409"),
    Act("plan.suggest", "member", "draft", "plan.suggestion_made",
        mails={"suggestion_made": "lead"}, elsewhere="B4-2 409"),
    Act("suggestion.accept", "lead", "open",
        """plan.section_saved @plan
           plan.suggestion_accepted @plan""",
        moves="*>accepted", mails={"suggestion_settled": "member"},
        refuses={
            "changed meanwhile": "B4-2 409",
            "before_the_area": "A1-4b-iii 409",
        },
        elsewhere="B4-2 409"),
    Act("suggestion.adapt", "lead", "open",
        """plan.section_saved @plan
           plan.suggestion_adapted @plan""",
        moves="*>adapted", mails={"suggestion_settled": "member"},
        refuses={"before_the_area": "A1-4b-iii 409"}, elsewhere="B4-2 409"),
    Act("suggestion.refuse", "lead", "open before_the_area",
        "plan.suggestion_refused @plan why",
        moves="*>refused", mails={"suggestion_settled": "member"}, elsewhere="B4-2 409"),
    Act("suggestion.withdraw", "member", "open before_the_area",
        "plan.suggestion_withdrawn @plan",
        moves="*>withdrawn", elsewhere="B4-2 409"),
    Act("area_in_force.begin_amendment", "member", "established",
        "amendment.begun @result >draft",
        refuses={
            "no plan in force": "A2-VIII-2 409",
            "for another partner": "R-83 422",
        }),
    Act("amendment.change", "member", "draft", "amendment.changed",
        refuses={"nothing new": "done"}, elsewhere="R-83 409"),
    Act("amendment.put", "member", "draft", "amendment.changed",
        refuses={"nothing new": "done", "as it is": "A2-VIII-2 422"}, elsewhere="R-83 409"),
    Act("amendment.drop", "member", "draft", "amendment.changed", elsewhere="R-83 409"),
    Act("amendment.propose", "member", "draft", "amendment.proposed *>proposed",
        mails={"amendment_proposed": "lead"},
        refuses={"empty": "A2-VIII-2 422"}, elsewhere="R-83 409"),
    Act("amendment.withdraw", "member", "draft proposed", "amendment.withdrawn *>withdrawn",
        refuses={"before_the_area": "A1-4b-iii 409"}, elsewhere="R-83 409"),
    Act("amendment.send_to_area", "lead", "proposed",
        """amendment.sent_to_area
           decision.drafted @result >drafted
           decision.opened @result drafted>open""",
        mails={"meetings/decision_opened": "member"},
        refuses={"before_the_area": "A1-4b-iii 409", "too short": "R-07 422"},
        elsewhere="R-83 409"),
    Act("amendment.agree", "lead", "proposed", "amendment.agreed *>agreed why",
        mails={"amendment_settled": "member"},
        refuses={"before_the_area": "A1-4b-iii 409", "too early": "R-83 409"},
        elsewhere="R-83 409"),
    Act("amendment.decline", "lead", "proposed", "amendment.declined *>declined why",
        mails={"amendment_settled": "member"},
        refuses={"before_the_area": "A1-4b-iii 409"}, elsewhere="R-83 409"),
    Act("amendment_decided.record_consensus", "officer", "proposed",
        "amendment.agreed *>agreed",
        mails={"amendment_settled": "member"}, refuses={"not adopted": "A1-4b-iii 409"}),
    Act("amendment.take_in", "lead", "agreed",
        """plan.started @result >draft
           plan.section_saved @result
           amendment.taken_in *>taken_in
           plan.amended @result""",
        mails={"amendment_settled": "member"},
        refuses={
            "taken_in": "A2-VIII-2 409",
            "changed meanwhile": "A2-VIII-2 409",
            "not settled": "A2-VIII-2 422",
            "a version is reviewed": "A2-VIII-2 409",
        },
        elsewhere="A1-4b-iii 409"),
    Act("plan_amended.rest_on_amendments", "lead", "draft",
        "plan.rested_on_amendments *>agreed",
        refuses={"incomplete": "A2-I-1 409", "other words": "R-84 409"}),
    Act("comment_task.finish", "contributor", "open", "plan.task_done @plan",
        moves="*>done", elsewhere="B4-2 409"),
    Act("comment_task.take_back", "lead", "open", "plan.task_taken_back @plan",
        moves="*>taken_back", elsewhere="B4-2 409"),
    Act("comment_task.remind_by_clock", NOBODY, "open",
        mails={"task_due": "contributor"},
        refuses={"told already": "done"}, elsewhere="done"),
    Act("plan.ask_for_efforts", "lead", "draft", "plan.efforts_asked",
        mails={"efforts_asked": "member"},
        refuses={
            "a day that is over": "R-73 422",
            "nobody": "R-73 422",
            "asked already": "R-73 422",
            "outside the area": "R-73 422",
        },
        elsewhere="A1-4b-iii 409"),
    Act("effort_call.save_effort", "contributor", "open", "plan.row_added @plan",
        refuses={"of somebody else": "R-73 409"}, elsewhere="R-73 409"),
    Act("effort_call.remove_effort", "contributor", "open", "plan.row_removed @plan",
        refuses={"of somebody else": "R-73 409"}, elsewhere="R-73 409"),
    Act("effort_call.answer", "member", "open", "plan.efforts_answered @plan",
        mails={"efforts_answered": "lead"},
        refuses={"has some": "R-73 409"}, elsewhere="R-73 409"),
    Act("effort_call.resume", "member", "complete", "plan.efforts_resumed @plan",
        elsewhere="R-73 409"),
    Act("effort_call.move", "lead", "open complete left", "plan.efforts_moved @plan",
        mails={"efforts_changed": "member"},
        refuses={"a day that is over": "R-73 422", "the same day": "R-73 422"},
        elsewhere="R-73 409"),
    Act("effort_call.take_back", "lead", "open complete left",
        "plan.efforts_taken_back @plan",
        moves="*>taken_back", mails={"efforts_changed": "member"}, elsewhere="R-73 409"),
    Act("effort_call.remind_by_clock", NOBODY, "open",
        mails={"efforts_due": "member"},
        refuses={"told already": "done"}, elsewhere="done"),
    Act("plan_asked.send_to_area", "lead", "draft",
        """plan.sent_to_area *>in_consensus
           decision.drafted @result >drafted
           decision.opened @result drafted>open
           plan.efforts_closed""",
        moves="@call open>closed",
        mails={"meetings/decision_opened": "member"}),
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
        refuses={"not adopted": "A1-4b-iii 409", "draft": "A1-4b-iii 409"}),
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
        jobs="areas.copy_plan areas.typeset_plan"),
)

PLAN_PERMISSIONS = (
    *(
        Can("plan", f"can_{step}", {"lead": "draft"})
        for step in (
            "edit", "change_frame", "section_edit", "section_autosave", "row_add",
            "row_paste", "row_bring_in",
            "row_change", "row_autosave", "row_duplicate", "row_remove", "row_bring_back",
            "row_move", "companion_add", "companion_remove", "figure_add",
        )
    ),
    Can("plan", "can_translation_write", {
        "lead": PLAN_STATES.removesuffix(" superseded")}),
    Can("plan", "can_file_make", {
        "signed_in": PLAN_STATES.removeprefix("draft in_consensus agreed "),
        "deciders lead member silent_member": "draft in_consensus agreed",
    }),
    Can("plan", "can_comment_write", {"lead member": "draft in_consensus agreed"}),
    Can("plan", "can_send", {"lead": "draft"}),
    Can("plan", "can_record_consensus", {"deciders lead": "in_consensus"}),
    Can("plan", "can_take_back", {"lead": "in_consensus agreed"}),
    Can("plan", "can_submit", {"lead": "agreed"}),
    Can("plan", "can_publish", {"deciders": "aligned answered"}),
    Can("milestone", "can_milestone_reach", {"lead member": "open"}),
    Can("milestone", "can_milestone_move", {"lead member": "open"}),
    Can("milestone", "can_milestone_reopen", {"lead member": "reached"}),
    Can("plan", "can_import_start", {"lead": "draft"}),
    Can("plan_import", "can_import_follow", {"lead": "open put_in discarded"}),
    *(
        Can("plan_import", f"can_import_{step}", {"lead": "open"})
        for step in ("settle", "put_in", "discard")
    ),
    Can("plan", "can_suggestion_make", {"member": "draft"}),
    Can("plan_amended", "can_rest_on_amendments", {"lead": "draft"}),
    Can("area_in_force", "can_amendment_start", {"lead member": "established"}),
    *(
        Can("amendment", f"can_amendment_{step}", {"member": "draft"})
        for step in (
            "edit", "choose", "text", "row", "row_add", "row_remove", "drop", "propose",
        )
    ),
    Can("amendment", "can_amendment_withdraw", {"member": "draft proposed"}),
    Can("amendment", "can_amendment_send", {"lead": "proposed"}),
    Can("amendment", "can_amendment_agree", {"lead": "proposed"}),
    Can("amendment", "can_amendment_decline", {"lead": "proposed"}),
    Can("amendment", "can_amendment_take_in", {"lead": "agreed"}),
    Can("amendment", IS_VISIBLE, {
        "member": "draft proposed before_the_area agreed taken_in declined withdrawn",
        "deciders lead": "proposed before_the_area agreed taken_in declined withdrawn",
    }),
    Can("plan", "can_own_efforts_ask", {"lead": "draft"}),
    *(
        Can("effort_call", f"can_{step}", {"member contributor": "open"})
        for step in (
            "own_efforts_keep", "own_effort_add", "own_effort_change",
            "own_effort_autosave", "own_effort_remove",
        )
    ),
    Can("effort_call", IS_VISIBLE, {
        "deciders lead member contributor": "open complete left before_the_area taken_back",
    }),
    Can("effort_call", "can_own_efforts_answer", {"member": "open"}),
    Can("effort_call", "can_own_efforts_resume", {"member": "complete"}),
    Can("effort_call", "can_own_efforts_move", {"lead": "open complete left"}),
    Can("effort_call", "can_own_efforts_take_back", {"lead": "open complete left"}),
    Can("suggestion", "can_suggestion_accept", {"lead": "open"}),
    Can("suggestion", "can_suggestion_refuse", {"lead": "open before_the_area"}),
    Can("suggestion", "can_suggestion_withdraw", {"member": "open before_the_area"}),
    Can("comment", "can_resolve", {"lead": "open answered with_task submitted"}),
    Can("comment", "can_comment_reply", {"lead member": "open answered with_task"}),
    Can("comment", "can_comment_edit", {"member": "open answer"}),
    Can("comment", "can_comment_withdraw", {"member": "open answer"}),
    Can("comment", "can_comment_reopen", {"lead member": "dealt_with"}),
    Can("comment", "can_comment_give_task", {"lead": "open answered"}),
    Can("comment_task", "can_task_finish", {"lead contributor": "open"}),
    Can("comment_task", "can_task_take_back", {"lead": "open"}),
    Can("plan_in_question", "can_record_consensus"),
    Can("plan_in_question", "can_take_back"),
)

# Opportunities of areas, and donors of their plans (A2-V, A2-VII-1) ------------------------

OPEN_IDEA = "idea scoped seeking drafted"
LISTED_IDEA = f"{OPEN_IDEA} taken_up dropped"
NOT_LISTED = dict.fromkeys(("suggested", "asked", "declined", "withdrawn"), "R-78 409")
OPPORTUNITY_NOUNS = (
    Noun("areas", "opportunity", {
        **{
            state: state
            for state in (
                "suggested", "asked", "declined", "withdrawn", "idea", "scoped", "seeking",
                "taken_up", "dropped",
            )
        },
        # In the draft of the plan.
        "drafted": "idea",
    }),
    Noun("areas", "suggestion_waiting", {"due": ""}, partial=True),
    Noun("areas", "interest", {"standing": "", "over": ""}),
    Noun("areas", "donor", {"named": "", "objective": ""}),
)
OPPORTUNITY_ACTS = (
    Act("area.suggest_opportunity", "outsider", "established",
        "opportunity.suggested @result >suggested",
        mails={"opportunity_suggested": "lead"}, elsewhere="P-6 409"),
    Act("opportunity.ask", "lead", "suggested", "opportunity.asked *>asked",
        mails={"opportunity_asked": "outsider"}, elsewhere="R-78 409"),
    Act("opportunity.answer", "outsider", "asked", "opportunity.answered *>suggested",
        mails={"opportunity_answered": "lead"}, elsewhere="R-78 409"),
    Act("opportunity.take_in", "lead", "suggested asked", "opportunity.taken_in *>idea",
        mails={"opportunity_settled": "outsider"}, elsewhere="R-78 409"),
    Act("opportunity.decline", "lead", "suggested asked",
        "opportunity.declined *>declined why",
        mails={"opportunity_settled": "outsider"}, elsewhere="R-78 409"),
    Act("suggestion_waiting.remind", NOBODY, "due", mails={"opportunity_waits": "lead"}),
    Act("opportunity.withdraw", "outsider", "suggested asked",
        "opportunity.withdrawn *>withdrawn",
        mails={"opportunity_withdrawn": "lead"}, elsewhere="R-78 409"),
    Act("opportunity.edit", "lead", LISTED_IDEA, "opportunity.edited",
        refuses={"nothing new": "done"}, elsewhere="R-78 409"),
    Act("opportunity.seek", "lead", "idea scoped taken_up drafted",
        "opportunity.moved *>seeking",
        mails={"opportunity_moved": "outsider"}, refuses=NOT_LISTED, elsewhere="R-79 422"),
    Act("opportunity.drop", "lead", OPEN_IDEA, "opportunity.moved *>dropped why",
        mails={"opportunity_moved": "outsider"},
        refuses={"without a reason": "R-79 422", **NOT_LISTED}, elsewhere="R-79 422"),
    Act("opportunity.put_in", "lead", "idea scoped seeking",
        """plan.row_added @plan
           opportunity.put_in""",
        refuses={"no draft": "A2-V-1 409", **NOT_LISTED}, elsewhere="A2-V-1 409"),
    Act("opportunity.take_out", "lead", "drafted",
        """plan.row_removed @plan
           opportunity.taken_out""",
        elsewhere="A2-V-1 409"),
    Act("opportunity.say_interest", "outsider", OPEN_IDEA,
        "opportunity.interest_said @result",
        mails={"interest_said": "lead"},
        refuses={"said already": "R-79 409"}, elsewhere="R-79 409"),
    Act("interest.take_back", "outsider", "standing", "opportunity.interest_taken_back",
        mails={"interest_taken_back": "lead"}, elsewhere="R-79 409"),
    Act("donor.match", "officer", "named", "plan.donor_matched",
        refuses={"the same again": "done"}, elsewhere="R-80 409"),
)
SUGGESTERS = "outsider contributor"
OPPORTUNITY_PERMISSIONS = (
    Can("area", "can_opportunity_suggest", {
        "lead member outsider other_lead former_member": "established"}),
    Can("opportunity", IS_VISIBLE, {
        "anybody": LISTED_IDEA,
        f"deciders lead {SUGGESTERS}": "suggested asked declined withdrawn",
    }),
    Can("opportunity", "can_opportunity_ask", {"lead": "suggested"}),
    Can("opportunity", "can_opportunity_answer", {SUGGESTERS: "asked"}),
    Can("opportunity", "can_opportunity_take_in", {"lead": "suggested asked"}),
    Can("opportunity", "can_opportunity_decline", {"lead": "suggested asked"}),
    Can("opportunity", "can_opportunity_withdraw", {SUGGESTERS: "suggested asked"}),
    Can("opportunity", "can_opportunity_edit", {"lead": LISTED_IDEA}),
    Can("opportunity", "can_opportunity_move", {"lead": LISTED_IDEA}),
    Can("opportunity", "can_opportunity_put_in", {"lead": "idea scoped seeking"}),
    Can("opportunity", "can_opportunity_take_out", {"lead": "drafted"}),
    Can("opportunity", "can_interest_say", {
        "lead member outsider other_lead former_member applicant": OPEN_IDEA}),
    Can("interest", IS_VISIBLE, {"deciders lead outsider": "standing over"}),
    Can("interest", "can_interest_take_back", {"outsider": "standing"}),
    Can("donor", "can_donor_list", {"deciders": "named objective"}),
    Can("donor", "can_donor_match", {"deciders": "named"}),
)

# Meetings (A1-4a, A1-4b) ------------------------------------------------------------------
# The body is that of an area: its lead presides, representatives of its partners are members.

# A meeting is convened for a coming day, and then it begins.
MEETING_STATES = "planned convened begun held closed cancelled"
UPCOMING = "planned convened begun"
MEETING_NOUNS = (
    Noun("gmp_portal/meetings", "body", {"any": ""}),
    Noun("gmp_portal/meetings", "meeting", {
        state: state for state in MEETING_STATES.split()} | {"begun": "convened"}),
    Noun("gmp_portal/meetings", "invitation", {
        "pending": "pending",
        "due": "pending",  # the time for objections is over
        "objected": "objected",
        "admitted": "admitted",
        "withdrawn": "withdrawn",
    }),
)
RUN = "deciders lead"
ALIVE = f"{UPCOMING} held"

MEETING_ACTS = (
    Act("body.plan_meeting", "lead", "any", "meeting.planned @result >planned"),
    Act("meeting.revise", "lead", "convened begun", "meeting.revised",
        mails={"revised": "member guest excused"},
        refuses={
            "planned": OTHER_ROW,
            "nothing new": "done",
            "ends before it begins": "A1-6b-i 422",
        }),
    Act("meeting.revise_plan", "lead", "planned", "meeting.revised",
        refuses={"convened": OTHER_ROW, "begun": OTHER_ROW}),
    Act("meeting.convene", "officer", "planned", "meeting.convened *>convened",
        mails={"convened": "lead member"}),
    Act("meeting.reschedule", "officer", "convened", "meeting.rescheduled why",
        mails={"rescheduled": "lead member guest excused"},
        refuses={
            "planned": OTHER_ROW,
            "begun": "A1-6b-i 409",
            "somebody came": "A1-6b-i 409",
            "asked in session": "A1-6b-i 409",
            "into the past": "A1-6b-i 422",
        }),
    Act("meeting.reschedule_plan", "officer", "planned", "meeting.rescheduled why",
        refuses={"convened": OTHER_ROW, "begun": "A1-6b-i 409"}),
    Act("meeting.hold", "lead", "begun", "meeting.held *>held",
        refuses={"convened": "A1-4b-i 409"}),
    Act("meeting.close", "lead", "held", "meeting.closed *>closed",
        refuses={"a decision is open": "A1-4b-iii 409"}),
    Act("meeting.cancel", "officer", "convened begun", "meeting.cancelled *>cancelled why",
        mails={"cancelled": "lead member guest excused"},
        refuses={"planned": OTHER_ROW, "a decision is open": "A1-4b-iii 409"}),
    Act("meeting.cancel_plan", "officer", "planned", "meeting.cancelled *>cancelled why",
        refuses={"convened": OTHER_ROW, "begun": OTHER_ROW}),
    Act("meeting.add_item", "lead", ALIVE, "meeting.agenda_added",
        refuses={"parent removed meanwhile": "moved"}),
    Act("meeting.edit_item", "lead", UPCOMING, "meeting.agenda_edited",
        refuses={"removed meanwhile": "moved", "a paper under it": "A1-4b-i 409",
                 "held": "A1-4b-i 409"}),
    Act("meeting.annotate_item", "lead", ALIVE, "meeting.agenda_edited"),
    Act("meeting.insert_item", "lead", "held", "meeting.agenda_added",
        refuses=dict.fromkeys(UPCOMING.split(), OTHER_ROW)),
    Act("meeting.move_item", "lead", UPCOMING, "meeting.agenda_moved",
        refuses={"last already": "done", "removed meanwhile": "moved",
                 "a decision about another": "A1-4b-i 409", "held": "A1-4b-i 409"}),
    Act("meeting.remove_item", "lead", UPCOMING, "meeting.agenda_removed",
        refuses={
            "an item under it": "A1-4b-i 409",
            "a paper under it": "A1-4b-i 409",
            "a decision under it": "A1-4b-i 409",
            "removed meanwhile": "moved",
            "held": "A1-4b-i 409",
        }),
    Act("meeting.bring_item_back", "lead", UPCOMING, "meeting.agenda_brought_back",
        refuses={
            "back already": "A1-4b-i 409",
            "its parent is gone": "A1-4b-i 409",
            "a paper under another": "A1-4b-i 409",
            "held": "A1-4b-i 409",
        }),
    Act("meeting.add_paper", "lead", ALIVE, "meeting.paper_added",
        jobs="documents.take_text",
        refuses={"no symbols": "moved", "item removed meanwhile": "moved"}),
    Act("meeting.revise_paper", "lead", ALIVE, "meeting.paper_revised",
        jobs="documents.take_text", refuses={"withdrawn already": "moved"}),
    Act("meeting.translate_paper", "lead", ALIVE, "meeting.paper_translated",
        jobs="documents.take_text",
        refuses={"exists": "A1-4a-vi 409", "withdrawn already": "moved"}),
    Act("meeting.withdraw_paper", "lead", ALIVE, "meeting.paper_withdrawn why",
        refuses={"withdrawn already": "moved"}),
    Act("meeting.register", "member", "convened begun", "meeting.registered",
        refuses={"over": "moved", "by outsider": "A1-4b-iv 403"}),
    Act("meeting.excuse", "member", "convened begun", "meeting.excused",
        refuses={
            "by lead": "A1-6b-i 403",
            "by officer": "A1-6b-i 403",
            "marked meanwhile": "R-16 not now",
        }),
    Act("meeting.invite_guest", "lead", "convened begun held", "meeting.guest_invited"),
    Act("meeting.deny", "guest", "begun held", "meeting.attendance_denied",
        mails={"attendance_denied": "lead"},
        refuses={
            "by lead": "A1-6b-i 403",
            "denied already": "R-16 409",
            "not recorded": "R-16 409",
            "convened": "R-16 409",
        }),
    Act("meeting.affirm", "guest", "begun held", "meeting.attendance_affirmed",
        mails={"attendance_affirmed": "lead"},
        refuses={
            "by lead": "A1-6b-i 403",
            "denied nothing": "R-16 409",
            "absent by now": "R-16 409",
            "convened": "R-16 409",
        }),
    Act("meeting.mark", "lead", "begun held", "meeting.attendance_marked",
        mails={"attendance_recorded": "member"},
        refuses={"convened": "A1-6b-i 409", "nothing new": "done"}),
    Act("meeting.invite_observer", "lead", "convened begun", "meeting.observer_invited",
        mails={"observer_invited": "member excused"},
        refuses={"by the group": "A1-4b-iv 403", "no time to object": "A1-4b-iv 422"}),
    Act("meeting.start_report", "lead", "held", "meeting_report.started @result >draft",
        refuses={"drafted already": "moved"}),
    Act("invitation.object", "member", "pending due", "meeting.observer_objected @meeting",
        moves="*>objected",
        mails={"observer_objected": "officer lead"},
        refuses={"by outsider": "A1-4b-iv 403", "by excused": "A1-4b-iv 403"}),
    Act("invitation.lift", "member", "objected", "meeting.observer_objection_lifted @meeting",
        moves="*>pending",
        refuses={"by lead": "A1-4b-iv 403", "by officer": "A1-4b-iv 403"}),
    Act("invitation.admit", NOBODY, "due", "meeting.observer_admitted @meeting",
        moves="*>admitted", mails={"observer_admitted": "observer"},
        refuses={"pending": "A1-4b-iv 409", "objected": "A1-4b-iv 409"}),
    Act("invitation.admit_by_clock", NOBODY, "due", "meeting.observer_admitted @meeting",
        moves="*>admitted", mails={"observer_admitted": "observer"},
        refuses={"cancelled": "done"}, elsewhere="done"),
    Act("invitation.withdraw", "lead", "pending due objected",
        "meeting.observer_invitation_withdrawn @meeting", moves="*>withdrawn"),
)

MEETING_PERMISSIONS = (
    Can("body", "is_officer", {"deciders": "any"}),
    Can("body", "runs", {RUN: "any"}),
    Can("body", "can_plan", {RUN: "any"}),
    Can("body", "can_draft_for_body", {RUN: "any"}),
    *(Can("meeting", name, {RUN: ALIVE}) for name in (
        "can_agenda_add", "can_agenda_edit", "can_draft_for_meeting", "can_paper_add",
        "can_paper_revise", "can_paper_translate", "can_paper_withdraw",
    )),
    Can("meeting", "can_agenda_move", {RUN: UPCOMING}),
    Can("meeting", "can_agenda_remove", {RUN: UPCOMING}),
    Can("meeting", "can_agenda_bring_back", {RUN: UPCOMING}),
    Can("meeting", "can_revise", {RUN: UPCOMING}),
    Can("meeting", "can_reschedule", {RUN: "planned convened"}),
    Can("meeting", "can_convene", {RUN: "planned"}),
    Can("meeting", "can_hold", {RUN: "begun"}),
    Can("meeting", "can_close", {RUN: "held"}),
    Can("meeting", "can_cancel", {RUN: UPCOMING}),
    Can("meeting", "can_register", {"deciders lead member": "convened begun"}),
    Can("meeting", "can_excuse", {"member": "convened begun"}),
    Can("meeting", "can_deny", {"guest": "begun held"}),
    Can("meeting", "can_affirm", {"guest": "begun held"}),
    Can("meeting", "can_mark", {RUN: "convened begun held"}),
    Can("meeting", "can_add_guest", {RUN: "convened begun held"}),
    Can("meeting", "can_observer_invite", {RUN: "convened begun"}),
    Can("meeting", "sees_names", {"deciders lead member guest excused": MEETING_STATES}),
    Can("meeting", "can_report_start", {RUN: "held"}),
    Can("invitation", "can_observer_object", {"member": "pending due"}),
    Can("invitation", "can_lift_objection", {"member": "objected"}),
    Can("invitation", "can_observer_withdraw", {RUN: "pending due objected"}),
)

# Decisions by consensus (A1-4a-iii, A1-4b-iii, R-07) ---------------------------------------
# Electors are the partners of the lead, who is present, and of the member, who is absent. The
# former speaker spoke for the member's partner once.

DECISION_NOUNS = (
    Noun("gmp_portal/meetings", "decision", {
        "drafted": "drafted",
        "in_session": "open",
        "declared": "open",  # the consensus is declared, the member may object
        "declared_over": "open",  # nobody has time left to recall or to object
        "silent": "open",
        "silence_over": "open",  # the no-objection period has ended
        "adopted": "adopted",
        "adopted_with_statements": "adopted_with_statements",
        "deferred": "deferred",
        "no_consensus": "no_consensus",
        "withdrawn": "withdrawn",
    }),
    Noun("gmp_portal/meetings", "objection", {
        "maintained": "maintained",
        "withdrawn": "withdrawn",
        "accommodated": "accommodated",
    }),
)
OPEN = "in_session silent silence_over"
ADOPTED = "adopted adopted_with_statements"
DECLARED = "declared declared_over"
ELECTORS = "lead member"
EVERYBODY = "officer lead member"
NO_ELECTOR = {
    "drafted": "A1-4b-iii 403",
    "by outsider": "A1-4b-iii 403",
    "by former_speaker": "A1-4b-iii 403",
    "by second_officer": "A1-3e 403",
}
IS_DECLARED = dict.fromkeys(DECLARED.split(), "R-18 409")

DECISION_ACTS = (
    Act("body.draft_decision", "lead", "any", "decision.drafted @result >drafted",
        refuses={
            "about a thing twice": "A1-4b-iii 409",
            "everybody": "A1-4a-iii 409",
            "meeting closed": "moved",
            "meeting cancelled": "moved",
            "item removed meanwhile": "moved",
        }),
    Act("decision.redraft", "lead", "drafted", "decision.redrafted",
        refuses={"item removed meanwhile": "moved"}),
    Act("decision.open_in_session", "officer", "drafted", "decision.opened *>open",
        mails={"decision_opened": "lead member"},
        refuses={
            "no meeting": "A1-4b-iii 409",
            "not convened": "A1-4b-iii 409",
            "no members": "A1-4b-iii 409",
            "not begun": "A1-4b-iii 409",
            "no attendance": "R-18 409",
        }),
    Act("decision.open_for_silence", "officer", "drafted", "decision.opened *>open",
        mails={"decision_opened": "lead member"},
        refuses={"no members": "A1-4b-iii 409", "too short": "R-07 422"}),
    Act("decision.declare", "officer", "in_session", "decision.declared",
        mails={"absent_asked": "member", "consensus_declared": "lead"},
        refuses={
            "no attendance": "R-18 409",
            "text changed": "R-18 409",
            "an objection stands": "A1-4b-iii 409",
            **dict.fromkeys(DECLARED.split(), "R-18 not now"),
            "silent": "R-07 not now",
            "silence_over": "R-07 not now",
        }),
    Act("decision.recall", "officer", "declared", "decision.recalled why",
        mails={"consensus_recalled": "lead member"},
        refuses=dict.fromkeys([*OPEN.split(), "declared_over"], "R-18 not now")),
    # A part of meeting.deny, which finds no declaration in its scenes.
    Act("decision.give_time", "lead", DECLARED, "decision.time_given",
        mails={"absent_asked": "lead! member"},
        refuses={"for a guest": "done"}, elsewhere="done"),
    Act("decision.take_position", "member", "in_session declared silent",
        "decision.position_taken",
        mails={"position_taken": "colleague"},
        refuses=NO_ELECTOR | {
            "objects": "A1-4b-iii 409",
            "declared_over": "R-18 not now",
            "silence_over": "R-07 not now",
            **dict.fromkeys(ADOPTED.split(), "R-16 not now"),
        }),
    Act("decision.object", "member", "in_session declared silent", "decision.objected",
        mails={"objection": "officer lead"},
        refuses=NO_ELECTOR | {
            "no reason": "A1-4b-iii 422",
            "no wording": "A1-4b-iii 422",
            "objects already": "A1-4b-iii 409",
            "declared_over": OTHER_ROW,
            "silence_over": OTHER_ROW,
            "adopted": OTHER_ROW,
            "adopted_with_statements": OTHER_ROW,
        }),
    Act("decision.object_late", "member", f"silence_over declared_over {ADOPTED}",
        "decision.objected_late",
        mails={"objection": "officer lead"},
        refuses=NO_ELECTOR | {
            "in_session": OTHER_ROW, "declared": OTHER_ROW, "silent": OTHER_ROW}),
    Act("decision.revise_draft", "officer", "drafted", "decision.text_revised",
        refuses=IS_DECLARED | {
            "in_session": OTHER_ROW, "silent": "R-07 409", "silence_over": "R-07 409"}),
    Act("decision.revise_text", "officer", "in_session", "decision.text_revised",
        mails={"text_revised": ELECTORS},
        refuses=IS_DECLARED | {
            "drafted": OTHER_ROW, "silent": "R-07 409", "silence_over": "R-07 409"}),
    Act("decision.accommodate", "officer", f"silent in_session silence_over {DECLARED}",
        "decision.accommodated",
        moves="@objection maintained>accommodated",
        mails={"text_revised": ELECTORS},
        refuses={"none chosen": "A1-4b-iii 422", "too short": "R-07 422"}),
    Act("decision.adopt", "officer", "silence_over declared_over",
        "decision.adopted *>adopted",
        mails={"decision_ended": ELECTORS},
        refuses={
            "silent": "R-07 409",
            "in_session": "R-18 409",
            "declared": "R-18 409",
            "an objection stands": "A1-4b-iii 409",
        }),
    Act("decision.adopt_with_statement", "officer", "silence_over declared_over",
        "decision.adopted *>adopted_with_statements",
        mails={"decision_ended": ELECTORS},
        refuses={"silent": "R-07 409", "in_session": "R-18 409", "declared": "R-18 409"}),
    Act("decision.defer", "lead", OPEN, "decision.deferred *>deferred why",
        mails={"decision_ended": EVERYBODY}, refuses=IS_DECLARED),
    Act("decision.record_no_consensus", "lead", OPEN,
        "decision.no_consensus *>no_consensus why",
        mails={"decision_ended": EVERYBODY}, refuses=IS_DECLARED),
    Act("decision.withdraw", "lead", OPEN, "decision.withdrawn *>withdrawn why",
        mails={"decision_ended": EVERYBODY},
        refuses=IS_DECLARED | {"drafted": OTHER_ROW}),
    Act("decision.withdraw_draft", "officer", "drafted", "decision.withdrawn *>withdrawn why",
        mails={"decision_ended": "lead"},
        refuses=IS_DECLARED | dict.fromkeys(OPEN.split(), OTHER_ROW)),
    Act("decision.close_by_clock", NOBODY, "silence_over declared_over",
        "decision.adopted *>adopted",
        mails={"decision_ended": EVERYBODY}, elsewhere="done"),
    Act("decision.close_silence", NOBODY, "silence_over declared_over",
        "decision.adopted *>adopted",
        mails={"decision_ended": EVERYBODY}, elsewhere="done"),
    Act("decision.break_silence", NOBODY, "silence_over declared_over",
        "decision.silence_broken",
        mails={"silence_broken": "officer lead"},
        refuses={"told already": "done"}, elsewhere="done"),
    Act("objection.withdraw", "member", "maintained",
        "decision.objection_withdrawn @decision",
        moves="*>withdrawn",
        mails={"objection_withdrawn": "officer lead author"},
        refuses={
            "decision ended": "moved",
            "came late": "moved",
            "by former_speaker": "A1-4b-iii 403",
            "by lead": "A1-4b-iii 403",
            "by officer": "A1-4b-iii 403",
        }),
)

DECISION_PERMISSIONS = (
    Can("decision", "can_redraft", {RUN: "drafted"}),
    Can("decision", "can_decision_open", {RUN: "drafted"}),
    Can("decision", "is_elector", {
        ELECTORS: f"{OPEN} {DECLARED} {ADOPTED} deferred no_consensus withdrawn"}),
    Can("decision", "can_decision_position", {ELECTORS: f"{OPEN} {DECLARED} {ADOPTED}"}),
    Can("decision", "can_decision_declare", {RUN: "in_session"}),
    Can("decision", "can_decision_recall", {RUN: "declared"}),
    Can("decision", "can_revise_text", {RUN: "in_session"}),
    # Nothing is adopted over an objection, so this is asked before one is raised.
    Can("decision", "can_decision_adopt", {RUN: "silence_over declared_over"}),
    Can("decision", "can_accommodate", {RUN: f"{OPEN} {DECLARED}"}),
    # What is declared ends otherwise only over an objection, as it stands in these scenes.
    Can("decision", "can_decision_end", {RUN: f"drafted {OPEN} {DECLARED}"}),
    Can("decision", "reads_positions", {
        RUN: f"drafted {OPEN} {DECLARED} {ADOPTED} deferred no_consensus withdrawn",
        ELECTORS: f"{OPEN} {DECLARED} {ADOPTED} deferred no_consensus withdrawn",
    }),
    Can("objection", "can_objection_withdraw", {"member": "maintained"}),
)

# Reports of meetings (A1-4a-vi, R-13) -------------------------------------------------------

REPORT_NOUN = Noun("gmp_portal/meetings", "report", {
    "draft": "draft",
    "comments": "comments",
    "comments_over": "comments",
    "adopted": "adopted",  # its file is being made
    "with_file": "adopted",
    "asked_for": "adopted",  # published as soon as its file is made
    "published": "published",
})

REPORT_ACTS = (
    Act("report.save", "lead", "draft comments comments_over", "meeting_report.saved",
        refuses={"nothing new": "done"}),
    Act("report.open_comments", "lead", "draft", "meeting_report.comments_opened *>comments",
        mails={"report_for_comments": "member guest"}),
    Act("report.comment", "member", "comments", "meeting_report.commented",
        mails={"report_commented": "second_officer"},
        refuses={
            "comments_over": "R-13 409", "by outsider": "R-13 403", "by excused": "R-13 403"}),
    Act("report.adopt", "lead", "comments_over", "meeting_report.adopted *>adopted",
        jobs="meetings.report_pdf",
        refuses={"comments": "R-13 409"}),
    Act("report.ask_for_publication", "lead", "adopted", "meeting_report.release_asked",
        refuses={"with_file": OTHER_ROW}),
    Act("report.publish", "lead", "with_file",
        """meeting_report.published *>published
           meeting.closed @meeting held>closed""",
        mails={"report_published": "lead! member guest"},
        refuses={"adopted": OTHER_ROW}),
    Act("report.attach_pdf", NOBODY, "adopted", "meeting_report.file_made",
        refuses={"asked_for": OTHER_ROW}, elsewhere="done"),
    Act("report.attach_and_publish", NOBODY, "asked_for",
        """meeting_report.file_made
           meeting_report.published ~officer *>published
           meeting.closed ~officer @meeting held>closed""",
        mails={"report_published": "lead member guest"},
        refuses={"adopted": OTHER_ROW},
        elsewhere="done"),
)

REPORT_PERMISSIONS = (
    Can("report", "can_report_edit", {RUN: "draft comments comments_over"}),
    Can("report", "can_report_open_comments", {RUN: "draft"}),
    Can("report", "can_report_comment", {"member guest": "comments comments_over"}),
    Can("report", "can_report_adopt", {RUN: "comments comments_over"}),
    Can("report", "can_report_publish", {RUN: "adopted with_file"}),
)

# Seats and chairs of the Advisory Group (Annex 1, 3) ---------------------------------------------
# The chair and the seated one are its members; the former one chaired it once.

SEAT_NOUNS = (
    Noun("advisory_group", "nominating_area", {"established": "established"}, partial=True),
    Noun("advisory_group", "place", {"any": ""}),
    Noun("advisory_group", "seat_invitation", {
        "invited": "invited",
        "accepted": "accepted",
        "declined": "declined",
        "withdrawn": "withdrawn",
    }),
    # "over" ended yesterday, and its right is still there
    Noun("advisory_group", "seat", {"running": "", "over": "", "ended": ""}),
    Noun("advisory_group", "chair_term", {
        "running": "", "ending": "", "over": "", "ended": ""}),
)

SEAT_ACTS = (
    Act("nominating_area.nominate", "lead", "established", "nomination.made @result why",
        mails={"nominated": "deciders", "nominated_person": "member"},
        refuses={
            "no confirmed partner": "A1-3c-ii 409",
            "another area": "A1-3c-ii 409",
            "does not speak": "A1-3c-ii 409",
            "nominated already": "A1-3c-ii 409",
        }),
    Act("place.invite", "officer", "any", "invitation.recorded @result >invited",
        mails={"invited": "invitee"},
        refuses={
            "staff": "A1-3e 409",
            "no confirmed partner": "A1-2e 409",
            "leads no area": "A1-3c-i 409",
            "no nomination": "A1-3c-ii 409",
            "nomination of another": "A1-3c-ii 409",
            "no gap": "A1-3c-iii 409",
            "no end": "A1-3c-T 409",
            "seated already": "A1-3a 409",
            "invited already": "A1-3a 409",
            "no seat left": "A1-3a 409",
        }),
    Act("seat_invitation.accept", "invitee", "invited",
        """invitation.accepted *>accepted
           seat.taken @result >current""",
        mails={"accepted": "deciders"},
        grants={"serve_seat": "invitee"},
        refuses={
            "staff now": "A1-3e 409", "by seated": "A1-3e 403", "by officer": "A1-3e 403"}),
    Act("seat_invitation.decline", "invitee", "invited", "invitation.declined *>declined why",
        mails={"declined": "deciders"},
        refuses={"by seated": "A1-3e 403", "by officer": "A1-3e 403"}),
    Act("seat_invitation.withdraw", "officer", "invited",
        "invitation.withdrawn *>withdrawn why",
        mails={"invitation_withdrawn": "invitee"}),
    Act("seat.end", "officer", "running", "seat.ended why",
        mails={"seat_ended": "seated chair"},
        revokes={"serve_seat": "seated"},
        refuses={"before it began": "A1-3a 409"}, elsewhere="A1-3a 409"),
    Act("seat.end_later", "officer", "running", "seat.ended why",
        mails={"seat_ended": "seated chair"}, elsewhere="A1-3a 409"),
    Act("seat.declare", "seated", "running", "seat.declared",
        refuses={"by chair": "A1-3b-4 403", "by officer": "A1-3b-4 403"},
        elsewhere="A1-3b-4 409"),
    Act("seat.take_back_rights", NOBODY, "over",
        revokes={"serve_seat": "seated"}, elsewhere="done"),
    Act("place.draft_election", "chair", "any", "decision.drafted @result >drafted",
        refuses={"drafted already": "done"}),
    Act("place.elect", "officer", "any", "chair.elected @result >co_chair",
        mails={"elected": "seated chair"},
        grants={"preside_chairterm": "seated"},
        refuses={
            "not adopted": "A1-3d-1 409",
            "by an area": "A1-3d-1 409",
            "about nothing": "A1-3d-1 409",
            "about another": "A1-3d-1 409",
            "for another term": "A1-3d-1 409",
            "no seat": "A1-3d-1 409",
            "two terms already": "A1-3d-3 409",
            "beside the chair": "A1-3d-1 409",
        }),
    Act("chair_term.end", "officer", "running ending", "chair.ended why",
        mails={"chair_ended": "chair seated"},
        revokes={"preside_chairterm": "chair"},
        refuses={"before it began": "A1-3d-2 409"}, elsewhere="A1-3d-2 409"),
    Act("chair_term.end_later", "officer", "running ending", "chair.ended why",
        mails={"chair_ended": "chair seated"}, elsewhere="A1-3d-2 409"),
    Act("chair_term.remind", NOBODY, "running ending over ended",
        mails={"chair_ends_soon": "chair deciders"},
        refuses={"reminded already": "done"}),
    Act("chair_term.remind_by_clock", NOBODY, "ending",
        mails={"chair_ends_soon": "chair deciders"}, elsewhere="done"),
    Act("chair_term.take_back_rights", NOBODY, "over",
        revokes={"preside_chairterm": "chair"}, elsewhere="done"),
)

SEAT_PERMISSIONS = (
    Can("nominating_area", "can_nominate", {"lead": "established"}),
    Can("place", "is_officer", {"deciders": "any"}),
    Can("place", "is_member", {"chair seated": "any"}),
    Can("place", "chairs", {"chair": "any"}),
    Can("place", "steers", {"deciders chair": "any"}),
    Can("place", "can_see_board", {"deciders": "any"}),
    Can("place", "can_invite", {"deciders": "any"}),
    Can("place", "can_elect", {"deciders": "any"}),
    Can("place", "can_chair_draft_decision", {"deciders chair": "any"}),
    Can("seat_invitation", "can_accept", {"invitee": "invited"}),
    Can("seat_invitation", "can_decline", {"invitee": "invited"}),
    Can("seat_invitation", "can_withdraw", {"deciders": "invited"}),
    Can("seat", "can_seat_end", {"deciders seated": "running"}),
    Can("seat", "can_declare", {"seated": "running"}),
    Can("chair_term", "can_chair_end", {"deciders chair": "running ending"}),
)

# Reviews of plans by the Advisory Group (A1-3f-ii) -------------------------------------------
# The lead has a seat and stands aside, as "aside" does; the assessor has filed a checklist.

REVIEW_NOUNS = (
    Noun("advisory_group", "submitted_plan", {
        state: state for state in PLAN_STATES.split() if state not in ("draft", "superseded")
    }, partial=True),
    Noun("advisory_group", "reviewed_plan", {"under_review": "under_review"}, partial=True),
    # The version after one that was reviewed; the first point is taken up in its draft.
    Noun("advisory_group", "next_version", {
        "draft": "draft", "in_consensus": "in_consensus"}, partial=True),
    Noun("advisory_group", "review", {
        "open": "open",
        "due": "open",
        "concluded": "concluded",
        "handed_in": "concluded",
    }),
)
REVIEWERS = "chair seated assessor"

# The lead has a seat as well; whoever stands aside has no hand in the review.
ASIDE = {"by lead": "A1-3f-ii 403", "by aside": "A1-3f-ii 403"}
REVIEW_ACTS = (
    Act("submitted_plan.open_review", "officer", "under_review",
        "review.opened @result >open",
        mails={"review_opened": f"{REVIEWERS} aside", "review_opened_area": "lead"},
        refuses={"due yesterday": "A1-3f-ii 409", "reviewed already": "A1-3f-ii 409"},
        elsewhere="A1-3f-ii 409"),
    Act("next_version.take_up", "lead", "draft", "point.taken_up",
        refuses={"of another review": "A1-3f-ii 409"}),
    Act("next_version.say_otherwise", "lead", "draft", "point.taken_up",
        refuses={"said already": "done"}),
    Act("next_version.put_back", "lead", "draft", "point.put_back",
        refuses={"put back already": "done"}),
    Act("review.stand_aside", "seated", "open due", "review.stood_aside why", refuses=ASIDE),
    Act("review.comment", "seated", "open due", "review.commented", refuses=ASIDE),
    Act("review.assess", "seated", "open due", "review.assessed", refuses=ASIDE),
    Act("review.consolidate", "chair", "open due", "review.consolidated",
        mails={"recommendations_drafted": "lead"},
        refuses=ASIDE | {"nothing waits": "done"}),
    Act("review.recommend", "chair", "open due", "review.recommended", refuses=ASIDE),
    Act("review.word_anew", "chair", "open due", "review.recommended",
        refuses=ASIDE | {
            "answered already": "A1-3f-ii 409", "dropped meanwhile": "moved"}),
    Act("review.merge", "chair", "open due", "review.merged",
        refuses=ASIDE | {
            "answered already": "A1-3f-ii 409",
            "into itself": "A1-3f-ii 409",
            "into an answered one": "A1-3f-ii 409",
            "into another list": "A1-3f-ii 409",
        }),
    Act("review.drop", "chair", "open due", "review.dropped why",
        refuses=ASIDE | {"answered already": "A1-3f-ii 409"}),
    Act("review.answer", "lead", "open due concluded", "review.answered why",
        mails={"answered": "chair"},
        refuses={"dropped meanwhile": "moved"}),
    Act("review.conclude", "chair", "open due",
        """review.concluded *>concluded why
           plan.reviewed @plan under_review>recommendations_made""",
        mails={
            "review_concluded": "lead seated assessor aside", "areas/plan_reviewed": "lead"},
        refuses=ASIDE | {
            "not adopted": "A1-3f-ii 409",
            "by an area": "A1-3f-ii 409",
            "about nothing": "A1-3f-ii 409",
            "about another review": "A1-3f-ii 409",
            "nothing on the list": "A1-3f-ii 409",
            "no word on what is open": "A1-3f-ii 409",
            "aligned with points": "A1-3f-ii 409",
        }),
    Act("review.find_aligned", "officer", "open due",
        """review.concluded *>concluded
           plan.reviewed @plan under_review>aligned""",
        mails={
            "review_concluded": f"lead {REVIEWERS} aside", "areas/plan_reviewed": "lead"},
        refuses=ASIDE),
    Act("review.remind", NOBODY, "open due",
        mails={"review_due_soon": "chair seated"},
        refuses={"reminded already": "done"}, elsewhere="done"),
    Act("review.remind_by_clock", NOBODY, "due",
        mails={"review_due_soon": "chair seated"}, elsewhere="done"),
    Act("review.draft_decision", "chair", "open due",
        """review.decision_drafted
           decision.drafted @result >drafted""",
        refuses=ASIDE | {"drafted already": "done", "no outcome": "A1-3f-ii 422"}),
    Act("review.hand_in", "lead", "concluded",
        """review.handed_in
           plan.answered @plan recommendations_made>answered""",
        mails={"answers_handed_in": "deciders chair"},
        refuses={
            "an answer missing": "A1-3f-ii 409", "open": "A1-3f-ii 409", "due": "A1-3f-ii 409"}),
)

REVIEW_PERMISSIONS = (
    Can("submitted_plan", "can_review_open", {"deciders chair": "under_review"}),
    Can("reviewed_plan", "can_review_open"),
    Can("next_version", "can_take_up", {"lead": "draft"}),
    Can("review", "stands_aside", {"lead aside": "open due concluded handed_in"}),
    Can("review", "can_comment", {REVIEWERS: "open due"}),
    Can("review", "can_assess", {REVIEWERS: "open due"}),
    Can("review", "can_stand_aside", {REVIEWERS: "open due"}),
    Can("review", "can_consolidate", {"deciders chair": "open due"}),
    Can("review", "can_draft_decision", {"deciders chair": "open due"}),
    Can("review", "can_add", {"deciders chair": "open due"}),
    Can("review", "can_change", {"deciders chair": "open due"}),
    Can("review", "can_merge", {"deciders chair": "open due"}),
    Can("review", "can_drop", {"deciders chair": "open due"}),
    Can("review", "can_conclude", {"deciders chair": "open due"}),
    Can("review", "can_answer", {"lead": "open due concluded"}),
    Can("review", "can_read_comments", {
        f"deciders lead aside {REVIEWERS}": "open due concluded handed_in"}),
    Can("review", "can_hand_in", {"lead": "concluded"}),
)

# Reporting cycles (B7-1, B7-2, R-09) ---------------------------------------------------------

CYCLE_NOUNS = (
    Noun("reporting", "reporting_period", {"any": ""}),
    Noun("reporting", "cycle", {
        "open": "open",
        "due": "open",  # reports of partners are due today
        "assembling": "assembling",
        "closed": "closed",
    }),
)
TAKING = "open due assembling"

CYCLE_ACTS = (
    Act("reporting_period.open_cycle", "officer", "any", "cycle.opened @result >open",
        mails={
            "cycle_opened": "lead member other_lead",
            "cycle_opened_lead": "lead other_lead",
        },
        refuses={
            "ends before it begins": "B7-1 422",
            "due before it begins": "B7-2 422",
            "areas before partners": "B7-2 422",
        }),
    Act("cycle.begin_assembly", "officer", "open due", "cycle.assembling *>assembling"),
    Act("cycle.close", "officer", "assembling", "cycle.closed *>closed"),
    Act("cycle.remind_partners", NOBODY, f"{TAKING} closed", "cycle.reminded",
        mails={"reminder": "lead member other_lead"},
        refuses={"reminded already": "done"}),
    Act("cycle.remind_leads", NOBODY, f"{TAKING} closed", "cycle.reminded",
        mails={"reminder": "lead other_lead"}),
    Act("cycle.remind_by_clock", NOBODY, "due", "cycle.reminded",
        mails={"reminder": "lead member other_lead"}, elsewhere="done"),
    Act("cycle.start_progress", "member", TAKING, "progress_report.started @result >draft",
        refuses={
            "not in the area": "A1-6a-i 403",
            "left the area": "A1-6a-i 403",
            "begun already": "done",
            "closed meanwhile": "B7-2 409",
        },
        elsewhere="B7-2 409"),
    Act("cycle.start_area_report", "lead", TAKING, "area_report.started @result >draft",
        refuses={"begun already": "done", "closed meanwhile": "B7-2 409"},
        elsewhere="B7-2 409"),
)

CYCLE_PERMISSIONS = (
    Can("reporting_period", "can_cycle_open", {"deciders": "any"}),
    Can("cycle", "can_begin_assembly", {"deciders": "open due"}),
    Can("cycle", "can_close", {"deciders": "assembling"}),
    Can("cycle", "can_progress_start", {"member": TAKING}),
    Can("cycle", "can_area_report_start", {"lead": TAKING}),
)

# Reports of partners and of areas (A1-6a-iii, A1-6b-vi, B7-6, B7-9) --------------------------

FILED_STATES = "draft submitted returned accepted"
FILED_NOUNS = (
    Noun("reporting", "progress_report", {state: state for state in FILED_STATES.split()}),
    # The only lead speaks for the partner that reports.
    Noun("reporting", "leads_own_report", {
        "draft": "draft", "submitted": "submitted"}, partial=True),
    Noun("reporting", "area_report", {state: state for state in FILED_STATES.split()}),
    Noun("reporting", "same_title", {
        "proposed": "reported", "settled": "reported"}, partial=True),
)

# A lead judges, and the secretariat only where no lead is of another organization.
NO_JUDGE = {
    "by member": "A1-6a-iii 403",
    "by colleague": "A1-6a-iii 403",
    "by officer": "A1-6a-iii 403",
}
FILED_ACTS = (
    Act("progress_report.save", NOBODY, "draft returned", moves="@activity reported>",
        elsewhere="A1-6a-iii 409"),
    Act("progress_report.submit", "member", "draft returned",
        "progress_report.submitted *>submitted",
        mails={"progress_submitted": "lead"},
        refuses={
            "cycle closed": "B7-2 409",
            "no activity": "A1-6a-iii 422",
            "no reason": "A1-6a-iii 422",
            "unfinished": "A1-6a-iii 422",
            "too long": "A1-6a-iii 422",
        }),
    Act("progress_report.send_back", "lead", "submitted",
        "progress_report.returned *>returned why",
        mails={"progress_returned": "member colleague"},
        refuses=NO_JUDGE),
    Act("progress_report.accept", "lead", "submitted", "progress_report.accepted *>accepted",
        mails={"progress_accepted": "member colleague"},
        refuses=NO_JUDGE),
    Act("leads_own_report.submit", "lead", "draft", "progress_report.submitted *>submitted",
        mails={"progress_submitted": "deciders"}),
    Act("leads_own_report.send_back", "officer", "submitted",
        "progress_report.returned *>returned why",
        mails={"progress_returned": "lead"},
        refuses={"by lead": "A1-6a-iii 403"}),
    Act("leads_own_report.accept", "officer", "submitted",
        "progress_report.accepted *>accepted",
        mails={"progress_accepted": "lead"},
        refuses={"by lead": "A1-6a-iii 403"}),
    Act("area_report.save", NOBODY, "draft returned", elsewhere="A1-6b-vi 409"),
    Act("area_report.submit", "lead", "draft returned", "area_report.submitted *>submitted",
        mails={"area_report_submitted": "deciders"},
        refuses={
            "cycle closed": "B7-2 409",
            "no assessment": "B7-6 422",
            "no rating": "B7-6 422",
            "too long": "A1-6b-vi 422",
        }),
    Act("area_report.send_back", "officer", "submitted", "area_report.returned *>returned why",
        mails={"area_report_returned": "lead"},
        refuses={"by lead": "B7-1 403"}),
    Act("area_report.accept", "officer", "submitted", "area_report.accepted *>accepted",
        mails={"area_report_accepted": "lead"},
        refuses={"by lead": "B7-1 403"}),
)

FILED_PERMISSIONS = (
    Can("progress_report", "can_progress_edit", {"member colleague": "draft returned"}),
    Can("progress_report", "can_progress_submit", {"member colleague": "draft returned"}),
    Can("progress_report", "can_progress_accept", {"lead": "submitted"}),
    Can("progress_report", "can_progress_send_back", {"lead": "submitted"}),
    Can("leads_own_report", "can_progress_accept", {"deciders": "submitted"}),
    Can("leads_own_report", "can_progress_send_back", {"deciders": "submitted"}),
    Can("same_title", "can_activity_join", {"member": "proposed"}),
    Can("same_title", "can_activity_keep_apart", {"member": "proposed"}),
    Can("area_report", "can_area_report_edit", {"lead": "draft returned"}),
    Can("area_report", "can_area_report_submit", {"lead": "draft returned"}),
    Can("area_report", "can_area_report_accept", {"deciders": "submitted"}),
    Can("area_report", "can_area_report_send_back", {"deciders": "submitted"}),
)

# Reports of UNEP (B7-4, A1-6c-ii) --------------------------------------------------------------
# The officer froze the report, so another person approves it.

UNEP_STATES = "assembled frozen typeset approved published"
UNEP_NOUNS = (
    Noun("reporting", "unep_desk", {"any": ""}),
    Noun("reporting", "unep_report", {state: state for state in UNEP_STATES.split()}),
)

UNEP_ACTS = (
    Act("unep_desk.assemble", "officer", "any", "report.assembled @result >assembled"),
    Act("unep_desk.keep", "officer", "any", "report.assembled @result >assembled",
        refuses={"symbol taken": "A1-6c-ii 422"}),
    Act("unep_desk.import_report", "officer", "any", "report.imported @result >assembled"),
    Act("unep_report.edit", "officer", "assembled", "report.edited",
        refuses={"symbol taken": "A1-6c-ii 422"}, elsewhere="A1-6c-ii 409"),
    Act("unep_report.remove_text", "officer", "assembled", "report.text_removed",
        elsewhere="A1-6c-ii 409"),
    Act("unep_report.bring_text_back", "officer", "assembled", "report.text_brought_back",
        refuses={"back already": "A1-6c-ii 409"}, elsewhere="A1-6c-ii 409"),
    Act("unep_report.freeze", "officer", "assembled", "report.frozen *>frozen",
        jobs="reporting.typeset",
        refuses={"no text": "A1-6c-ii 422"}),
    Act("unep_report.thaw", "officer", "frozen typeset approved",
        "report.thawed *>assembled why"),
    Act("unep_report.attach_pdf", NOBODY, "frozen", "report.typeset *>typeset",
        mails={"report_typeset": "second_officer head"}, elsewhere="done"),
    Act("unep_report.retry", "officer", "frozen", "report.retried",
        refuses={"no job": "A1-6c-ii 409"}, elsewhere="A1-6c-ii 409"),
    Act("unep_report.approve", "second_officer", "typeset", "report.approved *>approved",
        refuses={"by officer": "A1-6c-ii 403"}),
    Act("unep_report.publish", "officer", "approved", "report.published *>published",
        mails={"report_published": "lead deciders"}),
    Act("unep_report.correct", "officer", "published",
        """report.corrected
           report.assembled @result >assembled""",
        elsewhere="A1-6c-ii 409"),
)

UNEP_PERMISSIONS = (
    Can("unep_desk", "can_assemble", {"deciders": "any"}),
    Can("unep_report", "can_edit", {"deciders": "assembled"}),
    Can("unep_report", "can_block_add", {"deciders": "assembled"}),
    Can("unep_report", "can_block_remove", {"deciders": "assembled"}),
    Can("unep_report", "can_block_bring_back", {"deciders": "assembled"}),
    Can("unep_report", "can_freeze", {"deciders": "assembled"}),
    Can("unep_report", "can_thaw", {"deciders": "frozen typeset approved"}),
    Can("unep_report", "can_approve", {"second_officer head": "typeset"}),
    Can("unep_report", "can_publish", {"deciders": "approved"}),
    Can("unep_report", "can_correct", {"deciders": "published"}),
    Can("unep_report", "can_retry", {"deciders": "frozen"}),
    Can("unep_report", "can_follow", {"deciders": UNEP_STATES}),
)

# Texts of past documents (B7-4): settled piece by piece, then taken over as a report ------------

IMPORT_NOUN = Noun(
    "reporting",
    "imported_text",
    {
        "reading": "reading",
        "settling": "settling",
        "settled": "settling",  # nothing is unsure any more
        "taken_over": "taken_over",
        "discarded": "discarded",
    },
)
IMPORT_STATES = " ".join(IMPORT_NOUN.scenes)
STALE = {"another version": "B7-4 409"}

IMPORT_ACTS = (
    Act("unep_desk.bring_in", "officer", "any", "import.begun @result >reading",
        jobs="reporting.read_text"),
    Act("imported_text.keep_reading", NOBODY, "reading", "import.read *>settling",
        elsewhere="done"),
    Act("imported_text.settle", "officer", "settling settled", "import.settled",
        refuses=STALE | {"a line lost": "B7-4 409", "a line doubled": "B7-4 409"},
        elsewhere="B7-4 409"),
    Act("imported_text.undo", "officer", "settling settled", "import.undone",
        refuses=STALE | {"no step": "B7-4 409"}, elsewhere="B7-4 409"),
    Act("imported_text.fill_first_page", "officer", "settling settled", "import.filled",
        elsewhere="B7-4 409"),
    Act("imported_text.take_over", "officer", "settled",
        """report.imported @result >assembled
           import.taken_over *>taken_over""",
        refuses=STALE | {"settling": "B7-4 409", "unsure": "B7-4 409", "no title": "B7-4 422",
                         "a line lost": "B7-4 409"}),
    Act("imported_text.discard", "officer", "reading settling settled",
        "import.discarded *>discarded", refuses=STALE),
)
IMPORT_PERMISSIONS = (
    Can("unep_desk", "can_import_start", {"deciders": "any"}),
    Can("imported_text", "can_import_settle", {"deciders": "settling settled"}),
    Can("imported_text", "can_import_start_over", {"deciders": "settling settled"}),
    Can("imported_text", "can_import_undo", {"deciders": "settling settled"}),
    Can("imported_text", "can_import_first_page", {"deciders": "settling settled"}),
    Can("imported_text", "can_import_take_over", {"deciders": "settled"}),
    Can("imported_text", "can_import_discard", {"deciders": "reading settling settled"}),
    Can("imported_text", "can_import_follow", {"deciders": IMPORT_STATES}),
)

# The secretariat itself, and its working rules (A1-6c-i, P-23) ---------------------------------

WEBSITE_NOUNS = (
    Noun("gmp_portal/website", "secretariat", {"any": ""}),
    Noun("gmp_portal/website", "staff_term", {"running": "", "ended": ""}),
    Noun("gmp_portal/website", "reader", {"any": ""}),
    Noun("gmp_portal/website", "newcomer", {"old": "", "new": "", "confirmed": "", "used": ""}),
    # The clock does what is due.
    Noun("gmp_portal/website", "erasure", {
        "waiting": "waiting", "due": "waiting", "taken_back": "taken_back", "done": "done"}),
    Noun("gmp_portal/website", "held_erasure", {"due": "waiting"}, partial=True),
    # The secretariat recorded it for somebody who asked on paper.
    Noun("gmp_portal/website", "recorded_erasure", {"waiting": "waiting"}, partial=True),
    Noun("gmp_portal/website", "calendar_address", {"valid": "", "revoked": ""}),
    # The officer has it; or somebody who acts for UNEP no more.
    Noun("gmp_portal/website", "holding", {"held": "", "left": ""}),
    Noun("gmp_portal/website", "saved_filter", {"kept": ""}),
    Noun("gmp_portal/website", "announcement", {"draft": "draft", "held": "held", "sent": "sent"}),
    Noun("gmp_portal/website", "newsletter_issue", {"held": "held"}, partial=True),
    Noun("gmp_portal/website", "notice", {"shown": "", "ended": ""}),
    Noun("gmp_portal/website", "mail_text", {"written": "", "reset": ""}),
    Noun("gmp_portal/website", "reminder_rule", {"chosen": ""}),
    Noun("gmp_portal/website", "bulk", {
        "frozen": "frozen", "running": "running", "done": "done"}),
    Noun("gmp_portal/website", "impersonation", {"running": "", "ended": ""}),
    Noun("gmp_portal/website", "two_accounts", {"any": ""}),
    Noun("gmp_portal/website", "account_merge", {
        "made": "made",
        "old": "made",  # merged 31 days ago
        "undone": "undone",
    }),
    Noun("gmp_portal/website", "job", {"failing": "", "parked": "", "waiting": "", "done": ""}),
)

WEBSITE_ACTS = (
    Act("secretariat.appoint", "admin", "any", "staff.appointed @result",
        refuses={"holds it already": "A1-6c-i 409"}),
    Act("secretariat.change_rule", "officer", "any", "rule.changed @result why",
        refuses={
            "no reason": "R-09 422", "from today on": "R-09 409", "decided already": "R-09 409"}),
    Act("staff_term.end", "admin", "running", "staff.ended why",
        refuses={"before it began": "A1-6c-i 409", "longer than it was": "A1-6c-i 409"},
        elsewhere="A1-6c-i 409"),
    Act("reader.make_calendar_address", "reader", "any", "calendar.address_made @result",
        refuses={"has one": "R-16 409", "by deactivated": "B2-3 403"}),
    Act("calendar_address.renew", "reader", "valid",
        "calendar.address_revoked\ncalendar.address_made @result",
        refuses={"by stranger": "B2-3 403"}, elsewhere="R-16 409"),
    Act("calendar_address.revoke", "reader", "valid", "calendar.address_revoked",
        refuses={"by stranger": "B2-3 403"}, elsewhere="R-16 409"),
    Act("newcomer.empty_account", NOBODY, "old", "account.emptied",
        refuses=dict.fromkeys(("new", "confirmed", "used"), OTHER_ROW)),
    Act("newcomer.empty_account_in_vain", NOBODY, "new confirmed used",
        refuses={"old": OTHER_ROW}),
    Act("reader.subscribe", NOBODY, "any", mails={"newsletter_asked": "None"}),
    Act("reader.choose_newsletters", "reader", "any", "newsletter.subscribed @result",
        refuses={"by deactivated": "R-62 403"}),
    Act("reader.choose_reminders", "reader", "any", "own_reminder.chosen @result",
        refuses={"none": "R-61 422", "of others": "R-61 422", "by deactivated": "R-61 403"}),
    Act("reader.ask_erasure", "reader", "any", "erasure.asked @result >waiting",
        mails={"erasure_asked": "reader!"},
        refuses={
            "asked already": "R-49 409", "holds an office": "R-49 409",
            "has a draft": "R-49 409", "by deactivated": "R-49 403"}),
    Act("reader.record_erasure", "officer", "any",
        "erasure.recorded @result >waiting why",
        mails={"erasure_recorded": "reader!"},
        refuses={
            "asked already": "R-49 409", "holds an office": "R-49 422",
            "has a draft": "R-49 422", "one's own": "R-64 422", "day to come": "R-64 422",
            "no reason": "R-64 422", "removed already": "R-64 409",
            "by admin": "R-64 403", "by reader": "R-64 403"}),
    Act("recorded_erasure.take_back", "second_officer", "waiting",
        "erasure.taken_back *>taken_back", refuses={"by stranger": "R-49 403"}),
    Act("reader.copy_data", "reader", "any", "own_data.copied @result",
        refuses={"by deactivated": "R-50 403"}),
    Act("erasure.take_back", "reader", "waiting due", "erasure.taken_back *>taken_back",
        refuses={"by stranger": "R-49 403"}, elsewhere="R-49 not now"),
    Act("erasure.carry_out", NOBODY, "due", "erasure.done waiting>done",
        refuses=dict.fromkeys(("waiting", "taken_back", "done"), OTHER_ROW)),
    Act("held_erasure.carry_out", NOBODY, "due", "erasure.held_up",
        mails={"erasure_held_up": "reader!"}),
    Act("erasure.carry_out_in_vain", NOBODY, "waiting taken_back done",
        refuses={"due": OTHER_ROW}),
    Act("secretariat.take", "officer", "any", "work.taken @result",
        refuses={
            "done meanwhile": "R-16 409", "somebody has it": "R-16 409",
            "by admin": "A1-6c-i 403", "by former_officer": "A1-6c-i 403"}),
    Act("holding.take", "second_officer", "left", "work.taken", elsewhere="R-16 409"),
    Act("holding.put_back", "officer", "held", "work.put_back",
        refuses={"by second_officer": "A1-6c-i 403", "by admin": "A1-6c-i 403"},
        elsewhere="A1-6c-i 403"),
    Act("holding.hand_over", "officer", "held", "work.handed_over",
        mails={"work_handed_over": "second_officer"},
        refuses={
            "to a stranger": "A1-6c-i 409", "to a former officer": "A1-6c-i 409",
            "by second_officer": "A1-6c-i 403", "by admin": "A1-6c-i 403"},
        elsewhere="A1-6c-i 403"),
    Act("secretariat.keep_filter", "officer", "any", "filter.kept @result",
        refuses={
            "shows everything": "R-16 422", "of this name": "R-16 422",
            "ten already": "R-16 422", "by admin": "A1-6c-i 403"}),
    Act("saved_filter.remove", "officer", "kept", "filter.removed",
        refuses={"by second_officer": "A1-6c-i 403"}),
    Act("secretariat.start_announcement", "officer", "any",
        "announcement.started @result >draft", refuses={"by admin": "A1-6c-i 403"}),
    Act("secretariat.start_notice", "officer", "any", "notice.started @result",
        refuses={"over already": "A1-6c-i 422", "by admin": "A1-6c-i 403"}),
    Act("notice.end", "second_officer", "shown", "notice.ended",
        refuses={"by admin": "A1-6c-i 403"}, elsewhere="R-16 not now"),
    Act("secretariat.write_mail_text", "officer", "any", "mail_text.written @result",
        refuses={
            "unknown place": "R-54 422", "two lines": "R-54 422", "too long": "R-54 422",
            "by admin": "R-54 403"}),
    Act("secretariat.choose_days", "officer", "any", "reminder.changed @result why",
        refuses={
            "none": "R-61 422", "too many": "R-61 422", "too early": "R-61 422",
            "afterwards": "R-61 422", "too late": "R-61 422", "beforehand": "R-61 422",
            "by admin": "R-61 403"}),
    Act("reminder_rule.choose_in_vain", "second_officer", "chosen",
        refuses={"by admin": "R-61 403"}),
    Act("mail_text.reset", "second_officer", "written", "mail_text.reset",
        refuses={"by admin": "R-54 403", "reset": OTHER_ROW}),
    Act("mail_text.reset_in_vain", "second_officer", "reset", refuses={"written": OTHER_ROW}),
    Act("secretariat.choose_letters", "officer", "any", "bulk.frozen @result >frozen",
        refuses={"none": "R-53 422", "too many": "R-53 422", "by admin": "R-53 403"}),
    Act("bulk.release", "officer", "frozen", "bulk.released frozen>running", jobs="website.bulk",
        refuses={
            "another list": "R-53 422", "a letter more": "R-53 422",
            "none is possible": "R-53 422", "a long list": "R-53 422",
            "by second_officer": "R-53 403", "by admin": "R-53 403"},
        elsewhere="R-53 not now"),
    Act("bulk.finish", NOBODY, "running", "bulk.done running>done",
        refuses=dict.fromkeys(("frozen", "done"), OTHER_ROW)),
    Act("bulk.finish_in_vain", NOBODY, "frozen done", refuses={"running": OTHER_ROW}),
    Act("secretariat.look", "head", "any", "impersonation.begun @result why",
        refuses={
            "no reason": "R-52 422", "an officer's eyes": "R-52 422", "the own eyes": "R-52 422",
            "by officer": "R-52 403", "by admin": "R-52 403"}),
    Act("impersonation.end", "head", "running", "impersonation.ended",
        mails={"looked_through": "stranger"}, refuses={"ended": OTHER_ROW}),
    Act("impersonation.end_by_clock", NOBODY, "running", "impersonation.ended",
        mails={"looked_through": "stranger"}, refuses={"ended": OTHER_ROW}),
    Act("impersonation.end_in_vain", "head", "ended", refuses={"running": OTHER_ROW}),
    Act("two_accounts.merge", "head", "any",
        """account_merge.made @result >made why
           account.merged @kept
           account.merged_into @gone""",
        mails={"accounts_merged": "None kept!"},
        grants={"represent_partner": "kept"}, revokes={"represent_partner": "gone"},
        refuses={
            "an open letter": "R-58 409", "already merged": "R-58 409", "is leaving": "R-58 409",
            "closed": "R-58 409", "of the portal": "R-58 409",
            "by officer": "R-58 403", "by admin": "R-58 403"}),
    Act("two_accounts.tell_apart", "officer", "any",
        """account.told_apart @kept why
           account.told_apart @gone why""",
        refuses={"by admin": "R-58 403"}),
    Act("account_merge.undo", "officer", "made",
        """account_merge.undone *>undone
           account.taken_apart @kept
           account.stands_again @gone""",
        mails={"accounts_taken_apart": "kept gone"},
        grants={"represent_partner": "gone"}, revokes={"represent_partner": "kept"},
        refuses={
            "old": "R-56 409", "merged since": "R-56 409", "is leaving": "R-56 409",
            "own address removed": "R-56 409", "address taken": "R-56 409",
            "by admin": "R-58 403"}),
    Act("announcement.edit", "officer", "draft", "announcement.changed",
        refuses={"by admin": "A1-6c-i 403"}, elsewhere="R-41 not now"),
    Act("announcement.discard", "second_officer", "draft", "announcement.discarded draft>",
        refuses={"by admin": "A1-6c-i 403"}, elsewhere="R-41 not now"),
    Act("announcement.release", "officer", "draft", "announcement.released draft>held",
        refuses={
            "nobody fits": "R-41 422", "another list": "R-41 422", "a long list": "R-41 422",
            "by admin": "A1-6c-i 403"},
        elsewhere="R-41 not now"),
    Act("announcement.send", NOBODY, "held", "announcement.sent held>sent",
        mails={"announcement": "reader"}, refuses=dict.fromkeys(("draft", "sent"), OTHER_ROW)),
    Act("newsletter_issue.send", NOBODY, "held", "announcement.sent held>sent",
        mails={"newsletter": "None"}),
    Act("announcement.send_in_vain", NOBODY, "draft sent", refuses={"held": OTHER_ROW}),
    Act("announcement.recall", "second_officer", "held", "announcement.recalled held>draft",
        refuses={"by admin": "A1-6c-i 403"}, elsewhere="R-41 not now"),
    Act("job.retry", "admin", "failing parked", "job.retried", elsewhere="A1-6c-i 409"),
)

WEBSITE_PERMISSIONS = (
    Can("secretariat", "can_see_desk", {"deciders admin": "any"}),
    Can("secretariat", "can_retry", {"deciders admin": "any"}),
    Can("secretariat", "can_integrity_export", {"deciders admin": "any"}),
    Can("secretariat", "can_change_rule", {"deciders": "any"}),
    Can("secretariat", "can_simulate", {"deciders": "any"}),
    Can("secretariat", "can_record_mail_list", {"deciders": "any"}),
    Can("secretariat", "can_announcement_start", {"deciders": "any"}),
    Can("secretariat", "can_bulk_start", {"deciders": "any"}),
    Can("bulk", "is_visible", {"deciders": "frozen running done"}),
    Can("bulk", "can_bulk_release", {"officer": "frozen"}),
    Can("secretariat", "can_impersonation_begin", {"head": "any"}),
    Can("two_accounts", "can_account_merge_list", {"deciders": "any"}),
    Can("two_accounts", "can_account_merge_make", {"head": "any"}),
    Can("two_accounts", "can_account_merge_tell_apart", {"deciders": "any"}),
    Can("account_merge", "can_account_merge_follow", {"deciders": "made old undone"}),
    Can("account_merge", "can_account_merge_undo", {"deciders": "made"}),
    Can("account_merge", "is_visible", {"deciders": "made old undone"}),
    Can("secretariat", "can_mail_text_edit", {"deciders": "any"}),
    Can("secretariat", "can_reminder_edit", {"deciders": "any"}),
    Can("secretariat", "can_own_reminder_choose", {"signed_in": "any"}),
    Can("secretariat", "can_newsletter_choose", {"signed_in": "any"}),
    Can("secretariat", "can_notice_start", {"deciders": "any"}),
    Can("notice", "is_visible", {"deciders": "shown ended"}),
    Can("notice", "can_end", {"deciders": "shown"}),
    Can("announcement", "is_visible", {"deciders": "draft held sent"}),
    Can("announcement", "can_edit", {"deciders": "draft"}),
    Can("announcement", "can_discard", {"deciders": "draft"}),
    Can("announcement", "can_release", {"deciders": "draft"}),
    Can("announcement", "can_recall", {"deciders": "held"}),
    Can("secretariat", "can_keep_calendar_address", {"signed_in": "any"}),
    Can("secretariat", "can_file_reading_list", {"head": "any"}),
    Can("secretariat", "can_own_data_copy", {"signed_in": "any"}),
    Can("secretariat", "can_erasure_ask", {"signed_in": "any"}),
    Can("erasure", "can_erasure_take_back", {"reader": "waiting due"}),
    Can("recorded_erasure", "can_erasure_take_back", {"reader deciders": "waiting"}),
    Can("secretariat", "can_erasure_record", {"deciders": "any"}),
    Can("erasure", "is_visible", {"reader deciders": "waiting due taken_back done"}),
    Can("secretariat", "can_take", {"deciders": "any"}),
    Can("secretariat", "can_filter_keep", {"deciders": "any"}),
    Can("holding", "can_put_back", {"officer head": "held"}),
    Can("holding", "can_hand_over", {"officer head": "held"}),
)

# Mails that wait (N19) -----------------------------------------------------------------------

MAIL_STATES = "placed unplaced unread closed"
MAIL_NOUNS = (
    Noun("gmp_portal/incoming", "mail_desk", {"any": ""}),
    # Placed: it is known what it answers, but somebody else sent it.
    Noun("gmp_portal/incoming", "incoming_mail", {
        "placed": "", "unplaced": "", "unread": "", "closed": "", "taken": "", "dropped": ""}),
)
MAIL_ACTS = (
    Act("incoming_mail.accept", "officer", "placed", "incoming.accepted held>taken",
        refuses={
            "nobody takes it": "R-16 409",
            "by admin": "A1-6c-i 403", "by former_officer": "A1-6c-i 403",
            "by writer": "A1-6c-i 403"},
        elsewhere="R-16 not now"),
    Act("incoming_mail.drop", "officer", MAIL_STATES, "incoming.dropped held>dropped why",
        refuses={"by admin": "A1-6c-i 403", "by former_officer": "A1-6c-i 403"},
        elsewhere="R-16 not now"),
)
MAIL_PERMISSIONS = (
    Can("mail_desk", "can_see_held", {"deciders": "any"}),
    Can("incoming_mail", "can_accept", {"deciders": "placed"}),
    Can("incoming_mail", "can_drop", {"deciders": MAIL_STATES}),
    Can("incoming_mail", "is_visible", {
        "deciders": f"{MAIL_STATES} taken dropped", "writer": "taken"}),
)

# Who may know that a record exists ---------------------------------------------------------

VISIBILITY = (
    Can("invited", "is_visible", {
        "deciders representative colleague": "waiting expired accepted declined withdrawn"}),
    Can("holding", "is_visible", {"deciders": "held left"}),
    Can("imported_text", "is_visible", {"deciders": IMPORT_STATES}),
    Can("letter", "is_visible", {
        "anybody": "published correcting",
        "sender": f"draft {SENT}",
        "officers": SENT,
        "representative": ADMITTED,
    }),
    Can("partner", "is_visible", {
        "anybody": "confirmed inactive withdrawn", "deciders": "applicant"}),
    Can("area", "is_visible", {"anybody": "established closed", "signed_in": "proposed"}),
    Can("lead_term", "is_visible", {"anybody": "running ending ended"}),
    Can("topic", "is_visible", {"anybody": "open convened closed"}),
    Can("plan", "is_visible", {
        "anybody": "published superseded",
        "signed_in": "under_review recommendations_made aligned answered",
        "deciders lead member silent_member": "draft in_consensus agreed",
    }),
    Can("meeting", "is_visible", {
        "anybody": "convened begun held closed cancelled", RUN: "planned"}),
    Can("decision", "is_visible", {
        "anybody": ADOPTED,
        RUN: f"drafted {OPEN} {DECLARED} deferred no_consensus withdrawn",
        f"{ELECTORS} guest": f"{OPEN} {DECLARED} deferred no_consensus withdrawn",
    }),
    Can("report", "is_visible", {
        "anybody": "published",
        RUN: "draft comments comments_over adopted with_file asked_for",
        "member guest excused": "comments comments_over adopted with_file asked_for",
    }),
    Can("seat_invitation", "is_visible", {
        "deciders invitee": "invited accepted declined withdrawn"}),
    Can("seat", "is_visible", {"deciders seated": "running over ended"}),
    Can("review", "is_visible", {
        "anybody": "concluded handed_in", f"deciders lead aside {REVIEWERS}": "open due"}),
    Can("cycle", "is_visible", {"anybody": f"{TAKING} closed"}),
    Can("progress_report", "is_visible", {
        "anybody": "accepted",
        "deciders member colleague": "draft submitted returned",
        "lead": "submitted returned",
    }),
    Can("area_report", "is_visible", {
        "anybody": "accepted", "lead": "draft submitted returned",
        "deciders": "submitted returned"}),
    Can("unep_report", "is_visible", {
        "anybody": "published", "deciders": "assembled frozen typeset approved"}),
)

# Everything ----------------------------------------------------------------------------

NOUNS = (
    Noun("partners", "applicant", {"any": ""}),
    LETTER,
    Noun("partners", "typed_letter", {"draft": "draft"}, partial=True),
    Noun("partners", "corrected", {"draft": "draft"}, partial=True),
    Noun("partners", "letter_link", {
        "open": "", "upload": "", "accepted": "", "used": "", "expired": "", "revoked": ""}),
    Noun("partners", "unchecked", {"submitted": "submitted"}, partial=True),
    Noun("partners", "mail", {"came": ""}, partial=True),
    Noun("partners", "mailed", {"open": "", "settled": ""}),
    Noun("partners", "asked", {
        "early": "", "soon": "", "late": "", "reminded": "", "answered": ""}),
    Noun("partners", "old_draft", {
        "young": "draft", "old": "draft", "told": "draft", "due": "draft"}, partial=True),
    Noun("partners", "signature", {"open": "", "expired": "", "confirmed": ""}),
    Noun(
        "partners",
        "signed_letter",
        {
            "open": "confirmed",
            "settled": "confirmed",
            "half_cleared": "confirmed",
            "published": "published",
            "correcting": "published",
        },
        partial=True,
    ),
    PARTNER,
    Noun("partners", "partner_alone", {"confirmed": "confirmed"}, partial=True),
    Noun("partners", "speaking_term", {"running": "", "ended": ""}),
    Noun("partners", "last_term", {"last": ""}, partial=True),
    Noun("partners", "introducing", {"linked": ""}, partial=True),
    Noun("partners", "silent_partner", {
        "silent": "confirmed", "heard_of": "confirmed", "inactive": "inactive"},
        partial=True),
    Noun("partners", "asked_partner", {"asked": "confirmed"}, partial=True),
    Noun("partners", "returning_partner", {"inactive": "inactive"}, partial=True),
    Noun("partners", "silence", {
        "asked": "asked", "soon": "asked", "over": "asked", "stays": "stays",
        "leaves": "leaves", "inactive": "inactive", "dropped": "dropped"}),
    Noun("partners", "statement", {
        "said": "said", "due": "said", "taken_back": "taken_back", "done": "done"}),
    Noun("partners", "past_letter", {"kept": "", "withdrawn": ""}),
    Noun("partners", "invited", {
        "waiting": "waiting", "expired": "waiting", "accepted": "accepted",
        "declined": "declined", "withdrawn": "withdrawn"}),
    Noun("partners", "handed_over", {"waiting": "waiting"}, partial=True),
    Noun("partners", "followed_inside", {"waiting": "waiting"}, partial=True),
    Noun("partners", "join_request", {
        "asked": "asked", "accepted": "accepted", "refused": "refused"}),
    *TABLE_NOUNS,
    *MERGE_NOUNS,
    *AREA_NOUNS,
    *PLAN_NOUNS,
    *OPPORTUNITY_NOUNS,
    *MEETING_NOUNS,
    *DECISION_NOUNS,
    REPORT_NOUN,
    *SEAT_NOUNS,
    *REVIEW_NOUNS,
    *CYCLE_NOUNS,
    *FILED_NOUNS,
    *UNEP_NOUNS,
    IMPORT_NOUN,
    *WEBSITE_NOUNS,
    *MAIL_NOUNS,
)
ACTS = (
    *LETTER_ACTS,
    *DRAFT_ACTS,
    *SIGNATURE_ACTS,
    *PARTNER_ACTS,
    *TABLE_ACTS,
    *MERGE_ACTS,
    *AREA_ACTS,
    *PLAN_ACTS,
    *OPPORTUNITY_ACTS,
    *MEETING_ACTS,
    *DECISION_ACTS,
    *REPORT_ACTS,
    *SEAT_ACTS,
    *REVIEW_ACTS,
    *CYCLE_ACTS,
    *FILED_ACTS,
    *UNEP_ACTS,
    *IMPORT_ACTS,
    *WEBSITE_ACTS,
    *MAIL_ACTS,
)
PERMISSIONS = (
    *LETTER_PERMISSIONS,
    *SIGNATURE_PERMISSIONS,
    *PARTNER_PERMISSIONS,
    *TABLE_PERMISSIONS,
    *MERGE_PERMISSIONS,
    *AREA_PERMISSIONS,
    *PLAN_PERMISSIONS,
    *OPPORTUNITY_PERMISSIONS,
    *MEETING_PERMISSIONS,
    *DECISION_PERMISSIONS,
    *REPORT_PERMISSIONS,
    *SEAT_PERMISSIONS,
    *REVIEW_PERMISSIONS,
    *WEBSITE_PERMISSIONS,
    *MAIL_PERMISSIONS,
    *CYCLE_PERMISSIONS,
    *FILED_PERMISSIONS,
    *UNEP_PERMISSIONS,
    *IMPORT_PERMISSIONS,
    *VISIBILITY,
)
