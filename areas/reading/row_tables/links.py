"""Whom and what a cell names: entries of the plan, partners of the area, contacts, other areas."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy

from areas.forms.efforts import contacts
from areas.models import Effort, PartnershipArea, PlanVersion
from gmp_portal import characters
from gmp_portal.exchange.tables.columns import plain
from gmp_portal.words import labelled, listed_apart
from partners.models import Partner

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# From here on a title that was typed a little otherwise is the same.
NEAR = 90
SHORTEST = 8
LABEL = 80
# How people number the entries of a plan: A1, Action 1, 行动1.
PREFIXES = {
    "objectives": (
        "o",
        "obj",
        "objective",
        "objectif",
        "objetivo",
        "цель",
        "目标",
        "الهدف",
    ),
    "actions": (
        *("a", "pa", "act", "action", "priority action", "priority", "activity", "medida"),
        *("acción", "мера", "行动", "优先行动", "الإجراء"),
    ),
    "efforts": ("e", "effort", "partner effort", "actividad", "усилие", "工作", "الجهد"),
    "donors": (
        *("d", "donor", "donateur", "donante", "донор", "捐助方", "捐赠者"),
        "الجهة المانحة",
    ),
    "requests": (
        *("p", "project", "request", "projet", "proyecto", "проект", "项目", "المشروع"),
    ),
}
SIGNS = {"objectives": "O", "actions": "A", "efforts": "E", "donors": "D", "requests": "P"}
NUMBERED = re.compile(
    r"(?P<prefix>[^\W\d][^\d]*?)?\s*(?:no\.?|nr\.?|n°|#|№|第)?\s*(?P<number>\d{1,3})"
    r"(?:\s*$|\s*[.:：,，、)）\-–—]\s*(?P<rest>.*)$|\s+(?P<more>\D.*)$)",
    re.DOTALL,
)
BETWEEN = re.compile(
    r"\s*(?:[;；\n|]|(?<=\d)\s*[,，、&+/]|(?<=\d)\s+(?:and|et|y|и)\s+|(?<=\d)[和及])\s*"
)
RUN = re.compile(r"([^\W\d]*)\s*(\d{1,2})\s*[-–—]\s*([^\W\d]*)\s*(\d{1,2})")
BRACKETS = re.compile(r"\s*[(（\[]([^)）\]]+)[)）\]]\s*")
TITLES = re.compile(r"^(?:(?:dr|prof|mr|mrs|ms|mme|m|sr|sra|h\.?e)\.?\s+)+", re.IGNORECASE)

NO_ENTRY = gettext_lazy("No entry of this plan is called so.")
SEVERAL = gettext_lazy("Several entries of this plan are called so.")
DISAGREE = gettext_lazy("Number and title belong to different entries.")
NEARLY = gettext_lazy("The title is written a little otherwise.")
NOT_OF_AREA = gettext_lazy(
    "This partner is not in the area: it stands as another participant."
)
OTHER_DONOR = gettext_lazy(
    "No donor of this plan is called so: it stands as another donor."
)
NO_PARTNER = gettext_lazy("No partner of the area is called so.")
OTHER = gettext_lazy(
    "No partner of the area is called so: it stands as another participant."
)
SEVERAL_PARTNERS = gettext_lazy("Several partners of the area are called so.")
NO_CONTACT = gettext_lazy("Nobody who may be named as a contact is called so.")
SEVERAL_CONTACTS = gettext_lazy(
    "Several people who may be named as contacts are called so."
)


@dataclass(frozen=True)
class Link:
    """What a cell names: the value for the form, in words, and what is not sure about it."""

    value: str = ""
    label: str = ""
    why: "StrOrPromise" = ""
    is_wrong: bool = False


@dataclass(frozen=True)
class Entry:
    """An entry of the plan, or one that comes along with the same table."""

    value: str
    title: str
    number: int
    # Other words for it, such as whoever makes an effort.
    also: tuple[str, ...] = ()


class Known:
    """Everything of a plan and its area that a cell can name, read when it is asked for.

    ``coming`` are titles of rows that are taken in together with these; they are numbered after
    those that are there, or from 1 where they take their place (``replaced``).
    """

    def __init__(
        self,
        plan: PlanVersion,
        coming: Mapping[str, Sequence[str]] | None = None,
        replaced: Iterable[str] = (),
    ) -> None:
        self.plan = plan
        self.coming = coming or {}
        self.replaced = frozenset(replaced)
        self._entries: dict[str, list[Entry]] = {}

    def entries(self, kind: str) -> list[Entry]:
        """The entries of a list in their order."""
        if kind not in self._entries:
            rows = [] if kind in self.replaced else self._rows(kind)
            told = [(str(row.pk), str(row), _also(row)) for row in rows]
            told += [
                (coming_value(kind, place), title, ())
                for place, title in enumerate(self.coming.get(kind, ()))
            ]
            self._entries[kind] = [
                Entry(value, title, number, also)
                for number, (value, title, also) in enumerate(told, start=1)
            ]
        return self._entries[kind]

    def _rows(self, kind: str) -> Iterable[Any]:
        rows: QuerySet[Any] = getattr(self.plan, kind).all()
        return rows.select_related("partner__country") if kind == "efforts" else rows

    def entry(self, kind: str, words: str) -> Link:
        """The entry that is named by its number, its title, or both."""
        entries = self.entries(kind)
        said = plain(words)
        titled = [each for each in entries if plain(each.title) == said]
        titled = titled or [
            each for each in entries if said and said in map(plain, each.also)
        ]
        if titled:
            is_sure = len(titled) == 1
            return _link(kind, titled[0]) if is_sure else Link(why=SEVERAL, is_wrong=True)
        numbered = _numbered(kind, words)
        if numbered is None:
            return self._near(kind, words, entries)
        return self._numbered(kind, *numbered)

    def _numbered(self, kind: str, number: int, rest: str) -> Link:
        """Where number and title name two entries, neither is taken."""
        entries = self.entries(kind)
        meant = next((each for each in entries if each.number == number), None)
        if meant and (not rest or _begins_alike(meant.title, rest)):
            return _link(kind, meant)
        named = self.entry(kind, rest) if rest else Link(why=NO_ENTRY, is_wrong=True)
        if meant:
            return Link(why=DISAGREE, is_wrong=True)
        return named if named.is_wrong else Link(named.value, named.label, NEARLY)

    def entries_named(self, kind: str, words: str) -> list[tuple[str, Link]]:
        """Each part of “O1, O3–O4; A title” with the entry that it names."""
        whole = self.entry(kind, words)
        parts = parts_of(words)
        if not whole.is_wrong and (not whole.why or len(parts) < 2):
            return [(words, whole)]
        return [(each, self.entry(kind, each)) for each in parts]

    def _near(self, kind: str, words: str, entries: Sequence[Entry]) -> Link:
        from rapidfuzz import fuzz  # noqa: PLC0415 loaded by whoever reads a table

        said = plain(words)
        begun = [
            each
            for each in entries
            if len(said) >= SHORTEST and _begins_alike(each.title, words)
        ]
        near = begun or [
            each
            for each in entries
            if len(said) >= SHORTEST and fuzz.ratio(said, plain(each.title)) >= NEAR
        ]
        if len(near) != 1:
            return Link(why=SEVERAL if near else NO_ENTRY, is_wrong=True)
        return Link(near[0].value, label_of(kind, near[0]), NEARLY)

    # Partners, contacts, areas ---------------------------------------------------------

    @cached_property
    def _partners(self) -> dict[str, dict[str, Partner]]:
        """The partners of the area by the forms of all their names."""
        members = self.plan.area.current_partners().select_related("country")
        members = members.prefetch_related("former_names", "other_names")
        named: dict[str, dict[str, Partner]] = defaultdict(dict)
        for partner in members:
            forms = [partner.skeleton, partner.short_skeleton]
            forms.append(characters.skeleton(partner.full_name))
            forms += [each.skeleton for each in partner.former_names.all()]
            forms += [each.skeleton for each in partner.other_names.all()]
            for form in filter(None, forms):
                named[form][str(partner.pk)] = partner
        return named

    def partner(self, words: str) -> Link:
        """The partner of the area with this name, short name, former or other name."""
        for part in _names_in(words):
            partners = self._partners.get(characters.skeleton(part), {})
            if len(partners) > 1:
                return Link(why=SEVERAL_PARTNERS, is_wrong=True)
            for value, partner in partners.items():
                return Link(value, partner.full_name)
        return Link(why=NO_PARTNER, is_wrong=True)

    def why_other(self, words: str) -> "StrOrPromise":
        """Why whoever is no partner of the area stands as another participant."""
        forms = [characters.skeleton(part) for part in _names_in(words)]
        is_partner = Partner.objects.confirmed().filter(skeleton__in=forms).exists()
        return NOT_OF_AREA if is_partner else OTHER

    @cached_property
    def _contacts(self) -> dict[str, dict[str, str]]:
        people: dict[str, dict[str, str]] = defaultdict(dict)
        for person in contacts(self.plan.area):
            for form in {characters.skeleton(person.name), person.email.casefold()} - {""}:
                people[form][str(person.pk)] = person.name
        return people

    def contact(self, words: str) -> Link:
        """Whoever may be named as a contact and has this name or address (A2-IV-4)."""
        bare = TITLES.sub("", words.strip())
        tried = [words, bare, *_names_in(bare), *re.split(r"\s*[,;<>，；\n]\s*", bare)]
        for part in filter(None, tried):
            people = self._contacts.get(characters.skeleton(part)) or self._contacts.get(
                part.casefold(), {}
            )
            if len(people) > 1:
                return Link(why=SEVERAL_CONTACTS, is_wrong=True)
            for value, name in people.items():
                return Link(value, name)
        return Link(why=NO_CONTACT, is_wrong=True)

    @cached_property
    def _areas(self) -> dict[str, PartnershipArea]:
        others = PartnershipArea.objects.established().exclude(pk=self.plan.area_id)
        return {
            plain(name): area
            for area in others
            for name in (area.slug, *area.names.values())
            if name
        }

    def area(self, words: str) -> Link:
        """Another area of the Partnership, by its name in any language; else nothing."""
        area = self._areas.get(plain(words))
        return Link(str(area.pk), area.name) if area else Link()


def coming_value(kind: str, place: int) -> str:
    """What stands for a row that comes along, until it has a key: ``new:actions:0``."""
    return f"new:{kind}:{place}"


def settled(value: str, made: Callable[[str, int], Any]) -> str:
    """The key of the row for which such a value stands; others stay as they are."""
    if not value.startswith("new:"):
        return value
    _new, kind, place = value.split(":")
    return str(made(kind, int(place)))


def label_of(kind: str, entry: Entry) -> str:
    """An entry by number and title: “A1: Train miners”."""
    title = Truncator(" ".join(entry.title.split())).chars(LABEL)
    return labelled(f"{SIGNS[kind]}{entry.number}", title)


def parts_of(words: str) -> list[str]:
    """What stands one beside the other: “O1, O3–O4; another”."""
    return [each for part in BETWEEN.split(words) if part for each in _run(part)]


def several(links: Iterable[Link]) -> str:
    return listed_apart(link.label for link in links)


def _link(kind: str, entry: Entry) -> Link:
    return Link(entry.value, label_of(kind, entry))


def _also(row: Any) -> tuple[str, ...]:
    return (row.who, row.description) if isinstance(row, Effort) else ()


def _numbered(kind: str, words: str) -> tuple[int, str] | None:
    """The number of an entry and what is said behind it; nothing where it begins otherwise."""
    fits = NUMBERED.fullmatch(words.strip())
    if fits is None:
        return None
    prefix = plain(fits["prefix"] or "")
    known = {plain(each) for each in PREFIXES[kind]}
    if prefix and not {prefix, prefix.removesuffix("s")} & known:
        return None
    return int(fits["number"]), (fits["rest"] or fits["more"] or "").strip()


def names_a_number(kind: str, words: str) -> bool:
    """Whether the words can be nothing but the number of an entry: 2, D2, Donor 2."""
    numbered = _numbered(kind, words)
    return numbered is not None and (not numbered[1] or not words.strip()[0].isdigit())


def _begins_alike(title: str, words: str) -> bool:
    """Whether a title was repeated, perhaps cut."""
    first, second = plain(title), plain(words)
    if not second:
        return False
    is_cut = words.rstrip().endswith(("…", "...")) and first.startswith(second)
    return (
        is_cut
        or first == second
        or (len(second) >= 3 * SHORTEST and first.startswith(second))
    )


def _run(part: str) -> list[str]:
    """O1–O3 is O1, O2 and O3."""
    fits = RUN.fullmatch(part)
    if fits is None or int(fits[2]) > int(fits[4]):
        return [part]
    return [f"{fits[1]}{number}" for number in range(int(fits[2]), int(fits[4]) + 1)]


def _names_in(words: str) -> list[str]:
    """The whole name, what stands outside brackets, and what within: “Example Institute (EI)”."""
    outside = BRACKETS.sub(" ", words).strip()
    return [each for each in (words.strip(), outside, *BRACKETS.findall(words)) if each]
