"""One act on many letters: a list that is frozen before anybody decides on it (R-53)."""

from collections.abc import Iterable, Mapping
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gmp_portal import constraints
from gmp_portal.accounts.rights import Anybody, is_officer
from gmp_portal.workflow import Stateful, token_of
from partners.models import LetterOfIntent


class BulkStatus(models.TextChoices):
    """How far an act on many records is."""

    FROZEN = "frozen", _("To be looked at")
    RUNNING = "running", _("Under way")
    DONE = "done", pgettext_lazy("act on many records", "Done")


class BulkAct(models.TextChoices):
    """What can be done with many letters at once."""

    PUBLISH = "publish", _("Publish the cleared letters")
    TAKE = "take", _("Take the work on them")


class BulkQuerySet(models.QuerySet["Bulk"]):
    """Acts on many records by who may know of them."""

    def visible_to(self, user: Anybody) -> Self:
        """Officers see what their colleagues do with many records at once (A1-6c-i)."""
        return self if is_officer(user) else self.none()


class Bulk(Stateful):
    """Which letters somebody chose, and what is done with each of them."""

    Status = BulkStatus
    Act = BulkAct
    TRANSITIONS: ClassVar[Mapping[str, frozenset[str]]] = {
        Status.FROZEN: frozenset({Status.RUNNING}),
        Status.RUNNING: frozenset({Status.DONE}),
        Status.DONE: frozenset(),
    }

    act = models.CharField(_("What is done"), max_length=10, choices=Act.choices)
    status = models.CharField(
        _("status"), max_length=7, choices=Status.choices, default=Status.FROZEN
    )
    # The name of exactly this act on exactly these letters.
    token = models.CharField(max_length=64)
    created_at = models.DateTimeField(_("begun"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    released_at = models.DateTimeField(_("released"), null=True)
    done_at = models.DateTimeField(_("done"), null=True)

    objects = BulkQuerySet.as_manager()

    class Meta:
        verbose_name = _("act on many letters")
        verbose_name_plural = _("acts on many letters")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["-created_at", "-id"], name="bulk_newest")]
        constraints = [
            constraints.status_is_known(BulkStatus, name="bulk_status_known"),
            models.CheckConstraint(
                condition=Q(act__in=["publish", "take"]), name="bulk_act_known"
            ),
            models.CheckConstraint(
                condition=Q(status="frozen", released_at__isnull=True)
                | (~Q(status="frozen") & Q(released_at__isnull=False)),
                name="bulk_released_has_time",
            ),
            models.CheckConstraint(
                condition=Q(status="done", done_at__isnull=False)
                | (~Q(status="done") & Q(done_at__isnull=True)),
                name="bulk_done_has_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_act_display())

    def get_absolute_url(self) -> str:
        return reverse("website:bulk_detail", args=[self.pk])


class BulkState(models.TextChoices):
    """How an act on many records fared with one of them."""

    OPEN = "open", _("To be done")
    LEFT_OUT = "left_out", _("Not possible")
    DONE = "done", pgettext_lazy("act on many records", "Done")
    FAILED = "failed", pgettext_lazy("act on many records", "Failed")


class BulkRow(models.Model):
    """One letter of the list: whether the act was possible when it was frozen, and what came."""

    State = BulkState

    bulk = models.ForeignKey(Bulk, models.CASCADE, related_name="rows")
    letter = models.ForeignKey(LetterOfIntent, models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=8, choices=State.choices)
    # Why not, as the rule says it to whoever made the list.
    said = models.TextField(_("why not"), blank=True)
    clause = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name = _("letter of an act on many")
        verbose_name_plural = _("letters of an act on many")
        ordering = ["bulk", "pk"]
        constraints = [
            models.UniqueConstraint("bulk", "letter", name="bulk_letter_once"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "left_out", "done", "failed"]),
                name="bulk_row_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "done"], said="")
                | (Q(state__in=["left_out", "failed"]) & ~Q(said="")),
                name="bulk_row_says_why_not",
            ),
        ]

    def __str__(self) -> str:
        return str(self.letter)


def token_for(act: str, letters: Iterable[int]) -> str:
    """The name of exactly this act on exactly these letters, in whatever order."""
    return token_of(f"{act}:{','.join(str(pk) for pk in sorted(letters))}")
