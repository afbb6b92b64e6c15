"""The passages of a version one by one, and the version in another language (B4-1)."""

import hashlib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from areas.annex2 import SECTIONS
from areas.models import PlanTranslation, PlanVersion
from areas.reading import plan_rows
from areas.reading.snapshot import Content
from gmp_portal import rounds
from gmp_portal.typesetting.signs import lines
from gmp_portal.typesetting.signs.blocks import Blocks
from gmp_portal.words import labelled

# The lists of a version with the fields in which people write, and the section of each list.
LISTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "objectives": ("II", ("statement", "measure", "target", "realism")),
    "actions": ("III", ("title", "description")),
    "efforts": ("IV", ("description", "target")),
    "opportunities": ("V", ("title", "description")),
    "indicators": ("VI", ("name", "unit", "baseline", "target", "source")),
    "donors": ("VII", ("name", "note")),
    "requests": ("VII", ("title", "purpose", "in_kind")),
    "applications": ("VII", ("title", "note")),
    "risks": ("VIII", ("title", "measures")),
    "linkages": ("IX", ("name", "note")),
}
# The title of a version and what it says of itself stand before its sections.
FRONT = "front"
TEXTS = "texts"
LONG = 200


@dataclass(frozen=True)
class Passage:
    """Some words of a version, and where they stand."""

    path: str
    section: str
    label: str
    text: str
    place: tuple[str | int, ...] = field(repr=False)
    """The way to them in the content of the version."""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def name(self) -> str:
        """The name of its field in a form."""
        return self.path.replace(".", "-")

    @property
    def is_prose(self) -> bool:
        """Whether it is the text of a section, which may have signs (ADR 57)."""
        return self.place[0] == TEXTS

    @property
    def blocks(self) -> Blocks:
        """What it is made of, to be shown as on the page of the plan."""
        return lines.read(self.text)

    @property
    def is_long(self) -> bool:
        return len(self.text) > LONG or "\n" in self.text


@dataclass(frozen=True)
class Pair:
    """A passage and what it is in another language, as far as it was translated."""

    passage: Passage
    translation: PlanTranslation | None

    @property
    def text(self) -> str:
        return self.translation.text if self.translation else ""

    @property
    def is_stale(self) -> bool:
        """Whether the original was changed after it was translated."""
        if self.translation is None or not self.translation.text:
            return False
        return self.translation.source_sha256 != self.passage.sha256


@dataclass(frozen=True)
class Progress:
    """How far a translation is."""

    done: int
    all: int
    stale: int

    @property
    def percent(self) -> int:
        return 100 * self.done // max(self.all, 1)


def of(plan: PlanVersion, content: Content) -> list[Passage]:
    """All passages that say anything, in the order in which they are read."""
    if not plan_rows.are_kept(plan):
        rounds.read(plan_rows.kept(plan))
    gathered = [*_front(content), *_texts(content)]
    for name, (section, fields) in LISTS.items():
        gathered += _rows(plan, content, name, section, fields)
    order = [FRONT, *(section.key for section in SECTIONS)]
    return sorted(
        (passage for passage in gathered if passage.text.strip()),
        key=lambda passage: order.index(passage.section),
    )


def pairs(passages: list[Passage], translations: "list[PlanTranslation]") -> list[Pair]:
    """Each passage with its translation; a row that was entered anew finds that of its words."""
    by_path = {each.path: each for each in translations}
    by_words = {each.source_sha256: each for each in translations if each.text}
    return [
        Pair(each, by_path.get(each.path) or by_words.get(each.sha256)) for each in passages
    ]


def progress(told: list[Pair]) -> Progress:
    return Progress(
        done=sum(bool(each.text) for each in told),
        all=len(told),
        stale=sum(each.is_stale for each in told),
    )


def in_language(plan: PlanVersion, content: Content, language: str) -> Content:
    """The version as far as it is translated; what is not stands in the original."""
    rows = list(plan.translations.filter(language=language))
    return translated(content, pairs(of(plan, content), rows), language)


def translated(content: Content, told: list[Pair], language: str) -> Content:
    made = deepcopy(content)
    for pair in told:
        if pair.text:
            _put(made, pair.passage.place, pair.text)
    count = progress(told)
    of_itself = {"done": count.done, "all": count.all, "stale": count.stale}
    return made | {
        "language": language,
        "translated": {"from": content.get("language") or "en", "count": count.stale}
        | of_itself,
    }


def _front(content: Content) -> Iterator[Passage]:
    yield Passage("title", FRONT, _("Title"), content["title"], ("title",))
    note = content.get("note", "")
    yield Passage("note", FRONT, _("What this version changes"), note, ("note",))


def _texts(content: Content) -> Iterator[Passage]:
    for section in SECTIONS:
        text = content["texts"].get(section.key, "")
        place = (TEXTS, section.key)
        yield Passage(
            f"texts.{section.key}", section.key, str(section.text_label), text, place
        )


def _rows(
    plan: PlanVersion, content: Content, name: str, section: str, fields: tuple[str, ...]
) -> Iterator[Passage]:
    rows = getattr(plan, name).all()
    for place, (row, said) in enumerate(zip(rows, content.get(name, ()), strict=False)):
        for each in fields:
            yield Passage(
                f"{name}.{row.pk}.{each}",
                section,
                _label(row, each, place),
                said.get(each) or "",
                (name, place, each),
            )
        if name == "efforts":
            yield from _milestones(row, said, place)


def _milestones(effort: Any, said: Mapping[str, Any], place: int) -> Iterator[Passage]:
    steps = zip(effort.milestones.all(), said["milestones"], strict=False)
    for number, (step, written) in enumerate(steps):
        yield Passage(
            f"milestones.{step.pk}.text",
            "IV",
            _label(step, "text", number),
            written["text"],
            ("efforts", place, "milestones", number, "text"),
        )


def _label(row: Any, name: str, place: int) -> str:
    """Which row it is and which of its fields: "Objective 2: target"."""
    kind = _("%(kind)s %(number)d") % {
        "kind": capfirst(row._meta.verbose_name),
        "number": place + 1,
    }
    return labelled(kind, row._meta.get_field(name).verbose_name)


def _put(content: Any, place: tuple[str | int, ...], text: str) -> None:
    *way, last = place
    for step in way:
        content = content[step]
    content[last] = text
