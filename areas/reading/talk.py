"""What the area says about a plan, for its page and for the page of a section (B4-2)."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from areas import permissions
from areas.annex2 import BY_KEY, Section
from areas.models import PlanVersion
from areas.reading import audience, proposals, threads
from areas.reading.proposals import Listed
from areas.reading.threads import ALL, MINE, OPEN, RESOLVED, Thread
from gmp_portal.accounts.rights import Anybody
from gmp_portal.rounds import Reading, side_by_side
from gmp_portal.ui.paging import PER_PAGE, ListPage, page_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# More than these stand on the page of the plan.
IN_SECTION = 10


@dataclass(frozen=True)
class Tab:
    """One choice among threads, with how many there are."""

    key: str
    label: "StrOrPromise"
    number: int
    is_current: bool


@dataclass
class Talk:
    """A page of threads, how they were chosen, and who reads what is written below them."""

    page: ListPage
    tabs: list[Tab]
    section: Section | None
    audience: str
    number: int = 0
    answers_here: bool = True
    threads: list[Thread] = field(default_factory=list)


def of_plan(plan: PlanVersion, request: HttpRequest) -> "Reading[Talk | None]":
    """What a reader of the area sees on the page of the plan; nobody else sees anything."""
    reader = request.user
    if not permissions.hears(reader, plan.area):
        return None
    said, who = yield from side_by_side(threads.said_of(plan), audience.reading(plan.area))
    section = BY_KEY.get(request.GET.get("about", ""))
    begun = threads.begun(said)
    within = [each for each in begun if section is None or each.section == section.key]
    wanted, first = request.GET.get("thread", ""), ""
    which = request.GET.get("talk", ALL)
    keys = [str(each.pk) for each in begun]
    if wanted in keys:
        section, within, which = None, begun, ALL
        first = str(keys.index(wanted) // PER_PAGE + 1)
    listed = threads.chosen(within, said, which, reader)
    page = page_of(request, listed, parameter="comments", otherwise=first)
    shown = yield from threads.of(plan, list(page), said, reader)
    tabs = [
        Tab(key, label, len(threads.chosen(within, said, key, reader)), key == which)
        for key, label in _choices()
    ]
    return Talk(page, tabs, section, who, len(begun), _answers_here(reader, plan), shown)


def _choices() -> list[tuple[str, Any]]:
    return [
        (ALL, _("All")),
        (OPEN, _("Open")),
        (RESOLVED, _("Dealt with")),
        (MINE, _("Mine")),
    ]


def _answers_here(reader: Anybody, plan: PlanVersion) -> bool:
    """Whether an answer needs no choice of the partner for which it is given."""
    return len(permissions.voices_of(reader, plan.area)) <= 1


@dataclass(frozen=True)
class SectionTalk:
    """The newest open threads of one section, and how many there are."""

    threads: list[Thread]
    number: int
    audience: str
    suggestions: list[Listed]


def of_section(
    plan: PlanVersion, section: Section, reader: Anybody
) -> "Reading[SectionTalk]":
    """What stands beside a section that is written: its open threads, newest first."""
    said, who, suggested = yield from side_by_side(
        threads.said_of(plan), audience.reading(plan.area), proposals.listed(plan, reader)
    )
    begun = [each for each in threads.begun(said) if each.section == section.key]
    open_ones = threads.chosen(begun, said, OPEN, reader)
    newest = open_ones[::-1][:IN_SECTION]
    shown = yield from threads.of(plan, newest, said, reader)
    waiting = [each for each in suggested if each.waits_in(section.key)]
    return SectionTalk(shown, len(open_ones), who, waiting)
