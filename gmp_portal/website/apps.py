"""The website above the apps: home, what waits for me, the desk, the framework, demo data."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from gmp_portal.registry import register_parts


class WebsiteConfig(AppConfig):
    name = "gmp_portal.website"
    label = "website"
    verbose_name = _("Website")

    def ready(self) -> None:
        from gmp_portal.accounts import rights_table  # noqa: PLC0415
        from gmp_portal.ledger import acts  # noqa: PLC0415 apps must be loaded
        from gmp_portal.website import step_words  # noqa: PLC0415
        from gmp_portal.website.acts import Act  # noqa: PLC0415
        from gmp_portal.website.models import Bulk  # noqa: PLC0415
        from gmp_portal.website.models.bulks import OF_PARTNERS  # noqa: PLC0415
        from gmp_portal.website.reading import kept_lists, notices  # noqa: PLC0415
        from partners import bulk_acts  # noqa: PLC0415

        acts.register(Act)
        rights_table.register("website", step_words.KINDS, step_words.RIGHTS)
        register_parts(self.name)
        notices.register()
        kept_lists.register()
        for act in Bulk.Act:
            of_partners = act in OF_PARTNERS
            acts_on = bulk_acts.ON_PARTNERS if of_partners else bulk_acts.ACTS
            acts_on.register(act.value, act.label)
