"""The page with one form for a step on a partner."""

from typing import Any

from django.http import HttpResponse

from gmp_portal.ui.forms import render_form
from gmp_portal.ui.types import SignedInRequest
from partners.models import Partner


def partner_form(
    request: SignedInRequest,
    partner: Partner,
    form: Any,
    *,
    title: str,
    submit: str,
    about: str = "",
) -> HttpResponse:
    context = {"partner": partner, "title": title, "submit": submit, "about": about}
    return render_form(request, "partners/partner_form.html", context, form=form)
