"""Somebody wants the own data removed; until the day comes it can be taken back (R-49)."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.models.users import User
from gmp_portal.constraints import status_is_known
from gmp_portal.workflow import Stateful


class ErasureStatus(models.TextChoices):
    WAITING = "waiting", _("Waits for its day")
    TAKEN_BACK = "taken_back", _("Taken back")
    DONE = "done", _("Done")


class CameBy(models.TextChoices):
    """How somebody asked for whom the secretariat recorded it (R-64)."""

    PAPER = "paper", _("On paper")
    EMAIL = "email", _("By e-mail")


class ErasureQuerySet(models.QuerySet["Erasure"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """One's own; the secretariat sees that somebody leaves."""
        if isinstance(user, AnonymousUser):
            return self.none()
        return self if user.is_secretariat else self.filter(person=user)

    def waiting(self) -> Self:
        return self.filter(status=ErasureStatus.WAITING)

    def recorded(self) -> Self:
        """Those that the secretariat recorded for others (R-64)."""
        return self.exclude(recorded_by=None)

    def due(self) -> Self:
        """Those whose day has come."""
        return self.waiting().filter(due_at__lte=timezone.now())

    def held_up(self) -> Self:
        """Those whose day has come, and whom something is in the way (R-49)."""
        return self.due().exclude(held_up_at=None)

    def of(self, person: User) -> "Erasure | None":
        """What waits for this person; there is one at most."""
        return self.waiting().filter(person=person).select_related("person").first()


class Erasure(Stateful):
    """A wish to have the own data removed, and what became of it (N42)."""

    Status = ErasureStatus
    TRANSITIONS = {
        Status.WAITING: {Status.TAKEN_BACK, Status.DONE},
        Status.TAKEN_BACK: set(),
        Status.DONE: set(),
    }

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="erasures",
        verbose_name=_("person"),
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.WAITING
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    due_at = models.DateTimeField(_("to be done"))
    ended_at = models.DateTimeField(null=True)
    # Its day came, and something was in the way: the person was told so, once.
    held_up_at = models.DateTimeField(_("held up"), null=True)

    # Who recorded it for somebody that asked on paper or by mail, and what was asked.
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    came_by = models.CharField(
        _("how it was asked"),
        max_length=5,
        choices=CameBy.choices,
        blank=True,
        default="",
        db_default="",
    )
    asked_on = models.DateField(_("day on which it was asked"), null=True)
    reason = models.TextField(
        _("where it was asked, and why"),
        max_length=2000,
        blank=True,
        default="",
        db_default="",
    )

    objects = ErasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("removal of personal data")
        verbose_name_plural = _("removals of personal data")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            status_is_known(ErasureStatus, name="erasure_status_known"),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(status="waiting"),
                name="erasure_waits_once",
            ),
            models.CheckConstraint(
                condition=Q(status="waiting", ended_at__isnull=True)
                | (~Q(status="waiting") & Q(ended_at__isnull=False)),
                name="erasure_ended_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(due_at__gt=F("asked_at")), name="erasure_due_later"
            ),
            # Nothing is removed before it could be taken back.
            models.CheckConstraint(
                condition=~Q(status="done") | Q(ended_at__gte=F("due_at")),
                name="erasure_done_on_its_day",
            ),
            models.CheckConstraint(
                condition=Q(
                    recorded_by__isnull=True, asked_on__isnull=True, came_by="", reason=""
                )
                | Q(
                    recorded_by__isnull=False,
                    asked_on__isnull=False,
                    came_by__in=CameBy.values,
                )
                & ~Q(reason=""),
                name="erasure_recorded_with_its_way",
            ),
            models.CheckConstraint(
                condition=Q(recorded_by=None) | ~Q(recorded_by=F("person")),
                name="erasure_recorded_for_others",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], name="erasure_due", condition=Q(status="waiting")
            )
        ]

    def __str__(self) -> str:
        return str(self.person)
