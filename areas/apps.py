"""Partnership areas, their leads and their business plans."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AreasConfig(AppConfig):
    name = "areas"
    label = "areas"
    verbose_name = _("Partnership areas, their leads and their business plans")

    def ready(self) -> None:
        from areas import handlers, nightly, registers, words  # noqa: F401, PLC0415
        from gmp_portal.documents import policies  # noqa: PLC0415
        from gmp_portal.ledger import verbs  # noqa: PLC0415
        from gmp_portal.meetings import (  # noqa: PLC0415
            electorates,
            officers,
            outcomes,
            subjects,
        )
        from partners import interests  # noqa: PLC0415

        verbs.register(words.KINDS)
        policies.register("plan_file", registers.may_read_plan)
        interests.register(
            choices=registers.choices,
            admit=registers.admit,
            partners_in=registers.partners_in,
            memberships=registers.memberships_of,
        )
        electorates.register("area", registers.members)
        officers.register(
            "area",
            registers.presides,
            bodies=registers.bodies_led_by,
            people=registers.leads_of,
        )
        outcomes.register(registers.follow)
        subjects.register("areas:plan", registers.is_plan_visible)
