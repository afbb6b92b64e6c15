"""The directory of contacts: asked about, confirmed, taken along (A1-6d-iii, R-43)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from gmp_portal import ledger, rulebook
from gmp_portal.accounts import rights
from gmp_portal.accounts.models import User
from gmp_portal.notifications import reminders
from gmp_portal.notifications.reminders import Step
from gmp_portal.workflow import RuleRefusedError
from partners import emails, not_now, permissions
from partners.acts import Act
from partners.models import Partner, Representative
from partners.models.representatives import RepresentativeQuerySet

RULE, ASKED_NOW = "R-43", "R-65"


def asked_before() -> datetime:
    """Whoever confirmed the details before this moment is asked (R-43)."""
    return timezone.now() - timedelta(days=rulebook.value(RULE)["days"])


@transaction.atomic
def ask(term: Representative, step: Step | None = None) -> None:
    """Ask whether the details are still right; a step asks once more after some time (R-43)."""
    term.lock()
    now = timezone.now()
    if not Representative.objects.asked_about(asked_before()).filter(pk=term.pk).exists():
        return
    if term.asked_at is None or term.asked_at < asked_before():
        # Nobody answered for so long that the details are asked about anew.
        term.asked_at, term.reminded_at = now, None
        step = None
    elif step is not None and reminders.begin(step):
        term.reminded_at = now
    else:
        return
    term.save(update_fields=["asked_at", "reminded_at"])
    emails.contact_asked(term, step)


@transaction.atomic
def ask_now(partner: Partner, *, by: User) -> None:
    """Ask its people before the year is over, such as before a mailing (R-65)."""
    rights.require(by, permissions.can_contact_ask)
    partner.lock()
    if refusal := refusals([partner]).get(partner.pk):
        raise refusal
    asked = list(_to_ask([partner.pk]).select_related("person", "partner"))
    for term in asked:
        term.lock()
        term.asked_at, term.reminded_at = timezone.now(), None
        term.save(update_fields=["asked_at", "reminded_at"])
    ledger.record(Act.PARTNER_CONTACTS_ASKED, partner, by=by, people=len(asked))
    for term in asked:
        emails.contact_asked(term, None)


def refusals(partners: Sequence[Partner]) -> dict[int, RuleRefusedError]:
    """Of which of them nobody is asked now, and why, in one question for all (R-65)."""
    terms = _to_ask([partner.pk for partner in partners])
    known = set(terms.values_list("partner", flat=True))
    return {
        partner.pk: not_now.why_no_contact_asked(partner)
        for partner in partners
        if partner.pk not in known
    }


def _to_ask(partners: Sequence[int]) -> RepresentativeQuerySet:
    """People of partners that take part, who said nothing and were not asked lately (R-65)."""
    lately = timezone.now() - timedelta(days=rulebook.value(ASKED_NOW))
    running = Representative.objects.current().filter(
        partner__in=partners, partner__status="confirmed", person__is_active=True
    )
    for moment in ("confirmed_at", "asked_at", "reminded_at"):
        running = running.exclude(**{f"{moment}__gte": lately})
    return running.order_by("pk")


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
