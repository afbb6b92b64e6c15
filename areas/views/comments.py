"""What partners of the area say about a draft (B4-2)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas import permissions
from areas.actions import comments
from areas.forms.plans import CommentForm
from areas.reading import plan_page
from areas.views.form_pages import plan_form
from areas.views.lookup import get_comment, get_plan
from gmp_portal.ui.types import SignedInRequest


@require_POST
def write(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Say something about the draft (B4-2)."""
    plan = get_plan(request, slug, number, permissions.can_comment_write)
    partners = permissions.voices_of(request.user, plan.area)
    form = CommentForm(request.POST, partners=partners)
    if form.is_valid():
        comments.write(plan, **form.cleaned_data, by=request.user)
        messages.success(request, _("Your comment is on the plan."))
        return redirect(f"{plan.get_absolute_url()}?comments=last#comments")
    title = _("Comment on the plan")
    return plan_form(request, plan, form, title=title, submit=_("Send the comment"))


@require_POST
def resolve(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Note that a comment has been dealt with."""
    comment = get_comment(request, slug, number, pk, permissions.can_resolve)
    comments.resolve(comment, by=request.user)
    messages.success(request, _("The comment is marked as dealt with."))
    return redirect(plan_page.address_of(comment))
