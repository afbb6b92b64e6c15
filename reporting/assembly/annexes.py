"""The annexes of an assembled report: the draft decision, who has reported, what was done."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from gmp_portal import dates
from gmp_portal.typesetting.content import Annex, Paragraph, Table, words
from gmp_portal.typesetting.limits import ROWS
from reporting.assembly import proposals
from reporting.assembly.making import Assembly
from reporting.reading.figures import AreaFacts


def of(made: Assembly) -> Iterator[tuple[Annex, list[dict[str, Any]]]]:
    decision = proposals.draft_decision(made.masthead.kind)
    if decision is not None:
        yield Annex(title="", blocks=(decision,)), [{"kind": "secretariat"}]
    text = _(
        "The table shows from which partnership areas a report was accepted, and how many "
        "of their partners filed a report. What is missing is listed, not estimated."
    )
    rows = tuple(
        (
            words(area.name(made.language)),
            words(_accepted_on(made, area)),
            words(f"{area.filed}/{area.members}"),
        )
        for area in made.areas
    )
    table = Table(
        title=_("Reports received for the period"),
        header=(_("Partnership area"), _("Report accepted"), _("Partners reporting")),
        rows=rows,
    )
    annex = Annex(
        title=_("Coverage of the present document"),
        blocks=(Paragraph(words(text)), table),
    )
    yield annex, [{"kind": "secretariat"}, {"kind": "cycle", "locked": True}]
    yield from _activities(made)


def _activities(made: Assembly) -> Iterator[tuple[Annex, list[dict[str, Any]]]]:
    """Every accepted activity by name (B7-5), in as many tables as can be set."""
    rows = [
        (
            words(area.name(made.language)),
            words(row.partner),
            words(
                _("%(title)s (%(state)s)")
                % {"title": row.title, "state": row.state.lower()}
            ),
        )
        for area in made.areas
        for row in area.activities
    ]
    if not rows:
        return
    text = _("Names of partners and titles of activities are reproduced as received.")
    tables = tuple(
        Table(
            title=_("Activities that partners reported"),
            header=(_("Partnership area"), _("Partner"), _("Activity")),
            rows=tuple(rows[start : start + ROWS]),
        )
        for start in range(0, len(rows), ROWS)
    )
    annex = Annex(
        title=_("Activities of partners"), blocks=(Paragraph(words(text)), *tables)
    )
    yield (
        annex,
        [
            {"kind": "secretariat"},
            *({"kind": "progress", "locked": True} for _table in tables),
        ],
    )


def _accepted_on(made: Assembly, area: AreaFacts) -> str:
    if area.report is None or area.report.accepted_at is None:
        return _("no report received")
    return made.day(dates.day_of(area.report.accepted_at))
