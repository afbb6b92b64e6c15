"""People, their terms of office and the rights that follow from them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "gmp_portal.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Say what is kept of people, and what becomes of it when accounts are merged."""
        from gmp_portal.accounts import own_keys, personal_data  # noqa: PLC0415 apps are ready

        personal_data.register_all()
        own_keys.register_all()
