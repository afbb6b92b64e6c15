"""The website above the rooms: home, what waits for me, the desk, the framework, demo data."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebsiteConfig(AppConfig):
    name = "gmp_portal.website"
    label = "website"
    verbose_name = _("Website")
