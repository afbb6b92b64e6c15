"""The two questions every view asks: who may see it, and was the form filled in right."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet
from django.forms import BaseForm, BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from gmp_portal.accounts.steps import Permission
from gmp_portal.workflow import NotNowError

if TYPE_CHECKING:
    from gmp_portal.accounts.models import User

Record = TypeVar("Record", bound=Model)
AnyForm = BaseForm | BaseFormSet
UNPROCESSABLE = 422


def get_permitted(
    queryset: "QuerySet[Record]",
    user: "User | AnonymousUser",
    permission: Permission[Record],
    *,
    back_to: Model | None = None,
    **lookup: Any,
) -> Record:
    """Find a record: 404 when it is not visible, 403 when the move is not allowed.

    Where the person is right and only the time is wrong, a message says so on the record, or
    on ``back_to`` where the record has no page for this person.
    """
    record = get_object_or_404(queryset, **lookup)
    if refusal := permission.refusal_of_role(user, record):
        raise refusal
    if not permission.fits(record):
        raise NotNowError(back_to or record, permission.otherwise(record))
    return record


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
