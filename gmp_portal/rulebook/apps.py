"""The framework's clauses and the secretariat's working rules."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RulebookConfig(AppConfig):
    name = "gmp_portal.rulebook"
    label = "rulebook"
    verbose_name = _("Rule book")
