"""Pictures for the narrative of a draft: sent from the page of a section."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas import permissions
from areas.actions import figures
from areas.annex2 import BY_KEY, Section
from areas.forms.figures import FigureForm
from areas.models import PlanFigure, PlanVersion
from areas.views.form_pages import plan_form, with_refusals
from areas.views.lookup import for_writers, get_plan_to_write
from areas.writings import SECTION, SectionOfPlan
from gmp_portal.accounts.models import User
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.writing import actions as revisions
from gmp_portal.writing import other_values


@require_POST
@for_writers
def add(request: SignedInRequest, slug: str, number: int, key: str) -> HttpResponse:
    """Keep a picture; it stands where its writer had the caret, or behind the text."""
    section = BY_KEY.get(key)
    if section is None or not section.has_text:
        raise Http404
    plan = get_plan_to_write(request, slug, number, permissions.can_figure_add)
    # Asked for by name: what accepts JSON only brings no files that were sent ahead.
    is_for_editor = "as_data" in request.POST
    form = FigureForm(request.POST, request.FILES)
    figure: PlanFigure | None = None
    if form.is_valid():
        keep = _keep if is_for_editor else _keep_in_text
        figure = with_refusals(form, keep, plan, section, form, by=request.user)
    if figure is None:
        if is_for_editor:
            return JsonResponse({"errors": form.errors.get_json_data()}, status=422)
        return plan_form(
            request, plan, form, title=_("Add a figure"), submit=_("Add the figure")
        )
    if is_for_editor:
        address = figure.document.get_absolute_url()
        return JsonResponse({"key": figure.pk, "address": address})
    messages.success(request, _("The figure stands behind the text of the section."))
    return redirect("areas:section_edit", slug, number, key)


def _keep(plan: PlanVersion, section: Section, form: FigureForm, *, by: User) -> PlanFigure:
    return figures.add(plan, section.key, form.cleaned_data["file"], by=by)


def _keep_in_text(
    plan: PlanVersion, section: Section, form: FigureForm, *, by: User
) -> PlanFigure:
    with transaction.atomic():
        record = SectionOfPlan(plan, section)
        revisions.hold(SECTION.kind, SECTION.key(record))
        figure = _keep(plan, section, form, by=by)
        text = form.text_with(plan.text_of(section.key), figure.pk)
        other_values.put(SECTION, record, {"text": [text]}, by=by, clause="B4-2")
    return figure
