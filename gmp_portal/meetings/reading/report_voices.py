"""Who was absent from each decision of a meeting and who stood aside, for its report (R-18)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from gmp_portal.meetings.models import Decision, Elector, Meeting, MeetingReport
from gmp_portal.meetings.reading import electorates


@dataclass(frozen=True)
class Voices:
    """The members without a part in one decision, by their organizations: all may read it."""

    decision: Decision
    absent: str
    aside: str

    @property
    def title(self) -> str:
        return f"{self.decision.symbol} {self.decision.title}".strip()


def of_meeting(meeting: Meeting) -> list[Voices]:
    """For each decision who was absent when it was opened, and who stood aside (A1-3f-ii)."""
    # What was not adopted is no decision, and nobody else's business.
    decisions = meeting.decisions.adopted().order_by("ended_at", "pk")
    somebody_denies = meeting.attendances.filter(denied_at__isnull=False).exists()
    adopted = MeetingReport.objects.filter(meeting=meeting, adopted_at__isnull=False)
    until = adopted.values_list("adopted_at", flat=True).first()
    voices = []
    for decision in decisions.prefetch_related("electors", "standing_aside"):
        in_session = decision.mode == Decision.Mode.IN_SESSION
        is_asked = somebody_denies and in_session
        denied = electorates.counted_wrongly(decision, until) if is_asked else ()
        voices.append(Voices(decision, _absent(decision, set(denied)), _aside(decision)))
    return voices


def _absent(decision: Decision, denied: set[int]) -> str:
    if decision.mode == Decision.Mode.NO_OBJECTION:
        return _("Asked in writing, not in session")
    lines = list(decision.electors.all())
    if all(line.is_present is None for line in lines):
        return _("Not recorded")
    voices = [_voice(line) for line in lines if line.is_absent]
    for line in lines:
        if line.pk in denied:
            said = _("%(name)s (recorded as present, which they deny)")
            voices.append(said % {"name": line.organisation})
    return _listed(voices)


def _aside(decision: Decision) -> str:
    return _listed([row.organisation for row in decision.standing_aside.all()])


def _voice(line: Elector) -> str:
    if line.person_id is not None or line.is_reachable:
        return line.organisation
    return _("%(partner)s (nobody represents it)") % {"partner": line.organisation}


def _listed(names: list[str]) -> str:
    return "; ".join(names) or _("Nobody")
