"""The public pages of reporting: cycles, accepted reports and published documents."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from gmp_portal.ui import public_pages
from gmp_portal.ui.public_pages import PublicPages
from reporting.models import AreaReport, ProgressReport, Report, ReportingCycle


def _cycles() -> "QuerySet[Any]":
    return ReportingCycle.objects.visible_to(AnonymousUser()).order_by("pk").only("slug")


def _progress() -> "QuerySet[Any]":
    accepted = ProgressReport.objects.visible_to(AnonymousUser()).order_by("pk")
    return accepted.only("accepted_at")


def _area_reports() -> "QuerySet[Any]":
    accepted = AreaReport.objects.visible_to(AnonymousUser()).order_by("pk")
    return accepted.only("accepted_at")


def _reports() -> "QuerySet[Any]":
    reports = Report.objects.visible_to(AnonymousUser()).order_by("pk")
    return reports.only("slug", "published_at")


def register_all() -> None:
    public_pages.register(
        PublicPages("reporting:report_list"),
        PublicPages("reporting:cycle_list"),
        PublicPages("reporting:cycle_detail", _cycles),
        PublicPages("reporting:progress_detail", _progress, changed="accepted_at"),
        PublicPages("reporting:area_report_detail", _area_reports, changed="accepted_at"),
        PublicPages("reporting:report_detail", _reports, changed="published_at"),
    )
