"""A plan or a report of an area in Word: its front, a list of contents, and its parts."""

from collections.abc import Iterator, Mapping, Sequence

from gmp_portal.exchange.word import blocks, elements, pages, runs, tables
from gmp_portal.exchange.word.composing import TEXT_WIDTH, Composer
from gmp_portal.exchange.word.covers import LANGUAGE_PROPERTY
from gmp_portal.exchange.word.elements import Element, w
from gmp_portal.exchange.word.package import Facts
from gmp_portal.exchange.word.pages import Frame
from gmp_portal.exchange.word.tongues import SANS, Tongue
from gmp_portal.typesetting.content import Block, Chapter, Heading, Table
from gmp_portal.typesetting.publication import PublicationDocument, PublicationSection

SIZE = 10
# Between the margins of a page that lies on its long side, in millimetres.
WIDE_WIDTH = pages.HEIGHT - 2 * pages.MARGIN
CONTENTS = ' TOC \\o "1-1" \\h \\z '
# Headings of this level are the names of rows that are no lines of a table.
ROW_LEVEL = 3


def publication(given: PublicationDocument, *, own: Mapping[str, str]) -> bytes:
    """Return the file: equal bytes for equal words, a hidden bookmark for each row."""
    composer = Composer(Tongue(given.language, SANS), is_tidied=True, has_bullets=True)
    body = [*_cover(composer, given), *_front(composer, given.front)]
    body += _contents(composer, given)
    body += _small_print(composer, given)
    # Not within the list of contents, which Word writes anew.
    end = pages.section(composer, is_wide=False)
    body.append(composer.paragraph(tables.BEHIND_TABLE, section=end))
    for place, part in enumerate(given.sections):
        composer.text_width = WIDE_WIDTH if part.is_wide else TEXT_WIDTH
        body += _part(composer, part, place + 1)
        following = given.sections[place + 1 : place + 2]
        if following and following[0].is_wide != part.is_wide:
            _break_pages(composer, body, is_wide=part.is_wide)
    named = {LANGUAGE_PROPERTY: given.language, **own}
    facts = Facts(given.title, composer.tongue.tag, given.issued_on, named)
    frame = Frame(given.draft, given.status_note, given.watermark)
    is_wide = bool(given.sections) and given.sections[-1].is_wide
    return pages.packed(composer, body, frame, facts, SIZE, is_wide=is_wide)


def _line(composer: Composer, style: str, text: str) -> list[Element]:
    return [composer.paragraph(style, composer.plain(text))] if text else []


def _break_pages(composer: Composer, body: list[Element], *, is_wide: bool) -> None:
    """End the pages before, which are upright or lie on their side, with their last line.

    A line of its own behind them would stand alone on a page where theirs is full.
    """
    section = pages.section(composer, is_wide=is_wide)
    behind = composer.paragraph(tables.BEHIND_TABLE)
    if _is_line(body[-2]) and elements.part(body[-1]) == elements.part(behind):
        body.pop()
    elif not _is_line(body[-1]):
        body.append(behind)
    body[-1].find("{*}pPr").append(section)


def _is_line(element: Element) -> bool:
    return bool(element.tag == w("p").tag)


def _cover(composer: Composer, given: PublicationDocument) -> Iterator[Element]:
    language = composer.language
    day = language.written(given.issued_on) if given.issued_on else ""
    yield from _line(composer, "GMP Cover line", given.publisher or language.programme)
    yield from _line(composer, "Title", given.title)
    yield from _line(composer, "Subtitle", given.subtitle)
    yield from _line(composer, "GMP Cover line", given.period)
    yield from _line(composer, "GMP Cover state", given.status_note)
    yield from _line(composer, "GMP Cover line", day)


def _front(composer: Composer, front: Sequence[PublicationSection]) -> Iterator[Element]:
    for part in front:
        yield from _line(composer, "GMP Heading 2", part.title)
        yield from blocks.blocks(composer, part.blocks)


def _contents(composer: Composer, given: PublicationDocument) -> Iterator[Element]:
    """The list of contents that Word brings up to date, as it is when the file is made."""
    yield from _line(composer, "GMP Contents title", composer.language.contents)
    numbers = type(composer.numbers)(composer.language)
    last = len(given.sections)
    for place, part in enumerate(given.sections, start=1):
        label = numbers.label(Chapter(part.title))
        begin = w("fldChar", fldCharType="begin", dirty="true")
        before = [
            w("r", begin),
            w("r", elements.words(CONTENTS, "instrText")),
            w("r", w("fldChar", fldCharType="separate")),
        ]
        words = runs.runs(f"{label} {composer.line(part.title)}", composer.tongue)
        page = pages.field(f"PAGEREF {_anchor(place)} \\h", "\u2013")
        entry = w("hyperlink", words, runs.tab(), page, anchor=_anchor(place), history=1)
        after = [w("r", w("fldChar", fldCharType="end"))] if place == last else []
        yield composer.paragraph("toc 1", before if place == 1 else (), [entry], after)


def _anchor(place: int) -> str:
    return f"_Toc{place:08d}"


def _small_print(composer: Composer, given: PublicationDocument) -> Iterator[Element]:
    for text in (*given.disclaimers, given.citation):
        yield from _line(composer, "GMP Table note", text)


def _part(composer: Composer, part: PublicationSection, place: int) -> list[Element]:
    made = blocks.blocks(composer, [Chapter(part.title)])
    composer.marked(made[0], _anchor(place))
    rows = _Rows(composer, part.key)
    for block in part.blocks:
        written = blocks.blocks(composer, [block])
        rows.mark(block, written)
        made += written
    return made


class _Rows:
    """Gives each row of a part a name by which it is known when the file comes back."""

    def __init__(self, composer: Composer, key: str) -> None:
        self.composer = composer
        self.key = key
        self.number = 0

    def mark(self, block: Block, written: Sequence[Element]) -> None:
        """Mark the lines of a table, or the heading that is the name of a row."""
        if not self.key:
            return
        if isinstance(block, Table):
            for row in _lines(written):
                self._mark(next(row.iter("{*}p")))
        elif isinstance(block, Heading) and block.level == ROW_LEVEL:
            self._mark(written[0])

    def _mark(self, paragraph: Element) -> None:
        self.number += 1
        self.composer.anchored(paragraph, f"{self.key}_{self.number}")


def _lines(written: Sequence[Element]) -> Iterator[Element]:
    """The rows of a table below its head."""
    for element in written:
        if element.tag.endswith("}tbl"):
            yield from (
                row
                for row in element.iter("{*}tr")
                if row.find("{*}trPr/{*}tblHeader") is None
            )
