"""The next version of a plan starts as a copy of the one before (B4-2)."""

from typing import Any

from django.utils import timezone

from areas.actions import translations
from areas.models import (
    Application,
    Effort,
    Indicator,
    Linkage,
    Milestone,
    Opportunity,
    PlanCompanion,
    PlanObjective,
    PlanRow,
    PlanVersion,
    PotentialDonor,
    PriorityAction,
    ProjectRequest,
    Risk,
    SectionText,
)
from gmp_portal.accounts.models import User


def copy_into(plan: PlanVersion, source: PlanVersion, *, by: User) -> None:
    """Carry every text and row over; each row keeps the key of what it speaks of."""
    SectionText.objects.bulk_create(
        SectionText(
            plan=plan,
            section=text.section,
            text=text.text,
            saved_by=by,
            saved_at=timezone.now(),
        )
        for text in source.texts.all()
    )
    plan.next_review_on = None
    objectives = _copy(PlanObjective, plan, source)
    actions = _copy(PriorityAction, plan, source)
    for old in source.actions.prefetch_related("objectives"):
        actions[old.pk].objectives.set(
            objectives[served.pk] for served in old.objectives.all()
        )
    links: dict[str, dict[int, Any]] = {"objective": objectives, "action": actions}
    efforts = _copy(Effort, plan, source, **links)
    Milestone.objects.bulk_create(
        Milestone(
            effort=efforts[step.effort_id],
            due_on=step.due_on,
            text=step.text,
            key_id=step.key_id,
        )
        for step in Milestone.objects.filter(effort__plan=source)
    )
    for linked in (Opportunity, Indicator, Risk):
        _copy(linked, plan, source, **links)
    links["donor"] = _copy(PotentialDonor, plan, source)
    links["request"] = _copy(ProjectRequest, plan, source)
    _copy(Application, plan, source, **links)
    _copy(Linkage, plan, source)
    PlanCompanion.objects.bulk_create(
        PlanCompanion(
            plan=plan,
            title=row.title,
            language=row.language,
            is_public=row.is_public,
            document_id=row.document_id,
            added_by=by,
        )
        for row in source.companions.all()
    )
    translations.carry_over(plan, source, by=by)


def _copy(
    model: type[PlanRow], plan: PlanVersion, source: PlanVersion, **links: dict[int, Any]
) -> dict[int, Any]:
    copies: dict[int, Any] = {}
    for row in model._default_manager.filter(plan=source):
        facts: dict[str, Any] = {
            field.attname: getattr(row, field.attname)
            for field in model._meta.concrete_fields
            if not field.primary_key and field.name not in {"plan", *links}
        }
        for name, known in links.items():
            if name in {field.name for field in model._meta.concrete_fields}:
                facts[f"{name}_id"] = getattr(
                    known.get(getattr(row, f"{name}_id")), "pk", None
                )
        copies[row.pk] = model._default_manager.create(plan=plan, **facts)
    return copies
