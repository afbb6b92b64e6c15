"""The own efforts of a partner in a draft: asked for, kept, answered (A1-6a-i, R-73)."""

from collections.abc import Sequence
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
from areas.annex2 import BY_KEY
from areas.forms.own_efforts import AskForm, DayForm
from areas.forms.row_kinds import OWN_EFFORTS
from areas.models import Effort, EffortCall
from areas.reading import effort_calls
from areas.reading.section_page import rows_of
from areas.views.form_pages import plan_form, typed, with_refusals
from areas.views.lookup import for_writers, get_call, get_plan_to_write
from areas.views.rows import with_one_more_step
from areas.writings import ROW, RowOfPlan
from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import Permission
from gmp_portal.ui.forms import ConfirmForm, chosen, render_form
from gmp_portal.ui.typed import VERSION
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.ui.versions import storable
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
    if "add_row" in request.POST:
        return _page(request, call, with_one_more_step(forms, request))
    checked = [form.is_valid() for form in forms]
    if all(checked) and _is_saved(call, forms, by=request.user):
        messages.success(request, _("Saved."))
        if "save_and_add" in request.POST:
            return redirect("areas:own_effort_add", slug, number, pk)
        return redirect(call)
    return _page(request, call, forms)


def _is_saved(call: EffortCall, forms: Sequence[Any], *, by: User) -> bool:
    """Add it; what a rule refuses becomes an error of its form."""
    form, *below = forms
    return bool(with_refusals(form, own_efforts.save, call, form, *below, by=by))


def change(
    request: SignedInRequest, slug: str, number: int, pk: int, effort: int
) -> HttpResponse:
    """Change an own effort; what a lead saved meanwhile is joined with it."""
    at = _at(request, slug, number, pk, effort, permissions.can_own_effort_change)
    call = at.call
    if "add_row" in request.POST:
        forms = at.kind.forms(request.POST, instance=at.row, plan=at.plan)
        token = storable(request.POST.get(VERSION, ""))
        turn = turns.show(ROW, at, with_one_more_step(forms, request), token)
        return _page(request, call, turn.forms, at.row)
    turn = turns.take(request, ROW, at)
    if turn.is_saved:
        turn.tell(request, _("Saved."))
        return redirect(call)
    return _page(request, call, turn.forms, at.row)


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
    form = ConfirmForm(
        typed(request),
        question=_("Remove this effort from the draft. The leads can bring it back."),
    )
    if form.is_valid():
        own_efforts.remove(at.call, at.row, by=request.user)
        messages.success(request, _("Removed."))
        return redirect(at.call)
    return plan_form(
        request,
        at.plan,
        form,
        title=_("Remove: %(row)s") % {"row": at.row},
        submit=_("Remove"),
        is_danger=True,
        back=at.call.get_absolute_url(),
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


def _page(
    request: SignedInRequest, call: Any, forms: Any, row: Effort | None = None
) -> HttpResponse:
    place = [call.plan.area.slug, call.plan.number, call.pk]
    form, *below = forms
    own = rows_of(call.plan, OWN_EFFORTS).filter(partner=call.partner_id)
    keys = list(own.values_list("pk", flat=True)) if row else []
    context: dict[str, Any] = {
        "plan": call.plan,
        "area": call.plan.area,
        "kind": OWN_EFFORTS,
        "row": row,
        "number": keys.index(row.pk) + 1 if row and row.pk in keys else None,
        "section": BY_KEY["IV"],
        "back": call.get_absolute_url(),
        "form": form,
        "steps": next(iter(below), None),
        "here": reverse("areas:own_effort_add", args=place),
    }
    if row is not None:
        place.append(row.pk)
        context["here"] = reverse("areas:own_effort_change", args=place)
        context["autosave_url"] = reverse("areas:own_effort_autosave", args=place)
        context["remove_url"] = reverse("areas:own_effort_remove", args=place)
    return render_form(request, "areas/row_form.html", context, form=forms)


def _list_of(slug: str, number: int) -> str:
    """Where the leads see whom they asked."""
    return f"{reverse('areas:section_edit', args=[slug, number, 'IV'])}#own-efforts"
