"""The Partnership Advisory Group and its reviews."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from gmp_portal.registry import register_parts


class AdvisoryGroupConfig(AppConfig):
    name = "advisory_group"
    label = "advisory_group"
    verbose_name = _("The Partnership Advisory Group and its reviews")

    def ready(self) -> None:
        """Tell the apps below who belongs to the group and what its acts are called."""
        from advisory_group import (  # noqa: PLC0415
            acts,
            hooks,
            scheduled,  # noqa: F401
            step_words,
            subjects,
        )
        from advisory_group.reading import of_partner  # noqa: PLC0415
        from gmp_portal.accounts import rights_table  # noqa: PLC0415
        from gmp_portal.ledger import acts as act_names  # noqa: PLC0415
        from gmp_portal.meetings import body_rules  # noqa: PLC0415
        from partners.reading import held, involvement  # noqa: PLC0415

        act_names.register(acts.Act)
        body_rules.register("advisory_group", hooks.AdvisoryGroupRules())
        rights_table.register("advisory_group", step_words.KINDS, step_words.RIGHTS)
        involvement.register("seats", of_partner.seats)
        held.register("seats", of_partner.current_seats)
        subjects.register()
        register_parts(self.name)
