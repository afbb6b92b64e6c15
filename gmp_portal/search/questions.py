"""What somebody looks for, as PostgreSQL is asked for it: a ``tsquery`` of the same words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from gmp_portal.search import words

LONGEST_QUESTION, MOST_TERMS = 200, 12
_PARTS = re.compile(
    r'(?P<minus>(?<!\S)[-\u2212])?(?:["“”„«»](?P<quoted>[^"“”„«»]+)["“”„«»]?|(?P<plain>\S+))'
)
# Shorter beginnings would find half of everything.
SHORTEST_HALF = 2
# What a word typed whole may end in: its plural and its other forms in languages written in Latin.
ENDINGS = ("", "s", "es", "e", "d", "ed", "ing", "er", "ers")
DOUBLING = ("ed", "ing", "er", "ers")
_HAS_FORMS = re.compile("[a-z]{3,}")


@dataclass(frozen=True)
class Term:
    """Words that stand together: a word or half of it, a symbol, a run of Han, a quoted phrase."""

    lexemes: tuple[tuple[str, int], ...]
    is_half: bool
    is_excluded: bool = False

    def as_query(self) -> str:
        """Give this term for ``to_tsquery``; its lexemes hold letters and digits only."""
        first, before = self.lexemes[0]
        said = f"'{first}'"
        for lexeme, position in self.lexemes[1:]:
            said += f" <{position - before}> '{lexeme}'"
            before = position
        said += ":*" if self.is_half else ""
        return f"!({said})" if self.is_excluded else f"({said})"

    @property
    def last(self) -> str:
        """The word of which the end may be missing."""
        return self.lexemes[-1][0]

    @property
    def has_forms(self) -> bool:
        """Whether endings are told from other words: in languages written in Latin."""
        return self.is_half and _HAS_FORMS.fullmatch(self.last) is not None

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The last word as it was typed, its plural and its other forms."""
        last = self.last
        if not self.has_forms:
            return (last,)
        doubled = [last[-1] + ending for ending in ENDINGS if ending in DOUBLING]
        return tuple(last + ending for ending in (*ENDINGS, *doubled))

    def is_in(self, said: set[str], *, is_whole: bool) -> bool:
        """Whether these words are all there; side by side or not."""
        leading = all(lexeme in said for lexeme, _ in self.lexemes[:-1])
        if is_whole or not self.is_half:
            return leading and not said.isdisjoint(self.forms)
        return leading and any(lexeme.startswith(self.last) for lexeme in said)

    def is_word(self, lexeme: str) -> bool:
        """Whether a word of a text is one of this term, whole."""
        return lexeme in self.forms or any(lexeme == own for own, _ in self.lexemes)

    def begins(self, lexeme: str) -> bool:
        """Whether a word of a text only begins like the last one of this term."""
        return self.is_half and lexeme.startswith(self.last)


@dataclass(frozen=True)
class Question:
    """What was typed, and its terms: a text must have all of them."""

    typed: str

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        matches = (_term(part) for part in _PARTS.finditer(self.typed[:LONGEST_QUESTION]))
        return tuple(dict.fromkeys(term for term in matches if term))[:MOST_TERMS]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for: no word, or only words that shall not occur."""
        return all(term.is_excluded for term in self.terms)

    def as_query(self, months: Iterable[str] = ()) -> str:
        """All terms, in one of these months if there are any."""
        recent = " | ".join(f"'{month}'" for month in months)
        asked = [term.as_query() for term in self.terms]
        return " & ".join([*asked, f"({recent})"] if recent else asked)

    def is_in(self, title: str, *, is_whole: bool) -> bool:
        """Whether a title has all the words, whole in one of their forms or at least begun."""
        said = {
            form
            for word in words.of(words.folded(title))
            for form in words.forms(word.lexeme)
        }
        return all(
            term.is_in(said, is_whole=is_whole)
            for term in self.terms
            if not term.is_excluded
        )


def _term(part: re.Match[str]) -> Term | None:
    is_quoted = part["quoted"] is not None
    matches = list(words.of(words.folded(part["quoted"] or part["plain"] or "")))
    lexemes = tuple(_needed(matches))
    if not lexemes:
        return None
    last = lexemes[-1][0]
    is_half = not is_quoted and len(last) >= SHORTEST_HALF and not last.isdigit()
    is_half = is_half and not re.match(f"[{words.HAN}]", last)
    return Term(lexemes, is_half, bool(part["minus"]))


def _needed(matches: list[words.Word]) -> list[tuple[str, int]]:
    """The fewest words that say it all: of a run of Han those that are as long as can be."""
    ends: dict[int, int] = {}
    for word in matches:
        ends[word.begin] = max(word.end, ends.get(word.begin, 0))
    return [
        (words.without_article(word.lexeme), word.position)
        for word in matches
        if not _is_han(word)
        or (word.end == ends[word.begin] and ends.get(word.begin - 1, 0) < word.end)
    ]


def _is_han(word: words.Word) -> bool:
    return re.match(f"[{words.HAN}]", word.lexeme) is not None
