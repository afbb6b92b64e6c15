"""Reporting cycles, progress reports, area reports and reports to governing bodies."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    name = "reporting"
    label = "reporting"
    verbose_name = _("Reporting")

    def ready(self) -> None:
        from gmp_portal.documents import policies  # noqa: PLC0415 apps must be loaded
        from gmp_portal.ledger import verbs  # noqa: PLC0415
        from reporting import acts, permissions  # noqa: PLC0415

        verbs.register(acts.VERBS)
        policies.register("report_file", permissions.may_read_file)
