"""Who suggests ideas to an area, keeps them, and says that they are of interest (R-78, R-79)."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy

from areas import not_in_register, not_now
from areas.models import (
    AreaOpportunity,
    Opportunity,
    OpportunityInterest,
    PartnershipArea,
    PlanKey,
    PlanVersion,
)
from areas.permissions.plans import AREA, THE_LEADS, leads
from gmp_portal.accounts.rights import (
    Anybody,
    Right,
    Steps,
    asked_once,
    is_officer,
    officers,
    role,
    terms_of,
)
from partners.models import LetterOfIntent, Partner, Representative
from partners.permissions import represents, works_for

OPPORTUNITY: Steps[AreaOpportunity] = Steps()
INTEREST: Steps[OpportunityInterest] = Steps()
DONOR: Steps[PlanKey] = Steps()
Status = AreaOpportunity.Status

# Whoever has a role in a partner -------------------------------------------------------


def confirmed_partners_of(user: Anybody) -> list[Partner]:
    """The confirmed partners for which somebody speaks or writes today."""
    partners = [term.partner for term in terms_of(user, Representative)]
    mine = [each for each in partners if each.is_confirmed and works_for(user, each)]
    return list(dict.fromkeys(mine))


def voices_for_interest(user: Anybody) -> list[Partner]:
    """Those of them for which somebody speaks."""
    return [each for each in confirmed_partners_of(user) if represents(user, each)]


@asked_once
def is_applicant(user: Anybody) -> bool:
    """Has sent a letter of intent that UNEP has neither confirmed nor declined (A1-2c)."""
    if isinstance(user, AnonymousUser):
        return False
    return LetterOfIntent.objects.examined().filter(sender=user).exists()


# Roles ---------------------------------------------------------------------------------

_suggester = role(
    lambda user, _area: bool(confirmed_partners_of(user)),
    gettext_lazy(
        "Whoever works for a confirmed partner suggests opportunities to an area: ask one of "
        "the people of your partner."
    ),
    "A1-6a-iv",
    who=gettext_lazy("whoever works for a confirmed partner"),
)
_lead = role(
    leads,
    gettext_lazy("The leads of the area keep its register of opportunities."),
    "R-78",
    who=THE_LEADS,
).of(lambda opportunity: opportunity.area)
_answerer = role(
    lambda user, opportunity: (
        opportunity.partner is not None and works_for(user, opportunity.partner)
    ),
    gettext_lazy(
        "Whoever works for the partner that suggested it answers the leads of the area."
    ),
    "R-78",
    who=gettext_lazy("whoever works for the partner that suggested it"),
)
_suggested_it = role(
    lambda user, opportunity: (
        opportunity.partner is not None and works_for(user, opportunity.partner)
    ),
    gettext_lazy("Whoever works for the partner that suggested it takes it back."),
    "R-78",
    who=gettext_lazy("whoever works for the partner that suggested it"),
)
_interested = role(
    lambda user, _opportunity: bool(voices_for_interest(user)) or is_applicant(user),
    gettext_lazy(
        "Whoever speaks for a confirmed partner says that it is interested, and so does "
        "whoever has sent a letter of intent that UNEP is examining."
    ),
    "R-79",
    who=gettext_lazy(
        "whoever speaks for a confirmed partner, whoever has sent a letter of intent"
    ),
)
_speaker = role(
    lambda user, interest: (
        represents(user, interest.partner)
        if interest.partner
        else user.is_authenticated and interest.person_id == user.pk
    ),
    gettext_lazy("Whoever speaks for those who are interested takes it back."),
    "R-79",
    who=gettext_lazy("whoever speaks for the partner, or said so as an applicant"),
)

# Steps ---------------------------------------------------------------------------------


def draft_of(area: PartnershipArea) -> PlanVersion | None:
    """The version of the plan that its leads write now."""
    drafts = area.plans.filter(status=PlanVersion.Status.DRAFT).defer("snapshot")
    return drafts.order_by("-number").first()


def entry_in_draft(opportunity: AreaOpportunity) -> Opportunity | None:
    """What the draft says of it, if it does."""
    entries = Opportunity.objects.filter(
        key=opportunity.key_id, plan__status=PlanVersion.Status.DRAFT
    )
    return entries.select_related("plan__area").defer("plan__snapshot").first()


def _lacks_it(opportunity: AreaOpportunity) -> bool:
    return draft_of(opportunity.area) is not None and entry_in_draft(opportunity) is None


can_opportunity_suggest = AREA.step(
    "opportunity_suggest",
    _suggester,
    lambda area: area.status == PartnershipArea.Status.ESTABLISHED,
    not_now.why_not_at_work,
)
can_opportunity_ask = OPPORTUNITY.step(
    "opportunity_ask",
    _lead,
    lambda opportunity: opportunity.status == Status.SUGGESTED,
    not_in_register.why_settled,
)
can_opportunity_answer = OPPORTUNITY.step(
    "opportunity_answer",
    _answerer,
    lambda opportunity: opportunity.status == Status.ASKED,
    not_in_register.why_not_answered,
)
can_opportunity_take_in = OPPORTUNITY.step(
    "opportunity_take_in",
    _lead,
    lambda opportunity: opportunity.is_waiting,
    not_in_register.why_settled,
)
can_opportunity_decline = OPPORTUNITY.step(
    "opportunity_decline",
    _lead,
    lambda opportunity: opportunity.is_waiting,
    not_in_register.why_settled,
)
can_opportunity_withdraw = OPPORTUNITY.step(
    "opportunity_withdraw",
    _suggested_it,
    lambda opportunity: opportunity.is_waiting,
    not_in_register.why_settled,
)
can_opportunity_edit = OPPORTUNITY.step(
    "opportunity_edit",
    _lead,
    lambda opportunity: opportunity.is_listed,
    not_in_register.why_not_listed,
)
can_opportunity_move = OPPORTUNITY.step(
    "opportunity_move",
    _lead,
    lambda opportunity: opportunity.is_listed,
    not_in_register.why_not_listed,
)
can_opportunity_put_in = OPPORTUNITY.step(
    "opportunity_put_in",
    _lead,
    lambda opportunity: opportunity.is_open,
    not_in_register.why_not_put_in,
    also=_lacks_it,
)
can_opportunity_take_out = OPPORTUNITY.step(
    "opportunity_take_out",
    _lead,
    lambda opportunity: opportunity.is_listed and opportunity.key_id is not None,
    not_in_register.why_not_taken_out,
    also=lambda opportunity: entry_in_draft(opportunity) is not None,
)
can_interest_say = OPPORTUNITY.step(
    "interest_say",
    _interested,
    lambda opportunity: opportunity.is_open,
    not_in_register.why_no_interest,
)
can_interest_take_back = INTEREST.step(
    "interest_take_back",
    _speaker,
    lambda interest: interest.withdrawn_at is None,
    not_in_register.why_interest_is_over,
)

# Donors --------------------------------------------------------------------------------

_ONLY_UNEP = gettext_lazy(
    "The secretariat looks up who the donors of the plans are: tell it whom you know."
)
can_donor_list = Right(is_officer, _ONLY_UNEP, "R-80")
can_donor_match = DONOR.step(
    "donor_match",
    officers(_ONLY_UNEP, "R-80"),
    lambda key: key.kind == PlanKey.Kind.DONOR,
    not_in_register.why_no_donor,
)
