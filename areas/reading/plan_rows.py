"""All rows of a plan, read in one query and kept with it, however many plans and rows there are.

Only for what is shown: an action changes rows, and asks for them as they are at that moment.
"""

from collections import defaultdict
from typing import Any

from areas.models import AreaMembership, LeadTerm, Milestone, PlanVersion, PriorityAction
from gmp_portal import rounds
from gmp_portal.rounds import Reading


def kept(plan: PlanVersion) -> Reading[PlanVersion]:
    """The plan with everything that was written, and whether its area has a lead and partners."""
    terms = LeadTerm.objects.current().filter(area=plan.area_id).values("pk")[:1]
    partners = AreaMembership.objects.counted().filter(area=plan.area_id).values("pk")[:1]
    rows = {
        "texts": plan.texts.all(),
        "objectives": plan.objectives.select_related("key"),
        "actions": plan.actions.select_related("key"),
        "efforts": plan.efforts.select_related("partner__country", "contact", "key"),
        "opportunities": plan.opportunities.select_related("key"),
        "indicators": plan.indicators.select_related("key"),
        "donors": plan.donors.select_related("key"),
        "requests": plan.requests.select_related("partner__country", "key"),
        "applications": plan.applications.select_related("key", "request", "donor"),
        "risks": plan.risks.select_related("partner__country", "key"),
        "linkages": plan.linkages.select_related("area", "key"),
        "companions": plan.companions.select_related("document"),
    }
    milestones = Milestone.objects.filter(effort__plan=plan).select_related("key")
    served = PriorityAction.objectives.through.objects.filter(priorityaction__plan=plan)
    yield [terms, partners, milestones, served, *rows.values()]
    vars(plan).update(has_lead=bool(terms), has_partner=bool(partners))
    rounds.keep(plan, **rows)
    plan.__dict__.pop("text_by_section", None)
    _tie(rows, milestones, served)
    return plan


def are_kept(plan: PlanVersion) -> bool:
    """Whether the plan has its rows with it."""
    return "has_lead" in plan.__dict__


def _tie(rows: dict[str, Any], milestones: Any, served: Any) -> None:
    """Put together what belongs together: objectives to actions, actions and steps to efforts."""
    objectives = {row.pk: row for row in rows["objectives"]}
    wanted: dict[int, set[int]] = defaultdict(set)
    for link in served:
        wanted[link.priorityaction_id].add(link.planobjective_id)
    actions = {row.pk: row for row in rows["actions"]}
    for action in actions.values():
        own = [each for pk, each in objectives.items() if pk in wanted[action.pk]]
        rounds.keep(action, objectives=own)
    steps: dict[int, list[Milestone]] = defaultdict(list)
    for step in milestones:
        steps[step.effort_id].append(step)
    for effort in rows["efforts"]:
        if effort.action_id in actions:
            effort.action = actions[effort.action_id]
        rounds.keep(effort, milestones=steps[effort.pk])
