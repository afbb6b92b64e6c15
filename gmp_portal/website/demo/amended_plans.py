"""Amendments of an Example plan in force: some collide, one is agreed, one is being written."""

from areas.actions import amendments
from areas.annex2 import BY_KEY
from areas.models import AmendmentPlace, PlanAmendment, PlanVersion
from areas.reading import entries_by_key
from areas.reading.entries_by_key import Entries
from gmp_portal import rounds
from gmp_portal.accounts.models import User
from gmp_portal.meetings.actions import meetings
from gmp_portal.website.demo import sessions
from gmp_portal.website.demo.people import Cast

AMENDED = "asgm"


def load(cast: Cast) -> None:
    """Partners and the lead amend the plan in force beside the draft that is written."""
    lead, speaker, other = (
        cast[each] for each in ("area.lead", "focal.point", "other.focal.point")
    )
    current = PlanVersion.objects.current().filter(area__slug=AMENDED)
    plan = current.select_related("area__body").get()
    entries = rounds.read(entries_by_key.of(plan))
    more = _begun(
        plan, "Count more Example mines", "The Example survey found more.", speaker
    )
    _target(more, entries, "70 per cent (Example)")
    amendments.propose(more, by=speaker)
    fewer = _begun(plan, "Count fewer Example mines", "Two Example mines closed.", other)
    _target(fewer, entries, "50 per cent (Example)")
    amendments.propose(fewer, by=other)
    families = _begun(plan, "More Example families", "The Example census is out.", lead)
    _text(families, entries, "I", "4,000", "5,000")
    amendments.propose(families, by=lead)
    _agreed(families, lead)
    funds = _begun(plan, "Example donors meet yearly", "They asked for it.", speaker)
    _text(funds, entries, "VII", "together", "together once a year")


def _begun(plan: PlanVersion, title: str, reason: str, by: User) -> PlanAmendment:
    return amendments.start(plan.area, title=title, reason=reason, by=by)


def _target(amendment: PlanAmendment, entries: Entries, target: str) -> None:
    """Another target for the first indicator."""
    row = entries.plan.indicators.all()[0]
    place = AmendmentPlace(
        amendment=amendment, section="VI", kind="indicators", key=row.key
    )
    _put(amendment, place, entries, "target", target)


def _text(
    amendment: PlanAmendment, entries: Entries, section: str, old: str, new: str
) -> None:
    place = AmendmentPlace(amendment=amendment, section=section, kind=AmendmentPlace.TEXT)
    text = entries.plan.text_of(BY_KEY[section].key).replace(old, new)
    _put(amendment, place, entries, AmendmentPlace.TEXT, text)


def _put(
    amendment: PlanAmendment,
    place: AmendmentPlace,
    entries: Entries,
    name: str,
    value: str,
) -> None:
    base = entries.values_of(place) or {}
    by = amendment.author
    amendments.put(amendment, place, base=base, proposed=base | {name: [value]}, by=by)


def _agreed(amendment: PlanAmendment, lead: User) -> None:
    """The area meets and agrees to it (A1-4b-iii)."""
    meeting = sessions.met(
        amendment.area.body,
        days_ago=0,
        title="Example meeting on an amendment",
        by=lead,
    )
    # It was proposed only now: its meeting is moved back once it lies before it.
    decision = amendments.send(amendment, meeting=meeting, by=lead)
    sessions.move_back(meeting, 2)
    decision.refresh_from_db()
    sessions.agreed(decision, by=lead)
    meetings.hold(meeting, by=lead)
