"""Files: kept by their content, checked by their structure, served by one view."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "gmp_portal.documents"
    label = "documents"
    verbose_name = _("Documents")

    def ready(self) -> None:
        """Name the acts of the app."""
        from gmp_portal.documents import merging, personal_data  # noqa: PLC0415
        from gmp_portal.documents.acts import Act  # noqa: PLC0415 models are ready now
        from gmp_portal.ledger import acts  # noqa: PLC0415

        acts.register(Act)
        personal_data.register_all()
        merging.register_all()
