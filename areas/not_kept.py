"""Why own efforts and topics are not kept now, and what to do next (R-73, R-81)."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from areas.models import CrossCuttingTopic, EffortCall, TopicArea
from gmp_portal.workflow import RuleRefusedError, unmet


def why_call_is_over(call: EffortCall) -> RuleRefusedError:
    if call.status == EffortCall.Status.TAKEN_BACK:
        sentence = _("The leads of the area took this request back: nothing is asked now.")
    else:
        sentence = _(
            "This request is closed, since the plan is not a draft any more. In the next draft "
            "the leads can ask again."
        )
    return RuleRefusedError(sentence, clause="R-73")


def why_not_kept(call: EffortCall) -> RuleRefusedError:
    if not call.is_running:
        return why_call_is_over(call)
    if not call.answer:
        return _why_left()
    sentence = _("Your partner has answered already: take the answer back first.")
    return RuleRefusedError(sentence, clause="R-73")


def why_not_resumed(call: EffortCall) -> RuleRefusedError:
    if not call.is_running:
        return why_call_is_over(call)
    if call.answer:
        return _why_left()
    sentence = _(
        "There is no answer to take back: your efforts can be changed as they are."
    )
    return RuleRefusedError(sentence, clause="R-73")


def _why_left() -> RuleRefusedError:
    sentence = _(
        "This partner is not in the area any more: it keeps no efforts in this plan until it "
        "joins again."
    )
    return RuleRefusedError(sentence, clause="R-73")


def why_effort_is_gone() -> RuleRefusedError:
    sentence = _(
        "This effort was removed meanwhile, or stands with somebody else now: ask the leads of "
        "the area."
    )
    return RuleRefusedError(sentence, clause="R-73")


def why_topic_is_closed(_topic: CrossCuttingTopic) -> RuleRefusedError:
    sentence = _("This topic is closed: start a new one to go on.")
    return RuleRefusedError(sentence, clause="R-81")


def why_area_left_topic() -> RuleRefusedError:
    sentence = _(
        "This area does not work on the topic any more: ask the secretariat to enter it again."
    )
    return RuleRefusedError(sentence, clause="R-81")


def why_not_marked(tie: TopicArea) -> RuleRefusedError:
    """Why a lead cannot say now what of the plan belongs to the topic."""
    if tie.topic.status == CrossCuttingTopic.Status.CLOSED:
        return why_topic_is_closed(tie.topic)
    if tie.until is not None:
        return why_area_left_topic()
    sentence = _("The area has no plan yet: begin one first.")
    return RuleRefusedError(sentence, clause="R-81")


def why_before_topic(topic: CrossCuttingTopic) -> RuleRefusedError:
    """Nobody worked on it, or convened it, before it was there."""
    day = date_format(topic.begun_on) if topic.begun_on else ""
    sentence = _("The topic is on record since %(day)s: choose that day or a later one.")
    return unmet(sentence % {"day": day}, "R-81")


def why_no_convener_ends(topic: CrossCuttingTopic) -> RuleRefusedError:
    if topic.status == CrossCuttingTopic.Status.CLOSED:
        return why_topic_is_closed(topic)
    sentence = _("Nobody convenes this topic beyond today: there is nothing left to end.")
    return RuleRefusedError(sentence, clause="R-81")
