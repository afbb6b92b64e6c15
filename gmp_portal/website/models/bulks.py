"""One act on many letters: a list that is frozen before anybody decides on it (R-53)."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Self

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
from partners.models import LetterOfIntent, Partner


class BulkStatus(models.TextChoices):
    """How far an act on many records is."""

    FROZEN = "frozen", _("To be looked at")
    RUNNING = "running", _("Under way")
    DONE = "done", pgettext_lazy("act on many records", "Done")


class BulkAct(models.TextChoices):
    """What can be done with many letters or partners at once: nothing that needs judgement."""

    PUBLISH = "publish", _("Publish the cleared letters")
    TAKE = "take", _("Take the work on them")
    SILENT = "silent", _("Ask silent partners whether they stay")
    CONTACTS = "contacts", _("Ask their people whether the details are right")


# What each act is done with: the name of the key in a row of the list.
OF_PARTNERS = frozenset({BulkAct.SILENT, BulkAct.CONTACTS})


class BulkQuerySet(models.QuerySet["Bulk"]):
    """Acts on many records by who may know of them."""

    def visible_to(self, user: Anybody) -> Self:
        """Officers see what their colleagues do with many records at once (A1-6c-i)."""
        return self if is_officer(user) else self.none()


class Bulk(Stateful):
    """Which letters or partners somebody chose, and what is done with each of them."""

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
    # The name of exactly this act on exactly these letters or partners.
    token = models.CharField(max_length=64)
    created_at = models.DateTimeField(_("begun"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    released_at = models.DateTimeField(_("released"), null=True)
    done_at = models.DateTimeField(_("done"), null=True)

    objects = BulkQuerySet.as_manager()

    class Meta:
        verbose_name = _("act on many letters or partners")
        verbose_name_plural = _("acts on many letters or partners")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["-created_at", "-id"], name="bulk_newest")]
        constraints = [
            constraints.status_is_known(BulkStatus, name="bulk_status_known"),
            models.CheckConstraint(
                condition=Q(act__in=BulkAct.values), name="bulk_act_known"
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

    @property
    def is_of_partners(self) -> bool:
        return self.act in OF_PARTNERS

    @property
    def key(self) -> str:
        """Which key of its rows is filled."""
        return "partner" if self.is_of_partners else "letter"

    def get_absolute_url(self) -> str:
        return reverse("website:bulk_detail", args=[self.pk])


class BulkState(models.TextChoices):
    """How an act on many records fared with one of them."""

    OPEN = "open", _("To be done")
    LEFT_OUT = "left_out", _("Not possible")
    DONE = "done", pgettext_lazy("act on many records", "Done")
    FAILED = "failed", pgettext_lazy("act on many records", "Failed")


class BulkRow(models.Model):
    """A letter or partner of the list: whether it was possible when frozen, and what came."""

    State = BulkState

    bulk = models.ForeignKey(Bulk, models.CASCADE, related_name="rows")
    letter = models.ForeignKey(LetterOfIntent, models.PROTECT, null=True, related_name="+")
    partner = models.ForeignKey(Partner, models.PROTECT, null=True, related_name="+")
    state = models.CharField(_("state"), max_length=8, choices=State.choices)
    # Why not, as the rule says it to whoever made the list.
    said = models.TextField(_("why not"), blank=True)
    clause = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name = _("letter or partner of an act on many")
        verbose_name_plural = _("letters and partners of an act on many")
        ordering = ["bulk", "pk"]
        constraints = [
            models.UniqueConstraint("bulk", "letter", name="bulk_letter_once"),
            models.UniqueConstraint("bulk", "partner", name="bulk_partner_once"),
            models.CheckConstraint(
                condition=Q(letter__isnull=True, partner__isnull=False)
                | Q(letter__isnull=False, partner__isnull=True),
                name="bulk_row_of_letter_or_partner",
            ),
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
        return str(self.record)

    @property
    def record(self) -> Any:
        """The letter or the partner."""
        return self.partner or self.letter


def token_for(act: str, keys: Iterable[int]) -> str:
    """The name of exactly this act on exactly these records, in whatever order."""
    return token_of(f"{act}:{','.join(str(pk) for pk in sorted(keys))}")
