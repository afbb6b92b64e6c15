"""What is given out once: running numbers without gaps, and addresses made from names."""

import re
from itertools import chain, count
from typing import Any, cast

from django.db import connection
from django.db.models import Model
from django.urls import resolve
from django.utils.translation import gettext_lazy as _

from gmp_portal.workflow import unmet

SERIES = re.compile(r"[A-Z][A-Z0-9._-]{0,29}")


class NotInTransactionError(RuntimeError):
    """A number was asked for outside a transaction, where a failure would leave a gap."""


def take(series: str, year: int | None = None) -> int:
    """Take the next number of a series (of a year): 1, 2, 3, never twice, never with a gap.

    The row stays locked until the transaction ends, so whoever asks next waits, and a
    number taken by an act that fails is given out again.
    """
    if not SERIES.fullmatch(series):
        message = (
            f"{series!r} is no name of a series: capital letters, digits, '.', '_' and '-'."
        )
        raise ValueError(message)
    if not connection.in_atomic_block:
        message = f"A number of {series} must be taken inside the transaction that uses it."
        raise NotInTransactionError(message)
    key = series if year is None else f"{series}/{year}"
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO reference_counter (key, last) VALUES (%s, 1) "
            "ON CONFLICT (key) DO UPDATE SET last = reference_counter.last + 1 "
            "RETURNING last",
            [key],
        )
        (number,) = cursor.fetchone()
    return int(number)


def free_slug(model: type[Model], wanted: str) -> str:
    """Give the address wanted, or with the first number that no other record has with it.

    Whoever asks for one of this model at the same time waits until the transaction ends.
    """
    hold_slugs(model)
    taken = set(
        model._base_manager.filter(slug__startswith=wanted).values_list("slug", flat=True)
    )
    numbered = (f"{wanted}-{number}" for number in count(2))
    return next(
        slug
        for slug in chain([wanted], numbered)
        if slug not in taken and not is_reserved(model, slug)
    )


def hold_slugs(model: type[Model]) -> None:
    """Let whoever wants an address of this model wait until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext(%s))", [f"slug of {model._meta.label}"]
        )


def is_reserved(model: type[Model], slug: str) -> bool:
    """Whether another page has this address already, such as the form that begins a record."""
    address = cast("Any", model(slug=slug)).get_absolute_url()
    return slug not in resolve(address).kwargs.values()


def refuse_reserved(model: type[Model], slug: str, clause: str) -> None:
    """Refuse a short name that is already the address of another page."""
    if is_reserved(model, slug):
        raise unmet(
            _("A page of the portal has this short name already: choose another one."),
            clause,
        )
