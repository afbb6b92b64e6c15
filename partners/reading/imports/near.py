"""Names that are nearly the same: in the register, and in the rows themselves (C2)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import islice

from partners.models.partners import LIKE

# Three signs that very many names share find nobody.
TOO_COMMON = 40
FEW = 3


@lru_cache(maxsize=65_536)
def signs(form: str) -> frozenset[str]:
    """The name in groups of three signs, as the database compares names, too."""
    padded = [f"  {word} " for word in form.split()]
    return frozenset(
        word[place : place + 3] for word in padded for place in range(len(word) - 2)
    )


def likeness(name: str, other: str) -> float:
    """From 0 to 1, as much as two names share."""
    first, second = signs(name), signs(other)
    return len(first & second) / max(1, len(first | second))


class Names:
    """Names by what they are made of, so that not each is compared with each."""

    def __init__(self) -> None:
        self.holders: dict[str, list[str]] = defaultdict(list)
        self.forms: set[str] = set()

    @classmethod
    def of(cls, forms: Iterable[str]) -> "Names":
        names = cls()
        for form in forms:
            names.add(form)
        return names

    def add(self, form: str) -> None:
        if form not in self.forms:
            self.forms.add(form)
            for sign in signs(form):
                self.holders[sign].append(form)

    def like(self, form: str, fits: Callable[[str], bool]) -> Mapping[str, float]:
        """A few other names that fit and are like this one, the most similar first."""
        groups = [self.holders.get(sign, []) for sign in signs(form)]
        rare = [group for group in groups if len(group) <= TOO_COMMON]
        shared = Counter(other for group in rare for other in group if other != form)
        tried = (other for other, _number in shared.most_common(TOO_COMMON))
        liked = ((other, likeness(form, other)) for other in tried)
        near = islice(
            (each for each in liked if each[1] >= LIKE and fits(each[0])), 4 * FEW
        )
        return dict(sorted(near, key=lambda each: -each[1])[:FEW])
