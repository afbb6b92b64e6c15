"""What stands above a plan: whose it is, for when, in which state, and whose words (B4-1)."""

from dataclasses import dataclass

from areas.models import PlanVersion
from areas.models.plans import LANGUAGES
from areas.reading.snapshot import Content
from areas.reading.tongue import Tongue
from gmp_portal import dates
from gmp_portal.typesetting.content import Block, Fact, Item, Unnumbered
from gmp_portal.typesetting.publication import PublicationSection

Status = PlanVersion.Status
BULLET = "\u2013"


@dataclass(frozen=True)
class TitleBlock:
    """The lines above a plan in one language."""

    state: str
    facts: tuple[Fact, ...]
    note: str
    """What the leads say that this version changes."""
    note_title: str
    companions: tuple[str, ...]
    """The titles of its companion documents that everybody may read."""
    on_translation: tuple[str, ...] = ()


def of(plan: PlanVersion, content: Content, sha256: str, to: Tongue) -> TitleBlock:
    """The title block of a version in the language of ``to``."""
    say, state = to.say, state_of(plan, to)
    lines = (
        (say("Partnership area"), to.area(content["area"]["names"])),
        (say("Period"), to.days(*content["period"])),
        (say("Where it stands"), state),
        (say("Leads"), to.spoken.parted([_lead(lead, to) for lead in content["leads"]])),
        (say("Date of the text"), to.spoken.written(dates.day_of(plan.changed_at))),
        (say("Agreed by the area's partners"), _day(plan.agreed_at, to)),
        (say("Reviewed by the Partnership Advisory Group"), _day(plan.reviewed_at, to)),
        (say("Published"), _day(plan.published_at, to)),
        (say("Fingerprint of the text (SHA-256)"), sha256),
    )
    return TitleBlock(
        state,
        tuple(Fact(label, (value,)) for label, value in lines if value),
        content.get("note", ""),
        say("What this version changes"),
        tuple(
            _companion(each, to)
            for each in content.get("companions", ())
            if each["is_public"]
        ),
        _on_translation(content, to),
    )


def state_of(plan: PlanVersion, to: Tongue) -> str:
    """Where the version stands, in a phrase that says which one it is."""
    say, facts = to.say, {"number": plan.number}
    if plan.status == Status.DRAFT:
        return say("Draft %(number)s, being written by the leads of the area") % facts
    if plan.status == Status.IN_CONSENSUS:
        decision = plan.consensus_decision
        closes_at = decision.closes_at if decision else None
        if closes_at is None:
            return say("Draft %(number)s, before the area's partners") % facts
        until = facts | {"day": to.spoken.written(dates.day_of(closes_at))}
        return say("Draft %(number)s, before the area's partners until %(day)s") % until
    if plan.status == Status.AGREED:
        return say("Version %(number)s, agreed by the area's partners") % facts
    if plan.status == Status.UNDER_REVIEW:
        words = say("Version %(number)s, under review by the Partnership Advisory Group")
        return words % facts
    if plan.status == Status.PUBLISHED:
        return say("Version %(number)s, in force") % facts
    if plan.status == Status.SUPERSEDED:
        return say("Version %(number)s, replaced by a later version") % facts
    words = say(
        "Version %(number)s, reviewed by the Partnership Advisory Group, not published"
    )
    return words % facts


def mark_of(plan: PlanVersion, to: Tongue) -> str:
    """What every page of a version says that is not published; nothing of one that is."""
    if plan.is_public:
        return ""
    facts = {
        "number": plan.number,
        "day": to.spoken.written(dates.day_of(plan.changed_at)),
    }
    if plan.status in (Status.DRAFT, Status.IN_CONSENSUS):
        return to.say("Draft %(number)s, not agreed by the area (%(day)s)") % facts
    return to.say("Version %(number)s, not published (%(day)s)") % facts


def watermark_of(plan: PlanVersion, to: Tongue) -> str:
    """The word across each page of a version that is not published."""
    if plan.is_public:
        return ""
    is_draft = plan.status in (Status.DRAFT, Status.IN_CONSENSUS)
    return to.say("Draft") if is_draft else to.say("Not published")


def front(block: TitleBlock, to: Tongue) -> tuple[PublicationSection, ...]:
    """The title block as the first parts of a file."""
    lead = (Unnumbered((words,)) for words in block.on_translation)
    parts = [PublicationSection(to.say("About this version"), (*lead, *block.facts))]
    note: tuple[Block, ...] = tuple(
        Unnumbered((paragraph,))
        for paragraph in block.note.splitlines()
        if paragraph.strip()
    )
    if note:
        parts.append(PublicationSection(block.note_title, note))
    if block.companions:
        listed = tuple(Item(1, BULLET, (each,)) for each in block.companions)
        parts.append(PublicationSection(to.say("Companion documents"), listed))
    return tuple(parts)


def _day(moment: object, to: Tongue) -> str:
    return to.spoken.written(dates.day_of(moment)) if moment else ""  # type: ignore[arg-type]


def _lead(lead: Content, to: Tongue) -> str:
    return to.spoken.listed([lead["name"], lead["partner"]])


def _companion(companion: Content, to: Tongue) -> str:
    named = to.choice_of(LANGUAGES, companion["language"])
    return to.spoken.listed([companion["title"], named])


def _on_translation(content: Content, to: Tongue) -> tuple[str, ...]:
    """What a translation says of itself, and of its original."""
    told = content.get("translated")
    if not told:
        return ()
    named = to.choice_of(LANGUAGES, told["from"])
    said = [
        to.say(
            "This is a translation. The area's partners agree to the original in "
            "%(language)s only."
        )
        % {"language": named}
    ]
    if told["done"] < told["all"]:
        words = to.say(
            "%(done)s of %(all)s passages are translated; the others stand in the original."
        )
        said.append(words % told)
    if told["stale"]:
        words = to.say("%(count)s translated passages are older than the original.")
        said.append(words % {"count": told["stale"]})
    return tuple(said)
