"""Reporting cycles, progress reports and reports to governing bodies."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    name = "reporting"
    label = "reporting"
    verbose_name = _("Reporting cycles, progress reports and reports to governing bodies")
