"""No two options of a list read alike: people of one name are told apart."""

from collections.abc import Iterator
from typing import Any

from django.forms.models import ModelChoiceIterator, ModelChoiceIteratorValue

from gmp_portal.accounts import namesakes


class DistinctChoices(ModelChoiceIterator):
    """The records of a field, each with a label of its own."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        records = list(self.queryset.all())
        labels = [str(self.field.label_from_instance(record)) for record in records]
        for record, label in zip(records, namesakes.distinct(labels, records), strict=True):
            yield ModelChoiceIteratorValue(self.field.prepare_value(record), record), label
