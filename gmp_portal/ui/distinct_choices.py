"""No two options of a list read alike: people of one name are told apart."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import EmptyResultSet, ValidationError
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator, ModelChoiceIteratorValue

from gmp_portal.accounts import namesakes
from gmp_portal.accounts.rights import once


def records_of(queryset: QuerySet[Any]) -> list[Any]:
    """These records: asked once for a page, however many of its lists offer them."""
    try:
        question = str(queryset.query)
    except EmptyResultSet:
        return []
    records: list[Any] = once((records_of, question), lambda: list(queryset.all()))
    return records


class DistinctChoices(ModelChoiceIterator):
    """The records of a field, each with a label of its own."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        records = self.records()
        labels = [str(self.field.label_from_instance(record)) for record in records]
        for record, label in zip(records, namesakes.distinct(labels, records), strict=True):
            yield ModelChoiceIteratorValue(self.field.prepare_value(record), record), label

    def records(self) -> list[Any]:
        return records_of(self.queryset)


class FirstChoices(DistinctChoices):
    """The first of many records, and the one that is chosen already."""

    def records(self) -> list[Any]:
        field: Any = self.field
        first, chosen = records_of(self.queryset[: field.most]), field.chosen
        return [*first, chosen] if chosen and chosen not in first else first


class LongListField(forms.ModelChoiceField):
    """A list offers the first of its records; whoever comes with another one may choose it."""

    iterator = FirstChoices

    def __init__(self, *args: Any, most: int = 25, **kwargs: Any) -> None:
        self.most, self.chosen = most, None
        super().__init__(*args, **kwargs)

    def offer_too(self, value: Any) -> None:
        """Offer what is chosen already, too, such as by the link that led to the form."""
        try:
            self.chosen = self.to_python(value)
        except ValidationError:
            self.chosen = None
