"""Newsletters that went out, and who gets the next ones (A1-6d-i, R-62)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from gmp_portal.accounts import rights
from gmp_portal.notifications import first_code
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.mail_programs import answers_mail_programs
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.shared_pages import shared
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.website import permissions
from gmp_portal.website.actions import newsletters
from gmp_portal.website.models import Announcement, Subscription
from gmp_portal.website.newsletter_forms import (
    NewsletterChoiceForm,
    NewsletterFilter,
    SubscribeForm,
)
from gmp_portal.website.reading import newsletters as reading

ONE_CLICK = "List-Unsubscribe"


@require_safe
@shared
def newsletter_list(request: HttpRequest) -> HttpResponse:
    """All issues that went out, the newest first, of the Partnership or of one area."""
    form = NewsletterFilter(request.GET)
    rows = Announcement.objects.issues().select_related("area")
    if area := form.applied.get("area"):
        rows = rows.filter(area=area)
    page = page_of(request, rows)
    language = translation.get_language() or "en"
    issues = [(issue, issue.language_for(language)) for issue in page]
    context = {
        "form": form,
        "page": page,
        "issues": [(issue, code, issue.texts[code]["subject"]) for issue, code in issues],
    }
    return render(request, "website/newsletters.html", context)


@require_safe
@shared
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One issue as its readers got it, in each of its languages."""
    issue = get_object_or_404(Announcement.objects.issues().select_related("area"), pk=pk)
    language = issue.language_for(translation.get_language() or "en")
    own = [each for each in issue.previews if each["code"] == language]
    others = [each for each in issue.previews if each["code"] != language]
    context = {"issue": issue, "subject": own[0]["subject"], "texts": own + others}
    return render(request, "website/newsletter.html", context)


@login_not_required
@never_cache
def subscribe(request: HttpRequest) -> HttpResponse:
    """Ask for a newsletter; the address is proved by a mail (R-62)."""
    form = SubscribeForm(
        request.POST or None, initial={"area": request.GET.get("area", "")}
    )
    if form.is_valid():
        if (held_up := first_code.held_up(request)) is not None:
            return held_up
        language = translation.get_language() or "en"
        newsletters.subscribe(**form.cleaned_data, language=language)
        said = _("We have sent a mail to this address: open the link in it to subscribe.")
        messages.success(request, said)
        return redirect("website:newsletter_list")
    return render_form(request, "website/newsletter_subscribe.html", {}, form=form)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Prove the address by the link in the first mail; a press of the button subscribes."""
    subscription = reading.to_confirm(token)
    if subscription is None:
        raise Http404
    if request.method == "POST":
        newsletters.confirm(subscription)
        messages.success(request, _("You have subscribed to the newsletter."))
        return redirect("website:newsletter_list")
    return _by_address(request, subscription.area, is_end=False)


# Whoever presses the button of the page sends its token, which is looked at.
@answers_mail_programs
def end(request: HttpRequest, token: str) -> HttpResponse:
    """End a newsletter by the link in each issue, or by the button of a mail program (R-62)."""
    subscription = reading.to_end(token)
    if subscription is None and not reading.has_ended(token):
        raise Http404
    if request.method == "POST" and ONE_CLICK in request.POST:
        if subscription is not None:
            newsletters.end(subscription)
        return HttpResponse(status=204)
    if subscription is None:
        return _ended(request)
    return _end_on_page(request, subscription)


@csrf_protect
def _end_on_page(request: HttpRequest, subscription: Subscription) -> HttpResponse:
    if request.method != "POST":
        return _by_address(request, subscription.area, is_end=True)
    newsletters.end(subscription)
    return _ended(request)


def _ended(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("You get this newsletter no more."))
    return redirect("website:newsletter_list")


def newsletter_choose(request: SignedInRequest) -> HttpResponse:
    """Which newsletters somebody with an account gets."""
    rights.require(request.user, permissions.can_newsletter_choose)
    own = [each.area_id for each in reading.of_person(request.user)]
    initial = {"of_all": None in own, "areas": [key for key in own if key]}
    sent = request.POST if request.method == "POST" else None
    form = NewsletterChoiceForm(sent, initial=initial)
    if form.is_valid():
        newsletters.choose(**form.values, by=request.user)
        messages.success(request, _("Your choice is kept."))
        return redirect("website:newsletter_choose")
    return render_form(request, "website/newsletter_choose.html", {}, form=form)


def _by_address(request: HttpRequest, area: object, *, is_end: bool) -> HttpResponse:
    context = {"area": area, "is_end": is_end}
    response = render(request, "website/newsletter_by_address.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
