"""What can happen to a partner: admitted, renamed, silent, back again, gone (A1-2e, R-11)."""

from datetime import timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from django.utils.translation import gettext as _

from gmp_portal import characters, ledger
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today
from gmp_portal.reference import numbers
from gmp_portal.reference.models import Country
from gmp_portal.workflow import RuleRefusedError, changed_fields
from partners import emails, not_now
from partners.actions import representatives
from partners.acts import Act
from partners.models import (
    FormerName,
    LetterOfIntent,
    Participation,
    Partner,
    PartnerStatement,
)

Status = Partner.Status


@transaction.atomic
def admit(
    letter: LetterOfIntent,
    *,
    partner: Partner | None,
    country: Country | None = None,
    told_apart: str = "",
    by: User,
) -> Partner:
    """Enter the sender's organization in the register, or bring it back (A1-2e).

    Called by the confirmation of a letter and by nobody else. ``country`` is what an officer
    settled where the sender found none, ``told_apart`` what distinguishes a namesake.
    """
    if partner is None:
        country = letter.country or country
        _refuse_taken_name(letter.organisation, country, told_apart)
        partner = _applicant(letter, country, told_apart)
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


def _applicant(letter: LetterOfIntent, country: Country | None, told_apart: str) -> Partner:
    # Where the sender found no country that fits, nobody guesses a region.
    elsewhere = "" if letter.country_note else "global"
    return Partner.objects.create(
        name=letter.organisation,
        short_name=letter.short_name,
        told_apart=told_apart,
        slug=free_slug(letter.short_name, letter.organisation),
        kind=letter.kind,
        country=country,
        unep_region=country.unep_region if country else elsewhere,
        website=letter.website,
        evidence=Partner.Evidence.LETTER,
    )


@transaction.atomic
def rename(
    partner: Partner,
    name: str,
    *,
    short_name: str = "",
    told_apart: str = "",
    reason: str,
    by: User,
) -> None:
    """Change the name; the old one is still found, the address stays the same.

    Two entries that look alike are told apart by this, too (A1-2e).
    """
    partner.lock()
    given = {"name": name, "short_name": short_name, "told_apart": told_apart}
    if not changed_fields(partner, given) and not partner.is_mixed_up:
        return
    if characters.skeleton(name) != partner.skeleton or partner.is_mixed_up:
        _refuse_taken_name(name, partner.country, told_apart, but=partner)
    elif told_apart != partner.told_apart:
        _refuse_same_words(name, partner.country, told_apart, but=partner)
    old = partner.name, partner.short_name
    partner.name, partner.short_name, partner.told_apart = name, short_name, told_apart
    partner.is_mixed_up = False
    _keep_history(partner, by=by, reason=reason)
    partner.save(update_fields=[*given, "is_mixed_up"])
    _remember(partner, old)
    ledger.record(
        Act.PARTNER_RENAMED, partner, by=by, reason=reason, old=old[0], new=partner.name
    )


def _remember(partner: Partner, old: tuple[str, ...]) -> None:
    """Let the partner be found by its old names, unless it still has or has again that one."""
    now = {partner.skeleton, partner.short_skeleton}
    partner.former_names.filter(skeleton__in=now).delete()
    for name in old:
        form = characters.skeleton(name)
        if form and form not in now:
            FormerName.objects.get_or_create(
                partner=partner, skeleton=form, defaults={"name": name}
            )


@transaction.atomic
def deactivate(partner: Partner, *, reason: str, by: User) -> None:
    """Mark a partner as inactive after long silence; this can be undone (R-11).

    Called where a question stayed without an answer, and by nobody else.
    """
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
    """Leave the Partnership by a statement of one's own; the history stays (R-11).

    Called on the day that the statement names, and by nobody else.
    """
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
    _answer_return(partner, by=by)
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


def _answer_return(partner: Partner, *, by: User) -> None:
    """Its own word that it is back, if it gave one, has taken effect."""
    for statement in partner.statements.returning():
        statement.lock()
        statement.become(PartnerStatement.Status.DONE)
        statement.settled_by, statement.settled_at = by, timezone.now()
        statement.save(update_fields=["status", "settled_by", "settled_at"])


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


def _refuse_taken_name(
    name: str, country: Country | None, told_apart: str, *, but: Partner | None = None
) -> None:
    """Refuse a second entry that nobody could tell from the first; another country does."""
    if not characters.skeleton(name):
        refusal = _("Enter a name with letters or digits.")
        raise RuleRefusedError(refusal, clause="A1-2c-1", status=422)
    taken = (
        Partner.objects.that_may_be(name, country).exclude(pk=but.pk if but else 0).first()
    )
    if taken is not None and not told_apart:
        refusal = _("%(name)s stands in the register already.") % {"name": taken}
        raise RuleRefusedError(refusal, clause="A1-2e")
    _refuse_same_words(name, country, told_apart, but=but)


def _refuse_same_words(
    name: str, country: Country | None, told_apart: str, *, but: Partner | None
) -> None:
    """Refuse words that tell another partner of this name apart already."""
    others = Partner.objects.that_may_be(name, country).exclude(pk=but.pk if but else 0)
    words = characters.skeleton(told_apart)
    if any(characters.skeleton(other.told_apart) == words for other in others):
        refusal = _("Say in other words what tells it apart from the partner of this name.")
        raise RuleRefusedError(refusal, clause="A1-2e", status=422)


def free_slug(*names: str) -> str:
    """An address that no other partner has; a number where the name has no Latin letters."""
    readable = next(filter(None, map(characters.slug_of, names)), "")
    wanted = readable or f"partner-{numbers.take('PARTNER')}"
    return numbers.free_slug(Partner, wanted)
