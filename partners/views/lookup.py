"""How views find a record: 404 unseen, 403 for the wrong person, back in the wrong state."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest

from gmp_portal.accounts.models.terms import today
from gmp_portal.accounts.rights import Permission, get_permitted
from partners.models import (
    JoinRequest,
    LetterOfIntent,
    LetterQuerySet,
    Partner,
    PartnerInvitation,
    PartnerStatement,
    PastLetter,
    Representative,
    SilenceQuestion,
)


def letters(request: HttpRequest, key: str) -> LetterQuerySet:
    """The letter with this number or draft key, if this reader may know of it; else none."""
    visible = LetterOfIntent.objects.visible_to(request.user).filter(**_lookup(key))
    return visible.select_related(
        *("sender", "partner", "country", "public_letter", "public_paper", "filed_by"),
        *("replaces", "replaces__country"),
    )


def taken_down(key: str) -> LetterQuerySet:
    """The letter with this number, if it was public and was taken down (A1-2c-6)."""
    letters = LetterOfIntent.objects.filter(status=LetterOfIntent.Status.TAKEN_DOWN)
    return letters.filter(**_lookup(key)).select_related("partner__country")


def _lookup(key: str) -> dict[str, Any]:
    try:
        return {"draft_id": uuid.UUID(key)}
    except ValueError:
        if not key.isprintable():
            # PostgreSQL keeps no such character, so no letter has such a number.
            raise Http404 from None
        return {"reference": key}


def get_letter(
    request: HttpRequest, key: str, permission: Permission[LetterOfIntent]
) -> LetterOfIntent:
    return get_permitted(letters(request, key), request.user, permission)


def get_partner(
    request: HttpRequest, slug: str, permission: Permission[Partner]
) -> Partner:
    partners = Partner.objects.visible_to(request.user)
    return get_permitted(partners, request.user, permission, slug=slug)


def get_term(
    request: HttpRequest, slug: str, pk: int, permission: Permission[Representative]
) -> Representative:
    visible = Partner.objects.visible_to(request.user)
    # Also one of today that was ended: whoever would end it again is told so.
    terms = Representative.objects.filter(period__contains=today(), partner__in=visible)
    terms = terms.select_related("partner", "person")
    return get_permitted(terms, request.user, permission, partner__slug=slug, pk=pk)


def get_join_request(
    request: HttpRequest, slug: str, pk: int, permission: Permission[JoinRequest]
) -> JoinRequest:
    visible = Partner.objects.visible_to(request.user)
    asked = JoinRequest.objects.filter(partner__in=visible)
    asked = asked.select_related("partner", "person")
    return get_permitted(asked, request.user, permission, partner__slug=slug, pk=pk)


def get_silence(
    request: HttpRequest, slug: str, pk: int, permission: Permission[SilenceQuestion]
) -> SilenceQuestion:
    visible = SilenceQuestion.objects.visible_to(request.user).select_related("partner")
    return get_permitted(visible, request.user, permission, partner__slug=slug, pk=pk)


def get_statement(
    request: HttpRequest, slug: str, pk: int, permission: Permission[PartnerStatement]
) -> PartnerStatement:
    visible = PartnerStatement.objects.visible_to(request.user).select_related("partner")
    return get_permitted(visible, request.user, permission, partner__slug=slug, pk=pk)


def get_past_letter(
    request: HttpRequest, slug: str, pk: int, permission: Permission[PastLetter]
) -> PastLetter:
    # Those of an entry that was merged stay with it.
    visible = Partner.with_merged.visible_to(request.user)
    letters = PastLetter.objects.filter(partner__in=visible).select_related("partner")
    return get_permitted(letters, request.user, permission, partner__slug=slug, pk=pk)


def get_invitation(
    request: HttpRequest, slug: str, pk: int, permission: Permission[PartnerInvitation]
) -> PartnerInvitation:
    visible = PartnerInvitation.objects.visible_to(request.user)
    asked = visible.select_related("partner", "invited_by", "hands_over__person")
    return get_permitted(asked, request.user, permission, partner__slug=slug, pk=pk)
