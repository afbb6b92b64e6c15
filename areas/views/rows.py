"""The rows of a draft: adding, changing, removing and ordering them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas import permissions
from areas.actions import rows
from areas.annex2 import BY_KEY
from areas.forms.row_kinds import KINDS, RowKind
from areas.models import PlanVersion
from areas.reading import hanging, removed
from areas.views.form_pages import plan_form, typed, with_refusals
from areas.views.lookup import for_writers, get_plan_to_write
from areas.writings import ROW, RowOfPlan, find_row, list_of
from gmp_portal.ui.forms import ConfirmForm, chosen, render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.writing import turns


@for_writers
def add(request: SignedInRequest, slug: str, number: int, kind: str) -> HttpResponse:
    """Add a row to a list of the draft."""
    row_kind = _kind(kind)
    plan = get_plan_to_write(request, slug, number, permissions.can_row_add)
    initial = {"effort": request.GET.get("effort")} if kind == "milestones" else {}
    form: Any = row_kind.form(typed(request), plan=plan, initial=initial)
    if form.is_valid() and with_refusals(form, rows.save, plan, form, by=request.user):
        messages.success(request, _("Saved."))
        if "save_and_add" in request.POST:
            return redirect("areas:row_add", slug, number, kind)
        return redirect(list_of(plan, row_kind))
    return _page(request, plan, row_kind, form)


@for_writers
def change(
    request: SignedInRequest, slug: str, number: int, kind: str, pk: int
) -> HttpResponse:
    """Change a row of the draft; what somebody else saved meanwhile is joined with it."""
    row_kind = _kind(kind)
    plan = get_plan_to_write(request, slug, number, permissions.can_row_change)
    row = find_row(plan, row_kind, pk, request.user)
    turn = turns.take(request, ROW, RowOfPlan(plan, row_kind, row))
    if turn.is_saved:
        turn.tell(request, _("Saved."))
        return redirect(list_of(plan, row_kind))
    return _page(request, plan, row_kind, turn.form, row)


def _page(
    request: SignedInRequest, plan: PlanVersion, kind: RowKind, form: Any, row: Any = None
) -> HttpResponse:
    context = {
        "plan": plan,
        "area": plan.area,
        "kind": kind,
        "row": row,
        "section": BY_KEY[kind.section],
        "back": list_of(plan, kind),
    }
    return render_form(request, "areas/row_form.html", context, form=form)


@for_writers
def remove(
    request: SignedInRequest, slug: str, number: int, kind: str, pk: int
) -> HttpResponse:
    """Take a row out of the draft, after one question."""
    row_kind = _kind(kind)
    plan = get_plan_to_write(request, slug, number, permissions.can_row_remove)
    row = find_row(plan, row_kind, pk, request.user)
    form = ConfirmForm(
        typed(request),
        question=_("Remove this entry from the draft. It can be brought back."),
    )
    if form.is_valid():
        rows.remove(plan, row, by=request.user)
        messages.success(request, _("Removed."))
        return redirect(list_of(plan, row_kind))
    return plan_form(
        request,
        plan,
        form,
        title=_("Remove: %(row)s") % {"row": row},
        submit=_("Remove"),
        is_danger=True,
        back=list_of(plan, row_kind),
        hanging=hanging.on(row),
    )


@require_POST
@for_writers
def bring_back(
    request: SignedInRequest, slug: str, number: int, kind: str, pk: int
) -> HttpResponse:
    """Put a removed row back with its links and its place, while the draft lives."""
    row_kind = _kind(kind)
    plan = get_plan_to_write(request, slug, number, permissions.can_row_bring_back)
    kept = removed.find(plan, row_kind, pk)
    if kept is None:
        raise Http404
    row = rows.bring_back(plan, kept, by=request.user)
    messages.success(request, _("“%(row)s” is back.") % {"row": row})
    return redirect(list_of(plan, row_kind))


@require_POST
@for_writers
def move(
    request: SignedInRequest, slug: str, number: int, kind: str, pk: int
) -> HttpResponse:
    """Let a row change places with its neighbour; the result is told in words."""
    row_kind = _kind(kind)
    if not row_kind.can_move:
        raise Http404
    plan = get_plan_to_write(request, slug, number, permissions.can_row_move)
    row = find_row(plan, row_kind, pk, request.user)
    up = chosen(request, "up", "down", clause="B4-2") == "up"
    place, total = rows.move(plan, row, up=up, by=request.user)
    messages.success(
        request,
        _("“%(row)s” is now number %(place)d of %(total)d.")
        % {"row": row, "place": place, "total": total},
    )
    return redirect(list_of(plan, row_kind))


def _kind(key: str) -> RowKind:
    try:
        return KINDS[key]
    except KeyError:
        raise Http404 from None
