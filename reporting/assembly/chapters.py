"""The chapters about the Partnership as a whole: introduction, composition, group, action."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from gmp_portal.typesetting.content import (
    Bar,
    BarTable,
    Chapter,
    Note,
    Paragraph,
    Section,
    Table,
    words,
)
from reporting.assembly import proposals
from reporting.assembly.making import Assembly


def introduction(made: Assembly) -> None:
    part, cycle = made.body, made.cycle
    part.add(Chapter(_("Introduction")), kind="secretariat", locked=True)
    part.add(
        Paragraph(
            words(
                _(
                    "The present document has been prepared by the secretariat of the "
                    "Global Mercury Partnership. It builds on the reports that the "
                    "partnership areas submit every two years."
                ),
                Note(_("Overarching framework of the Partnership, section 7.")),
            )
        ),
        kind="secretariat",
    )
    reported = sum(1 for area in made.areas if area.is_reported)
    period = _("It covers the period from %(first)s to %(last)s.") % {
        "first": made.day(cycle.first_day),
        "last": made.day(cycle.last_day),
    }
    areas = _("Partnership areas that reported: %(reported)d of %(areas)d.") % {
        "areas": len(made.areas),
        "reported": reported,
    }
    partners = ngettext(
        "%(partners)d partner works in an area; %(filed)d had a report accepted.",
        "Of the %(partners)d partners that work in an area, %(filed)d had a report accepted.",
        made.partnership.in_areas,
    ) % {"partners": made.partnership.in_areas, "filed": made.partnership.reported}
    text = words(made.sentences(period, areas, partners))
    part.add(Paragraph(text), kind="cycle", locked=True)


def composition(made: Assembly) -> None:
    part, partnership = made.body, made.partnership
    part.add(Chapter(_("The Partnership")), kind="secretariat", locked=True)
    part.add(Section(_("Composition")), kind="secretariat", locked=True)
    total = ngettext(
        "On %(day)s the Partnership had %(count)d partner.",
        "On %(day)s the Partnership had %(count)d partners.",
        partnership.total,
    ) % {"day": made.day(made.as_of), "count": partnership.total}
    joined = ngettext(
        "%(count)d partner joined in the reporting period.",
        "%(count)d partners joined in the reporting period.",
        partnership.joined,
    ) % {"count": partnership.joined}
    if not partnership.joined:
        joined = _("No partner joined in the reporting period.")
    note = Note(_("The register of partners and their letters are public on the portal."))
    part.add(
        Paragraph(words(made.sentences(total, joined), note)),
        kind="register",
        locked=True,
    )
    if partnership.by_kind:
        chart = BarTable(
            title=_("Partners by kind"),
            rows=tuple(Bar(label, count) for label, count in partnership.by_kind),
            as_of=made.day(made.as_of),
            label_header=_("Kind of partner"),
            value_header=_("Partners"),
        )
        part.add(chart, kind="register", locked=True)


def advisory_group(made: Assembly) -> None:
    part, partnership = made.body, made.partnership
    part.add(Section(_("Partnership Advisory Group")), kind="secretariat", locked=True)
    met = ngettext(
        "The Partnership Advisory Group met once in the reporting period.",
        "The Partnership Advisory Group met %(count)d times in the reporting period.",
        len(partnership.meetings),
    ) % {"count": len(partnership.meetings)}
    if not partnership.meetings:
        met = _("The Partnership Advisory Group did not meet in the reporting period.")
    part.add(Paragraph(words(met)), kind="meetings", locked=True)
    if partnership.decisions:
        table = Table(
            title=_("Decisions adopted by consensus"),
            header=(_("Symbol"), _("Title"), pgettext("day", "Adopted")),
            rows=tuple(
                (words(symbol), words(title), words(made.day(day)))
                for symbol, title, day in partnership.decisions
            ),
        )
        part.add(table, kind="decisions", locked=True)


def action(made: Assembly) -> None:
    made.body.add(Chapter(_("Suggested action")), kind="secretariat", locked=True)
    text = proposals.suggested_action(made.masthead.kind)
    made.body.add(Paragraph(words(text)), kind="secretariat")
