"""Who keeps the topics that cross the areas, and who says what of a plan is theirs (R-81)."""

from django.utils.translation import gettext_lazy

from areas import not_kept
from areas.models import CrossCuttingTopic, TopicArea
from areas.permissions.plans import THE_LEADS, leads
from gmp_portal.accounts.rights import Right, Steps, is_officer, officers, role

TOPIC: Steps[CrossCuttingTopic] = Steps()
TIE: Steps[TopicArea] = Steps()

# Roles ---------------------------------------------------------------------------------

_KEPT_BY_UNEP = gettext_lazy("The secretariat keeps the topics that cross the areas.")
_keeper = officers(_KEPT_BY_UNEP, "R-81")
_marker = role(
    leads,
    gettext_lazy("Only the leads of the area say what of its plan belongs to a topic."),
    "R-81",
    who=THE_LEADS,
).of(lambda tie: tie.area)

# Steps ---------------------------------------------------------------------------------


def _is_open(topic: CrossCuttingTopic) -> bool:
    return topic.status == CrossCuttingTopic.Status.OPEN


def _has_convener(topic: CrossCuttingTopic) -> bool:
    return any(convener.can_end_today for convener in topic.conveners.current())


can_topic_start = Right(is_officer, _KEPT_BY_UNEP, "R-81")
can_topic_change = TOPIC.step(
    "topic_change", _keeper, _is_open, not_kept.why_topic_is_closed
)
can_topic_close = TOPIC.step("topic_close", _keeper, _is_open, not_kept.why_topic_is_closed)
can_topic_convener_name = TOPIC.step(
    "topic_convener_name", _keeper, _is_open, not_kept.why_topic_is_closed
)
can_topic_convener_end = TOPIC.step(
    "topic_convener_end",
    _keeper,
    _is_open,
    not_kept.why_no_convener_ends,
    also=_has_convener,
)
can_topic_mark = TIE.step(
    "topic_mark",
    _marker,
    lambda tie: tie.until is None and _is_open(tie.topic),
    not_kept.why_not_marked,
    also=lambda tie: tie.has_plan,
)
