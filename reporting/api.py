"""The lists of this app that everybody may take along (A1-6d-ii, B7-9)."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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
from reporting.forms.reports import ReportFilter
from reporting.models import (
    AreaReport,
    Contribution,
    IndicatorValue,
    ProgressReport,
    Report,
    ReportedActivity,
    ReportingCycle,
)


def _report_file(report: Any) -> str:
    return address_of(report.pdf.get_absolute_url()) if report.pdf else ""


def _text_as_data(report: Any) -> str:
    return address_of(reverse("reporting:report_data", args=[report.slug]))


REPORTS = OpenList(
    key="reports",
    title=_("Reports"),
    description=_("What the Partnership reported to governments and to the public."),
    page="reporting:report_list",
    filters=ReportFilter,
    rows=lambda user: (
        Report.objects.visible_to(user)
        .select_related("pdf", "cycle", "corrects")
        .defer("content", "sources", "corrects__content", "corrects__sources")
    ),
    order=("-assembled_at", "-pk"),
    identity="slug",
    lookup="slug",
    fields=(
        slug_field(),
        OpenField("symbol", _("Symbol")),
        OpenField("title", _("Title")),
        OpenField("kind", _("Kind")),
        OpenField("language", _("Language")),
        OpenField("cycle", _("Cycle"), value=lambda row: row.cycle and row.cycle.slug),
        OpenField("as_of", _("Figures as of"), FieldKind.DAY),
        OpenField("pages", _("Pages"), FieldKind.INTEGER),
        OpenField(
            "corrects", _("Corrects"), value=lambda row: row.corrects and row.corrects.slug
        ),
        OpenField("published_at", pgettext_lazy("day", "Published"), FieldKind.MOMENT),
        OpenField("file", _("File"), FieldKind.URL, _report_file),
        OpenField("data", _("The text as data (JSON)"), FieldKind.URL, _text_as_data),
        OpenField("sha256", "SHA-256", value=lambda row: row.pdf and row.pdf.sha256),
        page_field(),
    ),
)

CYCLES = OpenList(
    key="cycles",
    title=_("Reporting cycles"),
    description=_("The periods on which partners and areas report, with the days due."),
    page="reporting:cycle_list",
    rows=lambda user: ReportingCycle.objects.visible_to(user),
    order=("-opened_at", "-pk"),
    identity="slug",
    lookup="slug",
    fields=(
        slug_field(),
        OpenField("name", _("Name")),
        OpenField("status", _("Status")),
        OpenField("first_day", _("First day"), FieldKind.DAY),
        OpenField("last_day", _("Last day"), FieldKind.DAY),
        OpenField("progress_due_on", _("Progress reports due"), FieldKind.DAY),
        OpenField("area_due_on", _("Area reports due"), FieldKind.DAY),
        page_field(),
    ),
)


def _told_of(report: Any) -> list[str]:
    return [row.activity.title for row in report.reported_activities.all()]


def _countries(row: Any) -> list[str]:
    return sorted(country.pk for country in row.activity.countries.all())


FILED = (
    OpenField("submitted_at", pgettext_lazy("day", "Submitted"), FieldKind.MOMENT),
    OpenField("accepted_at", _("Accepted"), FieldKind.MOMENT),
    OpenField("is_late", _("Filed late"), FieldKind.BOOLEAN),
    page_field(),
)
PROGRESS = OpenList(
    key="progress-reports",
    title=_("Progress reports of partners"),
    description=_("What partners reported to their areas, once it was accepted."),
    page="reporting:cycle_list",
    filters=of_records(
        cycle=("cycle__slug", _("Cycle")),
        area=("area__slug", _("Area")),
        partner=("partner__slug", _("Partner")),
    ),
    rows=lambda user: (
        ProgressReport.objects.visible_to(user)
        .select_related("cycle", "partner", "area")
        .prefetch_related("reported_activities__activity")
    ),
    order=("-accepted_at", "-pk"),
    fields=(
        number_field(),
        OpenField("cycle", _("Cycle"), value=lambda row: row.cycle.slug),
        OpenField("partner", _("Partner"), value=lambda row: row.partner.slug),
        OpenField("area", _("Area"), value=lambda row: row.area.slug),
        OpenField("language", _("Language")),
        OpenField("is_nothing", _("Nothing to report"), FieldKind.BOOLEAN),
        OpenField("nothing_reason", _("Why there is nothing to report")),
        OpenField("activities", _("Activities"), FieldKind.LIST, _told_of),
        OpenField("lessons", _("Lessons learned")),
        OpenField("needs", _("What is needed to go on")),
        *FILED,
    ),
)

AREA_REPORTS = OpenList(
    key="area-reports",
    title=_("Reports of the areas"),
    description=_("What the areas reported to UNEP, once it was accepted."),
    page="reporting:cycle_list",
    filters=of_records(cycle=("cycle__slug", _("Cycle")), area=("area__slug", _("Area"))),
    rows=lambda user: AreaReport.objects.visible_to(user).select_related("cycle", "area"),
    order=("-accepted_at", "-pk"),
    fields=(
        number_field(),
        OpenField("cycle", _("Cycle"), value=lambda row: row.cycle.slug),
        OpenField("area", _("Area"), value=lambda row: row.area.slug),
        OpenField("language", _("Language")),
        OpenField("rating", _("Progress towards the objectives")),
        OpenField("highlights", _("Highlights of the period")),
        OpenField("effectiveness", _("How effective the work was")),
        OpenField("impact", _("Impact on the overall goal")),
        OpenField("lessons", _("Lessons learned")),
        OpenField("future", _("Future work")),
        *FILED,
    ),
)


WHOSE = (
    OpenField("report", _("Report"), FieldKind.INTEGER, lambda row: row.report_id),
    OpenField("cycle", _("Cycle"), value=lambda row: row.report.cycle.slug),
    OpenField("partner", _("Partner"), value=lambda row: row.report.partner.slug),
    OpenField("area", _("Area"), value=lambda row: row.report.area.slug),
    OpenField("language", _("Language"), value=lambda row: row.report.language),
)
IN_PROGRESS = of_records(
    cycle=("report__cycle__slug", _("Cycle")),
    area=("report__area__slug", _("Area")),
    partner=("report__partner__slug", _("Partner")),
)
OF_REPORT = ("report__cycle", "report__partner", "report__area")
THE_REPORT = OpenField(
    "url",
    _("Page"),
    FieldKind.URL,
    lambda row: address_of(row.report.get_absolute_url()),
)

REPORTED = OpenList(
    key="reported-activities",
    title=_("Activities that partners reported"),
    description=_("How far each activity came in the period of an accepted report."),
    page="reporting:cycle_list",
    filters=IN_PROGRESS,
    rows=lambda user: (
        ReportedActivity.objects.filter(report__in=ProgressReport.objects.visible_to(user))
        .select_related(*OF_REPORT, "activity", "indicator__key")
        .prefetch_related("activity__countries")
    ),
    order=("-report__accepted_at", "-report_id", "position", "pk"),
    fields=(
        number_field(),
        *WHOSE,
        OpenField(
            "activity", _("Activity"), FieldKind.INTEGER, lambda row: row.activity_id
        ),
        OpenField("title", _("What was done"), value=lambda row: row.activity.title),
        OpenField(
            "continues",
            _("Continues the activity"),
            FieldKind.INTEGER,
            lambda row: row.activity.continues_id,
        ),
        OpenField("state", _("How far it is")),
        OpenField("result", _("Result in this period")),
        OpenField(
            "priorities",
            _("Priorities"),
            FieldKind.LIST,
            lambda row: row.activity.priority_clauses,
        ),
        OpenField("focus", _("Focus"), value=lambda row: row.activity.focus),
        OpenField("countries", _("Countries"), FieldKind.LIST, _countries),
        OpenField(
            "builds_capacity",
            _("Builds capacity"),
            FieldKind.BOOLEAN,
            lambda row: row.activity.builds_capacity,
        ),
        OpenField(
            "indicator", _("Indicator"), FieldKind.INTEGER, lambda row: row.indicator_id
        ),
        OpenField(
            "indicator_name", _("Name of the indicator"), value=lambda row: row.indicator
        ),
        OpenField(
            "indicator_key",
            _("Key in all versions"),
            value=lambda row: row.indicator and row.indicator.key.code,
        ),
        OpenField("indicator_value", _("Value reached"), FieldKind.NUMBER),
        OpenField("evidence_url", _("Where to read more"), FieldKind.URL),
        THE_REPORT,
    ),
)

CONTRIBUTIONS = OpenList(
    key="contributions",
    title=_("Contributions that partners reported"),
    description=_("The money and the work that partners say they gave in a period."),
    page="reporting:cycle_list",
    filters=IN_PROGRESS,
    rows=lambda user: Contribution.objects.filter(
        report__in=ProgressReport.objects.visible_to(user)
    ).select_related(*OF_REPORT),
    order=("-report__accepted_at", "-report_id", "pk"),
    fields=(
        number_field(),
        *WHOSE,
        OpenField("description", _("What was given")),
        OpenField("kind", _("Kind")),
        OpenField("amount", _("Amount"), FieldKind.NUMBER),
        OpenField("currency", _("Currency")),
        THE_REPORT,
    ),
)

INDICATOR_VALUES = OpenList(
    key="indicator-values",
    title=_("Values of indicators"),
    description=_("What the indicators of the plans reached, as the areas reported it."),
    page="reporting:cycle_list",
    filters=of_records(
        cycle=("report__cycle__slug", _("Cycle")), area=("report__area__slug", _("Area"))
    ),
    rows=lambda user: IndicatorValue.objects.filter(
        report__in=AreaReport.objects.visible_to(user)
    ).select_related("report__cycle", "report__area", "indicator__key"),
    order=("-report__accepted_at", "-report_id", "pk"),
    fields=(
        number_field(),
        OpenField("report", _("Report"), FieldKind.INTEGER, lambda row: row.report_id),
        OpenField("cycle", _("Cycle"), value=lambda row: row.report.cycle.slug),
        OpenField("area", _("Area"), value=lambda row: row.report.area.slug),
        OpenField("language", _("Language"), value=lambda row: row.report.language),
        OpenField(
            "indicator", _("Indicator"), FieldKind.INTEGER, lambda row: row.indicator_id
        ),
        OpenField(
            "indicator_name",
            _("Name of the indicator"),
            value=lambda row: row.indicator.name,
        ),
        OpenField(
            "indicator_key",
            _("Key in all versions"),
            value=lambda row: row.indicator.key.code,
        ),
        OpenField("unit", _("Unit"), value=lambda row: row.indicator.unit),
        OpenField("baseline", _("Baseline"), value=lambda row: row.indicator.baseline),
        OpenField("target", _("Target"), value=lambda row: row.indicator.target),
        OpenField("actual", _("Value reached")),
        OpenField("note", _("Note")),
        THE_REPORT,
    ),
)


def register_all() -> None:
    open_lists.register(
        REPORTS,
        CYCLES,
        PROGRESS,
        REPORTED,
        CONTRIBUTIONS,
        AREA_REPORTS,
        INDICATOR_VALUES,
    )
