"""A form to fill in with Word: questions in tables, each answer in a cell that is known again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gmp_portal.exchange.word import elements, pages, runs, styles, tables
from gmp_portal.exchange.word.composing import Composer
from gmp_portal.exchange.word.elements import Element, flag, properties, w, w14, words
from gmp_portal.exchange.word.package import Facts
from gmp_portal.exchange.word.pages import Frame
from gmp_portal.exchange.word.tongues import SANS, Tongue
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
LANGUAGE_PROPERTY = "gmp_language"
SIZE = 10
LABEL_WIDTH, ANSWER_WIDTH = 58, 102
SHORT, LONG = 9, 28
GROUND, LINE = "EEF4F8", "8FA9BC"
EMPTY_BOX, TICKED_BOX, BOX_FONT = "2610", "2612", "MS Gothic"
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


def form(sheet: FormSheet) -> bytes:
    """Return the form as a Word file: equal bytes for an equal sheet."""
    composer = Composer(Tongue(sheet.language, SANS), is_tidied=True)
    body = [
        composer.paragraph("GMP Form title", composer.plain(sheet.title)),
        *(
            composer.paragraph("GMP Form intro", composer.plain(line))
            for line in sheet.intro
        ),
    ]
    for section in sheet.sections:
        body.append(composer.paragraph("GMP Form section", composer.plain(section.title)))
        body.append(_table(composer, section))
        body.append(composer.paragraph(tables.BEHIND_TABLE))
    own = {
        FORM_PROPERTY: sheet.key,
        VERSION_PROPERTY: sheet.version,
        LANGUAGE_PROPERTY: sheet.language,
    }
    facts = Facts(sheet.title, composer.tongue.tag, own=own)
    return pages.packed(composer, body, Frame(), facts, SIZE)


def _table(composer: Composer, section: Section) -> Element:
    widths = [elements.twips(LABEL_WIDTH), elements.twips(ANSWER_WIDTH)]
    rows = [_row(composer, question, widths) for question in section.questions]
    made = tables.grid(composer, rows, widths)
    laid_out = made[0]
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = (w(side, val="single", sz=4, space=0, color=LINE) for side in sides)
    laid_out.insert(len(laid_out) - 2, w("tblBorders", lines))
    laid_out.insert(len(laid_out) - 1, styles.margins(2))
    return made


def _row(composer: Composer, question: Question, widths: list[int]) -> Element:
    height = elements.twips(LONG if question.kind == LONG_TEXT else SHORT)
    # A long answer goes on overleaf; choices stay together.
    is_kept = question.kind not in (TEXT, LONG_TEXT)
    return w(
        "tr",
        w("trPr", flag("cantSplit", is_kept), w("trHeight", val=height, hRule="atLeast")),
        tables.cell(_label(composer, question), widths[0], GROUND),
        tables.cell(_answer(composer, question), widths[1]),
    )


def _label(composer: Composer, question: Question) -> list[Element]:
    hints = (question.hint, instruction(question, composer.tongue.code))
    return [
        composer.paragraph("GMP Question", composer.plain(question.label)),
        *(composer.paragraph("GMP Hint", composer.plain(hint)) for hint in hints if hint),
    ]


def _answer(composer: Composer, question: Question) -> list[Element]:
    lines = [
        composer.paragraph(
            "GMP Choice", [_box()], [runs.tab()], composer.plain(choice.label)
        )
        for choice in offered(question, composer.tongue.code)
    ] or [composer.paragraph("GMP Answer")]
    composer.anchored(lines[0], question.key)
    return lines


def _box() -> Element:
    """Return a box that Word and LibreOffice tick at a click."""
    font = w("rFonts", ascii=BOX_FONT, hAnsi=BOX_FONT, eastAsia=BOX_FONT, cs=BOX_FONT)
    sign = words(chr(int(EMPTY_BOX, 16)))
    return w(
        "sdt",
        w(
            "sdtPr",
            w14(
                "checkbox",
                w14("checked", val=0),
                w14("checkedState", val=TICKED_BOX, font=BOX_FONT),
                w14("uncheckedState", val=EMPTY_BOX, font=BOX_FONT),
            ),
        ),
        w("sdtContent", w("r", properties("rPr", font), sign)),
    )
