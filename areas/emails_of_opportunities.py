"""The mails about opportunities of areas; the words are in templates (R-78, R-79)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from areas.emails import FOLDER, keepers_of
from areas.models import AreaOpportunity, OpportunityInterest
from gmp_portal.accounts.models import User
from gmp_portal.notifications import outbox
from gmp_portal.notifications.reminders import Step


def suggested(opportunity: AreaOpportunity, *, by: User) -> None:
    _about("opportunity_suggested", opportunity, keepers_of(opportunity.area), by=by)


def asked(opportunity: AreaOpportunity, *, by: User) -> None:
    _about("opportunity_asked", opportunity, _suggesters_of(opportunity), by=by)


def answered(opportunity: AreaOpportunity, *, by: User) -> None:
    _about("opportunity_answered", opportunity, keepers_of(opportunity.area), by=by)


def settled(opportunity: AreaOpportunity, *, by: User) -> None:
    """Whoever suggested it hears whether it is taken in."""
    _about("opportunity_settled", opportunity, _suggesters_of(opportunity), by=by)


def withdrawn(opportunity: AreaOpportunity, *, by: User) -> None:
    """The leads hear that they need not answer any more."""
    _about("opportunity_withdrawn", opportunity, keepers_of(opportunity.area), by=by)


def waits(opportunity: AreaOpportunity, due_on: date, step: Step) -> None:
    """The leads are reminded by the clock that a suggestion waits for them (R-85)."""
    keepers = keepers_of(opportunity.area)
    _about("opportunity_waits", opportunity, keepers, step=step, due_on=due_on)


def moved(opportunity: AreaOpportunity, *, by: User) -> None:
    """Whoever suggested it, and all who are interested, hear how far it has come."""
    interests = opportunity.interests.standing().select_related("person")
    people = [*_suggesters_of(opportunity), *(each.person for each in interests)]
    _about("opportunity_moved", opportunity, people, by=by)


def _suggesters_of(opportunity: AreaOpportunity) -> list[User]:
    """Who suggested it; where that person left, those who speak for the partner."""
    partner, person = opportunity.partner, opportunity.suggested_by
    if partner is None or person is None:
        return []
    works = partner.representatives.current().filter(person=person).exists()
    return [person] if works else [*partner.current_representatives()]


def _about(
    name: str,
    opportunity: AreaOpportunity,
    to: Iterable[User],
    *,
    by: User | None = None,
    **more: Any,
) -> None:
    outbox.post(
        f"{FOLDER}/{name}.txt",
        to=to,
        by=by,
        opportunity=opportunity,
        partner=opportunity.partner,
        area=opportunity.area,
        **more,
    )


def interest_said(interest: OpportunityInterest, *, by: User) -> None:
    _of_interest("interest_said", interest, by=by)


def interest_taken_back(interest: OpportunityInterest, *, by: User) -> None:
    _of_interest("interest_taken_back", interest, by=by)


def _of_interest(name: str, interest: OpportunityInterest, *, by: User) -> None:
    opportunity = interest.opportunity
    outbox.post(
        f"{FOLDER}/{name}.txt",
        to=keepers_of(opportunity.area),
        by=by,
        interest=interest,
        opportunity=opportunity,
        partner=interest.partner,
        area=opportunity.area,
    )
