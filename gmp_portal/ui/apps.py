"""What every page shares."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from gmp_portal.ui import field_words

field_words.replace()


class UiConfig(AppConfig):
    name = "gmp_portal.ui"
    label = "ui"
    verbose_name = _("Pages and forms")

    def ready(self) -> None:
        """Tell what else than an act changes public pages."""
        from gmp_portal.ui import merging, shared_pages  # noqa: PLC0415 apps are ready now
        from gmp_portal.ui.models import PageChange  # noqa: PLC0415

        shared_pages.RECORDS_OF_CHANGE.register("pages", PageChange.NEWEST)
        # New columns, and what the migration of a new version wrote into old ones.
        shared_pages.RECORDS_OF_CHANGE.register(
            "migrations", "SELECT max(id) FROM django_migrations"
        )
        merging.register_all()
