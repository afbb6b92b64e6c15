"""What a save left out: fields missing from ``update_fields``, or ``update_fields`` itself.

Who saves a whole row writes back what others have changed in it meanwhile.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import Model
from django.db.models.signals import post_save  # noqa: TID251

from tests.tracing import untraced


@untraced
def fields_of(record: Model) -> set[str]:
    """The fields in which a record differs from its row; none where there is no row."""
    row = type(record)._base_manager.filter(pk=record.pk).first()
    fields = [field for field in record._meta.concrete_fields if not field.generated]
    return {
        str(field)
        for field in fields
        if row is not None
        and field.attname in record.__dict__
        and field.to_python(field.value_from_object(record)) != field.value_from_object(row)
    }


@contextmanager
def collected() -> Iterator[set[str]]:
    """The fields that any save in the block left out, of whatever record; a row saved whole."""
    left_out: set[str] = set()

    def compare(instance: Model, update_fields: Any, created: bool, **_named: Any) -> None:
        if update_fields is not None:
            left_out.update(fields_of(instance))
        elif not created and not isinstance(instance, Session):  # Django saves it whole.
            left_out.add(f"{instance._meta.label}: saved without update_fields")

    post_save.connect(compare)
    try:
        yield left_out
    finally:
        post_save.disconnect(compare)
