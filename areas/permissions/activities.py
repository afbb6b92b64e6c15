"""Who begins activities in an area, who acknowledges them, and who ends them (A1-6a-i, R-75)."""

from typing import Any

from django.utils.translation import gettext_lazy

from areas import not_active
from areas.models import Activity, PartnershipArea
from areas.models.activity_sets import TELLABLE
from areas.permissions.plans import AREA, THE_LEADS, leads, partners_of
from gmp_portal.accounts.rights import (
    Anybody,
    Role,
    Steps,
    asked_once,
    once,
    refuse,
    role,
)
from gmp_portal.workflow import RuleRefusedError
from partners.models import Partner
from partners.permissions import represents

Status = Activity.Status

ACTIVITY: Steps[Activity] = Steps()

# Roles ---------------------------------------------------------------------------------


def refusal_to_begin() -> RuleRefusedError:
    sentence = gettext_lazy(
        "Whoever speaks for a partner of the area begins activities of that partner in it."
    )
    return refuse(sentence, "A1-6a-i")


_beginner = Role(
    gettext_lazy("whoever speaks for a partner of the area"),
    lambda user, area: None if partners_of(user, area) else refusal_to_begin(),
    refusal_to_begin,
)
_speaker = role(
    lambda user, activity: represents(user, activity.partner),
    gettext_lazy("Whoever speaks for the partner writes, sends and ends its activities."),
    "A1-6a-i",
    who=gettext_lazy("whoever speaks for the partner"),
)
_lead = role(
    lambda user, activity: leads(user, activity.area),
    gettext_lazy("The leads of the area acknowledge activities in it."),
    "R-75",
    who=THE_LEADS,
)
_joint = role(
    lambda user, activity: bool(joint_partners_of(user, activity)),
    gettext_lazy(
        "Whoever speaks for a partner that is said to carry the activity out too may say no."
    ),
    "R-77",
    who=gettext_lazy("whoever speaks for a partner that is said to carry it out too"),
)
_lead_who_counts = role(
    lambda user, activity: leads(user, activity.area),
    gettext_lazy("The leads of the area say whether two activities are one."),
    "R-76",
    who=THE_LEADS,
)


@asked_once
def joint_partners_of(user: Anybody, activity: Activity) -> list[Partner]:
    """The partners of this person that are said to carry it out too, and have not said no."""
    if not user.is_authenticated:
        return []
    own = Partner.objects.represented_by(user).values("pk")
    parts = activity.parts.joint().filter(partner__in=own)
    partners = [part.partner for part in parts.select_related("partner")]
    return [partner for partner in partners if represents(user, partner)]


# Steps ---------------------------------------------------------------------------------


def is_partner_in_area(activity: Activity) -> bool:
    """Whether the partner takes part in the area today."""
    return activity.area.current_partners().filter(pk=activity.partner_id).exists()


def twin_of(activity: Activity) -> int | None:
    """The key of the one of the same partner and title in another area, if it is asked (N25)."""
    asked: Any = Activity.objects.asked_about().filter(pk=activity.pk)
    key: int | None = once(
        (twin_of, activity.pk), asked.values_list("twin", flat=True).first
    )
    return key


def is_asked_about(activity: Activity) -> bool:
    """Whether another area has an activity of the same partner and title (N25)."""
    return twin_of(activity) is not None


def _is_draft(activity: Activity) -> bool:
    return activity.status == Status.DRAFT


def _is_sent(activity: Activity) -> bool:
    return activity.status == Status.SENT


def _may_be_asked_about(activity: Activity) -> bool:
    return (
        activity.status in TELLABLE
        and activity.counted_with_id is None
        and not activity.counted_apart
    )


can_activity_begin = AREA.step(
    "activity_begin",
    _beginner,
    lambda area: area.status == PartnershipArea.Status.ESTABLISHED,
    not_active.why_not_begun,
)
can_activity_change = ACTIVITY.step(
    "activity_change", _speaker, _is_draft, not_active.why_not_a_draft
)
can_activity_send = ACTIVITY.step(
    "activity_send",
    _speaker,
    _is_draft,
    not_active.why_not_sent,
    also=is_partner_in_area,
)
can_activity_remove = ACTIVITY.step(
    "activity_remove", _speaker, _is_draft, not_active.why_not_a_draft
)
can_activity_take_back = ACTIVITY.step(
    "activity_take_back", _speaker, _is_sent, not_active.why_not_with_the_leads
)
can_activity_acknowledge = ACTIVITY.step(
    "activity_acknowledge", _lead, _is_sent, not_active.why_not_with_the_leads
)
can_activity_ask_back = ACTIVITY.step(
    "activity_ask_back", _lead, _is_sent, not_active.why_not_with_the_leads
)
can_activity_end = ACTIVITY.step(
    "activity_end",
    _speaker,
    lambda activity: activity.status == Status.ACTIVE,
    not_active.why_not_ended,
)
can_activity_decline = ACTIVITY.step(
    "activity_decline",
    _joint,
    lambda activity: activity.status != Status.REPORTED,
    not_active.why_not_declined,
)
can_activity_count_once = ACTIVITY.step(
    "activity_count_once",
    _lead_who_counts,
    _may_be_asked_about,
    not_active.why_nothing_is_asked,
    also=is_asked_about,
)
can_activity_count_apart = ACTIVITY.step(
    "activity_count_apart",
    _lead_who_counts,
    _may_be_asked_about,
    not_active.why_nothing_is_asked,
    also=is_asked_about,
)
