"""The lines of a report's first page before the first paragraph."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gmp_portal.ui.forms import render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.writing import turns
from reporting import permissions
from reporting.views.lookup import get_report
from reporting.writings.documents import MASTHEAD


def edit(request: SignedInRequest, slug: str) -> HttpResponse:
    """Change the lines of the first page; what a colleague saved meanwhile is joined (C4)."""
    report = get_report(request, slug, permissions.can_edit)
    turn = turns.take(request, MASTHEAD, report)
    if turn.is_saved:
        turn.tell(request, _("The first page is changed."))
        return redirect(report)
    context = {"report": report}
    return render_form(request, "reporting/masthead.html", context, form=turn.form)
