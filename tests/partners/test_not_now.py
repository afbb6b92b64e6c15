"""The right person in the wrong state reads why, and what to do next."""

import pytest

from gmp_portal import rulebook
from gmp_portal.accounts.rights import stands_at
from partners import permissions
from partners.models import Partner
from tests.factories.partners import (
    LETTER_STATES,
    JoinRequestFactory,
    LetterFactory,
    PartnerFactory,
    PartnerStatementFactory,
    RepresentativeFactory,
    SilenceQuestionFactory,
)

pytestmark = pytest.mark.django_db
# Nobody is told these: the record is there in every state.
ALWAYS = {
    *("see_original", "see_names", "rename", "consent", "introduction_revoke"),
    *("contact_confirm", "partner_describe", "partner_edit"),
}
KINDS = (
    permissions.LETTER,
    permissions.PARTNER,
    permissions.TERM,
    permissions.REQUEST,
    permissions.INVITATION,
)

LETTERS = [
    ("can_edit", "submitted", "its text stays"),
    ("can_discard", "submitted", "Only a draft can be deleted"),
    ("can_submit", "submitted", "on its way already"),
    ("can_answer", "submitted", "No question is open"),
    ("can_withdraw", "draft", "delete the draft instead"),
    ("can_withdraw", "confirmed", "use the page of the partner"),
    ("can_withdraw", "declined", "begin a new one"),
    ("can_signature_ask", "submitted", "there is nobody to ask"),
    ("can_checklist", "draft", "has not been sent yet"),
    ("can_checklist", "proposed", "settle that first"),
    ("can_checklist", "withdrawn", "nothing left to decide"),
    ("can_checklist", "published", "decided already"),
    ("can_request_information", "asked", "wait for the answers"),
    ("can_request_information", "published", "decided already"),
    ("can_confirm", "asked", "while questions to the sender are open"),
    ("can_confirm", "proposed", "settle that first"),
    ("can_confirm", "submitted", "all questions"),
    ("can_confirm", "published", "decided already"),
    ("can_propose_decline", "proposed", "a second person decides"),
    ("can_propose_decline", "published", "decided already"),
    ("can_decline", "submitted", "propose it first"),
    ("can_decline", "declined", "decided already"),
    ("can_drop_decline", "submitted", "propose it first"),
    ("can_clear", "submitted", "confirm it first"),
    ("can_clear", "cleared", "reopen the clearance"),
    ("can_clear", "published", "propose a correction"),
    ("can_second_clearance", "confirmed", "clear it first"),
    ("can_second_clearance", "cleared", "it can be published"),
    ("can_second_clearance", "published", "between confirmation and publication"),
    ("can_reopen_clearance", "confirmed", "clear the letter first"),
    ("can_reopen_clearance", "published", "propose a correction"),
    ("can_publish", "confirmed", "clear it first"),
    ("can_publish", "waits_for_file", "try again in a minute"),
    ("can_publish", "published", "propose a correction"),
]
PARTNERS = [
    ("can_deactivate", "applicant", "decide on the letter"),
    ("can_deactivate", "inactive", "made active again"),
    ("can_reactivate", "applicant", "decide on the letter"),
    ("can_reactivate", "confirmed", "nothing to undo"),
    ("can_partner_withdraw", "applicant", "withdraw your letter"),
    ("can_partner_withdraw", "withdrawn", "can take it back"),
    ("can_appoint", "applicant", "before UNEP has confirmed"),
    ("can_join_request_ask", "withdrawn", "send a letter of intent"),
    ("can_deactivate", "confirmed", "once it has been asked"),
    ("can_silence_ask", "inactive", "Only partners that take part"),
    ("can_silence_leave_alone", "applicant", "Only partners that take part"),
    ("can_past_letter_add", "applicant", "is no partner yet"),
    ("can_statement_record", "withdrawn", "can take it back"),
    ("can_statement_return", "confirmed", "nothing to say"),
    ("can_statement_return", "withdrawn", "new letter of intent"),
]


@pytest.mark.parametrize(("name", "state", "words"), LETTERS)
def test_a_step_on_a_letter_says_what_to_do_next(name, state, words):
    letter = LetterFactory.create(**LETTER_STATES[state])
    permission = getattr(permissions, name)

    refusal = permission.otherwise(letter)

    assert not permission.fits(letter)
    assert words in refusal.message
    assert rulebook.clause(refusal.clause)


@pytest.mark.parametrize(("name", "state", "words"), PARTNERS)
def test_a_step_on_a_partner_says_what_to_do_next(name, state, words):
    partner = PartnerFactory.create(status=state, participation=None)
    permission = getattr(permissions, name)

    refusal = permission.otherwise(partner)

    assert not permission.fits(partner)
    assert words in refusal.message
    assert rulebook.clause(refusal.clause)


def test_what_is_open_already_is_not_begun_again():
    asked = SilenceQuestionFactory.create().partner
    leaving = PartnerStatementFactory.create().partner
    back = PartnerFactory.create(inactive=True)
    PartnerStatementFactory.create(partner=back, returns=True)
    rows = [
        (permissions.can_silence_ask, asked, "has been asked already"),
        (permissions.can_statement_record, leaving, "take that back first"),
        (permissions.can_statement_return, back, "knows already that you are back"),
    ]

    assert not any(permission.fits(partner) for permission, partner, _words in rows)
    assert all(
        words in permission.otherwise(partner).message
        for permission, partner, words in rows
    )


def test_a_term_at_an_applicant_is_not_ended():
    term = RepresentativeFactory.create(partner__status=Partner.Status.APPLICANT)

    refusal = permissions.can_representative_end.otherwise(term)

    assert "before UNEP has confirmed" in refusal.message


@pytest.mark.parametrize(
    ("status", "words"),
    [("confirmed", "decided already"), ("applicant", "before UNEP has confirmed")],
)
def test_a_request_that_is_not_decided_now_says_why(status, words, secretariat):
    asked = JoinRequestFactory.create(partner__status=status)
    if status == "confirmed":
        asked.status = asked.Status.REFUSED

    refusal = permissions.can_join_request_decide.otherwise(asked)

    assert not permissions.can_join_request_decide.fits(asked)
    assert words in refusal.message


@pytest.mark.parametrize(
    "permission",
    [permission for kind in KINDS for permission in kind.permissions],
    ids=lambda permission: permission.name,
)
def test_no_step_says_only_where_the_record_stands(permission):
    assert permission.name in ALWAYS or permission.otherwise is not stands_at


def test_where_a_letter_stands_is_said_in_public_words():
    letter = LetterFactory.create(submitted=True)

    sentence = stands_at(letter).message

    assert f"“{letter.public_status_label}”" in sentence
    assert letter.get_status_display() not in sentence
