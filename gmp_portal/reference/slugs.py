"""Addresses of records that are made from their names."""

from itertools import chain, count

from django.db.models import Model


def free(model: type[Model], wanted: str) -> str:
    """Give the address wanted, or with the first number that no other record has with it."""
    taken = set(
        model._default_manager.filter(slug__startswith=wanted).values_list(
            "slug", flat=True
        )
    )
    numbered = (f"{wanted}-{number}" for number in count(2))
    return next(slug for slug in chain([wanted], numbered) if slug not in taken)
