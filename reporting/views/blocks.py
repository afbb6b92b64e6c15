"""The texts of a report, one by one; generated figures are locked (B7-5)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from gmp_portal.accounts.rights import refuse
from gmp_portal.typesetting.content import Paragraph, words
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.typed import VERSION
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.ui.versions import token_of, values_of
from gmp_portal.workflow import RuleRefusedError
from gmp_portal.writing import turns
from reporting import permissions
from reporting.actions import report_texts, reports
from reporting.assembly import blocks
from reporting.models import Report
from reporting.reading import removed_texts
from reporting.views.lookup import get_report
from reporting.writings.documents import BLOCK, BlockOfReport, block_of

# What a new paragraph has until it is written; no report is frozen with it.
UNWRITTEN = "\u2026"
LOCKED = gettext_lazy(
    "This block is made from the records and cannot be typed over. Correct the record instead "
    "and assemble the report again."
)


def edit(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Change one text; what somebody else saved meanwhile is joined or shown beside it (C4)."""
    report = get_report(request, slug, permissions.can_edit)
    place = _place(request, report, number)
    if not place.is_editable:
        raise refuse(LOCKED, "A1-6c-ii")
    turn = turns.take(request, BLOCK, BlockOfReport(report, place))
    place = turn.record.place
    if turn.is_saved:
        turn.tell(request, _("The text is changed."))
        return redirect(f"{report.get_absolute_url()}#block-{place.number}")
    context = {"report": report, "place": place}
    return render_form(request, "reporting/block.html", context, form=turn.form)


@require_POST
def add(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Add a paragraph of the secretariat behind this block; sent twice, it is added once."""
    report = get_report(request, slug, permissions.can_block_add)
    behind = _place(request, report, number).key
    new = blocks.new_key(behind, _version(request), request.user.pk)

    def change(stored: Report) -> reports.Changed:
        place = block_of(stored, behind).place
        source = {"kind": "secretariat", "id": new}
        text = Paragraph(words(UNWRITTEN))
        sources = blocks.sources_with(
            stored.document, stored.sources, place, "added", source
        )
        return blocks.with_added(stored.document, place, text), sources

    if blocks.place_of(report.document, report.sources, new) is None:
        reports.edit(report, change, by=request.user)
    return redirect(BLOCK.page(block_of(report, new)))


def _version(request: SignedInRequest) -> int:
    """The state of the report on the page: from there, each button adds one paragraph."""
    version = request.POST.get(VERSION, "")
    if not version.isdecimal():
        raise _changed()
    return int(version)


@require_POST
def remove(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Take a paragraph out as it was read; what is made from the records stays."""
    report = get_report(request, slug, permissions.can_block_remove)
    place = _place(request, report, number)
    if not place.is_editable or place.is_heading:
        raise refuse(LOCKED, "A1-6c-ii")

    def as_read(stored: Report) -> blocks.Place:
        text = block_of(stored, place.key)
        if request.POST.get(VERSION) != token_of(values_of(BLOCK.forms(text))):
            raise _changed()
        return text.place

    report_texts.remove(report, as_read, by=request.user)
    messages.success(
        request, _("The paragraph is taken out. It can be brought back at the end.")
    )
    return redirect(f"{report.get_absolute_url()}#removed")


@require_POST
def bring_back(request: SignedInRequest, slug: str, key: str) -> HttpResponse:
    """Put a text that was taken out back to its place, while the report is a draft."""
    report = get_report(request, slug, permissions.can_block_bring_back)
    kept = removed_texts.find(report, key)
    if kept is None:
        raise Http404
    report_texts.bring_back(report, kept, by=request.user)
    messages.success(request, _("The text is back."))
    return redirect(
        f"{report.get_absolute_url()}#block-{block_of(report, key).place.number}"
    )


def _changed() -> RuleRefusedError:
    return RuleRefusedError(
        _("Somebody else changed this text in the meantime. Read it again first."),
        clause="A1-6c-ii",
    )


def _place(request: SignedInRequest, report: Report, number: int) -> blocks.Place:
    """The block that a page names, or the one of this number where it names none."""
    if key := request.GET.get("block"):
        return block_of(report, key).place
    place = blocks.place(report.document, report.sources, number)
    if place is None:
        raise Http404
    return place
