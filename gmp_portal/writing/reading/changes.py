"""What changed from one revision to another, field by field."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from gmp_portal.ui.versions import Row, in_words, label_of, prose_of
from gmp_portal.writing import compare
from gmp_portal.writing.compare import Line
from gmp_portal.writing.models import Revision
from gmp_portal.writing.written import Forms


@dataclass(frozen=True)
class FieldChange:
    """A field that two revisions have otherwise."""

    label: str
    lines: tuple[Line, ...]

    @property
    def is_form_only(self) -> bool:
        """Whether the words are the same, and only a heading, a list or a figure is another."""
        return not any(line.is_changed for line in self.lines)


def between(forms: Forms, old: Revision, new: Revision) -> list[FieldChange]:
    """Compare two revisions: words in texts, entries in lists; what moved is marked as such."""
    names = [*new.values, *(name for name in old.values if name not in new.values)]
    differ = [
        (name, FieldChange(label_of(forms, name), _lines(forms, name, old, new)))
        for name in names
        if old.values.get(name, []) != new.values.get(name, [])
    ]
    # A row that was typed anew as it was differs in its key alone, which nobody reads.
    prose = prose_of(forms)
    return [change for name, change in differ if name in prose or not change.is_form_only]


def _lines(forms: Forms, name: str, old: Revision, new: Revision) -> tuple[Line, ...]:
    before, after = old.values.get(name, []), new.values.get(name, [])
    if _are_rows(before) or _are_rows(after):
        return compare.moved_rows(_rows(forms, name, before), _rows(forms, name, after))
    return compare.lines(_said(forms, name, before), _said(forms, name, after))


def _said(forms: Forms, name: str, value: Any) -> list[str]:
    """The paragraphs; the empty lines between them are no words."""
    return [line for line in in_words(forms, name, value).splitlines() if line.strip()]


def _are_rows(value: Sequence[Any]) -> bool:
    return any(isinstance(row, dict) for row in value)


def _rows(forms: Forms, name: str, rows: Sequence[Any]) -> list[str]:
    return [in_words(forms, name, [cast("Row", row)]) for row in rows]
