"""From the first click to the public page: a focal point becomes a partner (C2)."""

import hashlib

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gmp_portal.notifications.models import Message
from partners.models import Checklist, LetterOfIntent, Partner
from tests.acts import unsaved
from tests.factories.accounts import UserFactory
from tests.factories.reference import CountryFactory
from tests.reading import reading

pytestmark = pytest.mark.django_db
YEAR = timezone.now().year
ASKED = (
    "This letter cannot be confirmed while questions to the sender are open: wait for the "
    "answers."
)
SENT = (
    "This letter has been sent, so its text stays. Until UNEP has decided you can withdraw it "
    "and send another one."
)
NOT_CLEARED = "A letter is published after it was cleared for the public: clear it first."


ANSWERS = {
    "organization": {
        "kind": "ngo",
        "organisation": "Ejemplo Andino de Salud Ambiental",
        "country": "PE",
        "language": "es",
    },
    "areas": {"is_for_all_areas": "on"},
    "commitment": {
        "supports": "on",
        "commits_to_goal": "on",
        "pledges-TOTAL_FORMS": "1",
        "pledges-INITIAL_FORMS": "0",
        "pledges-0-kind": "in_kind",
        "pledges-0-amount": "40",
        "pledges-0-unit": "days",
        "pledges-0-rhythm": "yearly",
        "pledges-0-first_year": "2026",
        "pledges-0-last_year": "2027",
        "contribution": (
            "Cuarenta días de trabajo al año para formar laboratorios en la medición de "
            "mercurio en pescado."
        ),
    },
    "contact": {
        "contact_name": "Persona de Ejemplo",
        "contact_email": "focal@example.org",
        "contact_phone": "+51 1 555 0100",
        "contact_title": "Directora",
        "contact_signs": "True",
    },
    "signature": {
        "signed_name": "Persona de Ejemplo",
        "is_authorized": "on",
    },
}


def _assert_unchanged(letter, response, sentence):
    """Somebody came at the wrong time: back to the letter, which is as it was."""
    assert response.redirect_chain == [(letter.get_absolute_url(), 302)]
    # The clause stands behind the sentence, as a link.
    said = [str(message).partition(" <a ")[0] for message in response.context["messages"]]
    assert sentence in said
    assert not unsaved.fields_of(letter)


def _written(applicant, sender):
    """A draft, written part by part."""
    applicant.post(reverse("partners:letter_start"), {"kind": "ngo"})
    letter = LetterOfIntent.objects.get(sender=sender)
    for part, answers in ANSWERS.items():
        url = reverse("partners:letter_part", args=[letter.key, part])
        response = applicant.post(url, answers | {"next": "1"})
        assert response.status_code == 302, response.context["form"].errors
    return letter


def test_a_letter_travels_from_the_draft_to_the_public_page(as_user, secretariat, run_jobs):
    CountryFactory.create(iso2="PE")
    sender = UserFactory.create(language="es", email="focal@example.org")
    applicant, officer, visitor = as_user(sender), as_user(secretariat), Client()

    # The sender writes, part by part, without a script.
    letter = _written(applicant, sender)
    letter_url = letter.get_absolute_url()
    assert visitor.get(letter_url).status_code == 404

    # Sent: a number, a receipt, a mail in the sender's language.
    check_url = reverse("partners:letter_submit", args=[letter.key])
    letter_url = applicant.post(check_url).url
    run_jobs()
    letter.refresh_from_db()
    assert letter.reference == f"LOI-{YEAR}-0001"
    assert letter.receipt.read().startswith(b"%PDF-")
    assert Message.objects.filter(recipient=sender, language="es").count() == 1

    # UNEP asks two questions; only these are open to the sender.
    ask_url = reverse("partners:letter_request_information", args=[letter.key])
    due_on = f"{YEAR + 1}-01-31"
    officer.post(
        ask_url, {"question_1": "Who signs?", "question_2": "Whose?", "due_on": due_on}
    )
    confirm_url = reverse("partners:letter_confirm", args=[letter.key])
    letter.refresh_from_db()
    part_url = reverse("partners:letter_part", args=[letter.key, "commitment"])
    for response, sentence in (
        (officer.post(confirm_url, {"confirmed": "on"}, follow=True), ASKED),
        (applicant.post(part_url, {"support_statement": ""}, follow=True), SENT),
    ):
        _assert_unchanged(letter, response, sentence)
    questions = letter.requests.get().questions.all()
    answers = {f"answer_{question.pk}": "La directora." for question in questions}
    applicant.post(reverse("partners:letter_answer", args=[letter.key]), answers)

    # The checklist, the confirmation, the partner.
    yes = dict.fromkeys(Checklist.QUESTIONS, "True")
    officer.post(reverse("partners:letter_checklist", args=[letter.key]), yes)
    officer.post(confirm_url, {"confirmed": "on"} | reading(letter))
    run_jobs()
    letter.refresh_from_db()
    assert letter.confirmation_reference == f"GMP-CONF-{YEAR}-0001"
    assert letter.confirmation_letter.read().startswith(b"%PDF-")
    partner = Partner.objects.confirmed().get()
    assert (partner.unep_region, list(partner.current_representatives())) == (
        "latin_america",
        [sender],
    )
    assert visitor.get(letter_url).status_code == 404

    # Cleared, then published: the file at the permanent address has the hash on the page.
    publish_url = reverse("partners:letter_publish", args=[letter.key])
    _assert_unchanged(
        letter,
        officer.post(publish_url, follow=True),
        NOT_CLEARED,
    )
    clear_url = reverse("partners:letter_clear", args=[letter.key])
    officer.post(clear_url, {"public_contribution": letter.contribution, "clear": "1"})
    run_jobs()
    officer.post(publish_url, reading(LetterOfIntent.objects.get()))
    letter.refresh_from_db()
    page = visitor.get(letter_url).content.decode()
    file = visitor.get(letter.public_letter.get_absolute_url())
    content = b"".join(file.streaming_content)
    assert hashlib.sha256(content).hexdigest() in page
    assert [text for text in ("focal@example.org", "555 0100") if text in page] == []
    assert letter.reference in visitor.get(partner.get_absolute_url()).content.decode()
