"""The rows of each section of a plan under their headings (A2-II to A2-X)."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from areas.models import Effort, LeadTerm, Linkage, Opportunity, PotentialDonor
from areas.reading.entries import Group, Row, day, entries, money, not_available
from areas.reading.snapshot import Content
from gmp_portal.reference.choices import Objective
from gmp_portal.reference.models import active_language


def of(section: str, content: Content) -> tuple[Group, ...]:
    """The groups of one section that hold anything."""
    make = GROUPS.get(section)
    return tuple(group for group in make(content) if group.rows) if make else ()


def _objectives(content: Content) -> list[Group]:
    rows = (
        Row(
            _("Objective %(number)d: %(text)s")
            % {"number": number, "text": objective["statement"]},
            entries(
                (_("Measure"), objective["measure"]),
                (_("Target"), objective["target"]),
                (_("To be reached by"), day(objective["target_on"])),
                (_("Why it is realistic"), objective["realism"]),
                (_("Serves"), "; ".join(_goal(code) for code in objective["goal_links"])),
            ),
            objective["statement"],
        )
        for number, objective in _numbered(content["objectives"])
    )
    return [Group(_("Objectives"), tuple(rows))]


def _actions(content: Content) -> list[Group]:
    rows = (
        Row(
            _("Action %(number)d: %(text)s") % {"number": number, "text": action["title"]},
            entries(
                (_("Description"), action["description"]),
                (_("Serves"), _objective_names(action["objectives"])),
            ),
            action["title"],
        )
        for number, action in _numbered(content["actions"])
    )
    return [Group(_("Priority actions"), tuple(rows))]


def _efforts(content: Content) -> list[Group]:
    objectives = [action["objectives"] for action in content["actions"]]
    rows = (
        Row(
            _("Effort %(number)d: %(who)s") % {"number": number, "who": effort["who"]},
            entries(
                (_("Description"), effort["description"]),
                (_("Kind"), _choice(Effort.Kind, effort["kind"])),
                (
                    _("Action"),
                    _("Action %(number)d") % {"number": effort["action"]}
                    if effort["action"]
                    else "",
                ),
                (
                    _("Objectives"),
                    _objective_names(
                        objectives[effort["action"] - 1] if effort["action"] else []
                    ),
                ),
                (_("Cost"), money(effort["cost"], effort["currency"]) or not_available()),
                (_("Duration"), _duration(effort) or not_available()),
                (_("Target"), effort["target"] or not_available()),
                (_("Milestones"), _milestones(effort) or not_available()),
                (_("Contact"), effort["contact"]),
            ),
            f"{effort['who']}: {effort['description']}",
        )
        for number, effort in _numbered(content["efforts"])
    )
    total = Row(_("Total cost by currency"), entries(*totals(content)))
    return [
        Group(_("Partner efforts"), tuple(rows)),
        Group(_("Cost"), (total,) if total.entries else ()),
    ]


def totals(content: Content) -> list[tuple[str, str]]:
    """What the efforts cost, each currency for itself: they are never added up (C5)."""
    sums: dict[str, Decimal] = {}
    for effort in content["efforts"]:
        if effort["cost"] is not None:
            sums[effort["currency"]] = sums.get(effort["currency"], Decimal(0)) + Decimal(
                effort["cost"]
            )
    return [
        (currency, money(str(total), currency)) for currency, total in sorted(sums.items())
    ]


def _opportunities(content: Content) -> list[Group]:
    rows = (
        Row(
            opportunity["title"],
            entries(
                (_("Description"), opportunity["description"]),
                (
                    _("Serves"),
                    _objective_name(opportunity["objective"]),
                ),
                (_("Where it stands"), _choice(Opportunity.Status, opportunity["status"])),
            ),
        )
        for opportunity in content["opportunities"]
    )
    return [Group(_("Opportunities"), tuple(rows))]


def _indicators(content: Content) -> list[Group]:
    rows = (
        Row(
            indicator["name"],
            entries(
                (
                    _("Shows progress of"),
                    _objective_name(indicator["objective"]),
                ),
                (_("Unit"), indicator["unit"]),
                (_("Baseline"), indicator["baseline"] or not_available()),
                (_("Target"), indicator["target"] or not_available()),
                (_("Source"), indicator["source"]),
            ),
        )
        for indicator in content["indicators"]
    )
    return [Group(_("Indicators"), tuple(rows))]


def _resources(content: Content) -> list[Group]:
    donors = (
        Row(
            donor["name"],
            entries(
                (_("Kind"), _choice(PotentialDonor.Kind, donor["kind"])),
                (_("Note"), donor["note"]),
            ),
        )
        for donor in content["donors"]
    )
    requests = (
        Row(
            request["title"],
            entries(
                (_("Partner"), request["partner"]),
                (_("Purpose"), request["purpose"]),
                (_("Amount"), money(request["amount"], request["currency"])),
                (_("In kind"), request["in_kind"]),
            ),
        )
        for request in content["requests"]
    )
    return [
        Group(_("Potential donors and financial institutions"), tuple(donors)),
        Group(_("Projects that seek support"), tuple(requests)),
    ]


def _review(content: Content) -> list[Group]:
    entry = entries((_("Day"), day(content["next_review_on"])))
    return [
        Group(
            _("Next review"), (Row(_("Next review of the plan"), entry),) if entry else ()
        )
    ]


def _linkages(content: Content) -> list[Group]:
    return [
        Group(
            side.label,
            tuple(
                Row(
                    _area_name(linkage["area"]) or linkage["name"],
                    entries((_("How"), linkage["note"])),
                )
                for linkage in content["linkages"]
                if linkage["side"] == side
            ),
        )
        for side in Linkage.Side
    ]


def _partners(content: Content) -> list[Group]:
    leads = (
        Row(
            lead["name"],
            entries(
                (_("Role"), _choice(LeadTerm.Kind, lead["kind"])),
                (_("Partner"), lead["partner"]),
                (_("Since"), day(lead["since"])),
                (_("Until"), day(lead["until"])),
            ),
        )
        for lead in content["leads"]
    )
    partners = (
        Row(partner["name"], entries((_("Contact"), ", ".join(partner["contacts"]))))
        for partner in content["partners"]
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


def _numbered(rows: list[Any]) -> Iterable[tuple[int, Any]]:
    return enumerate(rows, start=1)


def _goal(code: str) -> str:
    return f"{code}: {Objective(code).label}"


def _objective_name(number: int | None) -> str:
    return _objective_names([number]) if number else ""


def _objective_names(numbers: list[int]) -> str:
    return ", ".join(_("Objective %(number)d") % {"number": number} for number in numbers)


def _choice(choices: Any, value: str) -> str:
    return str(dict(choices.choices).get(value, value))


def _duration(effort: dict[str, Any]) -> str:
    if not effort["starts_on"] or not effort["ends_on"]:
        return day(effort["starts_on"]) or day(effort["ends_on"])
    return _("%(start)s to %(end)s") % {
        "start": day(effort["starts_on"]),
        "end": day(effort["ends_on"]),
    }


def _milestones(effort: dict[str, Any]) -> str:
    return "; ".join(
        f"{day(step['due_on'])}: {step['text']}" for step in effort["milestones"]
    )


def _area_name(names: dict[str, str] | None) -> str:
    return (names.get(active_language()) or names["en"]) if names else ""
