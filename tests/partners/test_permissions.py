"""Who may take which step, state by state; to everybody else it is closed."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from gmp_portal import rulebook
from gmp_portal.accounts.models.terms import today
from gmp_portal.accounts.rights import remembered, require
from gmp_portal.workflow import RuleRefusedError
from partners import permissions
from partners.actions import letter_decisions
from partners.models import Checklist
from tests.factories.accounts import UserFactory
from tests.factories.partners import (
    LETTER_STATES,
    ChecklistFactory,
    JoinRequestFactory,
    LetterFactory,
    PartnerFactory,
    RepresentativeFactory,
)
from tests.factories.reference import CountryFactory

pytestmark = pytest.mark.django_db
UNDER_WAY = "submitted checked proposed asked answered"
OF_SENDER = {
    "can_edit": "draft",
    "can_share": "draft",
    "can_discard": "draft",
    "can_submit": "draft",
    "can_answer": "asked",
    "can_withdraw": UNDER_WAY,
    "can_copy": f"{UNDER_WAY} declined withdrawn",
}
OF_OFFICERS = {
    "can_checklist": "submitted checked asked answered",
    "can_request_information": "submitted checked proposed answered",
    "can_confirm": "checked",
    "can_propose_decline": "submitted checked asked answered",
    "can_drop_decline": "proposed",
    "can_decline": "proposed",
    "can_clear": "confirmed",
    "can_second_clearance": "half_cleared",
    "can_reopen_clearance": "half_cleared waits_for_file cleared",
    "can_publish": "cleared",
}


@pytest.fixture
def letters():
    return {name: LetterFactory(**traits) for name, traits in LETTER_STATES.items()}


def opened(name, letters, user):
    permission = getattr(permissions, name)
    return [state for state, letter in letters.items() if permission(user, letter)]


@pytest.mark.parametrize(("name", "states"), OF_SENDER.items())
def test_a_step_of_the_sender_is_open_in_its_states_only(name, states, letters):
    permission = getattr(permissions, name)

    own = [state for state, letter in letters.items() if permission(letter.sender, letter)]

    assert own == states.split()


@pytest.mark.parametrize(("name", "states"), OF_OFFICERS.items())
def test_a_step_of_the_secretariat_is_open_in_its_states_only(
    name, states, letters, secretariat
):
    assert opened(name, letters, secretariat) == states.split()


@pytest.mark.parametrize("name", [*OF_SENDER, *OF_OFFICERS])
def test_no_step_is_open_to_anybody_else(name, letters, person, admin):
    for user in (person, admin, AnonymousUser()):
        assert opened(name, letters, user) == []


@pytest.mark.parametrize("name", OF_OFFICERS)
def test_the_sender_takes_no_step_of_the_secretariat(name, letters):
    permission = getattr(permissions, name)

    assert not any(permission(letter.sender, letter) for letter in letters.values())


@pytest.mark.parametrize("name", OF_SENDER)
def test_an_officer_takes_no_step_of_the_sender(name, letters, secretariat):
    assert opened(name, letters, secretariat) == []


@pytest.mark.parametrize("name", OF_OFFICERS)
def test_no_officer_takes_a_step_on_the_own_organization(name, secretariat):
    letters = {
        state: LetterFactory(signatory_email=secretariat.email.upper(), **traits)
        for state, traits in LETTER_STATES.items()
    }

    assert opened(name, letters, secretariat) == []


@pytest.mark.parametrize(
    ("field", "role"),
    [("decline_proposed_by", "can_decline"), ("cleared_by", "can_second_clearance")],
)
def test_the_first_person_is_not_the_second(field, role, secretariat):
    trait = "proposed" if role == "can_decline" else "half_cleared"
    letter = LetterFactory(**{trait: True, field: secretariat})

    assert not getattr(permissions, role)(secretariat, letter)


@pytest.mark.parametrize("question", Checklist.QUESTIONS)
@pytest.mark.parametrize("answer", [False, None])
def test_one_question_without_a_yes_keeps_a_letter_from_being_confirmed(
    secretariat, question, answer
):
    letter = ChecklistFactory(**{question: answer}).letter

    assert not permissions.can_confirm(secretariat, letter)
    with pytest.raises(RuleRefusedError, match="all questions"):
        letter_decisions.confirm(letter, by=secretariat)


# An organization of one's own (R-06) -----------------------------------------------------


def test_an_officer_is_the_contact_point_whatever_the_case(secretariat):
    letter = LetterFactory(submitted=True, contact_email=secretariat.email.title())

    assert permissions.is_own(secretariat, letter)


def test_an_officer_speaks_for_the_partner_of_the_letter(secretariat):
    letter = LetterFactory(confirmed=True)
    RepresentativeFactory(person=secretariat, partner=letter.partner)
    letter.skeleton = "another name"

    assert permissions.is_own(secretariat, letter)


def test_an_officer_speaks_for_a_partner_with_the_name_of_the_letter(secretariat):
    letter = LetterFactory(submitted=True, organisation="Example Institute")
    RepresentativeFactory(person=secretariat, partner__name="EXAMPLE Institute")

    assert permissions.is_own(secretariat, letter)


def test_an_organization_of_that_name_in_another_country_is_not_own(secretariat):
    name = "Ministry of the Environment"
    here, there, unknown = (
        LetterFactory(submitted=True, organisation=name, country=country)
        for country in (CountryFactory(), CountryFactory(), None)
    )
    RepresentativeFactory(
        person=secretariat, partner__name=name, partner__country=here.country
    )

    own = [permissions.is_own(secretariat, letter) for letter in (here, there, unknown)]

    assert own == [True, False, True]


def test_what_an_officer_spoke_for_once_or_others_speak_for_is_not_own(secretariat, person):
    letter = LetterFactory(confirmed=True)
    RepresentativeFactory(
        person=secretariat, partner=letter.partner, period=("2024-01-01", today())
    )
    RepresentativeFactory(person=person, partner=letter.partner)
    RepresentativeFactory(person=secretariat)

    assert not permissions.is_own(secretariat, letter)


def test_whose_letter_it_is_is_asked_once_for_a_page(
    secretariat, django_assert_num_queries
):
    letter = LetterFactory(submitted=True)

    with remembered():
        before = permissions.is_own(secretariat, letter)
        with django_assert_num_queries(0):
            after = permissions.is_own(secretariat, letter)

    assert (before, after) == (False, False)


# Partners ------------------------------------------------------------------------------

PARTNERS = ("applicant", "confirmed", "inactive", "withdrawn")
OF_PARTNER_OFFICERS = {
    "can_rename": PARTNERS,
    "can_deactivate": (),
    "can_reactivate": ("inactive", "withdrawn"),
    "can_partner_withdraw": (),
    "can_appoint": ("confirmed", "inactive", "withdrawn"),
    "can_consent": (),
    "can_join_request_ask": (),
}
OF_REPRESENTATIVES = {
    "can_rename": (),
    "can_deactivate": (),
    "can_reactivate": (),
    "can_partner_withdraw": ("confirmed", "inactive"),
    "can_appoint": ("confirmed", "inactive", "withdrawn"),
    "can_consent": PARTNERS,
    "can_join_request_ask": (),
}


def partner_in(state):
    return PartnerFactory(**({} if state == "confirmed" else {state: True}))


@pytest.mark.parametrize(("name", "states"), OF_PARTNER_OFFICERS.items())
def test_what_officers_may_do_with_a_partner(name, states, secretariat):
    permission = getattr(permissions, name)
    open_in = [state for state in PARTNERS if permission(secretariat, partner_in(state))]

    assert open_in == list(states)


@pytest.mark.parametrize(("name", "states"), OF_REPRESENTATIVES.items())
def test_what_representatives_may_do_with_their_partner(name, states):
    terms = [
        (state, RepresentativeFactory(partner=partner_in(state))) for state in PARTNERS
    ]
    permission = getattr(permissions, name)

    assert [
        state for state, term in terms if permission(term.person, term.partner)
    ] == list(states)


@pytest.mark.parametrize("name", OF_REPRESENTATIVES)
def test_whoever_spoke_for_a_partner_once_is_like_anybody_else(name, person):
    former = RepresentativeFactory(period=("2024-01-01", today()))
    permission = getattr(permissions, name)

    answers = [permission(user, former.partner) for user in (former.person, person)]

    assert answers == [name == "can_join_request_ask"] * 2
    assert not permission(AnonymousUser(), former.partner)


def test_who_speaks_for_another_partner_now_has_no_right_left_from_an_earlier_term():
    former = RepresentativeFactory(period=("2024-01-01", today()))
    RepresentativeFactory(person=former.person)

    assert not permissions.represents(former.person, former.partner)


def test_the_checklist_of_another_letter_confirms_nothing(secretariat):
    LetterFactory(checked=True)
    letter = LetterFactory(submitted=True)

    assert not permissions.can_confirm(secretariat, letter)
    with pytest.raises(RuleRefusedError, match="all questions"):
        letter_decisions.confirm(letter, by=secretariat)


def test_people_of_another_partner_end_no_term_and_accept_nobody():
    term, other = RepresentativeFactory(), RepresentativeFactory()
    asked = JoinRequestFactory(partner=term.partner)

    assert permissions.can_representative_end(term.person, term)
    assert not permissions.can_representative_end(other.person, term)
    assert permissions.can_join_request_decide(term.person, asked)
    assert not permissions.can_join_request_decide(other.person, asked)


def test_a_request_is_decided_once(secretariat):
    asked = JoinRequestFactory(
        status="accepted", decided_at="2026-01-01T00:00Z", decided_by=secretariat
    )

    assert not permissions.can_join_request_decide(secretariat, asked)


def test_everybody_with_an_account_may_begin_a_letter(person):
    assert permissions.can_start(person)
    assert not permissions.can_start(AnonymousUser())


def test_the_original_is_for_sender_partner_and_secretariat(letters, secretariat, person):
    letter = letters["confirmed"]
    speaker = RepresentativeFactory(partner=letter.partner).person
    former = RepresentativeFactory(
        partner=letter.partner, period=("2024-01-01", today())
    ).person

    readers = [letter.sender, speaker, secretariat]
    sender_of_another = letters["submitted"].sender
    others = [former, sender_of_another, person, UserFactory(), AnonymousUser()]
    assert all(permissions.can_see_original(user, letter) for user in readers)
    assert not any(permissions.can_see_original(user, letter) for user in others)


def test_the_page_offers_what_the_permissions_allow(secretariat):
    letter = LetterFactory(checked=True)

    assert permissions.possible(secretariat, letter) == {
        "checklist",
        "request_information",
        "confirm",
        "propose_decline",
        "see_original",
        "write",
        "note",
    }
    assert permissions.possible(letter.sender, letter) == {
        "withdraw",
        "copy",
        "see_original",
        "write",
    }
    assert permissions.possible(AnonymousUser(), letter) == set()


# What the wrong person reads ---------------------------------------------------------------

RECORDS = (
    (permissions.LETTER, lambda: LetterFactory(submitted=True)),
    (permissions.PARTNER, PartnerFactory),
    (permissions.TERM, RepresentativeFactory),
    (permissions.REQUEST, JoinRequestFactory),
)


@pytest.mark.parametrize(
    ("permission", "make"),
    [(permission, make) for kind, make in RECORDS for permission in kind.permissions],
    ids=lambda value: getattr(value, "name", ""),
)
def test_the_wrong_person_reads_a_sentence_and_its_clause(permission, make):
    refusal = permission.refusal_of_role(AnonymousUser(), make())

    assert isinstance(refusal, RuleRefusedError)
    assert (refusal.status, str(refusal.message)[-1]) == (403, ".")
    assert rulebook.clause(refusal.clause)


def test_the_one_who_proposed_to_decline_is_refused_as_the_wrong_person(as_user):
    letter = LetterFactory(proposed=True)
    url = reverse("partners:letter_decline", args=[letter.key])

    response = as_user(letter.decline_proposed_by).post(url)

    assert response.status_code == 403
    assert "the one who proposed it cannot" in response.content.decode()


def test_whoever_speaks_for_a_partner_has_nothing_to_ask_for():
    term = RepresentativeFactory()

    refusal = permissions.can_join_request_ask.refusal_of_role(term.person, term.partner)

    assert "You belong to this partner already" in str(refusal.message)


def test_an_officer_is_sent_to_another_member_of_the_secretariat(as_user, secretariat):
    """A1-6a-ii."""
    partner = PartnerFactory()
    url = reverse("partners:join_request_ask", args=[partner.slug])
    client = as_user(secretariat)

    page = client.get(partner.get_absolute_url()).content.decode()
    response = client.post(url, {"note": "I lead the programme."})

    assert url not in page
    assert response.status_code == 403
    assert "another member of the secretariat enters them" in response.content.decode()
    assert not partner.join_requests.exists()


@pytest.mark.parametrize("right", [permissions.can_start, permissions.can_read_desk])
def test_where_no_record_is_asked_about_there_is_a_sentence_and_a_clause(right):
    with pytest.raises(RuleRefusedError) as caught:
        require(AnonymousUser(), right)

    refusal = caught.value
    assert (refusal.status, str(refusal.message)[-1]) == (403, ".")
    assert rulebook.clause(refusal.clause)
