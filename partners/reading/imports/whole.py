"""A workbook as a whole: whom a row means that names a partner."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models.functions import Coalesce

from gmp_portal import characters
from partners.models import OtherName, Partner
from partners.models.imports import PARTNERS, Outcome
from partners.reading.imports import register
from partners.reading.imports.comparing import Answer, Asked, Wrong
from partners.reading.imports.register import Register

Status = Partner.Status


@dataclass(frozen=True)
class Meant:
    """A partner on record, or one that a row of the same workbook enters."""

    partner: int | None
    row: int | None = None


class Whole:
    """The register and the partners of the same workbook, for the rows that name one of them."""

    def __init__(
        self, now: Register, rows: Sequence[Asked], answers: Sequence[Answer]
    ) -> None:
        self.register = now
        self.own: frozenset[int] = frozenset()
        self.wrong_rows: set[int | None] = set()
        self.ended_rows: set[int | None] = set()
        self.by_key: dict[str, Meant] = {}
        # Names of today, earlier ones and those of other languages, and short ones.
        self.names: tuple[dict[str, set[Meant]], ...] = tuple(
            defaultdict(set) for _kind in range(3)
        )
        self._take_register()
        for row, answer in zip(rows, answers, strict=True):
            if answer.partner is not None or not row.is_left_out:
                self._take_row(row, answer)

    def _take_register(self) -> None:
        """Ask three times; of merged entries the one that stands for them is meant."""
        today, once, short = self.names
        merged = Partner.with_merged.exclude(merged_into=None)
        for slug, form, kept in merged.values_list("slug", "skeleton", "merged_into"):
            self.by_key[slug] = Meant(kept)
            once[form].add(Meant(kept))
        for pk, partner in self.register.partners.items():
            self.by_key[partner["slug"]] = Meant(pk)
            today[partner["skeleton"]].add(Meant(pk))
            if partner["short_skeleton"]:
                short[partner["short_skeleton"]].add(Meant(pk))
        for form, keys in self.register.former.items():
            once[form] |= {Meant(pk) for pk in keys}
        others = OtherName.objects.filter(partner__merged_into=None)
        for form, pk in others.values_list("skeleton", "partner"):
            once[form].add(Meant(pk))
        kept_by = Coalesce("partner__merged_into", "partner")
        keys_of = register.written(PARTNERS).filter(partner__isnull=False)
        for key, pk in keys_of.values_list("source_key", kept_by):
            self.by_key[key] = Meant(pk)

    def _take_row(self, row: Asked, answer: Answer) -> None:
        today, _once, short = self.names
        own = answer.partner
        meant = Meant(own) if own is not None else Meant(None, row.number)
        if answer.outcome == Outcome.FAULTY:
            self.wrong_rows.add(meant.row)
        if row.values.get("until"):
            self.ended_rows.add(meant.row)
        if row.values.get("source_key"):
            self.by_key[row.values["source_key"]] = meant
        for names, column in ((today, "name"), (short, "short_name")):
            form = characters.skeleton(row.values.get(column) or "")
            if form:
                names[form].add(meant)

    def meant(self, values: Mapping[str, Any]) -> Meant:
        """Whom the row names: by the key of its list, the address of its page, or a name."""
        said = values["partner"]
        if said in self.by_key:
            return self._usable(self.by_key[said])
        form = characters.skeleton(said)
        for names in self.names:
            here = names.get(form, set())
            if len(here) > 1:
                raise Wrong("partner", "several_partners", name=said)
            if here:
                return self._usable(next(iter(here)))
        raise Wrong("partner", "no_partner")

    def _usable(self, meant: Meant) -> Meant:
        if meant.row is not None and meant.row in self.wrong_rows:
            raise Wrong("partner", "partner_row", row=meant.row)
        known = self.register.partners.get(meant.partner or 0)
        if known and known["status"] == Status.APPLICANT:
            raise Wrong("partner", "applicant", name=known["name"])
        return meant

    def takes_part(self, meant: Meant) -> bool:
        """Whether the partner takes part today, or will once the workbook is written."""
        if meant.partner is None:
            return meant.row not in self.ended_rows
        return bool(self.register.partners[meant.partner]["status"] == Status.CONFIRMED)
