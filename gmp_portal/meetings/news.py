"""What is news of meetings: convened, called off, papers, decisions and reports (A1-4a)."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gmp_portal.ledger import moments
from gmp_portal.meetings.acts import Act
from gmp_portal.meetings.models import (
    Body,
    Decision,
    Meeting,
    MeetingReport,
    Paper,
)
from gmp_portal.rounds import Reading
from gmp_portal.ui import news
from gmp_portal.ui.news import NewsItem, NewsKind
from gmp_portal.words import sentences

MEETINGS, PAPERS = "meetings", "papers"
DECISIONS, REPORTS = "decisions", "meeting-reports"
VISITOR = AnonymousUser()


def _of_area(records: "QuerySet[Any]", area: str, body: str = "body") -> "QuerySet[Any]":
    """Those of the body of an area, which has the same name in addresses as its area."""
    if not area:
        return records
    return records.filter(**{f"{body}__kind": Body.Kind.AREA, f"{body}__slug": area})


def _areas(body: Body) -> tuple[str, ...]:
    return (body.slug,) if body.is_area else ()


def _when(meeting: Meeting) -> str:
    return date_format(meeting.starts_on, "DATE_FORMAT") if meeting.starts_on else ""


def meetings(count: int, area: str) -> Reading[list[NewsItem]]:
    """Meetings as they are convened, and once more where one is called off (A1-4a-iv)."""
    seen = _of_area(Meeting.objects.visible_to(VISITOR), area).select_related("body")
    convened = seen.filter(convened_at__isnull=False).annotate(
        told_at=Coalesce(
            Greatest("convened_at", moments.last(Meeting, Act.MEETING_RESCHEDULED)),
            "convened_at",
        )
    )
    convened = convened.order_by("-told_at", "-pk")[:count]
    called_off = seen.filter(status=Meeting.Status.CANCELLED).annotate(
        told_at=Coalesce(moments.last(Meeting, Act.MEETING_CANCELLED), "convened_at")
    )
    called_off = called_off.order_by("-told_at", "-pk")[:count]
    yield [convened, called_off]
    return [
        *(_of_a_meeting(meeting, "convened", meeting.convened_at) for meeting in convened),
        *(_of_a_meeting(meeting, "cancelled", meeting.told_at) for meeting in called_off),
    ]


def _of_a_meeting(meeting: Any, event: str, moment: Any) -> NewsItem:
    said = {
        "body": meeting.body.label,
        "meeting": meeting.title,
        "day": _when(meeting),
    }
    if event == "cancelled":
        title, sentence = (
            gettext("Cancelled: %(meeting)s"),
            gettext("It was planned for %(day)s."),
        )
    else:
        title, sentence = "%(meeting)s", gettext("It begins on %(day)s.")
    # The title often says who meets.
    body = "" if meeting.names_its_body else gettext("Body: %(body)s.")
    return NewsItem(
        kind=MEETINGS,
        key=news.key_of(meeting, event),
        title=title % said,
        summary=sentences(sentence % said, body % said),
        url=meeting.get_absolute_url(),
        published_at=moment,
        updated_at=meeting.told_at,
        areas=_areas(meeting.body),
    )


def papers(count: int, area: str) -> Reading[list[NewsItem]]:
    """Papers of public meetings, from the moment on at which everybody can open them."""
    seen = _of_area(Paper.objects.visible_to(VISITOR), area, "meeting__body")
    seen = seen.filter(status=Paper.Status.AVAILABLE).select_related("meeting__body")
    public_at = Greatest("added_at", Coalesce("meeting__convened_at", "added_at"))
    newest = seen.annotate(told_at=public_at).order_by("-told_at", "-pk")[:count]
    yield [newest]
    return [_of_a_paper(paper) for paper in newest]


def _of_a_paper(paper: Any) -> NewsItem:
    return NewsItem(
        kind=PAPERS,
        key=news.key_of(paper, "added"),
        title=f"{paper.symbol} {paper.title}",
        summary=gettext("Paper of the meeting “%(meeting)s”.")
        % {"meeting": paper.meeting.title},
        url=paper.get_absolute_url(),
        published_at=paper.told_at,
        updated_at=paper.told_at,
        language=paper.language,
        areas=_areas(paper.meeting.body),
    )


def decisions(count: int, area: str) -> Reading[list[NewsItem]]:
    """Adopted decisions, in the language of their newest text (A1-4a-iii)."""
    visible = Decision.objects.visible_to(VISITOR).with_language()
    seen = _of_area(visible, area).select_related("body")
    newest = seen.order_by("-ended_at", "-pk")[:count]
    yield [newest]
    return [_of_a_decision(decision) for decision in newest]


def _of_a_decision(decision: Any) -> NewsItem:
    label = str(decision.body.label)
    # The title of a decision on a plan says whose it is.
    body = "" if label in decision.title else gettext("Body: %(body)s.")
    return NewsItem(
        kind=DECISIONS,
        key=news.key_of(decision, "adopted"),
        title=str(decision),
        summary=sentences(gettext("Adopted by consensus."), body % {"body": label}),
        url=decision.get_absolute_url(),
        published_at=decision.ended_at,
        updated_at=decision.ended_at,
        language=decision.text_language or "",
        areas=_areas(decision.body),
    )


def reports(count: int, area: str) -> Reading[list[NewsItem]]:
    """Published reports of meetings (A1-4a-vi, R-13)."""
    seen = _of_area(MeetingReport.objects.visible_to(VISITOR), area, "meeting__body")
    seen = seen.select_related("meeting__body")
    newest = seen.order_by("-published_at", "-pk")[:count]
    yield [newest]
    return [_of_a_report(report) for report in newest]


def _of_a_report(report: Any) -> NewsItem:
    said = {"symbol": report.symbol or ""}
    return NewsItem(
        kind=REPORTS,
        key=news.key_of(report, "published"),
        title=str(report),
        summary=gettext("Published as %(symbol)s.") % said,
        url=report.get_absolute_url(),
        published_at=report.published_at,
        updated_at=report.published_at,
        areas=_areas(report.meeting.body),
    )


def register_all() -> None:
    page = "meetings:meeting_list"
    news.register(
        NewsKind(
            MEETINGS,
            _("Meetings"),
            page,
            meetings,
            _("Meetings that are convened, moved or called off."),
        ),
        NewsKind(
            PAPERS,
            _("Papers of meetings"),
            page,
            papers,
            _("Papers, as soon as everybody can open them."),
        ),
        NewsKind(
            DECISIONS,
            _("Decisions"),
            "meetings:decision_list",
            decisions,
            _("What the Advisory Group and the areas adopted by consensus."),
        ),
        NewsKind(
            REPORTS,
            _("Reports of meetings"),
            page,
            reports,
            _("What was said and agreed, once the report is published."),
        ),
    )
