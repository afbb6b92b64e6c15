"""A plan as a booklet: what it says in, a publication out (A1-6d-ii)."""

from datetime import date

from areas.reading import figures, narrative, quarters, tongue
from areas.reading.entries import Entry, Group, Row
from areas.reading.plan_display import ReadSection, sections
from areas.reading.snapshot import Content
from areas.reading.tongue import Tongue
from gmp_portal.typesetting.content import (
    Block,
    Fact,
    Heading,
    Section,
    Table,
    Text,
    Unnumbered,
)
from gmp_portal.typesetting.publication import PublicationDocument, PublicationSection
from gmp_portal.typesetting.signs.setting import Pictures


def publication(
    content: Content,
    *,
    sha256: str,
    address: str,
    published_on: date,
    checkpoint: str = "",
) -> PublicationDocument:
    """Lay a published plan out in the language it was written in, throughout."""
    to = tongue.of(content)
    imprint = (*agreed(to), *traces(to, sha256, checkpoint))
    return booklet(content, address=address, issued_on=published_on, imprint=imprint)


def booklet(
    content: Content, *, address: str, issued_on: date, imprint: tuple[str, ...] = ()
) -> PublicationDocument:
    """The booklet of whatever a version says, in the language of its content."""
    to, pictures = tongue.of(content), figures.pictures(content)
    version = to.say("Version %(number)s") % {"number": content["number"]}
    cited = to.say("%(title)s. UNEP Global Mercury Partnership, %(version)s. %(address)s")
    return PublicationDocument(
        language=to.spoken.code,
        title=content["title"],
        subtitle=to.area(content["area"]["names"]),
        status_note=version,
        period=to.days(*content["period"]),
        issued_on=issued_on,
        sections=tuple(
            _part(section, content, to, pictures) for section in sections(content)
        ),
        disclaimers=imprint,
        citation=cited
        % {"title": content["title"], "version": version, "address": address},
    )


def agreed(to: Tongue) -> tuple[str, ...]:
    """What a published plan says of those who agreed to it and reviewed it."""
    said = to.say(
        "The area's partners agreed to this plan and the Partnership Advisory Group "
        "reviewed it. The group reviews plans and makes recommendations."
    )
    return (said,)


def traces(to: Tongue, sha256: str, checkpoint: str) -> tuple[str, ...]:
    """By what a reader can tell later that nothing was changed."""
    lines = (
        (to.say("Fingerprint of the text (SHA-256)"), sha256),
        (to.say("Checkpoint of the portal's ledger"), checkpoint),
    )
    return tuple(to.beside(label, value) for label, value in lines if value)


def _part(
    section: ReadSection, content: Content, to: Tongue, pictures: Pictures
) -> PublicationSection:
    parts: list[Block] = narrative.blocks_of(section.blocks, to, pictures)
    for group in section.groups:
        parts += _group(group, section, to)
    is_wide = section.key == WIDE and bool(parts)
    if is_wide and (drawn := quarters.timeline(content, to)):
        title, table = drawn
        parts += [Section(title), table]
    if not parts:
        parts = [Unnumbered((section.nothing,))]
    return PublicationSection(section.title, tuple(parts), is_wide, section.key)


# Who contributes what, by when and for how much, takes the long side of a page.
WIDE = "IV"


def _group(group: Group, section: ReadSection, to: Tongue) -> list[Block]:
    """The rows of a group; what a heading above says is not said again below it."""
    title = str(group.title)
    is_said = title == section.title and group == section.groups[0]
    blocks: list[Block] = [] if is_said else [Section(title)]
    if group.is_of_facts:
        facts = (to.beside(row.title, row.entries[0].value) for row in group.rows)
        return [*blocks, *(Unnumbered((fact,)) for fact in facts)]
    if group.is_table:
        return [*blocks, _lines(group, to)]
    if group.is_short:
        return [*blocks, _table(group, to)]
    for row in group.rows:
        # It is called by its name or brings its own number: Objective 1.
        blocks.append(Heading(3, row.title))
        blocks += [Fact(str(entry.label), _said(entry.value)) for entry in row.entries]
    return blocks


def _lines(group: Group, to: Tongue) -> Table:
    """Each row as a line, with what all of them say in columns, as on its page."""
    alone = next((e.label for row in group.rows for e in row.below["alone"]), "")
    columns = [str(label) for label in ([alone] if alone else []) + [*group.columns]]
    return Table(
        title="",
        header=(to.say("Name"), *columns),
        rows=tuple(
            (
                (_named(row, to),),
                *((_said(_value(row.below["alone"])),) if alone else ()),
                *(_said(entry.value) for entry in cells),
            )
            for row, cells in group.lines
        ),
        numbered=False,
    )


def _named(row: Row, to: Tongue) -> str:
    """What a row is called, and below it what needs no column of its own."""
    below = row.below
    along = " \u00b7 ".join(entry.value for entry in below["along"])
    labelled = (to.beside(str(entry.label), entry.value) for entry in below["labelled"])
    return "\n".join(line for line in (row.title, along, *labelled) if line)


def _value(entries: list[Entry]) -> str:
    return entries[0].value if entries else ""


def _said(value: str) -> Text:
    """The words of a cell, in the lines in which they were written."""
    lines = (" ".join(line.split()) for line in value.splitlines())
    return ("\n".join(line for line in lines if line) or "\u2013",)


def _table(group: Group, to: Tongue) -> Table:
    labels = {str(entry.label) for row in group.rows for entry in row.entries}
    return Table(
        title="",
        header=(
            to.say("Name"),
            labels.pop() if len(labels) == 1 else to.say("Note"),
        ),
        rows=tuple(
            ((row.title,), (row.entries[0].value,) if row.entries else ("\u2013",))
            for row in group.rows
        ),
        numbered=False,
    )
