"""What was sent already, so that it is not saved twice; and when public pages changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SentForm(models.Model):
    """A form that was saved: by whom, what it held, and where it led (R-20)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    key = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    address = models.TextField(blank=True)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)

    class Meta:
        verbose_name = _("form that was sent")
        verbose_name_plural = _("forms that were sent")
        ordering = ["saved_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "key", "digest"], name="sent_form_once"
            ),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"),
                name="sent_form_digest_is_a_hash",
            ),
        ]
        indexes = [models.Index(fields=["saved_at"], name="sent_form_by_age")]

    def __str__(self) -> str:
        return self.address


class PageChange(models.Model):
    """A change of public pages that the ledger does not record; triggers write it (ADR 35).

    Rows of transactions that end later may have lower numbers: who asks looks at several.
    """

    NEWEST = """
        SELECT sum(id) FROM (SELECT id FROM ui_pagechange ORDER BY id DESC LIMIT 32) AS newest
    """

    at = models.DateTimeField(_("changed"), db_default=Now())

    class Meta:
        verbose_name = _("change of public pages")
        verbose_name_plural = _("changes of public pages")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.pk)
