"""The public pages of meetings, their papers, decisions and meeting reports."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from gmp_portal.meetings.models import Decision, Meeting, MeetingReport, Paper
from gmp_portal.ui import public_pages
from gmp_portal.ui.public_pages import PublicPages


def _meetings() -> "QuerySet[Any]":
    return Meeting.objects.visible_to(AnonymousUser()).order_by("pk").only("slug")


def _papers() -> "QuerySet[Any]":
    papers = Paper.objects.visible_to(AnonymousUser()).order_by("pk")
    papers = papers.filter(status=Paper.Status.AVAILABLE).select_related("meeting")
    return papers.only("added_at", "meeting__slug")


def _decisions() -> "QuerySet[Any]":
    decisions = Decision.objects.visible_to(AnonymousUser()).order_by("pk")
    return decisions.only("slug", "ended_at")


def _reports() -> "QuerySet[Any]":
    reports = MeetingReport.objects.visible_to(AnonymousUser()).order_by("pk")
    return reports.select_related("meeting").only("published_at", "meeting__slug")


def register_all() -> None:
    public_pages.register(
        PublicPages("meetings:meeting_list"),
        PublicPages("meetings:decision_list"),
        PublicPages("meetings:meeting_detail", _meetings),
        PublicPages("meetings:paper_detail", _papers, changed="added_at"),
        PublicPages("meetings:decision_detail", _decisions, changed="ended_at"),
        PublicPages("meetings:report_detail", _reports, changed="published_at"),
    )
