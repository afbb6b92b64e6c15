"""The rows of each section of a plan under their headings (A2-II to A2-X)."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from areas.models import (
    Application,
    Effort,
    LeadTerm,
    Linkage,
    Opportunity,
    PotentialDonor,
    Risk,
)
from areas.reading.entries import Below, Group, Row, entries
from areas.reading.snapshot import Content
from areas.reading.tongue import Tongue
from gmp_portal.reference.choices import Objective
from gmp_portal.words import labelled


def of(section: str, content: Content, to: Tongue) -> tuple[Group, ...]:
    """The groups of one section that hold anything, with their labels in one language."""
    make = GROUPS.get(section)
    return tuple(group for group in make(content, to) if group.rows) if make else ()


def _objectives(content: Content, to: Tongue) -> list[Group]:
    say = to.say
    rows = (
        Row(
            to.beside(
                say("Objective %(number)s") % {"number": number}, objective["statement"]
            ),
            entries(
                (say("Measure"), objective["measure"]),
                (say("Target"), objective["target"]),
                (say("To be reached by"), to.day(objective["target_on"])),
                (say("Why it is realistic"), objective["realism"]),
                (say("Serves"), _goals(objective["goal_links"], to)),
            ),
            objective["statement"],
            key=_key(objective),
        )
        for number, objective in _numbered(content["objectives"])
    )
    return [Group(say("Objectives"), tuple(rows))]


def _actions(content: Content, to: Tongue) -> list[Group]:
    say = to.say
    rows = (
        Row(
            to.beside(say("Action %(number)s") % {"number": number}, action["title"]),
            entries(
                (say("Description"), action["description"]),
                (say("Serves"), _objective_names(action["objectives"], to)),
            ),
            action["title"],
            key=_key(action),
        )
        for number, action in _numbered(content["actions"])
    )
    return [Group(say("Priority actions"), tuple(rows))]


def _efforts(content: Content, to: Tongue) -> list[Group]:
    say = to.say
    objectives = [action["objectives"] for action in content["actions"]]
    below = {say(word): Below.ALONG for word in ("Kind", "Action", "Objectives")} | {
        say("Description"): Below.ALONE,
        say("Contact"): Below.LABELLED,
    }
    rows = (
        Row(
            to.beside(say("Effort %(number)s") % {"number": number}, effort["who"]),
            entries(
                (say("Description"), effort["description"]),
                (say("Kind"), to.choice(Effort.Kind, effort["kind"])),
                (
                    say("Action"),
                    say("Action %(number)s") % {"number": effort["action"]}
                    if effort["action"]
                    else "",
                ),
                (
                    say("Objectives"),
                    _objective_names(
                        objectives[effort["action"] - 1] if effort["action"] else [], to
                    ),
                ),
                (
                    say("Cost"),
                    to.money(effort["cost"], effort["currency"]) or say("not available"),
                ),
                (
                    say("Duration"),
                    to.days(effort["starts_on"], effort["ends_on"]) or say("not available"),
                ),
                (say("Target"), effort["target"] or say("not available")),
                (say("Milestones"), _milestones(effort, to) or say("not available")),
                (say("Contact"), effort["contact"]),
                below=below,
            ),
            labelled(effort["who"], effort["description"]),
            key=_key(effort),
        )
        for number, effort in _numbered(content["efforts"])
    )
    cost = to.spoken.parted([amount for _currency, amount in totals(content, to)])
    total = Row(say("Total cost by currency"), entries((say("Cost"), cost)), is_fact=True)
    return [
        Group(say("Partner efforts"), tuple(rows), is_table=True),
        Group(say("Cost"), (total,) if total.entries else ()),
    ]


def totals(content: Content, to: Tongue) -> list[tuple[str, str]]:
    """What the efforts cost, each currency for itself: they are never added up (C5)."""
    sums: dict[str, Decimal] = {}
    for effort in content["efforts"]:
        if effort["cost"] is not None:
            sums[effort["currency"]] = sums.get(effort["currency"], Decimal(0)) + Decimal(
                effort["cost"]
            )
    return [
        (currency, to.money(str(total), currency))
        for currency, total in sorted(sums.items())
    ]


def _opportunities(content: Content, to: Tongue) -> list[Group]:
    say = to.say
    rows = (
        Row(
            opportunity["title"],
            entries(
                (say("Description"), opportunity["description"]),
                (
                    say("Serves"),
                    _objective_name(opportunity["objective"], to),
                ),
                (
                    say("Where it stands"),
                    to.choice(Opportunity.Status, opportunity["status"]),
                ),
                below={say("Description"): Below.ALONE},
            ),
            key=_key(opportunity),
        )
        for opportunity in content["opportunities"]
    )
    return [Group(say("Opportunities"), tuple(rows), is_table=True)]


def _indicators(content: Content, to: Tongue) -> list[Group]:
    say = to.say
    rows = (
        Row(
            indicator["name"],
            entries(
                (
                    say("Shows progress of"),
                    _objective_name(indicator["objective"], to),
                ),
                (say("Unit"), indicator["unit"]),
                (say("Baseline"), indicator["baseline"] or say("not available")),
                (say("Target"), indicator["target"] or say("not available")),
                (say("Source"), indicator["source"]),
                below={say("Shows progress of"): Below.LABELLED},
            ),
            key=_key(indicator),
        )
        for indicator in content["indicators"]
    )
    return [Group(say("Indicators"), tuple(rows), is_table=True)]


def _resources(content: Content, to: Tongue) -> list[Group]:
    say = to.say
    donors = (
        Row(
            donor["name"],
            entries(
                (say("Kind"), to.choice(PotentialDonor.Kind, donor["kind"])),
                (say("Note"), donor["note"]),
            ),
            key=_key(donor),
        )
        for donor in content["donors"]
    )
    requests = (
        Row(
            request["title"],
            entries(
                (say("Partner"), request["partner"]),
                (say("Purpose"), request["purpose"]),
                (say("Amount"), to.money(request["amount"], request["currency"])),
                (say("In kind"), request["in_kind"]),
                (
                    say("Strategic project"),
                    say("Yes") if request.get("is_strategic") else "",
                ),
                below={say("Purpose"): Below.ALONE},
            ),
            key=_key(request),
        )
        for request in content["requests"]
    )
    return [
        Group(
            say("Potential donors and financial institutions"), tuple(donors), is_table=True
        ),
        Group(say("Projects that seek support"), tuple(requests), is_table=True),
        Group(say("Applications to donors"), tuple(_applications(content, to)), True),
    ]


def _applications(content: Content, to: Tongue) -> Iterable[Row]:
    say = to.say
    for asked in content.get("applications", []):
        yield Row(
            asked["title"],
            entries(
                (say("Project"), asked["project"]),
                (say("Donor"), asked["donor"]),
                (say("Where it stands"), to.choice(Application.State, asked["state"])),
                (say("Sent on"), to.day(asked["sent_on"])),
                (say("Amount"), to.money(asked["amount"], asked["currency"])),
                (say("Note"), asked["note"]),
                below={say("Note"): Below.ALONE, say("Project"): Below.LABELLED},
            ),
            key=_key(asked),
        )


def _risks(content: Content, to: Tongue) -> Iterable[Row]:
    say = to.say
    for risk in content.get("risks", []):
        yield Row(
            risk["title"],
            entries(
                (say("Likelihood"), to.choice(Risk.Grade, risk["likelihood"])),
                (say("Effect"), to.choice(Risk.Grade, risk["effect"])),
                (say("What is done about it"), risk["measures"]),
                (say("Partner"), risk["partner"]),
                (say("Endangers"), _objective_name(risk["objective"], to)),
                below={say("Endangers"): Below.LABELLED},
            ),
            key=_key(risk),
        )


def _review(content: Content, to: Tongue) -> list[Group]:
    say = to.say
    entry = entries((say("Day"), to.day(content["next_review_on"])))
    return [
        Group(say("Risks"), tuple(_risks(content, to)), is_table=True),
        Group(
            say("Next review"),
            (Row(say("Next review of the plan"), entry, is_fact=True),) if entry else (),
        ),
    ]


def _linkages(content: Content, to: Tongue) -> list[Group]:
    say = to.say
    return [
        Group(
            to.said(side.label),
            tuple(
                Row(
                    to.area(linkage["area"]) or linkage["name"],
                    entries((say("How"), linkage["note"])),
                    key=_key(linkage),
                )
                for linkage in content["linkages"]
                if linkage["side"] == side
            ),
        )
        for side in Linkage.Side
    ]


def _partners(content: Content, to: Tongue) -> list[Group]:
    say = to.say
    leads = (
        Row(
            lead["name"],
            entries(
                (say("Role"), to.choice(LeadTerm.Kind, lead["kind"])),
                (say("Partner"), lead["partner"]),
                (say("Since"), to.day(lead["since"])),
                (say("Until"), to.day(lead["until"])),
            ),
        )
        for lead in content["leads"]
    )
    partners = (
        Row(
            partner["name"],
            entries((say("Contact"), to.spoken.listed(partner["contacts"]))),
        )
        for partner in content["partners"]
    )
    return [
        Group(say("Leads"), tuple(leads), is_table=True),
        Group(say("Partners"), tuple(partners)),
    ]


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


def _key(row: dict[str, Any]) -> str:
    """The key that lasts; versions frozen before there were any have none in their text."""
    return str(row.get("key", ""))


def _numbered(rows: list[Any]) -> Iterable[tuple[int, Any]]:
    return enumerate(rows, start=1)


def _goals(codes: list[str], to: Tongue) -> str:
    return to.spoken.parted([to.choice(Objective, code) for code in codes])


def _objective_name(number: int | None, to: Tongue) -> str:
    return _objective_names([number], to) if number else ""


def _objective_names(numbers: list[int], to: Tongue) -> str:
    names = [to.say("Objective %(number)s") % {"number": number} for number in numbers]
    return to.spoken.listed(names)


def _milestones(effort: dict[str, Any], to: Tongue) -> str:
    steps = effort["milestones"]
    return to.spoken.parted(
        [to.beside(to.day(step["due_on"]), step["text"]) for step in steps]
    )
