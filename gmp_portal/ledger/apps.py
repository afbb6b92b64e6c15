"""The record of acts: append-only and hash-chained."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    name = "gmp_portal.ledger"
    label = "ledger"
    verbose_name = _("Ledger")

    def ready(self) -> None:
        """Every act may change public pages, and so does the checkpoint of a day."""
        from gmp_portal.ledger import merging, personal_data  # noqa: PLC0415
        from gmp_portal.ui import shared_pages  # noqa: PLC0415 apps are ready now

        for kind, newest in (
            ("acts", "SELECT max(seq) FROM ledger_entry"),
            ("checkpoints", 'SELECT max("on") FROM ledger_checkpoint'),
        ):
            shared_pages.RECORDS_OF_CHANGE.register(kind, newest)
        personal_data.register_all()
        merging.register_all()
