"""What was typed while signed out comes back after signing in, ready to be sent."""

from contextlib import suppress

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gmp_portal.accounts.middleware import lacks_second_factor
from gmp_portal.accounts.models import User
from gmp_portal.ui import kept_posts, ready_forms
from gmp_portal.ui.refusals import refuse
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import RuleRefusedError
from gmp_portal.writing import unsent


@login_not_required
@require_POST
def kept_post_carry(request: HttpRequest) -> HttpResponse:
    """Take what was typed along to the page that signs in, or sets up a second factor.

    Whoever signs in next may be somebody else: where the author is known, it is kept for them.
    """
    kept = kept_posts.unseal(request.POST.get("kept_post", ""))
    if kept is None:
        too_old = _(
            "What you typed has waited too long to be taken along: copy it instead."
        )
        return refuse(request, 422, {"refusals": [too_old]})
    kept_posts.take_along(request.session, kept)
    author = User.objects.filter(pk=kept.author).first() if kept.author else None
    if author is not None and _is_ours(kept):
        # Who has kept too many forms already finds it in this browser alone.
        with suppress(RuleRefusedError):
            unsent.keep_post(kept, by=author)
    ready = reverse("kept_post_detail")
    if request.user.is_authenticated:
        return redirect("mfa_index" if lacks_second_factor(request.user) else ready)
    return redirect(reverse("account_login", query={"next": ready}))


@never_cache
@require_safe
def kept_post_detail(request: SignedInRequest) -> HttpResponse:
    """Show it as forms of their own, which send what the first ones sent in vain."""
    taken = [kept for kept in kept_posts.taken_along(request.session) if _is_ours(kept)]
    own = [kept for kept in taken if kept.author in (None, request.user.pk)]
    context = {
        "ready_forms": [ready_forms.of(kept) for kept in own],
        "is_of_somebody_else": len(own) < len(taken),
        "is_of_nobody_known": any(kept.author is None for kept in own),
        "name": request.user.name,
    }
    return render(request, "errors/ready.html", context)


def _is_ours(kept: kept_posts.KeptPost) -> bool:
    return url_has_allowed_host_and_scheme(kept.action, allowed_hosts=None)
