"""Example partners that are silent, were asked, leave, or are back (R-11, R-46, R-47)."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from gmp_portal import dates
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.website.demo import partners, sessions
from partners.actions import silences, statements
from partners.models import (
    Kind,
    LetterOfIntent,
    Partner,
    PartnerStatement,
    Pledge,
    SilenceQuestion,
)
from reporting.models import ReportingCycle

Cast = Mapping[str, User]
SILENT = (
    ("Example Silent Smelters", Kind.INDUSTRY, "CN"),
    ("Example Quiet Quarry", Kind.INDUSTRY, "BO"),
    ("Example Faraway Foundation", Kind.NGO, "FJ"),
)
LEAVES = ("Example Departing Guild", Kind.OTHER, "NO")


def load(cast: Cast) -> None:
    """Once: of some nothing was heard for two periods, one leaves, and one is back."""
    officer, sender = cast["secretariat"], cast["visitor-turned-applicant"]
    if PartnerStatement.objects.exists() or not ReportingCycle.objects.exists():
        return
    _earlier_cycle(officer)
    _to_ask, late, asked = [_silent(row, cast) for row in SILENT]
    silences.ask(asked, by=officer)
    question = silences.ask(late, by=officer)
    with sessions.as_before(SilenceQuestion):
        SilenceQuestion.objects.filter(pk=question.pk).update(
            asked_at=timezone.now() - timedelta(days=70),
            answer_by=today() - timedelta(days=10),
        )
    name, kind, country = LEAVES
    leaving = partners.published(partners.sent(sender, name, kind, country), cast)
    statements.leave(leaving, words="The guild is dissolved.", name=name, by=sender)
    back = Partner.objects.get(name="Example Lamp Makers")
    statements.return_(back, words="We have new staff for our programme.", by=sender)


def _earlier_cycle(officer: User) -> None:
    """A period before the others, from before this portal: nobody reported on it here."""
    like = ReportingCycle.objects.order_by("pk")[0]
    ReportingCycle.objects.create(
        name="Example cycle 2022–2023",
        slug="example-cycle-2022-2023",
        status=ReportingCycle.Status.CLOSED,
        period=days(date(2022, 1, 1), date(2023, 12, 31)),
        progress_due_on=date(2024, 2, 28),
        area_due_on=date(2024, 4, 30),
        progress_form=like.progress_form,
        area_form=like.area_form,
        opened_by=officer,
        opened_at=dates.start_of(date(2022, 1, 10)),
    )


def _silent(row: tuple[str, Kind, str], cast: Cast) -> Partner:
    """A partner that sent its letter long ago, for a contribution that is over."""
    name, kind, country = row
    letter = partners.sent(cast["visitor-turned-applicant"], name, kind, country, areas=0)
    partner = partners.published(letter, cast)
    since = date(2020, 3, 1)
    with sessions.as_before(LetterOfIntent, Pledge):
        LetterOfIntent.objects.filter(pk=letter.pk).update(
            submitted_at=timezone.now() - timedelta(days=2000)
        )
        Pledge.objects.filter(letter=letter).update(first_year=2020, last_year=2021)
    Partner.objects.filter(pk=partner.pk).update(since=since)
    partner.participations.update(period=DateRange(since, None))
    partner.refresh_from_db()
    return partner
