"""Which partners are new in an area, counted from its last meeting, and how far they are (R-82)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, F, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from areas.models import (
    AreaMembership,
    Effort,
    FirstStep,
    PartnershipArea,
    PlanVersion,
)
from gmp_portal import rounds, rulebook
from gmp_portal.accounts.models.terms import today
from gmp_portal.accounts.rights import Anybody, is_officer
from gmp_portal.meetings.models import Attendance, Meeting
from gmp_portal.rounds import Reading
from partners.models import Introduction, Partner, Representative

RULE = "R-82"
SHOWN = 24
Presence = Attendance.Presence
Step = FirstStep.Step
# What the record shows by itself.
MEETING, EFFORTS = "meeting", "efforts"
LABELS = {
    Step.PLAN.value: Step.PLAN.label,
    Step.CONTACT.value: Step.CONTACT.label,
    MEETING: _("Come to the next meeting of the area"),
    EFFORTS: _("Tell your own efforts for the plan"),
    Step.WORD.value: Step.WORD.label,
}


@dataclass
class State:
    """How far a partner is with one step."""

    key: str
    label: Any
    is_done: bool = False
    # Whether the partner notes it; otherwise the record shows it.
    is_noted: bool = False
    note: Any = ""


@dataclass
class Newcomer:
    """A partner with the day on which it joined; for those of the area also whom to greet."""

    membership: Any
    introduced_by: Partner | None = None
    people: list[Representative] = field(default_factory=list)
    steps: list[State] = field(default_factory=list)
    is_new: bool = True

    @property
    def partner(self) -> Partner:
        partner: Partner = self.membership.partner
        return partner

    @property
    def since(self) -> date:
        day: date = self.membership.since
        return day

    @property
    def done(self) -> int:
        return sum(each.is_done for each in self.steps)


@dataclass(frozen=True)
class New:
    """The new partners, and the day from which they are counted: that of a meeting, if any was."""

    since: date
    meeting: Meeting | None
    partners: list[Newcomer]
    more: int = 0


def last_meetings(area: PartnershipArea) -> "QuerySet[Meeting]":
    """The meetings that the area held, the last one first."""
    held = Q(status__in=[Meeting.Status.HELD, Meeting.Status.CLOSED])
    return Meeting.objects.filter(held, body=area.body_id, starts_on__lte=today()).order_by(
        "-starts_on", "-pk"
    )


def next_meetings(area: PartnershipArea) -> "QuerySet[Meeting]":
    """The meetings that are convened, of which everybody may know, the next one first (A1-4b-i)."""
    convened = Meeting.objects.filter(
        body=area.body_id, status=Meeting.Status.CONVENED, starts_on__gte=today()
    )
    return convened.select_related("body").order_by("starts_on", "pk")


def memberships(area: PartnershipArea) -> "QuerySet[AreaMembership]":
    """Those of the partners that are new, the newest first; one question for rule and meeting."""
    fallback = today() - timedelta(days=rulebook.value(RULE))
    last = last_meetings(area).values(day=Coalesce("ends_on", "starts_on"))[:1]
    since = Coalesce(Subquery(last), Value(fallback), output_field=DateField())
    rows = AreaMembership.objects.counted().filter(area=area, since__gte=since)
    rows = rows.select_related("partner__country")
    return rows.order_by(F("since").desc(), "partner__name", "pk")


def of(area: PartnershipArea, user: Anybody, *, inside: bool) -> Reading[New]:
    """The new partners; ``inside``, whom to greet stands with them.

    Who introduced them stays with the secretariat, as whoever introduced them was told.
    """
    last = last_meetings(area)[:1]
    newest = memberships(area)[: SHOWN + 1]
    asked: list[QuerySet[Any]] = [last, newest]
    introductions, people = _introductions(area), _people(area)
    if not is_officer(user):
        introductions = introductions.none()
    if inside:
        asked += [introductions, people]
    yield asked
    newcomers = [Newcomer(each) for each in newest[:SHOWN]]
    if inside:
        _greet(newcomers, introductions, people)
    meeting = next(iter(last), None)
    return New(
        _day(meeting),
        meeting,
        newcomers,
        more=max(0, len(newest) - SHOWN),
    )


def _day(meeting: Meeting | None) -> date:
    day = (meeting.ends_on or meeting.starts_on) if meeting else None
    return day or today() - timedelta(days=rulebook.value(RULE))


def _introductions(area: PartnershipArea) -> "QuerySet[Introduction]":
    new = memberships(area).order_by().values("partner")
    rows = Introduction.objects.filter(letter__partner__in=new)
    return rows.select_related("letter", "link__partner__country")


def _people(area: PartnershipArea) -> "QuerySet[Representative]":
    """Whoever speaks for a new partner today."""
    new = memberships(area).order_by().values("partner")
    rows = Representative.objects.current().speaking().filter(partner__in=new)
    return rows.select_related("person").order_by("role", "person__name", "pk")


def _greet(
    newcomers: Iterable[Newcomer],
    introductions: "QuerySet[Introduction]",
    people: "QuerySet[Representative]",
) -> None:
    by_partner = {each.letter.partner_id: each.link.partner for each in introductions}
    for newcomer in newcomers:
        key = newcomer.membership.partner_id
        newcomer.introduced_by = by_partner.get(key)
        newcomer.people = [each for each in people if each.partner_id == key]


# First steps -----------------------------------------------------------------------------


def follow(area: PartnershipArea, newcomers: Collection[Newcomer]) -> None:
    """Say of each of these partners how far it is with its first steps, in one question."""
    if not newcomers:
        return
    partners = [each.membership.partner_id for each in newcomers]
    taken = FirstStep.objects.filter(
        membership__in=[each.membership.pk for each in newcomers]
    ).select_related("person")
    expected = [Presence.EXPECTED, Presence.PRESENT, Presence.ONLINE]
    going_ahead = Attendance.objects.exclude(meeting__status=Meeting.Status.CANCELLED)
    came = going_ahead.filter(
        meeting__body=area.body_id,
        presence__in=expected,
        # Somebody comes for the partner for which he or she works on that day.
        person__representatives__partner__in=partners,
        person__representatives__period__contains=F("meeting__starts_on"),
    ).values_list("person__representatives__partner", "presence", "meeting__starts_on")
    efforts = Effort.objects.filter(
        plan__area=area,
        plan__status__in=[PlanVersion.Status.DRAFT, PlanVersion.Status.PUBLISHED],
        partner__in=partners,
    ).values_list("partner", flat=True)
    in_force = PlanVersion.objects.current().filter(area=area).values("pk")
    rounds.ask(taken, came, efforts, in_force)
    has_plan = bool(in_force)
    with_efforts = set(efforts)
    for each in newcomers:
        own = {
            step.step: step for step in taken if step.membership_id == each.membership.pk
        }
        each.steps = [
            *_noted(own, has_plan=has_plan),
            _at_meeting(each, came),
            State(
                EFFORTS,
                LABELS[EFFORTS],
                is_done=each.membership.partner_id in with_efforts,
            ),
            State(
                Step.WORD.value,
                LABELS[Step.WORD.value],
                is_done=Step.WORD in own,
                is_noted=True,
            ),
        ]


def _noted(own: dict[str, FirstStep], *, has_plan: bool) -> list[State]:
    contact = own.get(Step.CONTACT)
    plan = State(
        Step.PLAN.value,
        LABELS[Step.PLAN.value],
        is_done=Step.PLAN in own,
        is_noted=has_plan,
        note="" if has_plan else _("No plan is in force yet."),
    )
    named = State(
        Step.CONTACT.value,
        LABELS[Step.CONTACT.value],
        is_done=contact is not None,
        is_noted=True,
        note=contact.person.name if contact and contact.person else "",
    )
    return [plan, named]


def _at_meeting(newcomer: Newcomer, came: Iterable[Any]) -> State:
    """Somebody of the partner was at a meeting since it joined, or is expected at one to come."""
    state = State(MEETING, LABELS[MEETING])
    since = newcomer.membership.since
    for partner, presence, day in came:
        if partner != newcomer.membership.partner_id:
            continue
        if presence != Presence.EXPECTED and (since is None or day >= since):
            state.is_done = True
        elif day >= today():
            state.note = _("Somebody is registered for it.")
    if state.is_done:
        state.note = ""
    return state
