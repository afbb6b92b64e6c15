"""The link by which a partner introduces new ones, and the page that it opens (A1-6a-viii)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gmp_portal.ui.shared_pages import shared
from gmp_portal.ui.types import SignedInRequest
from partners import permissions
from partners.actions import introductions
from partners.models import IntroductionLink
from partners.views.lookup import get_partner


@require_POST
def make(request: SignedInRequest, slug: str) -> HttpResponse:
    """Make the link; it stands on the page of the partner, to be passed on."""
    partner = get_partner(request, slug, permissions.can_introduction_make)
    introductions.make(partner, by=request.user)
    messages.success(
        request, _("Here is your link. Pass it on to whom you want to bring in.")
    )
    return redirect(f"{partner.get_absolute_url()}#introduce")


@require_POST
def revoke(request: SignedInRequest, slug: str) -> HttpResponse:
    """Take the link back; who came by it stays introduced."""
    partner = get_partner(request, slug, permissions.can_introduction_revoke)
    introductions.revoke(partner, by=request.user)
    messages.success(request, _("The link names your organization no more."))
    return redirect(partner)


@shared
@require_safe
def link(request: HttpRequest, code: str) -> HttpResponse:
    """Who passes the invitation on, what the Partnership is, and how to begin."""
    links = IntroductionLink.objects.select_related("partner__country")
    if not code.isprintable():
        # PostgreSQL keeps no such character, so no link has such a code.
        raise Http404
    asked = get_object_or_404(links, code=code)
    if asked.revoked_at is not None or not asked.partner.is_confirmed:
        return redirect("partners:join")
    return render(request, "partners/introduction.html", {"asked": asked})
