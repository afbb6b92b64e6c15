"""Who leads an area: designation by its partners, and the end of a term before its time."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from areas import permissions
from areas.actions import leads
from areas.forms.areas import DesignateForm, EndLeadForm, LeadDecisionForm
from areas.views.form_pages import area_form, typed, with_refusals
from areas.views.lookup import get_area, get_term
from gmp_portal.accounts.rights import is_officer
from gmp_portal.meetings.views.drafted import to_draft
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.types import SignedInRequest


def designate(request: SignedInRequest, slug: str) -> HttpResponse:
    """Designate a lead, as the area's partners agreed (A1-4b-vi, A1-6a-v)."""
    area = get_area(request, slug, permissions.can_designate)
    form = DesignateForm(typed(request), area=area, is_officer=is_officer(request.user))
    if form.is_valid():
        term = with_refusals(form, leads.designate, area, **form.facts(), by=request.user)
        if term:
            messages.success(request, _("The lead is designated, and has been told."))
            return redirect(term)
    context = {
        "area": area,
        "title": _("Designate a lead"),
        "submit": _("Designate"),
        "clause_id": "A1-4b-vi",
        "may_draft": permissions.can_lead_draft_decision(request.user, area),
    }
    return render_form(request, "areas/lead_designate.html", context, form=form)


def draft_decision(request: SignedInRequest, slug: str) -> HttpResponse:
    """Draft the decision by which the area's partners may agree on a lead (A1-6a-v)."""
    area = get_area(request, slug, permissions.can_lead_draft_decision)
    form = LeadDecisionForm(typed(request), area=area)
    if form.is_valid():
        person = form.cleaned_data["representative"].person
        drafted = with_refusals(
            form, leads.draft_decision, area, person=person, by=request.user
        )
        if drafted:
            return to_draft(request, drafted)
    title = _("Draft the decision on a lead")
    return area_form(request, area, form, title=title, submit=title, clause="A1-6a-v")


def end(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """End a term before its time."""
    term = get_term(request, slug, pk, permissions.can_lead_end)
    form = EndLeadForm(typed(request), term=term)
    if form.is_valid():
        data = form.cleaned_data
        leads.end(term, by=request.user, reason=data["reason"], on=data["last_day"])
        messages.success(request, _("The end of the term is recorded."))
        return redirect(term)
    return area_form(
        request,
        term.area,
        form,
        title=_("End the term of %(name)s") % {"name": term.person},
        submit=_("End the term"),
        clause="A1-4b-vi",
    )
