"""Who was absent from each decision of a meeting and who stood aside, for its report (R-18)."""

from dataclasses import dataclass

from gmp_portal.meetings.models import Decision, Elector, Meeting, MeetingReport
from gmp_portal.meetings.reading import electorates
from gmp_portal.typesetting import fixed_words
from gmp_portal.typesetting.languages import language as spoken


@dataclass(frozen=True)
class Voices:
    """The members without a part in one decision, by their organizations: all may read it."""

    decision: Decision
    absent: str
    aside: str

    @property
    def title(self) -> str:
        return f"{self.decision.symbol} {self.decision.title}".strip()


@dataclass(frozen=True)
class Heads:
    """What stands above the table, in the language of the report as the table is."""

    title: str
    caption: str
    decision: str
    absent: str
    aside: str


def heads(language: str) -> Heads:
    """Say the headings in this language."""
    say = fixed_words.speaker(language)
    return Heads(
        say("Attendance at decisions"),
        say("Members absent from decisions or standing aside"),
        say("Decision"),
        say("Absent when it was opened"),
        say("Stood aside"),
    )


def of_meeting(meeting: Meeting, language: str) -> list[Voices]:
    """For each decision who was absent when it was opened, and who stood aside (A1-3f-ii).

    In the language of the report, whoever reads it.
    """
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
        absent = _absent(decision, set(denied), language)
        voices.append(Voices(decision, absent, _aside(decision, language)))
    return voices


def _absent(decision: Decision, denied: set[int], language: str) -> str:
    say = fixed_words.speaker(language)
    if decision.mode == Decision.Mode.NO_OBJECTION:
        return say("Asked in writing, not in session")
    lines = list(decision.electors.all())
    if all(line.is_present is None for line in lines):
        return say("Not recorded")
    voices = [_voice(line, language) for line in lines if line.is_absent]
    for line in lines:
        if line.pk in denied:
            said = say("%(name)s (recorded as present, which they deny)")
            voices.append(said % {"name": line.organisation})
    return _listed(voices, language)


def _aside(decision: Decision, language: str) -> str:
    names = [row.organisation for row in decision.standing_aside.all()]
    return _listed(names, language)


def _voice(line: Elector, language: str) -> str:
    say = fixed_words.speaker(language)
    if line.person_id is not None or line.is_reachable:
        return line.organisation
    return say("%(partner)s (nobody represents it)") % {"partner": line.organisation}


def _listed(names: list[str], language: str) -> str:
    return spoken(language).parted(names) or fixed_words.speaker(language)("Nobody")
