"""A letter as ministries know it: who writes to whom, where and when, and who signs."""

from gmp_portal.exchange.word import elements, pages, runs, styles, tables
from gmp_portal.exchange.word.composing import Composer
from gmp_portal.exchange.word.elements import Element, w
from gmp_portal.exchange.word.package import Facts
from gmp_portal.exchange.word.pages import Frame
from gmp_portal.exchange.word.tongues import SANS, Tongue
from gmp_portal.typesetting import fixed_words
from gmp_portal.typesetting.letter import LetterSheet

SIZE = 10.5
SENDER_WIDTH, PROGRAMME_WIDTH = 105, 55
SIGNER_WIDTH, GAP = 95, 10
LABEL_WIDTH, VALUE_WIDTH = 50, 110
TO_SIGN = ("Place and date", "Signature")
# Where nobody is named who signs.
WHO_SIGNS = ("Name of the signatory", "Function")


def letter(sheet: LetterSheet, *, to_sign: bool = False) -> bytes:
    """Return the letter with the facts and the order of its PDF; ``to_sign`` leaves lines."""
    composer = Composer(Tongue(sheet.language, SANS), is_tidied=True)
    body = [
        *_head(composer, sheet),
        _particulars(composer, sheet),
        *(_line(composer, "GMP Addressee", line) for line in sheet.addressee),
        _line(composer, "GMP Subject", sheet.subject),
        *(
            composer.paragraph("GMP Letter text", composer.text(text))
            for text in sheet.body
        ),
        *(_to_sign(composer, sheet) if to_sign else _signature(composer, sheet)),
        *_summary(composer, sheet),
    ]
    title = " · ".join(part for part in (sheet.reference, sheet.subject) if part)
    facts = Facts(" ".join(title.split()), composer.tongue.tag, sheet.issued_on)
    return pages.packed(composer, body, Frame(sheet.draft, sheet.reference), facts, SIZE)


def _line(composer: Composer, style: str, text: str) -> Element:
    return composer.paragraph(style, composer.plain(text))


def _lines(composer: Composer, style: str, texts: tuple[str, ...]) -> list[Element]:
    """Return lines of which the first names somebody."""
    return [
        _line(composer, style if place else f"{style} name", text)
        for place, text in enumerate(texts)
    ]


def _head(composer: Composer, sheet: LetterSheet) -> list[Element]:
    sender = _lines(composer, "GMP Sender", sheet.sender)
    if not sheet.from_programme:
        return sender
    lines = composer.language.programme_lines.split("\n")
    programme = [_line(composer, "GMP Programme", line) for line in lines]
    widths = [elements.twips(SENDER_WIDTH), elements.twips(PROGRAMME_WIDTH)]
    cells = [
        tables.cell(sender or [composer.paragraph("GMP Sender")], widths[0]),
        tables.cell(programme, widths[1]),
    ]
    return [_plain_grid(composer, [tables.row(cells)], widths)]


def _plain_grid(composer: Composer, rows: list[Element], widths: list[int]) -> Element:
    """Return a table of which no line is to be seen."""
    made = tables.grid(composer, rows, widths)
    laid_out = made[0]
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = w("tblBorders", (w(side, val="nil") for side in sides))
    laid_out.insert(len(laid_out) - 2, borders)
    laid_out.insert(len(laid_out) - 1, styles.margins(0))
    return made


def _particulars(composer: Composer, sheet: LetterSheet) -> Element:
    language = composer.language
    label = f"{language.reference}{language.colon}"
    gap = "" if composer.tongue.is_chinese else " "
    reference = (
        [
            *composer.plain(label, "GMP Label"),
            *runs.runs(f"{gap}{sheet.reference}", composer.tongue),
        ]
        if sheet.reference
        else []
    )
    day = language.written(sheet.issued_on) if sheet.issued_on else ""
    return composer.paragraph(
        "GMP Particulars", reference, [runs.tab()], runs.runs(day, composer.tongue)
    )


def _signature(composer: Composer, sheet: LetterSheet) -> list[Element]:
    if not sheet.signature:
        return []
    space = composer.paragraph("GMP Space to sign")
    return [space, *_lines(composer, "GMP Signature", sheet.signature)]


def _to_sign(composer: Composer, sheet: LetterSheet) -> list[Element]:
    """Return lines to sign on, who signs below them, and beside them a place for the stamp."""
    say = fixed_words.speaker(composer.language.code)
    widths = [elements.twips(width) for width in (SIGNER_WIDTH, GAP, PROGRAMME_WIDTH)]
    lines = [
        paragraph
        for words in (TO_SIGN if sheet.signature else (*TO_SIGN, *WHO_SIGNS))
        for paragraph in (
            composer.paragraph("GMP Line to sign"),
            _line(composer, "GMP Below line", say(words)),
        )
    ]
    lines += _signature(composer, sheet)
    stamp = [_line(composer, "GMP Below line", say("Stamp or seal"))]
    cells = [
        tables.cell(lines, widths[0]),
        _framed(tables.cell([composer.paragraph("GMP Below line")], widths[1]), "right"),
        _framed(tables.cell(stamp, widths[2]), *styles.BOX),
    ]
    space = composer.paragraph("GMP Space to sign")
    return [space, _plain_grid(composer, [tables.row(cells)], widths)]


def _framed(cell: Element, *sides: str) -> Element:
    """Return the cell with a thin line on these sides."""
    lines = (w(side, val="dashed", sz=4, space=0, color="999999") for side in sides)
    inner = (w(side, w=elements.twips(2), type="dxa") for side in styles.BOX)
    cell[0].extend([w("tcBorders", lines), w("tcMar", inner)])
    return cell


def _summary(composer: Composer, sheet: LetterSheet) -> list[Element]:
    """Return the facts with how to check them: all on one page, or all on the next."""
    verification = _verification(composer, sheet)
    if not sheet.summary:
        return verification
    title = sheet.summary_title
    heading = [_line(composer, "GMP Summary title", title)] if title else []
    widths = [elements.twips(LABEL_WIDTH), elements.twips(VALUE_WIDTH)]
    rows = [
        tables.row(
            [
                tables.cell([_line(composer, "GMP Summary label", fact.label)], widths[0]),
                tables.cell([_line(composer, "GMP Summary value", fact.value)], widths[1]),
            ]
        )
        for fact in sheet.summary
    ]
    rows += [tables.row([_whole_row(verification, sum(widths))])] if verification else []
    behind = composer.paragraph(tables.BEHIND_TABLE)
    return [*heading, tables.grid(composer, rows, widths), behind]


def _whole_row(paragraphs: list[Element], width: int) -> Element:
    """Return a cell across both columns, below the last line of the table."""
    cell = tables.cell(paragraphs, width)
    borders = w("tcBorders", w("bottom", val="nil"))
    cell[0].extend([w("gridSpan", val=2), borders])
    return cell


def _verification(composer: Composer, sheet: LetterSheet) -> list[Element]:
    if not sheet.verification_url:
        return []
    language, gap = composer.language, "" if composer.tongue.is_chinese else " "
    lines = [f"{language.verify}{gap}{sheet.verification_url}"]
    if sheet.fingerprint:
        lines.append(f"{language.fingerprint}{language.colon}{gap}{sheet.fingerprint}")
    return [_line(composer, "GMP Verification", "\n".join(lines))]
