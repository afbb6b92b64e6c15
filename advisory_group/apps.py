"""The Partnership Advisory Group and its reviews."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdvisoryGroupConfig(AppConfig):
    name = "advisory_group"
    label = "advisory_group"
    verbose_name = _("The Partnership Advisory Group and its reviews")

    def ready(self) -> None:
        """Tell the apps below who belongs to the group and what its acts are called."""
        from advisory_group import acts, permissions, scheduled  # noqa: F401, PLC0415
        from advisory_group.reading import people  # noqa: PLC0415
        from gmp_portal.ledger import verbs  # noqa: PLC0415
        from gmp_portal.meetings import electorates, officers, subjects  # noqa: PLC0415

        verbs.register(acts.ACTS)
        electorates.register("advisory_group", people.electorate)
        subjects.register("advisory_group:review_detail", people.is_review_visible)
        officers.register(
            "advisory_group",
            lambda user, _body: permissions.chairs(user),
            bodies=people.bodies_chaired_by,
            people=lambda _body: people.chairs(),
        )
