"""A form to fill in with Word: questions in tables, each answer in a cell that is known again."""

from gmp_portal.exchange.word import elements, form_sheets, pages, runs, styles, tables
from gmp_portal.exchange.word.composing import Composer
from gmp_portal.exchange.word.covers import LANGUAGE_PROPERTY
from gmp_portal.exchange.word.elements import Element, flag, properties, w, w14, words
from gmp_portal.exchange.word.form_sheets import (
    FORM_PROPERTY,
    LONG_TEXT,
    TEXT,
    VERSION_PROPERTY,
    FormSheet,
    Question,
    Section,
)
from gmp_portal.exchange.word.package import Facts
from gmp_portal.exchange.word.pages import Frame
from gmp_portal.exchange.word.tongues import SANS, Tongue

SIZE = 10
LABEL_WIDTH, ANSWER_WIDTH = 58, 102
SHORT, LONG = 9, 28
GROUND, LINE = "EEF4F8", "8FA9BC"
EMPTY_BOX, TICKED_BOX, BOX_FONT = "2610", "2612", "MS Gothic"


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
    hints = (question.hint, form_sheets.instruction(question, composer.tongue.code))
    return [
        composer.paragraph("GMP Question", composer.plain(question.label)),
        *(composer.paragraph("GMP Hint", composer.plain(hint)) for hint in hints if hint),
    ]


def _answer(composer: Composer, question: Question) -> list[Element]:
    lines = [
        composer.paragraph(
            "GMP Choice", [_box()], [runs.tab()], composer.plain(choice.label)
        )
        for choice in form_sheets.offered(question, composer.tongue.code)
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
