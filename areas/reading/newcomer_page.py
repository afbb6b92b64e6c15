"""What the page for new partners of an area shows: to everybody, to them, and to its leads."""

from typing import Any

from django.utils.translation import gettext, override

from areas import permissions
from areas.models import AreaMembership, AreaWelcome, LeadTerm, PartnershipArea, PlanVersion
from areas.reading import newcomers, share_kit
from areas.reading.newcomers import New, Newcomer
from gmp_portal import rounds
from gmp_portal.accounts.rights import Anybody
from gmp_portal.meetings import permissions as meeting_permissions
from gmp_portal.reference.models import LANGUAGES, active_language
from gmp_portal.rounds import rows
from gmp_portal.typesetting.signs import lines
from gmp_portal.typesetting.signs.blocks import Block, Blocks, Heading
from gmp_portal.ui import full_addresses
from partners.models import Representative

LOWEST = lines.LEVELS


def heading_words() -> tuple[str, ...]:
    """What a text for new partners usually has, as its headings; the leads change them."""
    return (
        gettext("What we do"),
        gettext("How to take part"),
        gettext("Who to write to"),
        gettext("First steps"),
        gettext("Papers to read"),
    )


def skeleton(language: str) -> str:
    """What a text begins with: the headings, in its own language."""
    with override("zh-hans" if language == "zh" else language):
        headings = "\n\n".join(f"# {title}" for title in heading_words())
    return f"{lines.SIGNED}\n{headings}\n"


def without_bare_headings(blocks: Blocks) -> Blocks:
    """What was written; a heading stands once there is something beneath it."""
    kept: list[Block] = []
    # How high the headings are that something beneath them still asks for.
    asked = 0
    for block in reversed(blocks):
        if not isinstance(block, Heading):
            asked = LOWEST
        elif block.level > asked:
            continue
        else:
            asked = block.level - 1
        kept.append(block)
    return tuple(reversed(kept))


def gather(area: PartnershipArea, user: Anybody) -> dict[str, Any]:
    """The words of the leads, what goes with them, and whose first steps are open."""
    welcomes = area.welcomes.exclude(text="").select_related("saved_by")
    leads = LeadTerm.objects.current().filter(area=area)
    leads = leads.select_related("person", "partner__country").order_by("places")
    plans = PlanVersion.objects.current().filter(area=area).select_related("area", "pdf")
    plans = plans.defer("snapshot")
    coming = newcomers.next_meetings(area)[:1]
    inside = permissions.hears(user, area)
    new, *_rest = rounds.run(
        newcomers.of(area, user, inside=inside),
        rows(welcomes),
        rows(leads),
        rows(plans),
        rows(coming),
    )
    possible = permissions.possible(user, area)
    meeting = next(iter(coming), None)
    own = _own(area, user, new) if "first_step_take" in possible else []
    is_host = "welcome_edit" in possible or permissions.is_officer(user)
    newcomers.follow(area, [*own, *(new.partners if is_host else ())])
    written = {each: without_bare_headings(lines.read(each.text)) for each in welcomes}
    written = {each: blocks for each, blocks in written.items() if blocks}
    welcome = _in_language(list(written))
    introduction = share_kit.link_of(user) if inside else None
    return {
        "area": area,
        "welcome": welcome,
        "blocks": written[welcome] if welcome else (),
        # Such a text has no figures.
        "figures": {},
        "languages": _languages(list(written)),
        "leads": list(leads),
        "plan": next(iter(plans), None),
        "meeting": meeting,
        "new": new,
        "inside": inside,
        "own": _with_people(own),
        "is_host": is_host,
        "possible": possible,
        "can_put_on_agenda": bool(
            meeting
            and new.partners
            and "welcome_edit" in possible
            and meeting_permissions.can_agenda_add(user, meeting)
        ),
        "introduction": introduction,
        "introduction_address": full_addresses.whole(introduction.get_absolute_url())
        if introduction
        else "",
    }


def _in_language(welcomes: list[AreaWelcome]) -> AreaWelcome | None:
    """The text in the reader's language; else in English, else the first there is."""
    by_language = {each.language: each for each in welcomes}
    wanted = (active_language(), "en", *LANGUAGES)
    return next((by_language[code] for code in wanted if code in by_language), None)


def _languages(welcomes: list[AreaWelcome]) -> list[tuple[str, bool]]:
    """Each official language, and whether there is a text in it."""
    there = {each.language for each in welcomes}
    return [(code, code in there) for code in LANGUAGES]


def _own(area: PartnershipArea, user: Anybody, new: New) -> list[Newcomer]:
    """The reader's partners in the area, with their first steps."""
    partners = permissions.worked_for_in(user, area)
    rows_of_partners = AreaMembership.objects.counted().filter(
        area=area, partner__in=partners
    )
    rows_of_partners = rows_of_partners.select_related("partner__country").order_by(
        "partner__name", "pk"
    )
    return [
        Newcomer(each, is_new=bool(each.since and each.since >= new.since))
        for each in rows_of_partners
    ]


def _with_people(own: list[Newcomer]) -> list[tuple[Newcomer, list[Representative]]]:
    """Each partner with those who can be its contact for the area, from one question."""
    if not own:
        return []
    partners = [each.partner.pk for each in own]
    terms = Representative.objects.current().filter(partner__in=partners)
    terms = terms.select_related("person").order_by("person__name", "pk")
    return [
        (each, [term for term in terms if term.partner_id == each.partner.pk])
        for each in own
    ]
