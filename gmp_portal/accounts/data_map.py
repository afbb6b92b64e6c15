"""Which fields hold data about people: each app says whose, what for, how long, public or not.

An app declares them in ``personal_data.py``, and names there the fields with words or files that
say nothing about a person: a test compares both with the models, so that no field is forgotten.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from gmp_portal.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from django_stubs_ext import StrOrPromise

    from gmp_portal.accounts.models import User


class Shown(TextChoices):
    """Who else than the person and the secretariat reads it."""

    NEVER = "never", _("Never")
    PUBLISHED = "published", _("Once the record is published")
    CONSENTED = "consented", _("Only with the consent of the person")


@dataclass(frozen=True)
class Kept:
    """Fields of one table that are about the same people and serve the same purpose.

    ``basis`` is the clause for which they are needed, ``clock`` the key of how long they are
    kept, ``person`` the way from the record to the account of whom they are about.
    """

    table: str
    fields: tuple[str, ...]
    what: "StrOrPromise"
    whose: "StrOrPromise"
    purpose: "StrOrPromise"
    basis: str
    clock: str
    shown: Shown = Shown.NEVER
    person: str = ""


@dataclass(frozen=True)
class Clock:
    """How long data of one class are kept: a working rule with its days, or a sentence.

    ``since`` answers what will go, each with the moment ``since`` from which its days count, and
    ``lasts`` how long that is; ``acts`` are the kinds of entries that tell what has gone.
    """

    what: "StrOrPromise"
    rule: str = ""
    sentence: "StrOrPromise" = ""
    since: "Callable[[], QuerySet[Any]] | None" = None
    lasts: "Callable[[], timedelta]" = timedelta
    acts: tuple[str, ...] = ()


KEPT: Registry[str, tuple[Kept, ...]] = Registry("personal data")
OTHERS: Registry[str, tuple[str, ...]] = Registry("fields about no person")
CLOCKS: Registry[str, Clock] = Registry("clocks of keeping")
# What an app does when somebody's data are removed, and why it cannot be done yet.
ERASERS: "Registry[str, Callable[[User], None]]" = Registry("removals of personal data")
OBSTACLES: "Registry[str, Callable[[User], list[StrOrPromise]]]" = Registry(
    "obstacles to removing personal data"
)
# Takes the place of addresses that were removed; nothing is ever sent there.
NOBODY = "removed@example.invalid"

# Whose data they are, and how long they stay, as several apps say it.
ACCOUNTS = _("Everybody with an account")
WITH_RECORD, WITH_ACCOUNT = "with_record", "with_account"


def register(app: str, *kept: Kept) -> None:
    """Say which fields of an app are about people; called when the portal starts."""
    KEPT.register(app, kept)


def leave_out(table: str, fields: str) -> None:
    """Name the fields of a table that hold words or files, and are about no person."""
    OTHERS.register(table, tuple(fields.split()))


def declared(table: str) -> set[str]:
    """The fields of a table of which an app has said what they are."""
    about_people = (
        each.fields for kept in KEPT.values() for each in kept if each.table == table
    )
    return {name for names in about_people for name in names} | set(OTHERS.get(table, ()))
