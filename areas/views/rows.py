"""The rows of a draft: adding, changing, removing and ordering them."""

from collections.abc import Sequence
from typing import Any, cast

from django.contrib import messages
from django.forms.utils import ErrorDict
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas import permissions
from areas.actions import rows
from areas.annex2 import BY_KEY
from areas.forms.row_kinds import KINDS, RowKind
from areas.models import PlanRow, PlanVersion
from areas.reading import hanging, removed
from areas.reading.section_page import rows_of
from areas.views.form_pages import plan_form, typed, with_refusals
from areas.views.lookup import for_writers, get_plan_to_write
from areas.writings import ROW, RowOfPlan, find_row, list_of
from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import Permission
from gmp_portal.ui.forms import ConfirmForm, chosen, render_form, with_one_more
from gmp_portal.ui.typed import VERSION
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.ui.versions import storable
from gmp_portal.writing import turns


@for_writers
def add(request: SignedInRequest, slug: str, number: int, kind: str) -> HttpResponse:
    """Add a row to a list of the draft."""
    row_kind = _kind(kind)
    plan = get_plan_to_write(request, slug, number, permissions.can_row_add)
    initial = {"effort": request.GET.get("effort")} if kind == "milestones" else {}
    forms = row_kind.forms(typed(request), plan=plan, initial=initial)
    if "add_row" in request.POST:
        return _page(request, plan, row_kind, with_one_more_step(forms, request))
    are_valid = [form.is_valid() for form in forms]
    if all(are_valid) and _is_saved(plan, forms, by=request.user):
        messages.success(request, _("Saved."))
        if "save_and_add" in request.POST:
            return redirect("areas:row_add", slug, number, kind)
        return redirect(list_of(plan, row_kind))
    return _page(request, plan, row_kind, forms)


@for_writers
def change(
    request: SignedInRequest, slug: str, number: int, kind: str, pk: int
) -> HttpResponse:
    """Change a row of the draft; what somebody else saved meanwhile is joined with it."""
    at = _row_at(request, slug, number, kind, pk, permissions.can_row_change)
    if "add_row" in request.POST:
        forms = at.kind.forms(request.POST, instance=at.row, plan=at.plan)
        token = storable(request.POST.get(VERSION, ""))
        turn = turns.show(ROW, at, with_one_more_step(forms, request), token)
        return _page(request, at.plan, at.kind, turn.forms, at.row)
    turn = turns.take(request, ROW, at)
    if turn.is_saved:
        turn.tell(request, _("Saved."))
        return redirect(list_of(at.plan, at.kind))
    return _page(request, at.plan, at.kind, turn.forms, at.row)


@require_POST
@for_writers
def autosave(
    request: SignedInRequest, slug: str, number: int, kind: str, pk: int
) -> HttpResponse:
    """Save a row while its author types on; what clashes is refused with 409."""
    at = _row_at(request, slug, number, kind, pk, permissions.can_row_autosave)
    return turns.take(request, ROW, at).answer()


def _is_saved(plan: PlanVersion, forms: Sequence[Any], *, by: User) -> bool:
    """Add it; what a rule refuses becomes an error of its form."""
    form, *below = forms
    return bool(with_refusals(form, rows.save, plan, form, *below, by=by))


def with_one_more_step(forms: Sequence[Any], request: SignedInRequest) -> list[Any]:
    """The same with one more empty row below, unchecked: "Add" pressed without scripts."""
    form, *below = forms
    form.full_clean()
    form._errors = ErrorDict()
    more = [
        with_one_more(
            type(each), request.POST, prefix=each.prefix, form_kwargs=each.form_kwargs
        )
        for each in below
    ]
    return [form, *more]


def _page(
    request: SignedInRequest,
    plan: PlanVersion,
    kind: RowKind,
    forms: Sequence[Any],
    row: Any = None,
) -> HttpResponse:
    keys = list(rows_of(plan, kind).values_list("pk", flat=True)) if row else []
    form, *below = forms
    context = {
        "plan": plan,
        "area": plan.area,
        "kind": kind,
        "row": row,
        "number": keys.index(row.pk) + 1 if row and row.pk in keys else None,
        "total": len(keys),
        "section": BY_KEY[kind.section],
        "back": list_of(plan, kind),
        "form": form,
        "steps": next(iter(below), None),
        **_addresses(plan, kind, row),
    }
    return render_form(request, "areas/row_form.html", context, form=forms)


def _addresses(plan: PlanVersion, kind: RowKind, row: Any) -> dict[str, str]:
    """Where the form is sent, and where it saves itself."""
    place = [plan.area.slug, plan.number, kind.key]
    if row is None:
        return {"here": reverse("areas:row_add", args=place)}
    return {
        "here": reverse("areas:row_change", args=[*place, row.pk]),
        "autosave_url": reverse("areas:row_autosave", args=[*place, row.pk]),
    }


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
    form = ConfirmForm(
        typed(request),
        question=_("Remove this entry from the draft. It can be brought back."),
    )
    if form.is_valid():
        rows.remove(at.plan, at.row, by=request.user)
        messages.success(request, _("Removed."))
        return redirect(list_of(at.plan, at.kind))
    return plan_form(
        request,
        at.plan,
        form,
        title=_("Remove: %(row)s") % {"row": at.row},
        submit=_("Remove"),
        is_danger=True,
        back=list_of(at.plan, at.kind),
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
