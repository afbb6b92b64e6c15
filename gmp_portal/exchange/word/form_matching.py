"""Which question a label belongs to, in whichever of its languages and however it was retyped."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gmp_portal.exchange.word import form_sheets
from gmp_portal.exchange.word.form_sheets import FormSheet, Question

SIMILAR = 0.85
# Two questions so close to a label cannot be told apart by it.
APART = 0.03
PREFERENCE = 0.05
# What parts a label from an answer behind it.
SIGN = re.compile(r"[:：\t]|\s[-–—]\s")
# What is longer than this is no label, and would only take time to compare.
LONGEST = 2000
BLANKS = re.compile(r"\s+")
ENDS = " \t\n:：;；,，.。·*-–—_…"


def normal(text: str) -> str:
    """Return a text as it is compared: without case, width, or marks at its ends."""
    flat = unicodedata.normalize("NFKC", text[:LONGEST]).casefold()
    return BLANKS.sub(" ", flat).strip(ENDS)


def similarity(text: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1; both are ``normal``."""
    if not text or not other:
        return 0
    # Loaded by whoever reads a table or a form: most pages do not.
    from rapidfuzz import fuzz  # noqa: PLC0415

    return fuzz.ratio(text, other) / 100


@dataclass(frozen=True)
class Match:
    """The question that a label belongs to, and what was written behind the label."""

    key: str
    is_exact: bool
    rest: str = ""


@dataclass(frozen=True)
class Choices:
    """The words of the choices of one question, each with the key of its choice."""

    labels: tuple[tuple[str, str], ...]

    @property
    def count(self) -> int:
        return len({key for _label, key in self.labels})

    def choice(self, text: str) -> str:
        """Return the choice that these words are most like, if they are like one only."""
        said = normal(text)
        ranked: dict[str, float] = {}
        for label, key in self.labels:
            ranked[key] = max(ranked.get(key, 0), similarity(said, label))
        ordered = sorted(ranked, key=lambda key: -ranked[key])
        if not ordered or ranked[ordered[0]] < SIMILAR:
            return ""
        if len(ordered) > 1 and ranked[ordered[0]] - ranked[ordered[1]] < APART:
            return ""
        return ordered[0]

    def begun(self, text: str) -> str:
        """Return the choice with whose words a remark begins, if no other begins alike."""
        said = normal(text)
        begun = {label: key for label, key in self.labels if _begins(said, label)}
        alike = {
            key
            for label, key in self.labels
            if any(label.startswith(short) for short in begun)
        }
        return alike.pop() if len(alike) == 1 else ""


def _begins(text: str, label: str) -> bool:
    """Tell whether a text begins with the whole label, and not with a word that goes on."""
    behind = text[len(label) : len(label) + 1]
    return bool(label and behind) and text.startswith(label) and not behind.isalnum()


@dataclass
class Labels:
    """All words that a form prints itself, in all its languages."""

    sheets: Mapping[str, FormSheet]
    labels: list[tuple[str, str, int, str]] = field(default_factory=list)
    sections: list[tuple[str, int]] = field(default_factory=list)
    lines: set[str] = field(default_factory=set)
    questions: dict[str, Question] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for language, sheet in self.sheets.items():
            self.lines |= {normal(sheet.title), *map(normal, sheet.intro)}
            for place, section in enumerate(sheet.sections):
                self.sections.append((normal(section.title), place))
                for question in section.questions:
                    self._add(question, place, language)

    def _add(self, question: Question, section: int, language: str) -> None:
        self.questions.setdefault(question.key, question)
        self.labels.append((normal(question.label), question.key, section, language))
        self.lines.add(normal(form_sheets.instruction(question, language)))

    def choices(self, key: str) -> "Choices":
        """Return the choices of a question in all languages."""
        return Choices(
            tuple(
                (normal(choice.label), choice.key)
                for language, sheet in self.sheets.items()
                for question in sheet.questions
                if question.key == key
                for choice in form_sheets.offered(question, language)
            )
        )

    def section(self, text: str) -> int | None:
        """Return the place of the section of this title, or nothing."""
        said = normal(text)
        ranked = [(similarity(said, title), place) for title, place in self.sections]
        likeness, place = max(ranked, default=(0.0, 0))
        return place if likeness >= SIMILAR else None

    def is_printed(self, text: str) -> bool:
        """Tell whether the form says this itself: its title, its introduction, an instruction."""
        said = normal(text)
        return not said or any(similarity(said, line) >= SIMILAR for line in self.lines)

    def hint(self, key: str, text: str) -> bool:
        """Tell whether this is the line that helps with a question."""
        said = normal(text)
        hints = (
            normal(question.hint)
            for sheet in self.sheets.values()
            for question in sheet.questions
            if question.key == key
        )
        return any(similarity(said, hint) >= SIMILAR for hint in hints)

    def match(self, text: str, section: int | None) -> Match | None:
        """Return the question of a label; nothing where none or more than one is like it."""
        said = normal(text)
        ranks: dict[str, tuple[float, float]] = {}
        for label, key, place, _language in self.labels:
            likeness = similarity(said, label)
            # Where two questions have the same words, their headings tell them apart.
            rank = likeness + (PREFERENCE if place == section else 0)
            ranks[key] = max(ranks.get(key, (0, 0)), (rank, likeness))
        ordered = sorted(ranks, key=lambda key: ranks[key], reverse=True)
        if not ordered or ranks[ordered[0]][1] < SIMILAR:
            return self._begun(text, section)
        if len(ordered) > 1 and ranks[ordered[0]][0] - ranks[ordered[1]][0] < APART:
            return None
        key = ordered[0]
        is_exact = any(said == label for label, of, *_ in self.labels if of == key)
        return Match(key, is_exact)

    def rest(self, key: str, text: str) -> str | None:
        """Return what stands behind the label of this question, or nothing without the label."""
        whole = unicodedata.normalize("NFKC", text).strip()
        rests = [
            whole[len(label) :].strip(ENDS)
            for label, of, *_ in self.labels
            if of == key and label and whole[: len(label)].casefold() == label
        ]
        return min(rests, key=len, default=None)

    def _begun(self, text: str, section: int | None) -> Match | None:
        """Return the question whose label stands before a colon or another such sign."""
        head = SIGN.split(text.strip(), maxsplit=1)
        if len(head) < 2 or not head[1].strip():
            return None
        match = self.match(head[0], section)
        return Match(match.key, is_exact=False, rest=head[1].strip()) if match else None


def language_of(labels: Labels, texts: Iterable[str]) -> str:
    """Return the language in which most labels of a file are written, or nothing."""
    said = {normal(text) for text in texts}
    counts: dict[str, int] = {}
    for label, _key, _place, language in labels.labels:
        counts[language] = counts.get(language, 0) + (label in said)
    best = max(counts, key=lambda language: counts[language], default="")
    return best if counts.get(best) else ""
