"""The lists of this app that everybody may take along (A1-6d-ii, A1-6d-vii)."""

from datetime import date
from typing import Any

from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gmp_portal.documents.models import Document
from gmp_portal.meetings.forms.lists import DecisionFilter, MeetingFilter
from gmp_portal.meetings.models import (
    AgendaItem,
    Attendance,
    Decision,
    Meeting,
    MeetingReport,
    Paper,
    ReportSection,
)
from gmp_portal.ui import open_lists
from gmp_portal.ui.filters import of_records
from gmp_portal.ui.open_lists import (
    FieldKind,
    OpenField,
    OpenList,
    address_of,
    number_field,
    page_field,
    slug_field,
)

# Meetings of which no source gives a day come last.
LONG_AGO = date(1, 1, 1)


def _file(document: Document | None) -> str:
    return address_of(document.get_absolute_url()) if document else ""


def _hash(document: Document | None) -> str:
    return document.sha256 if document else ""


def _meetings(user: Any) -> Any:
    visible = Meeting.objects.visible_to(user).select_related("body")
    return visible.annotate(listed_on=Coalesce("starts_on", Value(LONG_AGO)))


MEETINGS = OpenList(
    key="meetings",
    title=_("Meetings"),
    description=_(
        "Meetings of the Advisory Group, of the areas, and events for all partners."
    ),
    page="meetings:meeting_list",
    filters=MeetingFilter,
    rows=_meetings,
    order=("-listed_on", "-pk"),
    identity="slug",
    lookup="slug",
    fields=(
        slug_field(),
        OpenField("body", _("Body"), value=lambda row: row.body.slug),
        OpenField("number", _("Number"), FieldKind.INTEGER),
        OpenField("title", _("Title")),
        OpenField("status", _("Status")),
        OpenField("starts_on", _("First day"), FieldKind.DAY),
        OpenField("ends_on", _("Last day"), FieldKind.DAY),
        OpenField("starts_at", _("Begins"), FieldKind.MOMENT),
        OpenField("ends_at", _("Ends"), FieldKind.MOMENT),
        OpenField("zone", _("Time zone")),
        OpenField("place", _("Place")),
        OpenField("country", _("Country"), value=lambda row: row.country_id),
        OpenField("mode", _("How people meet")),
        OpenField("source", _("Source")),
        page_field(),
    ),
)

PAPERS = OpenList(
    key="papers",
    title=_("Papers of meetings"),
    description=_("What was put before meetings and is available, by symbol and language."),
    page="meetings:meeting_list",
    filters=of_records(
        meeting=("meeting__slug", _("Meeting")), language=("language", _("Language"))
    ),
    rows=lambda user: (
        Paper.objects.visible_to(user)
        .filter(status=Paper.Status.AVAILABLE)
        .select_related("meeting", "document", "agenda_item")
    ),
    order=("symbol", "language", "pk"),
    fields=(
        number_field(),
        OpenField("symbol", _("Symbol")),
        OpenField("title", _("Title")),
        OpenField("language", _("Language")),
        OpenField("meeting", _("Meeting"), value=lambda row: row.meeting.slug),
        OpenField(
            "agenda_item",
            _("Agenda item"),
            value=lambda row: row.agenda_item and row.agenda_item.title,
        ),
        OpenField("number", _("Number"), FieldKind.INTEGER),
        OpenField("revision", _("Revision"), FieldKind.INTEGER),
        OpenField("file", _("File"), FieldKind.URL, lambda row: _file(row.document)),
        OpenField("sha256", "SHA-256", value=lambda row: _hash(row.document)),
        page_field(),
    ),
)


def _text(decision: Any, name: str) -> str:
    text = decision.current_text
    return str(getattr(text, name)) if text else ""


DECISIONS = OpenList(
    key="decisions",
    title=_("Decisions"),
    description=_(
        "What the bodies of the Partnership adopted by consensus, with its text."
    ),
    page="meetings:decision_list",
    filters=DecisionFilter,
    rows=lambda user: (
        Decision.objects.visible_to(user)
        .select_related("body", "meeting")
        .prefetch_related("texts")
    ),
    order=("-ended_at", "-pk"),
    identity="slug",
    lookup="slug",
    fields=(
        slug_field(),
        OpenField("symbol", _("Symbol")),
        OpenField("title", _("Title")),
        OpenField("body", _("Body"), value=lambda row: row.body.slug),
        OpenField(
            "meeting", _("Meeting"), value=lambda row: row.meeting and row.meeting.slug
        ),
        OpenField("status", _("Status")),
        OpenField("mode", _("How it was decided")),
        OpenField("opened_at", _("Opened"), FieldKind.MOMENT),
        OpenField("ended_at", pgettext_lazy("day", "Ended"), FieldKind.MOMENT),
        OpenField(
            "text", pgettext_lazy("decision", "Text"), value=lambda row: _text(row, "text")
        ),
        OpenField("language", _("Language"), value=lambda row: _text(row, "language")),
        OpenField("sha256", "SHA-256", value=lambda row: _text(row, "sha256")),
        page_field(),
    ),
)

REPORTS = OpenList(
    key="meeting-reports",
    title=_("Reports of meetings"),
    description=_("The published reports of meetings, each with its file."),
    page="meetings:meeting_list",
    rows=lambda user: MeetingReport.objects.visible_to(user).select_related(
        "meeting", "pdf"
    ),
    order=("-published_at", "-pk"),
    identity="meeting",
    lookup="meeting__slug",
    fields=(
        OpenField("symbol", _("Symbol")),
        OpenField("meeting", _("Meeting"), value=lambda row: row.meeting.slug),
        OpenField("title", _("Title"), value=lambda row: row.meeting.title),
        OpenField("language", _("Language")),
        OpenField("published_at", pgettext_lazy("day", "Published"), FieldKind.MOMENT),
        OpenField("file", _("File"), FieldKind.URL, lambda row: _file(row.pdf)),
        OpenField("sha256", "SHA-256", value=lambda row: _hash(row.pdf)),
        page_field(),
    ),
)


AGENDA = OpenList(
    key="agenda-items",
    title=_("Agenda items"),
    description=_("The agendas of meetings, item by item, with their annotations."),
    page="meetings:meeting_list",
    filters=of_records(meeting=("meeting__slug", _("Meeting"))),
    rows=lambda user: AgendaItem.objects.filter(
        meeting__in=Meeting.objects.visible_to(user)
    ).select_related("meeting"),
    order=("meeting_id", "position", "pk"),
    fields=(
        number_field(),
        OpenField("meeting", _("Meeting"), value=lambda row: row.meeting.slug),
        OpenField(
            "parent", _("Stands under"), FieldKind.INTEGER, lambda row: row.parent_id
        ),
        OpenField("position", _("Position"), FieldKind.INTEGER),
        OpenField("title", _("Title")),
        OpenField("notes", _("Annotation")),
        OpenField("added_late_at", _("Added later"), FieldKind.MOMENT),
    ),
)

SECTIONS = OpenList(
    key="meeting-report-sections",
    title=_("Sections of reports of meetings"),
    description=_("What the published reports of meetings say, heading by heading."),
    page="meetings:meeting_list",
    filters=of_records(meeting=("report__meeting__slug", _("Meeting"))),
    rows=lambda user: ReportSection.objects.filter(
        report__in=MeetingReport.objects.visible_to(user)
    ).select_related("report__meeting"),
    order=("report_id", "position", "pk"),
    fields=(
        number_field(),
        OpenField("meeting", _("Meeting"), value=lambda row: row.report.meeting.slug),
        OpenField("language", _("Language"), value=lambda row: row.report.language),
        OpenField("position", _("Position"), FieldKind.INTEGER),
        OpenField("level", _("Level of the heading"), FieldKind.INTEGER),
        OpenField("title", _("Heading"), value=lambda row: row.title),
        OpenField("text", _("Text")),
        OpenField(
            "url",
            _("Page"),
            FieldKind.URL,
            lambda row: address_of(row.report.get_absolute_url()),
        ),
    ),
)


def _organizations(user: Any) -> Any:
    """One row for each organization and role, like the page: how many came, it does not say."""
    coming = (
        Attendance.objects.filter(meeting__in=Meeting.objects.visible_to(user))
        .exclude(presence__in=Attendance.AWAY)
        .exclude(organisation="")
    )
    once = ("meeting_id", "role", "organisation")
    first = coming.order_by(*once, "pk").distinct(*once).values("pk")
    return Attendance.objects.filter(pk__in=first).select_related("meeting__body")


PARTICIPANTS = OpenList(
    key="meeting-participants",
    title=_("Participants of meetings"),
    description=_(
        "The organizations that take part, by role, and individuals who are partners. Who came "
        "for an organization is not public."
    ),
    page="meetings:meeting_list",
    filters=of_records(
        meeting=("meeting__slug", _("Meeting")), body=("meeting__body__slug", _("Body"))
    ),
    rows=_organizations,
    order=("meeting__slug", "role", "organisation", "pk"),
    fields=(
        number_field(),
        OpenField("meeting", _("Meeting"), value=lambda row: row.meeting.slug),
        OpenField("body", _("Body"), value=lambda row: row.meeting.body.slug),
        OpenField("role", _("Role")),
        OpenField("organization", _("Organization"), value=lambda row: row.organisation),
        page_field(),
    ),
)


def register_all() -> None:
    open_lists.register(
        MEETINGS, AGENDA, PARTICIPANTS, PAPERS, DECISIONS, REPORTS, SECTIONS
    )
