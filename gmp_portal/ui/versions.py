"""What a form shows, as plain values; and a token by which a form says what it was filled from.

The token is made of the values themselves, so everything that two people can edit has one,
whether or not its table counts versions.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseForm, BaseFormSet
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from gmp_portal.typesetting.signs import lines, plain
from gmp_portal.ui.amounts import AmountField
from gmp_portal.ui.prose_fields import ProseInput
from gmp_portal.words import listed

AnyForm = BaseForm | BaseFormSet
Field = list[str]
Row = dict[str, Field]
Values = dict[str, Field | list[Row]]
"""Fields by the name under which they are sent; rows of a formset by its prefix."""

TOKEN_LENGTH = 32
# What a formset asks about a row besides its values.
ABOUT_THE_ROW = ("ORDER", "DELETE")


def values_of(shown: Iterable[AnyForm]) -> Values:
    """What these forms hold: as stored where nothing was sent, else as typed."""
    values: Values = {}
    for form in shown:
        if isinstance(form, BaseFormSet):
            values[str(form.prefix)] = [row for _form, row in rows_of(form)]
        else:
            values |= {bound.html_name: _plain(bound) for bound in _fields(form)}
    return values


def token_of(values: Values) -> str:
    """A short name of exactly these values."""
    text = json.dumps(values, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:TOKEN_LENGTH]


def as_sent(shown: Iterable[AnyForm], values: Values, sent: QueryDict) -> QueryDict:
    """The same request with other values in the fields of these forms."""
    data = sent.copy()
    for form in shown:
        if isinstance(form, BaseFormSet):
            _send_rows(form, cast("list[Row]", values.get(str(form.prefix), [])), data)
            continue
        for bound in _fields(form):
            value = cast("Field", values.get(bound.html_name, []))
            _send(bound, bound.html_name, value, data)
    return data


def label_of(shown: Iterable[AnyForm], name: str) -> str:
    """The words by which people know a field or a list of rows."""
    for form in shown:
        if isinstance(form, BaseFormSet):
            if form.prefix == name:
                return str(getattr(form, "label", form.prefix))
        elif bound := _by_name(form).get(name):
            return str(bound.label)
    return name


def prose_of(shown: Iterable[AnyForm]) -> set[str]:
    """The fields that hold paragraphs."""
    return {
        bound.html_name
        for form in shown
        if not isinstance(form, BaseFormSet)
        for bound in _fields(form)
        if isinstance(bound.field.widget, forms.Textarea)
    }


def in_words(shown: Iterable[AnyForm], name: str, value: Field | list[Row]) -> str:
    """A value as people read it: choices by their labels, a row on a line."""
    for form in shown:
        if isinstance(form, BaseFormSet):
            if form.prefix == name:
                rows = cast("list[Row]", value)
                return "\n".join(_row_in_words(form, row) for row in rows)
        elif bound := _by_name(form).get(name):
            return _in_words(bound.field, cast("Field", value))
    return ""


def _row_in_words(formset: BaseFormSet, row: Row) -> str:
    fields = formset.empty_form.fields
    name_of = getattr(formset, "row_name", None)
    said = (
        str(fields[name].label)
        if _is_tick(fields[name])
        else _in_words(fields[name], value)
        for name, value in row.items()
        if value and name in fields and not fields[name].widget.is_hidden
    )
    parts = [name_of(row) if name_of else "", *said]
    return " · ".join(part for part in parts if part)


def _is_tick(field: forms.Field) -> bool:
    return isinstance(field, forms.BooleanField) and not isinstance(
        field, forms.NullBooleanField
    )


def _in_words(field: forms.Field, value: Field) -> str:
    if _is_tick(field):
        return _("yes") if value else _("no")
    choices = getattr(field, "choices", None)
    if isinstance(field.widget, ProseInput):
        # People read the words; the signs are for the editor.
        return "\n".join(plain.text(lines.signed(text)) for text in value)
    if choices is None:
        return "\n".join(value)
    labels = {str(key): str(label) for key, label in _flat(choices)}
    return listed(labels.get(key, key) for key in value)


def _flat(choices: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label


def _by_name(form: BaseForm) -> Mapping[str, BoundField]:
    return {bound.html_name: bound for bound in _fields(form)}


def _fields(form: BaseForm) -> Iterator[BoundField]:
    """What somebody can type or choose; a file is no text."""
    for name, field in form.fields.items():
        is_about = name in ABOUT_THE_ROW or isinstance(field, forms.FileField)
        if not is_about and not field.disabled:
            yield form[name]


def rows_of(formset: BaseFormSet) -> list[tuple[BaseForm, Row]]:
    """The rows that hold something, in the order chosen, and the form of each."""
    rows: Sequence[Any] = list(formset.forms)
    if formset.is_bound and formset.can_order:
        rows = sorted(rows, key=_place)
    kept = [form for form in rows if not (formset.is_bound and _is_removed(form))]
    plain = [
        (form, {bound.name: _plain(bound) for bound in _fields(form)}) for form in kept
    ]
    return [(form, row) for form, row in plain if any(row.values())]


def _place(form: BaseForm) -> float:
    typed = str(form["ORDER"].value() or "")
    return float(typed) if typed.isdecimal() else float("inf")


def _is_removed(form: BaseForm) -> bool:
    return "DELETE" in form.fields and bool(form["DELETE"].value())


def _plain(bound: BoundField) -> Field:
    """The value in a form that does not depend on who reads it, nor on how it was sent."""
    field, value = bound.field, bound.value()
    if _is_tick(field):
        return ["on"] if field.to_python(value) else []
    if value is None or value == "":
        return []
    if isinstance(field, forms.DateTimeField):
        return [_moment(field, value)]
    if isinstance(field, AmountField):
        return _text(field.plain(value))
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Iterable):
        return sorted(storable(str(field.prepare_value(each))) for each in value)
    if isinstance(field, forms.ChoiceField):
        # A list of choices has a list to mark in it, not the words that are sent.
        return _text(str(field.prepare_value(value)))
    return _text(str(field.widget.format_value(value)))


def _text(value: str) -> Field:
    text = "\n".join(storable(value).splitlines()).strip()
    return [text] if text else []


def storable(value: str) -> str:
    """No database keeps this character, and nobody types it."""
    return value.replace("\x00", "")


def _moment(field: forms.DateTimeField, value: Any) -> str:
    try:
        moment = field.to_python(value)
    except ValidationError:
        return str(value)
    if not isinstance(moment, datetime):
        return str(value)
    if timezone.is_naive(moment):
        moment = timezone.make_aware(moment)
    return moment.astimezone(UTC).isoformat(timespec="minutes")


def _send(bound: BoundField, name: str, value: Field, data: QueryDict) -> None:
    data.pop(name, None)
    if isinstance(bound.field, forms.DateTimeField) and value:
        value = [_as_typed(value[0])]
    if value or not isinstance(bound.field, forms.BooleanField):
        multiple = isinstance(
            bound.field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField
        )
        data.setlist(name, value if value or multiple else [""])


def _as_typed(moment: str) -> str:
    """The moment as this reader would type it."""
    try:
        local = timezone.localtime(datetime.fromisoformat(moment))
    except ValueError:
        return moment
    return local.strftime("%Y-%m-%dT%H:%M")


def _send_rows(formset: BaseFormSet, rows: list[Row], data: QueryDict) -> None:
    prefix = f"{formset.prefix}-"
    for name in [name for name in data if name.startswith(prefix)]:
        if name.removeprefix(prefix).split("-")[0].isdecimal():
            del data[name]
    data[f"{prefix}TOTAL_FORMS"] = str(len(rows))
    # A revision that is restored was never on a page that would send this.
    data.setdefault(f"{prefix}INITIAL_FORMS", "0")
    for number, row in enumerate(rows):
        blank = formset.empty_form
        for bound in _fields(blank):
            _send(bound, f"{prefix}{number}-{bound.name}", row.get(bound.name, []), data)
        if formset.can_order:
            data[f"{prefix}{number}-ORDER"] = str(number + 1)
