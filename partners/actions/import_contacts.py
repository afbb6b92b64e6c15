"""The contacts of a workbook become people of partners, and nobody is written to (R-60).

Parts of ``imports.write`` and ``imports.take_back``, in their transactions.
"""

from collections.abc import Sequence
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from guardian.models import UserObjectPermission

from gmp_portal import ledger
from gmp_portal.accounts import erasing, many_rights
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import days, today
from partners.actions import import_parts
from partners.actions.import_parts import AT_ONCE, BuiltOnError
from partners.actions.representatives import SPEAKING, WRITING, right_of
from partners.acts import ImportAct
from partners.models import Import, ImportRow, Representative
from partners.reading.imports.comparing import day_of

WRITTEN = ("role", "period", "consented_at", "consent_source")


def write(record: Import, rows: Sequence[ImportRow], by: User) -> None:
    """Enter and change terms as the rows say; accounts that are made know of nothing yet (R-60)."""
    new, changed = import_parts.split(rows)
    people, partners = _people(new), import_parts.partners_of(new)
    now = timezone.now()
    terms = [
        Representative(
            partner=partners[row.partner_id or 0],
            person=people[row.values["email"].lower()],
            recorded_by=by,
            imported_at=now,
            **_fields(row.values),
        )
        for row in new
    ]
    Representative.objects.bulk_create(terms, batch_size=AT_ONCE)
    for row, term in zip(new, terms, strict=True):
        row.target = term.pk
    held = _held(changed)
    for row in changed:
        _turn(
            held[row.target or 0], {key: said for key, (_old, said) in row.changes.items()}
        )
    _keep(list(held.values()))
    _renew_rights(terms)
    _note(ImportAct.CONTACT_ENTERED, record, terms, by=by)
    _note(ImportAct.CONTACT_CHANGED, record, list(held.values()), by=by)


def _fields(values: Any) -> dict[str, Any]:
    since, until = day_of(values, "since"), day_of(values, "until")
    return {
        "role": values["role"],
        "period": days(since or today(), until),
        "consented_at": timezone.now() if values.get("consent") else None,
        "consent_source": values.get("consent_source") or "",
    }


def _people(rows: Sequence[ImportRow]) -> dict[str, User]:
    """The accounts of these addresses; missing ones are made, without a password (R-60)."""
    people = User.objects.by_addresses({row.values["email"] for row in rows})
    missing: dict[str, list[ImportRow]] = {}
    for row in rows:
        if row.values["email"].lower() not in people:
            missing.setdefault(row.values["email"].lower(), []).append(row)
    accounts = [_account(address, several) for address, several in missing.items()]
    User.objects.bulk_create(accounts, batch_size=AT_ONCE)
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=each, email=each.email, primary=True) for each in accounts],
        batch_size=AT_ONCE,
    )
    for account in accounts:
        missing[account.email][0].account = account.pk
    return people | {account.email: account for account in accounts}


def _account(address: str, rows: Sequence[ImportRow]) -> User:
    """Nobody gets the news before somebody told that there is an account."""

    def first(key: str) -> str:
        return next((row.values[key] for row in rows if row.values.get(key)), "")

    return User(
        email=address,
        name=first("name"),
        language=first("language") or "en",
        password=make_password(None),
        digest=User.Digest.NONE,
    )


def _held(rows: Sequence[ImportRow]) -> dict[int, Representative]:
    keys = import_parts.targets(rows)
    terms = Representative.objects.filter(pk__in=keys).order_by("pk")
    return {
        term.pk: term
        for term in terms.select_related("person", "partner").select_for_update(
            of=("self",)
        )
    }


def _turn(term: Representative, values: dict[str, Any]) -> None:
    """Let the term say what the values of the sheet say."""
    if "role" in values:
        term.role = values["role"]
    if {"since", "until"} & values.keys():
        first, last = term.starts_on, term.ends_on
        first = day_of(values, "since") or first
        last = day_of(values, "until") if "until" in values else last
        term.period = days(first, last)
    if "consent" in values:
        term.consented_at = timezone.now() if values["consent"] else None
    if "consent_source" in values:
        term.consent_source = values["consent_source"]


def _keep(terms: Sequence[Representative]) -> None:
    """Keep what was changed, with the rights that come with it today."""
    if terms:
        Representative.objects.bulk_update(terms, WRITTEN, batch_size=AT_ONCE)
        _renew_rights(terms)


def _renew_rights(terms: Sequence[Representative]) -> None:
    """Give these people at these partners the rights of the terms that run, and no others."""
    pairs = {(term.person_id, term.partner_id) for term in terms}
    many_rights.revoke_each((SPEAKING, WRITING), pairs)
    running = Representative.objects.current().filter(
        person__in={person for person, _partner in pairs},
        partner__in={partner for _person, partner in pairs},
    )
    many_rights.grant_each(
        (right_of(role), person, partner)
        for role, person, partner in running.values_list("role", "person_id", "partner_id")
        if (person, partner) in pairs
    )


def _note(
    act: ImportAct, record: Import, terms: Sequence[Representative], *, by: User
) -> None:
    """One act of the partner for each of its people, as when they are named one by one."""
    said = iter(terms)

    def facts(_partner: object) -> dict[str, Any]:
        term = next(said)
        return {"person": term.person_id, "role": term.role, "import": record.pk}

    ledger.record_each(act, [term.partner for term in terms], by=by, facts=facts)


# Taken back ------------------------------------------------------------------------------


def take_back(record: Import, rows: Sequence[ImportRow], by: User) -> None:
    """Change terms back, take entered ones out, and empty the accounts made for them (N42)."""
    new, changed = import_parts.split(rows)
    held = _held([*new, *changed])
    for row in (*new, *changed):
        _refuse_built_on(record, row, held[row.target or 0])
    for row in changed:
        _turn(
            held[row.target or 0], {key: old for key, (old, _said) in row.changes.items()}
        )
    back = [held[row.target or 0] for row in changed]
    _keep(back)
    out = [held[row.target or 0] for row in new]
    _note(ImportAct.CONTACT_CHANGED_BACK, record, back, by=by)
    _note(ImportAct.CONTACT_TAKEN_OUT, record, out, by=by)
    left = list(out)
    import_parts.take_out(out)
    _renew_rights(left)
    _close(new)


def _refuse_built_on(record: Import, row: ImportRow, term: Representative) -> None:
    """Whoever has confirmed, was written to, or was changed since has built on it."""
    stood = _fields(row.values) if row.outcome == ImportRow.Outcome.NEW else {}
    if "since" not in row.values or not row.values["since"]:
        # The work began on the day of the import.
        stood.pop("period", None)
    said = {key: new for key, (_old, new) in row.changes.items()}
    is_changed = any(
        (bool(getattr(term, name)) != bool(value))
        if name == "consented_at"
        else getattr(term, name) != value
        for name, value in stood.items()
    ) or any(_said(term, key) != value for key, value in said.items())
    is_changed = is_changed or term.partner_id != row.partner_id
    # Whom an earlier table named may have been told before this one corrected it.
    moments = (term.confirmed_at, term.asked_at, term.reminded_at)
    heard_of = any(each and record.done_at and each >= record.done_at for each in moments)
    if is_changed or heard_of or term.phone:
        raise BuiltOnError("person", person=term.person, partner=term.partner)


def _said(term: Representative, key: str) -> Any:
    """What the term says, as a cell of the sheet would."""
    if key == "consent":
        return term.consented_at is not None
    day = {"since": term.starts_on, "until": term.ends_on}.get(key)
    return day.isoformat() if day else getattr(term, key, None)


def _close(rows: Sequence[ImportRow]) -> None:
    """Empty the accounts that the table made, while nobody has used them; no account is deleted."""
    keys = [row.account for row in rows if row.account is not None]
    accounts = list(User.objects.filter(pk__in=keys).order_by("pk").select_for_update())
    for account in accounts:
        if account.last_login is not None or account.has_usable_password():
            raise BuiltOnError("account", person=account)
    import_parts.refuse_built_on(accounts, along=(EmailAddress, UserObjectPermission))
    erasing.erase_unused([account.pk for account in accounts])
