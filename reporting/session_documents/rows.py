"""Rows of tables, and what notes and the ends of pages do to them."""

from dataclasses import dataclass

from reporting.session_documents import lines as marks
from reporting.session_documents.lines import Line
from reporting.session_documents.pieces import Piece
from reporting.session_documents.unnumbered import Unnumbered


@dataclass
class Rows(Unnumbered):
    """Places rows: beside each other, across a page, and not the same head twice."""

    def _is_row(self, line: Line) -> bool:
        cells = [cell for cell in line.cells if cell]
        if len(cells) > 1 or (line.cells and marks.TABLE_ROW.fullmatch(line.text)):
            return True
        if not line.cells:
            return False
        # One cell that spans the columns is a row only beside other rows.
        following = self._following()
        is_above = bool(following) and len(following.cells) > 1  # type: ignore[union-attr]
        return is_above or self._kind_before() in ("table", "caption")

    def _row(self, line: Line) -> bool:
        if not self._is_row(line):
            return False
        index = self._last_text()
        if index < 0 or self.pieces[index].kind != "table":
            self._add("table", line, doubt=self._doubt_of_row(line))
            return True
        table = self.pieces[index]
        if table.lines[-1] == line.number - 1 and not self.page_cut:
            self._extend(line)
        elif self._is_head_again(table, line):
            # The head of the table, printed once more at the top of the next page.
            self._add("residue", line)
            self.head_at = line.number
        elif self._goes_on(self._line(table.lines[0]), line):
            self._extend(line)
        else:
            self._add("table", line, doubt=self._doubt_of_row(line))
        return True

    def _is_head_again(self, table: Piece, line: Line) -> bool:
        if self._line(table.lines[0]).text == line.text:
            return True
        is_second = self.head_at == line.number - 1 and len(table.lines) > 1
        return is_second and self._line(table.lines[1]).text == line.text

    def _goes_on(self, first: Line, line: Line) -> bool:
        """A table goes on below a gap with as many columns, or with an empty first cell."""
        return not line.cells[0] or len(line.cells) == len(first.cells)

    def _doubt_of_row(self, line: Line) -> str:
        following = self._following()
        last = self.pieces[-1] if self.pieces else None
        if (following and following.cells) or (last and last.kind == "caption"):
            return ""
        return "row_alone"
