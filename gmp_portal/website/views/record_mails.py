"""Which mails went about a record: to whom, when, with which text, and whether they arrived."""

from typing import Any

from django.apps import apps
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gmp_portal.accounts import rights
from gmp_portal.accounts.models import User
from gmp_portal.notifications.models import Message
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.record_names import named
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.website import permissions
from partners import permissions as of_partners
from partners.models import LetterOfIntent, Partner

PER_PAGE = 25


@require_safe
def record_mail_list(request: SignedInRequest, kind: str, key: str) -> HttpResponse:
    """The mails about one record, newest first, for officers without a hand in it (C14, R-06)."""
    rights.require(request.user, permissions.can_record_mail_list)
    record = named([f"{kind}:{key}"], reader=request.user).get(f"{kind}:{key}")
    if record is None:
        raise Http404
    if _is_own(request.user, kind, key):
        raise rights.refuse(
            _(
                "Another member of the secretariat reads the mails about an organization of "
                "your own."
            ),
            "R-06",
        )
    mails = Message.objects.filter(record=f"{kind}:{key}").select_related("recipient")
    context = {"record": record, "page": page_of(request, mails, PER_PAGE)}
    return render(request, "website/record_mails.html", context)


def _is_own(officer: User, kind: str, key: str) -> bool:
    """Whether the mails are about an organization in which the officer has a hand."""
    record: Any = apps.get_model(kind)._base_manager.get(pk=key)
    if isinstance(record, LetterOfIntent):
        return of_partners.is_own(officer, record)
    return isinstance(record, Partner) and of_partners.represents(officer, record)
