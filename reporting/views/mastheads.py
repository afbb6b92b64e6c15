"""The lines of a report's first page before the first paragraph."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gmp_portal.ui.forms import render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import RuleRefusedError
from reporting import permissions
from reporting.actions import reports
from reporting.assembly import mastheads
from reporting.forms.reports import MastheadForm
from reporting.views.lookup import get_report


def edit(request: SignedInRequest, slug: str) -> HttpResponse:
    """Change the lines of the first page."""
    report = get_report(request, slug, permissions.can_edit)
    current = mastheads.of_document(report)
    form = MastheadForm(request.POST or None, initial=mastheads.values(current))
    if form.is_valid():
        changed = mastheads.Masthead(
            kind=report.kind, language=report.language, **form.cleaned_data
        )
        document = mastheads.applied(report.document, changed)
        try:
            reports.edit(report, document, version=report.version, by=request.user)
        except RuleRefusedError as refusal:
            form.add_error("symbol", refusal)
        else:
            messages.success(request, _("The first page is changed."))
            return redirect(report)
    return render_form(request, "reporting/masthead.html", {"report": report}, form=form)
