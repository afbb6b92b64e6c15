"""The pages on which leads and partners add, change and remove an entry of a draft."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms.utils import ErrorDict
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from areas.annex2 import BY_KEY
from areas.forms.row_kinds import RowKind
from areas.models import PlanVersion
from areas.views.form_pages import plan_form, typed, with_refusals
from areas.writings import ROW, RowOfPlan
from gmp_portal.ui.forms import ConfirmForm, render_form, with_one_more
from gmp_portal.ui.typed import VERSION
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.ui.versions import storable
from gmp_portal.writing import turns

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Listed:
    """A list of a draft as somebody writes it: its entries, and where its pages are."""

    plan: PlanVersion
    kind: RowKind
    rows: "QuerySet[Any]"
    back: str
    new: str
    pages_of: Callable[[Any], dict[str, str]]
    """The addresses of the page of one entry, as the template names them."""


def show(
    request: SignedInRequest, listed: Listed, forms: Sequence[Any], row: Any = None
) -> HttpResponse:
    """The form of an entry, and of a new one where there is none."""
    keys = list(listed.rows.values_list("pk", flat=True)) if row else []
    form, *below = forms
    context = {
        "plan": listed.plan,
        "area": listed.plan.area,
        "kind": listed.kind,
        "row": row,
        "number": keys.index(row.pk) + 1 if row and row.pk in keys else None,
        "total": len(keys),
        "section": BY_KEY[listed.kind.section],
        "back": listed.back,
        "form": form,
        "steps": next(iter(below), None),
        **({"here": listed.new} if row is None else listed.pages_of(row)),
    }
    return render_form(request, "areas/row_form.html", context, form=forms)


def add(
    request: SignedInRequest,
    listed: Listed,
    forms: Sequence[Any],
    save: Callable[..., Any],
    about: Any,
) -> HttpResponse:
    """Add an entry by ``save(about, form, ...)``; its form tells what a rule refuses."""
    if "add_row" in request.POST:
        return show(request, listed, _with_one_more_step(forms, request))
    are_valid = [form.is_valid() for form in forms]
    form, *below = forms
    if all(are_valid) and with_refusals(form, save, about, form, *below, by=request.user):
        messages.success(request, _("Saved."))
        return redirect(listed.new if "save_and_add" in request.POST else listed.back)
    return show(request, listed, forms)


def change(request: SignedInRequest, listed: Listed, at: RowOfPlan) -> HttpResponse:
    """Change an entry; what somebody else saved meanwhile is joined with it."""
    if "add_row" in request.POST:
        forms = at.kind.forms(request.POST, instance=at.row, plan=at.plan)
        token = storable(request.POST.get(VERSION, ""))
        turn = turns.show(ROW, at, _with_one_more_step(forms, request), token)
        return show(request, listed, turn.forms, at.row)
    turn = turns.take(request, ROW, at)
    if turn.is_saved:
        turn.tell(request, _("Saved."))
        return redirect(listed.back)
    return show(request, listed, turn.forms, at.row)


def remove(
    request: SignedInRequest,
    listed: Listed,
    at: RowOfPlan,
    act: Callable[[], None],
    *,
    question: "StrOrPromise",
    **more: Any,
) -> HttpResponse:
    """Take an entry out of the draft, after one question."""
    form = ConfirmForm(typed(request), question=question)
    if form.is_valid():
        act()
        messages.success(request, _("Removed."))
        return redirect(listed.back)
    return plan_form(
        request,
        at.plan,
        form,
        title=_("Remove: %(row)s") % {"row": at.row},
        submit=_("Remove"),
        is_danger=True,
        back=listed.back,
        **more,
    )


def _with_one_more_step(forms: Sequence[Any], request: SignedInRequest) -> list[Any]:
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
