"""What can happen to a partner: admitted, renamed, silent, back again, gone (A1-2e, R-11)."""

from datetime import timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from gmp_portal import characters, ledger
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today
from gmp_portal.reference import numbers
from gmp_portal.workflow import RuleRefusedError, changed_fields
from partners import emails, not_now
from partners.actions import representatives
from partners.acts import Act
from partners.models import LetterOfIntent, Participation, Partner

Status = Partner.Status


@transaction.atomic
def admit(letter: LetterOfIntent, *, partner: Partner | None, by: User) -> Partner:
    """Enter the sender's organization in the register, or bring it back (A1-2e).

    Called by the confirmation of a letter and by nobody else.
    """
    if partner is None:
        _refuse_taken_name(letter.organisation)
        partner = _applicant(letter)
    partner.lock()
    if not partner.is_confirmed:
        before = partner.become(Status.CONFIRMED)
        partner.since = partner.since or today()
        partner.save(update_fields=["status", "since"])
        _take_part(partner)
        ledger.record(
            Act.PARTNER_CONFIRMED, partner, by=by, from_=before, to=partner.status
        )
    return partner


def _applicant(letter: LetterOfIntent) -> Partner:
    return Partner.objects.create(
        name=letter.organisation,
        short_name=letter.short_name,
        slug=free_slug(letter.short_name or letter.organisation),
        kind=letter.kind,
        country=letter.country,
        unep_region=letter.country.unep_region if letter.country else "global",
        website=letter.website,
        evidence=Partner.Evidence.LETTER,
    )


@transaction.atomic
def rename(
    partner: Partner, name: str, *, short_name: str = "", reason: str, by: User
) -> None:
    """Change the name; the old one stays in the history, the address stays the same."""
    partner.lock()
    if not changed_fields(partner, {"name": name, "short_name": short_name}):
        return
    if characters.skeleton(name) != partner.skeleton:
        _refuse_taken_name(name)
    old = partner.name
    partner.name, partner.short_name = name, short_name
    _keep_history(partner, by=by, reason=reason)
    partner.save(update_fields=["name", "short_name"])
    ledger.record(
        Act.PARTNER_RENAMED, partner, by=by, reason=reason, old=old, new=partner.name
    )


@transaction.atomic
def deactivate(partner: Partner, *, reason: str, by: User) -> None:
    """Mark a partner as inactive after long silence; this can be undone (R-11)."""
    before = _leave(partner, Status.INACTIVE, reason=reason, by=by)
    ledger.record(
        Act.PARTNER_DEACTIVATED,
        partner,
        by=by,
        from_=before,
        to=partner.status,
        reason=reason,
    )
    emails.partner_deactivated(partner, by=by)


@transaction.atomic
def withdraw(partner: Partner, *, reason: str, by: User) -> None:
    """Leave the Partnership by a statement of one's own; the history stays (R-11)."""
    before = _leave(partner, Status.WITHDRAWN, reason=reason, by=by)
    ledger.record(
        Act.PARTNER_WITHDREW, partner, by=by, from_=before, to=partner.status, reason=reason
    )
    emails.partner_withdrew(partner, by=by)
    # Who began and ended today still has this day, and ends with it anyway.
    tomorrow = today() + timedelta(days=1)
    for term in partner.representatives.current().current(tomorrow):
        representatives.end(term, reason=_("The partner left."), by=by)


@transaction.atomic
def reactivate(partner: Partner, *, reason: str, by: User) -> None:
    """Take an inactive or withdrawn partner back, from today on (R-11)."""
    partner.lock()
    if partner.status == Status.APPLICANT:
        raise not_now.why_not_taken_back(partner)
    before = partner.become(Status.CONFIRMED)
    _keep_history(partner, by=by, reason=reason)
    partner.save(update_fields=["status"])
    _take_part(partner)
    ledger.record(
        Act.PARTNER_REACTIVATED,
        partner,
        by=by,
        from_=before,
        to=partner.status,
        reason=reason,
    )
    emails.partner_reactivated(partner, by=by)


def _take_part(partner: Partner) -> None:
    """Let the partner take part from today on."""
    last = partner.participations.filter(period__contains=today()).first()
    if last is None:
        Participation.objects.create(partner=partner, period=DateRange(today(), None))
    else:
        # Left and came back on the same day: it never was away.
        last.period = DateRange(last.period.lower, None)
        last.save(update_fields=["period"])


def _leave(partner: Partner, status: str, *, reason: str, by: User) -> str:
    partner.lock()
    before = partner.become(status)
    _keep_history(partner, by=by, reason=reason)
    partner.save(update_fields=["status"])
    for participation in partner.participations.filter(period__endswith__isnull=True):
        first = participation.period.lower
        last = today() if first is None or first < today() else today() + timedelta(days=1)
        participation.period = DateRange(first, last)
        participation.save(update_fields=["period"])
    return before


def _keep_history(partner: Partner, *, by: User, reason: str) -> None:
    """Tell the history of the fields who changed them and why."""
    partner._history_user = by  # type: ignore[attr-defined]
    partner._change_reason = reason[:100]  # type: ignore[attr-defined]


def _refuse_taken_name(name: str) -> None:
    taken = Partner.objects.named(name).first()
    if taken is not None:
        refusal = _("%(name)s stands in the register already.") % {"name": taken.name}
        raise RuleRefusedError(refusal, clause="A1-2e")
    if not characters.skeleton(name):
        refusal = _("Enter a name with letters or digits.")
        raise RuleRefusedError(refusal, clause="A1-2c-1", status=422)


def free_slug(name: str) -> str:
    """An address that no other partner has; a number where the name has no Latin letters."""
    wanted = characters.slug_of(name) or f"partner-{numbers.take('PARTNER')}"
    return numbers.free_slug(Partner, wanted)
