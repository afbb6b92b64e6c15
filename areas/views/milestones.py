"""What becomes of the milestones of a plan: everybody reads it, and those who know note it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from areas import permissions
from areas.actions import milestones
from areas.forms.milestones import MoveForm, ReachForm
from areas.models import Milestone
from areas.reading import milestone_list as reading
from areas.views.form_pages import plan_form, typed, with_refusals
from areas.views.lookup import get_plan
from gmp_portal.accounts.rights import Permission, get_permitted
from gmp_portal.ui.forms import ReasonForm
from gmp_portal.ui.shared_pages import shared
from gmp_portal.ui.types import SignedInRequest


@shared
@require_safe
def milestone_list(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """All milestones of a version: due, late, reached, and what was noted of each (R-68)."""
    plan = get_plan(request, slug, number)
    return render(request, "areas/milestone_list.html", reading.gather(plan, request))


def reach(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Note that a milestone is reached."""
    milestone = _get(request, slug, number, pk, permissions.can_milestone_reach)
    form: Any = ReachForm(typed(request))
    if form.is_valid() and with_refusals(
        form, milestones.reach, milestone, **form.cleaned_data, by=request.user
    ):
        messages.success(request, _("It is noted that the milestone is reached."))
        return redirect(milestone)
    title, submit = _("A milestone is reached"), _("Note that it is reached")
    return _page(request, milestone, form, title, submit)


def move(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Move a milestone to another day, with a reason."""
    milestone = _get(request, slug, number, pk, permissions.can_milestone_move)
    form: Any = MoveForm(typed(request))
    if form.is_valid() and with_refusals(
        form, milestones.move, milestone, **form.cleaned_data, by=request.user
    ):
        messages.success(request, _("The milestone is moved; the plan keeps its words."))
        return redirect(milestone)
    return _page(
        request, milestone, form, _("Move a milestone to another day"), _("Move it")
    )


def reopen(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Note that a milestone is not reached after all."""
    milestone = _get(request, slug, number, pk, permissions.can_milestone_reopen)
    form = ReasonForm(typed(request))
    if form.is_valid():
        milestones.reopen(milestone, words=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The milestone is open again."))
        return redirect(milestone)
    title, submit = _("A milestone is not reached after all"), _("Open it again")
    return _page(request, milestone, form, title, submit)


def _get(
    request: SignedInRequest,
    slug: str,
    number: int,
    pk: int,
    permission: Permission[Milestone],
) -> Milestone:
    """Find a milestone of this version only."""
    plan = get_plan(request, slug, number)
    rows = Milestone.objects.filter(effort__plan=plan).select_related(
        "key", "effort__partner", "effort__plan__area"
    )
    return get_permitted(rows, request.user, permission, pk=pk)


def _page(
    request: SignedInRequest, milestone: Milestone, form: Any, title: str, submit: str
) -> HttpResponse:
    return plan_form(
        request,
        milestone.effort.plan,
        form,
        title=title,
        submit=submit,
        about=milestone,
        back=milestone.get_absolute_url(),
        clause_id=milestones.CLAUSE,
    )
