"""Which texts of a draft are too long to be sent, and by how much (C4)."""

from collections.abc import Iterator
from typing import NamedTuple

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from areas.annex2 import BY_KEY, SECTIONS, TEXT_LIMIT
from areas.forms.row_kinds import KINDS, RowKind
from areas.models import PlanVersion
from gmp_portal.ui import drafts


class TooLong(NamedTuple):
    section: str
    text: str
    clause: str


def texts_of(plan: PlanVersion) -> Iterator[TooLong]:
    """Every narrative and every text of an entry that exceeds its limit."""
    for section in SECTIONS:
        length = len(plan.text_of(section.key))
        if length > TEXT_LIMIT:
            yield _one(section.key, str(section.text_label), length, TEXT_LIMIT)
    for kind in KINDS.values():
        yield from _entries(plan, kind)


def _entries(plan: PlanVersion, kind: RowKind) -> Iterator[TooLong]:
    for field in kind.model._meta.concrete_fields:
        if not isinstance(field, models.TextField) or not field.max_length:
            continue
        for number, row in enumerate(getattr(plan, kind.key).all(), start=1):
            length = len(getattr(row, field.name))
            if length > field.max_length:
                where = _("%(kind)s %(number)d, %(field)s") % {
                    "kind": kind.singular,
                    "number": number,
                    "field": field.verbose_name,
                }
                yield _one(kind.section, where, length, field.max_length)


def _one(section: str, where: str, length: int, limit: int) -> TooLong:
    text = _("%(where)s: %(what)s") % {
        "where": capfirst(where),
        "what": drafts.shorten(length, limit),
    }
    return TooLong(section, text, BY_KEY[section].clauses[0])
