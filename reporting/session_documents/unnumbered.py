"""Lines without a number: headings, the end of a paragraph, or paragraphs of their own."""

from dataclasses import dataclass, replace

from reporting.session_documents import headings
from reporting.session_documents import lines as marks
from reporting.session_documents.flow import LONG, Flow
from reporting.session_documents.headings import Surroundings
from reporting.session_documents.lines import Line, has_ended, units
from reporting.session_documents.pieces import TEXTS


@dataclass
class Unnumbered(Flow):
    """Places what no mark explains, by its length, its end and its neighbours."""

    def _free(self, line: Line) -> None:
        around = Surroundings(
            is_apart_before=self._is_apart_before(line),
            is_apart_after=self._is_apart_after(line),
            has_ended_before=self._has_ended_before(),
            following=self._following(),
        )
        weight = headings.weigh(line, around, self.witness)
        if weight < 2 and self._continues(line, weight):
            self._extend(line, doubt=self._doubt_of_joining(line))
        elif (
            self.in_decision and not self.operative and not line.degree and not weight >= 2
        ):
            opens = self.pieces[-1].kind == "decision"
            self._add("opening" if opens else "preamble", line)
        elif weight and not self._is_one_of_lines(line):
            self._heading(line, weight)
        else:
            self._loose(line, around)

    def _heading(self, line: Line, weight: int) -> None:
        self.in_decision, self.letters = False, []
        level = self.witness.level(line.words) or self._degree_level(line)
        self._add(
            "heading",
            line,
            level=min(level, 3),
            doubt="" if weight >= 2 else "heading_alone",
        )

    def _degree_level(self, line: Line) -> int:
        if line.degree:
            degrees = sorted({*self.counters.degrees, line.degree})
            self.counters.degrees = degrees
            return degrees.index(line.degree) + 1
        return self.counters.depth

    def _is_one_of_lines(self, line: Line) -> bool:
        """One of several short lines right below each other, such as an address."""
        following = self._following()
        before = self.before
        is_beside = (
            before is not None
            and before.number == line.number - 1
            and self._kind_before() in ("lines", "plain")
            and headings.is_short(before)
            and units(before.words) < headings.WIDE
        )
        below = (
            following is not None
            and following.number == line.number + 1
            and (
                headings.is_short(following) or bool(marks.ADDRESS.search(following.words))
            )
            and not self._labels(following)
            and not marks.NUMBERED.fullmatch(following.words)
            and not marks.PART.fullmatch(following.words)
        )
        is_narrow = units(line.words) < headings.WIDE
        return not line.degree and (is_beside or (below and is_narrow))

    def _loose(self, line: Line, around: Surroundings) -> None:
        last = self.pieces[-1] if self.pieces else None
        if line.removed and marks.ADDRESS.match(line.words):
            self._add("note", line, doubt="note_without_mark")
            return
        is_short = not has_ended(line.words) and units(line.words) <= headings.LONGEST
        if last and last.kind == "lines" and last.lines[-1] == line.number - 1 and is_short:
            self._extend(line, doubt="lines_together")
        elif is_short and self._is_one_of_lines(line):
            self._add("lines", line, doubt="lines_together")
        elif is_short and around.following is not None and not has_ended(line.words):
            self._add("plain", line, doubt="short_alone")
        else:
            self._add("plain", line)

    def _continues(self, line: Line, weight: int) -> bool:
        last = self.pieces[self._last_text()] if self._last_text() >= 0 else None
        if last is None or last.kind not in TEXTS or line.degree or line.is_strong:
            return False
        is_next = self.before is not None and self.before.number == line.number - 1
        written = self.texts[self._last_text()]
        if is_next and self.is_wrapped and not weight:
            return last.kind != "opening" and not (
                has_ended(written) and units(self.before.text) < LONG  # type: ignore[union-attr]
            )
        ended = has_ended(written) or (
            self.in_decision and written.rstrip(" *_").endswith(marks.PAUSES)
        )
        if ended or last.kind == "opening":
            return False
        begins_low = line.words[0].islower() or written.rstrip().endswith(marks.PAUSES)
        begins_low = begins_low or marks.is_open(written)
        is_long = units(written) >= LONG
        if is_next:
            return is_long or begins_low
        if headings.is_short(line) and not begins_low:
            return False
        return begins_low or is_long

    def _doubt_of_joining(self, line: Line) -> str:
        """Across an empty line without a page's end a paragraph seldom goes on."""
        piece = self.pieces[self._last_text()]
        if piece.doubt and piece.doubt != "short_alone":
            return piece.doubt
        is_next = self.before is not None and self.before.number == line.number - 1
        written = self.texts[self._last_text()].rstrip()
        goes_on = line.words[0].islower() or written.endswith(marks.PAUSES)
        if is_next or self.page_cut or goes_on:
            return ""
        sure = piece.kind in ("paragraph", "item") and has_ended(line.words)
        return "" if sure else "joined_across_gap"

    def _labels(self, line: Line) -> bool:
        return headings.labelled(line, replace(self.counters), self.witness) is not None
