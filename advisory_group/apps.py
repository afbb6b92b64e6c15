"""The Partnership Advisory Group and its reviews."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdvisoryGroupConfig(AppConfig):
    name = "advisory_group"
    label = "advisory_group"
    verbose_name = _("The Partnership Advisory Group and its reviews")
