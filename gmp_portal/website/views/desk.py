"""The secretariat's desk: what waits for UNEP, what was sent, and the ledger."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from gmp_portal.accounts.models import Erasure
from gmp_portal.accounts.models.terms import today
from gmp_portal.accounts.rights import is_officer
from gmp_portal.ledger import verify
from gmp_portal.ledger.models import Entry
from gmp_portal.notifications.models import Message
from gmp_portal.ui import ways_along
from gmp_portal.ui.paging import UNCOUNTED, page_of
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.ui.worklist import groups
from gmp_portal.website import permissions
from gmp_portal.website.forms import LedgerFilter, MailFilter
from gmp_portal.website.reading import desk as reading
from gmp_portal.website.reading import ledger_rows, mailings, privacy
from gmp_portal.website.views.lookup import for_the_desk

PER_PAGE = 50


@require_safe
@for_the_desk
def desk(request: SignedInRequest) -> HttpResponse:
    """Everything that waits for the secretariat, the most urgent first (A1-6c-i)."""
    context = reading.health(request.user)
    if is_officer(request.user):
        work = reading.Desk(request.GET, request.user)
        shown = work.shown
        page = page_of(request, shown, PER_PAGE)
        page.object_list = work.on_page(page)
        ways_along.remember(request, shown, _("Desk"))
        context |= {
            "work": work,
            "form": work.form,
            "page": page,
            "groups": groups(page, shown, today()),
            "letters": reading.letters(),
            "may_see_readings": permissions.can_file_reading_list(request.user),
        }
    return render(request, "website/desk.html", context)


@require_safe
@for_the_desk
def publication_list(request: SignedInRequest) -> HttpResponse:
    """What is to be published, by when, and what is overdue (A1-2c-6, A1-4a-vi, R-05, R-13)."""
    work = reading.Desk(request.GET, request.user)
    # Who has the work is told, and changed, at the desk.
    due = [replace(task, held=None) for task in work.tasks if task.publishes]
    page = page_of(request, due)
    context = {
        "page": page,
        "groups": groups(page, due, today()),
        "overdue": sum(task.is_overdue(today()) for task in due),
        "place_in_menu": "website:desk",
    }
    return render(request, "website/publications.html", context)


@require_safe
@for_the_desk
def clock_list(request: SignedInRequest) -> HttpResponse:
    """What is kept for a while: how long, what goes next, and how much went (R-26, R-28, N42)."""
    context = {
        "clocks": privacy.running(),
        "held_up": Erasure.objects.held_up().count(),
        "place_in_menu": "website:desk",
    }
    return render(request, "website/clocks.html", context)


@require_safe
@for_the_desk
def message_list(request: SignedInRequest) -> HttpResponse:
    """Who was told what and whether it arrived, newest first; one text to many is one row (C14)."""
    form = MailFilter(request.GET)
    state = form.applied.get("state", "")
    rows = mailings.listed(state)
    # To count what is written together, all mails ever written would have to be read.
    page = page_of(request, rows, count=None if state else UNCOUNTED)
    labels = {
        "": _("All"),
        Message.State.QUEUED: _("Waiting"),
        Message.State.REFUSED: pgettext("mail", "Refused"),
        Message.State.BOUNCED: _("Came back"),
    }
    context = {
        "form": form,
        "views": form.switch("state", labels),
        "page": page,
        "rows": mailings.rows_of(page),
    }
    return render(request, "website/messages.html", context)


@require_safe
@for_the_desk
def ledger(request: SignedInRequest) -> HttpResponse:
    """Every act, newest first, and the checkpoint that proves nothing was cut off (P-1)."""
    form = LedgerFilter(request.GET)
    page = page_of(request, form.apply(Entry.objects.select_related("actor")), PER_PAGE)
    context = {
        "form": form,
        "page": page,
        "rows": ledger_rows.rows_of(page, reader=request.user),
        "checkpoint": verify.end(),
    }
    return render(request, "website/ledger.html", context)
