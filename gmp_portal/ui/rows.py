"""Rows of a form whose number is counted from what was sent, not from what a page claims."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, cast

from django.core.exceptions import ValidationError
from django.forms import BaseForm, BaseFormSet
from django.http import QueryDict
from django.utils.translation import gettext as _


class CountedRows(BaseFormSet):
    """Refuses to be saved where the count sent along is broken, and shows every row again.

    A count that is too low would let rows vanish without a word.
    """

    is_broken = False
    label: Any = ""
    key_name: ClassVar[str] = ""
    """The hidden field that names the record of a row, where rows have one."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        self.keys: dict[str, str] = {}
        if self.is_bound:
            self._mend_counts()

    def row_name(self, row: Mapping[str, list[str]]) -> str:
        """What people call a row that does not say it itself."""
        return ""

    def note_keys(self, rows: Iterable[tuple[BaseForm, int]]) -> None:
        """Remember under which keys these rows were saved, so that the page is told."""
        self.keys = {str(form.prefix): str(key) for form, key in rows}

    def _mend_counts(self) -> None:
        names = {name: f"{self.prefix}-{name}_FORMS" for name in ("TOTAL", "INITIAL")}
        total, initial = (str(self.data.get(name, "")) for name in names.values())
        sent = self._number_of_rows()
        if _is_count(initial) and _is_count(total):
            self.is_broken = not sent <= int(total) <= self.absolute_max
        else:
            self.is_broken = True
        if self.is_broken:
            data = cast("QueryDict", self.data).copy()
            data[names["TOTAL"]] = str(min(sent, self.absolute_max))
            data[names["INITIAL"]] = initial if _is_count(initial) else "0"
            self.data = data

    def _number_of_rows(self) -> int:
        start = f"{self.prefix}-"
        numbers = (
            name.removeprefix(start).partition("-")[0]
            for name in self.data
            if name.startswith(start)
        )
        return max((int(number) + 1 for number in numbers if _is_count(number)), default=0)

    def clean(self) -> None:
        if self.is_broken:
            raise ValidationError(
                _(
                    "The rows did not arrive as they were sent. Look through them and save again."
                ),
                code="missing_management_form",
            )


def _is_count(number: str) -> bool:
    """A number that some page could have sent; longer ones are nobody's rows."""
    return number.isascii() and number.isdecimal() and len(number) < 5
