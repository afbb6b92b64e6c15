"""Find an area, a term, a plan, a comment or a task for whoever may work on it, or say why not."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from areas import permissions
from areas.models import (
    CommentTask,
    EffortCall,
    LeadTerm,
    PartnershipArea,
    PlanComment,
    PlanImport,
    PlanVersion,
)
from areas.models.plans import PlanQuerySet
from gmp_portal.accounts import offices
from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import Permission, get_permitted
from gmp_portal.ui.typed import typed_texts
from gmp_portal.ui.types import SignedInRequest

View = Callable[..., HttpResponse]


class TermEndedError(Exception):
    """A former lead tries what only a lead may do."""

    def __init__(self, term: LeadTerm, plan: PlanVersion) -> None:
        super().__init__(str(term))
        self.term = term
        self.plan = plan


def get_area(
    request: HttpRequest, slug: str, permission: Permission[PartnershipArea] | None = None
) -> PartnershipArea:
    visible = PartnershipArea.objects.visible_to(request.user).select_related("body")
    if permission is None:
        return get_object_or_404(visible, slug=slug)
    return get_permitted(visible, request.user, permission, slug=slug)


def get_term(
    request: SignedInRequest, slug: str, pk: int, permission: Permission[LeadTerm]
) -> LeadTerm:
    """Find a term of this area only."""
    area = get_area(request, slug)
    terms = area.lead_terms.for_page()
    return get_permitted(terms, request.user, permission, pk=pk)


def visible_plans(user: Any) -> PlanQuerySet:
    return PlanVersion.objects.visible_to(user).select_related(
        "area__body", "consensus_decision", "pdf"
    )


def get_plan(
    request: HttpRequest,
    slug: str,
    number: int,
    permission: Permission[PlanVersion] | None = None,
) -> PlanVersion:
    visible = visible_plans(request.user).filter(area__slug=slug, number=number)
    if permission is None:
        return get_object_or_404(visible)
    return get_permitted(visible, request.user, permission)


def get_plan_to_write(
    request: SignedInRequest, slug: str, number: int, permission: Permission[PlanVersion]
) -> PlanVersion:
    """Find the draft for a lead; a former lead learns when the term ended (A1-4b-vi)."""
    plans = PlanVersion.objects.select_related("area__body", "consensus_decision")
    plan = get_object_or_404(plans, area__slug=slug, number=number)
    _tell_former_lead(request.user, plan)
    return get_plan(request, slug, number, permission)


def _tell_former_lead(user: User, plan: PlanVersion) -> None:
    """Look for an ended term before the plan: without a term its draft is not visible."""
    if permissions.leads(user, plan.area):
        return
    ended = offices.last_ended(user, LeadTerm.objects.filter(area=plan.area))
    if isinstance(ended, LeadTerm):
        raise TermEndedError(ended, plan)


def get_import(
    request: SignedInRequest,
    slug: str,
    number: int,
    pk: int,
    permission: Permission[PlanImport],
) -> PlanImport:
    """Find a plan in Word that came in for this draft; a former lead learns why not."""
    plans = PlanVersion.objects.select_related("area__body")
    plan = get_object_or_404(plans, area__slug=slug, number=number)
    _tell_former_lead(request.user, plan)
    get_plan(request, slug, number)
    came = PlanImport.objects.filter(plan=plan).select_related("plan__area", "begun_by")
    return get_permitted(came, request.user, permission, pk=pk)


def get_comment(
    request: SignedInRequest,
    slug: str,
    number: int,
    pk: int,
    permission: Permission[PlanComment],
) -> PlanComment:
    """Find a comment on this version only."""
    plan = get_plan(request, slug, number)
    comments = plan.comments.select_related("plan__area")
    return get_permitted(comments, request.user, permission, pk=pk)


def get_task(
    request: SignedInRequest,
    slug: str,
    number: int,
    pk: int,
    permission: Permission[CommentTask],
) -> CommentTask:
    """Find a task that follows from a comment on this version."""
    plan = get_plan(request, slug, number)
    tasks = CommentTask.objects.filter(comment__plan=plan)
    tasks = tasks.select_related("comment__plan__area")
    return get_permitted(tasks, request.user, permission, pk=pk)


def get_call(
    request: SignedInRequest,
    slug: str,
    number: int,
    pk: int,
    permission: Permission[EffortCall] | None = None,
) -> EffortCall:
    """Find a request for own efforts in this version, also after its partner left the area."""
    calls = EffortCall.objects.visible_to(request.user).select_related(
        "plan__area__body", "partner", "asked_by", "answered_by"
    )
    calls = calls.filter(plan__area__slug=slug, plan__number=number)
    if permission is None:
        return get_object_or_404(calls, pk=pk)
    return get_permitted(calls, request.user, permission, pk=pk)


def for_writers(view: View) -> View:
    """Answer a former lead with the day the term ended, and the texts that were typed (C1)."""

    @wraps(view)
    def wrapped(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except TermEndedError as error:
            return _term_ended(request, error)

    return wrapped


def _term_ended(request: SignedInRequest, error: TermEndedError) -> HttpResponse:
    context = {
        "sentence": _ended_sentence(error.term),
        "typed": typed_texts(request),
        "area": error.plan.area,
    }
    return render(request, "areas/term_ended.html", context, status=403)


def _ended_sentence(term: LeadTerm) -> str:
    """Say in one sentence which term ended when, with the clause."""
    day = date_format(term.ends_on, "j F Y") if term.ends_on else ""
    return _("Your term as %(kind)s ended on %(day)s (Annex 1 §4(b)(vi))") % {
        "kind": term.get_kind_display().lower(),
        "day": day,
    }
