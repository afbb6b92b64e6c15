"""Rows of a draft by table: pasted, looked at line by line, and taken in together."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from areas import permissions
from areas.actions import row_tables
from areas.actions.row_tables import Source
from areas.annex2 import BY_KEY
from areas.forms.row_kinds import KINDS
from areas.forms.row_lines import TAKE_IN, Lines
from areas.forms.row_tables import FillForm, PasteForm
from areas.forms.row_workbooks import REFUSED, WorkbookForm
from areas.models import PlanVersion
from areas.reading.row_tables import columns
from areas.reading.row_tables import workbook as row_workbook
from areas.views.form_pages import typed
from areas.views.lookup import for_writers, get_plan, get_plan_to_write
from areas.writings import list_of
from gmp_portal.documents.kinds import XLSX
from gmp_portal.reference.models import active_language
from gmp_portal.ui.forms import CONFLICT, UNPROCESSABLE, render_form
from gmp_portal.ui.shared_pages import shared
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.words import listed


@for_writers
def paste(request: SignedInRequest, slug: str, number: int, kind: str) -> HttpResponse:
    """Paste rows of a table; they are shown as understood, and taken in by a second step."""
    if kind not in KINDS:
        raise Http404
    row_kind = KINDS[kind]
    plan = get_plan_to_write(request, slug, number, permissions.can_row_paste)
    form = PasteForm(typed(request), kind=row_kind)
    lines: Lines | None = None
    if form.is_valid():
        lines = _looked_at(request, plan, form, Source.PASTE)
        if lines.is_taken_in:
            messages.success(request, told(len(lines.ready)))
            return redirect(list_of(plan, row_kind))
    keys = columns.keys_of(row_kind, offered=True)
    context = {
        "plan": plan,
        "area": plan.area,
        "kind": row_kind,
        "section": BY_KEY[row_kind.section],
        "back": list_of(plan, row_kind),
        "columns": listed(
            columns.title_of(row_kind, key, active_language()) for key in keys
        ),
        "lines": lines,
        "fills": [FillForm(row_kind, plan, lines)] if lines else [],
    }
    return render_form(
        request,
        "areas/row_paste.html",
        context,
        form=form,
        status=status_of(request, lines),
    )


@shared
@require_safe
def workbook(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """All lists of a version as an Excel workbook, for everybody who may read it."""
    plan = get_plan(request, slug, number)
    writes = permissions.can_row_bring_in(request.user, plan)
    response = HttpResponse(row_workbook.make(plan, writes=writes), content_type=XLSX)
    name = f"{plan.area.slug}-{plan.number}-rows.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@for_writers
def bring_in(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Bring the workbook of a draft back; it is shown row by row, and taken in by a second step."""
    plan = get_plan_to_write(request, slug, number, permissions.can_row_bring_in)
    form = WorkbookForm(typed(request), request.FILES or None)
    lines: Lines | None = None
    if form.is_valid():
        try:
            lines = _looked_at(request, plan, form, Source.WORKBOOK)
        except REFUSED as error:
            form.refuse(error)
    if lines is not None and lines.is_taken_in:
        messages.success(request, told(len(lines.ready) + len(lines.dropped)))
        return redirect(plan)
    kinds = dict.fromkeys(line.kind.key for line in lines.lines) if lines else {}
    context = {
        "plan": plan,
        "area": plan.area,
        "lines": lines,
        "fills": [FillForm(KINDS[key], plan, lines) for key in kinds] if lines else [],
    }
    return render_form(
        request,
        "areas/row_bring_in.html",
        context,
        form=form,
        status=status_of(request, lines),
    )


def _looked_at(
    request: SignedInRequest,
    plan: PlanVersion,
    form: PasteForm | WorkbookForm,
    source: Source,
) -> Lines:
    """What the rows would be, or what came of taking them in."""
    if TAKE_IN not in request.POST:
        return form.lines(plan, request.POST)
    return row_tables.take_in(
        plan, lambda: form.lines(plan, request.POST), source=source, by=request.user
    )


def status_of(request: SignedInRequest, lines: Lines | None) -> int | None:
    """409 where the plan moved since the rows were shown, 422 where a row is wrong."""
    if lines is None:
        return None
    if TAKE_IN in request.POST and lines.has_moved:
        return CONFLICT
    return UNPROCESSABLE if lines.wrong or TAKE_IN in request.POST else None


def told(number: int) -> str:
    """How many rows came in, in a sentence."""
    said = ngettext(
        "%(number)d row was taken in.", "%(number)d rows were taken in.", number
    )
    return said % {"number": number}
