"""The public pages of the partners and their letters (A1-6d-ii, A1-2c-6)."""

from django.contrib.auth.models import AnonymousUser

from gmp_portal.ui import public_pages
from gmp_portal.ui.public_pages import PublicPages
from partners.models import LetterOfIntent, Partner
from partners.models.letters import LetterQuerySet
from partners.models.partners import PartnerQuerySet


def _partners() -> PartnerQuerySet:
    return Partner.objects.visible_to(AnonymousUser()).order_by("pk").only("slug")


def _letters() -> LetterQuerySet:
    letters = LetterOfIntent.objects.visible_to(AnonymousUser()).order_by("pk")
    return letters.only("reference", "draft_id", "published_at")


def register_all() -> None:
    public_pages.register(
        PublicPages("partners:partner_list"),
        PublicPages("partners:published_letter_list"),
        PublicPages("partners:join"),
        PublicPages("partners:partner_detail", _partners),
        PublicPages("partners:letter_detail", _letters, changed="published_at"),
    )
