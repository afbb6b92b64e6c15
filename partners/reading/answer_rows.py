"""The two columns before a letter is sent, part by part: you told us, the public will see."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gmp_portal.ui import languages
from gmp_portal.words import listed
from partners.models import LetterOfIntent, Question
from partners.reading import letter_sheets, personal_data, pledge_words

About = Question.About


@dataclass(frozen=True)
class AnswerRow:
    """One answer: what was told, and what the public will see of it ("" is nothing)."""

    label: str
    value: str
    public: str
    # What the letter said whose corrected version this is; nothing where it says the same.
    before: str | None = None
    # What a question of UNEP names that is about this answer (A1-2d), and the questions.
    about: str = ""
    asked: tuple[Question, ...] = ()


def _same(label: str, value: object, about: str = "") -> AnswerRow:
    return AnswerRow(label, str(value or ""), str(value or ""), about=about)


def _sealed(label: str, value: object, about: str = "") -> AnswerRow:
    return AnswerRow(label, str(value or ""), "", about=about)


def with_questions(rows: Iterable[AnswerRow], asked: Iterable[Question]) -> list[AnswerRow]:
    """The answers, each with the questions that UNEP asked about it, in their order."""
    questions = list(asked)
    return [
        replace(row, asked=tuple(each for each in questions if each.about == row.about))
        if row.about
        else row
        for row in rows
    ]


def compared(answers: Iterable[AnswerRow], earlier: Iterable[AnswerRow]) -> list[AnswerRow]:
    """The answers of a corrected version, each that changed with what was told before.

    What is not asked any more, and was told then, stands at the end.
    """
    before = {row.label: row.value for row in earlier}
    rows = []
    for row in answers:
        told = before.pop(row.label, "")
        rows.append(row if row.value == told else replace(row, before=told))
    gone = (AnswerRow(label, "", "", told) for label, told in before.items() if told)
    return [*rows, *gone]


def organization(letter: LetterOfIntent) -> Iterator[AnswerRow]:
    yield _same(_("Kind"), letter.get_kind_display() if letter.kind else "", About.KIND)
    yield _same(_("Name"), letter.organisation, About.NAME)
    if not letter.is_individual or letter.short_name:
        yield _same(_("Short name"), letter.short_name)
    yield _same(_("Country"), letter.country.name if letter.country else "", About.COUNTRY)
    if letter.country_note:
        yield _sealed(_("Country, in your words"), letter.country_note)
    if not letter.is_individual or letter.website:
        # Nobody asks an individual for it.
        yield _same(_("Website"), letter.website, About.WEBSITE)
    yield _same(_("Language of the letter"), languages.name_of(letter.language))
    if letter.duplicate_explanation:
        yield _sealed(_("Why this is another organization"), letter.duplicate_explanation)


def areas(letter: LetterOfIntent) -> Iterator[AnswerRow]:
    yield _same(_("Areas"), letter_sheets.area_names(letter), About.AREAS)


def commitment(letter: LetterOfIntent) -> Iterator[AnswerRow]:
    yield _same(_("Supports the Partnership"), _("Yes") if letter.supports else "")
    yield _same(_("Commits to the goal"), _("Yes") if letter.commits_to_goal else "")
    statement, contribution = letter.support_statement, letter.contribution
    shown = letter.public_statement, letter.public_contribution
    if not letter.cleared_at:
        shown = (
            personal_data.redacted(letter, statement),
            personal_data.redacted(letter, contribution),
        )
    yield AnswerRow(_("Statement of support"), statement, shown[0], about=About.STATEMENT)
    yield _same(_("Kinds of contribution"), listed(letter.contribution_labels))
    pledged = pledge_words.lines(letter, get_language() or "en")
    if pledged:
        yield _same(_("How much, and when"), "\n".join(pledged), About.PLEDGES)
    yield AnswerRow(_("Contribution"), contribution, shown[1], about=About.CONTRIBUTION)
    if letter.contribution_period:
        yield _same(_("Period"), letter.contribution_period)


def contact(letter: LetterOfIntent) -> Iterator[AnswerRow]:
    shown = letter.contact_name if letter.names_contact else ""
    yield AnswerRow(_("Contact point"), letter.contact_name, shown, about=About.CONTACT)
    title = "" if letter.is_individual else letter.contact_title
    yield AnswerRow(_("Function"), letter.contact_title, title)
    yield _sealed(_("E-mail address"), letter.contact_email)
    yield _sealed(_("Telephone"), letter.contact_phone)
    yield _sealed(_("Signatory"), letter.signatory, About.SIGNATORY)
    if not letter.contact_signs:
        yield _same(_("Function of the signatory"), letter.signatory_title)
        yield _sealed(_("E-mail address of the signatory"), letter.signatory_email)


def signature(letter: LetterOfIntent) -> Iterator[AnswerRow]:
    file = letter.signed_file.name if letter.signed_file else ""
    uploaded = letter.signing == LetterOfIntent.Signing.UPLOAD
    asked = letter.asked_signature()
    typed = asked.in_words if asked else letter.signed_name
    shown = ""
    if uploaded and file and letter.shows_paper is not False:
        # Until it is settled, what usually becomes of it.
        shown = _("Pictures of its pages, with black boxes over what is personal")
    signed = file if uploaded else typed
    yield AnswerRow(_("Signature"), signed, shown, about=About.SIGNATURE)
    yield _sealed(_("Authorized to sign"), _("Yes") if letter.is_authorized else "")
