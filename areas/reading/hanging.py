"""What hangs on an entry of a plan, of whatever kind: found by the relations of its model."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from gmp_portal import rounds
from gmp_portal.words import listed

NAME_LENGTH = 80


@dataclass(frozen=True)
class Tie:
    """Other entries that point to an entry by one of their fields."""

    model: type[models.Model]
    field: str
    rows: tuple[Any, ...]
    goes_along: bool
    """They are removed with it; others only lose what points to it."""

    @property
    def in_words(self) -> str:
        """What they are called, how many there are, and their names."""
        names = (f"“{Truncator(str(row)).chars(NAME_LENGTH)}”" for row in self.rows)
        return _("%(kind)s (%(count)d): %(names)s") % {
            "kind": capfirst(str(self.model._meta.verbose_name_plural)),
            "count": len(self.rows),
            "names": listed(names),
        }


@dataclass(frozen=True)
class Hanging:
    """What a page says before an entry is removed."""

    going: list[Tie]
    unlinked: list[Tie]
    beyond: list[Tie]
    """What hangs on those in turn."""

    def __bool__(self) -> bool:
        return bool(self.going or self.unlinked)


def ties(rows: Sequence[models.Model]) -> Iterator[Tie]:
    """Every entry that points to these, which are of one kind, by the fields that point."""
    asked = list(_pointing(rows))
    rounds.ask(*(pointing for _tie, pointing in asked))
    for tie, pointing in asked:
        if others := tuple(pointing):
            yield replace(tie, rows=others)


def _pointing(rows: Sequence[models.Model]) -> "Iterator[tuple[Tie, models.QuerySet[Any]]]":
    """By which fields other entries can point to these, and the question for those who do."""
    for relation in rows[0]._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel | models.ManyToManyRel):
            continue
        model = relation.related_model
        if model._meta.auto_created:
            continue
        name = relation.field.name
        pointing = model._default_manager.filter(**{f"{name}__in": rows}).distinct()
        goes_along = getattr(relation, "on_delete", None) is models.CASCADE
        tie = Tie(model, name, (), goes_along)
        yield tie, pointing.select_related(*_names_need(model))


def _names_need(model: type[models.Model]) -> list[str]:
    """Entries are called by those whom they name."""
    return [field.name for field in model._meta.concrete_fields if field.is_relation]


def on(row: models.Model) -> Hanging:
    """What is removed with an entry, what loses its link to it, and what hangs on those."""
    direct = list(ties([row]))
    return Hanging(
        going=[tie for tie in direct if tie.goes_along],
        unlinked=[tie for tie in direct if not tie.goes_along],
        beyond=list(_beyond(direct, {row, *(each for tie in direct for each in tie.rows)})),
    )


def _beyond(nearer: list[Tie], seen: set[Any]) -> Iterator[Tie]:
    """Go on from what hangs on the entry, without coming back to what was named."""
    for near in nearer:
        for tie in ties(near.rows):
            new = tuple(row for row in tie.rows if row not in seen)
            seen.update(new)
            if new:
                further = replace(tie, rows=new)
                yield further
                yield from _beyond([further], seen)
