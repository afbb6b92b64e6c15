"""Which partners were asked for their own efforts, and what came of it (R-73)."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from areas import permissions
from areas.annex2 import BY_KEY
from areas.forms.row_kinds import OWN_EFFORTS
from areas.models import AreaMembership, Effort, EffortCall, PlanVersion
from areas.reading import comment_counts, completeness, grid, plan_rows
from gmp_portal import rounds
from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import Anybody
from partners.models import Partner, Representative


def listed_of(plan: PlanVersion) -> "QuerySet[Any]":
    """The newest request to each partner of a version, for its leads, in the order of days."""
    newer = EffortCall.objects.filter(
        plan=plan, partner=OuterRef("partner"), pk__gt=OuterRef("pk")
    )
    members = AreaMembership.objects.counted().filter(
        area=plan.area_id, partner=OuterRef("partner")
    )
    speakers = Representative.objects.current().speaking()
    speakers = speakers.filter(partner=OuterRef("partner"))
    calls = EffortCall.objects.filter(~Exists(newer), plan=plan)
    people = ("asked_by", "answered_by", "partner__country")
    return calls.annotate(
        is_in_area=Exists(members), is_spoken_for=Exists(speakers)
    ).select_related(*people)


def of_reader(plan: PlanVersion, reader: Anybody) -> "QuerySet[EffortCall]":
    """The requests that run for partners of this reader in a version."""
    own = Partner.objects.with_person(reader)
    calls = EffortCall.objects.running().filter(plan=plan, partner__in=own.values("pk"))
    return calls.select_related("partner")


def of_keeper(user: Anybody, effort: Effort) -> EffortCall | None:
    """The request by which this person keeps an effort; a lead writes it as such."""
    if not isinstance(user, User):
        return None
    own = Partner.objects.with_person(user)
    calls = EffortCall.objects.filter(
        plan=effort.plan_id, partner=effort.partner_id, partner__in=own.values("pk")
    )
    call = calls.select_related("plan__area__body", "partner").order_by("-pk").first()
    if call is None or permissions.leads(user, call.plan.area):
        return None
    visible = PlanVersion.objects.visible_to(user).filter(pk=effort.plan_id)
    is_keeper = permissions.can_own_efforts_keep.refusal_of_role(user, call) is None
    return call if is_keeper and visible.exists() else None


def gather(call: EffortCall, reader: Anybody) -> dict[str, Any]:
    """What the page of a request shows: the efforts of its partner, and what they lack."""
    plan = call.plan
    _kept, counts = rounds.run(plan_rows.kept(plan), comment_counts.reading(plan))
    problems = completeness.of_section(plan, "IV")
    possible = permissions.CALL.possible(reader, call)
    table = grid.of(plan, OWN_EFFORTS, problems, "", counts, call)
    return {
        "call": call,
        "plan": plan,
        "area": plan.area,
        "section": BY_KEY["IV"],
        "kind": OWN_EFFORTS,
        "table": table,
        "count": grid.count_in_words(table),
        "is_in_area": permissions.is_in_area(call),
        "hears": permissions.hears(reader, plan.area),
        "leads": permissions.leads(reader, plan.area),
        "possible": possible,
        "is_read": "own_efforts_keep" not in possible,
    }
