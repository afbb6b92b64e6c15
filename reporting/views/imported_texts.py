"""Past documents: brought in as text, read by a job, settled piece by piece (B7-4)."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gmp_portal import ledger
from gmp_portal.accounts.rights import require
from gmp_portal.jobs import progress as job_progress
from gmp_portal.ledger import histories
from gmp_portal.ui.forms import UNPROCESSABLE, render_form
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.typed import VERSION
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import RuleRefusedError
from gmp_portal.writing import turns
from reporting import jobs, permissions
from reporting.actions import imported_texts
from reporting.forms.imported_texts import BringInForm, SettleForm
from reporting.models import ImportedText, SettledStep
from reporting.reading import piece_words, shown_pieces
from reporting.session_documents import first_page as pages
from reporting.session_documents import pieces, understanding
from reporting.views.lookup import get_imported_text
from reporting.writings.first_pages import FIRST_PAGE

STEPS_SHOWN = 20


@require_safe
def import_list(request: SignedInRequest) -> HttpResponse:
    """The texts of past documents, for the secretariat only."""
    require(request.user, permissions.can_import_start)
    rows: QuerySet[ImportedText] = ImportedText.objects.visible_to(request.user)
    rows = rows.defer(*ImportedText.LONG).select_related("report")
    context = {"page": page_of(request, rows)}
    return render(request, "reporting/import_list.html", context)


def start(request: SignedInRequest) -> HttpResponse:
    """Bring in a text file or a pasted text; a job reads it."""
    require(request.user, permissions.can_import_start)
    form = BringInForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        values = form.cleaned_data
        text = imported_texts.begin(
            values["text"],
            name=values["name"],
            language=values["language"],
            by=request.user,
        )
        messages.success(request, _("The text is kept and is being read."))
        return redirect(text)
    return render_form(request, "reporting/import_start.html", {}, form=form)


@require_safe
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the lines were taken for: what is unsure first, or all in order."""
    text = get_imported_text(request, pk, permissions.can_import_follow)
    context = {
        "text": text,
        "possible": permissions.IMPORT.possible(request.user, text),
        "job": jobs.reading_job(text),
        "trail": histories.told(ledger.trail(text)[:STEPS_SHOWN], to=request.user),
    }
    if text.status != ImportedText.Status.READING:
        context |= _pieces_of(request, text)
    return render(request, "reporting/import.html", context)


def _pieces_of(request: HttpRequest, text: ImportedText) -> dict[str, Any]:
    """What a page shows of the pieces; only their lines are read."""
    taken_for = text.pieces
    rows = shown_pieces.of_text(text, taken_for)
    unsure = [row for row in rows if not row.piece.is_sure]
    shows_all = request.GET.get("show") == "all" or not unsure
    page = page_of(request, rows if shows_all else unsure, shown_pieces.PER_PAGE)
    return {
        "page": page,
        "shows_all": shows_all,
        "next_unsure": shown_pieces.page_of_next_unsure(rows, page.number),
        "stats": understanding.counts(taken_for),
        "said": pages.read(taken_for, text.lines) | text.typed,
        "choices": piece_words.choices(),
        "has_steps": text.steps.exists(),
    }


@require_safe
def progress(request: SignedInRequest, pk: int) -> JsonResponse:
    """How far the reading is, for the progress bar (C12)."""
    text = get_imported_text(
        request, pk, permissions.can_import_follow, without=ImportedText.LONG
    )
    is_over = text.status != ImportedText.Status.READING
    return job_progress.answer(jobs.reading_job(text), is_over=is_over)


def first_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Fill in what the text does not say about itself; colleagues are joined (C4)."""
    text = get_imported_text(request, pk, permissions.can_import_first_page)
    turn = turns.take(request, FIRST_PAGE, text)
    if turn.is_saved:
        turn.tell(request, _("The first page is changed."))
        return redirect(text)
    context = {"text": text}
    return render_form(request, "reporting/import_first_page.html", context, form=turn.form)


@require_POST
def settle(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take one step on one piece, as it was on the page."""
    text = get_imported_text(request, pk, permissions.can_import_settle)
    form = SettleForm(request.POST)
    if not form.is_valid():
        raise _no_such_step()
    values = form.cleaned_data
    imported_texts.settle(
        text,
        lambda stored: _changed(stored.pieces, values),
        step=SettledStep.Step(values["step"]),
        version=values["version"],
        by=request.user,
    )
    messages.success(request, _("Settled. The step can be taken back."))
    return _back(request, text, values["piece"])


def _changed(rows: pieces.Pieces, values: dict[str, Any]) -> pieces.Pieces:
    """The pieces after this step; one that the pieces do not allow changes nothing."""
    index, step = values["piece"] - 1, values["step"]
    if index >= len(rows):
        raise _no_such_step()
    piece = rows[index]
    if step == "confirm":
        return pieces.retyped(rows, index, piece.kind, piece.level)
    if step == "retype" and values["kind"]:
        kind, _dash, level = values["kind"].partition("-")
        return pieces.retyped(rows, index, kind, int(level or 0))
    if step == "up" and index > 0:
        return pieces.moved(rows, index, -1)
    if step == "down" and index + 1 < len(rows):
        return pieces.moved(rows, index, 1)
    if step == "join" and index > 0:
        return pieces.joined(rows, index)
    if step == "split" and values["line"] in piece.lines[1:]:
        return pieces.parted(rows, index, values["line"])
    raise _no_such_step()


def _no_such_step() -> RuleRefusedError:
    return RuleRefusedError(
        _("This step is not possible on this piece, so nothing was changed."),
        clause="B7-4",
        status=UNPROCESSABLE,
    )


def _back(request: HttpRequest, text: ImportedText, number: int) -> HttpResponse:
    """To the page that showed the piece; where the unsure ones stood, the next one comes up."""
    if request.POST.get("show") == "all":
        page = (number - 1) // shown_pieces.PER_PAGE + 1
        query = f"?show=all&page={page}#piece-{number}"
        return redirect(f"{text.get_absolute_url()}{query}")
    return redirect(f"{text.get_absolute_url()}#pieces")


@require_POST
def start_over(request: SignedInRequest, pk: int) -> HttpResponse:
    """Go back to what the portal had read; that is a step too, and can be taken back."""
    text = get_imported_text(request, pk, permissions.can_import_start_over)
    imported_texts.settle(
        text,
        lambda stored: pieces.load(stored.read_as),
        step=SettledStep.Step.START_OVER,
        version=_version(request),
        by=request.user,
    )
    messages.success(request, _("The pieces are as the portal had read them."))
    return redirect(text)


@require_POST
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the newest step back."""
    text = get_imported_text(request, pk, permissions.can_import_undo)
    imported_texts.undo(text, version=_version(request), by=request.user)
    messages.success(request, _("The newest step is taken back."))
    return redirect(text)


def _version(request: HttpRequest) -> int:
    """The state of the pieces on the page; without one, no step is taken."""
    version = request.POST.get(VERSION, "")
    return int(version) if version.isdecimal() and len(version) < 10 else 0


@require_POST
def take_over(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make the draft of a report from a text in which nothing is unsure any more."""
    text = get_imported_text(request, pk, permissions.can_import_take_over)
    report = imported_texts.take_over(text, version=_version(request), by=request.user)
    messages.success(request, _("The past document is taken over as a draft."))
    return redirect(report)


@require_POST
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give a text up; it is kept, and no report is made from it."""
    text = get_imported_text(request, pk, permissions.can_import_discard)
    imported_texts.discard(text, version=_version(request), by=request.user)
    messages.success(request, _("The text is discarded."))
    return redirect("reporting:import_list")
