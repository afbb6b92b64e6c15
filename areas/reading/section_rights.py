"""Who may do what with a section of a version now: by role and state, as the acts weigh it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from areas import permissions, step_words
from areas.annex2 import Section
from areas.models import EffortCall, PlanVersion
from gmp_portal.words import in_brackets, listed

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Status = PlanVersion.Status


@dataclass(frozen=True)
class Line:
    """Something that is done with a section, by whom, and whether the state allows it now."""

    what: "StrOrPromise"
    who: "StrOrPromise"
    is_open: bool


def of(plan: PlanVersion, section: Section, calls: Iterable[EffortCall] = ()) -> list[Line]:
    """The steps on this section, each with its role (B4-1, B4-2); who may read it comes first.

    ``calls`` are the requests by which partners keep their own efforts there (R-73).
    """
    steps = [permissions.can_comment_write]
    if not section.is_generated:
        steps = [
            permissions.can_edit,
            permissions.can_suggestion_make,
            permissions.can_comment_write,
            permissions.can_translation_write,
        ]
    told = [
        Line(
            step_words.PLAN[step.name].verb, step.refusal_of_role.who, step.state_fits(plan)
        )
        for step in steps
    ]
    if "efforts" in section.rows:
        told[1:1] = _own_efforts(plan, calls)
    return [Line(_("Read it"), _readers(plan), True), *told]


def _own_efforts(plan: PlanVersion, calls: Iterable[EffortCall]) -> list[Line]:
    """Who asks partners for their own efforts, and which partners keep them now."""
    asking, keeping = permissions.can_own_efforts_ask, permissions.can_own_efforts_keep
    now = [call.partner.name_on_record for call in calls if keeping.state_fits(call)]
    who = keeping.refusal_of_role.who
    return [
        Line(
            step_words.PLAN[asking.name].verb,
            asking.refusal_of_role.who,
            asking.state_fits(plan),
        ),
        Line(
            step_words.CALL[keeping.name].verb,
            in_brackets(who, listed(now)) if now else who,
            bool(now),
        ),
    ]


def _readers(plan: PlanVersion) -> "StrOrPromise":
    """Whom ``PlanVersion.objects.visible_to`` shows the version to."""
    if plan.is_public:
        return _("everybody")
    if plan.is_frozen:
        return _("whoever is signed in")
    return _("the partners of the area, its leads, the secretariat")
