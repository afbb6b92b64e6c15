"""Work that must happen: a row written with the business act, carried by Celery, run once."""

import uuid

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from gmp_portal.workflow import Lockable


class Job(Lockable):
    """One piece of work in the background, with its attempts and its progress."""

    class State(models.TextChoices):
        OPEN = "open", _("Waiting or running")
        DONE = "done", _("Done")
        PARKED = "parked", _("Parked after too many attempts")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=80)
    key = models.CharField(max_length=200, unique=True)
    payload = models.JSONField(default=dict)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.OPEN
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    not_before = models.DateTimeField(db_default=Now())
    created_at = models.DateTimeField(db_default=Now())
    # Since when the broker is known to carry its id; empty while it waits in this table.
    handed_at = models.DateTimeField(_("handed to a worker"), null=True)
    # When its worker was last seen at work; empty until one begins.
    heartbeat_at = models.DateTimeField(_("last seen at work"), null=True)
    # Joins the log lines of the job to those of the request that wanted it.
    request_id = models.UUIDField(null=True, editable=False)
    started_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    last_error = models.TextField(_("last error"), blank=True)
    step = models.PositiveSmallIntegerField(default=0)
    step_label = models.CharField(_("step"), max_length=200, blank=True)
    percent = models.PositiveSmallIntegerField(_("percent done"), default=0)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "done", "parked"]),
                name="job_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state="done", done_at__isnull=False)
                | (~models.Q(state="done") & models.Q(done_at__isnull=True)),
                name="job_done_has_time",
            ),
            models.CheckConstraint(
                condition=models.Q(state="open")
                | models.Q(handed_at__isnull=True, heartbeat_at__isnull=True),
                name="job_in_hand_is_open",
            ),
            models.CheckConstraint(
                condition=models.Q(handed_at__isnull=False)
                | models.Q(heartbeat_at__isnull=True),
                name="job_at_work_is_in_hand",
            ),
        ]
        indexes = [
            models.Index(
                fields=["not_before"], name="job_due", condition=models.Q(state="open")
            ),
            models.Index(fields=["-created_at"], name="job_newest"),
            # Nearly all are done; those that are not are looked for often.
            models.Index(
                fields=["-created_at"],
                name="job_unfinished",
                condition=~models.Q(state="done"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.state})"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_failing(self) -> bool:
        """Tried in vain at least once, and not done yet."""
        return self.state == self.State.PARKED or (self.is_open and bool(self.last_error))
