"""What the secretariat decided about its working rules."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ParameterValue(models.Model):
    """A working rule's value from one day on, with the reason for it.

    ``decided_by`` holds the id of a user and is no foreign key: people live in an app above
    this one, and no key points up. The app that records the decision names the person.
    """

    parameter = models.CharField(_("working rule"), max_length=8)
    value = models.JSONField(_("value"))
    effective_from = models.DateField(_("applies from"))
    reason = models.TextField(_("reason"))
    decided_by = models.BigIntegerField(_("decided by"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided at"), default=timezone.now, editable=False)

    class Meta:
        ordering = ("parameter", "-effective_from")
        verbose_name = _("value of a working rule")
        verbose_name_plural = _("values of working rules")
        constraints = (
            models.UniqueConstraint(
                "parameter",
                "effective_from",
                name="rulebook_one_value_per_rule_and_day",
            ),
            models.CheckConstraint(
                condition=Q(parameter__regex=r"^R-[0-9]{2}$"),
                name="rulebook_parameter_is_an_id",
            ),
            models.CheckConstraint(
                condition=Q(reason__regex=r"\S"), name="rulebook_value_has_a_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.parameter} from {self.effective_from:%Y-%m-%d}"
