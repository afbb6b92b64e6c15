"""What becomes of the rows of this app when two entries or two accounts are merged (C16)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gmp_portal.accounts import merging
from gmp_portal.accounts.merging import Change, Key, Rows
from gmp_portal.accounts.models.terms import days
from gmp_portal.words import beside
from partners import merging_people
from partners.models import (
    Distinction,
    FormerName,
    Funder,
    ImportRow,
    IntroductionLink,
    JoinRequest,
    LetterOfIntent,
    Merge,
    OtherName,
    Participation,
    Partner,
    PartnerInvitation,
    PartnerProfile,
    PartnerStatement,
    PastLetter,
    Representative,
    SilenceQuestion,
)
from partners.models.letter_states import UNDER_WAY

# Of these nothing is waited for any more.
AT_AN_END = ("published", "taken_down", "declined", "withdrawn")
ON_RECORD = gettext_lazy("They say what was done with this entry then.")


def register_all() -> None:
    merging_people.register_all()
    merging.register(
        Key(
            LetterOfIntent,
            "partner",
            stays=gettext_lazy(
                "A letter stays as it was sent and decided. The page of the entry that stays "
                "shows the letters of both."
            ),
            waiting=_open_letters,
            reference=lambda letter: beside(letter.key, letter.organisation),
        ),
        Key(
            Participation,
            "partner",
            stays=gettext_lazy(
                "They overlap with a period of the entry that stays, which covers the days of "
                "both from then on."
            ),
            moving=_without_overlap,
            settling=_cover_both,
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
            OtherName,
            "partner",
            stays=gettext_lazy(
                "The entry that stays has a name in these languages; these become its former "
                "names."
            ),
            moving=_of_other_languages,
        ),
        Key(
            PartnerProfile,
            "partner",
            stays=gettext_lazy(
                "The entry that stays has a profile: its texts stay, and those that it lacks "
                "are taken from here."
            ),
            moving=_where_none,
            settling=_fill_profile,
            named_by=("partner",),
        ),
        Key(
            Funder,
            "partner",
            stays=gettext_lazy(
                "The entry that stays is noted as a funder of its own; what was noted here "
                "stays."
            ),
            moving=_where_none,
        ),
        Key(
            PartnerStatement,
            "partner",
            stays=gettext_lazy("What a partner said of itself stays as it was said."),
            waiting=_waiting_statements,
        ),
        Key(
            SilenceQuestion,
            "partner",
            stays=gettext_lazy("They stay as they were asked and answered."),
            waiting=_waiting_silences,
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


def _waiting_statements(gone: Partner, kept: Partner) -> Rows:
    """What either says of itself and has not come true yet: it would hold for both (R-47)."""
    said = PartnerStatement.objects.waiting().filter(partner__in=[gone, kept])
    return said.select_related("partner")


def _waiting_silences(gone: Partner, kept: Partner) -> Rows:
    """Nobody could answer for the one that goes, and what it did counts for both (R-46)."""
    asked = SilenceQuestion.objects.waiting().filter(partner__in=[gone, kept])
    return asked.select_related("partner")


def _of_other_languages(rows: Rows, kept: Partner) -> Rows:
    return rows.exclude(language__in=kept.other_names.values("language"))


def _where_none(rows: Rows, kept: Partner) -> Rows:
    """Of these there is at most one for each entry."""
    return rows.exclude(Exists(rows.model._base_manager.filter(partner=kept)))


def _fill_profile(rows: Rows, kept: Partner) -> Iterator[Change]:
    """What the profile of the one that stays does not say, the other one says for it."""
    for row in rows:
        theirs = PartnerProfile.objects.get(partner=kept)
        for name in PartnerProfile.TEXTS:
            if getattr(row, name) and not getattr(theirs, name):
                yield Change(theirs, name, getattr(row, name))


def _without_overlap(rows: Rows, kept: Partner) -> Rows:
    theirs = Participation.objects.filter(partner=kept, period__overlap=OuterRef("period"))
    return rows.exclude(Exists(theirs))


def _cover_both(rows: Rows, kept: Partner) -> Iterator[Change]:
    """Let the periods of the one that stays cover the days of both, up to the next of them."""
    for theirs in kept.participations.order_by("period"):
        own = theirs.period
        others = kept.participations.exclude(pk=theirs.pk)
        overlapping = [row.period for row in rows.filter(period__overlap=own)]
        firsts = [period.lower for period in overlapping if period.lower]
        lower = own.lower and min([own.lower, *firsts])
        if others.filter(period__overlap=DateRange(lower, own.upper)).exists():
            lower = own.lower
        upper = own.upper and _later_end(own, overlapping, others)
        if (lower, upper) != (own.lower, own.upper):
            yield Change(theirs, "period", DateRange(lower, upper))


def _later_end(own: Any, overlapping: list[Any], others: Rows) -> date:
    end: date = max([own.upper, *(period.upper or date.max for period in overlapping)])
    after = others.filter(period__startswith__gte=own.upper).order_by("period").first()
    if after is not None:
        end = min(end, after.period.lower)
    elif end == date.max:
        # Whether it takes part today, the entry that stays says itself.
        end = own.upper
    return end


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
