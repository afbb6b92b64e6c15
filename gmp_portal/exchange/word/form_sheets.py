"""What a form in Word asks: questions in sections, in one language, with a key for each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gmp_portal.typesetting import fixed_words
from gmp_portal.typesetting.data import Storable

TEXT, LONG_TEXT, CHOICE, CHOICES, YES_NO = (
    "text",
    "long_text",
    "choice",
    "choices",
    "yes_no",
)
KINDS = (TEXT, LONG_TEXT, CHOICE, CHOICES, YES_NO)
YES, NO = "yes", "no"
# A bookmark has 40 letters, figures and underscores at most, with those that hide it.
KEY = re.compile(r"[A-Za-z0-9_]{1,35}")
FORM_PROPERTY, VERSION_PROPERTY = "gmp_form", "gmp_form_version"
INSTRUCTIONS = {CHOICE: "Tick one.", YES_NO: "Tick one.", CHOICES: "Tick all that apply."}


@dataclass(frozen=True)
class Choice:
    """One of the answers that a question offers."""

    key: str
    label: str


@dataclass(frozen=True)
class Question:
    """A question, how it is answered, and a line that helps."""

    key: str
    label: str
    hint: str = ""
    kind: str = TEXT
    choices: tuple[Choice, ...] = ()

    def __post_init__(self) -> None:
        if not KEY.fullmatch(self.key):
            raise ValueError(f"{self.key!r} cannot be the name of a bookmark.")
        if self.kind not in KINDS:
            raise ValueError(f"{self.kind!r} is not a kind of question.")


@dataclass(frozen=True)
class Section:
    """Questions under a common heading."""

    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class FormSheet(Storable):
    """A form in one language; ``key`` and ``version`` say which one it is when it comes back."""

    language: str
    title: str
    key: str
    version: str
    intro: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()

    @property
    def questions(self) -> Iterator[Question]:
        return (question for section in self.sections for question in section.questions)


def offered(question: Question, language: str) -> tuple[Choice, ...]:
    """Return the choices of a question; yes and no are words of the language."""
    if question.kind != YES_NO:
        return question.choices
    say = fixed_words.speaker(language)
    return (Choice(YES, say("Yes")), Choice(NO, say("No")))


def instruction(question: Question, language: str) -> str:
    """Return the line that says how many boxes to tick; nothing where there are none."""
    sentence = INSTRUCTIONS.get(question.kind)
    return fixed_words.speaker(language)(sentence) if sentence else ""
