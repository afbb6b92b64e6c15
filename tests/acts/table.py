"""The table of acts: state by act by role, with what is written, posted and refused.

``notation.py`` explains the columns. Everything is compared exactly: an entry more or less in
the ledger, a mail more or less, another reader, another right is a failure.
"""

# fmt: off
from tests.acts.notation import Act, Can, Noun

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

# Everything ----------------------------------------------------------------------------

NOUNS = (
    Noun("partners", "applicant", {"any": ""}),
    LETTER,
    PARTNER,
    Noun("partners", "partner_alone", {"confirmed": "confirmed"}, partial=True),
    Noun("partners", "join_request", {
        "asked": "asked", "accepted": "accepted", "refused": "refused"}),
)
ACTS = (*LETTER_ACTS, *PARTNER_ACTS)
PERMISSIONS = (*LETTER_PERMISSIONS, *PARTNER_PERMISSIONS)
