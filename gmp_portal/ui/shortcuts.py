"""The question every view with a form asks: was it filled in right."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.forms import BaseForm, BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

AnyForm = BaseForm | BaseFormSet
UNPROCESSABLE = 422


def render_form(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    form: AnyForm | Sequence[AnyForm],
    status: int | None = None,
) -> HttpResponse:
    """Show a page with its form; with errors, status 422 and everything typed kept."""
    forms = [form] if isinstance(form, BaseForm | BaseFormSet) else form
    has_errors = any(_has_errors(shown) for shown in forms)
    if status is None:
        status = UNPROCESSABLE if has_errors else 200
    page = {"form": form, "form_has_errors": has_errors, **context}
    return render(request, template, page, status=status)


def _has_errors(form: "AnyForm") -> bool:
    if not form.is_bound:
        return False
    if isinstance(form, BaseFormSet):
        return bool(form.total_error_count())
    return bool(form.errors)
