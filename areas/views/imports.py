"""A plan written in Word: brought in, looked through line by line, put into its draft."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from areas import permissions
from areas.actions import imports
from areas.forms.imports import PlanImportForm, Said
from areas.models import PlanImport
from areas.reading import import_page, plan_imports
from areas.views.form_pages import typed, with_refusals
from areas.views.lookup import for_writers, get_import, get_plan_to_write
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.typed import VERSION
from gmp_portal.ui.types import SignedInRequest

# More digits than these no state has.
LONGEST = 9


@for_writers
def start(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Upload a plan; it is read, and the draft stays as it is."""
    plan = get_plan_to_write(request, slug, number, permissions.can_import_start)
    form = PlanImportForm(typed(request), request.FILES or None)
    if form.is_valid():
        values = form.cleaned_data
        record = with_refusals(
            form,
            imports.begin,
            plan,
            values["lines"],
            name=values["name"],
            by=request.user,
        )
        if record:
            messages.success(request, _("The file is read. Nothing is in the draft yet."))
            return redirect(record)
    context = {
        "plan": plan,
        "area": plan.area,
        "imports": plan.imports.exclude(status=PlanImport.Status.DISCARDED)[:10],
    }
    return render_form(request, "areas/import_start.html", context, form=form)


@require_safe
@for_writers
def detail(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Line by line what was understood, and what stands in the draft beside it."""
    record = get_import(request, slug, number, pk, permissions.can_import_follow)
    possible = permissions.IMPORT.possible(request.user, record)
    context = import_page.gather(record, request, possible)
    return render(request, "areas/import.html", context)


@require_POST
@for_writers
def settle(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Keep what was said about lines, lists and cells."""
    record = get_import(request, slug, number, pk, permissions.can_import_settle)
    said = Said(request.POST, plan_imports.read(record))
    imports.settle(
        record,
        version=_version(request),
        settled=said.settled,
        chosen=said.chosen,
        mended=said.mended,
        by=request.user,
    )
    messages.success(request, _("Your choices are kept. Nothing is in the draft yet."))
    return redirect(f"{record.get_absolute_url()}{_shown(request)}")


@require_POST
@for_writers
def put_in(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Put everything that was chosen into the draft."""
    record = get_import(request, slug, number, pk, permissions.can_import_put_in)
    counts = imports.put_in(
        record, version=_version(request), seen=_seen(request), by=request.user
    )
    messages.success(request, _told(counts))
    return redirect(record.plan)


@require_POST
@for_writers
def discard(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Throw the import away."""
    record = get_import(request, slug, number, pk, permissions.can_import_discard)
    imports.discard(record, by=request.user)
    messages.success(request, _("The import is thrown away. The draft is as it was."))
    return redirect(record.plan)


def _told(counts: dict[str, Any]) -> str:
    texts = ngettext("%(count)d text", "%(count)d texts", counts["texts"])
    rows = ngettext("%(count)d row", "%(count)d rows", counts["rows"])
    return _("The file stands in the draft: %(texts)s and %(rows)s.") % {
        "texts": texts % {"count": counts["texts"]},
        "rows": rows % {"count": counts["rows"]},
    }


def _shown(request: SignedInRequest) -> str:
    """Back to the part of the page from which it was sent."""
    return "?show=all" if request.POST.get("show") == "all" else ""


def _version(request: SignedInRequest) -> int:
    """The state of the import on the page; without one, nothing is changed."""
    version = request.POST.get(VERSION, "")
    return int(version) if version.isdecimal() and len(version) <= LONGEST else 0


def _seen(request: SignedInRequest) -> datetime | None:
    """When the draft had last changed on the page."""
    said: Any = request.POST.get("seen", "")
    try:
        return parse_datetime(said)
    except ValueError:
        return None
