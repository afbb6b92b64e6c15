"""What becomes of the rows of this app when two accounts are merged (C16, R-58)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gmp_portal.accounts import merging
from gmp_portal.accounts.merging import Change, Key, Rows
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import days
from gmp_portal.words import beside
from partners.actions.representatives import right_of
from partners.models import (
    Checklist,
    Correction,
    Distinction,
    Import,
    InformationRequest,
    IntroductionLink,
    JoinRequest,
    LetterLink,
    LetterNote,
    LetterOfIntent,
    MailedAnswer,
    Merge,
    Partner,
    PartnerInvitation,
    PartnerStatement,
    PastLetter,
    PublicVersion,
    Representative,
    SetAside,
    SignatureRequest,
    SilenceQuestion,
)
from partners.models.letter_states import UNDER_WAY, LetterStatus

LETTER_STEPS = (
    *("filed_by", "cleared_by", "seconded_by", "published_by", "confirmed_by"),
    *("decline_proposed_by", "declined_by", "withdrawn_by"),
)


def register_all() -> None:
    merging.RIGHTS.register(
        Representative, lambda term: (right_of(term.role), term.partner)
    )
    merging.register(
        Key(
            LetterOfIntent,
            "sender",
            stays=gettext_lazy(
                "A letter that was sent stays with its sender. The account that stays reads it."
            ),
            moving=_drafts,
            waiting=_open_letters,
            reference=lambda letter: beside(letter.key, letter.organisation),
        ),
        Key(
            Representative,
            "person",
            stays=gettext_lazy(
                "The account that stays belongs to these partners in the same days: it keeps its "
                "own term, and the other one ends."
            ),
            moving=merging.without_overlap("partner"),
            settling=_end_terms,
            waiting=_other_roles,
            named_by=("person", "partner"),
            told=merging.with_days,
            page=lambda term: term.partner.get_absolute_url(),
        ),
        Key(
            JoinRequest,
            "person",
            stays=gettext_lazy("They stay as they were decided."),
            moving=_asked,
            waiting=_asked_by_both,
            named_by=("person", "partner"),
            page=lambda asked: asked.partner.get_absolute_url(),
        ),
        Key(
            LetterLink,
            "accepted_by",
            stays=gettext_lazy(
                "A link to a draft is for one person; the account that stays writes there, too."
            ),
        ),
    )
    merging.register_history(LetterOfIntent, *LETTER_STEPS)
    merging.register_history(Representative, "recorded_by")
    merging.register_history(JoinRequest, "decided_by")
    merging.register_history(LetterLink, "created_by", "revoked_by")
    merging.register_history(Import, "begun_by", "done_by", "undone_by")
    merging.register_history(LetterNote, "author")
    merging.register_history(SignatureRequest, "entered_by")
    merging.register_history(InformationRequest, "asked_by", "answered_by")
    merging.register_history(Checklist, "checked_by")
    merging.register_history(PublicVersion, "published_by")
    merging.register_history(Correction, "proposed_by", "decided_by")
    merging.register_history(IntroductionLink, "made_by", "revoked_by")
    merging.register(
        Key(
            PartnerInvitation,
            "invited_by",
            stays=merging.HISTORY,
            is_history=True,
            waiting=_to_oneself,
            reference=lambda asked: beside(asked.email, asked.partner),
            page=lambda asked: asked.partner.get_absolute_url(),
        )
    )
    merging.register_history(PartnerInvitation, "settled_by")
    merging.register_history(MailedAnswer, "person")
    merging.register_history(Merge, "made_by", "undone_by")
    merging.register_history(Distinction, "said_by")
    merging.register_history(PastLetter, "added_by", "withdrawn_by")
    merging.register_history(SilenceQuestion, "asked_by", "settled_by")
    merging.register_history(PartnerStatement, "said_by", "settled_by")
    merging.register_history(SetAside, "noted_by")
    merging.register_history(Partner.history.model, "history_user")


def _drafts(rows: Rows, kept: User) -> Rows:
    return rows.filter(status=LetterStatus.DRAFT)


def _open_letters(gone: User, kept: User) -> Rows:
    """Letters that UNEP examines: only their sender answers, and both are one sender (R-58)."""
    return LetterOfIntent.objects.filter(sender=gone, status__in=UNDER_WAY)


def _other_roles(gone: User, kept: User) -> Rows:
    """Which of two roles at one partner counts, those who speak for it say first (A1-6a-ii)."""
    both = merging.running_in_both(Representative, "partner", unlike="role")
    return both(gone, kept).select_related("person", "partner")


def _end_terms(rows: Rows, kept: User) -> Iterator[Change]:
    """End what still runs beside a term of the account that stays."""
    for term in rows:
        if term.is_current and term.is_shortened_by(term.last_day_if_ended_now):
            last: Any = days(term.starts_on, term.last_day_if_ended_now)
            yield Change(term, "period", last)
            yield Change(
                term, "ended_reason", _("The account was merged into another one.")
            )


def _asked(rows: Rows, kept: User) -> Rows:
    """Requests that nobody answered, and that the account that stays did not make, too."""
    same = JoinRequest.objects.filter(
        person=kept, partner=OuterRef("partner"), status=JoinRequest.Status.ASKED
    )
    return rows.filter(~Exists(same), status=JoinRequest.Status.ASKED)


def _asked_by_both(gone: User, kept: User) -> Rows:
    """Nobody belongs to a partner twice: such a request is answered first (A1-6a-ii)."""
    asked = JoinRequest.objects.filter(person=gone, status=JoinRequest.Status.ASKED)
    theirs = JoinRequest.objects.filter(person=kept, status=JoinRequest.Status.ASKED)
    belongs = Representative.objects.current().filter(person=kept)
    both = Q(partner__in=theirs.values("partner")) | Q(
        partner__in=belongs.values("partner")
    )
    return asked.filter(both).select_related("person", "partner")


def _to_oneself(gone: User, kept: User) -> Rows:
    """Nobody hands over to the own other address: the only term would end (N41, R-38)."""
    asked = PartnerInvitation.objects.waiting().filter(
        Q(hands_over__person=gone) & kept.at_an_address("email")
        | Q(hands_over__person=kept) & gone.at_an_address("email")
    )
    return asked.select_related("partner")
