"""What an act on an area or a plan was about, in words, as far as the ledger keeps it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import F, QuerySet, Value
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from areas import models
from areas.acts import Act
from areas.annex2 import BY_KEY
from areas.forms.row_kinds import KINDS
from gmp_portal.accounts import offices
from gmp_portal.accounts.rights import Anybody
from gmp_portal.ledger import told_acts
from gmp_portal.ledger.models import Entry
from gmp_portal.ledger.told_acts import ToldAct, Words, by_key, each
from gmp_portal.rounds import Reading
from gmp_portal.ui import languages
from gmp_portal.words import beside, listed, numbered
from partners.models import Partner

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# The rows of a plan, and the field that says what each is.
ROWS: dict[str, tuple[type[Any], str]] = {
    str(model._meta.model_name): (model, field)
    for model, field in (
        (models.PlanObjective, "statement"),
        (models.PriorityAction, "title"),
        (models.Opportunity, "title"),
        (models.Indicator, "name"),
        (models.Linkage, "name"),
        (models.Effort, "description"),
        (models.Milestone, "text"),
        (models.PotentialDonor, "name"),
        (models.ProjectRequest, "title"),
        (models.Application, "title"),
        (models.Risk, "title"),
    )
}


def _rows(keys: Collection[str], _reader: Anybody) -> Reading[Words]:
    """The kind of each row and what it says; of one that was removed only the kind is told."""
    kinds: dict[str, list[int]] = {}
    for key in keys:
        kind, _colon, pk = key.partition(":")
        if kind in ROWS and pk.isdigit():
            kinds.setdefault(kind, []).append(int(pk))
    texts = _texts(kinds)
    yield texts
    said = {(kind, pk): text for rows in texts for kind, pk, text in rows}
    return {
        f"{kind}:{pk}": _row(kind, said.get((kind, pk), ""))
        for kind, pks in kinds.items()
        for pk in pks
    }


def _texts(kinds: Mapping[str, Collection[int]]) -> list[QuerySet[Any, Any]]:
    """A question for the rows of each kind."""
    asked: list[QuerySet[Any, Any]] = []
    for kind, pks in kinds.items():
        model, field = ROWS[kind]
        rows = model._default_manager.filter(pk__in=pks).order_by()
        asked.append(rows.values_list(Value(kind), "pk", F(field)))
    return asked


def _row(kind: str, text: str) -> str:
    named = capfirst(str(ROWS[kind][0]._meta.verbose_name))
    return _("%(kind)s: %(text)s") % {"kind": named, "text": text} if text else named


def _partners(keys: Collection[int], reader: Anybody) -> Reading[Words]:
    gathered = Partner.with_merged.visible_to(reader).filter(pk__in=keys)
    gathered = gathered.select_related("country")
    yield [gathered]
    return {partner.pk: partner.full_name for partner in gathered}


PERSON = by_key("person", offices.people_named)


def _terms(entries: Sequence[Entry], reader: Anybody) -> Reading[Words]:
    """Who leads from when to when: one person may be designated again and again."""
    names = yield from PERSON(entries, reader)
    gathered: dict[int, StrOrPromise] = {}
    for entry in entries:
        if entry.pk not in names:
            continue
        days = (entry.body.get("since", ""), entry.body.get("until", ""))
        try:
            first, last = (date_format(date.fromisoformat(day)) for day in days)
        except ValueError:
            gathered[entry.pk] = names[entry.pk]
            continue
        words = _("%(name)s, from %(first)s to %(last)s")
        gathered[entry.pk] = words % {"name": names[entry.pk], "first": first, "last": last}
    return gathered


def _section(body: Mapping[str, Any]) -> str:
    section = BY_KEY[body["section"]]
    return _("%(number)s. %(title)s") % {"number": section.key, "title": section.title}


def _taken_in(body: Mapping[str, Any]) -> str:
    """Into which lists rows came, and how many are new."""
    titles = [KINDS[key].title for key in body.get("kinds", ()) if key in KINDS]
    said = [
        words(body[name]) % {"count": body[name]}
        for name, words in TAKEN_IN.items()
        if body.get(name)
    ]
    return beside(listed(titles), *said)


TAKEN_IN: Mapping[str, Callable[[int], str]] = {
    "added": lambda count: ngettext("%(count)d new row", "%(count)d new rows", count),
    "changed": lambda count: ngettext(
        "%(count)d row changed", "%(count)d rows changed", count
    ),
    "removed": lambda count: ngettext(
        "%(count)d row removed", "%(count)d rows removed", count
    ),
}


def _amendments(body: Mapping[str, Any]) -> str:
    """Which amendments: "Amendment 1 and Amendment 3"."""
    return listed(numbered(_("Amendment"), number) for number in body["numbers"])


def _companion(body: Mapping[str, Any]) -> str:
    """The title of a document that everybody may read; a history is read by everybody."""
    return str(body["title"]) if body.get("is_public") else ""


def _file(body: Mapping[str, Any]) -> str:
    """Which kind of file in which language: "Word, French"."""
    kind = models.PlanFile.Kind(body["kind"]).label
    return listed((kind, languages.name_of(body["language"])))


def _version(body: Mapping[str, Any]) -> str:
    return _("version %(number)d") % {"number": body["number"]}


PARTNER = by_key("partner", _partners)
ROW, SECTION = by_key("row", _rows), each(_section)
WORDS: dict[str, ToldAct] = {
    Act.ACTIVITY_SENT: ToldAct(
        ngettext_lazy(
            "Sent to the leads %(count)d time", "Sent to the leads %(count)d times", "count"
        )
    ),
    Act.ACTIVITY_DECLINED: ToldAct(about=PARTNER),
    Act.AREA_PARTNER_JOINED: ToldAct(
        ngettext_lazy(
            "%(count)d partner joined the area",
            "%(count)d partners joined the area",
            "count",
        ),
        PARTNER,
    ),
    Act.AREA_PARTNER_ON_RECORD: ToldAct(
        ngettext_lazy(
            "%(count)d partner entered from the public record",
            "%(count)d partners entered from the public record",
            "count",
        ),
        PARTNER,
    ),
    Act.AREA_PARTNER_LEFT: ToldAct(
        ngettext_lazy(
            "%(count)d partner left the area", "%(count)d partners left the area", "count"
        ),
        PARTNER,
    ),
    Act.AREA_LEAD_DESIGNATED: ToldAct(
        ngettext_lazy(
            "Leads designated %(count)d time", "Leads designated %(count)d times", "count"
        ),
        _terms,
    ),
    Act.AREA_LEAD_ENDED: ToldAct(about=PERSON),
    Act.AREA_LEAD_EXPIRED: ToldAct(about=PERSON),
    Act.AREA_FIRST_STEP_TAKEN: ToldAct(
        ngettext_lazy(
            "%(count)d first step of a partner taken",
            "%(count)d first steps of partners taken",
            "count",
        ),
        PARTNER,
    ),
    Act.AREA_FIRST_STEP_OPENED: ToldAct(about=PARTNER),
    Act.TOPIC_CONVENER_NAMED: ToldAct(about=PERSON),
    Act.TOPIC_CONVENER_ENDED: ToldAct(about=PERSON),
    Act.AREA_ESTABLISHED: ToldAct(about=each(lambda body: body["decision"])),
    Act.PLAN_SECTION_SAVED: ToldAct(
        ngettext_lazy(
            "Texts of sections saved %(count)d time",
            "Texts of sections saved %(count)d times",
            "count",
        ),
        SECTION,
    ),
    Act.PLAN_FIGURE_ADDED: ToldAct(
        ngettext_lazy("%(count)d figure added", "%(count)d figures added", "count"), SECTION
    ),
    Act.PLAN_ROW_ADDED: ToldAct(
        ngettext_lazy("%(count)d row added", "%(count)d rows added", "count"), ROW
    ),
    Act.PLAN_ROWS_TAKEN_IN: ToldAct(
        ngettext_lazy(
            "Rows taken in from a table %(count)d time",
            "Rows taken in from a table %(count)d times",
            "count",
        ),
        each(_taken_in),
    ),
    Act.PLAN_ROW_CHANGED: ToldAct(
        ngettext_lazy(
            "Rows changed %(count)d time", "Rows changed %(count)d times", "count"
        ),
        ROW,
    ),
    Act.PLAN_ROW_REMOVED: ToldAct(
        ngettext_lazy("%(count)d row removed", "%(count)d rows removed", "count"), ROW
    ),
    Act.PLAN_ROW_BROUGHT_BACK: ToldAct(
        ngettext_lazy(
            "%(count)d removed row brought back",
            "%(count)d removed rows brought back",
            "count",
        ),
        ROW,
    ),
    Act.PLAN_ROW_MOVED: ToldAct(
        ngettext_lazy("Rows moved %(count)d time", "Rows moved %(count)d times", "count"),
        ROW,
    ),
    Act.MILESTONE_REACHED: ToldAct(about=ROW),
    Act.MILESTONE_MOVED: ToldAct(about=ROW),
    Act.MILESTONE_REOPENED: ToldAct(about=ROW),
    Act.PLAN_COMPANION_ADDED: ToldAct(
        ngettext_lazy(
            "%(count)d companion document added",
            "%(count)d companion documents added",
            "count",
        ),
        each(_companion),
    ),
    Act.PLAN_COMPANION_REMOVED: ToldAct(
        ngettext_lazy(
            "%(count)d companion document removed",
            "%(count)d companion documents removed",
            "count",
        ),
        each(_companion),
    ),
    Act.PLAN_TRANSLATED: ToldAct(
        ngettext_lazy(
            "Translations saved %(count)d time",
            "Translations saved %(count)d times",
            "count",
        ),
        each(lambda body: languages.name_of(body["language"])),
    ),
    Act.PLAN_FILE_WANTED: ToldAct(
        ngettext_lazy(
            "A file of the plan asked for %(count)d time",
            "Files of the plan asked for %(count)d times",
            "count",
        ),
        each(_file),
    ),
    Act.PLAN_FILE_MADE: ToldAct(about=each(_file)),
    Act.PLAN_COMMENTED: ToldAct(
        ngettext_lazy("%(count)d comment written", "%(count)d comments written", "count"),
        SECTION,
    ),
    Act.PLAN_COMMENT_ANSWERED: ToldAct(
        ngettext_lazy("%(count)d comment answered", "%(count)d comments answered", "count"),
        SECTION,
    ),
    Act.PLAN_COMMENT_EDITED: ToldAct(about=SECTION),
    Act.PLAN_COMMENT_WITHDRAWN: ToldAct(about=SECTION),
    Act.PLAN_COMMENT_REOPENED: ToldAct(about=SECTION),
    Act.PLAN_SUGGESTION_MADE: ToldAct(about=SECTION),
    Act.PLAN_SUGGESTION_ACCEPTED: ToldAct(about=SECTION),
    Act.PLAN_SUGGESTION_ADAPTED: ToldAct(about=SECTION),
    Act.PLAN_SUGGESTION_REFUSED: ToldAct(about=SECTION),
    Act.PLAN_SUGGESTION_WITHDRAWN: ToldAct(about=SECTION),
    Act.PLAN_AMENDED: ToldAct(about=each(_amendments)),
    Act.AMENDMENT_CHANGED: ToldAct(
        ngettext_lazy(
            "Amendment changed %(count)d time", "Amendment changed %(count)d times", "count"
        ),
    ),
    Act.PLAN_TASK_GIVEN: ToldAct(about=SECTION),
    Act.PLAN_TASK_DONE: ToldAct(about=SECTION),
    Act.PLAN_TASK_TAKEN_BACK: ToldAct(about=SECTION),
    Act.PLAN_EFFORTS_ASKED: ToldAct(
        ngettext_lazy(
            "%(count)d partner asked for its own efforts",
            "%(count)d partners asked for their own efforts",
            "count",
        ),
        PARTNER,
    ),
    Act.PLAN_EFFORTS_ANSWERED: ToldAct(about=PARTNER),
    Act.PLAN_EFFORTS_RESUMED: ToldAct(about=PARTNER),
    Act.PLAN_EFFORTS_MOVED: ToldAct(about=PARTNER),
    Act.PLAN_EFFORTS_TAKEN_BACK: ToldAct(about=PARTNER),
    Act.PLAN_EFFORTS_CLOSED: ToldAct(
        ngettext_lazy(
            "%(count)d request for own efforts closed",
            "%(count)d requests for own efforts closed",
            "count",
        ),
        PARTNER,
    ),
    Act.OPPORTUNITY_SUGGESTED: ToldAct(about=PARTNER),
    Act.OPPORTUNITY_CAME_BY_PLAN: ToldAct(about=each(_version)),
    Act.OPPORTUNITY_EDITED: ToldAct(
        ngettext_lazy(
            "Words of the opportunity changed %(count)d time",
            "Words of the opportunity changed %(count)d times",
            "count",
        ),
    ),
    Act.OPPORTUNITY_PUT_IN: ToldAct(about=each(_version)),
    Act.OPPORTUNITY_TAKEN_OUT: ToldAct(about=each(_version)),
    Act.INTEREST_OF_PARTNER: ToldAct(about=PARTNER),
    Act.DONOR_MATCHED: ToldAct(about=PARTNER),
    Act.PLAN_COMMENT_RESOLVED: ToldAct(
        ngettext_lazy("%(count)d comment resolved", "%(count)d comments resolved", "count"),
        SECTION,
    ),
}


def register_all() -> None:
    told_acts.register(WORDS)
