"""A letter of the past is added to a partner that has none here, or withdrawn (R-44)."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gmp_portal import dates, ledger
from gmp_portal.accounts.models import User
from gmp_portal.documents.models import Document
from gmp_portal.workflow import RuleRefusedError
from partners import not_now
from partners.acts import Act
from partners.models import Partner, PastLetter
from partners.reading import past_letters

RULE = "R-44"


@transaction.atomic
def add(partner: Partner, *, by: User, **facts: Any) -> PastLetter:
    """Add a letter from before the portal; the file of it is never public (R-44).

    ``facts`` are the fields of the record: day or year, language, source, note and file.
    """
    partner.lock()
    if partner.status == Partner.Status.APPLICANT or past_letters.has_letter(partner):
        raise not_now.why_no_past_letter(partner)
    today = dates.today()
    if (facts["signed_on"] or today) > today or (facts["year"] or 0) > today.year:
        refusal = _("A letter of the past is of today or earlier.")
        raise RuleRefusedError(refusal, clause=RULE, status=422)
    same = {name: facts[name] for name in ("signed_on", "year", "language")}
    if partner.past_letters.standing().filter(**same).exists():
        refusal = _("This letter of the past is on the page of the partner already.")
        raise RuleRefusedError(refusal, clause=RULE, status=422)
    letter = PastLetter.objects.create(partner=partner, added_by=by, **facts)
    ledger.record(Act.PARTNER_PAST_LETTER_ADDED, partner, by=by, letter=letter.pk)
    return letter


@transaction.atomic
def attach(letter: PastLetter, *, file: Document, by: User) -> None:
    """Add the signed letter to one that was known without it, once; never public (R-44)."""
    letter.lock()
    if letter.withdrawn_at is not None or letter.file_id is not None:
        raise not_now.why_no_file(letter)
    letter.file = file
    letter.save(update_fields=["file"])
    ledger.record(Act.PARTNER_PAST_LETTER_FILED, letter.partner, by=by, letter=letter.pk)


@transaction.atomic
def withdraw(letter: PastLetter, *, reason: str, by: User) -> None:
    """Say that it was added by mistake; the mark and the reason stay (R-44)."""
    letter.lock()
    if letter.withdrawn_at is not None:
        return
    letter.withdrawn_at, letter.withdrawn_by = timezone.now(), by
    letter.withdrawn_because = reason
    letter.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    ledger.record(
        Act.PARTNER_PAST_LETTER_WITHDRAWN,
        letter.partner,
        by=by,
        reason=reason,
        letter=letter.pk,
    )
