"""A plan as people read it: ten sections of prose and rows with labels in their language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from areas.annex2 import SECTIONS, Section
from areas.models import Effort, LeadTerm, Linkage, Opportunity, PotentialDonor
from areas.reading.prose import Block, blocks
from areas.reading.snapshot import Content
from gmp_portal.reference.choices import Objective
from gmp_portal.reference.models import active_language

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Entry:
    """A label and what stands beside it."""

    label: "StrOrPromise"
    value: str


@dataclass(frozen=True)
class Row:
    """One objective, action, effort or other row."""

    title: str
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Group:
    """Rows of one kind under their heading."""

    title: "StrOrPromise"
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class ReadSection:
    """One of the ten sections, ready for a page, a comparison or a PDF."""

    section: Section
    text: str
    blocks: tuple[Block, ...]
    groups: tuple[Group, ...]

    @property
    def key(self) -> str:
        return self.section.key

    @property
    def is_empty(self) -> bool:
        return not self.blocks and not any(group.rows for group in self.groups)


def sections(content: Content) -> list[ReadSection]:
    """The ten sections of Annex 2 with what this version of the plan says in them."""
    return [_section(section, content) for section in SECTIONS]


def _section(section: Section, content: Content) -> ReadSection:
    text = content["texts"].get(section.key, "")
    groups = tuple(group for group in GROUPS.get(section.key, _none)(content) if group.rows)
    return ReadSection(section, text, tuple(blocks(text)), groups)


def _none(content: Content) -> list[Group]:
    return []


def _objectives(content: Content) -> list[Group]:
    rows = (
        Row(
            _("Objective %(number)d: %(text)s")
            % {"number": number, "text": one["statement"]},
            _entries(
                (_("Measure"), one["measure"]),
                (_("Target"), one["target"]),
                (_("To be reached by"), day(one["target_on"])),
                (_("Why it is realistic"), one["realism"]),
                (_("Serves"), "; ".join(_goal(code) for code in one["goal_links"])),
            ),
        )
        for number, one in _numbered(content["objectives"])
    )
    return [Group(_("Objectives"), tuple(rows))]


def _actions(content: Content) -> list[Group]:
    rows = (
        Row(
            _("Action %(number)d: %(text)s") % {"number": number, "text": one["title"]},
            _entries(
                (_("Description"), one["description"]),
                (_("Serves"), _objective_names(one["objectives"])),
            ),
        )
        for number, one in _numbered(content["actions"])
    )
    return [Group(_("Priority actions"), tuple(rows))]


def _efforts(content: Content) -> list[Group]:
    objectives = [one["objectives"] for one in content["actions"]]
    rows = (
        Row(
            _("Effort %(number)d: %(who)s") % {"number": number, "who": one["who"]},
            _entries(
                (_("Description"), one["description"]),
                (_("Kind"), _choice(Effort.Kind, one["kind"])),
                (
                    _("Action"),
                    _("Action %(number)d") % {"number": one["action"]}
                    if one["action"]
                    else "",
                ),
                (
                    _("Objectives"),
                    _objective_names(
                        objectives[one["action"] - 1] if one["action"] else []
                    ),
                ),
                (_("Cost"), money(one["cost"], one["currency"]) or not_available()),
                (_("Duration"), _duration(one) or not_available()),
                (_("Target"), one["target"] or not_available()),
                (_("Milestones"), _milestones(one) or not_available()),
                (_("Contact"), one["contact"]),
            ),
        )
        for number, one in _numbered(content["efforts"])
    )
    total = Row(_("Total cost by currency"), _entries(*totals(content)))
    return [
        Group(_("Partner efforts"), tuple(rows)),
        Group(_("Cost"), (total,) if total.entries else ()),
    ]


def totals(content: Content) -> list[tuple[str, str]]:
    """What the efforts cost, each currency for itself: they are never added up (C5)."""
    sums: dict[str, Decimal] = {}
    for one in content["efforts"]:
        if one["cost"] is not None:
            sums[one["currency"]] = sums.get(one["currency"], Decimal(0)) + Decimal(
                one["cost"]
            )
    return [
        (currency, money(str(total), currency)) for currency, total in sorted(sums.items())
    ]


def _opportunities(content: Content) -> list[Group]:
    rows = (
        Row(
            one["title"],
            _entries(
                (_("Description"), one["description"]),
                (
                    _("Serves"),
                    _objective_names([one["objective"]] if one["objective"] else []),
                ),
                (_("Where it stands"), _choice(Opportunity.Status, one["status"])),
            ),
        )
        for one in content["opportunities"]
    )
    return [Group(_("Opportunities"), tuple(rows))]


def _indicators(content: Content) -> list[Group]:
    rows = (
        Row(
            one["name"],
            _entries(
                (
                    _("Shows progress of"),
                    _objective_names([one["objective"]] if one["objective"] else []),
                ),
                (_("Unit"), one["unit"]),
                (_("Baseline"), one["baseline"] or not_available()),
                (_("Target"), one["target"] or not_available()),
                (_("Source"), one["source"]),
            ),
        )
        for one in content["indicators"]
    )
    return [Group(_("Indicators"), tuple(rows))]


def _resources(content: Content) -> list[Group]:
    donors = (
        Row(
            one["name"],
            _entries(
                (_("Kind"), _choice(PotentialDonor.Kind, one["kind"])),
                (_("Note"), one["note"]),
            ),
        )
        for one in content["donors"]
    )
    requests = (
        Row(
            one["title"],
            _entries(
                (_("Partner"), one["partner"]),
                (_("Purpose"), one["purpose"]),
                (_("Amount"), money(one["amount"], one["currency"])),
                (_("In kind"), one["in_kind"]),
            ),
        )
        for one in content["requests"]
    )
    return [
        Group(_("Potential donors and financial institutions"), tuple(donors)),
        Group(_("Projects that seek support"), tuple(requests)),
    ]


def _review(content: Content) -> list[Group]:
    found = _entries((_("Day"), day(content["next_review_on"])))
    return [
        Group(
            _("Next review"), (Row(_("Next review of the plan"), found),) if found else ()
        )
    ]


def _linkages(content: Content) -> list[Group]:
    return [
        Group(
            side.label,
            tuple(
                Row(
                    _area_name(one["area"]) or one["name"],
                    _entries((_("How"), one["note"])),
                )
                for one in content["linkages"]
                if one["side"] == side
            ),
        )
        for side in Linkage.Side
    ]


def _partners(content: Content) -> list[Group]:
    leads = (
        Row(
            one["name"],
            _entries(
                (_("Role"), _choice(LeadTerm.Kind, one["kind"])),
                (_("Partner"), one["partner"]),
                (_("Since"), day(one["since"])),
                (_("Until"), day(one["until"])),
            ),
        )
        for one in content["leads"]
    )
    partners = (
        Row(one["name"], _entries((_("Contact"), ", ".join(one["contacts"]))))
        for one in content["partners"]
    )
    return [Group(_("Leads"), tuple(leads)), Group(_("Partners"), tuple(partners))]


GROUPS = {
    "II": _objectives,
    "III": _actions,
    "IV": _efforts,
    "V": _opportunities,
    "VI": _indicators,
    "VII": _resources,
    "VIII": _review,
    "IX": _linkages,
    "X": _partners,
}


def not_available() -> str:
    """What an effort shows where the framework asks for figures "as available" (A2-IV-3)."""
    return _("not available")


def day(value: str | None) -> str:
    return date_format(date.fromisoformat(value)) if value else ""


def money(amount: str | None, currency: str) -> str:
    """An amount with its currency in front, such as "USD 12,500"."""
    if amount is None:
        return ""
    number = Decimal(amount)
    places = 0 if number == number.to_integral() else 2
    return f"{currency} {number_format(number, places, use_l10n=True, force_grouping=True)}"


def _numbered(rows: list[Any]) -> Iterable[tuple[int, Any]]:
    return enumerate(rows, start=1)


def _entries(*pairs: "tuple[StrOrPromise, str]") -> tuple[Entry, ...]:
    return tuple(Entry(label, value) for label, value in pairs if value)


def _goal(code: str) -> str:
    return f"{code}: {Objective(code).label}"


def _objective_names(numbers: list[int]) -> str:
    return ", ".join(_("Objective %(number)d") % {"number": number} for number in numbers)


def _choice(choices: Any, value: str) -> str:
    return str(dict(choices.choices).get(value, value))


def _duration(one: dict[str, Any]) -> str:
    if not one["starts_on"] or not one["ends_on"]:
        return day(one["starts_on"]) or day(one["ends_on"])
    return _("%(start)s to %(end)s") % {
        "start": day(one["starts_on"]),
        "end": day(one["ends_on"]),
    }


def _milestones(one: dict[str, Any]) -> str:
    return "; ".join(f"{day(step['due_on'])}: {step['text']}" for step in one["milestones"])


def _area_name(names: dict[str, str] | None) -> str:
    return (names.get(active_language()) or names["en"]) if names else ""
