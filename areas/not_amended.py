"""Why a step on an amendment is not possible now, for the page and for the act (A2-VIII-2)."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from areas import not_now
from areas.models import PartnershipArea, PlanAmendment, PlanVersion
from areas.models.amendments import AmendmentStatus
from gmp_portal.ui.moments import in_words
from gmp_portal.workflow import RuleRefusedError, unmet

CLAUSE = "A2-VIII-2"


def why_not_begun(area: PartnershipArea) -> RuleRefusedError:
    if area.status != PartnershipArea.Status.ESTABLISHED:
        return not_now.why_not_at_work(area)
    sentence = _(
        "This area has no plan in force that could be amended: comment on its draft instead."
    )
    return RuleRefusedError(sentence, clause=CLAUSE)


def why_not_written(amendment: PlanAmendment) -> RuleRefusedError:
    if amendment.is_editable:
        return why_not_begun(amendment.area)
    return why_settled(amendment)


def why_settled(amendment: PlanAmendment) -> RuleRefusedError:
    """It was proposed, and stays in the words in which the area reads it."""
    said = _(
        "This amendment is not being written any more. It stands at “%(status)s”, and its words "
        "stay: propose another one to change the plan further."
    )
    return RuleRefusedError(
        said % {"status": amendment.get_status_display()}, clause="R-83"
    )


def why_not_decided(amendment: PlanAmendment) -> RuleRefusedError:
    """It does not lie before the leads, or its area is being asked at this moment."""
    if amendment.status == AmendmentStatus.DRAFT:
        sentence = _("This amendment is still being written: its author proposes it first.")
        return RuleRefusedError(sentence, clause="R-83")
    if amendment.is_decision_open:
        sentence = _(
            "The decision of the area is still open: wait for it, end it or withdraw it first."
        )
        return RuleRefusedError(sentence, clause="A1-4b-iii")
    if amendment.status == AmendmentStatus.PROPOSED:
        return not_now.why_not_at_work(amendment.area)
    return why_settled(amendment)


def why_not_adopted(_amendment: PlanAmendment) -> RuleRefusedError:
    sentence = _(
        "The area has not adopted this amendment: wait for its decision, or ask it."
    )
    return RuleRefusedError(sentence, clause="A1-4b-iii")


def why_not_agreed_yet(days: int, ripe_at: datetime) -> RuleRefusedError:
    said = ngettext(
        "The area reads an amendment for %(days)d day before a lead notes it as agreed. From "
        "%(moment)s on you may do so; until then, ask the area for its decision.",
        "The area reads an amendment for %(days)d days before a lead notes it as agreed. From "
        "%(moment)s on you may do so; until then, ask the area for its decision.",
        days,
    )
    facts = {"days": days, "moment": in_words(ripe_at)}
    return RuleRefusedError(said % facts, clause="R-83")


def why_met_before() -> RuleRefusedError:
    """The meeting was over before the text existed, so that nobody considered it there."""
    sentence = _(
        "This meeting was over before there was anything to consider: choose one on or after the "
        "day on which the plan was begun or the amendment proposed."
    )
    return unmet(sentence, "A1-4b-iii")


def why_not_met_yet() -> RuleRefusedError:
    """The meeting has not begun: members decide while it runs, or after."""
    sentence = _("The meeting has not begun. Members decide while it runs, or after.")
    return unmet(sentence, "A1-4b-iii")


def why_no_voice() -> RuleRefusedError:
    return unmet(_("Choose for which partner you write: you speak for several."), "R-83")


def why_empty() -> RuleRefusedError:
    return unmet(_("Say first which places of the plan shall read otherwise."), CLAUSE)


def why_none_chosen() -> RuleRefusedError:
    return unmet(_("Choose the amendments that are taken in."), CLAUSE)


def why_none_agreed() -> RuleRefusedError:
    sentence = _(
        "No amendment is agreed and waits: the area decides on those that are proposed first."
    )
    return RuleRefusedError(sentence, clause="A1-4b-iii")


def why_same() -> RuleRefusedError:
    return unmet(_("This is what stands in the plan already: change something."), CLAUSE)


def why_of_another_amendment() -> RuleRefusedError:
    sentence = _("This place belongs to another amendment: choose one of this amendment.")
    return RuleRefusedError(sentence, clause=CLAUSE)


def why_of_another_area(amendment: PlanAmendment) -> RuleRefusedError:
    said = _("Amendment %(number)d is one of another area: its own leads take it in.")
    return RuleRefusedError(said % {"number": amendment.number}, clause="A1-6b-ii")


def why_place_is_gone() -> RuleRefusedError:
    sentence = _("This entry is not in the plan in force any more: choose another place.")
    return RuleRefusedError(sentence, clause=CLAUSE)


def why_not_taken_in(amendment: PlanAmendment) -> RuleRefusedError:
    if amendment.status == AmendmentStatus.AGREED:
        return not_now.why_not_at_work(amendment.area)
    if amendment.status == AmendmentStatus.TAKEN_IN:
        sentence = _("This amendment was taken into a version already.")
        return RuleRefusedError(sentence, clause=CLAUSE)
    sentence = _("The area agrees to an amendment before it is taken into a version.")
    return RuleRefusedError(sentence, clause="A1-4b-iii")


def why_version_waits(plan: PlanVersion) -> RuleRefusedError:
    """A newer version is under way whose text does not change now."""
    if plan.is_frozen:
        sentence = _(
            "A newer version lies before the Advisory Group: take amendments in once it is "
            "published."
        )
    else:
        sentence = _(
            "The next version lies before the area: take it back first, or take amendments in "
            "later."
        )
    return RuleRefusedError(sentence, clause=CLAUSE)


def why_not_resting(plan: PlanVersion) -> RuleRefusedError:
    """It is no draft made of decided amendments alone."""
    if plan.status != PlanVersion.Status.DRAFT:
        return not_now.why_not_sent(plan)
    sentence = _(
        "This draft is not made of amendments alone to which the area agreed by decision: put it "
        "before the area."
    )
    return RuleRefusedError(sentence, clause="R-84")


def why_other_words() -> RuleRefusedError:
    sentence = _(
        "More than the decided amendments was changed in this draft since: put it before the area."
    )
    return RuleRefusedError(sentence, clause="R-84")


def why_changed_meanwhile() -> RuleRefusedError:
    sentence = _(
        "The version or these amendments were changed meanwhile. Look at what comes of them "
        "again, and take them in then."
    )
    return RuleRefusedError(sentence, clause=CLAUSE)


def why_unsettled(count: int) -> RuleRefusedError:
    said = ngettext(
        "Say of %(count)d place which words stand.",
        "Say of %(count)d places which words stand.",
        count,
    )
    return unmet(said % {"count": count}, CLAUSE)
