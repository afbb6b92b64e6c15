"""Reporting cycles and what is filed, accepted, assembled and published in them."""

from reporting.models.areas import AreaReport, IndicatorValue
from reporting.models.cycles import Reminder, ReportForm, ReportingCycle
from reporting.models.progress import Activity, Contribution, ProgressReport
from reporting.models.reports import Report

__all__ = [
    "Activity",
    "AreaReport",
    "Contribution",
    "IndicatorValue",
    "ProgressReport",
    "Reminder",
    "Report",
    "ReportForm",
    "ReportingCycle",
]
