"""What the pages with one form have in common: what was typed, refusals, and their frame."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict

from areas import not_now
from areas.models import PartnershipArea, PlanVersion
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.typed import VERSION
from gmp_portal.ui.versions import token_of, values_of
from gmp_portal.workflow import RuleRefusedError

Result = TypeVar("Result")


def typed(request: HttpRequest) -> QueryDict | None:
    """What was sent with the form; nothing when the form is only shown."""
    return request.POST if request.method == "POST" else None


def with_refusals(
    form: BaseForm, action: Callable[..., Result], *args: Any, **kwargs: Any
) -> Result | None:
    """Do it; what a rule refuses becomes an error of the form, so that nothing typed is lost."""
    try:
        return action(*args, **kwargs)
    except RuleRefusedError as error:
        form.add_error(None, error)
        return None


def is_of_another_window(
    request: HttpRequest, form: BaseForm, shown: BaseForm, clause: str
) -> bool:
    """Whether others saved since this page was shown; then the form says so and keeps the words.

    ``shown`` is the form as a page shows it now. Whoever sends again has seen that.
    """
    if request.POST.get(VERSION, "") == token_of(values_of([shown])):
        return False
    form.add_error(None, not_now.why_changed_in_another_window(clause))
    return True


def area_form(
    request: HttpRequest,
    area: PartnershipArea,
    form: BaseForm,
    *,
    title: str,
    submit: str,
    clause: str,
) -> HttpResponse:
    context = {"area": area, "title": title, "submit": submit, "clause_id": clause}
    return render_form(request, "areas/area_form.html", context, form=form)


def plan_form(
    request: HttpRequest,
    plan: PlanVersion,
    form: BaseForm,
    *,
    title: str,
    submit: str,
    **more: Any,
) -> HttpResponse:
    context = {"plan": plan, "area": plan.area, "title": title, "submit": submit, **more}
    return render_form(request, "areas/plan_form.html", context, form=form)
