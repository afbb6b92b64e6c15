"""The own efforts of a partner in a draft: asked for, kept, answered (A1-6a-i, R-73)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from areas import not_kept, permissions
from areas.actions import own_efforts
from areas.forms.own_efforts import AskForm, DayForm
from areas.forms.row_kinds import OWN_EFFORTS
from areas.models import Effort, EffortCall
from areas.reading import effort_calls
from areas.reading.section_page import rows_of
from areas.views import row_forms
from areas.views.form_pages import plan_form, typed, with_refusals
from areas.views.lookup import for_writers, get_call, get_plan_to_write
from areas.views.row_forms import Listed
from areas.writings import ROW, RowOfPlan
from gmp_portal.accounts.rights import Permission
from gmp_portal.ui.forms import ConfirmForm, chosen
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import NotNowError
from gmp_portal.writing import turns

Answer = EffortCall.Answer


@for_writers
def ask(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Ask partners of the area to keep their own efforts until a day."""
    plan = get_plan_to_write(request, slug, number, permissions.can_own_efforts_ask)
    form = AskForm(typed(request), plan=plan)
    if form.is_valid():
        facts = form.cleaned_data
        calls = with_refusals(form, own_efforts.ask, plan, **facts, by=request.user)
        if calls:
            said = ngettext(
                "%(count)d partner is asked, and a mail says so.",
                "%(count)d partners are asked, and mails say so.",
                len(calls),
            )
            messages.success(request, said % {"count": len(calls)})
            return redirect(_list_of(slug, number))
    return plan_form(
        request,
        plan,
        form,
        title=_("Ask partners to keep their own efforts"),
        submit=_("Ask them"),
        clause_id="R-73",
        back=_list_of(slug, number),
        note=_("Whoever speaks for one of them gets a mail, and is reminded of the day."),
        is_new=True,
    )


@require_safe
def own_efforts_detail(
    request: SignedInRequest, slug: str, number: int, pk: int
) -> HttpResponse:
    """What was asked, the efforts of the partner, and what it answered."""
    call = get_call(request, slug, number, pk)
    context = effort_calls.gather(call, request.user)
    return render(request, "areas/own_efforts.html", context)


@require_POST
def answer(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Say that the efforts are complete, or that there are none."""
    call = get_call(request, slug, number, pk, permissions.can_own_efforts_answer)
    said = chosen(request, *Answer.values, clause="R-73")
    own_efforts.answer(call, said, by=request.user)
    messages.success(request, _("Your answer is with the leads of the area."))
    return redirect(call)


@require_POST
def resume(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Take the answer back, and go on."""
    call = get_call(request, slug, number, pk, permissions.can_own_efforts_resume)
    own_efforts.resume(call, by=request.user)
    messages.success(request, _("Your answer is taken back: go on with your efforts."))
    return redirect(call)


def move(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Move the day."""
    call = get_call(request, slug, number, pk, permissions.can_own_efforts_move)
    form = DayForm(typed(request), initial={"due_on": call.due_on})
    if form.is_valid():
        facts = form.cleaned_data
        with_refusals(form, own_efforts.move, call, **facts, by=request.user)
        if form.is_valid():
            messages.success(request, _("The day is moved, and a mail says so."))
            return redirect(_list_of(slug, number))
    return plan_form(
        request,
        call.plan,
        form,
        title=_("Move the day for own efforts"),
        submit=_("Move"),
        about=call.partner.name_on_record,
        back=_list_of(slug, number),
    )


def take_back(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Ask the partner no more."""
    call = get_call(request, slug, number, pk, permissions.can_own_efforts_take_back)
    form = ConfirmForm(
        typed(request),
        question=_("Take the request back. What the partner wrote stays in the draft."),
    )
    if form.is_valid():
        own_efforts.take_back(call, by=request.user)
        messages.success(request, _("The request is taken back, and a mail says so."))
        return redirect(_list_of(slug, number))
    return plan_form(
        request,
        call.plan,
        form,
        title=_("Take a request for own efforts back"),
        submit=_("Take it back"),
        about=call.partner.name_on_record,
        back=_list_of(slug, number),
    )


# The efforts -----------------------------------------------------------------------------


def add(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Add an effort of the partner that was asked."""
    call = get_call(request, slug, number, pk, permissions.can_own_effort_add)
    effort = Effort(partner=call.partner)
    forms = OWN_EFFORTS.forms(typed(request), plan=call.plan, instance=effort)
    return row_forms.add(request, _listed(call), forms, own_efforts.save, call)


def change(
    request: SignedInRequest, slug: str, number: int, pk: int, effort: int
) -> HttpResponse:
    """Change an own effort; what a lead saved meanwhile is joined with it."""
    at = _at(request, slug, number, pk, effort, permissions.can_own_effort_change)
    return row_forms.change(request, _listed(at.call), at)


@require_POST
def autosave(
    request: SignedInRequest, slug: str, number: int, pk: int, effort: int
) -> HttpResponse:
    """Save an own effort while its author types on; what clashes is refused with 409."""
    at = _at(request, slug, number, pk, effort, permissions.can_own_effort_autosave)
    return turns.take(request, ROW, at).answer()


def remove(
    request: SignedInRequest, slug: str, number: int, pk: int, effort: int
) -> HttpResponse:
    """Take an own effort out of the draft, after one question."""
    at = _at(request, slug, number, pk, effort, permissions.can_own_effort_remove)
    return row_forms.remove(
        request,
        _listed(at.call),
        at,
        lambda: own_efforts.remove(at.call, at.row, by=request.user),
        question=_("Remove this effort from the draft. The leads can bring it back."),
    )


def _at(
    request: SignedInRequest,
    slug: str,
    number: int,
    pk: int,
    effort: int,
    permission: Permission[EffortCall],
) -> Any:
    """An effort of the partner that was asked; any other one is none of its own."""
    call = get_call(request, slug, number, pk, permission)
    rows = rows_of(call.plan, OWN_EFFORTS).filter(partner=call.partner_id)
    row = rows.filter(pk=effort).first()
    if row is None:
        raise NotNowError(call, not_kept.why_effort_is_gone())
    return RowOfPlan(call.plan, OWN_EFFORTS, row, call)


def _listed(call: EffortCall) -> Listed:
    """The efforts of the partner that was asked, as it writes them."""
    place = [call.plan.area.slug, call.plan.number, call.pk]

    def pages_of(row: Effort) -> dict[str, str]:
        args = [*place, row.pk]
        return {
            "here": reverse("areas:own_effort_change", args=args),
            "autosave_url": reverse("areas:own_effort_autosave", args=args),
            "remove_url": reverse("areas:own_effort_remove", args=args),
        }

    own = rows_of(call.plan, OWN_EFFORTS).filter(partner=call.partner_id)
    new = reverse("areas:own_effort_add", args=place)
    return Listed(call.plan, OWN_EFFORTS, own, call.get_absolute_url(), new, pages_of)


def _list_of(slug: str, number: int) -> str:
    """Where the leads see whom they asked."""
    return f"{reverse('areas:section_edit', args=[slug, number, 'IV'])}#own-efforts"
