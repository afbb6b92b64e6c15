"""The documents that go with a draft (B4-1)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from areas import permissions
from areas.actions import companions
from areas.forms.companions import CompanionForm
from areas.views.form_pages import plan_form, typed, with_refusals
from areas.views.lookup import for_writers, get_plan_to_write
from gmp_portal.ui.forms import ConfirmForm
from gmp_portal.ui.types import SignedInRequest


@for_writers
def add(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Put a document beside the draft."""
    plan = get_plan_to_write(request, slug, number, permissions.can_companion_add)
    form = CompanionForm(
        typed(request), request.FILES or None, initial={"language": plan.language}
    )
    if form.is_valid():
        given = form.cleaned_data
        facts = {
            "title": given["title"],
            "language": given["language"],
            "is_public": given["readers"] == "all",
        }
        add_it, upload = companions.add, given["file"]
        if with_refusals(form, add_it, plan, upload, **facts, by=request.user):
            messages.success(request, _("The document goes with the plan."))
            return redirect(f"{plan.get_absolute_url()}#companions")
    title = _("Add a companion document")
    return plan_form(request, plan, form, title=title, submit=_("Add"), has_file=True)


@for_writers
def remove(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Take a document away from the draft, after one question."""
    plan = get_plan_to_write(request, slug, number, permissions.can_companion_remove)
    companion = get_object_or_404(plan.companions.select_related("plan"), pk=pk)
    form = ConfirmForm(
        typed(request), question=_("Remove this document. Earlier versions keep theirs.")
    )
    if form.is_valid():
        companions.remove(companion, by=request.user)
        messages.success(request, _("Removed."))
        return redirect(f"{plan.get_absolute_url()}#companions")
    title = _("Remove: %(row)s") % {"row": companion}
    return plan_form(request, plan, form, title=title, submit=_("Remove"), is_danger=True)
