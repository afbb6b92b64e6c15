"""What becomes of the rows of this app when two entries or two accounts are merged (C16)."""

from django.utils.translation import gettext_lazy

from gmp_portal.accounts import merging
from gmp_portal.accounts.merging import Key, Rows
from gmp_portal.accounts.models import User
from gmp_portal.meetings.models import (
    Attendance,
    Decision,
    DecisionText,
    Declaration,
    Elector,
    Meeting,
    MeetingReport,
    Objection,
    ObserverInvitation,
    Paper,
    Position,
    ReportComment,
    StandingAside,
)
from partners.models import Partner


def register_all() -> None:
    merging.register(
        Key(
            Elector,
            "partner",
            stays=gettext_lazy(
                "Who had a voice in a decision stays as it was when the decision was opened."
            ),
            waiting=_in_open_decisions,
            page=lambda voice: voice.decision.get_absolute_url(),
        ),
        Key(
            Elector,
            "person",
            stays=gettext_lazy(
                "Who had a voice in a decision stays as it was when the decision was opened."
            ),
            waiting=_with_a_voice,
            page=lambda voice: voice.decision.get_absolute_url(),
        ),
        Key(
            StandingAside,
            "person",
            stays=gettext_lazy("Who stood aside from a decision stays on record."),
            waiting=_aside,
            page=lambda aside: aside.decision.get_absolute_url(),
        ),
        Key(
            Attendance,
            "person",
            stays=gettext_lazy(
                "Who was at a meeting stays on its list; where both were expected, one is."
            ),
            moving=_to_come,
            named_by=("person",),
        ),
        Key(
            ObserverInvitation,
            "person",
            stays=gettext_lazy("They stay as they were settled."),
            moving=_not_settled,
        ),
    )
    merging.register_history(Meeting, "planned_by", "convened_by")
    merging.register_history(Decision, "drafted_by", "opened_by", "ended_by")
    merging.register_history(DecisionText, "written_by")
    merging.register_history(Declaration, "declared_by", "recalled_by")
    merging.register_history(Paper, "added_by")
    merging.register_history(Attendance, "recorded_by")
    merging.register_history(ObserverInvitation, "invited_by", "objected_by")
    merging.register_history(Position, "taken_by")
    merging.register_history(Objection, "raised_by", "settled_by")
    merging.register_history(MeetingReport, "started_by", "adopted_by", "release_by")
    merging.register_history(ReportComment, "author")


def _in_open_decisions(gone: Partner, kept: Partner) -> Rows:
    """The voice of an entry that nobody could raise any more (A1-4b-iii)."""
    voices = Elector.objects.filter(partner=gone, decision__status=Decision.Status.OPEN)
    return voices.select_related("decision", "partner", "person")


def _with_a_voice(gone: User, kept: User) -> Rows:
    """Nobody speaks with the voice of an account that signs in no more (A1-4b-iii)."""
    voices = Elector.objects.filter(person=gone, decision__status=Decision.Status.OPEN)
    return voices.select_related("decision", "partner", "person")


def _aside(gone: User, kept: User) -> Rows:
    """Whoever stands aside with one account would have a voice with the other (A1-3f-ii)."""
    aside = StandingAside.objects.filter(person=gone, decision__status=Decision.Status.OPEN)
    return aside.select_related("decision")


def _to_come(rows: Rows, kept: User) -> Rows:
    """Registrations to meetings that are not held yet, where nobody was counted as there."""
    planned = (Meeting.Status.PLANNED, Meeting.Status.CONVENED)
    coming = rows.filter(meeting__status__in=planned, presence=Attendance.Presence.EXPECTED)
    return merging.without_twin("person", "meeting")(coming, kept)


def _not_settled(rows: Rows, kept: User) -> Rows:
    waiting = (ObserverInvitation.Status.PENDING, ObserverInvitation.Status.OBJECTED)
    return rows.filter(status__in=waiting)
