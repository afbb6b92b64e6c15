"""Mails that the portal could not place: an officer takes them for their writer, or drops them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gmp_portal.accounts.rights import Permission, get_permitted, require
from gmp_portal.incoming import actions, permissions
from gmp_portal.incoming.models import IncomingMail
from gmp_portal.ui.forms import ReasonForm, render_form
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.types import SignedInRequest

# Each is shown with its text.
PER_PAGE = 10


@require_safe
def held_mail_list(request: SignedInRequest) -> HttpResponse:
    """The mails on which an officer decides, the oldest first (N19)."""
    require(request.user, permissions.can_see_held)
    held = IncomingMail.objects.held().select_related("person", "original")
    page = page_of(request, held.prefetch_related("files__document"), PER_PAGE)
    rows = [
        (
            mail,
            permissions.can_accept(request.user, mail),
            permissions.is_own(request.user, mail),
        )
        for mail in page
    ]
    return render(request, "website/held_mails.html", {"page": page, "rows": rows})


@require_POST
def accept(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Have it taken for the person to whom the portal wrote."""
    mail = _held(request, pk, permissions.can_accept)
    actions.accept(mail, by=request.user)
    said = _("The mail is taken for %(name)s, who is asked to confirm it.")
    messages.success(request, said % {"name": mail.person})
    return redirect("website:held_mail_list")


def drop(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Drop it, with a reason that stays in the ledger."""
    mail = _held(request, pk, permissions.can_drop)
    form = ReasonForm(
        request.POST or None,
        label=_("Why is the mail dropped?"),
        hint=_("Nobody is told. Its files are deleted, and the reason stays on record."),
    )
    if form.is_valid():
        actions.drop(mail, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The mail is dropped."))
        return redirect("website:held_mail_list")
    return render_form(request, "website/drop_mail.html", {"mail": mail}, form=form)


def _held(
    request: SignedInRequest, pk: UUID, permission: Permission[IncomingMail]
) -> IncomingMail:
    known = IncomingMail.objects.visible_to(request.user).select_related("person")
    back_to = reverse("website:held_mail_list")
    return get_permitted(known, request.user, permission, back_to=back_to, pk=pk)
