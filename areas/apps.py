"""Partnership areas, their leads and their business plans."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AreasConfig(AppConfig):
    name = "areas"
    label = "areas"
    verbose_name = _("Partnership areas, their leads and their business plans")
