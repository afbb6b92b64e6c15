"""Writing a section of a draft: its text, and the rows that it holds (A2)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas import annex2, permissions
from areas.actions import sections
from areas.actions.sections import SavedMeanwhileError
from areas.annex2 import BY_KEY, Section
from areas.forms.plans import SectionForm
from areas.models import PlanVersion
from areas.reading import section_page
from areas.views.form_pages import typed
from areas.views.lookup import for_writers, get_plan_to_write
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.types import SignedInRequest

CONFLICT = 409


@for_writers
def edit(request: SignedInRequest, slug: str, number: int, key: str) -> HttpResponse:
    """Write one section: its text, and the rows it holds (A2)."""
    section = _section(key)
    plan = get_plan_to_write(request, slug, number, permissions.can_section_edit)
    if not section.has_text:
        return render(
            request, "areas/section_edit.html", section_page.gather(plan, section)
        )
    form = _form(request, plan, section)
    if form.is_valid():
        try:
            _save(plan, section, form, by=request.user)
        except SavedMeanwhileError as error:
            return _conflict(request, plan, section, error)
        messages.success(request, _("Section %(key)s is saved.") % {"key": key})
        return redirect(_next(request, plan, section))
    context = section_page.gather(plan, section)
    return render_form(request, "areas/section_edit.html", context, form=form)


@require_POST
@for_writers
def autosave(request: SignedInRequest, slug: str, number: int, key: str) -> HttpResponse:
    """Save a text while its author types on; a stale version is refused with 409."""
    section = _section(key)
    plan = get_plan_to_write(request, slug, number, permissions.can_section_autosave)
    form = _form(request, plan, section)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors.get_json_data()}, status=422)
    try:
        version = _save(plan, section, form, by=request.user)
    except SavedMeanwhileError as error:
        return JsonResponse({"version": error.kept.version}, status=CONFLICT)
    saved = timezone.localtime().strftime("%H:%M")
    return JsonResponse({"version": version, "saved": saved})


def _section(key: str) -> Section:
    try:
        return BY_KEY[key]
    except KeyError:
        raise Http404 from None


def _form(request: SignedInRequest, plan: PlanVersion, section: Section) -> SectionForm:
    kept = plan.text_by_section.get(section.key)
    initial = {
        "text": kept.text if kept else "",
        "version": kept.version if kept else 0,
        "next_review_on": plan.next_review_on,
    }
    return SectionForm(typed(request), section=section, initial=initial)


def _save(plan: PlanVersion, section: Section, form: SectionForm, *, by: Any) -> int:
    data = form.cleaned_data
    kept = sections.save_text(
        plan, section.key, data["text"], version=data["version"], by=by
    )
    if section.has_review_date:
        sections.set_review_date(plan, data["next_review_on"], by=by)
    return kept.version


def _next(request: SignedInRequest, plan: PlanVersion, section: Section) -> str:
    following = annex2.after(section.key)
    if "save_and_next" in request.POST and following:
        return reverse(
            "areas:section_edit", args=[plan.area.slug, plan.number, following.key]
        )
    return plan.get_absolute_url()


def _conflict(
    request: SignedInRequest,
    plan: PlanVersion,
    section: Section,
    error: SavedMeanwhileError,
) -> HttpResponse:
    """Both texts side by side; saving here takes the newest version as read (C4)."""
    initial = {
        "text": error.typed,
        "version": error.kept.version,
        "next_review_on": request.POST.get("next_review_on") or None,
    }
    form = SectionForm(section=section, initial=initial)
    context = {
        "plan": plan,
        "area": plan.area,
        "section": section,
        "kept": error.kept,
        "typed": error.typed,
        "form": form,
    }
    return render(request, "areas/section_conflict.html", context, status=CONFLICT)
