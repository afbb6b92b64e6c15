"""Bodies, meetings, decisions by consensus and meeting reports."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from gmp_portal.registry import register_parts


class MeetingsConfig(AppConfig):
    name = "gmp_portal.meetings"
    label = "meetings"
    verbose_name = _("Bodies, meetings, decisions by consensus and meeting reports")

    def ready(self) -> None:
        """Name the acts of the app, say who opens its files and who observes its events."""
        from gmp_portal.accounts import rights_table  # noqa: PLC0415
        from gmp_portal.documents import policies  # noqa: PLC0415 models are ready now
        from gmp_portal.ledger import acts  # noqa: PLC0415
        from gmp_portal.meetings import body_rules, file_access, step_words  # noqa: PLC0415
        from gmp_portal.meetings.acts import Act  # noqa: PLC0415
        from gmp_portal.meetings.reading import lacking, of_partner  # noqa: PLC0415
        from partners.reading import involvement  # noqa: PLC0415

        policies.register(
            "meeting_paper",
            file_access.may_read_paper,
            landing=file_access.page_of_paper,
            is_noted=True,
        )
        policies.register(
            "meeting_report",
            file_access.may_read_report,
            landing=file_access.page_of_report,
            is_noted=True,
        )
        body_rules.register("event", body_rules.OpenToPartners())
        acts.register(Act)
        involvement.register("meetings", of_partner.meetings)
        lacking.register_all()
        rights_table.register("meetings", step_words.KINDS, step_words.RIGHTS)
        register_parts(self.name)
