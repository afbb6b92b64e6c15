"""Partners and applicants say that an opportunity is of interest to them (A2-V-2, R-79)."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from areas import emails_of_opportunities as emails
from areas import not_in_register, permissions
from areas.acts import Act
from areas.models import AreaOpportunity, OpportunityInterest
from gmp_portal import ledger
from gmp_portal.accounts.models import User
from partners.models import LetterOfIntent, Partner
from partners.models.partners import followed


@transaction.atomic
def say(
    opportunity: AreaOpportunity,
    *,
    partner: Partner | None,
    words: str,
    contact: str,
    by: User,
) -> OpportunityInterest:
    """Say once for a partner, or for oneself as an applicant, what one would like to do."""
    opportunity.lock()
    if not permissions.can_interest_say.fits(opportunity):
        raise not_in_register.why_no_interest(opportunity)
    standing = opportunity.interests.standing()
    same = standing.filter(partner=partner) if partner else standing.filter(person=by)
    if partner is None:
        same = same.filter(partner=None)
    if same.exists():
        raise not_in_register.why_interested_already()
    interest = OpportunityInterest.objects.create(
        opportunity=opportunity, partner=partner, person=by, words=words, contact=contact
    )
    # Noted beside the history of the opportunity, which is public: no applicant stands there.
    ledger.record(Act.INTEREST_SAID, interest, by=by, opportunity=opportunity.pk)
    emails.interest_said(interest, by=by)
    return interest


@transaction.atomic
def take_back(interest: OpportunityInterest, *, by: User) -> None:
    """Take it back, with the words and the contact that were given (R-79)."""
    interest.lock()
    if not permissions.can_interest_take_back.fits(interest):
        raise not_in_register.why_interest_is_over(interest)
    _end(interest, by)
    emails.interest_taken_back(interest, by=by)


@transaction.atomic
def follow_admission(partner: Partner, person: User, *, by: User) -> None:
    """What an applicant said is said for the partner, once UNEP has confirmed the letter (R-79).

    Where somebody of the partner has said so already, that goes on alone: it counts once.
    """
    for interest in _held(Q(partner=None, person=person)):
        opportunity = interest.opportunity
        if opportunity.interests.standing().filter(partner=partner).exists():
            _end(interest, by)
            continue
        interest.partner = partner
        interest.save(update_fields=["partner"])
        ledger.record(
            Act.INTEREST_OF_PARTNER,
            interest,
            by=by,
            opportunity=interest.opportunity_id,
            partner=partner.pk,
        )


@transaction.atomic
def follow_refusal(person: User, *, by: User) -> None:
    """What an applicant said ends with the last letter that UNEP was examining (R-79).

    No mail tells the leads: what becomes of a letter is between its sender and UNEP.
    """
    if LetterOfIntent.objects.examined().filter(sender=person).exists():
        return
    for interest in _held(Q(partner=None, person=person)):
        _end(interest, by)


@transaction.atomic
def follow_leaving(partner: Partner, *, by: User) -> None:
    """What was said for a partner ends when it takes part no more, as its leads hear (R-79)."""
    for interest in _held(followed(partner)):
        _end(interest, by)


def _held(whose: Q) -> Iterator[OpportunityInterest]:
    """What stands, each held before it is given: whoever takes it back is done, or comes after."""
    said = OpportunityInterest.objects.standing().filter(whose)
    for interest in said.select_related("opportunity").order_by("opportunity", "pk"):
        interest.opportunity.lock()
        interest.lock()
        if interest.withdrawn_at is None:
            yield interest


def _end(interest: OpportunityInterest, by: User) -> None:
    interest.words = interest.contact = ""
    interest.withdrawn_at, interest.withdrawn_by = timezone.now(), by
    interest.save(update_fields=["words", "contact", "withdrawn_at", "withdrawn_by"])
    ledger.record(
        Act.INTEREST_TAKEN_BACK, interest, by=by, opportunity=interest.opportunity_id
    )
