"""Filters of lists: what an address asks for is applied, or the list says that it is not (C2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gmp_portal import characters
from gmp_portal.accounts.models.terms import today
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


class FilterForm(PortalFormMixin, forms.Form):
    """What a list shows; always bound, because an address without filters asks for all."""

    mark_optional: ClassVar[bool] = False
    is_of_page: ClassVar[bool] = True

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
    def ordering(self) -> tuple[str, ...]:
        """The order that was asked for, if any."""
        return ()

    @property
    def applied(self) -> dict[str, Any]:
        """The filters that were understood and that leave something out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

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


def _shown(text: str) -> str:
    return Truncator(characters.line(text)).chars(SHOWN)


def refuse_future(day: date) -> None:
    """Refuse a day on which nothing can have been yet."""
    if day > today():
        raise ValidationError(_("Choose today or an earlier day."), code="future")
