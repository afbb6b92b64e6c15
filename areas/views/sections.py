"""Writing a section of a draft: its text, and the rows that it holds (A2)."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas import annex2, permissions
from areas.annex2 import BY_KEY, Section
from areas.models import PlanVersion
from areas.reading import changed_since, section_page
from areas.views.lookup import for_writers, get_plan_to_write
from areas.writings import SECTION, SectionOfPlan
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.writing import turns, visits


@for_writers
def edit(request: SignedInRequest, slug: str, number: int, key: str) -> HttpResponse:
    """Write one section: its text, and the rows it holds (A2)."""
    section = _section(key)
    plan = get_plan_to_write(request, slug, number, permissions.can_section_edit)
    if not section.has_text:
        return render(request, "areas/section_edit.html", _context(request, plan, section))
    turn = turns.take(request, SECTION, SectionOfPlan(plan, section))
    if turn.is_saved:
        turn.tell(request, _("Section %(key)s is saved.") % {"key": key})
        return redirect(_next(request, plan, section))
    context = _context(request, plan, section)
    return render_form(request, "areas/section_edit.html", context, form=turn.form)


def _context(
    request: SignedInRequest, plan: PlanVersion, section: Section
) -> dict[str, Any]:
    """What the page shows; that it was opened is noted, for its reader alone (R-67)."""
    look = visits.look(request, changed_since.scope_of(plan))
    context = section_page.gather(plan, section, request.user, _wanted(request), look)
    visits.note(request, look, section.key, is_news=context["is_news"])
    return context


@require_POST
@for_writers
def autosave(request: SignedInRequest, slug: str, number: int, key: str) -> HttpResponse:
    """Save a text while its author types on; what clashes is refused with 409."""
    section = _section(key)
    plan = get_plan_to_write(request, slug, number, permissions.can_section_autosave)
    if not section.has_text:
        raise Http404
    return turns.take(request, SECTION, SectionOfPlan(plan, section)).answer()


def _section(key: str) -> Section:
    try:
        return BY_KEY[key]
    except KeyError:
        raise Http404 from None


def _wanted(request: SignedInRequest) -> str:
    """Which of the rows are asked for, such as those with problems."""
    return request.GET.get("show", "")


def _next(request: SignedInRequest, plan: PlanVersion, section: Section) -> str:
    following = annex2.after(section.key)
    if "save_and_next" in request.POST and following:
        return reverse(
            "areas:section_edit", args=[plan.area.slug, plan.number, following.key]
        )
    return plan.get_absolute_url()
