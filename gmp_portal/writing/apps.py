"""Texts and rows that several people write."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WritingConfig(AppConfig):
    name = "gmp_portal.writing"
    label = "writing"
    verbose_name = _("Texts that several people write")

    def ready(self) -> None:
        """Name the acts of the app, and forget drafts of forms once they are saved (R-22)."""
        from gmp_portal.ledger import acts  # noqa: PLC0415 models are ready now
        from gmp_portal.ui import kept_posts  # noqa: PLC0415
        from gmp_portal.writing import merging, personal_data, unsent  # noqa: PLC0415
        from gmp_portal.writing.acts import Act  # noqa: PLC0415

        acts.register(Act)
        kept_posts.when_saved(lambda person, copy: unsent.drop(copy, by=person))
        personal_data.register_all()
        merging.register_all()
