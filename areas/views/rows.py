"""The rows of a draft: adding, changing, removing and ordering them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas import permissions
from areas.actions import rows
from areas.annex2 import BY_KEY
from areas.forms.row_kinds import KINDS, RowKind
from areas.models import PlanVersion
from areas.reading.section_page import rows_of
from areas.views.form_pages import plan_form, typed, with_refusals
from areas.views.lookup import for_writers, get_plan_to_write
from gmp_portal.ui.forms import ConfirmForm, chosen, render_form
from gmp_portal.ui.types import SignedInRequest


@for_writers
def add(request: SignedInRequest, slug: str, number: int, kind: str) -> HttpResponse:
    """Add a row to a list of the draft."""
    row_kind = _kind(kind)
    plan = get_plan_to_write(request, slug, number, permissions.can_row_add)
    initial = {"effort": request.GET.get("effort")} if kind == "milestones" else {}
    form = row_kind.form(typed(request), plan=plan, initial=initial)
    return _save(request, plan, row_kind, form)


@for_writers
def change(
    request: SignedInRequest, slug: str, number: int, kind: str, pk: int
) -> HttpResponse:
    """Change a row of the draft."""
    row_kind = _kind(kind)
    plan = get_plan_to_write(request, slug, number, permissions.can_row_change)
    row = get_object_or_404(rows_of(plan, row_kind), pk=pk)
    form = row_kind.form(typed(request), instance=row, plan=plan)
    return _save(request, plan, row_kind, form)


def _save(
    request: SignedInRequest, plan: PlanVersion, kind: RowKind, form: Any
) -> HttpResponse:
    # A save that is refused leaves its key in the form, but no row.
    row = form.instance if form.instance.pk else None
    if form.is_valid() and with_refusals(form, rows.save, plan, form, by=request.user):
        messages.success(request, _("Saved."))
        if "save_and_add" in request.POST:
            return redirect("areas:row_add", plan.area.slug, plan.number, kind.key)
        return redirect(_list_of(plan, kind))
    context = {
        "plan": plan,
        "area": plan.area,
        "kind": kind,
        "row": row,
        "section": BY_KEY[kind.section],
        "back": _list_of(plan, kind),
    }
    return render_form(request, "areas/row_form.html", context, form=form)


@for_writers
def remove(
    request: SignedInRequest, slug: str, number: int, kind: str, pk: int
) -> HttpResponse:
    """Take a row out of the draft, after one question."""
    row_kind = _kind(kind)
    plan = get_plan_to_write(request, slug, number, permissions.can_row_remove)
    row = get_object_or_404(rows_of(plan, row_kind), pk=pk)
    form = ConfirmForm(typed(request), question=_("Remove this entry from the draft."))
    if form.is_valid():
        rows.remove(plan, row, by=request.user)
        messages.success(request, _("Removed."))
        return redirect(_list_of(plan, row_kind))
    return plan_form(
        request,
        plan,
        form,
        title=_("Remove: %(row)s") % {"row": row},
        submit=_("Remove"),
        is_danger=True,
        back=_list_of(plan, row_kind),
    )


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
    row = get_object_or_404(rows_of(plan, row_kind), pk=pk)
    up = chosen(request, "up", "down", clause="B4-2") == "up"
    place, total = rows.move(plan, row, up=up, by=request.user)
    messages.success(
        request,
        _("“%(row)s” is now number %(place)d of %(total)d.")
        % {"row": row, "place": place, "total": total},
    )
    return redirect(_list_of(plan, row_kind))


def _kind(key: str) -> RowKind:
    try:
        return KINDS[key]
    except KeyError:
        raise Http404 from None


def _list_of(plan: PlanVersion, kind: RowKind) -> str:
    """Where the list of these rows stands on the page of its section."""
    url = reverse("areas:section_edit", args=[plan.area.slug, plan.number, kind.section])
    return f"{url}#{'efforts' if kind.key == 'milestones' else kind.key}"
