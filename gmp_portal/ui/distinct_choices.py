"""No two options of a list read alike: people of one name are told apart."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import EmptyResultSet
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
        records = records_of(self.queryset)
        labels = [str(self.field.label_from_instance(record)) for record in records]
        for record, label in zip(records, namesakes.distinct(labels, records), strict=True):
            yield ModelChoiceIteratorValue(self.field.prepare_value(record), record), label
