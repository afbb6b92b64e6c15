"""Each step, taken on its page: the form is shown, sent, and the record has moved."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gmp_portal.accounts.models.terms import today
from gmp_portal.writing.read_texts import token
from partners.models import Checklist, JoinRequest, LetterOfIntent, Partner
from tests.before_rule import as_it_was
from tests.factories.accounts import UserFactory
from tests.factories.partners import (
    PDF,
    JoinRequestFactory,
    LetterFactory,
    PartnerFactory,
    RepresentativeFactory,
)
from tests.reading import reading

pytestmark = pytest.mark.django_db
Status = LetterOfIntent.Status
YES = dict.fromkeys(Checklist.QUESTIONS, "True")
QUESTION = {"question_1": "Who signs?", "due_on": today() + timedelta(days=9)}
# A browser always sends something.
EMPTY = {"csrfmiddlewaretoken": "x"}
TEXT = {"public_contribution": "Training for laboratories.", "clear": "1"}

# The step, the state before, what is sent, and what is different afterwards.
LETTER_STEPS = [
    ("letter_checklist", "submitted", YES, {"checklist__is_eligible": True}),
    ("letter_request_information", "submitted", QUESTION, {"status": "info_requested"}),
    ("letter_confirm", "checked", {"confirmed": "on"}, {"status": "confirmed"}),
    (
        "letter_propose_decline",
        "submitted",
        {"reason": "No gift."},
        {"decline_reason": "No gift."},
    ),
    ("letter_drop_decline", "proposed", {}, {"decline_proposed_at": None}),
    ("letter_decline", "proposed", {}, {"status": "declined"}),
    ("letter_clear", "confirmed", TEXT, {"cleared_at__isnull": False}),
    (
        "letter_clear",
        "confirmed",
        TEXT | {"has_personal_data": "on"},
        {"has_personal_data": True},
    ),
    ("letter_second_clearance", "half_cleared", {}, {"seconded_at__isnull": False}),
    ("letter_reopen_clearance", "cleared", {"reason": "A name."}, {"cleared_at": None}),
    ("letter_publish", "cleared", {}, {"status": "published"}),
]


@pytest.mark.parametrize(("step", "state", "data", "after"), LETTER_STEPS)
def test_an_officer_takes_a_step_on_its_page(
    as_user, secretariat, step, state, data, after
):
    letter = LetterFactory(**{state: True})
    client, url = as_user(secretariat), reverse(f"partners:{step}", args=[letter.key])
    shown = client.get(url).status_code

    response = client.post(url, data | reading(letter))

    assert shown in (200, 405)
    assert response.url == letter.get_absolute_url()
    assert LetterOfIntent.objects.filter(pk=letter.pk, **after).exists()


@pytest.mark.parametrize(
    ("step", "state"),
    [
        ("letter_checklist", "submitted"),
        ("letter_request_information", "submitted"),
        ("letter_confirm", "checked"),
        ("letter_propose_decline", "submitted"),
        ("letter_clear", "confirmed"),
        ("letter_reopen_clearance", "cleared"),
    ],
)
def test_a_step_that_is_filled_in_wrong_is_shown_again(as_user, secretariat, step, state):
    letter = LetterFactory(**{state: True})
    junk = {
        "is_eligible": "nonsense",
        "public_contribution": "a@example.org",
        "clear": "1",
    }

    response = as_user(secretariat).post(
        reverse(f"partners:{step}", args=[letter.key]), junk
    )

    assert response.status_code == 422
    assert LetterOfIntent.objects.get(pk=letter.pk).status == letter.status


def test_an_organization_of_the_register_is_chosen_beforehand(as_user, secretariat):
    partner = PartnerFactory(name="Example Institute")
    letter = LetterFactory(checked=True, organisation="EXAMPLE Institute")
    url = reverse("partners:letter_confirm", args=[letter.key])

    form = as_user(secretariat).get(url).context["form"]

    assert form.initial["partner"] == partner.pk


@pytest.mark.parametrize(
    ("step", "state", "after"),
    [
        ("letter_withdraw", "submitted", ["withdrawn"]),
        ("letter_discard", None, []),
    ],
)
def test_the_sender_takes_a_letter_back(as_user, step, state, after):
    letter = LetterFactory(**({state: True} if state else {}))
    client, url = as_user(letter.sender), reverse(f"partners:{step}", args=[letter.key])
    [name] = client.get(url).context["form"].fields

    unticked = client.post(url, EMPTY).status_code
    client.post(url, {name: "on"})

    assert unticked == 422
    assert list(LetterOfIntent.objects.values_list("status", flat=True)) == after


def test_an_answer_with_a_document(as_user):
    letter = LetterFactory(asked=True)
    questions = letter.requests.get().questions.all()
    data = {f"answer_{question.pk}": "The director." for question in questions}
    upload = SimpleUploadedFile("mandate.pdf", PDF, content_type="application/pdf")

    as_user(letter.sender).post(
        reverse("partners:letter_answer", args=[letter.key]), data | {"upload": upload}
    )

    letter.refresh_from_db()
    assert letter.status == Status.ANSWERED
    assert letter.attachments.get().document.name == "mandate.pdf"


def test_a_supporting_document_is_added_to_a_draft(as_user):
    letter = LetterFactory()
    client = as_user(letter.sender)
    url = reverse("partners:letter_part", args=[letter.key, "documents"])
    upload = SimpleUploadedFile("mandate.pdf", PDF, content_type="application/pdf")

    without = client.post(url, {}).status_code
    response = client.post(url, {"upload": upload})

    assert (without, response.url) == (422, url)
    assert client.get(url).context["attachments"].count() == 1


@pytest.mark.parametrize("name", ["letter_part", "letter_autosave"])
def test_there_is_no_other_part(as_user, name):
    letter = LetterFactory()

    response = as_user(letter.sender).post(
        reverse(f"partners:{name}", args=[letter.key, "nonsense"]), {}
    )

    assert response.status_code == 404


def test_saving_stays_on_the_part_and_continuing_goes_on(as_user):
    letter = LetterFactory()
    client = as_user(letter.sender)
    url = reverse("partners:letter_part", args=[letter.key, "areas"])

    stays = client.post(url, {"is_for_all_areas": "on"}).url
    goes_on = client.post(url, {"is_for_all_areas": "on", "next": "1"}).url

    assert stays == url
    assert goes_on == reverse("partners:letter_part", args=[letter.key, "commitment"])


# Partners ------------------------------------------------------------------------------

REASON = {"reason": "Example reason."}
PARTNER_STEPS = [
    ("partner_rename", None, REASON | {"name": "Another Name"}, {"name": "Another Name"}),
    ("partner_reactivate", "inactive", REASON, {"status": "confirmed"}),
]


@pytest.mark.parametrize(("step", "state", "data", "after"), PARTNER_STEPS)
def test_an_officer_changes_a_partner_on_its_page(
    as_user, secretariat, step, state, data, after
):
    partner = PartnerFactory(**({state: True} if state else {}))
    client, url = as_user(secretariat), reverse(f"partners:{step}", args=[partner.slug])
    shown = client.get(url).status_code

    unfinished = client.post(url, EMPTY).status_code
    response = client.post(url, data)

    assert (shown, unfinished) == (200, 422)
    assert response.url == partner.get_absolute_url()
    assert Partner.objects.filter(pk=partner.pk, **after).exists()


@pytest.mark.parametrize("step", ["partner_deactivate", "partner_reactivate"])
def test_a_step_on_a_partner_that_does_not_fit_leads_back(as_user, secretariat, step):
    state = {"inactive": True} if step == "partner_deactivate" else {}
    partner = PartnerFactory(**state)

    response = as_user(secretariat).get(reverse(f"partners:{step}", args=[partner.slug]))

    assert response.url == partner.get_absolute_url()


def test_a_partner_leaves_by_its_own_people(as_user):
    term = RepresentativeFactory()
    client = as_user(term.person)
    url = reverse("partners:partner_withdraw", args=[term.partner.slug])
    shown = client.get(url).status_code

    client.post(url, {"words": "We close.", "name": term.partner.name})

    assert shown == 200
    assert term.partner.statements.leaving().exists()


def test_somebody_with_an_account_is_appointed(as_user, secretariat, person):
    partner = PartnerFactory()
    client = as_user(secretariat)
    url = reverse("partners:representative_appoint", args=[partner.slug])
    left = UserFactory(is_active=False)
    statuses = [
        client.post(url, {"email": email, "role": "alternate"}).status_code
        for email in ("nobody@example.org", left.email, person.email.upper(), person.email)
    ]

    # Nobody, somebody whose account is closed, the person, and the person once more.
    assert statuses == [422, 422, 302, 422]
    assert partner.representatives.get().person == person


def test_an_officer_is_not_appointed_by_himself(as_user, secretariat):
    partner = PartnerFactory()
    url = reverse("partners:representative_appoint", args=[partner.slug])

    response = as_user(secretariat).post(
        url, {"email": secretariat.email, "role": "alternate"}
    )

    assert response.status_code == 422
    assert "Nobody lets oneself in" in response.content.decode()
    assert not partner.representatives.exists()


def test_a_term_is_ended_with_a_reason(as_user, secretariat):
    term = RepresentativeFactory(role="alternate")
    client = as_user(secretariat)
    url = reverse("partners:representative_end", args=[term.partner.slug, term.pk])

    unfinished = client.post(url, EMPTY).status_code
    client.post(url, REASON)

    term.refresh_from_db()
    assert (unfinished, term.ended_reason) == (422, "Example reason.")


def test_somebody_asks_to_speak_for_a_partner(as_user, person):
    partner = PartnerFactory()
    client = as_user(person)
    url = reverse("partners:join_request_ask", args=[partner.slug])
    shown = client.get(url).status_code

    unfinished = client.post(url, EMPTY).status_code
    client.post(url, {"note": "I lead the programme."})

    asked = JoinRequest.objects.get()
    assert (shown, unfinished) == (200, 422)
    assert (asked.partner, asked.person) == (partner, person)


def test_nobody_asks_for_a_partner_that_left(as_user, person):
    partner = PartnerFactory(withdrawn=True)
    url = reverse("partners:join_request_ask", args=[partner.slug])

    assert as_user(person).get(url).url == partner.get_absolute_url()


def test_a_request_is_refused_on_the_page(as_user, secretariat):
    asked = JoinRequestFactory()
    url = reverse("partners:join_request_decide", args=[asked.partner.slug, asked.pk])

    unsaid = as_user(secretariat).post(url, {})
    asked.refresh_from_db()
    undecided = asked.status
    as_user(secretariat).post(url, {"refuse": "1"})

    asked.refresh_from_db()
    assert (unsaid.status_code, undecided) == (422, JoinRequest.Status.ASKED)
    assert asked.status == JoinRequest.Status.REFUSED


def test_whoever_speaks_for_the_partner_meanwhile_is_not_let_in_again(as_user, secretariat):
    asked = JoinRequestFactory()
    RepresentativeFactory(partner=asked.partner, person=asked.person)
    url = reverse("partners:join_request_decide", args=[asked.partner.slug, asked.pk])

    response = as_user(secretariat).post(url, {"accept": "1"})

    asked.refresh_from_db()
    assert (response.status_code, asked.status) == (409, JoinRequest.Status.ASKED)
    assert "belongs to this partner already" in response.content.decode()


def test_everybody_reads_how_to_join(client, as_user, person):
    LetterFactory(published=True)
    own = LetterFactory(sender=person)
    url = reverse("partners:join")

    public, mine = client.get(url), as_user(person).get(url)

    assert "half of the letters have been confirmed within 1 day." in " ".join(
        public.content.decode().split()
    )
    assert (list(public.context["letters"]), list(mine.context["letters"])) == ([], [own])


def test_who_confirms_a_letter_that_changed_reads_it_again_and_sends_it_from_there(
    as_user, secretariat
):
    letter = LetterFactory(checked=True)
    partner = PartnerFactory(name=letter.organisation)
    url = reverse("partners:letter_confirm", args=[letter.key])
    officer = as_user(secretariat)
    opened = {"confirmed": "on", "partner": partner.pk, "read": token(letter)}
    as_it_was(letter, contribution="Something else.")

    refused = officer.post(url, opened)

    page = refused.content.decode()
    letter.refresh_from_db()
    assert (refused.status_code, letter.status) == (409, "submitted")
    assert "I have read it: send mine now" in page
    assert "Something else." in page
    assert f'name="read" value="{token(letter)}"' in page
    assert refused.context["form"].data["partner"] == str(partner.pk)

    saved = officer.post(url, opened | {"read": token(letter)})

    letter.refresh_from_db()
    assert (saved.status_code, letter.partner) == (302, partner)
