"""What becomes of a text if a suggestion is taken in, and what changed since it was made (B4-2)."""

import json
from dataclasses import dataclass
from functools import cached_property

from django.db.models import F

from areas import permissions
from areas.models import PlanSuggestion, PlanVersion
from areas.reading import figures, narrative, wordings
from areas.reading.tongue import Tongue
from areas.reading.wordings import Wording
from gmp_portal.accounts import offices
from gmp_portal.accounts.rights import Anybody
from gmp_portal.rounds import Reading
from gmp_portal.typesetting.signs import lines
from gmp_portal.typesetting.signs.blocks import Blocks
from gmp_portal.ui.versions import Values
from gmp_portal.words import beside
from gmp_portal.writing import compare, merge
from gmp_portal.writing.compare import Line

# So many stand on the page of a plan.
MOST = 50
TEXT = "text"


@dataclass(frozen=True)
class Merged:
    """The text with what was suggested and what was saved since; ``is_clear`` if both fit."""

    text: str
    is_clear: bool


def merged(suggestion: PlanSuggestion, wording: Wording) -> Merged:
    """The suggestion on top of the text as it stands now; where both clash, the suggestion."""
    proposed = wording.as_kept(suggestion.proposed)
    if wording.text == suggestion.base:
        return Merged(proposed, True)
    base, mine, theirs = map(_values, (suggestion.base, proposed, wording.text))
    both = merge.values(base, mine, theirs, {TEXT})
    if both.clashes:
        return Merged(proposed, False)
    return Merged("".join(map(str, both.values[TEXT])), True)


def _values(text: str) -> Values:
    return {TEXT: [text] if text else []}


@dataclass(frozen=True)
class Proposal:
    """A suggestion as it is shown: marked changes, and what changed since it was made."""

    suggestion: PlanSuggestion
    voice: str
    about: str
    wording: Wording | None
    merged: Merged | None

    @property
    def changes(self) -> tuple[Line, ...]:
        """What is suggested, marked in the wording it was made for."""
        return self._marked(self.suggestion.base, self.suggestion.proposed)

    @property
    def since(self) -> tuple[Line, ...]:
        """What was changed since it was made; nothing where the text is the same."""
        if self.wording is None or self.wording.text == self.suggestion.base:
            return ()
        return self._marked(self.suggestion.base, self.wording.text)

    @property
    def result(self) -> tuple[Line, ...]:
        """What taking it in would change in the text as it stands now."""
        if self.wording is None or self.merged is None:
            return ()
        return self._marked(self.wording.text, self.merged.text)

    @property
    def keeps_words(self) -> bool:
        """Whether only the look of the words is another one, which marks do not show."""
        return not any(line.is_changed for line in self.changes)

    @cached_property
    def blocks(self) -> Blocks:
        """What is suggested as it would read; nothing where it has no signs."""
        proposed = self.suggestion.proposed
        is_signed = self.suggestion.kind == wordings.SECTION and lines.is_signed(proposed)
        return lines.read(proposed) if is_signed else ()

    @cached_property
    def figures(self) -> dict[int, str]:
        """Where the figures can be seen that it shows, or that the text shows now."""
        if self.suggestion.kind != wordings.SECTION:
            return {}
        now = self.wording.text if self.wording else ""
        return figures.shown_by(self.suggestion.plan, self.suggestion.proposed, now)

    @property
    def shown_figures(self) -> str:
        """The same, for the editor."""
        return json.dumps(self.figures)

    def _marked(self, before: str, after: str) -> tuple[Line, ...]:
        """Paragraph by paragraph; a text of a section without its signs."""
        if self.suggestion.kind != wordings.SECTION:
            return compare.lines(before.splitlines(), after.splitlines())
        if not lines.is_signed(before) and not lines.is_signed(after):
            return compare.lines(before.splitlines(), after.splitlines())
        to = Tongue(self.suggestion.plan.language)
        both = (narrative.lines(lines.read(text), to) for text in (before, after))
        return compare.lines(*both)


def of(suggestion: PlanSuggestion, reader: Anybody) -> Proposal:
    """One suggestion for its page."""
    names = offices.names_of([suggestion.author], reader)
    wording = wordings.of_suggestion(suggestion)
    about = wording.label if wording else wordings.gone(suggestion)
    return Proposal(
        suggestion,
        beside(names[suggestion.author_id], suggestion.partner.name_on_record),
        about,
        wording,
        merged(suggestion, wording) if wording else None,
    )


@dataclass(frozen=True)
class Listed:
    """A suggestion in a list."""

    suggestion: PlanSuggestion
    voice: str

    def waits_in(self, section: str) -> bool:
        """Whether it waits for the leads in this section."""
        is_open = self.suggestion.status == PlanSuggestion.Status.OPEN
        return is_open and self.suggestion.section == section


def listed(plan: PlanVersion, reader: Anybody) -> "Reading[list[Listed]]":
    """The suggestions of a version for its readers, those that wait first; others see none."""
    if not permissions.hears(reader, plan.area):
        return []
    rows = plan.suggestions.select_related("author", "partner")
    newest_first = F("settled_at").desc(nulls_first=True)
    rows = rows.defer("base", "proposed").order_by(newest_first, "pk")[:MOST]
    yield [rows]
    for each in rows:
        each.plan = plan
    return [Listed(each, _voice(each)) for each in rows]


def _voice(suggestion: PlanSuggestion) -> str:
    return beside(suggestion.author.name, suggestion.partner.name_on_record)
