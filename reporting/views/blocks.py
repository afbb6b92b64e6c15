"""The texts of a report, one by one; generated figures are locked (B7-5)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from gmp_portal.accounts.rights import refuse
from gmp_portal.typesetting.content import Paragraph, words
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import RuleRefusedError
from reporting import permissions
from reporting.actions import reports
from reporting.assembly import blocks
from reporting.forms.reports import BlockForm, DecisionForm
from reporting.models import Report
from reporting.views.lookup import get_report

LOCKED = gettext_lazy(
    "This block is made from the records and cannot be typed over. Correct the record instead "
    "and assemble the report again."
)


def edit(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Change one text; whoever saves over somebody else's change sees both (409)."""
    report = get_report(request, slug, permissions.can_edit)
    place = _place(report, number)
    if not place.is_editable:
        raise refuse(LOCKED, "A1-6c-ii")
    kind = DecisionForm if place.is_decision else BlockForm
    first = kind.initial_of(place) | {"version": report.version}
    form = kind(request.POST or None, initial=first)
    if form.is_valid():
        changed = blocks.with_block(report.document, place, form.changed(place))
        version = form.cleaned_data["version"]
        if reports.edit(report, changed, version=version, by=request.user):
            messages.success(request, _("The text is changed."))
            return redirect(f"{report.get_absolute_url()}#block-{number}")
        return _conflict(request, report, number, kind)
    context = {"report": report, "place": place}
    return render_form(request, "reporting/block.html", context, form=form)


def _conflict(
    request: SignedInRequest, report: Report, number: int, kind: Any
) -> HttpResponse:
    """Show what stands there now beside what was typed; saving again is a choice."""
    stored = Report.objects.get(pk=report.pk)
    data = request.POST.copy()
    data["version"] = str(stored.version)
    form = kind(data)
    now = blocks.place(stored.document, stored.sources, number)
    context = {
        "report": stored,
        "place": now,
        "conflict": kind.initial_of(now) if now else {},
    }
    return render_form(request, "reporting/block.html", context, form=form, status=409)


@require_POST
def add(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Add a paragraph of the secretariat behind this block."""
    report = get_report(request, slug, permissions.can_block_add)
    place = _place(report, number)
    new = Paragraph(words(_("New paragraph.")))
    changed = blocks.with_added(report.document, place, new)
    source = {"kind": "secretariat"}
    sources = blocks.sources_with(report.document, report.sources, place, "added", source)
    _keep(request, report, changed, sources)
    return redirect("reporting:block_edit", report.slug, number + 1)


@require_POST
def remove(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Take a paragraph out; what is made from the records stays."""
    report = get_report(request, slug, permissions.can_block_remove)
    place = _place(report, number)
    if not place.is_editable or place.is_heading:
        raise refuse(LOCKED, "A1-6c-ii")
    changed = blocks.without(report.document, place)
    sources = blocks.sources_with(report.document, report.sources, place, "removed", None)
    _keep(request, report, changed, sources)
    messages.success(request, _("The paragraph is taken out."))
    return redirect(report)


def _keep(request: SignedInRequest, report: Report, document: Any, sources: Any) -> None:
    version = request.POST.get("version", "")
    if not version.isdecimal() or not reports.edit(
        report, document, version=int(version), by=request.user, sources=sources
    ):
        raise RuleRefusedError(
            _("Somebody else changed this report in the meantime. Open it again."),
            clause="A1-6c-ii",
        )


def _place(report: Report, number: int) -> blocks.Place:
    place = blocks.place(report.document, report.sources, number)
    if place is None:
        raise Http404
    return place
