"""What the page of a decision shows to whom: texts, positions and objections."""

from typing import Any

from gmp_portal import ledger
from gmp_portal.accounts.rights import Anybody
from gmp_portal.meetings import permissions
from gmp_portal.meetings.models import Decision, Elector, Objection, Position
from gmp_portal.meetings.permissions import roles
from gmp_portal.meetings.reading import histories, subjects


def of_decision(decision: Decision, user: Anybody) -> dict[str, Any]:
    """Gather for the page; who said what is for electors and officers."""
    electors = list(decision.electors.select_related("person"))
    own = next((elector for elector in electors if elector.person_id == user.pk), None)
    reads = roles.reads_positions(user, decision)
    objections = _objections(decision)
    return {
        "decision": decision,
        "subject_label": subjects.label(decision),
        "subject_link": subjects.link(user, decision),
        "organisations": sorted({elector.organisation for elector in electors}),
        "objections": [
            (objection, permissions.can_objection_withdraw(user, objection))
            for objection in objections
        ],
        "standing": [objection for objection in objections if objection.stands],
        "reads_positions": reads,
        "steps": histories.of_decision(decision),
        "trail": ledger.trail(decision) if reads else None,
        "possible": permissions.DECISION.possible(user, decision),
        **_texts_and_positions(decision, electors if reads else [], own),
    }


def _texts_and_positions(
    decision: Decision, electors: list[Elector], own: Elector | None
) -> dict[str, Any]:
    text = decision.current_text
    positions = Position.objects.filter(text=text).select_related("elector", "text")
    by_elector = {position.elector_id: position for position in positions}
    return {
        "text": text,
        "older": [version for version in decision.texts.all() if version != text],
        "positions": [(elector, by_elector.get(elector.pk)) for elector in electors],
        "statements": [position for position in by_elector.values() if position.statement],
        "own_position": by_elector.get(own.pk) if own else None,
    }


def _objections(decision: Decision) -> list[Objection]:
    objections = decision.objections.select_related("elector", "text", "accommodated_in")
    for objection in objections:
        objection.decision = decision
    return list(objections)
