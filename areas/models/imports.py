"""A plan written in Word that came in: what was read, what people settled, until it is put in."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.models.plans import PlanVersion
from gmp_portal.characters import NameField
from gmp_portal.constraints import both_or_neither, status_is_known
from gmp_portal.exchange.word.file_lines import WordLines
from gmp_portal.workflow import Stateful


class PlanImportStatus(models.TextChoices):
    """How far a plan in Word is on its way into the draft."""

    OPEN = "open", _("Being looked through")
    PUT_IN = "put_in", _("Put into the draft")
    DISCARDED = "discarded", _("Thrown away")


class PlanImport(Stateful):
    """One Word file for one draft: its lines as they were read, and every choice about them.

    The file itself is not kept: all that it says stands in its lines (R-71).
    """

    Status = PlanImportStatus
    TRANSITIONS = {
        PlanImportStatus.OPEN: {PlanImportStatus.PUT_IN, PlanImportStatus.DISCARDED},
        PlanImportStatus.PUT_IN: frozenset(),
        PlanImportStatus.DISCARDED: frozenset(),
    }

    plan = models.ForeignKey(
        PlanVersion, models.PROTECT, related_name="imports", verbose_name=_("plan")
    )
    name = NameField(_("name of the file"), max_length=200)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=PlanImportStatus.choices,
        default=PlanImportStatus.OPEN,
    )
    # The lines of the file; nothing once they were kept long enough.
    read = models.JSONField(_("as the portal read it"), default=dict, blank=True)
    # By line where it goes, by list or text what becomes of what stands there, and mended cells.
    settled = models.JSONField(_("as people settled it"), default=dict, blank=True)
    chosen = models.JSONField(_("what becomes of the draft"), default=dict, blank=True)
    mended = models.JSONField(_("cells that were mended"), default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    begun_at = models.DateTimeField(_("brought in"), default=timezone.now)
    touched_at = models.DateTimeField(_("last worked on"), default=timezone.now)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    done_at = models.DateTimeField(_("put into the draft"), null=True)

    class Meta:
        verbose_name = _("plan that came in from Word")
        verbose_name_plural = _("plans that came in from Word")
        ordering = ["-begun_at", "-pk"]
        constraints = [
            status_is_known(PlanImportStatus, name="plan_import_status_known"),
            both_or_neither("done_at", "done_by", name="plan_import_done_complete"),
            models.CheckConstraint(
                condition=Q(status="put_in", done_at__isnull=False)
                | (~Q(status="put_in") & Q(done_at__isnull=True)),
                name="plan_import_put_in_has_time",
            ),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(status="open"), name="plan_import_one_open"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        place = [self.plan.area.slug, self.plan.number, self.pk]
        return reverse("areas:import_detail", args=place)

    @property
    def lines(self) -> WordLines:
        """The lines of the file; none once they were forgotten."""
        return WordLines.from_data(self.read) if self.read else WordLines(())

    def forget(self) -> list[str]:
        """Let go of what the file said; answers the fields to save."""
        self.read, self.settled, self.chosen, self.mended = {}, {}, {}, {}
        return ["read", "settled", "chosen", "mended"]
