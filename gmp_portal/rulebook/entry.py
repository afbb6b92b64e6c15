"""What one clause of the rule book is made of."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise, StrPromise

ANNEX_PART = re.compile(r"A(?P<annex>[12])-(?P<part>[0-9IVX]+)(?P<rest>.*)")


class Enforcement(StrEnum):
    """How hard the framework's clause binds the portal."""

    HARD = "H"
    SOFT = "S"
    PUBLIC = "P"
    DATA = "D"


class Status(StrEnum):
    """What the portal does with a clause today."""

    ENFORCED = "enforced"
    FLAGGED = "flagged"
    SUPPORTED = "supported"
    PLANNED = "planned"


ENFORCEMENT_LABELS: "dict[Enforcement, StrPromise]" = {
    Enforcement.HARD: _("The portal refuses what breaks this rule."),
    Enforcement.SOFT: _(
        "The portal points out what departs from this rule and blocks nothing."
    ),
    Enforcement.PUBLIC: _("The public must be able to see this."),
    Enforcement.DATA: _("The portal must offer the means for this."),
}
STATUS_LABELS: "dict[Status, StrPromise]" = {
    Status.ENFORCED: _("Enforced"),
    Status.FLAGGED: _("Flagged"),
    Status.SUPPORTED: _("Supported"),
    Status.PLANNED: _("Planned"),
}
ROLE_LABELS: "dict[str, StrPromise]" = {
    "ALL": _("Everybody"),
    "VIS": _("Public visitors"),
    "APP": _("Applicants"),
    "PTR": _("Partners"),
    "LEAD": _("Area leads and co-leads"),
    "PAGM": _("Members of the Advisory Group"),
    "CHAIR": _("Chair or co-chairs of the Advisory Group"),
    "OBS": _("Observers"),
    "SEC": _("The secretariat"),
    "ED": _("The Executive Director"),
    "SYS": _("The portal by itself"),
}


@dataclass(frozen=True, kw_only=True)
class Clause:
    """One checkable requirement of the overarching framework, in the portal's own words."""

    id: str
    section: "StrOrPromise"
    title: "StrOrPromise"
    text: "StrOrPromise"
    who: tuple[str, ...]
    enforcement: Enforcement
    status: Status
    how: "StrOrPromise"

    @property
    def url(self) -> str:
        """Where the public reads this clause."""
        try:
            page = reverse("website:framework")
        except NoReverseMatch:
            page = "/framework/"
        return f"{page}#{self.id}"

    @property
    def number_label(self) -> str:
        """The clause's number as people quote it, such as "Annex 1, 2(e)"."""
        found = ANNEX_PART.fullmatch(self.id)
        if found is None:
            return _body_number(self.id)
        letter, _dash, details = found["rest"].partition("-")
        number = found["part"] + (f"({letter})" if letter else "")
        number += "".join(f"({detail})" for detail in details.split("-") if detail)
        return _("Annex %(annex)s, %(number)s") % {
            "annex": found["annex"],
            "number": number,
        }

    @property
    def who_labels(self) -> "list[StrPromise]":
        return [ROLE_LABELS[role] for role in self.who]

    @property
    def status_label(self) -> "StrPromise":
        return STATUS_LABELS[self.status]

    @property
    def enforcement_label(self) -> "StrPromise":
        return ENFORCEMENT_LABELS[self.enforcement]


def _body_number(id: str) -> str:
    """The number of a clause of the preamble (P-…) or of the body (B…)."""
    part, _dash, detail = id.partition("-")
    if part == "P":
        return _("Preamble, %(number)s") % {"number": detail}
    number = part.removeprefix("B") + (f"({detail})" if detail else "")
    return _("Section %(number)s") % {"number": number}
