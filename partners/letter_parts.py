"""The parts of a letter of intent, in their order: title, form, checks and answers (A1-2c)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BaseFormSet
from django.utils.translation import gettext_lazy as _

from partners.forms import pledges
from partners.forms.letters import (
    AreasForm,
    CommitmentForm,
    ContactForm,
    DocumentForm,
    OrganizationForm,
    PartForm,
    SignatureForm,
)
from partners.models import LetterOfIntent, Question
from partners.reading import answer_rows, completeness
from partners.reading.answer_rows import AnswerRow

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Under this name the parts are kept as revisions.
TEXT = "partners.letter"


@dataclass(frozen=True)
class Problem:
    """Something that keeps a letter from being sent, and the clause that asks for it."""

    part: str
    field: str
    text: "StrOrPromise"
    clause: str


@dataclass(frozen=True)
class Part:
    """One page of questions."""

    key: str
    title: "StrOrPromise"
    form_class: type[forms.Form] | type[PartForm]
    check: Callable[[LetterOfIntent], completeness.Missing] = lambda _letter: iter(())
    answers: Callable[[LetterOfIntent], Iterator[AnswerRow]] = lambda _letter: iter(())
    is_optional: bool = False
    # The same title, said of the sender to those who decide.
    to_officers: "StrOrPromise" = ""
    # The rows below the form, as they are kept or as they were sent.
    rows: Callable[[LetterOfIntent, Any], BaseFormSet] | None = None

    @property
    def number(self) -> int:
        return PARTS.index(self) + 1

    @property
    def next(self) -> "Part | None":
        return PARTS[self.number] if self.number < len(PARTS) else None

    def text_key(self, letter: LetterOfIntent) -> str:
        """What tells this part of this letter from all others, among the revisions."""
        return f"{letter.pk}-{self.key}"

    def problems(self, letter: LetterOfIntent) -> list[Problem]:
        """What is missing in this part."""
        return [Problem(self.key, *missing) for missing in self.check(letter)]

    def state(self, letter: LetterOfIntent, problems: list[Problem]) -> str:
        """``completed``, ``started``, ``open``, or ``optional`` while it is empty."""
        if self.is_optional:
            return "completed" if letter.attachments.exists() else "optional"
        if not problems:
            return "completed"
        return "started" if self._is_touched(letter) else "open"

    def _is_touched(self, letter: LetterOfIntent) -> bool:
        # Every letter has a language from the beginning.
        meta: Any = self.form_class
        fields = set(meta._meta.fields) - {"language"}
        return letter.version > 1 and any(getattr(letter, name) for name in fields)


PARTS = (
    Part(
        "organization",
        _("Who you are"),
        OrganizationForm,
        completeness.organization,
        answer_rows.organization,
        to_officers=_("Who they are"),
    ),
    Part(
        "areas",
        _("Partnership areas you want to work in"),
        AreasForm,
        completeness.areas,
        answer_rows.areas,
        to_officers=_("Partnership areas they want to work in"),
    ),
    Part(
        "commitment",
        _("Your commitment and contribution"),
        CommitmentForm,
        completeness.commitment,
        answer_rows.commitment,
        to_officers=_("Their commitment and contribution"),
        rows=pledges.rows_of,
    ),
    Part(
        "contact",
        _("Your contact point and signatory"),
        ContactForm,
        completeness.contact,
        answer_rows.contact,
        to_officers=_("Their contact point and signatory"),
    ),
    Part(
        "signature",
        _("Sign or upload the letter"),
        SignatureForm,
        completeness.signature,
        answer_rows.signature,
        to_officers=_("How they signed the letter"),
    ),
    Part("documents", _("Supporting documents"), DocumentForm, is_optional=True),
)
REQUIRED = tuple(part for part in PARTS if not part.is_optional)


def find(key: str) -> Part | None:
    return next((part for part in PARTS if part.key == key), None)


def problems(letter: LetterOfIntent) -> list[Problem]:
    """Everything that is missing, in the order of the parts."""
    return [problem for part in PARTS for problem in part.problems(letter)]


def answers(letter: LetterOfIntent) -> list[tuple[Part, list[AnswerRow]]]:
    """The parts with their answers, as they are shown before the letter is sent and after.

    A corrected version says beside each changed answer what stood there before; beside what UNEP
    asked about stands the question, and what was answered.
    """
    asked = [] if letter.is_draft else [*_asked(letter)]
    parts = []
    for part in REQUIRED:
        rows = list(part.answers(letter))
        if letter.replaces is not None:
            rows = answer_rows.compared(rows, part.answers(letter.replaces))
        parts.append((part, answer_rows.with_questions(rows, asked)))
    return parts


def _asked(letter: LetterOfIntent) -> Iterator[Question]:
    """Every question of UNEP about the letter, with its request, the first one first."""
    for request in letter.requests.all():
        for question in request.questions.all():
            question.request = request
            yield question
