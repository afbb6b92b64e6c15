"""The directory of contacts: asked about, confirmed, taken along (A1-6d-iii, R-43)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from gmp_portal import ledger, rulebook
from gmp_portal.accounts.models import User
from partners import emails
from partners.acts import Act
from partners.models import Representative

RULE = "R-43"


def asked_before() -> datetime:
    """Whoever confirmed the details before this moment is asked (R-43)."""
    return timezone.now() - timedelta(days=rulebook.value(RULE)["days"])


def reminded_before() -> datetime:
    """Whoever was asked before this moment and said nothing is asked once more (R-43)."""
    return timezone.now() - timedelta(days=rulebook.value(RULE)["reminder"])


@transaction.atomic
def ask(term: Representative) -> None:
    """Ask whether the details are still right, and once more after some time (R-43)."""
    term.lock()
    now = timezone.now()
    if not Representative.objects.asked_about(asked_before()).filter(pk=term.pk).exists():
        return
    if term.asked_at is None or term.asked_at < asked_before():
        # Nobody answered for so long that the details are asked about anew.
        term.asked_at, term.reminded_at = now, None
    elif term.reminded_at is None and term.asked_at < reminded_before():
        term.reminded_at = now
    else:
        return
    term.save(update_fields=["asked_at", "reminded_at"])
    emails.contact_asked(term)


@transaction.atomic
def tell(term: Representative) -> None:
    """Tell somebody of an entry from a table, once, and ask whether it is right (R-60)."""
    term.lock()
    if not Representative.objects.not_told().filter(pk=term.pk).exists():
        return
    term.asked_at = timezone.now()
    term.save(update_fields=["asked_at"])
    emails.contact_imported(term)


@transaction.atomic
def confirm(
    term: Representative,
    *,
    phone: str,
    shows_name: bool,
    shows_mail: bool,
    shows_phone: bool,
    by: User,
) -> None:
    """Say that one's own details are right, and which of them everybody may read (A1-6d-iii)."""
    term.lock()
    now = timezone.now()
    term.phone = phone
    term.consented_at = (term.consented_at or now) if shows_name else None
    term.mail_consented_at = (term.mail_consented_at or now) if shows_mail else None
    term.phone_consented_at = (term.phone_consented_at or now) if shows_phone else None
    term.confirmed_at, term.asked_at, term.reminded_at = now, None, None
    term.save(
        update_fields=[
            *("phone", "consented_at", "mail_consented_at", "phone_consented_at"),
            *("confirmed_at", "asked_at", "reminded_at"),
        ]
    )
    shown = {"name": shows_name, "mail": shows_mail, "phone": shows_phone}
    ledger.record(
        Act.PARTNER_CONTACT_CONFIRMED,
        term.partner,
        by=by,
        person=term.person_id,
        public=[name for name, is_shown in shown.items() if is_shown],
    )


@transaction.atomic
def export(*, form: str, filters: str, rows: int, by: User) -> None:
    """Note who took addresses along, how many, and by which filters (A1-6d-iii)."""
    ledger.record(Act.CONTACTS_EXPORTED, by, by=by, form=form, filters=filters, rows=rows)
