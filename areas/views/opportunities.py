"""The registers of opportunities, and the page of each (A2-V-1, A2-V-2)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from areas import permissions
from areas.actions import drafted_opportunities, opportunities
from areas.forms.opportunities import (
    AnswerForm,
    EditForm,
    MoveForm,
    OpportunityFilter,
    OwnAreaFilter,
    QuestionForm,
    SuggestForm,
)
from areas.models import AreaOpportunity, PartnershipArea
from areas.reading import opportunity_page, opportunity_rows
from areas.views.form_pages import is_of_another_window, typed, with_refusals
from areas.views.lookup import get_area
from gmp_portal.accounts.rights import Permission, get_permitted
from gmp_portal.ui.forms import CONFLICT, ReasonForm, render_form
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.shared_pages import shared
from gmp_portal.ui.typed import READ
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.ui.versions import token_of, values_of
from gmp_portal.writing import read_texts

RULE = "R-78"


@shared
@require_safe
def opportunity_list(request: HttpRequest) -> HttpResponse:
    """The opportunities of all areas, the newest first."""
    return _register(request, OpportunityFilter(request.GET), None)


@shared
@require_safe
def area_opportunities(request: HttpRequest, slug: str) -> HttpResponse:
    """Those of one area, and what waits for its leads."""
    area = get_area(request, slug)
    return _register(request, OwnAreaFilter(request.GET), area)


def _register(
    request: HttpRequest, form: OpportunityFilter, area: PartnershipArea | None
) -> HttpResponse:
    visible = AreaOpportunity.objects.visible_to(request.user)
    visible = visible.filter(area=area) if area else visible
    listed = visible.listed()
    page = page_of(request, opportunity_rows.of(form.apply(listed)))
    context = {
        "form": form,
        "area": area,
        "page": page,
        "total": listed.count() if form.is_filtered else page.paginator.count,
        **(opportunity_rows.beside(area, request.user) if area else {}),
    }
    return render(request, "areas/opportunity_list.html", context)


@shared
@require_safe
def opportunity_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What it is, where it stands, which plans list it, and who is interested."""
    opportunity = get_object_or_404(_visible(request), pk=pk)
    context = opportunity_page.gather(opportunity, request)
    return render(request, "areas/opportunity_detail.html", context)


# Suggestions -----------------------------------------------------------------------------


def suggest(request: SignedInRequest, slug: str) -> HttpResponse:
    """Suggest an idea to the leads of an area (A1-6a-iv)."""
    area = get_area(request, slug, permissions.can_opportunity_suggest)
    partners = permissions.confirmed_partners_of(request.user)
    form = SuggestForm(typed(request), partners=partners)
    if form.is_valid():
        made = opportunities.suggest(area, **form.cleaned_data, by=request.user)
        messages.success(request, _("Your suggestion is with the leads of the area."))
        return redirect(made)
    context = {
        "area": area,
        "title": _("Suggest an opportunity"),
        "submit": _("Suggest it"),
        "clause_id": "A1-6a-iv",
    }
    return render_form(request, "areas/area_form.html", context, form=form)


def ask(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask whoever suggested it back."""
    opportunity = _get(request, pk, permissions.can_opportunity_ask)
    form: Any = QuestionForm(typed(request))
    if form.is_valid():
        opportunities.ask(opportunity, **form.cleaned_data, by=request.user)
        messages.success(request, _("Your question is sent."))
        return redirect(opportunity)
    title, submit = _("Ask about a suggestion"), _("Send the question")
    return _page(request, opportunity, form, title, submit)


def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Answer the leads."""
    opportunity = _get(request, pk, permissions.can_opportunity_answer)
    stored = AnswerForm.stored(opportunity)
    form: Any = AnswerForm(typed(request), initial=stored)
    shown = AnswerForm(initial=stored) if form.is_bound else form
    status = None
    if form.is_valid():
        if is_of_another_window(request, form, shown, RULE):
            status = CONFLICT
        else:
            opportunities.answer(opportunity, **form.cleaned_data, by=request.user)
            messages.success(request, _("Your answer is with the leads of the area."))
            return redirect(opportunity)
    title, submit = _("Answer the leads"), _("Send the answer")
    more = {"quoted": opportunity.question, "token": token_of(values_of([shown]))}
    return _page(request, opportunity, form, title, submit, status=status, **more)


@require_POST
def take_in(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take it into the register."""
    opportunity = _get(request, pk, permissions.can_opportunity_take_in)
    with read_texts.acting_on(request, opportunity):
        opportunities.take_in(opportunity, by=request.user)
    messages.success(request, _("It stands in the register now, and a mail says so."))
    return redirect(opportunity)


def decline(request: SignedInRequest, pk: int) -> HttpResponse:
    """Leave it out of the register, with a reason."""
    opportunity = _get(request, pk, permissions.can_opportunity_decline)
    form = ReasonForm(
        typed(request),
        label=_("Why is it not taken in?"),
        hint=_("Whoever suggested it reads this in a mail."),
    )
    if form.is_valid():
        with read_texts.acting_on(request, opportunity, form):
            opportunities.decline(opportunity, **form.cleaned_data, by=request.user)
        messages.success(request, _("It is declined, and a mail says why."))
        return redirect(opportunity)
    read_texts.shown(form, opportunity, request.GET.get(READ, ""))
    title, submit = _("Decline a suggestion"), _("Decline it")
    return _page(request, opportunity, form, title, submit)


@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take one's own suggestion back."""
    opportunity = _get(request, pk, permissions.can_opportunity_withdraw)
    opportunities.withdraw(opportunity, by=request.user)
    messages.success(request, _("Your suggestion is taken back, and the leads know it."))
    return redirect(opportunity)


# The register ----------------------------------------------------------------------------


def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change the words of the register."""
    opportunity = _get(request, pk, permissions.can_opportunity_edit)
    stored = EditForm.stored(opportunity)
    form: Any = EditForm(typed(request), opportunity=opportunity, initial=stored)
    # A form that is only shown says itself what a page has now.
    shown = EditForm(opportunity=opportunity, initial=stored) if form.is_bound else form
    status = None
    if form.is_valid():
        if is_of_another_window(request, form, shown, RULE):
            status = CONFLICT
        else:
            opportunities.edit(opportunity, **form.cleaned_data, by=request.user)
            messages.success(request, _("The opportunity is saved."))
            return redirect(opportunity)
    title, token = _("Change the opportunity"), token_of(values_of([shown]))
    return _page(request, opportunity, form, title, _("Save"), status=status, token=token)


def move(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say where it stands from now on."""
    opportunity = _get(request, pk, permissions.can_opportunity_move)
    form: Any = MoveForm(typed(request), opportunity=opportunity)
    if form.is_valid():
        facts = form.cleaned_data
        with_refusals(form, opportunities.move, opportunity, **facts, by=request.user)
        if form.is_valid():
            messages.success(request, _("It is noted where the opportunity stands."))
            return redirect(opportunity)
    return _page(
        request,
        opportunity,
        form,
        _("Say where the opportunity stands"),
        _("Save"),
        clause_id="R-79",
        entry=permissions.entry_in_draft(opportunity),
    )


@require_POST
def put_in(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put it into the draft of the plan."""
    opportunity = _get(request, pk, permissions.can_opportunity_put_in)
    entry = drafted_opportunities.put_in(opportunity, by=request.user)
    said = _("It stands in section V of version %(number)d now.")
    messages.success(request, said % {"number": entry.plan.number})
    return redirect(opportunity)


@require_POST
def take_out(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take it out of the draft; the register keeps it."""
    opportunity = _get(request, pk, permissions.can_opportunity_take_out)
    drafted_opportunities.take_out(opportunity, by=request.user)
    messages.success(request, _("The draft lists it no more; the register keeps it."))
    return redirect(opportunity)


def _visible(request: HttpRequest) -> Any:
    return AreaOpportunity.objects.visible_to(request.user).select_related(
        "area", "key", "partner__country", "suggested_by", "objective", "effort"
    )


def _get(
    request: SignedInRequest, pk: int, permission: Permission[AreaOpportunity]
) -> AreaOpportunity:
    opportunity: AreaOpportunity = get_permitted(
        _visible(request), request.user, permission, pk=pk
    )
    return opportunity


def _page(
    request: SignedInRequest,
    opportunity: AreaOpportunity,
    form: Any,
    title: str,
    submit: str,
    *,
    status: int | None = None,
    **more: Any,
) -> HttpResponse:
    context = {
        "opportunity": opportunity,
        "area": opportunity.area,
        "title": title,
        "submit": submit,
        "clause_id": RULE,
        **more,
    }
    page = "areas/opportunity_form.html"
    return render_form(request, page, context, form=form, status=status)
