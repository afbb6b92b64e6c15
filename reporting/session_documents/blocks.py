"""Drafts become blocks, and notes go to their calls."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from gmp_portal.typesetting.content import (
    Block,
    Chapter,
    DraftDecision,
    Emphasis,
    Note,
    Operative,
    Paragraph,
    Run,
    Section,
    SubParagraph,
    Subsection,
    Table,
    Text,
    Unnumbered,
    words,
)
from gmp_portal.typesetting.languages import Language
from gmp_portal.typesetting.numbering import Numbers
from reporting.session_documents.lines import CALL, EMPHASIS, SUPERSCRIPTS, Line, unescaped
from reporting.session_documents.parts import Draft, NoteDraft, Part
from reporting.session_documents.understanding import Account

BRACKETS = re.compile(r"[()（）.、‘’ -]")
SEPARATOR = re.compile(r"[|\s:-]+")
HEADINGS: dict[str, Callable[[str], Block]] = {
    "chapter": Chapter,
    "section": Section,
    "subsection": Subsection,
}
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Resolver:
    """Turns the drafts of one part into blocks."""

    def __init__(
        self, part: Part, account: Account, all_lines: Sequence[Line], language: Language
    ) -> None:
        self.language = language
        self.part = part
        self.account = account
        self.all_lines = all_lines
        self.open_notes: list[NoteDraft] = list(part.notes)
        self.placed = 0

    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks of the part; notes without a call are left."""
        blocks: list[Block] = []
        numbers = Numbers(self.language)
        drafts = list(self.part.drafts)
        while drafts:
            draft = drafts.pop(0)
            if draft.kind == "decision":
                members = []
                while drafts and drafts[0].kind in (
                    "opening",
                    "preamble",
                    "operative",
                    "item",
                ):
                    members.append(drafts.pop(0))
                blocks.append(self._decision(draft, members))
            else:
                blocks.append(self._renumbered(draft, self._block(draft), numbers))
        for note in self.open_notes:
            for number in note.lines:
                text = self.all_lines[number - 1].text
                self.account.leave(number, text, "note without call")
        return tuple(blocks)

    def _renumbered(self, draft: Draft, block: Block, numbers: Numbers) -> Block:
        """Compare the number that structure gives with the one that was printed."""
        before = replace(numbers)
        given = numbers.label(block)
        if not draft.label or BRACKETS.sub("", given) == draft.label:
            return block
        if isinstance(block, SubParagraph):
            vars(numbers).update(vars(before))
            kept = Unnumbered(words(f"({draft.label}) ", *block.runs))
            numbers.label(kept)
            return kept
        number = draft.lines[0]
        self.account.leave(number, self.all_lines[number - 1].text, "number out of order")
        return block

    def _block(self, draft: Draft) -> Block:
        if draft.kind in HEADINGS:
            return HEADINGS[draft.kind](self._plain(draft.text))
        if draft.kind == "table":
            return self._table(draft)
        if draft.kind in ("paragraph", "operative"):
            return Paragraph(self._text(draft.text))
        if draft.kind in ("sub", "item"):
            return SubParagraph(draft.level, self._text(draft.text))
        return Unnumbered(self._text(draft.text))

    def _decision(self, title: Draft, members: list[Draft]) -> DraftDecision:
        opening: Text = ()
        preamble: list[Text] = []
        operative: list[tuple[Text, list[Text]]] = []
        for draft in members:
            text = self._text(draft.text)
            if draft.kind == "opening":
                opening = text
            elif draft.kind == "preamble":
                preamble.append(text)
            elif draft.kind == "operative":
                operative.append((text, []))
            else:
                operative[-1][1].append(text)
        return DraftDecision(
            title=self._plain(title.text),
            opening=opening,
            preamble=tuple(preamble),
            operative=tuple(Operative(text, tuple(items)) for text, items in operative),
        )

    def _table(self, draft: Draft) -> Table:
        rows = [
            [cell.strip() for cell in row.strip().strip("|").split("|")]
            for row in draft.text.split("\n")
            if not SEPARATOR.fullmatch(row)
        ]
        header = tuple(self._plain(cell) for cell in rows[0]) if rows else ()
        body = tuple(tuple(self._text(cell) for cell in row) for row in rows[1:])
        return Table(title="", header=header, rows=body)

    def _plain(self, text: str) -> str:
        marked = CALL.sub(lambda call: self._number(call).translate(RAISED), text)
        return unescaped(marked)

    def _text(self, text: str) -> Text:
        runs: list[Run] = []
        position = 0
        for call in CALL.finditer(text):
            note = self._note(self._number(call))
            if note is None:
                continue
            runs += self._runs(text[position : call.start()])
            runs.append(Note(self._plain(note.text)))
            position = call.end()
        return words(*runs, *self._runs(text[position:]))

    def _runs(self, text: str) -> list[Run]:
        text = CALL.sub(lambda call: self._number(call).translate(RAISED), text)
        pieces = EMPHASIS.split(text)
        return [
            Emphasis(unescaped(piece)) if index % 2 else unescaped(piece)
            for index, piece in enumerate(pieces)
        ]

    def _number(self, call: re.Match[str]) -> str:
        return call[1] or call[2].translate(SUPERSCRIPTS)

    def _note(self, mark: str) -> NoteDraft | None:
        for note in self.open_notes:
            if note.mark == mark:
                self.open_notes.remove(note)
                self.placed += 1
                return note
        return None
