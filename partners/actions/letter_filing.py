"""How a letter is filed that came on paper or by e-mail (A1-2c-1, R-57)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gmp_portal import dates, ledger
from gmp_portal.accounts.models import User
from gmp_portal.documents.models import Document
from gmp_portal.notifications import first_code
from gmp_portal.workflow import RuleRefusedError, unmet
from partners.actions import letters
from partners.acts import Act
from partners.models import LetterOfIntent, Representative


@transaction.atomic
def file(
    answers: Mapping[str, Any],
    *,
    scan: Document,
    came_by: str,
    came_on: date,
    by: User,
) -> LetterOfIntent:
    """Enter and send the letter in the name of whoever signed it, who gets the account (R-57)."""
    refuse_day(came_on)
    address = str(answers["contact_email"]).lower()
    if address == by.email.lower():
        refusal = _(
            "This is your own address: another member of the secretariat files a letter of "
            "your own organization."
        )
        raise RuleRefusedError(refusal, clause="R-06", status=422)
    sender = _account_of(address, str(answers["contact_name"]), str(answers["language"]))
    letter = LetterOfIntent.objects.create(
        **answers,
        sender=sender,
        contact_signs=True,
        signing=LetterOfIntent.Signing.UPLOAD,
        signed_file=scan,
        is_authorized=True,
        filed_by=by,
        came_by=came_by,
        came_on=came_on,
    )
    ledger.record(Act.LETTER_FILED, letter, by=by, to=letter.status, came_by=came_by)
    letters.submit(letter, by=by)
    return letter


def refuse_day(came_on: date) -> None:
    """Nothing has come on a day that is still to come (R-57)."""
    if came_on > dates.today():
        raise unmet(_("Choose today or an earlier day."), "R-57")


def _account_of(address: str, name: str, language: str) -> User:
    """The account that follows the letter; one that has letters or terms keeps its name."""
    known = User.objects.with_address(address).first()
    if known is not None and not known.is_active:
        refusal = _(
            "The account of this address is closed: nobody could follow the letter. Ask the "
            "sender for another address."
        )
        raise RuleRefusedError(refusal, clause="R-57", status=422)
    if known is not None:
        if first_code.is_unproved(known) and not _is_in_use(known):
            User.objects.filter(pk=known.pk).update(name=name)
        return known
    return first_code.account_of(address, name, language)


def _is_in_use(account: User) -> bool:
    """Whether it stands on record, whoever has signed in to it or not."""
    return (
        LetterOfIntent.objects.filter(sender=account).exists()
        or Representative.objects.filter(person=account).exists()
    )
