"""Partnership areas, their leads and their business plans."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from gmp_portal.registry import register_parts


class AreasConfig(AppConfig):
    name = "areas"
    label = "areas"
    verbose_name = _("Partnership areas, their leads and their business plans")

    def ready(self) -> None:
        from areas import (  # noqa: PLC0415
            file_access,
            handlers,  # noqa: F401
            hooks,
            scheduled,  # noqa: F401
            step_words,
            subjects,
        )
        from areas.actions import interests as said_interests  # noqa: PLC0415
        from areas.actions import membership_imports, memberships  # noqa: PLC0415
        from areas.acts import Act  # noqa: PLC0415
        from areas.reading import (  # noqa: PLC0415
            lacking,
            membership_rows,
            membership_table,
            of_partner,
        )
        from gmp_portal.accounts import rights_table  # noqa: PLC0415
        from gmp_portal.documents import policies  # noqa: PLC0415
        from gmp_portal.ledger import acts  # noqa: PLC0415
        from gmp_portal.meetings import body_rules  # noqa: PLC0415
        from partners.reading import held, interests, involvement, signs  # noqa: PLC0415
        from partners.reading.imports import sheets  # noqa: PLC0415

        acts.register(Act)
        policies.register(
            file_access.PLAN, file_access.may_read_plan, landing=file_access.page_of_plan
        )
        policies.register(
            file_access.COPY, file_access.may_read_copy, landing=file_access.page_of_copy
        )
        policies.register(
            file_access.COMPANION,
            file_access.may_read_companion,
            landing=file_access.page_of_companion,
        )
        policies.register(
            file_access.FIGURE,
            file_access.may_read_figure,
            landing=file_access.page_of_figure,
        )
        interests.register(
            interests.AreaRegister(
                choices=hooks.choices,
                join_areas=memberships.join_areas,
                tell_leads=hooks.tell_leads,
                partners_in=hooks.partners_in,
                memberships_of=hooks.memberships_of,
                numbers_of=hooks.numbers_of,
                follow_admission=said_interests.follow_admission,
                follow_refusal=said_interests.follow_refusal,
                follow_leaving=said_interests.follow_leaving,
            )
        )
        sheets.register(
            sheets.Sheet(
                membership_table.KEY,
                membership_table.TITLE,
                membership_table.table,
                membership_table.WORDS,
                membership_rows.comparison,
                membership_imports.write,
                membership_imports.take_back,
            )
        )
        involvement.register("activities", of_partner.activities)
        involvement.register("efforts", of_partner.efforts)
        involvement.register("milestones", of_partner.milestones)
        held.register("leads", of_partner.leads)
        lacking.register_all()
        signs.register("membership", of_partner.JOINED)
        signs.register("effort", of_partner.PLANNED)
        signs.register_contributions("efforts", of_partner.contributors)
        body_rules.register("area", hooks.AreaRules())
        rights_table.register("areas", step_words.KINDS, step_words.RIGHTS)
        subjects.register()
        register_parts(self.name)
