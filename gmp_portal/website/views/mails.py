"""The mails written to whoever is signed in, and the mailbox of the demonstration."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gmp_portal.incoming.mailbox import UnreachableError
from gmp_portal.notifications import choices
from gmp_portal.notifications.models import Message
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.website.demo import answers
from gmp_portal.website.forms import MailReplyForm

LONGEST = 254


@require_safe
def mail_list(request: SignedInRequest) -> HttpResponse:
    """The mails written to this person, with the state of their delivery (C14)."""
    rows = Message.objects.filter(recipient=request.user)
    return render(request, "website/mails.html", {"page": page_of(request, rows)})


@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One mail, for its reader alone; codes are shown in the demonstration only."""
    message = get_object_or_404(Message, pk=pk, recipient=request.user)
    if message.is_secret and not settings.DEMO:
        raise Http404
    context = {"mail": message, "choices_at": choices.address_for(message)}
    return render(request, "website/mail.html", context)


@login_not_required
@require_safe
def demo_mail_list(request: HttpRequest) -> HttpResponse:
    """All mails of the demonstration, where nobody has a mailbox; elsewhere there is no page."""
    _only_in_demo()
    address = request.GET.get("address", "").strip().replace("\0", "")[:LONGEST]
    rows = Message.objects.order_by("-created_at", "-pk")
    if address:
        rows = rows.filter(address__icontains=address)
    context = {"page": page_of(request, rows), "address": address}
    return render(request, "website/demo_mails.html", context)


@login_not_required
@require_safe
def demo_mail_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One mail of the demonstration with its code or link, for everybody on this machine."""
    _only_in_demo()
    message = get_object_or_404(Message, pk=pk)
    context = {
        "mail": message,
        "is_open": True,
        "choices_at": choices.address_for(message),
        "can_reply": bool(settings.INCOMING_URL),
        "answers": message.incoming_mails.order_by("received_at"),
    }
    return render(request, "website/mail.html", context)


@login_not_required
def demo_mail_reply(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answer a mail of the demonstration by mail: it goes through the mailbox of the portal."""
    _only_in_demo()
    if not settings.INCOMING_URL:
        raise Http404
    message = get_object_or_404(Message, pk=pk)
    form = MailReplyForm(
        request.POST or None, request.FILES or None, initial={"address": message.address}
    )
    if form.is_valid():
        try:
            answers.deliver(message, **form.cleaned_data)
        except UnreachableError:
            messages.error(
                request, _("The mailbox does not answer now. Try again in a minute.")
            )
        else:
            said = _(
                "The answer is in the mailbox of the portal, which reads it in a moment."
            )
            messages.success(request, said)
        return redirect("website:demo_mail_detail", message.pk)
    return render_form(request, "website/mail_reply.html", {"mail": message}, form=form)


def _only_in_demo() -> None:
    if not settings.DEMO:
        raise Http404
