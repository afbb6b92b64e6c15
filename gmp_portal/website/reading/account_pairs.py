"""Which accounts may belong to one person, with the reasons and a score (C16)."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from django.utils.translation import gettext as _

from gmp_portal import characters
from gmp_portal.accounts.models import AccountDistinction, SecretariatTerm, User
from gmp_portal.rounds import Reading
from partners.models import Representative

# What speaks for it, in points of a hundred, and what speaks against it.
SAME_NAME, OTHER_ORDER, OTHER_SCRIPT, SHORT_NAME = 50, 45, 40, 30
SAME_ADDRESS, SAME_LOCAL_PART, SAME_PHONE = 60, 20, 35
SAME_PARTNER, OTHER_NAME = 20, -20
# Names that are less alike than this are no reason.
ALIKE, HALF = 88, 2
# From here on somebody should look at them.
WORTH_A_LOOK, MOST = 40, 100
# What more of them share says nothing: a common name, a switchboard.
FEW_NAMES, FEW_OTHERS = 20, 6
# Boxes that many people read, and initials.
SHARED_BOXES = frozenset(
    {
        *("admin", "contact", "direction", "director", "info", "mail", "mercury"),
        *("office", "secretariat", "secretary"),
    }
)
SHORTEST_BOX, SHORTEST_WORD = 4, 3
# What stands before a name, or behind it, and is no part of it.
TITLES = frozenset(
    {"dr", "dra", "eng", "ing", "mme", "mr", "mrs", "ms", "phd", "prof", "sr", "sra"}
)


@dataclass
class Pair:
    """Two accounts, what speaks for one person and against it, and how much."""

    first: dict[str, Any]
    second: dict[str, Any]
    reasons: list[str] = field(default_factory=list)
    score: int = 0

    @property
    def accounts(self) -> list[dict[str, Any]]:
        return [self.first, self.second]

    def count(self, points: int, reason: str) -> None:
        self.score = max(0, min(self.score + points, MOST))
        self.reasons.append(reason)


def reading() -> Reading[list[Pair]]:
    """All pairs worth a look that nobody has told apart, the likeliest first."""
    staff = SecretariatTerm.objects.order_by().values("person")
    people = User.objects.filter(is_active=True, is_staff=False, is_superuser=False)
    accounts = people.exclude(pk__in=staff).order_by("pk").values("pk", "name", "email")
    further = _addresses()
    terms = _terms()
    apart = AccountDistinction.objects.order_by().values_list("first", "second")
    yield [accounts, further, terms, apart]
    facts = _Facts(list(accounts), list(further), list(terms))
    told_apart = set(apart)
    pairs = [
        _weigh(facts, Pair(facts.known[low], facts.known[high]))
        for low, high in sorted(facts.candidates() - told_apart)
    ]
    worth = [pair for pair in pairs if pair.score >= WORTH_A_LOOK]
    return sorted(
        worth, key=lambda pair: (-pair.score, pair.first["name"], pair.first["pk"])
    )


def of_two(this: User, other: User) -> Reading[Pair]:
    """What speaks for and against these two, whatever the score."""
    both = [this.pk, other.pk]
    accounts = User.objects.filter(pk__in=both).order_by("pk").values("pk", "name", "email")
    further, terms = _addresses().filter(pk__in=both), _terms().filter(person__in=both)
    yield [accounts, further, terms]
    facts = _Facts(list(accounts), list(further), list(terms))
    return _weigh(facts, Pair(facts.known[this.pk], facts.known[other.pk]))


def _addresses() -> Any:
    """Further addresses, proved or only typed."""
    typed = User.objects.exclude(emailaddress=None).order_by()
    return typed.values_list("pk", "emailaddress__email")


def _terms() -> Any:
    terms = Representative.objects.order_by("person", "partner")
    return terms.values_list("person", "partner", "partner__name", "phone")


def _words(name: str) -> list[str]:
    return _without_titles(characters.looks(characters.skeleton(name)).split())


def _in_latin(name: str) -> list[str]:
    """The words of a name in Latin letters, whatever script it is written in."""
    return _without_titles(characters.slug_of(name).split("-"))


def _without_titles(words: list[str]) -> list[str]:
    return [word for word in words if word not in TITLES] or words


def _beside_initials(words: list[str]) -> Iterator[tuple[str, str]]:
    """Each longer word of a name, with the initials of the others."""
    for place, word in enumerate(words):
        if len(word) >= SHORTEST_WORD:
            others = [*words[:place], *words[place + 1 :]]
            yield word, "".join(sorted(other[:1] for other in others))


class _Facts:
    """By what accounts are compared, gathered once."""

    def __init__(
        self,
        accounts: Iterable[Mapping[str, Any]],
        further: Iterable[tuple[int, str]],
        terms: Iterable[tuple[int, int, str, str]],
    ) -> None:
        self.known = {row["pk"]: {**row, "partners": []} for row in accounts}
        self.words = {pk: _words(row["name"]) for pk, row in self.known.items()}
        self.latin = {pk: sorted(_in_latin(row["name"])) for pk, row in self.known.items()}
        self.addresses: defaultdict[int, set[str]] = defaultdict(set)
        self.partners: defaultdict[int, set[int]] = defaultdict(set)
        self.phones: defaultdict[int, set[str]] = defaultdict(set)
        for pk, row in self.known.items():
            self.addresses[pk].add(row["email"].lower())
        for pk, address in further:
            self.addresses[pk].add(address.lower())
        for pk, partner, name, phone in terms:
            if pk in self.known:
                if partner not in self.partners[pk]:
                    self.known[pk]["partners"].append(name)
                self.partners[pk].add(partner)
                self.phones[pk].add("".join(filter(str.isdigit, phone)))

    def boxes(self, pk: int) -> set[str]:
        """The part of an address that is the person's own, where it says something."""
        names = {address.partition("@")[0] for address in self.addresses[pk]}
        return {name for name in names - SHARED_BOXES if len(name) >= SHORTEST_BOX}

    def candidates(self) -> set[tuple[int, int]]:
        """Pairs that share something: nobody compares each with each."""
        known = self.known
        return {
            *_sharing(((pk, tuple(self.latin[pk])) for pk in known), FEW_NAMES),
            *_sharing(((pk, tuple(sorted(self.words[pk]))) for pk in known), FEW_NAMES),
            *_sharing(
                (pk, each) for pk in known for each in _beside_initials(self.latin[pk])
            ),
            *_sharing((pk, each) for pk in known for each in self.addresses[pk]),
            *_sharing((pk, each) for pk in known for each in self.boxes(pk)),
            *_sharing((pk, each) for pk in known for each in self.phones[pk]),
            *_sharing(
                (pk, (partner, word))
                for pk in known
                for partner in self.partners[pk]
                for word in self.latin[pk]
                if len(word) >= SHORTEST_WORD
            ),
        }


def _sharing(
    facts: Iterable[tuple[int, Hashable]], most: int = FEW_OTHERS
) -> Iterator[tuple[int, int]]:
    holders = defaultdict(set)
    for pk, fact in facts:
        if fact and fact != ("",):
            holders[fact].add(pk)
    for pks in holders.values():
        if len(pks) <= most:
            yield from combinations(sorted(pks), 2)


def _weigh(facts: _Facts, pair: Pair) -> Pair:
    this, other = pair.first["pk"], pair.second["pk"]
    if facts.addresses[this] & facts.addresses[other]:
        pair.count(SAME_ADDRESS, _("the same e-mail address"))
    if (facts.phones[this] & facts.phones[other]) - {""}:
        pair.count(SAME_PHONE, _("the same telephone number"))
    if facts.partners[this] & facts.partners[other]:
        pair.count(SAME_PARTNER, _("the same partner"))
    if facts.boxes(this) & facts.boxes(other):
        pair.count(SAME_LOCAL_PART, _("addresses that begin alike"))
    _weigh_names(facts, pair)
    return pair


def _weigh_names(facts: _Facts, pair: Pair) -> None:
    this, other = pair.first["pk"], pair.second["pk"]
    words, latin = facts.words, facts.latin
    if words[this] == words[other]:
        pair.count(SAME_NAME, _("the same name"))
    elif sorted(words[this]) == sorted(words[other]):
        pair.count(OTHER_ORDER, _("the same name in another order"))
    elif latin[this] == latin[other] and latin[this] != [""]:
        pair.count(OTHER_SCRIPT, _("the same name in another spelling or script"))
    elif _is_shortened(latin[this], latin[other]):
        pair.count(SHORT_NAME, _("the same name, once with initials or shortened"))
    else:
        # Its library is loaded by whoever needs it: most pages do not.
        from rapidfuzz import fuzz  # noqa: PLC0415

        likeness = round(fuzz.ratio(" ".join(latin[this]), " ".join(latin[other])))
        if likeness >= ALIKE:
            said = _("a similar name (%(percent)d%%)") % {"percent": likeness}
            pair.count(likeness // HALF, said)
        else:
            pair.count(OTHER_NAME, _("another name"))


def _is_shortened(these: list[str], others: list[str]) -> bool:
    """Whether each word of the shorter name stands in the other, or is an initial of one."""
    short, long = sorted((these, others), key=len)
    left = list(long)
    for word in sorted(short, key=len, reverse=True):
        same = next((each for each in left if _fits(word, each)), None)
        if same is None:
            return False
        left.remove(same)
    return any(len(word) >= SHORTEST_WORD and word in long for word in short)


def _fits(word: str, other: str) -> bool:
    is_initial = 1 in (len(word), len(other))
    return word == other or (is_initial and word[:1] == other[:1])
