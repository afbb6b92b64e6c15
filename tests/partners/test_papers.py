"""The letter to be signed on paper, and the letter as a form in Word (A1-2c)."""

import io
import re
import zipfile
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gmp_portal.documents.kinds import DOCX
from gmp_portal.exchange.word import form
from partners import jobs
from partners.actions import letter_decisions, letters
from partners.models import Checklist
from partners.reading import letter_form
from tests.exchange import edits
from tests.factories.partners import PDF, LetterFactory
from tests.factories.reference import CountryFactory
from tests.partners.test_pages import part_url

pytestmark = pytest.mark.django_db
LANGUAGES = ("ar", "zh-hans", "en", "fr", "ru", "es")


@pytest.fixture
def letter():
    return LetterFactory.create(
        organisation="Example Institute", contribution="Ten days of work."
    )


def words_in(data):
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return file.read("word/document.xml").decode()


def filled(language, answers, ticks=None):
    """The form as somebody filled it in: words typed into cells, boxes ticked."""
    sheet = letter_form.sheet(language)
    choices = {
        question.key: [choice.key for choice in question.choices]
        for question in sheet.questions
    }
    return edits.edited(
        form.form(sheet),
        *(edits.typed(key, words) for key, words in answers.items()),
        *(
            edits.ticked(key, choices[key].index(choice))
            for key, chosen in (ticks or {}).items()
            for choice in chosen
        ),
    )


# On paper ------------------------------------------------------------------------------


def test_the_letter_goes_to_word_before_it_is_sent(letter, as_user):
    url = reverse("partners:letter_paper_word", args=[letter.key])

    response = as_user(letter.sender).get(url)

    said = words_in(response.content)
    assert response["Content-Type"] == DOCX
    assert "Example Institute supports the Global Mercury Partnership." in said
    assert "Stamp or seal" in said
    assert ">Draft<" not in said


def test_the_pdf_is_made_by_a_job_and_offered_until_the_draft_changes(
    letter, as_user, run_jobs
):
    client, page = as_user(letter.sender), part_url(letter, "signature")

    client.post(reverse("partners:letter_paper_make", args=[letter.key]))
    waiting = client.get(page).content.decode()
    run_jobs()
    letter.refresh_from_db()
    ready = client.get(page).content.decode()
    letters.save_part(letter, {"website": "https://example.org/"}, by=letter.sender)
    stale = client.get(page).content.decode()

    assert "The PDF is being made." in waiting
    assert letter.paper.read().startswith(b"%PDF-")
    assert letter.paper.get_absolute_url() in ready
    assert letter.paper.get_absolute_url() not in stale
    assert "Make the PDF" in stale


def test_a_pdf_that_is_there_is_not_made_again(letter, as_user, run_jobs):
    make = reverse("partners:letter_paper_make", args=[letter.key])
    client = as_user(letter.sender)
    client.post(make)
    run_jobs()
    made = jobs.paper_job(letter).pk
    jobs.paper_job(letter).delete()

    client.post(make)

    assert made
    assert jobs.paper_job(letter) is None


def test_a_pdf_of_an_older_text_is_not_kept(letter, as_user, run_jobs):
    as_user(letter.sender).post(reverse("partners:letter_paper_make", args=[letter.key]))
    letters.save_part(letter, {"website": "https://example.org/"}, by=letter.sender)

    run_jobs()

    letter.refresh_from_db()
    assert letter.paper is None


def test_nobody_else_reads_the_letter_on_paper(letter, as_user, secretariat, run_jobs):
    client = as_user(letter.sender)
    client.post(reverse("partners:letter_paper_make", args=[letter.key]))
    run_jobs()
    letter.refresh_from_db()
    pages = [
        letter.paper.get_absolute_url(),
        reverse("partners:letter_paper_word", args=[letter.key]),
    ]

    assert [as_user(secretariat).get(page).status_code for page in pages] == [404, 404]
    assert [Client().get(page).status_code for page in pages] == [404, 302]


# The form in Word ----------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_is_open_to_everybody_in_six_languages(language):
    response = Client().get(reverse("partners:letter_form", args=[language]))

    said = "".join(re.findall(r"<w:t[^>]*>([^<]*)", words_in(response.content)))
    assert response["Content-Type"] == DOCX
    assert _dense(letter_form.sheet(language).title) in _dense(said)


def _dense(text):
    return "".join(text.split())


def test_there_is_no_form_in_another_language():
    assert Client().get("/join/form/de.docx").status_code == 404


def test_a_form_comes_back_and_nothing_is_saved_before_it_was_seen(letter, as_user):
    CountryFactory.create(iso2="PE")
    data = filled(
        "es",
        {
            "organisation": "Ejemplo Andino de Salud",
            "country": "Perú",
            "contribution": "Cuarenta días de trabajo al año para formar laboratorios.",
            "contact_email": "persona@example.org",
        },
        ticks={"kind": ["ngo"], "contribution_kinds": ["in_kind", "training"]},
    )
    client, url = (
        as_user(letter.sender),
        reverse("partners:letter_filled_form", args=[letter.key]),
    )

    read = client.post(url, {"upload": SimpleUploadedFile("carta.docx", data, DOCX)})
    page = read.content.decode()
    letter.refresh_from_db()
    before = letter.organisation
    taken = client.post(
        reverse("partners:letter_form_take", args=[letter.key]),
        {"kept": read.context["kept"]},
    )

    letter.refresh_from_db()
    assert "Ejemplo Andino de Salud" in page
    assert "Example Institute" in page
    assert before == "Example Institute"
    assert taken.url == letter.get_absolute_url()
    assert (letter.organisation, letter.kind, letter.country_id) == (
        "Ejemplo Andino de Salud",
        "ngo",
        "PE",
    )
    assert letter.contribution_kinds == ["in_kind", "training"]
    assert letter.contact_email == "persona@example.org"


@pytest.mark.parametrize(
    ("language", "amount", "years", "kept"),
    [
        ("en", "40 days of work", "2026 to 2028", ("40", "days", 2026, 2028)),
        ("en", "40 days", "2026", ("40", "days", 2026, 2026)),
        ("fr", "1 500,50 EUR", "2026–2027", ("1500.50", "EUR", 2026, 2027)),
        ("es", "12 becas", "", None),
        ("ru", "40 рабочих дней", "2026", ("40", "days", 2026, 2026)),
        ("es", "1 día de trabajo", "2026", ("1", "days", 2026, 2026)),
        ("es", "12 plazas o becas", "2026", ("12", "places", 2026, 2026)),
        ("ru", "3 месяца работы", "2026–2027 годы", ("3", "months", 2026, 2027)),
        ("zh-hans", "40 工作日", "2026 至 2028", ("40", "days", 2026, 2028)),
        ("zh-hans", "40 个工作日", "2026", ("40", "days", 2026, 2026)),
        ("ar", "٤٠ أيام عمل", "٢٠٢٦", ("40", "days", 2026, 2026)),
        ("en", "US$ 5,000", "2026", ("5000", "USD", 2026, 2026)),
    ],
)
def test_contributions_come_back_with_amount_unit_and_years(
    letter, as_user, language, amount, years, kept
):
    data = filled(
        language,
        {"pledge_0_amount": amount} | ({"pledge_0_years": years} if years else {}),
        ticks={"pledge_0_kind": ["in_kind"], "pledge_0_rhythm": ["yearly"]},
    )
    client = as_user(letter.sender)
    url = reverse("partners:letter_filled_form", args=[letter.key])

    read = client.post(url, {"upload": SimpleUploadedFile("a.docx", data, DOCX)})
    client.post(
        reverse("partners:letter_form_take", args=[letter.key]),
        {"kept": read.context["kept"]},
    )

    pledge = letter.pledges.get()
    assert (pledge.kind, pledge.rhythm) == ("in_kind", "yearly")
    if kept is None:
        assert "enter it in the letter" in read.text
        assert pledge.amount is None
    else:
        assert "Contribution 1" in read.text
        found = (pledge.amount, pledge.unit, pledge.first_year, pledge.last_year)
        assert found == (Decimal(kept[0]), *kept[1:])


def test_an_amount_with_two_readings_asks_to_be_looked_at(letter, as_user):
    data = filled("en", {"pledge_1_amount": "5,000 USD"})
    url = reverse("partners:letter_filled_form", args=[letter.key])
    upload = {"upload": SimpleUploadedFile("a.docx", data, DOCX)}

    page = as_user(letter.sender).post(url, upload).text

    assert "USD 5,000" in page
    assert "please check" in page


@pytest.mark.parametrize("said", ["many", "USD", "40", "40 50 USD", "5 potatoes"])
def test_what_is_no_amount_is_told_and_not_guessed(letter, as_user, said):
    data = filled("en", {"pledge_0_amount": said, "pledge_0_years": "soon"})
    url = reverse("partners:letter_filled_form", args=[letter.key])
    upload = {"upload": SimpleUploadedFile("a.docx", data, DOCX)}

    read = as_user(letter.sender).post(url, upload)

    assert read.text.count("enter it in the letter") == 2
    assert "Contribution 1" not in read.text


def test_rows_of_the_form_and_ticked_kinds_stand_beside_each_other(letter, as_user):
    data = filled(
        "en",
        {"pledge_2_amount": "2 events"},
        ticks={
            "pledge_2_kind": ["training"],
            "contribution_kinds": ["training", "outreach"],
        },
    )
    client = as_user(letter.sender)
    url = reverse("partners:letter_filled_form", args=[letter.key])
    read = client.post(url, {"upload": SimpleUploadedFile("a.docx", data, DOCX)})

    client.post(
        reverse("partners:letter_form_take", args=[letter.key]),
        {"kept": read.context["kept"]},
    )

    told = letter.pledges.values_list("kind", "amount")
    assert [*told] == [("training", Decimal(2)), ("outreach", None)]


def test_what_stood_there_before_stays_among_the_revisions(letter, as_user):
    data = filled(
        "en", {"contribution": "Other words than before, ten of them at the least."}
    )
    client = as_user(letter.sender)
    url = reverse("partners:letter_filled_form", args=[letter.key])
    read = client.post(url, {"upload": SimpleUploadedFile("a.docx", data, DOCX)})

    client.post(
        reverse("partners:letter_form_take", args=[letter.key]),
        {"kept": read.context["kept"]},
    )

    history = reverse(
        "writing:revision_list", args=["partners.letter", f"{letter.pk}-commitment"]
    )
    assert client.get(history).status_code == 200


def test_a_country_that_no_list_has_is_kept_in_words(letter, as_user):
    data = filled("en", {"country": "Atlantis"})
    url = reverse("partners:letter_filled_form", args=[letter.key])

    page = (
        as_user(letter.sender)
        .post(url, {"upload": SimpleUploadedFile("a.docx", data, DOCX)})
        .content.decode()
    )

    assert "Atlantis" in page
    assert "please check" in page


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("letter.pdf", PDF),
        ("letter.docx", b"PK\x03\x04 broken"),
        ("old.doc", b"\xd0\xcf\x11\xe0"),
    ],
)
def test_what_is_no_word_form_is_refused_with_a_sentence(letter, as_user, name, content):
    url = reverse("partners:letter_filled_form", args=[letter.key])

    response = as_user(letter.sender).post(
        url, {"upload": SimpleUploadedFile(name, content)}
    )

    assert response.status_code == 422


def test_answers_nobody_was_shown_are_not_taken_over(letter, as_user):
    url = reverse("partners:letter_form_take", args=[letter.key])

    page = (
        as_user(letter.sender).post(url, {"kept": "forged"}, follow=True).content.decode()
    )

    letter.refresh_from_db()
    assert "upload the form again" in page
    assert letter.organisation == "Example Institute"


def test_what_was_shown_is_not_taken_over_into_other_words_or_another_letter(
    letter, as_user
):
    other = LetterFactory.create(sender=letter.sender, organisation="Example Other")
    data = filled("en", {"organisation": "Example Institute of Fish"})
    client = as_user(letter.sender)
    url = reverse("partners:letter_filled_form", args=[letter.key])
    upload = SimpleUploadedFile("a.docx", data, DOCX)
    kept = {"kept": client.post(url, {"upload": upload}).context["kept"]}

    letters.save_part(letter, {"website": "https://example.org/"}, by=letter.sender)
    for record in (letter, other):
        client.post(reverse("partners:letter_form_take", args=[record.key]), kept)

    letter.refresh_from_db()
    other.refresh_from_db()
    assert (letter.organisation, other.organisation) == (
        "Example Institute",
        "Example Other",
    )


def test_nobody_else_fills_in_a_draft_with_a_form(letter, as_user, person):
    pages = [
        reverse(f"partners:{name}", args=[letter.key])
        for name in ("letter_filled_form", "letter_form_take")
    ]

    assert [as_user(person).post(page).status_code for page in pages] == [404, 404]


# The officer reads what the paper says -------------------------------------------------------


def test_a_letter_signed_on_paper_is_confirmed_once_the_paper_says_all_three(
    letter, as_user, secretariat
):
    sent = LetterFactory.create(submitted=True, signing="upload", signed_name="")
    five = dict.fromkeys(Checklist.QUESTIONS, True)

    verdicts = []
    for paper in ({}, {"paper_supports": True, "paper_commits": True}, Checklist.ON_PAPER):
        answers = five | dict.fromkeys(paper, True)
        verdicts.append(letter_decisions.check(sent, answers, by=secretariat).verdict)

    page = as_user(secretariat).get(sent.get_absolute_url()).content.decode()
    assert verdicts == ["incomplete", "incomplete", "ready"]
    assert all(str(question) in page for question in Checklist.ON_PAPER.values())


def test_a_typed_letter_is_not_asked_what_the_paper_says(as_user, secretariat):
    typed = LetterFactory.create(submitted=True)

    page = as_user(secretariat).get(typed.get_absolute_url()).content.decode()

    assert not any(str(question) in page for question in Checklist.ON_PAPER.values())
