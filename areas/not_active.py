"""Why a step on an activity is not possible now, and what to do next (A1-6a-i, R-75)."""

from django.utils.translation import gettext as _

from areas.models import Activity, PartnershipArea
from gmp_portal.workflow import RuleRefusedError

Status = Activity.Status


def why_not_begun(area: PartnershipArea) -> RuleRefusedError:
    if area.status == PartnershipArea.Status.CLOSED:
        sentence = _(
            "This area is closed: begin the activity in an area in which work goes on."
        )
    else:
        sentence = _(
            "This area is proposed only: activities begin once the area is established."
        )
    return RuleRefusedError(sentence, clause="A1-6a-i")


def why_not_a_draft(activity: Activity) -> RuleRefusedError:
    if activity.status == Status.SENT:
        sentence = _("It is with the leads of the area: take it back first.")
    elif activity.status == Status.REPORTED:
        return why_only_reported(activity)
    else:
        sentence = _("The leads have acknowledged it: it stays as it is until it ends.")
    return RuleRefusedError(sentence, clause="R-75")


def why_not_sent(activity: Activity) -> RuleRefusedError:
    if activity.status != Status.DRAFT:
        return why_not_a_draft(activity)
    return why_outside()


def why_outside() -> RuleRefusedError:
    sentence = _(
        "Partners of the area begin activities in it and send them to its leads: let your "
        "partner join the area first."
    )
    return RuleRefusedError(sentence, clause="A1-6a-i")


def why_not_with_the_leads(activity: Activity) -> RuleRefusedError:
    if activity.status == Status.DRAFT:
        sentence = _("It is a draft of its partner, who sends it when it is ready.")
    elif activity.status == Status.REPORTED:
        return why_only_reported(activity)
    else:
        sentence = _("It was acknowledged already.")
    return RuleRefusedError(sentence, clause="R-75")


def why_not_ended(activity: Activity) -> RuleRefusedError:
    if activity.status == Status.ENDED:
        sentence = _("It is ended already, and what came of it is on its page.")
    elif activity.status == Status.REPORTED:
        return why_only_reported(activity)
    else:
        sentence = _("Nobody acknowledged it yet: what is a draft does not end.")
    return RuleRefusedError(sentence, clause="R-75")


def why_not_declined(activity: Activity) -> RuleRefusedError:
    return why_only_reported(activity)


def why_only_reported(_activity: Activity) -> RuleRefusedError:
    sentence = _(
        "This activity is known from reports only: what becomes of it is said in the next one."
    )
    return RuleRefusedError(sentence, clause="R-75")


def why_nothing_is_asked(activity: Activity) -> RuleRefusedError:
    others = Activity.objects.titled_alike(activity)
    if activity.counted_with_id or activity.counted_apart:
        sentence = _("This was answered already: reload the page.")
    elif others.asked_about().exists():
        sentence = _("This is asked on the page of the newer of the two: answer it there.")
    elif others.public().exists():
        sentence = _(
            "Another area has an activity of this partner with the same title, and it is settled "
            "already whether the two are one."
        )
    else:
        sentence = _(
            "No other area has an activity of this partner with the same title, so that nothing "
            "is asked."
        )
    return RuleRefusedError(sentence, clause="R-76")
