"""Amendments of a plan in force: begun, proposed, and what the area makes of them (A2-VIII-2)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from areas import permissions
from areas.actions import amendments
from areas.forms.amendments import AgreeForm, AmendmentForm
from areas.forms.plans import SendForm
from areas.models import PartnershipArea, PlanAmendment
from areas.reading import amendments as reading
from areas.reading import audience
from areas.views.form_pages import is_of_another_window, typed, with_refusals
from areas.views.lookup import get_area
from gmp_portal.accounts.rights import Permission, get_permitted
from gmp_portal.ui.forms import CONFLICT, ReasonForm, render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.ui.versions import token_of, values_of


def get_heard(request: HttpRequest, slug: str) -> PartnershipArea:
    """The area, for whoever hears what is said in it; 404 to others."""
    area = get_area(request, slug)
    if not permissions.hears(request.user, area):
        raise Http404
    return area


def get_amendment(
    request: HttpRequest,
    slug: str,
    number: int,
    permission: Permission[PlanAmendment] | None = None,
) -> PlanAmendment:
    """An amendment for whoever may see it, and may take this step with it now."""
    visible = PlanAmendment.objects.visible_to(request.user).for_page()
    visible = visible.filter(area__slug=slug, number=number)
    if permission is None:
        return get_object_or_404(visible.prefetch_related("places__key"))
    return get_permitted(visible, request.user, permission)


@require_safe
def amendment_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """All amendments of the plan of an area, with where they collide."""
    area = get_heard(request, slug)
    context = reading.gather_list(area, request)
    return render(request, "areas/amendment_list.html", context)


def start(request: SignedInRequest, slug: str) -> HttpResponse:
    """Begin an amendment: its title, and why the plan shall read otherwise."""
    area = get_area(request, slug, permissions.can_amendment_start)
    partners = permissions.voices_of(request.user, area)
    form = AmendmentForm(typed(request), partners=partners)
    if form.is_valid():
        facts = form.cleaned_data
        begun = with_refusals(form, amendments.start, area, **facts, by=request.user)
        if begun:
            messages.success(
                request, _("Say now which places of the plan shall read otherwise.")
            )
            return redirect("areas:amendment_choose", slug, begun.number)
    context: dict[str, Any] = {"area": area, "plan": reading.in_force(area)}
    context |= {"audience": audience.sentence(area), "title": _("Propose an amendment")}
    return render_form(request, "areas/amendment_form.html", context, form=form)


@require_safe
def amendment_detail(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """What an amendment changes, marked; with what else is proposed for the same places."""
    amendment = get_amendment(request, slug, number)
    context = reading.gather(amendment, request)
    return render(request, "areas/amendment_detail.html", context)


def edit(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Change the title and the reason while it is written."""
    amendment = get_amendment(request, slug, number, permissions.can_amendment_edit)
    kept = {"title": amendment.title, "reason": amendment.reason}
    shown = AmendmentForm(initial=kept, partners=[])
    form = AmendmentForm(typed(request), initial=kept, partners=[])
    status = None
    if form.is_valid():
        if is_of_another_window(request, form, shown, "A2-VIII-2"):
            status = CONFLICT
        else:
            amendments.change(amendment, **form.cleaned_data, by=request.user)
            messages.success(request, _("Saved."))
            return redirect(amendment)
    context = {
        "area": amendment.area,
        "plan": reading.in_force(amendment.area),
        "amendment": amendment,
        "token": token_of(values_of([shown])),
        "title": _("Title and reason"),
    }
    page = "areas/amendment_form.html"
    return render_form(request, page, context, form=form, status=status)


@require_POST
def propose(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Put it before the area; its words stay from now on."""
    amendment = get_amendment(request, slug, number, permissions.can_amendment_propose)
    amendments.propose(amendment, by=request.user)
    messages.success(
        request, _("The amendment lies before the area, and its leads are told.")
    )
    return redirect(amendment)


@require_POST
def withdraw(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Take it back."""
    amendment = get_amendment(request, slug, number, permissions.can_amendment_withdraw)
    amendments.withdraw(amendment, by=request.user)
    messages.success(request, _("Your amendment is withdrawn."))
    return redirect(amendment)


def send(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Ask the area for its decision (A1-4b-iii)."""
    amendment = get_amendment(request, slug, number, permissions.can_amendment_send)
    form = SendForm(typed(request), plan=amendment)
    if form.is_valid():
        with_refusals(form, amendments.send, amendment, **form.choice, by=request.user)
        if form.is_valid():
            messages.success(request, _("The area's partners have been asked."))
            return redirect(amendment)
        amendment.refresh_from_db()
    title, submit = _("Ask the area about the amendment"), _("Ask the area")
    return _page(request, amendment, form, title=title, submit=submit, clause="A1-4b-iii")


def agree(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Note it as agreed, and say why the area needs no decision (R-83)."""
    amendment = get_amendment(request, slug, number, permissions.can_amendment_agree)
    form = AgreeForm(typed(request))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        with_refusals(form, amendments.agree, amendment, reason=reason, by=request.user)
        if form.is_valid():
            messages.success(request, _("The amendment is agreed."))
            return redirect(amendment)
        amendment.refresh_from_db()
    title = _("Note the amendment as agreed")
    if not form.is_bound and (too_early := amendments.why_not_agreed_yet(amendment)):
        # Nobody writes a reason that is refused.
        context = {"area": amendment.area, "amendment": amendment, "title": title}
        context |= {"too_early": too_early.message, "clause_id": too_early.clause}
        return render(request, "areas/amendment_step.html", context)
    return _page(request, amendment, form, title=title, submit=title, clause="R-83")


def decline(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Leave the plan as it is, and say why."""
    amendment = get_amendment(request, slug, number, permissions.can_amendment_decline)
    form = ReasonForm(
        typed(request),
        label=_("Why the plan stays as it is"),
        hint=_("The area reads this, and whoever proposed it is told."),
    )
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        amendments.decline(amendment, reason=reason, by=request.user)
        messages.success(request, _("The plan stays as it is, and a mail says why."))
        return redirect(amendment)
    title, submit = _("Decline the amendment"), _("Decline")
    return _page(request, amendment, form, title=title, submit=submit, clause="R-83")


def _page(
    request: SignedInRequest,
    amendment: PlanAmendment,
    form: SendForm | AgreeForm | ReasonForm,
    *,
    title: str,
    submit: str,
    clause: str,
) -> HttpResponse:
    context = {
        "area": amendment.area,
        "amendment": amendment,
        "title": title,
        "submit": submit,
        "clause_id": clause,
    }
    return render_form(request, "areas/amendment_step.html", context, form=form)
