"""The rows of a draft: adding, changing, removing and ordering them."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas import permissions
from areas.actions import rows
from areas.forms.row_kinds import KINDS, RowKind
from areas.models import PlanRow, PlanVersion
from areas.reading import hanging, removed
from areas.reading.section_page import rows_of
from areas.views import row_forms
from areas.views.form_pages import typed
from areas.views.lookup import for_writers, get_plan_to_write
from areas.views.row_forms import Listed
from areas.writings import ROW, RowOfPlan, find_row, list_of
from gmp_portal.accounts.rights import Permission
from gmp_portal.ui.forms import chosen
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.writing import turns


@for_writers
def add(request: SignedInRequest, slug: str, number: int, kind: str) -> HttpResponse:
    """Add a row to a list of the draft."""
    row_kind = _kind(kind)
    plan = get_plan_to_write(request, slug, number, permissions.can_row_add)
    initial = {"effort": request.GET.get("effort")} if kind == "milestones" else {}
    forms = row_kind.forms(typed(request), plan=plan, initial=initial)
    return row_forms.add(request, _listed(plan, row_kind), forms, rows.save, plan)


@for_writers
def change(
    request: SignedInRequest, slug: str, number: int, kind: str, pk: int
) -> HttpResponse:
    """Change a row of the draft; what somebody else saved meanwhile is joined with it."""
    at = _row_at(request, slug, number, kind, pk, permissions.can_row_change)
    return row_forms.change(request, _listed(at.plan, at.kind), at)


@require_POST
@for_writers
def autosave(
    request: SignedInRequest, slug: str, number: int, kind: str, pk: int
) -> HttpResponse:
    """Save a row while its author types on; what clashes is refused with 409."""
    at = _row_at(request, slug, number, kind, pk, permissions.can_row_autosave)
    return turns.take(request, ROW, at).answer()


def _listed(plan: PlanVersion, kind: RowKind) -> Listed:
    """A list of the draft, as its leads write it."""
    place = [plan.area.slug, plan.number, kind.key]

    def pages_of(row: Any) -> dict[str, str]:
        return {
            "here": reverse("areas:row_change", args=[*place, row.pk]),
            "autosave_url": reverse("areas:row_autosave", args=[*place, row.pk]),
        }

    new = reverse("areas:row_add", args=place)
    return Listed(plan, kind, rows_of(plan, kind), list_of(plan, kind), new, pages_of)


@require_POST
@for_writers
def duplicate(
    request: SignedInRequest, slug: str, number: int, kind: str, pk: int
) -> HttpResponse:
    """Put a copy of a row behind it, and open the copy."""
    _refuse_steps(kind)
    at = _row_at(request, slug, number, kind, pk, permissions.can_row_duplicate)
    copied = rows.duplicate(at.plan, cast("PlanRow", at.row), by=request.user)
    messages.success(request, _("This is the copy. Change in it what differs."))
    return redirect("areas:row_change", slug, number, kind, copied.pk)


@for_writers
def remove(
    request: SignedInRequest, slug: str, number: int, kind: str, pk: int
) -> HttpResponse:
    """Take a row out of the draft, after one question."""
    at = _row_at(request, slug, number, kind, pk, permissions.can_row_remove)
    return row_forms.remove(
        request,
        _listed(at.plan, at.kind),
        at,
        lambda: rows.remove(at.plan, at.row, by=request.user),
        question=_("Remove this entry from the draft. It can be brought back."),
        hanging=hanging.on(at.row),
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
    _refuse_steps(kind)
    at = _row_at(request, slug, number, kind, pk, permissions.can_row_move)
    up = chosen(request, "up", "down", clause="B4-2") == "up"
    place, total = rows.move(at.plan, cast("PlanRow", at.row), up=up, by=request.user)
    messages.success(
        request,
        _("“%(row)s” is now number %(place)d of %(total)d.")
        % {"row": at.row, "place": place, "total": total},
    )
    return redirect(list_of(at.plan, at.kind))


def _row_at(
    request: SignedInRequest,
    slug: str,
    number: int,
    kind: str,
    pk: int,
    permission: Permission[PlanVersion],
) -> RowOfPlan:
    """An entry of a draft, for whoever may do this with it now."""
    row_kind = _kind(kind)
    plan = get_plan_to_write(request, slug, number, permission)
    return RowOfPlan(plan, row_kind, find_row(plan, row_kind, pk, request.user))


def _refuse_steps(kind: str) -> None:
    """Milestones stand by their day and belong to their effort: nobody moves or copies one."""
    if not _kind(kind).can_move:
        raise Http404


def _kind(key: str) -> RowKind:
    try:
        return KINDS[key]
    except KeyError:
        raise Http404 from None
