"""Durable work in the background."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "gmp_portal.jobs"
    label = "jobs"
    verbose_name = _("Jobs")

    def ready(self) -> None:
        from gmp_portal.jobs import personal_data  # noqa: PLC0415
        from gmp_portal.jobs.acts import Act  # noqa: PLC0415
        from gmp_portal.ledger import acts  # noqa: PLC0415 apps must be loaded

        acts.register(Act)
        personal_data.register_all()
