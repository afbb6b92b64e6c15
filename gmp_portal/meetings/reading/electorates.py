"""Who has a voice in a decision, who may raise it now, and who was there (A1-4a-iii, A1-4b-iii).

The voices stay as they were when the decision opened. Who may raise one follows the terms of
today: a right ends the same minute, and a successor speaks for the same partner.
"""

from collections.abc import Iterable

from django.db.models import Q

from gmp_portal.accounts.models import SecretariatTerm, User
from gmp_portal.accounts.rights import Anybody
from gmp_portal.meetings import body_rules
from gmp_portal.meetings.models import Attendance, Decision, Elector, Meeting, Position
from partners.models import Representative


def lines_of(user: Anybody, decision: Decision) -> list[Elector]:
    """The voices that this person may raise at this moment, and never UNEP (A1-3e)."""
    named = decision.electors.all().named(user).select_related("partner")
    return [line for line in named if may_raise(user, line, decision)]


def may_raise(user: Anybody, line: Elector, decision: Decision) -> bool:
    """Whether this person, whom a voice names today, may still raise it."""
    if not user.is_active or user.secretariat_roles:
        return False
    if line.partner_id is not None:
        return True
    aside = {one.person.pk for one in body_rules.standing_aside(decision)}
    return user.pk not in aside and body_rules.member(user, decision.body) is not None


def speaks_for(user: Anybody, line: Elector) -> bool:
    """Whether this person may raise this very voice now, as its first speaker or a successor."""
    return any(own.pk == line.pk for own in lines_of(user, line.decision))


def speakers(decision: Decision, lines: Iterable[Elector] | None = None) -> list[User]:
    """Everybody who may raise one of these voices now, to write to them; of all if none."""
    asked = list(decision.electors.all() if lines is None else lines)
    persons = {line.person_id for line in asked if line.person_id is not None}
    still = body_rules.members(decision.body) if persons else []
    people = [one.person for one in still if one.person.pk in persons]
    partners = [line.partner_id for line in asked if line.partner_id is not None]
    staff = SecretariatTerm.objects.current().values("person")
    terms = Representative.objects.current().filter(
        partner__in=partners, partner__status="confirmed", person__is_active=True
    )
    terms = terms.exclude(person__in=staff).select_related("person")
    return list(
        {one.pk: one for one in [*people, *(term.person for term in terms)]}.values()
    )


def present(meeting: Meeting) -> set[int]:
    """The ids of the people who were there as members, as far as attendance is recorded."""
    there = meeting.attendances.filter(
        role=Attendance.Role.MEMBER,
        presence__in=[Attendance.Presence.PRESENT, Attendance.Presence.ONLINE],
        person__isnull=False,
    )
    return set(there.values_list("person_id", flat=True))


def unheard(decision: Decision) -> list[Elector]:
    """Voices that were absent from the session, can be asked, and have not spoken on the text."""
    spoken_for = Representative.objects.current().values("partner")
    heard = Position.objects.filter(text=decision.texts.order_by("-version")[0])
    return list(
        decision.electors.filter(is_present=False)
        .filter(Q(person__isnull=False) | Q(partner__in=spoken_for))
        .exclude(pk__in=heard.values("elector"))
        .select_related("partner", "person")
    )
