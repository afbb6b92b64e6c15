"""What was read in a filled-in form, in words, line by line (A1-2c)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from gmp_portal.exchange.word.form_reading import FormAnswers, LeftOver
from gmp_portal.exchange.word.opening import UnreadableFileError
from gmp_portal.ui.versions import in_words, label_of, values_of
from gmp_portal.words import listed
from gmp_portal.writing.turns import Turn, sentences
from partners import letter_parts
from partners.forms import pledges
from partners.letter_parts import Part
from partners.models import LetterOfIntent, Pledge
from partners.models.letter_states import Contribution
from partners.reading import form_pledges, letter_form, pledge_words
from partners.reading.letter_form import Understood

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WHY: "dict[str, StrOrPromise]" = {
    "no_question": gettext_lazy("It stands beside no question of the form."),
    "not_a_choice": gettext_lazy("It is none of the answers that the form offers."),
    "several_ticked": gettext_lazy("Several answers are ticked where only one counts."),
    "answered_twice": gettext_lazy("The question was answered twice."),
    "remark": gettext_lazy("It stands in the cell of a question, and is no answer to it."),
    "beside_label": gettext_lazy("It stands beside the question, not in its answer."),
    "outside": gettext_lazy("It stands outside the tables of the form."),
    "not_asked": gettext_lazy("It is not asked of this kind of applicant."),
    "no_amount": gettext_lazy(
        "Its number, its unit or its year was not clear: enter it in the letter."
    ),
    "in_box": gettext_lazy("It stands in a text box."),
    "comment": gettext_lazy("It is a comment."),
    "note": gettext_lazy("It is a footnote."),
}
NO_WORD = gettext_lazy(
    "This is no Word file (.docx): open it in Word and save it as .docx."
)
TOO_LARGE = gettext_lazy("This Word file is too large, or has too many parts, to be read.")
REFUSED: "dict[str, StrOrPromise]" = {
    "not_word": NO_WORD,
    "old_word": NO_WORD,
    "locked": gettext_lazy("This Word file has a password: save it without one."),
    "macros": gettext_lazy("This Word file has macros: save it as .docx without them."),
    "too_large": TOO_LARGE,
    "too_tight": TOO_LARGE,
}
BROKEN = gettext_lazy("This Word file is damaged, or not as Word writes it.")


@dataclass(frozen=True)
class Line:
    """One answer beside its question: what was read, what stands there now, what to look at."""

    part: "StrOrPromise"
    label: str
    value: str
    now: str = ""
    is_likely: bool = False


@dataclass(frozen=True)
class Told:
    """Everything that the page shows of a form, and what is saved if somebody takes it over."""

    lines: list[Line]
    left_over: list[tuple[str, "StrOrPromise"]]
    is_other_form: bool
    sent: dict[str, dict[str, Any]]


def told(answers: FormAnswers, letter: LetterOfIntent) -> Told:
    """Put what was read into words, beside what stands in the letter now."""
    reading = letter_form.read(answers)
    kinds = [row.values[0] for row in reading.understood if row.name == "kind"]
    # The kind decides what is asked; the letter itself is not saved here.
    letter.kind = (kinds or [letter.kind])[0]
    parts = {part.key: part for part in letter_parts.REQUIRED}
    sent: dict[str, dict[str, Any]] = {}
    lines, left_over = [], [_left(line) for line in reading.left_over]
    for row in reading.understood:
        line = _line(row, parts[row.part], letter)
        if line is None:
            left_over.append((listed(row.values), WHY["not_asked"]))
        else:
            lines.append(line)
            sent.setdefault(row.part, {})[row.name] = [*row.values]
    if reading.pledges:
        commitment = parts["commitment"]
        lines.extend(_pledges(reading.pledges, commitment, letter))
        sent.setdefault(commitment.key, {})[pledges.PREFIX] = [
            told.row for told in reading.pledges
        ]
    return Told(lines, left_over, is_other_form=not answers.is_known, sent=sent)


def _line(row: Understood, part: Part, letter: LetterOfIntent) -> Line | None:
    """The answer beside its question; nothing where this kind of applicant is not asked it."""
    form_class: Any = part.form_class
    form = form_class(instance=letter)
    if row.name == "contribution_kinds":
        label = _("What do you bring?")
        value = listed(str(Contribution(kind).label) for kind in row.values)
        return Line(part.title, label, value, listed(letter.contribution_labels))
    if row.name not in form.fields:
        return None
    label = label_of([form], row.name)
    value = in_words([form], row.name, [*row.values])
    stored = values_of([form]).get(row.name, [])
    now = in_words([form], row.name, stored) if stored else ""
    return Line(part.title, label, value, "" if now == value else now, row.is_likely)


def _pledges(
    read: list[form_pledges.ReadPledge], part: Part, letter: LetterOfIntent
) -> Iterator[Line]:
    """A line for each contribution of the form, beside what the letter has in its place."""
    stored = [*letter.pledged]
    for number, told in enumerate(read):
        ordinal = _("Contribution %(number)d") % {"number": number + 1}
        value = _pledge(told.pledge)
        now = _pledge(stored[number]) if number < len(stored) else ""
        yield Line(part.title, ordinal, value, "" if now == value else now, told.is_likely)


def _pledge(pledge: Pledge) -> str:
    return pledge_words.line_of(pledge, get_language() or "en") or str(pledge)


def _left(line: LeftOver) -> tuple[str, "StrOrPromise"]:
    return line.text, WHY[line.reason]


def of_refusal(refusal: UnreadableFileError) -> "StrOrPromise":
    """Why a file was not read at all."""
    return REFUSED.get(refusal.reason, BROKEN)


def of_refused(turn: Turn) -> str:
    """Which part was not taken over, and why."""
    part = turn.record.part
    said = {"part": part.title, "why": " ".join(sentences(turn.forms))}
    return _("“%(part)s” was not taken over: %(why)s") % said
