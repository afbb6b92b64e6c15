"""Taking a text out of a draft report, and bringing it back to its place (B7-5, C4)."""

import json
from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.models import User
from gmp_portal.typesetting.data import dump
from gmp_portal.workflow import RuleRefusedError
from gmp_portal.writing import actions as revisions
from reporting.actions import reports
from reporting.acts import Act
from reporting.assembly import blocks
from reporting.assembly.blocks import Place
from reporting.models import Report
from reporting.reading import removed_texts
from reporting.reading.removed_texts import RemovedText


@transaction.atomic
def remove(report: Report, find: Callable[[Report], Place], *, by: User) -> None:
    """Take out the text that ``find`` answers or refuses; it can be brought back (C4)."""
    report.lock()
    reports.refuse_frozen(report)
    place = find(report)
    _keep(report, place, by)

    def change(stored: Report) -> reports.Changed:
        sources = blocks.sources_with(
            stored.document, stored.sources, place, "removed", None
        )
        return blocks.without(stored.document, place), sources

    reports.edit(report, change, by=by, act=Act.REPORT_TEXT_REMOVED)


@transaction.atomic
def bring_back(report: Report, kept: RemovedText, *, by: User) -> None:
    """Put a text back where it stood, as long as the report is a draft (B7-5, C4)."""
    report.lock()
    reports.refuse_frozen(report)
    if blocks.place_of(report.document, report.sources, kept.key):
        raise RuleRefusedError(_("This text is back already."), clause="A1-6c-ii")

    def change(stored: Report) -> reports.Changed:
        place = _place_behind(stored, kept)
        source = {**kept.source, "id": kept.key}
        sources = blocks.sources_with(
            stored.document, stored.sources, place, "added", source
        )
        return blocks.with_added(stored.document, place, kept.block), sources

    reports.edit(report, change, by=by, act=Act.REPORT_TEXT_BROUGHT_BACK)


def _keep(report: Report, place: Place, by: User) -> None:
    """Write a text down with what stands around it."""
    order = _names(report, place.part)
    revisions.keep_removed(
        removed_texts.KIND,
        removed_texts.key_of(report, place.key),
        {
            "text": [place.words],
            "block": [json.dumps(dump(place.block))],
            "source": [json.dumps(place.source)],
            "part": [str(place.part)],
            "before": [json.dumps(order[: place.index])],
            "after": [json.dumps(order[place.index + 1 :])],
        },
        by=by,
    )


def _place_behind(report: Report, kept: RemovedText) -> Place:
    """Behind the nearest text that stood before it, else before one that stood after it."""
    order = _names(report, kept.part)
    before = [order.index(key) for key in kept.before if key in order]
    after = [order.index(key) - 1 for key in kept.after if key in order]
    index = before[-1] if before else next(iter(after), len(order) - 1)
    return Place(0, kept.part, index, kept.block, {})


def _names(report: Report, part: int) -> list[str]:
    places = blocks.places(report.document, report.sources)
    return [place.key for place in places if place.part == part]
