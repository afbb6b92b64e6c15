"""What one clause of the rule book is made of."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext, pgettext
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
    part, number, point = _taken_apart(clause_id)
    said = {"annex": part[1:], "number": number, "point": point}
    if part == "R":
        return gettext("Working rule %(number)s") % said
    if part == "P":
        return gettext("Preamble, %(number)s") % said
    if not part.startswith("A"):
        return _of_body(number, point)
    # Without brackets it is a whole section of the annex, with them a paragraph.
    if "(" in number:
        whole = gettext("Annex %(annex)s, %(number)s")
        in_part = gettext("Annex %(annex)s, %(number)s, point %(point)s")
    else:
        whole = pgettext("section", "Annex %(annex)s, %(number)s")
        in_part = pgettext("section", "Annex %(annex)s, %(number)s, point %(point)s")
    return (in_part if point else whole) % said


def _of_body(number: str, point: str) -> str:
    """Quote what stands in sections 1 to 7; the letters of section 1 say what a point is."""
    letter, figure = (point[:1], point[1:]) if point[:1].isalpha() else ("", point)
    said = {"number": number, "point": figure}
    texts = {
        "G": gettext("Section %(number)s, point G"),
        "O": gettext("Section %(number)s, point O%(point)s"),
        "S": gettext("Section %(number)s, point S%(point)s"),
        "F": gettext("Section %(number)s, point F%(point)s"),
        "": gettext("Section %(number)s, point %(point)s"),
    }
    return texts[letter] % said


def number_within(name: str) -> str:
    """Quote a clause where its part is known, such as "2(c), point 6"."""
    _part, number, point = _taken_apart(name)
    if not point:
        return number
    said = {"number": number, "point": point}
    if point[0].isalpha():
        # Translators: a point that has a letter, such as objective O1 of section 1
        return pgettext("lettered", "%(number)s, point %(point)s") % said
    return gettext("%(number)s, point %(point)s") % said


def _taken_apart(name: str) -> tuple[str, str, str]:
    """Part, number and point: "2c", "vi" is 2(c)(vi); what has no number there is a point."""
    part, _dash, rest = name.partition("-")
    if part == "R":
        return part, name, ""
    if part not in ("P", "A1", "A2"):
        return part, part[1:], rest
    head, *details = [rest] if part == "P" else rest.split("-")
    number, point = PARAGRAPH.sub(r"\1(\2)", head), ""
    for detail in details:
        if detail == "T":
            # Translators: a paragraph on members for a transition; T is no number of the text
            number = pgettext("for a transition", "%(number)s(T)") % {"number": number}
        elif detail in ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii"):
            number += f"({detail})"
        elif detail != "0":
            point = detail
    return part, number, point
