"""Rows of a form whose number is counted from what was sent, not from what a page claims."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, cast

from django.core.exceptions import ValidationError
from django.forms import BaseForm, BaseFormSet
from django.http import QueryDict
from django.utils.translation import gettext as _

from gmp_portal.ui.versions import storable


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


class Rows(CountedRows):
    """Rows that may be moved and removed; empty ones are left out."""

    def complete(self) -> list[dict[str, Any]]:
        """What is filled in without a mistake, in the order chosen."""
        return [form.cleaned_data for form in self._complete()]

    def note_complete(self, keys: Iterable[int]) -> None:
        """Remember under which keys the complete rows were saved, in the same order."""
        self.note_keys(zip(self._complete(), keys, strict=True))

    def _complete(self) -> list[BaseForm]:
        return [form for form in self._kept() if form.is_valid()]

    def unfinished(self) -> list[dict[str, Any]]:
        """What was typed into rows that are not complete yet, as it was typed."""
        return [_typed(form) for form in self._kept() if not form.is_valid()]

    def _kept(self) -> list[BaseForm]:
        # A row that is empty but for the record it was about is a row taken out.
        typed = [form for form in self.forms if set(form.changed_data) - {self.key_name}]
        return sorted((row for row in typed if not self._is_gone(row)), key=self._place)

    def _is_gone(self, form: BaseForm) -> bool:
        form.full_clean()
        return bool(self.can_delete and getattr(form, "cleaned_data", {}).get("DELETE"))

    def _place(self, form: BaseForm) -> int:
        order = (getattr(form, "cleaned_data", None) or {}).get("ORDER")
        return order if isinstance(order, int) else self.forms.index(form) + 1


def _typed(form: BaseForm) -> dict[str, Any]:
    names = [name for name in form.fields if name not in ("ORDER", "DELETE")]
    return {
        name: _without_nul(
            form.fields[name].widget.value_from_datadict(
                form.data, form.files, form.add_prefix(name)
            )
        )
        for name in names
    }


def _without_nul(value: Any) -> Any:
    """No database keeps this character, and nobody types it."""
    if isinstance(value, list):
        return [_without_nul(part) for part in value]
    return storable(value) if isinstance(value, str) else value
