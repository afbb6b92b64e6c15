"""Filters of lists: what an address asks for is applied, or the list says that it is not (C2)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.db.models.expressions import OrderBy
from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gmp_portal import characters
from gmp_portal.accounts.models.terms import today
from gmp_portal.ui.components import View
from gmp_portal.ui.forms import UNPROCESSABLE, PortalFormMixin
from gmp_portal.words import labelled, listed_apart, sentences
from gmp_portal.workflow import STEP_BY_STEP, RuleRefusedError

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# What an address carries beside its filters: the page, and marks that others add to links.
NO_FILTERS = ("page", "utm_", "fbclid", "gclid", "mtm_")
SHOWN = 60


@dataclass(frozen=True)
class LeftOut:
    """A filter that was asked for and not applied, and why."""

    label: "StrOrPromise"
    value: str
    reason: "StrOrPromise"


@dataclass(frozen=True)
class ActiveFilter:
    """A filter that is applied, in words, and the address of the list without it."""

    words: "StrOrPromise"
    url: str


class FilterForm(PortalFormMixin, forms.Form):
    """What a list shows; always bound, because an address without filters asks for all."""

    mark_optional: ClassVar[bool] = False
    is_of_page: ClassVar[bool] = True
    # How the rows are shown, which leaves none of them out.
    arranging: ClassVar[tuple[str, ...]] = ("sort", "order", "view")

    def __init__(self, data: QueryDict, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)

    @classmethod
    def for_list(cls, data: QueryDict, visible: Any) -> Self:
        """The form of a list whose rows, before any filter, are these."""
        return cls(data)

    def apply(self, rows: Any) -> Any:
        """The rows that fit; a list without filters has them all."""
        return rows

    @property
    def ordering(self) -> tuple[str | OrderBy, ...]:
        """The order that was asked for, if any."""
        return ()

    @property
    def applied(self) -> dict[str, Any]:
        """The filters that were understood and that leave something out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def active(self) -> list[ActiveFilter]:
        """The filters that leave something out, each with the address that removes it."""
        return [
            ActiveFilter(self.words_of(name, value), self.address(**{name: None}))
            for name, value in self.applied.items()
            if name not in self.arranging
        ]

    @property
    def is_filtered(self) -> bool:
        return bool(self.applied.keys() - {*self.arranging})

    @property
    def unfiltered(self) -> str:
        """The address of the whole list, shown as it is now."""
        return self.address(
            **{name: None for name in self.data if name not in self.arranging}
        )

    @property
    def query(self) -> str:
        """What stands in an address for what was understood, in the order of the filters."""
        asked = self.applied
        return urlencode({name: self.data[name] for name in self.fields if name in asked})

    def words_of(self, name: str, value: Any) -> "StrOrPromise":
        """A value as its filter offers it; what was typed stands behind the label."""
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            return field.label_from_instance(value)
        if isinstance(field, forms.ChoiceField):
            offered: dict[Any, StrOrPromise] = dict(cast("Any", field.choices))
            return offered.get(value, str(value))
        return gettext("%(filter)s: %(value)s") % {
            "filter": field.label,
            "value": _shown(str(value)),
        }

    def address(self, **changes: str | None) -> str:
        """The first page of the list with these filters changed; None removes one."""
        changes["page"] = None
        kept = {
            name: value
            for name, value in self.data.items()
            if value and name not in changes
        }
        set_now = {name: value for name, value in changes.items() if value}
        return f"?{urlencode(kept | set_now)}"

    def switch(
        self,
        name: str,
        labels: "Mapping[str, StrOrPromise]",
        alarms: Mapping[str, int] | None = None,
    ) -> list[View]:
        """The choices of one filter as a switch, by value; ``alarms`` need somebody."""
        chosen, numbers = self.applied.get(name, ""), alarms or {}
        return [
            View(
                label,
                self.address(**{name: value}),
                is_current=value == chosen,
                alarms=numbers.get(value, 0),
            )
            for value, label in labels.items()
        ]

    def count(self, name: str, numbers: Mapping[Any, int]) -> None:
        """Write beside the choices of a filter how many rows each would leave."""
        if name not in self.fields:
            return
        widget: Any = self.fields[name].widget
        widget.choices = [
            (value, _counted(label, numbers.get(value, 0)) if value else label)
            for value, label in widget.choices
        ]

    @property
    def left_out(self) -> list[LeftOut]:
        """The filters that were not understood: the page names them beside its heading."""
        self.is_valid()
        return [*self._refused(), *self._unknown()]

    def _refused(self) -> Iterator[LeftOut]:
        for name, errors in self.errors.items():
            if name in self.fields:
                bound = self[name]
                yield LeftOut(bound.label, _shown(str(bound.value())), sentences(*errors))

    def _unknown(self) -> Iterator[LeftOut]:
        for name, value in self.data.items():
            if value and name not in self.fields and not name.startswith(NO_FILTERS):
                yield LeftOut(_shown(name), _shown(value), _("There is no such filter."))

    def refuse_left_out(self) -> None:
        """Refuse a download that would hold more than was asked for."""
        if left_out := self.left_out:
            said = listed_apart(
                labelled(each.label, f"“{each.value}”") for each in left_out
            )
            refusal = gettext("These filters cannot be applied: %(filters)s")
            raise RuleRefusedError(
                refusal % {"filters": said}, clause=STEP_BY_STEP, status=UNPROCESSABLE
            )


class RecordFilter(FilterForm):
    """Which record the rows belong to, by its name in the address; no page has this filter."""

    is_of_page: ClassVar[bool] = False
    columns: ClassVar[dict[str, str]] = {}

    def apply(self, rows: Any) -> Any:
        asked = self.applied.items()
        return rows.filter(**{self.columns[name]: value for name, value in asked})


def of_records(**columns: tuple[str, "StrOrPromise"]) -> type[RecordFilter]:
    """A filter for each of these names: the column that it compares, and its label."""
    fields: dict[str, Any] = {
        name: forms.CharField(label=label, max_length=100, required=False)
        for name, (_column, label) in columns.items()
    }
    compared = {name: column for name, (column, _label) in columns.items()}
    return type("OfRecords", (RecordFilter,), fields | {"columns": compared})


def _counted(label: "StrOrPromise", number: int) -> str:
    return gettext("%(choice)s (%(number)d)") % {"choice": label, "number": number}


def _shown(text: str) -> str:
    return Truncator(characters.line(text)).chars(SHOWN)


def refuse_future(day: date) -> None:
    """Refuse a day on which nothing can have been yet."""
    if day > today():
        raise ValidationError(_("Choose today or an earlier day."), code="future")
