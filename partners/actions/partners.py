"""What can happen to a partner: admitted, described, silent, back again, gone (A1-2e, R-11)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from gmp_portal import characters, ledger
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today
from gmp_portal.reference import numbers
from gmp_portal.reference.models import Country
from gmp_portal.workflow import RuleRefusedError, changed_fields
from partners import emails, not_now
from partners.actions import (
    days_on_record,
    import_writing,
    representatives,
    statement_settling,
)
from partners.acts import Act
from partners.models import (
    FormerName,
    LetterOfIntent,
    Participation,
    Partner,
    PartnerProfile,
    PartnerStatement,
)
from partners.models.letter_states import UNDER_WAY
from partners.reading import interests

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
        numbers.hold_slugs(Partner)
        country = letter.country or country
        _refuse_taken_name(letter.organisation, country, told_apart)
        partner = _applicant(letter, country, told_apart)
    partner.lock()
    if not partner.is_confirmed:
        before = partner.become(Status.CONFIRMED)
        statement_settling.answer_return(partner, by=by)
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
def enter(
    *, name: str, short_name: str = "", told_apart: str = "", by: User, **facts: Any
) -> Partner:
    """Enter a partner that a source shows and no letter in this portal (A1-2e)."""
    # Two who enter the same one at the same time come one after the other.
    numbers.hold_slugs(Partner)
    country, since, year = facts["country"], facts["since"], facts["on_record_by"]
    days_on_record.refuse_day(since)
    days_on_record.refuse_year(year)
    days_on_record.refuse_both(since, year)
    _refuse_taken_name(name, country, told_apart)
    _refuse_past_a_letter(name)
    region = facts.pop("unep_region") or (country.unep_region if country else "")
    partner = Partner(
        name=name,
        short_name=short_name,
        told_apart=told_apart,
        slug=free_slug(short_name, name),
        status=Status.CONFIRMED,
        unep_region=region,
        since_note="" if since else import_writing.note_of(year),
        **facts,
    )
    keep_history(partner, by=by, reason=partner.source)
    partner.save()
    Participation.objects.create(partner=partner, period=DateRange(partner.since, None))
    ledger.record(Act.PARTNER_ENTERED, partner, by=by, to=partner.status)
    return partner


@transaction.atomic
def edit(
    partner: Partner,
    *,
    kind: str,
    country: Country | None,
    unep_region: str,
    reason: str,
    by: User,
    **on_record: Any,
) -> None:
    """Say anew what kind of partner it is, where, and how we know; both are kept (A1-6c-i).

    ``on_record`` has the evidence, the source and its year, where no letter is the reason (A1-2e).
    """
    numbers.hold_slugs(Partner)
    partner.lock()
    region = unep_region or (country.unep_region if country else "")
    given = {"kind": kind, "country": country, "unep_region": region}
    known = {} if partner.evidence == Partner.Evidence.LETTER else on_record
    given |= known
    changed = changed_fields(partner, given)
    if not changed:
        return
    days_on_record.refuse_year(known.get("on_record_by"))
    days_on_record.refuse_both(partner.since, known.get("on_record_by"))
    if "country" in changed:
        _refuse_taken_name(partner.name, country, partner.told_apart, but=partner)
    changes = {name: [_stored(partner, name)] for name in changed}
    for name in changed:
        setattr(partner, name, given[name])
        changes[name].append(_stored(partner, name))
    if "on_record_by" in changed and not partner.since:
        partner.since_note = import_writing.note_of(partner.on_record_by)
        changed = [*changed, "since_note"]
    keep_history(partner, by=by, reason=reason)
    partner.save(update_fields=changed)
    ledger.record(Act.PARTNER_EDITED, partner, by=by, reason=reason, changes=changes)


def _stored(partner: Partner, name: str) -> str:
    return str(partner.serializable_value(name) or "")


@transaction.atomic
def describe(
    partner: Partner,
    *,
    website: str,
    seat: str,
    names: Mapping[str, str],
    profile: Mapping[str, str],
    by: User,
) -> None:
    """Say where the partner is found, what it is called and what it can do (S-35, S-47)."""
    partner.lock()
    given = {"website": website, "seat": seat}
    facts = {name: [getattr(partner, name), value] for name, value in given.items()}
    changes = _new(facts)
    if changes:
        partner.website, partner.seat = website, seat
        keep_history(partner, by=by, reason="")
        partner.save(update_fields=list(changes))
    changes |= _call(partner, names) | _present(partner, profile)
    if changes:
        ledger.record(Act.PARTNER_DESCRIBED, partner, by=by, changes=changes)


def _new(changes: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {name: [old, new] for name, (old, new) in changes.items() if old != new}


def _call(partner: Partner, names: Mapping[str, str]) -> dict[str, list[str]]:
    """Keep what the partner is called in each language; an empty name is none."""
    known = {each.language: each.name for each in partner.other_names.all()}
    changes = _new({code: [known.get(code, ""), name] for code, name in names.items()})
    for language, (_old, name) in changes.items():
        form = characters.skeleton(name)
        if name and not form:
            raise _nameless()
        if name:
            partner.other_names.update_or_create(
                language=language, defaults={"name": name, "skeleton": form}
            )
        else:
            partner.other_names.filter(language=language).delete()
    return {f"name_{language}": change for language, change in changes.items()}


def _present(partner: Partner, texts: Mapping[str, str]) -> dict[str, list[str]]:
    profile = PartnerProfile.objects.filter(partner=partner).first() or PartnerProfile()
    changes = _new({name: [getattr(profile, name), text] for name, text in texts.items()})
    if changes:
        given = {name: new for name, (_old, new) in changes.items()}
        PartnerProfile.objects.update_or_create(partner=partner, defaults=given)
    return changes


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
    numbers.hold_slugs(Partner)
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
    keep_history(partner, by=by, reason=reason)
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
def withdraw(
    partner: Partner, *, reason: str, said: PartnerStatement | None = None, by: User
) -> None:
    """Leave the Partnership by a statement of one's own; the history stays (R-11).

    Called on the day that the statement ``said`` names, and by nobody else.
    """
    before = _leave(partner, Status.WITHDRAWN, reason=reason, by=by)
    statement_settling.take_back_return(partner, by=by)
    ledger.record(
        Act.PARTNER_WITHDREW, partner, by=by, from_=before, to=partner.status, reason=reason
    )
    emails.partner_withdrew(partner, said=said, by=by)
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
    statement_settling.answer_return(partner, by=by)
    keep_history(partner, by=by, reason=reason)
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
    keep_history(partner, by=by, reason=reason)
    partner.save(update_fields=["status"])
    for participation in partner.participations.filter(period__endswith__isnull=True):
        first = participation.period.lower
        last = today() if first is None or first < today() else today() + timedelta(days=1)
        participation.period = DateRange(first, last)
        participation.save(update_fields=["period"])
    interests.follow_leaving(partner, by=by)
    return before


def keep_history(partner: Partner, *, by: User, reason: str) -> None:
    """Tell the history of the fields who changed them and why."""
    partner._history_user = by  # type: ignore[attr-defined]
    partner._change_reason = reason[:100]  # type: ignore[attr-defined]


def _refuse_taken_name(
    name: str, country: Country | None, told_apart: str, *, but: Partner | None = None
) -> None:
    """Refuse a second entry that nobody could tell from the first; another country does."""
    if not characters.skeleton(name):
        raise _nameless()
    taken = (
        Partner.objects.that_may_be(name, country).exclude(pk=but.pk if but else 0).first()
    )
    if taken is not None and not told_apart:
        refusal = _("%(name)s stands in the register already.") % {"name": taken}
        raise RuleRefusedError(refusal, clause="A1-2e")
    _refuse_same_words(name, country, told_apart, but=but)


def _nameless() -> RuleRefusedError:
    refusal = _("Enter a name with letters or digits.")
    return RuleRefusedError(refusal, clause="A1-2c-1", status=422)


def _refuse_past_a_letter(name: str) -> None:
    """Refuse to enter by hand whose letter UNEP examines (R-36)."""
    same = LetterOfIntent.objects.filter(skeleton=characters.skeleton(name))
    if same.filter(status__in=UNDER_WAY).exists():
        refusal = _(
            "A letter of intent with this name is being examined: decide on the letter instead."
        )
        raise RuleRefusedError(refusal, clause="R-36", status=422)


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
