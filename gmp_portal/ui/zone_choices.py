"""The time zones from which people choose, by the part of the world and the place."""

from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gmp_portal.reference import zones
from gmp_portal.words import beside, in_brackets

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PARTS: "dict[str, StrOrPromise]" = {
    "Africa": _("Africa"),
    "America": pgettext_lazy("part of the world", "America"),
    "Antarctica": pgettext_lazy("part of the world", "Antarctica"),
    "Arctic": pgettext_lazy("part of the world", "Arctic"),
    "Asia": pgettext_lazy("part of the world", "Asia"),
    "Atlantic": _("Atlantic Ocean"),
    "Australia": pgettext_lazy("part of the world", "Australia"),
    "Europe": _("Europe"),
    "Indian": _("Indian Ocean"),
    "Pacific": _("Pacific Ocean"),
}


def choices(chosen: str = "") -> list[tuple["StrOrPromise", object]]:
    """UTC, then the places of each part of the world; what was chosen before stays among them."""
    first = {"UTC": "UTC"}
    by_part: dict[str, list[tuple[str, str]]] = {part: [] for part in PARTS}
    for zone in sorted(available_timezones()):
        part, _slash, place = zone.partition("/")
        if part in by_part and place:
            by_part[part].append((zone, _name(zone)))
        elif zone == chosen:
            first[zone] = zone
    return [*first.items(), *((PARTS[part], places) for part, places in by_part.items())]


def _name(zone: str) -> str:
    """The city before the country or the state; in other languages what it is called there."""
    usual, own = zone.replace("_", " "), zones.name(zone)
    if own != usual:
        return in_brackets(own, usual)
    return beside(*reversed(usual.split("/")[1:]))
