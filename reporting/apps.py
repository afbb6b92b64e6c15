"""Reporting cycles, progress reports, area reports and reports to governing bodies."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    name = "reporting"
    label = "reporting"
    verbose_name = _("Reporting")

    def ready(self) -> None:
        """Name the acts of the app and say who opens its files."""
        from gmp_portal.accounts import rights_table  # noqa: PLC0415
        from gmp_portal.documents import policies  # noqa: PLC0415 apps must be loaded
        from gmp_portal.ledger import acts  # noqa: PLC0415
        from reporting import (  # noqa: PLC0415
            api,
            dates,
            file_access,
            findable,
            news,
            public_pages,
            read_texts,
            step_words,
            writings,
        )
        from reporting.acts import Act  # noqa: PLC0415

        acts.register(Act)
        findable.register_all()
        dates.register()
        writings.register_all()
        read_texts.register_all()
        policies.register(
            "report_file", file_access.may_read_report, landing=file_access.page_of_report
        )
        rights_table.register("reporting", step_words.KINDS, step_words.RIGHTS)
        news.register_all()
        public_pages.register_all()
        api.register_all()
