"""How a partner helps to bring in new ones: by a link that says who passed it on (A1-6a-viii)."""

import secrets

from django.db import transaction
from django.utils import timezone

from gmp_portal import ledger
from gmp_portal.accounts.models import User
from partners.acts import Act
from partners.models import Introduction, IntroductionLink, LetterOfIntent, Partner


@transaction.atomic
def make(partner: Partner, *, by: User) -> IntroductionLink:
    """Make the link of a partner; while it has one, that is it (A1-6a-viii)."""
    partner.lock()
    standing = partner.introduction_links.filter(revoked_at=None).first()
    if standing is not None:
        return standing
    link = IntroductionLink.objects.create(
        partner=partner, code=secrets.token_urlsafe(9), made_by=by
    )
    ledger.record(Act.PARTNER_INTRODUCTION_MADE, partner, by=by, link=link.pk)
    return link


@transaction.atomic
def revoke(partner: Partner, *, by: User) -> None:
    """Take the link back: who comes by it from now on comes without an introduction."""
    partner.lock()
    for link in partner.introduction_links.filter(revoked_at=None):
        link.revoked_at, link.revoked_by = timezone.now(), by
        link.save(update_fields=["revoked_at", "revoked_by"])
        ledger.record(Act.PARTNER_INTRODUCTION_REVOKED, partner, by=by, link=link.pk)


@transaction.atomic
def note(letter: LetterOfIntent, link: IntroductionLink, *, by: User) -> None:
    """Keep with a draft who introduced its sender; the first word counts (A1-6a-viii)."""
    letter.lock()
    if Introduction.objects.filter(letter=letter).exists():
        return
    Introduction.objects.create(letter=letter, link=link)
    ledger.record(Act.LETTER_INTRODUCED, letter, by=by, partner=link.partner_id)
