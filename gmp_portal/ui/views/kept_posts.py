"""What was typed while signed out comes back after signing in, ready to be sent."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gmp_portal.accounts.middleware import lacks_second_factor
from gmp_portal.ui import kept_posts, ready_forms
from gmp_portal.ui.refusals import refuse


@login_not_required
@require_POST
def kept_post_carry(request: HttpRequest) -> HttpResponse:
    """Take what was typed along to the page that signs in, or sets up a second factor."""
    kept = kept_posts.unseal(request.POST.get("kept_post", ""))
    if kept is None:
        too_old = _(
            "What you typed has waited too long to be taken along: copy it instead."
        )
        return refuse(request, 422, {"refusals": [too_old]})
    kept_posts.take_along(request.session, kept)
    ready = reverse("kept_post_detail")
    if request.user.is_authenticated:
        return redirect("mfa_index" if lacks_second_factor(request.user) else ready)
    return redirect(reverse("account_login", query={"next": ready}))


@never_cache
@require_safe
def kept_post_detail(request: HttpRequest) -> HttpResponse:
    """Show it as a form of its own, which sends what the first one sent in vain."""
    kept = kept_posts.taken_along(request.session)
    is_ours = kept and url_has_allowed_host_and_scheme(kept.action, allowed_hosts=None)
    form = ready_forms.of(kept) if kept and is_ours else None
    return render(request, "errors/ready.html", {"ready": form})
