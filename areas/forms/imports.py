"""Bringing a plan in Word, and what somebody says of its lines, lists and cells."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from areas.reading import import_words
from areas.reading.plan_imports import ADD, LEAVE, OUT, REPLACE, Coming
from areas.reading.row_tables import columns
from gmp_portal import characters
from gmp_portal.documents import processes
from gmp_portal.documents.forms import CheckedFileField
from gmp_portal.exchange.word import line_taker
from gmp_portal.exchange.word.file_lines import WordLines
from gmp_portal.exchange.word.opening import UnreadableFileError
from gmp_portal.ui.forms import PortalFormMixin
from gmp_portal.workflow import RuleRefusedError, unmet
from partners.reading import filled_form_words

SECONDS = 30
LONGEST_CELL = 5000
# A row that was left out comes back.
IN = "in"


class PlanImportForm(PortalFormMixin, forms.Form):
    """A plan that was written in Word; a process of its own reads it (R-17)."""

    upload = CheckedFileField(
        "areas.PlanImportForm.upload",
        label=_("Plan in Word"),
        error_messages={"required": _("Choose a file.")},
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        upload = values.get("upload")
        if upload is None:
            return values
        try:
            values["lines"] = _read(upload.content)
        except UnreadableFileError as refusal:
            self.add_error("upload", unmet(filled_form_words.of_refusal(refusal), "R-17"))
            return values
        if not values["lines"].lines:
            self.add_error("upload", unmet(_("Nothing is written in this file."), "R-17"))
        values["name"] = characters.line(upload.name)[:200]
        return values


def _read(data: bytes) -> WordLines:
    answer = processes.answer_of(line_taker.__name__, data, seconds=SECONDS)
    return line_taker.answered(answer)


class Said:
    """What was sent about an import, each part checked against what the page offers."""

    def __init__(self, data: QueryDict, coming: Coming) -> None:
        self.data, self.coming = data, coming
        self.settled = self._lines() | self._rows()
        self.chosen = self._chosen()
        self.mended = self._mended()

    def _lines(self) -> dict[str, str]:
        """Where lines go: those that were not sure, and those that somebody gave another place."""
        is_all_right = "all_right" in self.data
        said: dict[str, str] = {}
        for piece in self.coming.understanding.pieces:
            to = self.data.get(f"to-{piece.id}", "")
            if to and to not in import_words.allowed(piece):
                raise _not_offered()
            if to and (to != piece.to or not piece.is_sure):
                said[piece.id] = to
            elif is_all_right and not piece.is_sure:
                said[piece.id] = piece.to
        return said

    def _rows(self) -> dict[str, str]:
        """Which rows are left out, and which come back."""
        known = {row.name for each in self.coming.lists for row in each.rows}
        known |= {name for each in self.coming.lists for name, _words in each.left_out}
        said: dict[str, str] = {}
        for prefix, place in (("out-", OUT), ("in-", IN)):
            for name in known:
                if f"{prefix}{name}" in self.data:
                    said[name] = place
        return said

    def _chosen(self) -> dict[str, str]:
        """What becomes of what stands in the draft."""
        said: dict[str, str] = {}
        of_all = self.data.get("how_all", "")
        for target in self.coming.targets:
            choice = self.data.get(f"how-{target.key}", "")
            if not choice and not target.choice:
                choice = of_all
            if choice and choice not in (REPLACE, ADD, LEAVE):
                raise _not_offered()
            if choice and choice != target.choice:
                said[target.key] = choice
        return said

    def _mended(self) -> dict[str, dict[str, str]]:
        """Cells that say something else now."""
        said: dict[str, dict[str, str]] = {}
        for each in self.coming.lists:
            for row in each.rows:
                words = {cell.key: cell.words for cell in row.read.cells}
                for key in columns.keys_of(each.kind):
                    typed = self.data.get(f"cell-{row.name}-{key}")
                    if typed is None:
                        continue
                    mended = characters.prose(typed).strip()[:LONGEST_CELL]
                    if mended != words.get(key, ""):
                        said.setdefault(row.name, {})[key] = mended
        return said


def _not_offered() -> RuleRefusedError:
    return RuleRefusedError(
        _("This is not possible here, so nothing was changed."), clause="R-71", status=422
    )
