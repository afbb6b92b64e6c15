"""Who may do what with a section of a version now: by role and state, as the acts weigh it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from areas import permissions, step_words
from areas.annex2 import Section
from areas.models import PlanVersion

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Status = PlanVersion.Status


@dataclass(frozen=True)
class Line:
    """Something that is done with a section, by whom, and whether the state allows it now."""

    what: "StrOrPromise"
    who: "StrOrPromise"
    is_open: bool


def of(plan: PlanVersion, section: Section) -> list[Line]:
    """The steps on this section, each with its role (B4-1, B4-2); who may read it comes first."""
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
    return [Line(_("Read it"), _readers(plan), True), *told]


def _readers(plan: PlanVersion) -> "StrOrPromise":
    """Whom ``PlanVersion.objects.visible_to`` shows the version to."""
    if plan.is_public:
        return _("everybody")
    if plan.is_frozen:
        return _("whoever is signed in")
    return _("the partners of the area, its leads, the secretariat")
