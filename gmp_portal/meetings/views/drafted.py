"""The way from a thing to the decision about it, which its own page has drafted."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gmp_portal.meetings.models import Decision


def to_draft(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Lead to the one decision that is under way about a thing, drafted now or before."""
    if decision.is_open:
        messages.info(request, _("The members are asked about this already."))
    else:
        messages.success(
            request,
            _("The decision is drafted. Change its words, or open it to ask the members."),
        )
    return redirect(decision)
