"""A published plan as a booklet: frozen content in, a publication out (A1-6d-ii)."""

from datetime import date

from areas.reading import figures, narrative, tongue
from areas.reading.entries import Group
from areas.reading.plan_display import ReadSection, sections
from areas.reading.snapshot import Content
from areas.reading.tongue import Tongue
from gmp_portal.typesetting.content import Block, Heading, Section, Table, Unnumbered
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
    """Lay the plan out in the language it was written in, throughout."""
    to, pictures = tongue.of(content), figures.pictures(content)
    version = to.say("Version %(number)s") % {"number": content["number"]}
    cited = to.say("%(title)s. UNEP Global Mercury Partnership, %(version)s. %(address)s")
    return PublicationDocument(
        language=to.spoken.code,
        title=content["title"],
        subtitle=to.area(content["area"]["names"]),
        status_note=version,
        period=to.days(*content["period"]),
        issued_on=published_on,
        sections=tuple(_part(section, to, pictures) for section in sections(content)),
        disclaimers=_disclaimers(to, sha256, checkpoint),
        citation=cited
        % {"title": content["title"], "version": version, "address": address},
    )


def _disclaimers(to: Tongue, sha256: str, checkpoint: str) -> tuple[str, ...]:
    say = to.say
    agreed = say(
        "The area's partners agreed to this plan and the Partnership Advisory Group "
        "reviewed it. The group reviews plans and makes recommendations."
    )
    fingerprint = to.beside(say("Fingerprint of the text (SHA-256)"), sha256)
    if not checkpoint:
        return (agreed, fingerprint)
    ledger = to.beside(say("Checkpoint of the portal's ledger"), checkpoint)
    return (agreed, fingerprint, ledger)


def _part(section: ReadSection, to: Tongue, pictures: Pictures) -> PublicationSection:
    parts: list[Block] = narrative.blocks_of(section.blocks, to, pictures)
    for group in section.groups:
        parts += _group(group, section, to)
    if not parts:
        parts = [Unnumbered((section.nothing,))]
    return PublicationSection(section.title, tuple(parts))


def _group(group: Group, section: ReadSection, to: Tongue) -> list[Block]:
    """The rows of a group; what a heading above says is not said again below it."""
    title = str(group.title)
    is_said = title == section.title and group == section.groups[0]
    blocks: list[Block] = [] if is_said else [Section(title)]
    if group.is_of_facts:
        facts = (to.beside(row.title, row.entries[0].value) for row in group.rows)
        return [*blocks, *(Unnumbered((fact,)) for fact in facts)]
    if group.is_short:
        return [*blocks, _table(group, to)]
    for row in group.rows:
        # It is called by its name or brings its own number: Objective 1.
        blocks.append(Heading(3, row.title))
        blocks += [
            Unnumbered((to.beside(str(entry.label), " ".join(entry.value.split())),))
            for entry in row.entries
        ]
    return blocks


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
