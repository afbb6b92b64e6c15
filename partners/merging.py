"""What becomes of the rows of this app when two entries of the register are merged (C16)."""

from collections.abc import Iterator
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gmp_portal.accounts import merging
from gmp_portal.accounts.merging import Change, Key, Rows
from gmp_portal.accounts.models.terms import days
from partners.models import (
    Distinction,
    FormerName,
    ImportRow,
    IntroductionLink,
    JoinRequest,
    LetterOfIntent,
    Merge,
    Participation,
    Partner,
    PartnerInvitation,
    PastLetter,
    Representative,
)
from partners.models.letter_states import UNDER_WAY

# Of these nothing is waited for any more.
AT_AN_END = ("published", "taken_down", "declined", "withdrawn")
ON_RECORD = gettext_lazy("They say what was done with this entry then.")


def register_all() -> None:
    merging.register(
        Key(
            LetterOfIntent,
            "partner",
            stays=gettext_lazy(
                "A letter stays as it was sent and decided. The page of the entry that stays "
                "shows the letters of both."
            ),
            waiting=_open_letters,
        ),
        Key(
            Participation,
            "partner",
            stays=gettext_lazy(
                "They overlap with a period of the entry that stays, which begins with the "
                "earlier day of the two."
            ),
            moving=_without_overlap,
            settling=_begin_earlier,
            named_by=("partner",),
        ),
        Key(
            Representative,
            "partner",
            stays=gettext_lazy(
                "These people belong to both: they keep the role that they have in the entry "
                "that stays, and the other term ends."
            ),
            moving=_of_others,
            settling=_end_terms,
            named_by=("person", "partner"),
        ),
        Key(
            FormerName,
            "partner",
            stays=gettext_lazy(
                "The entry that stays is found by all names of both; they become its former "
                "names."
            ),
        ),
        Key(
            JoinRequest,
            "partner",
            stays=gettext_lazy("They stay as they were decided."),
            waiting=_unanswered_requests,
        ),
        Key(
            PartnerInvitation,
            "partner",
            stays=gettext_lazy("They stay as they were settled."),
            waiting=_unanswered_invitations,
        ),
        Key(
            IntroductionLink,
            "partner",
            stays=gettext_lazy(
                "Links that introduce new partners end; the entry that stays makes its own."
            ),
        ),
        Key(
            ImportRow,
            "partner",
            stays=gettext_lazy("The rows of a table stay with the entry that they named."),
        ),
        Key(
            PastLetter,
            "partner",
            stays=gettext_lazy(
                "A letter of the past stays as it was added. The page of the entry that stays "
                "shows the letters of both."
            ),
        ),
        # Whoever was merged into the one that goes is shown with the one that stays.
        Key(Partner, "merged_into", moving=merging.every),
        Key(Merge, "kept", stays=ON_RECORD),
        Key(Merge, "gone", stays=ON_RECORD),
        Key(Distinction, "first", stays=ON_RECORD),
        Key(Distinction, "second", stays=ON_RECORD),
    )


def _open_letters(gone: Partner, kept: Partner) -> Rows:
    """Letters of either entry, or of its name, on which something is still to be done (C16)."""
    own = Q(partner__in=[gone, kept]) & ~Q(status__in=[*AT_AN_END, "draft"])
    named = Q(skeleton__in={gone.skeleton, kept.skeleton}, status__in=UNDER_WAY)
    return LetterOfIntent.objects.filter(own | named)


def _unanswered_requests(gone: Partner, kept: Partner) -> Rows:
    asked = JoinRequest.objects.filter(partner=gone, status=JoinRequest.Status.ASKED)
    return asked.select_related("person", "partner")


def _unanswered_invitations(gone: Partner, kept: Partner) -> Rows:
    return gone.invitations.waiting().select_related("partner")


def _without_overlap(rows: Rows, kept: Partner) -> Rows:
    theirs = Participation.objects.filter(partner=kept, period__overlap=OuterRef("period"))
    return rows.exclude(Exists(theirs))


def _begin_earlier(rows: Rows, kept: Partner) -> Iterator[Change]:
    """Let the periods of the one that stays begin when the first of the two began."""
    for theirs in kept.participations.order_by("period"):
        lower = theirs.period.lower
        for row in rows.filter(period__overlap=theirs.period):
            first = row.period.lower
            if lower is not None and first is not None and first < lower:
                lower = first
        taken = kept.participations.exclude(pk=theirs.pk).filter(
            period__overlap=DateRange(lower, theirs.period.upper)
        )
        if lower != theirs.period.lower and not taken.exists():
            yield Change(theirs, "period", DateRange(lower, theirs.period.upper))


def _of_others(rows: Rows, kept: Partner) -> Rows:
    theirs = Representative.objects.filter(
        partner=kept, person=OuterRef("person"), period__overlap=OuterRef("period")
    )
    return rows.exclude(Exists(theirs))


def _end_terms(rows: Rows, kept: Partner) -> Iterator[Change]:
    """End what still runs beside a term in the entry that stays (A1-6a-ii)."""
    for term in rows:
        if term.is_current and term.is_shortened_by(term.last_day_if_ended_now):
            last: Any = days(term.starts_on, term.last_day_if_ended_now)
            yield Change(term, "period", last)
            yield Change(term, "ended_reason", _("The entry was merged into another one."))
