"""What the page of a decision shows to whom: texts, positions and objections."""

from collections.abc import Iterable
from typing import Any

from gmp_portal import ledger, rounds
from gmp_portal.accounts import offices
from gmp_portal.accounts.rights import Anybody
from gmp_portal.ledger import histories as trails
from gmp_portal.meetings import permissions
from gmp_portal.meetings.models import (
    Decision,
    DecisionText,
    Elector,
    Position,
)
from gmp_portal.meetings.permissions import roles
from gmp_portal.meetings.reading import (
    clocks,
    electorates,
    histories,
    own_voices,
    position_strips,
    subjects,
)
from gmp_portal.writing import compare


def of_decision(decision: Decision, user: Anybody, *, version: str = "") -> dict[str, Any]:
    """Gather for the page; who said what is for electors and officers."""
    denied = electorates.counted_wrongly(decision)
    said = electorates.said_on_newest_text(decision)
    said = said.select_related("elector", "taken_by").order_by("-pk")
    rounds.run(
        rounds.kept(
            decision,
            texts=decision.texts.all(),
            declarations=decision.declarations.select_related("declared_by"),
            electors=decision.electors.select_related("person", "partner"),
            objections=decision.objections.select_related(
                "elector", "text", "accommodated_in", "raised_by", "settled_by"
            ),
            standing_aside=decision.standing_aside.all(),
        ),
        rounds.rows(denied),
        rounds.rows(said),
        rounds.rows(offices.staff()),
    )
    electors, objections = decision.electors.all(), decision.objections.all()
    reads = roles.reads_positions(user, decision)
    trail = (
        rounds.read(trails.told(ledger.trail(decision), to=user).beside())
        if reads
        else None
    )
    return {
        "decision": decision,
        "subject_label": subjects.label(decision),
        "subject_link": subjects.link(user, decision),
        "subject_has_page": subjects.has_page(decision),
        "fingerprint": subjects.fingerprint(decision),
        **voices(decision, denied),
        "objections": [
            (objection, permissions.can_objection_withdraw(user, objection))
            for objection in objections
        ],
        "standing": [objection for objection in objections if objection.stands],
        "declared": own_voices.of_declaration(decision) if decision.is_declared else [],
        "reads_positions": reads,
        "clock": clocks.of_decision(decision),
        "steps": histories.of_decision(decision)[::-1],
        "trail": trail,
        "possible": permissions.DECISION.possible(user, decision),
        **_versions(decision, version),
        **_texts_and_positions(decision, electors if reads else (), said, user),
    }


def _versions(decision: Decision, version: str) -> dict[str, Any]:
    """Every version of the text, the one that is read, and what changed since the one before."""
    texts = sorted(decision.texts.all(), key=lambda text: -text.version)
    shown = next((text for text in texts if str(text.version) == version), None)
    if shown is None:
        shown = decision.current_text
    before = next((text for text in texts if shown and text.version < shown.version), None)
    return {
        "versions": texts,
        "shown": shown,
        "before": before,
        "changes": _changes(before, shown),
    }


def _changes(
    before: DecisionText | None, shown: DecisionText | None
) -> tuple[compare.Line, ...]:
    """What changed from one version to the next; two languages are not compared."""
    if before is None or shown is None or before.language != shown.language:
        return ()
    old, new = (
        [line for line in text.text.splitlines() if line.strip()]
        for text in (before, shown)
    )
    return tuple(line for line in compare.lines(old, new) if line.is_changed)


def _texts_and_positions(
    decision: Decision, electors: Iterable[Elector], said: Iterable[Position], user: Anybody
) -> dict[str, Any]:
    words: dict[int, list[Position]] = {}
    for position in said:
        words.setdefault(position.elector_id, []).append(position)
    newest = [spoken[0] for spoken in words.values()]
    ordered = position_strips.in_order(electors)
    positions = [(elector, words.get(elector.pk, ())) for elector in ordered]
    strip = position_strips.places(positions)
    return {
        "text": decision.current_text,
        "positions": positions,
        "strip": strip,
        "legend": position_strips.legend(strip),
        "statements": [position for position in reversed(newest) if position.statement],
        **_own(decision, user, words),
    }


def voices(decision: Decision, counted_wrongly: Iterable[int]) -> dict[str, Any]:
    """Who has a voice, in the groups that were there, were not, or could not be asked (R-18)."""
    lines = list(decision.electors.all())
    reachable = [line for line in lines if line.is_reachable]
    denied = set(counted_wrongly)
    groups = {
        "present": [
            line for line in reachable if line.is_present and line.pk not in denied
        ],
        "denied": [line for line in reachable if line.pk in denied],
        "absent": [line for line in reachable if line.is_absent],
        "unreachable": [line for line in lines if not line.is_reachable],
        "aside": list(decision.standing_aside.all()),
    }
    organisations = sorted({line.organisation for line in lines})
    return {"organisations": organisations, "electorate": groups}


def _own(
    decision: Decision, user: Anybody, words: dict[int, list[Position]]
) -> dict[str, Any]:
    """The voices that the reader raises, where a word of theirs is taken at all."""
    if not (decision.is_open or decision.is_adopted):
        return {"own_voices": [], "is_heard": False}
    last = {pk: spoken[0] for pk, spoken in words.items()}
    own = own_voices.of_lines(decision, electorates.lines_of(user, decision), last)
    return {"own_voices": own, "is_heard": not all(voice.is_over for voice in own)}
