"""How views of this app find their area or plan, and what a former lead is told."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from areas.models import LeadTerm, PartnershipArea, PlanVersion
from areas.models.plans import PlanQuerySet
from areas.permissions import can_edit, leads
from gmp_portal.accounts import rights
from gmp_portal.ui.shortcuts import get_permitted
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import RuleRefusedError

LEADS_ONLY = "A1-6b-ii"
HIDDEN = {"csrfmiddlewaretoken", "version", "next"}


class TermEndedError(Exception):
    """A former lead tries what only a lead may do."""

    def __init__(self, term: LeadTerm, plan: PlanVersion) -> None:
        super().__init__(str(term))
        self.term = term
        self.plan = plan


def area_for(
    request: HttpRequest, slug: str, permission: Any = None, refusal: Any = None
) -> PartnershipArea:
    """The area: 404 if it is not visible, 403 if it is but the step is not allowed."""
    visible = PartnershipArea.objects.visible_to(request.user).select_related("body")
    if permission is None:
        return get_object_or_404(visible, slug=slug)
    return get_permitted(visible, request.user, permission, refusal=refusal, slug=slug)


def visible_plans(user: Any) -> PlanQuerySet:
    return PlanVersion.objects.visible_to(user).select_related(
        "area__body", "consensus_decision", "pdf"
    )


def plan_for(
    request: SignedInRequest, slug: str, number: int, permission: Any, refusal: Any
) -> PlanVersion:
    """A version of the plan on which somebody wants to act."""
    plan = get_object_or_404(visible_plans(request.user), area__slug=slug, number=number)
    if permission(request.user, plan):
        return plan
    raise refusal


def plan_to_write(request: SignedInRequest, slug: str, number: int) -> PlanVersion:
    """The draft, for a lead; a former lead learns when the term ended (A1-4b-vi)."""
    plans = PlanVersion.objects.select_related("area__body", "consensus_decision")
    plan = get_object_or_404(plans, area__slug=slug, number=number)
    if can_edit(request.user, plan):
        return plan
    if leads(request.user, plan.area):
        raise RuleRefusedError(
            _("This version is not a draft any more; its text does not change."),
            clause="A1-4b-iii",
        )
    terms = LeadTerm.objects.filter(area=plan.area)
    ended = rights.last_ended(request.user, terms)
    if isinstance(ended, LeadTerm):
        raise TermEndedError(ended, plan)
    get_object_or_404(visible_plans(request.user), pk=plan.pk)
    raise RuleRefusedError(
        _("Only the leads of the area write its plan."), clause=LEADS_ONLY, status=403
    )


def term_ended(request: SignedInRequest, error: TermEndedError) -> HttpResponse:
    """403 with the day the term ended, and everything that was typed (C1)."""
    typed = [
        (name, value)
        for name in request.POST
        if name not in HIDDEN
        for value in request.POST.getlist(name)
        if value.strip()
    ]
    context = {
        "sentence": ended_sentence(error.term),
        "typed": typed,
        "area": error.plan.area,
    }
    return render(request, "areas/term_ended.html", context, status=403)


def ended_sentence(term: LeadTerm) -> str:
    """Say in one sentence which term ended when, with the clause."""
    day = date_format(term.ends_on, "j F Y") if term.ends_on else ""
    return _("Your term as %(kind)s ended on %(day)s (Annex 1 §4(b)(vi))") % {
        "kind": term.get_kind_display().lower(),
        "day": day,
    }


def refuse(sentence: str, clause: str) -> RuleRefusedError:
    return RuleRefusedError(sentence, clause=clause, status=403)


def typed(request: HttpRequest) -> QueryDict | None:
    """What was sent with the form; nothing when the form is only shown."""
    return request.POST if request.method == "POST" else None
