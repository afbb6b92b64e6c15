"""Each field for files says what it takes, in its hint and in every refusal (R-17)."""

import ast

import pytest
from django.conf import settings as portal
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from areas.forms.companions import CompanionForm
from areas.forms.figures import FigureForm
from areas.forms.imports import PlanImportForm
from gmp_portal.documents.forms import CheckedFileField
from gmp_portal.documents.kinds import (
    ANSWER_DOCUMENT,
    COMPANION,
    DOCX,
    FIELDS,
    FIGURE,
    FILLED_FORM,
    MEETING_PAPER,
    PDF,
    PLAN_IN_WORD,
    REPLY_FILE,
    SIGNED_LETTER,
    SUPPORTING_DOCUMENT,
)
from gmp_portal.launcher import tree
from gmp_portal.launcher.servers import free_port
from gmp_portal.meetings.forms.gatherings import PaperForm
from gmp_portal.meetings.models import Paper
from gmp_portal.notifications import outbox
from gmp_portal.website.forms import MailReplyForm
from partners.forms import letter_answers, letters
from partners.forms.filing import LetterFilingForm
from partners.forms.past_letters import PastLetterForm
from tests.documents.samples import docx
from tests.factories.areas import PlanFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.partners import LetterFactory

FORMS = {
    "partners.SignatureForm.upload": letters.SignatureForm,
    "partners.LetterFilingForm.scan": LetterFilingForm,
    "partners.PastLetterForm.file": PastLetterForm,
    "partners.DocumentForm.upload": letters.DocumentForm,
    "partners.AnswerForm.upload": letter_answers.AnswerForm,
    "partners.WordForm.upload": letters.WordForm,
    "meetings.PaperForm.file": PaperForm,
    "website.MailReplyForm.file": MailReplyForm,
    "areas.PlanImportForm.upload": PlanImportForm,
    "areas.CompanionForm.file": CompanionForm,
    "areas.FigureForm.file": FigureForm,
}
MB = 1024 * 1024


def test_no_form_takes_files_by_another_field():
    """Whoever adds a field for files names it in the registry of kinds."""
    others = [
        f"{tree.name(path)}:{node.lineno}"
        for path in tree.files(".py", below=tree.PACKAGES)
        if path != portal.BASE_DIR / "gmp_portal/documents/forms.py"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute | ast.Name)
        and getattr(node, "attr", getattr(node, "id", ""))
        in {"FileField", "ImageField", "ClearableFileInput"}
        and "migrations" not in path.parts
        and path.name != "versions.py"
        # Names the kinds of field for their words, and makes none.
        and not path.match("gmp_portal/ui/field_words.py")
        # A text that is read and never kept as a file.
        and not path.match("reporting/forms/imported_texts.py")
        # A table that is read row by row, and neither.
        and not path.match("partners/forms/imports.py")
        and not path.match("areas/forms/row_workbooks.py")
    ]

    assert others == []


def test_the_registry_names_the_fields_that_there_are():
    assert set(FORMS) == set(FIELDS)
    for place, form in FORMS.items():
        field = form.base_fields[place.rpartition(".")[2]]
        assert isinstance(field, CheckedFileField)
        assert field.takes is FIELDS[place]
        assert str(field.help_text).startswith(str(field.takes.takes))
        assert "At most 20 MB." in str(field.help_text)


def test_the_browser_offers_what_the_field_takes():
    accept = FORMS["partners.SignatureForm.upload"].base_fields["upload"].widget.attrs

    pictures = ".png,.jpg,.jpeg,.heic,.heif,.webp,.avif,.tif,.tiff"
    # The last of them lets a phone offer its camera.
    assert accept["accept"] == f".pdf,{pictures},image/jpeg"
    assert ".docx" in SUPPORTING_DOCUMENT.accept


@pytest.fixture
def places(as_user, secretariat, settings):
    """The forms with files: who sends what where, and what the field is called."""
    draft, asked = LetterFactory(), LetterFactory(asked=True)
    meeting = MeetingFactory(code="PAG.99")
    part = "partners:letter_part"
    # Of the demonstration alone, and with a mailbox that does not answer.
    settings.DEMO, settings.REPLY_ADDRESS = True, "reply@example.org"
    settings.INCOMING_URL = f"imap://portal:x@127.0.0.1:{free_port()}/"
    [mail] = outbox.post(
        "partners/emails/letter_received.txt", to=[draft.sender], letter=draft
    )
    questions = asked.requests.get().questions.all()
    plan = PlanFactory(complete=True, status="draft")
    lead = as_user(plan.area.lead_terms.get().person)
    place = [plan.area.slug, plan.number]
    answers = {f"answer_{question.pk}": "Typed words" for question in questions}
    return {
        SIGNED_LETTER: (
            as_user(draft.sender),
            reverse(part, args=[draft.key, "signature"]),
            {"signed_name": "Typed words"},
            "upload",
        ),
        SUPPORTING_DOCUMENT: (
            as_user(draft.sender),
            reverse(part, args=[draft.key, "documents"]),
            {},
            "upload",
        ),
        ANSWER_DOCUMENT: (
            as_user(asked.sender),
            reverse("partners:letter_answer", args=[asked.key]),
            answers,
            "upload",
        ),
        FILLED_FORM: (
            as_user(draft.sender),
            reverse("partners:letter_filled_form", args=[draft.key]),
            {},
            "upload",
        ),
        MEETING_PAPER: (
            as_user(secretariat),
            reverse("meetings:paper_add", args=[meeting.slug]),
            {"title": "Typed words", "language": "en"},
            "file",
        ),
        PLAN_IN_WORD: (lead, reverse("areas:import_start", args=place), {}, "upload"),
        COMPANION: (
            lead,
            reverse("areas:companion_add", args=place),
            {"title": "Typed words", "language": "en", "readers": "all"},
            "file",
        ),
        FIGURE: (
            lead,
            reverse("areas:figure_add", args=[*place, "VI"]),
            {"alternative": "Typed words"},
            "file",
        ),
        REPLY_FILE: (
            as_user(draft.sender),
            reverse("website:demo_mail_reply", args=[mail.pk]),
            {"address": mail.address, "text": "Typed words"},
            "file",
        ),
    }


@pytest.mark.parametrize("takes", FIELDS.values(), ids=FIELDS)
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"MZ\x90\x00" + b"\0" * 600, "of a kind that is not taken here"),
        (b"", "is empty"),
        (b"x" * (20 * MB + 1), "larger than 20 MB"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "of an old kind"),
    ],
    ids=["program", "empty", "too large", "old document"],
)
def test_a_refusal_says_what_the_field_takes_and_keeps_what_was_typed(
    places, takes, content, sentence
):
    client, url, data, name = places[takes]
    upload = SimpleUploadedFile("letter.pdf", content)

    response = client.post(url, data | {name: upload})

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert str(takes.takes) in page
    assert not data or "Typed words" in page


@pytest.mark.parametrize(
    ("takes", "status"),
    [
        (
            each,
            {SIGNED_LETTER: 422, FILLED_FORM: 200, FIGURE: 422, PLAN_IN_WORD: 422}.get(
                each, 302
            ),
        )
        for each in FIELDS.values()
    ],
    ids=FIELDS,
)
def test_word_is_taken_wherever_nothing_needs_a_signature(places, takes, status):
    client, url, data, name = places[takes]

    response = client.post(url, data | {name: SimpleUploadedFile("a.docx", docx())})

    assert response.status_code == status
    if takes is PLAN_IN_WORD:
        # It is Word, and nothing is written in it.
        assert "Nothing is written in this file." in response.content.decode()
    if takes is SIGNED_LETTER:
        assert "Print and sign it" in response.content.decode()


def test_a_paper_of_word_is_served_as_a_file_of_word(places):
    client, url, data, name = places[MEETING_PAPER]
    client.post(url, data | {name: SimpleUploadedFile("paper.docx.exe", docx())})

    document = Paper.objects.get().document
    response = client.get(document.get_absolute_url())

    assert b"".join(response.streaming_content) == docx()
    assert response["Content-Disposition"] == 'attachment; filename="paper.docx"'
    assert response["Content-Type"] == DOCX != PDF
    assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
