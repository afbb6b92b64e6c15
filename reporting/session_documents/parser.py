"""From the text of a past session document to its structure, without losing a line."""

from collections.abc import Sequence
from dataclasses import replace

from gmp_portal.typesetting.content import (
    Annex,
    Block,
    Chapter,
    DraftDecision,
    Paragraph,
    Section,
    Text,
    Unnumbered,
    words,
)
from gmp_portal.typesetting.languages import language as spoken
from gmp_portal.typesetting.session import SessionDocument
from reporting.session_documents import front, lines, parts
from reporting.session_documents.blocks import Resolver
from reporting.session_documents.lines import Line
from reporting.session_documents.parts import NoteDraft, Part, PartReader
from reporting.session_documents.understanding import Account, Stats, Understanding


def parse(text: str, *, language: str) -> Understanding:
    """Return the document of a text, and what each of its lines was taken for."""
    account = Account()
    all_lines = lines.split(text)
    first_page, body = _parted(all_lines)
    stars: dict[str, NoteDraft] = {}
    star_calls = front.calls(first_page)
    first_page = _without_star_notes(first_page, star_calls, stars, account)
    read = _parts(body, language, star_calls, stars, account)
    page = front.read(
        [line for line in first_page if not line.is_blank], parts.texts_of(stars), account
    )
    for mark, note in stars.items():
        if mark not in star_calls:
            _leave(note.lines, all_lines, "note without call", account)
    resolvers = [Resolver(part, account, all_lines, spoken(language)) for part in read]
    built = [resolver.blocks() for resolver in resolvers]
    annexes = [
        Annex(blocks=blocks, title=lines.unescaped(part.title))
        for part, blocks in zip(read[1:], built[1:], strict=True)
    ]
    document = SessionDocument(
        language=language,
        title=page.title,
        subtitle=page.subtitle,
        symbol=page.symbol,
        body_code=_body_code(page.symbol),
        distribution=page.distribution,
        issued_on=page.issued_on,
        original_language=page.original_language,
        meeting=page.meeting,
        blocks=built[0],
        annexes=tuple(annexes),
    )
    document = _with_remainder(document, account)
    return Understanding(
        document=document,
        understood=tuple(account.understood[n] for n in sorted(account.understood)),
        not_understood=tuple(
            account.not_understood[n] for n in sorted(account.not_understood)
        ),
        stats=_stats(document, account, len(annexes), sum(r.placed for r in resolvers)),
    )


def _parted(all_lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Return the lines of the first page and the lines from the first paragraph on."""
    for index, line in enumerate(all_lines):
        if parts.starts(line) or (parts.annex_of(line) and index):
            return all_lines[:index], all_lines[index:]
    return all_lines, []


def _without_star_notes(
    first_page: Sequence[Line],
    calls: set[str],
    stars: dict[str, NoteDraft],
    account: Account,
) -> list[Line]:
    """Return the first page without rules and without the asterisk notes at its foot."""
    rest: list[Line] = []
    for line in first_page:
        match = lines.STAR.fullmatch(lines.unescaped(line.text))
        if line.is_rule:
            account.place(line.number, line.text, "rule")
        elif match and match[1] in calls and match[1] not in stars:
            stars[match[1]] = NoteDraft(match[1], match[2], [line.number])
            account.place(line.number, line.text, "note")
        else:
            rest.append(line)
    return rest


def _parts(
    body: list[Line],
    language: str,
    star_calls: set[str],
    stars: dict[str, NoteDraft],
    account: Account,
) -> list[Part]:
    wrapped = parts.is_wrapped(body)

    def reader() -> PartReader:
        return PartReader(account, star_calls, stars, language, is_wrapped=wrapped)

    current = reader()
    read: list[Part] = []
    for line in body:
        opening = parts.annex_of(line)
        if opening:
            read.append(current.finish())
            current = reader()
            current.part.title = opening[3] or ""
            account.place(line.number, line.text, "annex")
        else:
            current.feed(line)
    return [*read, current.finish()]


def _leave(
    numbers: list[int], all_lines: Sequence[Line], role: str, account: Account
) -> None:
    for number in numbers:
        account.leave(number, all_lines[number - 1].text, role)


def _body_code(symbol: str) -> str:
    return "MC" if "/MC/" in symbol else "EP" if symbol.startswith("UNEP") else ""


def _with_remainder(document: SessionDocument, account: Account) -> SessionDocument:
    """Keep the lines that found no place, as the last part of the document."""
    kept: list[Text] = [
        words(lines.unescaped(reading.text))
        for _, reading in sorted(account.not_understood.items())
        if reading.role != "number out of order"
    ]
    if not kept:
        return document
    remainder = Annex(
        blocks=tuple(Unnumbered(text) for text in kept),
        title=spoken(document.language).remainder,
        is_numbered=False,
    )
    return replace(document, annexes=(*document.annexes, remainder))


def _stats(document: SessionDocument, account: Account, annexes: int, notes: int) -> Stats:
    blocks: list[Block] = [*document.blocks]
    for annex in document.annexes:
        blocks.extend(annex.blocks)
    starred = sum(
        1
        for line in vars(document.meeting).values()
        for run in line
        if not isinstance(run, str)
    )

    def count(*kinds: type) -> int:
        return sum(isinstance(block, kinds) for block in blocks)

    return Stats(
        lines=len(account.understood) + len(account.not_understood),
        understood=len(account.understood),
        not_understood=len(account.not_understood),
        chapters=count(Chapter),
        sections=count(Section),
        paragraphs=count(Paragraph),
        notes=notes + starred,
        annexes=annexes,
        decisions=count(DraftDecision),
    )
