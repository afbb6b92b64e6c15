"""What the secretariat adds to the built-in texts of mails: listed, written, looked at (R-54)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gmp_portal.accounts import rights
from gmp_portal.notifications import outbox, own_words, whole_mails
from gmp_portal.notifications.models import MailText
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.website import permissions
from gmp_portal.website.actions import mail_texts
from gmp_portal.website.mail_text_forms import MailTextFilter
from gmp_portal.website.reading import mail_samples, mail_text_rows
from gmp_portal.website.writings import MAIL_TEXT
from gmp_portal.workflow import RuleRefusedError
from gmp_portal.writing import turns

PER_PAGE = 25


@require_safe
def mail_text_list(request: SignedInRequest) -> HttpResponse:
    """All kinds of mails, by their subjects, with the languages that have own words."""
    rights.require(request.user, permissions.can_mail_text_edit)
    form = MailTextFilter(request.GET)
    applied = form.applied
    fits = mail_text_rows.templates(
        applied.get("q", ""), only_written=bool(applied.get("written"))
    )
    page = page_of(request, fits, PER_PAGE)
    context = {"form": form, "page": page, "rows": mail_text_rows.rows_of(page)}
    return render(request, "website/mail_texts.html", context)


def edit(request: SignedInRequest, name: str, language: str) -> HttpResponse:
    """The own words of one kind of mail in one language, and how a mail reads with them."""
    rights.require(request.user, permissions.can_mail_text_edit)
    own = mail_text_rows.get(name, language)
    if request.method == "POST" and {"preview", "send"} & request.POST.keys():
        return _looked_at(request, own)
    turn = turns.take(request, MAIL_TEXT, own)
    if turn.is_saved:
        turn.tell(request, _("The next mails of this kind say it."))
        return redirect(MAIL_TEXT.page(own))
    return _page(request, own, turn.form)


def _looked_at(request: SignedInRequest, own: MailText) -> HttpResponse:
    """How a mail would read with what is typed; nothing is kept."""
    forms = MAIL_TEXT.forms(own, request.POST)
    token = request.POST.get("version", "")
    form = turns.show(MAIL_TEXT, own, forms, token).form
    if not form.is_valid():
        return _page(request, own, form)
    if "send" in request.POST:
        _send(request, form.instance)
    return _page(request, form.instance, form)


def _send(request: SignedInRequest, typed: MailText) -> None:
    try:
        mail_texts.send_sample(typed, by=request.user)
    except RuleRefusedError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The example is on its way to you."))


def _page(request: SignedInRequest, own: MailText, form: Any) -> HttpResponse:
    whole = whole_mails.of(own.template, own.language)
    context = {
        "own": own,
        "title": MAIL_TEXT.title(own),
        "places": own_words.places_of(own.template),
        "named": mail_samples.said_of(whole),
        "is_outdated": mail_text_rows.is_outdated(own),
        "is_offered": outbox.spoken_to(own.language) == own.language,
        "is_own": bool(own.subject or own.words or own.body),
        "built_in": mail_samples.built_in(own.template, own.language),
        "preview": mail_samples.preview(own),
    }
    return render_form(request, "website/mail_text.html", context, form=form)
