"""Which entries of the register may be one organization, with the reasons and a score (C16)."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from django.utils.translation import gettext as _

from gmp_portal import characters
from gmp_portal.reference.models import Country
from gmp_portal.rounds import Reading
from partners.models import Distinction, FormerName, OtherName, Partner, Representative
from partners.reading import name_variants
from partners.reading.duplicates import site_of

# What speaks for it, in points of a hundred, and what speaks against it.
SAME_NAME, SAME_LOOK, KNOWN_NAME, SAME_SITE, SAME_DOMAIN = 60, 55, 50, 35, 20
SAME_COUNTRY, OTHER_COUNTRY, OTHER_KIND = 15, -30, -5
VARIANT = 48
# Names that are less alike than this are no reason; a word of its own on either side halves it.
ALIKE, HALF = 85, 2
# From here on somebody should look at them.
WORTH_A_LOOK, MOST = 40, 100
# What more of them share says nothing: a host for everybody, a provider of mail, “Ministry of”.
FEW_SITES, FEW_DOMAINS, FEW_BEGINNINGS, FEW_VARIANTS = 10, 3, 40, 12
FACTS = (
    *("pk", "slug", "name", "skeleton", "short_skeleton", "website", "country_id", "kind"),
    "told_apart",
)


@dataclass
class Pair:
    """Two entries, what speaks for one organization and against it, and how much."""

    first: dict[str, Any]
    second: dict[str, Any]
    reasons: list[str] = field(default_factory=list)
    score: int = 0

    @property
    def entries(self) -> list[dict[str, Any]]:
        return [self.first, self.second]

    def count(self, points: int, reason: str) -> None:
        self.score = min(self.score + points, MOST)
        self.reasons.append(reason)


def reading() -> Reading[list[Pair]]:
    """All pairs worth a look that nobody has told apart, the likeliest first."""
    entries = Partner.objects.exclude(status=Partner.Status.APPLICANT).order_by("pk")
    rows = entries.values(*FACTS)
    former = FormerName.objects.order_by().values_list("partner", "skeleton")
    others = OtherName.objects.order_by().values_list("partner", "skeleton")
    terms = Representative.objects.current().order_by()
    people = terms.values_list("partner", "person__email").distinct()
    apart = Distinction.objects.order_by().values_list("first", "second")
    countries = Country.objects.by_name()
    yield [rows, former, others, people, apart, countries]
    known = {row["pk"]: row for row in rows}
    facts = _Facts(known, [*former, *others], list(people))
    names = {country.pk: country.name for country in countries}
    told_apart = set(apart)
    pairs = [
        _weigh(facts, Pair(_told(known[low], names), _told(known[high], names)))
        for low, high in sorted(facts.candidates() - told_apart)
    ]
    worth = [pair for pair in pairs if pair.score >= WORTH_A_LOOK]
    return sorted(worth, key=lambda pair: (-pair.score, pair.first["skeleton"]))


def of_two(this: Partner, other: Partner) -> Reading[Pair]:
    """What speaks for and against these two, whatever the score."""
    both = [this.pk, other.pk]
    rows = Partner.objects.filter(pk__in=both).values(*FACTS)
    former = FormerName.objects.filter(partner__in=both).values_list("partner", "skeleton")
    others = OtherName.objects.filter(partner__in=both).values_list("partner", "skeleton")
    terms = Representative.objects.current().filter(partner__in=both).order_by()
    people = terms.values_list("partner", "person__email").distinct()
    yield [rows, former, others, people]
    known = {row["pk"]: row for row in rows}
    facts = _Facts(known, [*former, *others], list(people))
    return _weigh(facts, Pair(known[this.pk], known[other.pk]))


def _told(row: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    return row | {"country": names.get(row["country_id"], "")}


class _Facts:
    """By what entries are compared, gathered once; by all names, as ``KNOWN_AS`` has them."""

    def __init__(
        self,
        known: dict[int, dict[str, Any]],
        more_names: Iterable[tuple[int, str]],
        people: Iterable[tuple[int, str]],
    ) -> None:
        self.known = known
        self.names: defaultdict[int, set[str]] = defaultdict(set)
        self.domains: defaultdict[int, set[str]] = defaultdict(set)
        for pk, row in known.items():
            forms = (row["skeleton"], row["short_skeleton"])
            self.names[pk] |= {characters.looks(form) for form in forms if form}
        for pk, form in more_names:
            if pk in known:
                self.names[pk].add(characters.looks(form))
        for pk, address in people:
            if pk in known:
                self.domains[pk].add(address.rpartition("@")[2].lower())
        self.sites = {pk: site_of(row["website"]) for pk, row in known.items()}

    def candidates(self) -> set[tuple[int, int]]:
        """Pairs that share something: nobody compares each with each."""
        begin = ((pk, _beginning(row)) for pk, row in self.known.items())
        return {
            *_sharing((pk, form) for pk, forms in self.names.items() for form in forms),
            *_sharing(self.sites.items(), most=FEW_SITES),
            *_sharing(
                ((pk, domain) for pk, all_ in self.domains.items() for domain in all_),
                most=FEW_DOMAINS,
            ),
            *_sharing(begin, most=FEW_BEGINNINGS),
            *_sharing(self._variants(), most=FEW_VARIANTS),
        }

    def _variants(self) -> Iterator[tuple[int, Hashable]]:
        """What the ways to write a name share, in its country."""
        words = {
            pk: name_variants.words_of(row["skeleton"]) for pk, row in self.known.items()
        }
        known = {word for each in words.values() for word in each}
        for pk, own in words.items():
            country = self.known[pk]["country_id"]
            for key in name_variants.keys(own, known):
                yield pk, (key, country)


def _beginning(row: dict[str, Any]) -> Hashable:
    """The first two words of a name, in its country."""
    return (*row["name"].casefold().split()[:2], row["country_id"])


def _sharing(
    facts: Iterable[tuple[int, Hashable]], most: int = FEW_BEGINNINGS
) -> Iterator[tuple[int, int]]:
    holders = defaultdict(set)
    for pk, fact in facts:
        if fact:
            holders[fact].add(pk)
    for pks in holders.values():
        if len(pks) <= most:
            yield from combinations(sorted(pks), 2)


def _weigh(facts: _Facts, pair: Pair) -> Pair:
    this, other = pair.first, pair.second
    _weigh_names(facts, pair)
    if facts.sites[this["pk"]] and facts.sites[this["pk"]] == facts.sites[other["pk"]]:
        pair.count(SAME_SITE, _("the same website"))
    if facts.domains[this["pk"]] & facts.domains[other["pk"]]:
        pair.count(SAME_DOMAIN, _("people with addresses of the same domain"))
    if this["country_id"] and other["country_id"]:
        if this["country_id"] == other["country_id"]:
            pair.count(SAME_COUNTRY, _("the same country"))
        else:
            pair.count(OTHER_COUNTRY, _("another country"))
    if this["kind"] != other["kind"]:
        pair.count(OTHER_KIND, _("another kind"))
    pair.score = max(pair.score, 0)
    return pair


def _weigh_names(facts: _Facts, pair: Pair) -> None:
    this, other = pair.first, pair.second
    if this["skeleton"] == other["skeleton"]:
        pair.count(SAME_NAME, _("the same name"))
    elif characters.looks(this["skeleton"]) == characters.looks(other["skeleton"]):
        pair.count(SAME_LOOK, _("a name that looks the same"))
    elif facts.names[this["pk"]] & facts.names[other["pk"]]:
        pair.count(KNOWN_NAME, _("a short, former or other name of the other"))
    else:
        # Its library is loaded by whoever needs it: most pages do not.
        from rapidfuzz import fuzz  # noqa: PLC0415

        forms = (this["skeleton"], other["skeleton"])
        own = [name_variants.words_of(form) for form in forms]
        likeness = round(fuzz.ratio(*forms))
        is_variant = name_variants.is_variant(*own)
        if likeness >= ALIKE:
            words = _("a similar name (%(percent)d%%)") % {"percent": likeness}
            # North and South are alike, and no two ways to write one word.
            differ = not is_variant and all(name_variants.rests(*own))
            pair.count(likeness // HALF // (HALF if differ else 1), words)
        elif is_variant:
            pair.count(VARIANT, _("the same words, abbreviated or in another order"))
