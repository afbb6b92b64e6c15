"""What becomes of a text if a suggestion is taken in, and what changed since it was made (B4-2)."""

from dataclasses import dataclass

from django.db.models import F

from areas import permissions
from areas.models import PlanSuggestion, PlanVersion
from areas.reading import wordings
from areas.reading.wordings import Wording
from gmp_portal.accounts import offices
from gmp_portal.accounts.rights import Anybody
from gmp_portal.rounds import Reading
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
    if wording.text == suggestion.base:
        return Merged(suggestion.proposed, True)
    sides = (suggestion.base, suggestion.proposed, wording.text)
    base, mine, theirs = map(_values, sides)
    both = merge.values(base, mine, theirs, {TEXT})
    if both.clashes:
        return Merged(suggestion.proposed, False)
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
        return _marked(self.suggestion.base, self.suggestion.proposed)

    @property
    def since(self) -> tuple[Line, ...]:
        """What was changed since it was made; nothing where the text is the same."""
        if self.wording is None or self.wording.text == self.suggestion.base:
            return ()
        return _marked(self.suggestion.base, self.wording.text)

    @property
    def result(self) -> tuple[Line, ...]:
        """What taking it in would change in the text as it stands now."""
        if self.wording is None or self.merged is None:
            return ()
        return _marked(self.wording.text, self.merged.text)


def _marked(before: str, after: str) -> tuple[Line, ...]:
    return compare.lines(before.splitlines(), after.splitlines())


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
