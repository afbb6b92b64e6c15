"""What one clause of the rule book is made of."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gmp_portal.rulebook.parts import part_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise, StrPromise

# Everybody, public visitors, applicants, partners, leads of areas, members and chairs of the
# Advisory Group, observers, the secretariat, the Executive Director, the portal by itself.
Who = Literal[
    "ALL", "VIS", "APP", "PTR", "LEAD", "PAGM", "CHAIR", "OBS", "SEC", "ED", "SYS"
]
PARAGRAPH = re.compile(r"^(\d+)([a-z])$")


class Enforcement(StrEnum):
    """How hard the framework's clause binds the portal."""

    # Refuses what breaks it.
    HARD = "H"
    # Points out what departs from it, and blocks nothing.
    SOFT = "S"
    # Shows it to the public.
    PUBLIC = "P"
    # Offers the means for it.
    DATA = "D"


class Status(StrEnum):
    """What the portal does with a clause today."""

    ENFORCED = "enforced"
    FLAGGED = "flagged"
    SUPPORTED = "supported"
    PLANNED = "planned"


STATUS_LABELS: "dict[Status, StrPromise]" = {
    Status.ENFORCED: _("Enforced"),
    Status.FLAGGED: _("Flagged"),
    Status.SUPPORTED: _("Supported"),
    Status.PLANNED: _("Planned"),
}
STATUS_TONES: dict[Status, str] = {
    Status.ENFORCED: "ok",
    Status.FLAGGED: "warn",
    Status.SUPPORTED: "info",
    Status.PLANNED: "neutral",
}
NOT_YET = _("The portal does not do this yet.")


@dataclass(frozen=True, kw_only=True)
class Clause:
    """One checkable requirement of the overarching framework, in the portal's own words."""

    id: str
    section: "StrOrPromise"
    title: "StrOrPromise"
    text: "StrOrPromise"
    who: tuple[Who, ...]
    enforcement: Enforcement
    status: Status
    how: "StrOrPromise"

    @property
    def url(self) -> str:
        """Where the public reads this clause."""
        return f"{part_of(self.id).url}#{self.id}"

    @property
    def number_label(self) -> str:
        """The clause's number as people quote it, such as "Annex 1, 2(e)"."""
        return number_label(self.id)

    @property
    def number(self) -> str:
        """The number within its part, such as "2(e)"."""
        return number_within(self.id)

    @property
    def status_label(self) -> "StrPromise":
        return STATUS_LABELS[self.status]

    @property
    def status_tone(self) -> str:
        """The colour that goes with the status on pages; the words say the same."""
        return STATUS_TONES[self.status]


def number_label(clause_id: str) -> str:
    """Quote a clause as people do, such as "Annex 1, 2(c), point 6"."""
    part, number = clause_id.partition("-")[0], number_within(clause_id)
    if part == "R":
        return gettext("Working rule %(number)s") % {"number": number}
    if part == "P":
        return gettext("Preamble, %(number)s") % {"number": number}
    if part in ("A1", "A2"):
        numbers = {"annex": part[1], "number": number}
        return gettext("Annex %(annex)s, %(number)s") % numbers
    return gettext("Section %(number)s") % {"number": number}


def number_within(name: str) -> str:
    """Quote a clause where its part is known, such as "2(c), point 6"."""
    part, _dash, rest = name.partition("-")
    if part == "R":
        return name
    if part in ("P", "A1", "A2"):
        return _bracketed(*rest.split("-")) if part != "P" else _bracketed(rest)
    return _bracketed(part[1:], rest)


def _bracketed(head: str, *details: str) -> str:
    """Write "2c", "vi" as "2(c)(vi)"; what the framework leaves unnumbered is a point."""
    number = PARAGRAPH.sub(r"\1(\2)", head)
    for detail in details:
        if detail in ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "T"):
            number += f"({detail})"
        elif detail != "0":
            number = gettext("%(number)s, point %(point)s") % {
                "number": number,
                "point": detail,
            }
    return number
