"""Texts and rows that several people write."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WritingConfig(AppConfig):
    name = "gmp_portal.writing"
    label = "writing"
    verbose_name = _("Texts that several people write")

    def ready(self) -> None:
        """Name the acts of the app."""
        from gmp_portal.ledger import acts  # noqa: PLC0415 models are ready now
        from gmp_portal.writing.acts import Act  # noqa: PLC0415

        acts.register(Act)
