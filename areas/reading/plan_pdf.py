"""A published plan as a booklet: frozen content in, a publication out (A1-6d-ii)."""

from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from areas.reading.entries import Group, day
from areas.reading.plan_display import ReadSection, sections
from areas.reading.prose import Block as Prose
from areas.reading.snapshot import Content
from gmp_portal.typesetting.content import Block, Section, Subsection, Table, Unnumbered
from gmp_portal.typesetting.publication import PublicationDocument, PublicationSection

BULLET = "\u2013 "


def publication(
    content: Content,
    *,
    sha256: str,
    address: str,
    published_on: date,
    checkpoint: str = "",
) -> PublicationDocument:
    """Lay the plan out in the language it was written in."""
    with translation.override(interface_language(content["language"])):
        names = content["area"]["names"]
        start, end = content["period"]
        version = _("Version %(number)d") % {"number": content["number"]}
        return PublicationDocument(
            language=content["language"],
            title=content["title"],
            subtitle=names.get(content["language"]) or names["en"],
            status_note=version,
            period=_("%(start)s to %(end)s") % {"start": day(start), "end": day(end)},
            issued_on=published_on,
            sections=tuple(_part(section) for section in sections(content)),
            disclaimers=(
                _(
                    "The area's partners agreed to this plan and the Partnership Advisory Group "
                    "reviewed it. The group reviews plans and makes recommendations."
                ),
                _("Fingerprint of the text (SHA-256): %(hash)s") % {"hash": sha256},
                *_checkpoint(checkpoint),
            ),
            citation=_(
                "%(title)s. UNEP Global Mercury Partnership, %(version)s. %(address)s"
            )
            % {"title": content["title"], "version": version, "address": address},
        )


def _checkpoint(checkpoint: str) -> tuple[str, ...]:
    said = _("Checkpoint of the portal's ledger: %(checkpoint)s")
    return (said % {"checkpoint": checkpoint},) if checkpoint else ()


def interface_language(code: str) -> str:
    """The portal's own code for one of the six languages."""
    known = dict(settings.LANGUAGES)
    return next((other for other in known if other.partition("-")[0] == code), "en")


def _part(section: ReadSection) -> PublicationSection:
    parts: list[Block] = [block for prose in section.blocks for block in _prose(prose)]
    for group in section.groups:
        parts += _group(group)
    if not parts:
        parts = [Unnumbered((_("Nothing is recorded in this section."),))]
    return PublicationSection(str(section.section.title), tuple(parts))


def _prose(prose: Prose) -> list[Block]:
    mark = BULLET if prose.kind == "list" else ""
    return [Unnumbered((mark + " ".join(item.split()),)) for item in prose.items]


def _group(group: Group) -> list[Block]:
    if all(len(row.entries) <= 1 for row in group.rows):
        return [Section(str(group.title)), _table(group)]
    blocks: list[Block] = [Section(str(group.title))]
    for row in group.rows:
        blocks.append(Subsection(row.title))
        blocks += [
            Unnumbered((f"{entry.label}: {' '.join(entry.value.split())}",))
            for entry in row.entries
        ]
    return blocks


def _table(group: Group) -> Table:
    labels = {str(entry.label) for row in group.rows for entry in row.entries}
    return Table(
        title=str(group.title),
        header=(_("Name"), labels.pop() if len(labels) == 1 else _("Note")),
        rows=tuple(
            ((row.title,), (row.entries[0].value,) if row.entries else ("\u2013",))
            for row in group.rows
        ),
    )
