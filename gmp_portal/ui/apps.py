"""What every page shares."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from gmp_portal.ui import field_words

field_words.replace()


class UiConfig(AppConfig):
    name = "gmp_portal.ui"
    label = "ui"
    verbose_name = _("Pages and forms")
