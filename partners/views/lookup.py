"""How views find a letter: by its number, or by the key of its draft."""

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _

from gmp_portal.documents.uploads import OVERSIZED
from gmp_portal.ui.shortcuts import get_permitted
from gmp_portal.workflow import RuleRefusedError
from partners import permissions
from partners.models import LetterOfIntent, LetterQuerySet

if TYPE_CHECKING:
    from gmp_portal.accounts.models import User

OWN = _("Nobody decides for UNEP on an organization of his or her own.")
ONLY_UNEP = _("Only the secretariat of UNEP decides on letters of intent.")
ONLY_SENDER = _("Only the sender can do this, and only while the letter allows it.")


def letter_lookup(key: str) -> dict[str, Any]:
    try:
        return {"draft_id": uuid.UUID(key)}
    except ValueError:
        if not key.isprintable():
            # PostgreSQL keeps no such character, so no letter has such a number.
            raise Http404 from None
        return {"reference": key}


def visible_letter(request: HttpRequest, key: str) -> LetterOfIntent:
    """The letter at this address, if this reader may know of it."""
    return get_permitted(
        _letters(request), request.user, lambda _user, _letter: True, **letter_lookup(key)
    )


def own_letter(
    request: HttpRequest, key: str, permission: Callable[..., bool]
) -> LetterOfIntent:
    """The sender's letter; to others it does not exist while they may not see it."""
    return get_permitted(
        _letters(request),
        request.user,
        permission,
        refusal=ONLY_SENDER,
        **letter_lookup(key),
    )


def handled_letter(request: HttpRequest, key: str) -> LetterOfIntent:
    """A letter an officer decides on: never one of his or her own organization (R-06)."""
    letter = visible_letter(request, key)
    if not permissions.handles(request.user, letter):
        raise RuleRefusedError(ONLY_UNEP, clause="A1-2e", status=403)
    user: User = request.user  # type: ignore[assignment]
    if permissions.is_own(user, letter):
        raise RuleRefusedError(OWN, clause="R-06", status=403)
    return letter


def _letters(request: HttpRequest) -> LetterQuerySet:
    visible = LetterOfIntent.objects.visible_to(request.user)
    return visible.select_related("sender", "partner", "country", "public_letter")


def oversized(request: HttpRequest) -> set[str]:
    """The file fields whose upload was stopped because it was too large."""
    _parsed = request.FILES  # the handler takes its notes while the request is being read
    found: set[str] = getattr(request, OVERSIZED, set())
    return found
