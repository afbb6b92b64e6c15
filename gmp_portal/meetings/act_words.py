"""What an act on a meeting or a decision was about, as far as the ledger keeps it."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from gmp_portal.accounts import offices
from gmp_portal.accounts.rights import Anybody
from gmp_portal.ledger import told_acts
from gmp_portal.ledger.told_acts import ToldAct, Words, by_key, each
from gmp_portal.meetings.acts import Act
from gmp_portal.meetings.models import (
    AgendaItem,
    Attendance,
    Decision,
    Meeting,
    ObserverInvitation,
    Position,
)
from gmp_portal.rounds import Reading

# Papers are written in all six, also in one that the portal itself does not speak yet.
LANGUAGES = dict(settings.OFFICIAL_LANGUAGES)


def _items(keys: Collection[int], _reader: Anybody) -> Reading[Words]:
    titles = AgendaItem.objects.filter(pk__in=keys).values_list("pk", "title")
    yield [titles]
    return dict(titles)


def _guests(keys: Collection[int], reader: Anybody) -> Reading[Words]:
    rows = Attendance.objects.filter(pk__in=keys).select_related("person")
    yield [rows, *offices.staff_for(reader)]
    names = offices.names_of({row.person for row in rows if row.person}, reader)
    return {row.pk: names.get(row.person_id or 0, row.name) for row in rows}


def _observers(keys: Collection[int], _reader: Anybody) -> Reading[Words]:
    gathered = ObserverInvitation.objects.filter(pk__in=keys)
    yield [gathered]
    return {invitation.pk: invitation.name_and_organisation for invitation in gathered}


def _moved(body: Mapping[str, Any]) -> str:
    days = (body["moved_from"], body["moved_to"])
    return " → ".join(date_format(date.fromisoformat(day)) for day in days)


def _changed(body: Mapping[str, Any]) -> str:
    fields: list[Any] = [Meeting._meta.get_field(name) for name in body["changed"]]
    return " · ".join(str(field.verbose_name) for field in fields)


def _symbol(body: Mapping[str, Any]) -> str:
    return str(body["symbol"])


def _version(body: Mapping[str, Any]) -> str:
    return _("Version %(number)d of the text") % {"number": body["version"]}


def _removed(body: Mapping[str, Any]) -> str:
    return _("Item %(number)s") % {"number": body["item"]}


def _translated(body: Mapping[str, Any]) -> str:
    return f"{body['symbol']} ({LANGUAGES[body['language']]})"


ITEM, SYMBOL = by_key("item", _items), each(_symbol)
OBSERVER = by_key("invitation", _observers)
WORDS: dict[str, ToldAct] = {
    Act.MEETING_REVISED: ToldAct(about=each(_changed)),
    Act.MEETING_RESCHEDULED: ToldAct(about=each(_moved)),
    Act.MEETING_AGENDA_ADDED: ToldAct(
        ngettext_lazy(
            "%(count)d agenda item added", "%(count)d agenda items added", "count"
        ),
        ITEM,
    ),
    Act.MEETING_AGENDA_EDITED: ToldAct(
        ngettext_lazy(
            "Agenda items edited %(count)d time",
            "Agenda items edited %(count)d times",
            "count",
        ),
        ITEM,
    ),
    Act.MEETING_AGENDA_MOVED: ToldAct(
        ngettext_lazy(
            "Agenda items moved %(count)d time",
            "Agenda items moved %(count)d times",
            "count",
        ),
        ITEM,
    ),
    Act.MEETING_AGENDA_REMOVED: ToldAct(
        ngettext_lazy(
            "%(count)d agenda item removed", "%(count)d agenda items removed", "count"
        ),
        each(_removed),
    ),
    Act.MEETING_AGENDA_BROUGHT_BACK: ToldAct(
        ngettext_lazy(
            "%(count)d agenda item brought back",
            "%(count)d agenda items brought back",
            "count",
        ),
        ITEM,
    ),
    Act.MEETING_PAPER_ADDED: ToldAct(
        ngettext_lazy("%(count)d paper added", "%(count)d papers added", "count"), SYMBOL
    ),
    Act.MEETING_PAPER_REVISED: ToldAct(
        ngettext_lazy(
            "%(count)d revision of papers added",
            "%(count)d revisions of papers added",
            "count",
        ),
        SYMBOL,
    ),
    Act.MEETING_PAPER_TRANSLATED: ToldAct(
        ngettext_lazy(
            "%(count)d translation of papers added",
            "%(count)d translations of papers added",
            "count",
        ),
        each(_translated),
    ),
    Act.MEETING_PAPER_WITHDRAWN: ToldAct(
        ngettext_lazy("%(count)d paper withdrawn", "%(count)d papers withdrawn", "count"),
        SYMBOL,
    ),
    Act.MEETING_REGISTERED: ToldAct(
        about=each(lambda body: Attendance.Role(body["role"]).label)
    ),
    Act.MEETING_GUEST_INVITED: ToldAct(
        ngettext_lazy("%(count)d guest invited", "%(count)d guests invited", "count"),
        by_key("attendance", _guests),
    ),
    Act.MEETING_OBSERVER_INVITED: ToldAct(
        ngettext_lazy("%(count)d observer invited", "%(count)d observers invited", "count"),
        OBSERVER,
    ),
    Act.MEETING_OBSERVER_OBJECTED: ToldAct(about=OBSERVER),
    Act.MEETING_OBSERVER_OBJECTION_LIFTED: ToldAct(about=OBSERVER),
    Act.MEETING_OBSERVER_ADMITTED: ToldAct(
        ngettext_lazy(
            "%(count)d observer admitted", "%(count)d observers admitted", "count"
        ),
        OBSERVER,
    ),
    Act.MEETING_OBSERVER_INVITATION_WITHDRAWN: ToldAct(about=OBSERVER),
    Act.DECISION_OPENED: ToldAct(
        about=each(lambda body: Decision.Mode(body["mode"]).label)
    ),
    Act.DECISION_TEXT_REVISED: ToldAct(about=each(_version)),
    Act.DECISION_ACCOMMODATED: ToldAct(about=each(_version)),
    Act.DECISION_POSITION_TAKEN: ToldAct(
        about=each(lambda body: Position.Kind(body["position"]).label)
    ),
    Act.DECISION_ADOPTED: ToldAct(about=SYMBOL),
    Act.MEETING_REPORT_COMMENTED: ToldAct(
        ngettext_lazy("%(count)d comment made", "%(count)d comments made", "count")
    ),
    Act.MEETING_REPORT_SAVED: ToldAct(
        ngettext_lazy(
            "Report saved %(count)d time", "Report saved %(count)d times", "count"
        )
    ),
    Act.MEETING_REPORT_ADOPTED: ToldAct(about=SYMBOL),
}


def register_all() -> None:
    told_acts.register(WORDS)
