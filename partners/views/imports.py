"""Tables of partners: uploaded, looked at row by row, written as a whole, taken back (C16)."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from gmp_portal import ledger, rulebook
from gmp_portal.accounts.rights import Permission, get_permitted, require
from gmp_portal.documents.kinds import XLSX
from gmp_portal.exchange.tables import sentences
from gmp_portal.exchange.tables.rows import Note
from gmp_portal.jobs import progress as job_progress
from gmp_portal.ledger import histories
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.types import SignedInRequest
from partners import jobs, permissions
from partners.actions import imports
from partners.forms.imports import LeaveOutForm, TableForm
from partners.models import Import, ImportRow
from partners.models.imports import PARTNERS, Outcome
from partners.reading.imports import stored, words, workbook
from partners.reading.imports.sheets import SHEETS

STEPS_SHOWN = 20
WAITING = {Import.Status.CHECKING, Import.Status.WRITING, Import.Status.UNDOING}
LEFT_OUT = stored.LEFT_OUT


@require_safe
def import_list(request: SignedInRequest) -> HttpResponse:
    """The tables that came in, for the secretariat only."""
    require(request.user, permissions.can_import_start)
    rows: QuerySet[Import] = Import.objects.visible_to(request.user).select_related(
        "begun_by"
    )
    context = {"page": page_of(request, rows), "place_in_menu": "website:desk"}
    return render(request, "partners/import_list.html", context)


@require_safe
def template(request: SignedInRequest) -> HttpResponse:
    """The workbook to fill in, in the reader's language."""
    require(request.user, permissions.can_import_start)
    response = HttpResponse(workbook.template(), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="partners.xlsx"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def start(request: SignedInRequest) -> HttpResponse:
    """Upload a table; it is read, and a job compares it with the register."""
    require(request.user, permissions.can_import_start)
    form = TableForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        values = form.cleaned_data
        record = imports.begin(*values["sheets"], name=values["name"], by=request.user)
        messages.success(request, _("The table is read. Nothing is written yet."))
        return redirect(record)
    context = {"place_in_menu": "website:desk"}
    return render_form(request, "partners/import_start.html", context, form=form)


@require_safe
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """What each row would do; what is wrong stands first."""
    record = _get(request, pk, permissions.can_import_follow)
    is_done = record.status == Import.Status.DONE
    context = {
        "record": record,
        "job": jobs.import_job(record) if record.status in WAITING else None,
        "is_at_work": record.status in WAITING,
        "stands": words.why_it_stands(record),
        "days_to_undo": rulebook.value("R-37"),
        "notes": [sentences.of_note(Note(**note)) for note in record.notes],
        "not_told": record.people_not_told.count() if is_done else 0,
        "possible": permissions.IMPORT.possible(request.user, record),
        "trail": histories.told(ledger.trail(record)[:STEPS_SHOWN], to=request.user),
        "place_in_menu": "website:desk",
    }
    if record.status not in WAITING:
        context |= _rows(request, record)
    return render(request, "partners/import.html", context)


def _rows(request: SignedInRequest, record: Import) -> dict[str, Any]:
    """The rows of one sheet and one outcome, a page of them; the first that has any."""
    counts = stored.counts_by_sheet(record)
    titles = {PARTNERS: _("Partners")}
    titles |= {sheet.key: str(sheet.title) for sheet in SHEETS.values()}
    sheets = [
        (key, title, sum(counts[key].values()))
        for key, title in titles.items()
        if key in counts
    ]
    sheet = request.GET.get("sheet", "")
    if sheet not in counts:
        wrong = [key for key, _title, _number in sheets if counts[key].get(Outcome.FAULTY)]
        sheet = next(iter(wrong), sheets[0][0] if sheets else PARTNERS)
    of_sheet = counts.get(sheet, {})
    kinds = [(Outcome.FAULTY, _("Wrong"))]
    kinds += [
        (Outcome.NEW, pgettext("rows of a table", "New")),
        (Outcome.CHANGED, _("Changed")),
    ]
    tabs = [(str(key), label, of_sheet.get(key, 0)) for key, label in kinds]
    tabs.append((LEFT_OUT, _("Left out"), of_sheet.get(LEFT_OUT, 0)))
    tabs.append((str(Outcome.SAME), _("Unchanged"), of_sheet.get(Outcome.SAME, 0)))
    filled = [key for key, _label, number in tabs if number]
    asked = request.GET.get("show", "")
    shown = asked if asked in filled else next(iter(filled), str(Outcome.FAULTY))
    page = page_of(request, _of(record, sheet, shown))
    return {
        "sheets": [(*each, each[0] == sheet) for each in sheets],
        "sheet": sheet,
        "tabs": [(*tab, tab[0] == shown) for tab in tabs],
        "shown": shown,
        "page": page,
        "rows": words.tell(record, list(page)),
    }


def _of(record: Import, sheet: str, shown: str) -> QuerySet[ImportRow]:
    rows = record.rows.filter(sheet=sheet).select_related("partner").order_by("number")
    if shown == LEFT_OUT:
        return rows.filter(is_left_out=True)
    return rows.filter(outcome=shown, is_left_out=False)


@require_safe
def progress(request: SignedInRequest, pk: int) -> JsonResponse:
    """How far the comparison or the writing is, for the progress bar (C12)."""
    record = _get(request, pk, permissions.can_import_follow)
    is_over = record.status not in WAITING
    job = None if is_over else jobs.import_job(record)
    return job_progress.answer(job, is_over=is_over, tells_failures=True)


@require_POST
def leave_out(request: SignedInRequest, pk: int) -> HttpResponse:
    """Leave out the rows that are ticked on this page, and no others of it."""
    record = _get(request, pk, permissions.can_import_leave_out)
    asked = request.POST.get("sheet", "")
    sheet = asked if asked in SHEETS else PARTNERS
    rows = record.rows.filter(sheet=sheet)
    every = dict(rows.values_list("number", "is_left_out"))
    before = {number for number, is_left_out in every.items() if is_left_out}
    if "all_wrong" in request.POST:
        wrong = rows.filter(outcome=Outcome.FAULTY)
        chosen = before | set(wrong.values_list("number", flat=True))
    else:
        form = LeaveOutForm(request.POST, numbers=list(every))
        chosen = form.chosen(before) if form.is_valid() else before
    imports.leave_out(record, chosen, sheet=sheet, by=request.user)
    messages.success(request, _("Your choice is kept; the rows are compared once more."))
    return redirect(record)


@require_POST
def bring_in(request: SignedInRequest, pk: int) -> HttpResponse:
    """Have the whole table written into the register."""
    record = _get(request, pk, permissions.can_import_bring_in)
    imports.bring_in(record, by=request.user)
    messages.success(request, _("The table is being written into the register."))
    return redirect(record)


@require_POST
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back what the table wrote."""
    record = _get(request, pk, permissions.can_import_undo)
    imports.undo(record, by=request.user)
    messages.success(request, _("The import is being taken back."))
    return redirect(record)


@require_POST
def tell_people(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write to those whom the table named and who do not know of it yet."""
    record = _get(request, pk, permissions.can_import_tell_people)
    imports.tell_people(record, by=request.user)
    messages.success(request, _("The mails to these people are being written."))
    return redirect(record)


@require_POST
def stop(request: SignedInRequest, pk: int) -> HttpResponse:
    """Want no writing and no taking back any more."""
    record = _get(request, pk, permissions.can_import_stop)
    imports.stop(record, by=request.user)
    messages.success(request, _("Stopped. Nothing was written or taken back."))
    return redirect(record)


@require_POST
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give the table up."""
    record = _get(request, pk, permissions.can_import_discard)
    imports.discard(record, by=request.user)
    messages.success(request, _("The table is discarded. Nothing was written."))
    return redirect("partners:import_list")


def _get(request: SignedInRequest, pk: int, permission: Permission[Import]) -> Import:
    visible = Import.objects.visible_to(request.user).select_related("begun_by", "done_by")
    return get_permitted(visible, request.user, permission, pk=pk)
