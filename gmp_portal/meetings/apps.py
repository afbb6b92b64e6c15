"""Bodies, meetings, decisions by consensus and meeting reports."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "gmp_portal.meetings"
    label = "meetings"
    verbose_name = _("Bodies, meetings, decisions by consensus and meeting reports")

    def ready(self) -> None:
        """Name the acts of this app, say who opens its files and who observes."""
        from gmp_portal.documents import policies  # noqa: PLC0415 models are ready now
        from gmp_portal.ledger import verbs  # noqa: PLC0415
        from gmp_portal.meetings import acts, file_access, observers  # noqa: PLC0415

        policies.register("meeting_paper", file_access.may_read_paper)
        policies.register("meeting_report", file_access.may_read_report)
        observers.register("advisory_group", file_access.observing_partner)
        observers.register("event", file_access.observing_partner)
        verbs.register(acts.ACTS)
