"""What can be found, by whom, in which words."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "gmp_portal.search"
    label = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        """What happens to a record changes what can be found of it, in the same transaction."""
        from gmp_portal import ledger  # noqa: PLC0415 models are ready now
        from gmp_portal.documents import texts  # noqa: PLC0415
        from gmp_portal.search import handlers, index, personal_data, scheduled  # noqa: F401, PLC0415

        ledger.FOLLOWERS.register("search", index.follow)
        texts.TAKEN.register("search", index.follow_file)
        personal_data.register_all()
