"""The texts and rows of a draft that several people write, by their forms (A1-6b-ii, C4)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from areas import permissions
from areas.actions import sections
from areas.annex2 import BY_KEY, Section
from areas.forms.plans import SectionForm
from areas.models import PlanVersion
from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import Anybody, get_for_role, require_step
from gmp_portal.writing.written import Forms, Writing, register

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SEPARATOR = "-"


@dataclass(frozen=True)
class SectionOfPlan:
    """The narrative of one section of a version."""

    plan: PlanVersion
    section: Section


class PlanText:
    """What all texts of a plan have in common: its leads write them while it is a draft."""

    def _plan(self, user: Anybody, pk: str) -> PlanVersion:
        if not pk.isdecimal():
            raise Http404
        visible = PlanVersion.objects.visible_to(user).select_related("area__body")
        return get_for_role(visible, user, permissions.can_section_edit, pk=pk)

    def _locked(self, plan: PlanVersion) -> PlanVersion:
        # A second copy: forms write into what they are given even where they are refused.
        held = PlanVersion.objects.select_related("area__body").get(pk=plan.pk)
        held.lock_draft()
        return held


class SectionWriting(PlanText, Writing[SectionOfPlan]):
    """The narrative of a section (A2)."""

    kind: ClassVar[str] = "areas.section"

    def key(self, record: SectionOfPlan) -> str:
        return f"{record.plan.pk}{SEPARATOR}{record.section.key}"

    def find(self, user: Anybody, key: str) -> SectionOfPlan:
        plan_key, _separator, section_key = key.partition(SEPARATOR)
        section = BY_KEY.get(section_key)
        if section is None or not section.has_text:
            raise Http404
        return SectionOfPlan(self._plan(user, plan_key), section)

    def require_now(self, user: User, record: SectionOfPlan) -> None:
        require_step(user, permissions.can_section_edit, record.plan)

    def lock(self, record: SectionOfPlan) -> SectionOfPlan:
        return SectionOfPlan(self._locked(record.plan), record.section)

    def forms(self, record: SectionOfPlan, data: Any = None, files: Any = None) -> Forms:
        kept = record.plan.text_by_section.get(record.section.key)
        initial = {
            "text": kept.text if kept else "",
            "next_review_on": record.plan.next_review_on,
        }
        return [SectionForm(data, section=record.section, initial=initial)]

    def save(self, record: SectionOfPlan, forms: Forms, *, by: User) -> None:
        data = forms[0].cleaned_data
        sections.save_text(record.plan, record.section.key, data["text"], by=by)
        if record.section.has_review_date:
            sections.set_review_date(record.plan, data["next_review_on"], by=by)

    def title(self, record: SectionOfPlan) -> "StrOrPromise":
        return f"{record.plan.title}, {self.part(record)}"

    def page(self, record: SectionOfPlan) -> str:
        plan = record.plan
        return reverse(
            "areas:section_edit", args=[plan.area.slug, plan.number, record.section.key]
        )

    def subject(self, record: SectionOfPlan) -> PlanVersion:
        return record.plan

    def scope(self, record: SectionOfPlan) -> str:
        return f"areas.plan:{record.plan.pk}"

    def part(self, record: SectionOfPlan) -> str:
        return _("Section %(key)s") % {"key": record.section.key}


SECTION = SectionWriting()


def register_all() -> None:
    """Tell ``writing`` of every text of the app."""
    register(SECTION)
