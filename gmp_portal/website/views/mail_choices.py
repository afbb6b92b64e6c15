"""Which mails somebody gets, chosen by the signed address in each of them, without signing in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gmp_portal.accounts.models import User
from gmp_portal.notifications import choices
from gmp_portal.notifications.choices import Chooser
from gmp_portal.notifications.models import MutedRecord
from gmp_portal.ui.mail_programs import answers_mail_programs
from gmp_portal.ui.record_names import named


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mail_choice(request: HttpRequest, token: str) -> HttpResponse:
    """What comes by mail and what can be ended; a press of a button works at once (C14)."""
    chooser = _chooser_behind(token)
    if request.method == "POST":
        _choose(chooser, request.POST.get("do", ""))
        messages.success(request, _("Your choice is kept."))
        return redirect(request.path)
    response = render(request, "website/mail_choice.html", _context(chooser))
    response["X-Robots-Tag"] = "noindex"
    return response


@answers_mail_programs
def mail_choice_end(request: HttpRequest, token: str) -> HttpResponse:
    """End summaries at the button of a mail program; whoever opens the address chooses (C14)."""
    chooser = _chooser_behind(token)
    if request.method != "POST":
        return redirect("website:mail_choice", token)
    choices.choose_digest(chooser.person, User.Digest.NONE)
    return HttpResponse(status=204)


def _chooser_behind(token: str) -> Chooser:
    chooser = choices.chooser_behind(token)
    if chooser is None:
        raise Http404
    return chooser


def _choose(chooser: Chooser, wish: str) -> None:
    if wish in User.Digest.values:
        choices.choose_digest(chooser.person, User.Digest(wish))
    elif chooser.record and wish == "mute":
        choices.mute(chooser.person, chooser.record)
    elif chooser.record and wish == "unmute":
        choices.unmute(chooser.person, chooser.record)


def _context(chooser: Chooser) -> dict[str, object]:
    person, record = chooser.person, chooser.record
    muted = MutedRecord.objects.filter(person=person, record=record)
    return {
        "person": person,
        "often": [each for each in User.Digest if each != person.digest],
        "record": named([record], reader=person).get(record) if record else None,
        "is_about_record": bool(record),
        "is_muted": bool(record) and muted.exists(),
    }
