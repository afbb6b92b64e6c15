"""What the page of a version shows: its text, where it stands, and what is missing (B4-1)."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from areas import jobs, permissions
from areas.acts import Act
from areas.forms.comments import CommentForm
from areas.models import EffortCall, PlanAmendment, PlanCompanion, PlanVersion
from areas.models.plans import LANGUAGES
from areas.reading import (
    changed_since,
    comment_counts,
    donor_matches,
    effort_calls,
    figures,
    files_beside,
    language_versions,
    passages,
    plan_display,
    plan_rows,
    proposals,
    snapshot,
    talk,
    tasklist,
    title_block,
    tongue,
    trace,
)
from areas.reading.changed_since import Changes
from areas.reading.plan_display import ReadSection
from gmp_portal import ledger, rounds, rulebook
from gmp_portal.accounts.rights import Anybody
from gmp_portal.ledger import histories
from gmp_portal.meetings.permissions import can_decision_position
from gmp_portal.ui import contents
from gmp_portal.ui.components import Step
from gmp_portal.writing.visits import Look
from partners.models import Partner

Status = PlanVersion.Status
# Whoever suggested something reads why it was refused; a plan's history becomes public.
WITHIN_THE_AREA = {Act.PLAN_SUGGESTION_REFUSED}
# Steps whose buttons stand elsewhere on the page.
BESIDE = {
    "own_efforts_ask",
    "comment_write",
    "suggestion_make",
    "file_make",
    "translation_write",
}


def gather(
    plan: PlanVersion,
    request: HttpRequest,
    versions: "QuerySet[PlanVersion]",
    look: Look | None = None,
) -> dict[str, Any]:
    """Everything on the page; ``versions`` are those of the area that this reader may see."""
    user = request.user
    earlier = versions.filter(number__lt=plan.number).order_by("-number")[:1]
    # Beside the version before: whether the group recommended something on it.
    earlier = earlier.annotate(
        recommended=Count("reviews__recommendations", filter=Q(reviews__status="concluded"))
    )
    wanted = _wanted(request, plan)
    is_written = not plan.is_frozen or wanted != plan.language
    in_languages = language_versions.written_in(plan)
    translated = plan.translations.filter(language=wanted)
    files = plan.made_files.filter(language=wanted).select_related("document")
    under_way = jobs.plan_copy_jobs(plan, wanted)
    companions = PlanCompanion.objects.filter(plan=plan).visible_to(user)
    companions = companions.select_related("document")
    donors = donor_matches.of_plan(plan)
    made_of = PlanAmendment.objects.made(plan)
    calls = effort_calls.of_reader(plan, user)
    trail, said, counts, suggested, *_kept, changes = rounds.run(
        histories.told(ledger.trail(plan), to=user, about_people=WITHIN_THE_AREA).beside(),
        talk.of_plan(plan, request),
        comment_counts.reading(plan),
        proposals.listed(plan, user),
        rounds.asked(
            *(earlier, in_languages, translated, files, under_way, companions),
            *(donors, made_of),
        ),
        rounds.asked(
            *rulebook.questions(), *([calls] if _may_be_asked(plan, user) else [])
        ),
        plan_rows.kept(plan) if is_written else rounds.known(plan),
        changed_since.gather(plan, user, look),
    )
    original = snapshot.of(plan)
    content = original
    if translated and wanted != plan.language:
        pairs = passages.pairs(passages.of(plan, original), list(translated))
        content = passages.translated(original, pairs, wanted)
    read = donor_matches.linked(plan_display.sections(content), donors)
    lines = _lines(plan, original, counts, changes)
    possible = permissions.possible(user, plan)
    beside = files_beside.lines(plan, content, files, under_way, possible)
    return {
        "plan": plan,
        "area": plan.area,
        "sections": read,
        "read_in": content["language"],
        "title": content["title"],
        "languages": [row["language"] for row in in_languages],
        "title_block": title_block.of(
            plan, content, plan.sha256 or plan.consensus_sha256, tongue.of(content)
        ),
        "companions": companions,
        "made_of": made_of,
        "hears": permissions.hears(user, plan.area),
        "files": beside,
        "figures": figures.files(content),
        "contents": contents.nested(_headings(read)),
        "lines": lines,
        "changes": changes,
        "orphans": len(trace.of(content).orphans),
        "done": tasklist.done(lines),
        "lacking": next((line for line in lines if line.lacks_something), None),
        "takes_position": _takes_position(plan, user),
        "steps": _steps(plan),
        "calls": _with(plan, calls) if _may_be_asked(plan, user) else [],
        "talk": said,
        "suggestions": suggested,
        "comment_form": CommentForm(plan=plan, partners=_voices(plan, user, possible)),
        "job": jobs.plan_file_job(plan) if plan.is_public and not plan.pdf else None,
        "trail": trail,
        "earlier": next(iter(earlier), None),
        "possible": possible,
        "takes_steps": bool(possible - BESIDE),
    }


def _may_be_asked(plan: PlanVersion, user: Anybody) -> bool:
    """Whether partners can be asked for their own efforts, and this reader works for one."""
    return user.is_authenticated and plan.is_editable


def _with(plan: PlanVersion, calls: Iterable[EffortCall]) -> list[EffortCall]:
    """Requests that know the version as it was read."""
    for call in calls:
        call.plan = plan
    return list(calls)


def _wanted(request: HttpRequest, plan: PlanVersion) -> str:
    """The language that is asked for, or that of the version."""
    asked = request.GET.get("lang", "")
    return asked if asked in dict(LANGUAGES) else plan.language


def _lines(plan: PlanVersion, original: Any, counts: Any, changes: Changes) -> list[Any]:
    """What is done, what is missing and what was changed, while the text can change."""
    if plan.is_frozen:
        return []
    read = plan_display.sections(original)
    return tasklist.lines(plan, read, counts, changes.marked)


def _voices(plan: PlanVersion, user: Anybody, possible: Collection[str]) -> list[Partner]:
    if "comment_write" not in possible:
        return []
    return permissions.voices_of(user, plan.area)


def _takes_position(plan: PlanVersion, user: Anybody) -> bool:
    """Whether the reader has a voice in what the area is asked at this moment (A1-4b-iii)."""
    decision = plan.consensus_decision
    return (
        plan.is_decision_open
        and decision is not None
        and can_decision_position(user, decision)
    )


def _headings(read: list[ReadSection]) -> Iterator[tuple[int, str, str]]:
    """The ten sections and the groups of their rows, with the anchors of the page."""
    for section in read:
        anchor = f"section-{section.key}"
        yield 1, anchor, f"{section.key}. {section.title}"
        for number, group in enumerate(section.groups, start=1):
            if group.rows and str(group.title) != section.title:
                yield 2, f"{anchor}-{number}", str(group.title)


def _steps(plan: PlanVersion) -> list[Step]:
    """The way of a plan as people see it."""
    order = [
        (_("Written by the leads"), {Status.DRAFT}, None),
        (_("Before the area's partners"), {Status.IN_CONSENSUS}, None),
        (_("Agreed by the area"), {Status.AGREED}, plan.agreed_at),
        (_("Reviewed by the Advisory Group"), {Status.UNDER_REVIEW}, plan.frozen_at),
        (
            _("Answered by the area"),
            {Status.RECOMMENDATIONS_MADE, Status.ALIGNED, Status.ANSWERED},
            plan.answered_at,
        ),
        (_("Published"), {Status.PUBLISHED, Status.SUPERSEDED}, plan.published_at),
    ]
    now = next(
        place for place, (_title, states, _at) in enumerate(order) if plan.status in states
    )
    last = len(order) - 1
    steps = []
    for place, (title, _states, at) in enumerate(order):
        state = (
            "done"
            if place < now or now == last
            else "current"
            if place == now
            else "upcoming"
        )
        steps.append(Step(title, state, at=at if place <= now else None))  # type: ignore[arg-type]
    return steps
