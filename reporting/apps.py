"""Reporting cycles, progress reports, area reports and reports to governing bodies."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from gmp_portal.registry import register_parts


class ReportingConfig(AppConfig):
    name = "reporting"
    label = "reporting"
    verbose_name = _("Reporting")

    def ready(self) -> None:
        """Name the acts of the app and say who opens its files."""
        from areas.reading import outcomes as area_outcomes  # noqa: PLC0415
        from gmp_portal.accounts import rights_table  # noqa: PLC0415
        from gmp_portal.documents import policies  # noqa: PLC0415 apps must be loaded
        from gmp_portal.ledger import acts  # noqa: PLC0415
        from partners.reading import held, involvement, signs  # noqa: PLC0415
        from reporting import file_access, step_words  # noqa: PLC0415
        from reporting.acts import Act  # noqa: PLC0415
        from reporting.reading import of_partner, outcomes, periods  # noqa: PLC0415

        acts.register(Act)
        policies.register(
            "report_file",
            file_access.may_read_report,
            landing=file_access.page_of_report,
            is_noted=True,
        )
        rights_table.register("reporting", step_words.KINDS, step_words.RIGHTS)
        area_outcomes.register(outcomes.OUTCOMES)
        involvement.register("reports", of_partner.reports)
        held.register("reports", of_partner.open_reports)
        signs.register("report", of_partner.REPORTED)
        signs.register_contributions("reports", of_partner.contributors)
        signs.register_periods(periods.PERIODS)
        register_parts(self.name)
