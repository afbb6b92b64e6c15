"""Why a step on an opportunity is not possible now, and what to do next (R-78 to R-80)."""

from django.utils.translation import gettext as _

from areas.models import AreaOpportunity, OpportunityInterest, PlanKey
from gmp_portal.workflow import RuleRefusedError

Status = AreaOpportunity.Status


def why_settled(opportunity: AreaOpportunity) -> RuleRefusedError:
    """The leads take in, ask or decline what waits for them (R-78)."""
    if opportunity.status == Status.ASKED:
        sentence = _(
            "The leads have asked about this suggestion already: wait for the answer, or settle "
            "it without one."
        )
    elif opportunity.status == Status.DECLINED:
        sentence = _("This suggestion was declined already: it can be made anew.")
    elif opportunity.status == Status.WITHDRAWN:
        sentence = _("Its partner has taken this suggestion back: it can be made anew.")
    else:
        sentence = _("This suggestion stands in the register already.")
    return RuleRefusedError(sentence, clause="R-78")


def why_not_answered(opportunity: AreaOpportunity) -> RuleRefusedError:
    if opportunity.status == Status.SUGGESTED:
        sentence = _(
            "There is no question to answer now: the leads look at the suggestion."
        )
        return RuleRefusedError(sentence, clause="R-78")
    return why_settled(opportunity)


def why_not_listed(opportunity: AreaOpportunity) -> RuleRefusedError:
    if not opportunity.is_waiting:
        return why_settled(opportunity)
    sentence = _("This suggestion is not in the register yet: take it in first.")
    return RuleRefusedError(sentence, clause="R-78")


def why_not_moved(opportunity: AreaOpportunity, target: str) -> RuleRefusedError:
    """States follow each other as R-79 says."""
    sentence = _("From “%(now)s” it does not become “%(target)s”: choose another state.")
    said = {
        "now": opportunity.get_status_display(),
        "target": Status(target).label,
    }
    return RuleRefusedError(sentence % said, clause="R-79", status=422)


def why_not_put_in(opportunity: AreaOpportunity) -> RuleRefusedError:
    if not opportunity.is_listed:
        return why_not_listed(opportunity)
    if not opportunity.is_open:
        sentence = _(
            "It is taken up or dropped, so that the plan lists it no more: open it again first."
        )
        return RuleRefusedError(sentence, clause="A2-V-1")
    sentence = _(
        "No version of the plan is being written, or the draft has it already: look at the plan "
        "of the area."
    )
    return RuleRefusedError(sentence, clause="A2-V-1")


def why_not_taken_out(_opportunity: AreaOpportunity) -> RuleRefusedError:
    sentence = _(
        "No draft of the plan has it: what stands in a version that is sent stays there."
    )
    return RuleRefusedError(sentence, clause="A2-V-1")


def why_no_interest(opportunity: AreaOpportunity) -> RuleRefusedError:
    if opportunity.is_listed:
        sentence = _("It is taken up or dropped already: see what else the area looks for.")
    else:
        sentence = _(
            "It is not in the register yet: wait until the leads have taken it in."
        )
    return RuleRefusedError(sentence, clause="R-79")


def why_interested_already() -> RuleRefusedError:
    sentence = _("This has been said already: take it back if it is not so any more.")
    return RuleRefusedError(sentence, clause="R-79")


def why_interest_is_over(_interest: OpportunityInterest) -> RuleRefusedError:
    sentence = _("This was taken back already: say it again if you are interested.")
    return RuleRefusedError(sentence, clause="R-79")


def why_no_donor(_key: PlanKey) -> RuleRefusedError:
    sentence = _("This is no donor of a plan: choose one from the list of donors.")
    return RuleRefusedError(sentence, clause="R-80")
