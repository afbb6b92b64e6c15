"""Who takes part in an activity besides the partner that began it (A1-6a-i)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from areas.models.activities import Activity
from areas.models.activity_kinds import PartRole
from areas.models.activity_sets import ActivityPartQuerySet
from gmp_portal.constraints import both_or_neither
from gmp_portal.words import labelled
from partners.models import Partner


class ActivityPart(models.Model):
    """A partner carries an activity out too, was consulted, or pays for it (A1-6a-i, R-77).

    So says the partner that began it. A partner that is said to carry it out too may say no.
    """

    Role = PartRole

    activity = models.ForeignKey(
        Activity, models.CASCADE, related_name="parts", verbose_name=_("activity")
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="activity_parts", verbose_name=_("partner")
    )
    role = models.CharField(_("part"), max_length=10, choices=PartRole.choices)
    declined_at = models.DateTimeField(_("said no"), null=True, blank=True)
    declined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ActivityPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("part in an activity")
        verbose_name_plural = _("parts in activities")
        ordering = ["role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "partner", "role"], name="activity_part_once"
            ),
            models.CheckConstraint(
                condition=Q(role__in=PartRole.values), name="activity_part_role_known"
            ),
            both_or_neither(
                "declined_at", "declined_by", name="activity_part_declined_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(role=PartRole.JOINT) | Q(declined_at__isnull=True),
                name="activity_part_only_joint_ones_say_no",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.partner.name_on_record, self.get_role_display())
