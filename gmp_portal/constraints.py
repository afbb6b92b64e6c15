"""Constraints that read like sentences."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q


def both_or_neither(*fields: str, name: str) -> models.CheckConstraint:
    """All of these columns are filled, or none is: an act has a time and an actor."""
    filled, empty = Q(), Q()
    for field in fields:
        filled &= Q(**{f"{field}__isnull": False})
        empty &= Q(**{f"{field}__isnull": True})
    return models.CheckConstraint(condition=filled | empty, name=name)


def status_is_known(
    choices: type[models.TextChoices], *, name: str
) -> models.CheckConstraint:
    """The status is one of those the life cycle names."""
    return models.CheckConstraint(condition=Q(status__in=list(choices.values)), name=name)


def no_overlap(*same: str, period: str = "period", name: str) -> ExclusionConstraint:
    """Two rows that agree in these columns never share a day (needs btree_gist)."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            *((field, RangeOperators.EQUAL) for field in same),
            (period, RangeOperators.OVERLAPS),
        ],
    )


def known_period(*, period: str = "period", name: str) -> models.CheckConstraint:
    """A period is not empty and has a first day."""
    return models.CheckConstraint(
        condition=Q(
            **{f"{period}__isempty": False, f"{period}__startswith__isnull": False}
        ),
        name=name,
    )
