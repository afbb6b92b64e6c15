"""What a visitor can reach by following links: whole pages, no dead end, no secret."""

import io
from collections.abc import Iterator

import pytest
from pypdf import PdfReader

from advisory_group.models import Invitation, Recommendation, ReviewComment
from areas.models import PlanVersion
from gmp_portal.accounts.models import User
from gmp_portal.meetings.models import Decision, Meeting, ReportComment
from partners.models import InformationRequest, JoinRequest, LetterOfIntent
from reporting.models import ProgressReport, Report
from tests.access.crawl import Visit, walk
from tests.access.world import ANONYMOUS, World

HIDDEN_LETTERS = (
    "draft",
    "submitted",
    "info_requested",
    "answered",
    "declined",
    "withdrawn",
)
SAME_STATEMENT = 5
QUERIES_PUBLIC, QUERIES_SIGNED_IN = 20, 60


@pytest.fixture(scope="package")
def visits(world: World) -> list[Visit]:
    """Everything a visitor finds from the front page on, once."""
    return walk(world, ANONYMOUS, limit=300)


def _listed(faults: list[str]) -> str:
    return "\n".join(faults)


def test_the_crawl_sees_the_portal(visits: list[Visit]) -> None:
    """The other tests would say nothing about pages that nobody links to."""
    seen = {visit.url for visit in visits}

    wanted = {
        "/partners/",
        "/areas/",
        "/meetings/",
        "/decisions/",
        "/reports/",
        "/framework/",
    }
    assert wanted <= seen
    assert len(seen) > 120


def test_no_link_leads_nowhere(visits: list[Visit]) -> None:
    dead = [
        f"{visit.came_from} links to {visit.url}: {visit.answer.status} {visit.answer.cause}"
        for visit in visits
        if visit.answer.status not in (200, 302)
    ]

    assert not dead, _listed(dead)


def test_a_link_within_a_page_has_its_target(visits: list[Visit]) -> None:
    pages = {visit.url: visit.page for visit in visits if visit.page}
    dead = [
        f"{url} links to {link}"
        for url, page in pages.items()
        for link in page.links
        if (parts := link.partition("#"))[2]
        and (target := pages.get(parts[0]))
        and parts[2] not in target.ids
    ]

    assert not dead, _listed(sorted(set(dead)))


def test_every_page_is_well_made(visits: list[Visit]) -> None:
    faults = [
        fault
        for visit in visits
        if visit.page and visit.answer.status == 200
        for fault in visit.page.faults()
    ]

    assert not faults, _listed(faults)


def test_what_is_not_published_is_nowhere(visits: list[Visit]) -> None:
    """Drafts, declined letters, contacts, plans and reports in the making (A03, A04)."""
    texts = {visit.url: _words(visit) for visit in visits}
    secrets = dict(_secrets())
    assert len(secrets) > 40

    told = [
        f"{url} tells {what}: {secret[:60]!r}"
        for url, text in texts.items()
        for secret, what in secrets.items()
        if secret in text
    ]

    assert not told, _listed(told)


def _words(visit: Visit) -> str:
    content = visit.answer.content
    if not content.startswith(b"%PDF"):
        return visit.answer.text
    if "LOI-" not in visit.url:
        return ""
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def _secrets() -> Iterator[tuple[str, str]]:
    for letter in LetterOfIntent.objects.filter(status__in=HIDDEN_LETTERS):
        yield letter.organisation, f"that there is a letter ({letter.status})"
    for letter in LetterOfIntent.objects.all():
        reached = (letter.contact_phone, letter.decline_reason)
        yield from ((value, "what a letter keeps") for value in reached if value)
        if letter.public_contribution and letter.public_contribution != letter.contribution:
            yield letter.contribution, "what was taken out of a letter"
    for person in User.objects.all():
        yield person.email, "an address"
    for asked in InformationRequest.objects.all():
        yield from ((one.text, "a question") for one in asked.questions.all())
    for join in JoinRequest.objects.all():
        yield join.note, "a request to speak for a partner"
    yield from _secrets_of_plans()
    yield from _secrets_of_bodies()


def _secrets_of_plans() -> Iterator[tuple[str, str]]:
    public = {
        text
        for plan in PlanVersion.objects.filter(status="published")
        for text in plan.texts.values_list("text", flat=True)
    }
    for plan in PlanVersion.objects.exclude(status="published"):
        for text in plan.texts.values_list("text", flat=True):
            line = text.strip().splitlines()[0] if text.strip() else ""
            if len(line) > 30 and not any(line in one for one in public):
                yield line, f"a plan ({plan.status})"
    for row in ReviewComment.objects.filter(review__status="open"):
        yield row.text, "a comment on a plan under review"
    for row in Recommendation.objects.filter(review__status="open"):
        yield row.text, "a recommendation before the group has decided"


def _secrets_of_bodies() -> Iterator[tuple[str, str]]:
    for meeting in Meeting.objects.filter(status="planned"):
        yield meeting.title, "a meeting before it is convened"
    for decision in Decision.objects.exclude(status__startswith="adopted"):
        yield decision.title, f"a decision ({decision.status})"
    for comment in ReportComment.objects.all():
        yield comment.text, "a comment on minutes"
    for invitation in Invitation.objects.filter(status="invited"):
        yield invitation.organisation, "an invitation"
    for report in Report.objects.exclude(status="published"):
        yield report.symbol, f"a report ({report.status})"
    for sent in ProgressReport.objects.exclude(status="accepted").exclude(return_reason=""):
        yield sent.return_reason, "why a report was returned"


def test_no_page_asks_the_same_question_for_every_row(visits: list[Visit]) -> None:
    repeated = [fault for visit in visits for fault in _repeated(visit)]

    assert not repeated, _listed(repeated)


@pytest.mark.parametrize(
    ("role", "start"),
    [("focal.point", "/my/"), ("pag.member", "/my/"), ("area.lead", "/my/"),
     ("secretariat", "/desk/")],
)  # fmt: skip
def test_the_pages_of_somebody_signed_in_hold_together(
    world: World, role: str, start: str
) -> None:
    visits = walk(world, role, start=start, limit=100)

    faults = [
        fault
        for visit in visits
        if visit.page and visit.answer.status == 200
        for fault in [*visit.page.faults(), *_repeated(visit)]
    ]
    faults += [
        f"{visit.came_from} links to {visit.url}: {visit.answer.status} {visit.answer.cause}"
        for visit in visits
        if visit.answer.status not in (200, 302)
    ]
    faults += _dear(visits, QUERIES_SIGNED_IN)
    assert not faults, _listed(faults)


def _repeated(visit: Visit) -> list[str]:
    return [
        f"{visit.url} asks {count} times: {statement[:300]}"
        for statement, count in visit.statements.items()
        if count > SAME_STATEMENT
    ]


def test_what_a_page_costs(visits: list[Visit]) -> None:
    dear = _dear(visits, QUERIES_PUBLIC)

    assert not dear, _listed(dear)


def _dear(visits: list[Visit], limit: int) -> list[str]:
    return [f"{one.url}: {one.queries} queries" for one in visits if one.queries > limit]
