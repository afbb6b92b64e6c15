"""Partnership areas, their leads and their business plans."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AreasConfig(AppConfig):
    name = "areas"
    label = "areas"
    verbose_name = _("Partnership areas, their leads and their business plans")

    def ready(self) -> None:
        from areas import (  # noqa: PLC0415
            api,
            dates,
            file_access,
            findable,
            handlers,  # noqa: F401
            hooks,
            news,
            public_pages,
            read_texts,
            scheduled,  # noqa: F401
            step_words,
            subjects,
            writings,
        )
        from areas.actions import memberships  # noqa: PLC0415
        from areas.acts import Act  # noqa: PLC0415
        from gmp_portal.accounts import rights_table  # noqa: PLC0415
        from gmp_portal.documents import policies  # noqa: PLC0415
        from gmp_portal.ledger import acts  # noqa: PLC0415
        from gmp_portal.meetings import body_rules  # noqa: PLC0415
        from partners.reading import interests  # noqa: PLC0415

        acts.register(Act)
        findable.register_all()
        dates.register()
        writings.register_all()
        read_texts.register_all()
        policies.register(
            file_access.PLAN, file_access.may_read_plan, landing=file_access.page_of_plan
        )
        interests.register(
            interests.AreaRegister(
                choices=hooks.choices,
                join_areas=memberships.join_areas,
                partners_in=hooks.partners_in,
                memberships_of=hooks.memberships_of,
            )
        )
        body_rules.register("area", hooks.AreaRules())
        rights_table.register("areas", step_words.KINDS, step_words.RIGHTS)
        news.register_all()
        public_pages.register_all()
        subjects.register()
        api.register_all()
