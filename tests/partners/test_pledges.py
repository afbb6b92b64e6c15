"""What a letter promises, row by row: kind, amount or effort, and time (A1-2b)."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import translation

from partners import letter_parts
from partners.actions import letters
from partners.models import Pledge
from partners.reading import letter_sheets, pledge_words
from tests.factories.partners import LetterFactory

pytestmark = pytest.mark.django_db
DAYS = {
    "kind": "in_kind",
    "amount": Decimal(40),
    "unit": "days",
    "rhythm": "yearly",
    "first_year": 2026,
    "last_year": 2027,
}
MONEY = {"kind": "funding", "amount": Decimal(25000), "unit": "USD"}


@pytest.fixture
def letter():
    return LetterFactory.create(contribution_kinds=[])


def sent(*rows):
    data = {"pledges-TOTAL_FORMS": str(len(rows)), "pledges-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        data |= {f"pledges-{number}-{name}": str(value) for name, value in row.items()}
    return data


def url_of(letter):
    return reverse("partners:letter_part", args=[letter.key, "commitment"])


def test_rows_are_kept_in_order_and_name_the_kinds_of_the_letter(letter, as_user):
    as_user(letter.sender).post(url_of(letter), sent(DAYS, MONEY))

    letter.refresh_from_db()
    rows = [*letter.pledges.values_list("kind", "amount", "unit", "rhythm")]
    assert rows == [
        ("in_kind", Decimal(40), "days", "yearly"),
        ("funding", Decimal(25000), "USD", "once"),
    ]
    assert letter.contribution_kinds == ["in_kind", "funding"]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (DAYS | {"unit": ""}, "Say of what this is the amount."),
        (DAYS | {"amount": ""}, "Write how much."),
        (DAYS | {"amount": "0"}, "Write an amount above zero."),
        (MONEY | {"unit": "days"}, "Funding is money"),
        (DAYS | {"last_year": 2025}, "The last year lies before the first one."),
        (DAYS | {"amount": "about forty"}, "Write the number alone"),
        (DAYS | {"first_year": 1850}, "2000"),
    ],
)
def test_a_row_that_cannot_be_is_named_and_kept_as_typed(letter, as_user, row, sentence):
    response = as_user(letter.sender).post(url_of(letter), sent(row))

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert str(row["last_year"] if "last_year" in row else row["unit"]) in page
    assert not letter.pledges.exists()


def test_only_the_kind_is_needed_and_a_row_without_one_keeps_the_letter_back(letter):
    letters.save_part(letter, {}, pledges=[{"kind": "expertise"}], by=letter.sender)
    complete = letter_parts.problems(letter)
    letters.save_part(letter, {}, pledges=[DAYS | {"kind": ""}], by=letter.sender)

    [problem] = letter_parts.problems(letter)

    assert complete == []
    assert problem.clause == "A1-2b"


def test_add_without_scripts_shows_one_more_row_and_saves_nothing(letter, as_user):
    data = sent(DAYS) | {"add_row": "pledges", "contribution": "Half a sentence"}

    response = as_user(letter.sender).post(url_of(letter), data)

    page = response.content.decode()
    assert response.status_code == 200
    assert 'name="pledges-1-kind"' in page
    assert "Half a sentence" in page
    assert not letter.pledges.exists()


def test_other_answers_alone_leave_the_rows_as_they_are(letter, as_user):
    letters.save_part(letter, {}, pledges=[DAYS, MONEY], by=letter.sender)

    response = as_user(letter.sender).post(url_of(letter), {"support_statement": "We do."})

    letter.refresh_from_db()
    assert response.status_code == 302
    assert letter.support_statement == "We do."
    assert letter.pledges.count() == 2


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"amount": Decimal(-1)}, "pledge_amount_has_unit"),
        ({"unit": ""}, "pledge_amount_has_unit"),
        ({"unit": "usd"}, "pledge_amount_has_unit"),
        ({"kind": "funding"}, "pledge_of_money_in_currency"),
        ({"kind": "praise"}, "pledge_kind_known"),
        ({"rhythm": "daily"}, "pledge_rhythm_known"),
        ({"first_year": 1999}, "pledge_years_known"),
        ({"last_year": 2025}, "pledge_ends_after_it_begins"),
    ],
)
def test_the_database_refuses_what_the_form_refuses(letter, change, constraint):
    with pytest.raises(DatabaseError, match=constraint), transaction.atomic():
        Pledge.objects.create(letter=letter, position=1, **DAYS | change)


def test_rows_of_a_letter_that_was_sent_stay(letter):
    letters.save_part(letter, {}, pledges=[DAYS], by=letter.sender)
    letters.submit(letter, by=letter.sender)

    for change in (
        lambda: letter.pledges.update(amount=4),
        lambda: letter.pledges.all().delete(),
        lambda: Pledge.objects.create(letter=letter, position=2, kind="data"),
    ):
        with pytest.raises(DatabaseError, match="was sent stays"), transaction.atomic():
            change()


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "In-kind contribution: 40 days of work, each year, 2026–2027"),
        ("zh-hans", "实物捐助：40 个工作日，每年，2026–2027"),
        ("ar", "مساهمة عينية: 40 يوم عمل، سنوياً، 2026–2027"),
        ("fr", "Contribution en nature : 40 journées de travail, par an, 2026–2027"),
        ("ru", "Взнос натурой: 40 рабочих дней, ежегодно, 2026–2027"),
        ("es", "Contribución en especie: 40 días de trabajo, cada año, 2026–2027"),
    ],
)
def test_a_pledge_reads_in_the_language_of_the_letter(letter, language, line):
    letter.pledges.create(position=1, **DAYS)

    with translation.override("en"):
        said = pledge_words.lines(letter, language)

    assert [text.replace("\u202f", " ").replace("\xa0", " ") for text in said] == [line]


@pytest.mark.parametrize(
    ("years", "end"),
    [
        ({"last_year": None}, "from 2026"),
        ({"first_year": None}, "until 2027"),
        ({"last_year": 2026}, "2026"),
    ],
)
def test_open_ends_of_a_pledge_are_said(letter, years, end):
    pledge = Pledge(letter=letter, position=1, **DAYS | years)

    assert pledge_words.line_of(pledge, "en").endswith(f", {end}")


def test_a_row_with_its_kind_alone_adds_no_line(letter):
    letter.pledges.create(position=1, kind="expertise")

    assert pledge_words.lines(letter, "en") == []


def test_letter_and_public_letter_name_the_pledges(letter):
    letters.save_part(letter, {}, pledges=[MONEY], by=letter.sender)

    for sheet in (letter_sheets.sent_letter(letter), letter_sheets.public_letter(letter)):
        body = ["".join(map(str, text)) for text in sheet.body]
        assert "Funding: USD 25,000, in all" in body
