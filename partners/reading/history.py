"""The history of a record as each reader may see it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gmp_portal import ledger, rounds
from gmp_portal.accounts import offices
from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import Anybody
from gmp_portal.ledger import histories
from gmp_portal.ledger.models import Entry
from gmp_portal.rounds import Reading, side_by_side
from partners.acts import Act, ImportAct
from partners.models import LetterOfIntent, Partner

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FOR_SENDERS = {
    Act.LETTER_STARTED,
    Act.LETTER_FILED,
    Act.LETTER_SUBMITTED,
    Act.LETTER_INFO_REQUESTED,
    Act.LETTER_DEADLINE_MOVED,
    Act.LETTER_ANSWERED,
    Act.LETTER_CONFIRMED,
    Act.LETTER_DECLINED,
    Act.LETTER_WITHDRAWN,
    Act.LETTER_PUBLISHED,
}
FOR_EVERYBODY = {
    Act.PARTNER_ENTERED,
    Act.PARTNER_CONFIRMED,
    Act.PARTNER_RENAMED,
    Act.PARTNER_EDITED,
    Act.PARTNER_DESCRIBED,
    Act.PARTNER_DEACTIVATED,
    Act.PARTNER_REACTIVATED,
    Act.PARTNER_WITHDREW,
    Act.PARTNER_PAST_LETTER_ADDED,
    Act.PARTNER_PAST_LETTER_WITHDRAWN,
    Act.PARTNER_MERGED,
    Act.PARTNER_TAKEN_APART,
    ImportAct.PARTNER_ENTERED,
    ImportAct.PARTNER_CHANGED,
    ImportAct.PARTNER_CHANGED_BACK,
}


@dataclass(frozen=True)
class Event:
    """An act without the names and reasons that are not for this reader."""

    label: str
    at: datetime
    actor: str
    reason: str = ""
    what: "StrOrPromise" = ""
    many: Any = None
    subject: str = ""
    from_status: str = ""
    to_status: str = ""


@dataclass(frozen=True)
class Change:
    """A field of the register that has another value now."""

    at: datetime
    by: str
    field: str
    old: str
    new: str


def of_letter(
    letter: LetterOfIntent, reader: Anybody, *, for_officer: bool
) -> Reading[Any]:
    """Officers read everything, the sender what concerns him or her."""
    entries = ledger.trail(letter)
    if for_officer:
        return (yield from histories.told(entries, to=reader).beside())
    told = histories.told(entries.filter(kind__in=FOR_SENDERS), to=reader)
    yield from told.beside()
    return [
        _event(
            entry, _who(entry, letter.sender), keep_reason=entry.kind == Act.LETTER_DECLINED
        )
        for entry in told
    ]


def of_partner(partner: Partner, reader: Anybody, *, for_officer: bool) -> Reading[Any]:
    """Officers read everything, the public when a partner came, changed its name and left."""
    entries = ledger.trail(partner)
    if for_officer:
        return (yield from histories.told(entries, to=reader).beside())
    told = histories.told(entries.filter(kind__in=FOR_EVERYBODY), to=reader)
    staff = offices.staff()
    yield from side_by_side(told.beside(), rounds.asked(staff))
    return [_event(entry, _on_whose_side(entry, staff)) for entry in told]


def _on_whose_side(entry: Entry, staff: Collection[int]) -> str:
    """The public learns no name; what is entered by nobody was entered for the secretariat."""
    is_own = entry.actor_id is not None and entry.actor_id not in staff
    return pgettext("who acted", "the partner itself") if is_own else _("the secretariat")


def _who(entry: Entry, sender: User) -> str:
    return sender.name if entry.actor_id == sender.pk else _("the secretariat")


def _event(entry: Entry, actor: str, *, keep_reason: bool = False) -> Event:
    reason = entry.reason if keep_reason else ""
    return Event(entry.label, entry.at, actor, reason, entry.what, entry.many)


def changes(partner: Partner) -> Reading[list[Change]]:
    """Who changed which field of the register, when, from what to what (C1)."""
    records = partner.history.select_related("history_user").order_by("-history_date")
    yield [records]
    changed = []
    for newer, older in pairwise(records):
        delta = newer.diff_against(older, foreign_keys_are_objs=False)
        by = newer.history_user.name if newer.history_user else _("the portal itself")
        changed += [
            Change(newer.history_date, by, _label(change.field), *_words(change))
            for change in delta.changes
        ]
    return changed


def _field(name: str) -> Any:
    return Partner._meta.get_field(name)


def _label(field: str) -> str:
    return str(capfirst(_field(field).verbose_name))


def _words(change: Any) -> tuple[str, str]:
    choices: dict[Any, Any] = dict(_field(change.field).flatchoices)
    old, new = (choices.get(value, value) for value in (change.old, change.new))
    return _said(old), _said(new)


def _said(value: Any) -> str:
    """A value as people write it; without one there is a dash."""
    if isinstance(value, date):
        return date_format(value)
    return "–" if value in (None, "") else str(value)
