"""What stands at the top of every page: written, listed, taken down, hidden by a reader."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gmp_portal.accounts import rights
from gmp_portal.accounts.rights import is_officer
from gmp_portal.ui import ways_back
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.notices import hide as hide_from_reader
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.website import permissions
from gmp_portal.website.actions import notices
from gmp_portal.website.models import Notice
from gmp_portal.website.notice_forms import NoticeForm
from gmp_portal.website.reading import notices as reading


@require_safe
def notice_list(request: SignedInRequest) -> HttpResponse:
    """What is shown, what comes and what was shown, the newest first."""
    rights.require(request.user, permissions.can_notice_start)
    rows = Notice.objects.visible_to(request.user).select_related("created_by")
    context = {"page": page_of(request, rows), "seen": reading.seen_now()}
    return render(request, "website/notices.html", context)


def notice_start(request: SignedInRequest) -> HttpResponse:
    """Write one; from its start it stands on every page."""
    rights.require(request.user, permissions.can_notice_start)
    form = NoticeForm(request.POST or None)
    if form.is_valid():
        notices.start(form.values, by=request.user)
        messages.success(request, _("The notice is kept."))
        return redirect("website:notice_list")
    return render_form(request, "website/notice_form.html", {}, form=form)


@require_POST
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take it down before its time is over."""
    known = Notice.objects.visible_to(request.user)
    page = "website:notice_list"
    notice = rights.get_permitted(
        known, request.user, permissions.can_end, pk=pk, back_to=page
    )
    notices.end(notice, by=request.user)
    messages.success(request, _("The notice is taken down."))
    return redirect(page)


@require_POST
def hide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let it stand no more on the pages of this reader, until the session ends."""
    shown = Notice.objects.shown_at(timezone.now())
    if not is_officer(request.user):
        shown = shown.exclude(audience=Notice.Audience.OFFICERS)
    hide_from_reader(request.session, get_object_or_404(shown, pk=pk).pk)
    return redirect(ways_back.page_of_the_form(request))
