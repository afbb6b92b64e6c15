"""Who has a voice in a decision, who may raise it now, and who was there (A1-4a-iii, A1-4b-iii).

The voices stay as they were when the decision opened. Who may raise one follows the terms of
today: a right ends the same minute, and a successor speaks for the same partner.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from gmp_portal import dates, rounds
from gmp_portal.accounts.models import SecretariatTerm, Term, User
from gmp_portal.accounts.offices import last_ended
from gmp_portal.accounts.rights import Anybody, asked_once, terms_of
from gmp_portal.meetings import body_rules
from gmp_portal.meetings.models import (
    Attendance,
    Decision,
    DecisionText,
    Elector,
    Meeting,
    Objection,
    Position,
    TimeToObject,
)
from gmp_portal.meetings.models.positions import PositionQuerySet
from gmp_portal.rounds import Reading
from partners.models import Partner, Representative


@asked_once
def lines_of(user: Anybody, decision: Decision) -> list[Elector]:
    """The voices in a decision that this person may raise at this moment (A1-3e)."""
    if isinstance(user, AnonymousUser) or user.secretariat_roles:
        return []
    partners = {
        term.partner_id
        for term in terms_of(user, Representative)
        if term.partner.status == Partner.Status.CONFIRMED
    }
    named = [
        line
        for line in decision.electors.all()
        if line.person_id == user.pk or (line.partner_id and line.partner_id in partners)
    ]
    return raised_by(user, named)


def raised_by(user: User, named: Iterable[Elector]) -> list[Elector]:
    """Those of the voices that name this person which may still be raised, and never by UNEP."""
    if not user.is_active or user.secretariat_roles:
        return []
    belongs: dict[int, bool] = {}
    raised = []
    for line in named:
        body = line.decision.body
        if line.partner_id is None and body.pk not in belongs:
            belongs[body.pk] = body_rules.member(user, body) is not None
        if line.partner_id is not None or (
            belongs[body.pk] and not _stands_aside(user, line.decision)
        ):
            raised.append(line)
    return raised


def _stands_aside(user: User, decision: Decision) -> bool:
    """Whether this person stood aside after the decision had opened (A1-3f-ii)."""
    return any(
        member.person.pk == user.pk for member in body_rules.standing_aside(decision)
    )


def speaks_for(user: Anybody, objection: Objection) -> bool:
    """Whether this person raises the voice that objected, as its author or a successor."""
    own = lines_of(user, objection.decision)
    return any(line.pk == objection.elector_id for line in own)


def ended_term(user: User, objection: Objection) -> Term | None:
    """The term in which this person spoke for the voice that objected, where it is over."""
    line = objection.elector
    if line.partner_id is not None:
        terms = Representative.objects.speaking().filter(partner=line.partner_id)
        return last_ended(user, terms)
    if line.person_id != user.pk:
        return None
    return body_rules.last_term(user, objection.decision.body)


def time_is_over(
    decision: Decision, elector: Elector, with_time: Collection[int] | None = None
) -> bool:
    """Whether a voice is heard no more: for those present it ends with the declaration (R-18).

    ``with_time`` is what ``leaves_time_to`` answers, for whoever asks about several voices.
    """
    if decision.is_silent or not decision.is_declared:
        return decision.deadline_has_passed
    # Without a period of their own the absent have none either.
    if not decision.absent_may_object:
        return True
    own = leaves_time_to(decision) if with_time is None else with_time
    return elector.pk not in own


def speakers(decision: Decision, lines: Iterable[Elector] | None = None) -> list[User]:
    """Everybody who may raise one of these voices now, to write to them; of all if none."""
    asked = list(decision.electors.all() if lines is None else lines)
    persons = {line.person_id for line in asked if line.person_id is not None}
    still = body_rules.members(decision.body) if persons else []
    people = [member.person for member in still if member.person.pk in persons]
    partners = [line.partner_id for line in asked if line.partner_id is not None]
    staff = SecretariatTerm.objects.current().values("person")
    terms = (
        Representative.objects.current()
        .speaking()
        .filter(partner__in=partners, partner__status="confirmed", person__is_active=True)
    )
    terms = terms.exclude(person__in=staff).select_related("person")
    return list(
        {
            person.pk: person for person in [*people, *(term.person for term in terms)]
        }.values()
    )


def present(meeting: Meeting) -> set[int]:
    """The ids of the people who were there as members, as far as attendance is recorded."""
    return {person for person in _present(meeting) if person is not None}


def _present(meeting: Meeting) -> QuerySet[Attendance, int | None]:
    there = meeting.attendances.filter(
        role=Attendance.Role.MEMBER,
        presence__in=[Attendance.Presence.PRESENT, Attendance.Presence.ONLINE],
        person__isnull=False,
        denied_at__isnull=True,
    )
    return there.order_by().values_list("person_id", flat=True)


def is_attended(decision: Decision) -> bool:
    """Whether anybody whose consensus counts is recorded as present (R-18)."""
    return decision.meeting is not None and bool(present(decision.meeting))


def leaves_time_to(decision: Decision) -> set[int]:
    """Voices to which a declaration leaves time to object, or would leave it now (R-18).

    Absent members, and those for whom others spoke: somebody else recorded that they were
    there, which they deny, or met their objection with words to which they have not agreed.
    What a declaration has given stays, whatever is recorded of who was there.
    """
    return rounds.read(reading_time(decision))


def reading_time(decision: Decision) -> Reading[set[int]]:
    """The same, to be read beside other decisions."""
    voices: list[QuerySet[Any, int]]
    if decision.is_declared:
        standing = decision.declarations.standing()
        given = TimeToObject.objects.filter(declaration__in=standing)
        voices = [given.values_list("elector", flat=True)]
    else:
        absent = decision.electors.filter(is_present=False).values_list("pk", flat=True)
        voices = [absent, _met(decision), counted_wrongly(decision)]
    yield voices
    return {voice for some in voices for voice in some}


def unheard(decision: Decision) -> list[Elector]:
    """Voices with time of their own that can be asked and have not spoken on the text."""
    spoken_for = Representative.objects.current().speaking().values("partner")
    heard = said_on_newest_text(decision)
    return list(
        decision.electors.filter(pk__in=leaves_time_to(decision))
        .filter(Q(person__isnull=False) | Q(partner__in=spoken_for))
        .exclude(pk__in=heard.values("elector"))
        .select_related("partner", "person")
    )


def said_on_newest_text(decision: Decision) -> PositionQuerySet:
    newest = DecisionText.objects.filter(decision=decision).order_by("-version")
    return Position.objects.filter(text=newest.values("pk")[:1])


def _met(decision: Decision) -> QuerySet[Objection, int]:
    """Voices that have said nothing since a new text met their objection, newer ones included."""
    since = Position.objects.filter(
        elector=OuterRef("elector"),
        text__version__gte=OuterRef("accommodated_in__version"),
    )
    met = decision.objections.filter(~Exists(since), accommodated_in__isnull=False)
    return met.values_list("elector", flat=True)


def counted_wrongly(
    decision: Decision, until: datetime | None = None
) -> QuerySet[Elector, int]:
    """Voices that were counted as present, though whoever was to raise them says otherwise.

    Who was to raise one is as on the day when the decision opened, and what is denied after
    ``until`` is left out: a report says it for good.
    """
    lines = decision.electors.filter(is_present=True).values_list("pk", flat=True)
    if decision.meeting is None or decision.opened_at is None:
        return lines.none()
    rows = Attendance.objects.filter(
        meeting=decision.meeting, role=Attendance.Role.MEMBER, denied_at__isnull=False
    )
    denied = (rows.filter(denied_at__lte=until) if until else rows).values("person")
    day = dates.day_of(decision.opened_at)
    said = lines.filter(Q(person__in=denied) | Q(partner__in=_partners_of(denied, day)))
    there = _partners_of(_present(decision.meeting), day)
    return said.exclude(partner__in=there)


def _partners_of(people: Any, day: date) -> QuerySet[Representative, int | None]:
    terms = Representative.objects.current(day).speaking().filter(person__in=people)
    return terms.order_by().values_list("partner", flat=True)
