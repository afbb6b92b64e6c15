"""Reporting cycles and what is filed, accepted, assembled and published in them."""

from reporting.models.area_reports import AreaReport, IndicatorValue
from reporting.models.cycles import Reminder, ReportForm, ReportingCycle
from reporting.models.imported_texts import ImportedText, SettledStep
from reporting.models.progress import Contribution, ProgressReport, ReportedActivity
from reporting.models.reports import Report

__all__ = [
    "AreaReport",
    "Contribution",
    "ImportedText",
    "IndicatorValue",
    "ProgressReport",
    "Reminder",
    "Report",
    "ReportForm",
    "ReportedActivity",
    "ReportingCycle",
    "SettledStep",
]
