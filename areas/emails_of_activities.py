"""The mails about activities of partners; the words are in templates (R-75, R-77)."""

from collections.abc import Iterable
from typing import Any

from areas.emails import FOLDER, keepers_of, leads_of, speaking_for
from areas.models import Activity
from gmp_portal.accounts.models import User
from gmp_portal.notifications import outbox
from gmp_portal.notifications.reminders import Step
from partners.models import Partner


def sent(activity: Activity, *, by: User) -> None:
    """The leads acknowledge it, or ask (R-75)."""
    _to_keepers("activity_sent", activity, by=by)


def joint(activity: Activity, *, by: User) -> None:
    """Who is said to carry it out too may say no (R-77)."""
    _about("activity_joint", activity, _joint_people(activity), by=by)


def acknowledged(activity: Activity, *, by: User) -> None:
    to = [*_own_people(activity), *_joint_people(activity)]
    _about("activity_acknowledged", activity, to, by=by)


def asked_back(activity: Activity, *, by: User) -> None:
    _about("activity_asked_back", activity, _own_people(activity), by=by)


def declined(activity: Activity, partner: Partner, *, by: User) -> None:
    _about("activity_declined", activity, _own_people(activity), by=by, decliner=partner)


def ended(activity: Activity, *, by: User) -> None:
    _about("activity_ended", activity, leads_of(activity.area), by=by)


def waits(activity: Activity, step: Step) -> None:
    """The leads are reminded by the clock that one waits for them (R-85)."""
    _to_keepers("activity_waits", activity, step=step)


def over(activity: Activity, step: Step) -> None:
    """Its partner is reminded to end it, and to say what came of it (R-85)."""
    _about("activity_over", activity, _own_people(activity), step=step)


def _to_keepers(name: str, activity: Activity, **more: Any) -> None:
    """Where nobody can acknowledge it, the secretariat reads what is to be done first."""
    has_lead = bool(leads_of(activity.area))
    _about(name, activity, keepers_of(activity.area), has_lead=has_lead, **more)


def _own_people(activity: Activity) -> list[User]:
    return list(activity.partner.current_representatives())


def _joint_people(activity: Activity) -> list[User]:
    """Whoever speaks for a partner that is said to carry it out too, and has not said no."""
    return speaking_for(activity.parts.joint().values("partner"))


def _about(
    name: str,
    activity: Activity,
    to: Iterable[User],
    *,
    by: User | None = None,
    **more: Any,
) -> None:
    outbox.post(
        f"{FOLDER}/{name}.txt",
        to=to,
        by=by,
        activity=activity,
        partner=activity.partner,
        area=activity.area,
        **more,
    )
