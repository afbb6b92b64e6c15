"""Answers by mail and reports of mail servers, read from one mailbox."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IncomingConfig(AppConfig):
    name = "gmp_portal.incoming"
    label = "incoming"
    verbose_name = _("Received mails")

    def ready(self) -> None:
        """Name the acts and the steps of the app, and say who opens its files."""
        from gmp_portal.accounts import rights_table  # noqa: PLC0415 apps must be loaded
        from gmp_portal.documents import policies  # noqa: PLC0415
        from gmp_portal.incoming import (  # noqa: PLC0415
            file_access,
            merging,
            personal_data,
            step_words,
        )
        from gmp_portal.incoming.acts import Act  # noqa: PLC0415
        from gmp_portal.ledger import acts  # noqa: PLC0415
        from gmp_portal.notifications import kinds  # noqa: PLC0415

        acts.register(Act)
        kinds.register("incoming", action={"mail_waits": ""})
        policies.register("incoming_mail", file_access.may_read, is_noted=True)
        rights_table.register("incoming", step_words.KINDS, step_words.RIGHTS)
        personal_data.register_all()
        merging.register_all()
