"""The record of acts: append-only and hash-chained."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    name = "gmp_portal.ledger"
    label = "ledger"
    verbose_name = _("Ledger")
