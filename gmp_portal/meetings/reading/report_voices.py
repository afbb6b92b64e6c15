"""Who was absent from each decision of a meeting and who stood aside, for its report (R-18)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from gmp_portal.meetings.models import Decision, Elector, Meeting


@dataclass(frozen=True)
class Voices:
    """The members without a part in one decision, by their public names."""

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
    return [
        Voices(decision, _absent(decision), _aside(decision))
        for decision in decisions.prefetch_related(
            "electors__person", "standing_aside__person"
        )
    ]


def _absent(decision: Decision) -> str:
    if decision.mode == Decision.Mode.NO_OBJECTION:
        return _("Asked in writing, not in session")
    lines = list(decision.electors.all())
    if all(line.is_present is None for line in lines):
        return _("Not recorded")
    return _listed([_voice(line) for line in lines if line.is_absent])


def _aside(decision: Decision) -> str:
    members = decision.standing_aside.all()
    return _listed([_named(row.organisation, row.person.name) for row in members])


def _voice(line: Elector) -> str:
    if line.person is not None:
        return _named(line.organisation, line.person.name)
    if line.is_reachable:
        return line.organisation
    return _("%(partner)s (nobody represents it)") % {"partner": line.organisation}


def _named(organization: str, name: str) -> str:
    return _("%(name)s (%(organization)s)") % {"name": name, "organization": organization}


def _listed(names: list[str]) -> str:
    return "; ".join(names) or _("Nobody")
