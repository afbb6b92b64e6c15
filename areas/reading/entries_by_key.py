"""The texts and entries of a version as values that mean the same in every version (ADR 61, 69).

What an entry points to within its plan stands in them by its key, not by its row.
"""

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Any, cast

from areas.annex2 import BY_KEY, Section
from areas.forms.plans import SectionForm
from areas.forms.row_kinds import KINDS, RowKind
from areas.models import AmendmentPlace, PlanVersion
from areas.reading import plan_rows
from gmp_portal.rounds import Reading
from gmp_portal.ui.versions import Field, Values, prose_of, values_of

# The fields of entries that point to other entries of their plan, and to which list.
POINTING = {
    "objective": "objectives",
    "objectives": "objectives",
    "action": "actions",
    "effort": "efforts",
    "request": "requests",
    "donor": "donors",
}
# By which of them an entry belongs to another one, and goes with it.
BELONGING = {"milestones": "effort"}
WRITTEN = frozenset(key for key, section in BY_KEY.items() if section.has_text)


class Entries:
    """Everything that is written in one version, found by the keys that last."""

    def __init__(self, plan: PlanVersion) -> None:
        self.plan = plan

    @cached_property
    def by_key(self) -> dict[int, tuple[RowKind, Any]]:
        """Each entry with its list, by its key."""
        return {row.key_id: (kind, row) for kind, row in self._rows()}

    @cached_property
    def by_code(self) -> dict[str, tuple[RowKind, Any]]:
        return {row.key.code: (kind, row) for kind, row in self.by_key.values()}

    @cached_property
    def _codes(self) -> dict[tuple[str, str], str]:
        pairs = self.by_key.values()
        return {(kind.key, str(row.pk)): row.key.code for kind, row in pairs}

    def rows(self, kind: RowKind) -> list[Any]:
        """The entries of one list."""
        return [row for each, row in self.by_key.values() if each.key == kind.key]

    def _rows(self) -> list[tuple[RowKind, Any]]:
        pairs = []
        for kind in KINDS.values():
            if kind.key == "milestones":
                efforts = self.plan.efforts.all()
                rows = [step for each in efforts for step in each.milestones.all()]
            else:
                rows = list(getattr(self.plan, kind.key).all())
            pairs += [(kind, row) for row in rows]
        return pairs

    # Forms and values ----------------------------------------------------------------------

    def text_form(
        self, section: Section, data: Any = None, initial: Mapping[str, Any] | None = None
    ) -> SectionForm:
        """The form of the text of a section, as its leads have it."""
        kept = {
            "text": self.plan.text_of(section.key),
            "next_review_on": self.plan.next_review_on,
        }
        return SectionForm(data, section=section, initial=kept | dict(initial or {}))

    def row_form(
        self, kind: RowKind, row: Any = None, data: Any = None, **more: Any
    ) -> Any:
        """The form of an entry without what stands below it."""
        given = {"instance": row} if row is not None else {}
        return kind.form(data, plan=self.plan, **given, **more)

    def form_of(self, place: AmendmentPlace) -> Any:
        """The form of the place that is changed, filled with what stands there now."""
        if place.is_text:
            return self.text_form(BY_KEY[place.section])
        return self.row_form(KINDS[place.kind], self.row_of(place))

    def row_of(self, place: AmendmentPlace) -> Any:
        """The entry that is changed; nothing where this version has none."""
        _kind, row = self.by_key.get(place.key_id or 0, (None, None))
        return row

    def values_of(self, place: AmendmentPlace) -> Values | None:
        """What stands at the place in this version; nothing where there is no such entry."""
        if not place.is_text and self.row_of(place) is None:
            return None
        return self.as_keys(values_of([self.form_of(place)]))

    def prose_of(self, place: AmendmentPlace) -> set[str]:
        return prose_of([self.form_of(place)])

    # Entries that others point to ----------------------------------------------------------

    def as_keys(self, values: Values) -> Values:
        """The same with keys in the place of rows."""
        return {name: self._keys(name, value) for name, value in values.items()}

    def _keys(self, name: str, value: Any) -> Field:
        if name not in POINTING:
            return cast("Field", value)
        return sorted(self._codes.get((POINTING[name], pk), pk) for pk in value)

    def as_here(self, values: Mapping[str, Any]) -> Values:
        """The same with rows of this version in the place of keys, without what it lacks."""
        return {name: self._here(name, value) for name, value in values.items()}

    def _here(self, name: str, value: Any) -> Field:
        if name not in POINTING:
            return cast("Field", value)
        return [str(self.by_code[code][1].pk) for code in value if code in self.by_code]

    def missing(
        self, values: Mapping[str, Any], without: Collection[str] = ()
    ) -> dict[str, Field]:
        """The keys to which these values point and which this version lacks, or shall lack."""
        gone = {
            name: [each for each in value if each in without or each not in self.by_code]
            for name, value in values.items()
            if name in POINTING
        }
        return {name: codes for name, codes in gone.items() if codes}


def of(plan: PlanVersion) -> Reading[Entries]:
    """Read all of a version in one round."""
    yield from plan_rows.kept(plan)
    return Entries(plan)
