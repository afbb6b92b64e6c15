"""Who was absent from each decision of a meeting and who stood aside, for its report (R-18)."""

from collections.abc import Collection
from dataclasses import dataclass

from gmp_portal import rounds
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
    denials = meeting.attendances.filter(denied_at__isnull=False).values("pk")[:1]
    adopted = MeetingReport.objects.filter(meeting=meeting, adopted_at__isnull=False)
    moments = adopted.values_list("adopted_at", flat=True)[:1]
    rounds.ask(decisions, denials, moments)
    until = next(iter(moments), None)
    denied = {
        decision.pk: electorates.counted_wrongly(decision, until)
        for decision in decisions
        if denials and decision.mode == Decision.Mode.IN_SESSION
    }
    rounds.run(
        *(
            rounds.kept(
                decision,
                electors=decision.electors.all(),
                standing_aside=decision.standing_aside.all(),
            )
            for decision in decisions
        ),
        rounds.asked(*denied.values()),
    )
    return [
        Voices(
            decision,
            _absent(decision, denied.get(decision.pk, ()), language),
            _aside(decision, language),
        )
        for decision in decisions
    ]


def _absent(decision: Decision, denied: Collection[int], language: str) -> str:
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
