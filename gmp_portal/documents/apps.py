"""Files: kept by their content, checked by their structure, served by one view."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "gmp_portal.documents"
    label = "documents"
    verbose_name = _("Documents")
