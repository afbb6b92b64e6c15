"""Bodies, meetings, decisions by consensus and meeting reports."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "gmp_portal.meetings"
    label = "meetings"
    verbose_name = _("Bodies, meetings, decisions by consensus and meeting reports")
