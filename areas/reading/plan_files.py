"""A version as files: what they say, and whether they say it still (B4-1)."""

from dataclasses import replace
from datetime import date

from django.conf import settings

from areas.models import PlanFile, PlanVersion
from areas.reading import passages, plan_pdf, snapshot, title_block, tongue
from areas.reading.snapshot import Content
from gmp_portal import dates
from gmp_portal.typesetting.publication import PublicationDocument

# Raised when files are laid out anew, so that they are made anew.
LAYOUT = 2


def content_in(plan: PlanVersion, language: str) -> Content:
    """What the version says in a language: the original, or as far as it is translated."""
    content = snapshot.of(plan)
    return (
        content
        if language == plan.language
        else passages.in_language(plan, content, language)
    )


def stamp(plan: PlanVersion, content: Content) -> str:
    """The hash of what a file of this content says: the same words, the same file."""
    to = tongue.of(content)
    said = {
        "layout": LAYOUT,
        "content": {key: value for key, value in content.items() if key != "as_of"},
        "state": title_block.state_of(plan, to),
        "day": str(_day_of(plan)),
    }
    return snapshot.hash_of(said)


def booklet(
    plan: PlanVersion, content: Content, *, checkpoint: str = ""
) -> PublicationDocument:
    """The version as a booklet: its title block in front, its state on every page."""
    to = tongue.of(content)
    sha256 = plan.sha256 or plan.consensus_sha256 or snapshot.fingerprint(plan)
    block = title_block.of(plan, content, sha256, to)
    made = plan_pdf.booklet(
        content,
        address=settings.SITE_URL + plan.get_absolute_url(),
        issued_on=_day_of(plan),
        imprint=(
            *(plan_pdf.agreed(to) if plan.is_public else ()),
            *plan_pdf.traces(to, "", checkpoint),
        ),
    )
    return replace(
        made,
        status_note=block.state,
        front=title_block.front(block, to),
        draft=title_block.mark_of(plan, to),
        watermark=title_block.watermark_of(plan, to),
    )


def name_of(plan: PlanVersion, kind: str, language: str) -> str:
    """The name of a file: that it is a draft stands in it, too."""
    parts = [plan.area.slug, "plan", str(plan.number)]
    if language != plan.language:
        parts.append(language)
    if not plan.is_public:
        is_draft = plan.status in (plan.Status.DRAFT, plan.Status.IN_CONSENSUS)
        parts.append("draft" if is_draft else "not-published")
    return f"{'-'.join(parts)}.{kind}"


def own_properties(plan: PlanVersion, content: Content) -> dict[str, str]:
    """What a Word file says of itself, unseen, so that it is known when it comes back."""
    return {
        "gmp_plan": f"{plan.area.slug}/{plan.number}",
        "gmp_text": stamp(plan, content),
    }


def is_current(file: PlanFile, plan: PlanVersion, content: Content) -> bool:
    """Whether the file says what the version says now."""
    return file.stamp == stamp(plan, content)


def _day_of(plan: PlanVersion) -> date:
    """The day of publication, or that of the text."""
    return dates.day_of(plan.published_at or plan.changed_at)
