"""One message to one reader, in the reader's language, with the state of its delivery."""

import uuid
from datetime import UTC
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import TruncMinute
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gmp_portal.registry import Registry
from gmp_portal.words import labelled
from gmp_portal.workflow import Lockable

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# What people are reminded of, by the keys of reminders; ``reminders`` fills it.
REMINDERS: "Registry[str, StrOrPromise]" = Registry("names of reminders")
# What was written to several readers at once was written in one minute of the world's time.
MINUTE = TruncMinute("created_at", tzinfo=UTC)


class Message(models.Model):
    """A mail to one person, written with the act that caused it and sent by a job (C1)."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting to be sent")
        SENT = "sent", _("Handed to the mail server")
        REFUSED = "refused", _("Refused by the mail server")
        BOUNCED = "bounced", _("Came back")
        # What only informs waits for a summary, and is told in it or, if its reader wishes so, not.
        WAITING = "waiting", _("Waits for the next summary")
        TOLD = "told", _("Told in a summary")
        KEPT = "kept", _("Not sent, as the reader wishes")

    class Kind(models.TextChoices):
        ACTION = "action", _("Needs the reader")
        INFORMATION = "information", _("For information")
        DIGEST = "digest", _("Summary")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="messages",
        verbose_name=_("recipient"),
    )
    address = models.EmailField(_("address"))
    language = models.CharField(
        _("language"), max_length=10, choices=settings.OFFICIAL_LANGUAGES
    )
    template = models.CharField(max_length=120)
    subject = models.CharField(_("subject"), max_length=250)
    body = models.TextField(_("text"))
    # Codes and links that open an account are wiped from the stored text once sent or refused.
    is_secret = models.BooleanField(default=False)
    state = models.CharField(
        _("delivery"), max_length=10, choices=State.choices, default=State.QUEUED
    )
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True)
    cause = models.TextField(_("why it was refused"), blank=True)
    # What an answer by mail belongs to: who takes it, and the key that is his (N19).
    answer_purpose = models.CharField(max_length=40, blank=True, default="", db_default="")
    answer_key = models.CharField(max_length=80, blank=True, default="", db_default="")
    kind = models.CharField(
        _("kind"),
        max_length=12,
        choices=Kind.choices,
        default=Kind.ACTION,
        db_default="action",
    )
    # What it is about, as the ledger names records.
    record = models.CharField(max_length=80, blank=True, default="", db_default="")
    # The summary in which it was told.
    digest = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="told", verbose_name=_("summary")
    )
    # Where it was to go before its reader had another address (C14).
    former_address = models.EmailField(blank=True, default="", db_default="")

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["-created_at"], name="message_newest"),
            # One text to many readers, as the desk lists them, with all that is asked of each.
            models.Index(
                MINUTE.desc(),
                *("subject", "state", "template", "language"),
                include=["id", "created_at"],
                name="message_mailings",
            ),
            # Nearly all are sent; those that are not are looked for often.
            models.Index(
                fields=["state", "-created_at"],
                name="message_unsent",
                condition=~Q(state="sent"),
            ),
            models.Index(
                fields=["recipient", "created_at"],
                name="message_waiting",
                condition=Q(state="waiting"),
            ),
            models.Index(
                fields=["record", "-created_at"],
                name="message_of_record",
                condition=~Q(record=""),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        *("queued", "sent", "refused", "bounced", "waiting", "told", "kept")
                    ]
                ),
                name="message_state_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["action", "information", "digest"]),
                name="message_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(state="told", digest__isnull=False)
                | (~Q(state="told") & Q(digest__isnull=True)),
                name="message_told_in_digest",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["waiting", "told", "kept"])
                | Q(recipient__isnull=False, is_secret=False),
                name="message_waits_for_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["sent", "bounced"], sent_at__isnull=False)
                | (~Q(state__in=["sent", "bounced"]) & Q(sent_at__isnull=True)),
                name="message_sent_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="bounced") | ~Q(cause=""),
                name="message_bounced_has_cause",
            ),
            models.CheckConstraint(
                condition=Q(answer_purpose="", answer_key="")
                | (~Q(answer_purpose="") & ~Q(answer_key="") & Q(recipient__isnull=False)),
                name="message_answer_complete",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.address, self.subject)


class MutedRecord(models.Model):
    """A record about which somebody wants no mails; what waits for him or her stays in the list."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="muted_records",
        verbose_name=_("person"),
    )
    record = models.CharField(_("record"), max_length=80)
    muted_at = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("muted record")
        verbose_name_plural = _("muted records")
        ordering = ["-muted_at"]
        constraints = [
            models.UniqueConstraint(fields=["record", "person"], name="muted_record_once"),
            models.CheckConstraint(condition=~Q(record=""), name="muted_record_named"),
        ]

    def __str__(self) -> str:
        return labelled(self.person, self.record)


class MailText(Lockable):
    """What the secretariat says besides the built-in text of a mail, in one language (R-54)."""

    template = models.CharField(_("mail"), max_length=120)
    language = models.CharField(
        _("language"), max_length=10, choices=settings.OFFICIAL_LANGUAGES
    )
    subject = models.CharField(_("Own subject"), max_length=200, blank=True)
    words = models.TextField(_("Own paragraph"), blank=True)
    # The whole text in the place of the built-in one, where the secretariat wrote it.
    body = models.TextField(_("Whole text"), blank=True, default="", db_default="")
    # The hash of the built-in text, in its language, beside which it was written.
    beside = models.CharField(max_length=64)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("written by"),
    )
    written_at = models.DateTimeField(_("written"), default=timezone.now)

    class Meta:
        verbose_name = _("own words of a mail")
        verbose_name_plural = _("own words of mails")
        ordering = ["template", "language"]
        constraints = [
            models.UniqueConstraint(fields=["template", "language"], name="mail_text_once"),
            # A second line of a subject would be another header of the mail.
            models.CheckConstraint(
                condition=~Q(subject__regex=r"[\r\n]"), name="mail_text_subject_is_a_line"
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.name, self.get_language_display())

    @property
    def name(self) -> str:
        """What an address calls its kind of mail, such as ``partners.letter_filed``."""
        return self.template.removesuffix(".txt").replace("/emails/", "/").replace("/", ".")

    def get_absolute_url(self) -> str:
        return reverse("website:mail_text_edit", args=[self.name, self.language])


class ReminderRule(Lockable):
    """When people are reminded of something, where the secretariat chose other days (R-61)."""

    kind = models.CharField(_("reminder"), max_length=40, unique=True)
    # Days after it is due, before it negative; none where those that are built in hold.
    days = models.JSONField(_("days"), null=True)
    is_active = models.BooleanField(_("in use"), default=True)
    changed_on = models.DateField(_("changed"))
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("changed by"),
    )

    class Meta:
        verbose_name = _("days of a reminder")
        verbose_name_plural = _("days of reminders")
        ordering = ["kind"]

    def __str__(self) -> str:
        return str(REMINDERS.get(self.kind, self.kind))

    def get_absolute_url(self) -> str:
        return reverse("website:reminder_edit", args=[self.kind])


class ReminderRun(models.Model):
    """A step of a reminder was made: the row makes sure that it is made once (R-61)."""

    kind = models.CharField(_("reminder"), max_length=40)
    # What it was about, as the ledger names records, and the day on which that was due.
    record = models.CharField(_("record"), max_length=80)
    due_on = models.DateField(_("due"))
    days = models.SmallIntegerField(_("days after it was due"))
    ran_at = models.DateTimeField(_("sent"), default=timezone.now)
    sent = models.PositiveIntegerField(_("people"), default=0)

    class Meta:
        verbose_name = _("reminder that was sent")
        verbose_name_plural = _("reminders that were sent")
        ordering = ["-ran_at", "-pk"]
        indexes = [models.Index(fields=["kind", "-ran_at"], name="reminder_run_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record", "due_on", "days"], name="reminder_step_once"
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.kind, f"{self.days:+d}")


class OwnReminder(Lockable):
    """Somebody is reminded earlier than the secretariat says, or not at all (R-61)."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="own_reminders",
        verbose_name=_("person"),
    )
    group = models.CharField(_("reminders"), max_length=40)
    days_before = models.PositiveSmallIntegerField(_("days before"), null=True)
    is_off = models.BooleanField(_("none"), default=False)
    chosen_at = models.DateTimeField(_("chosen"), default=timezone.now)

    class Meta:
        verbose_name = _("own choice of reminders")
        verbose_name_plural = _("own choices of reminders")
        ordering = ["person", "group"]
        constraints = [
            models.UniqueConstraint(fields=["person", "group"], name="own_reminder_once"),
            models.CheckConstraint(
                condition=Q(is_off=True, days_before__isnull=True)
                | Q(is_off=False, days_before__isnull=False, days_before__gt=0),
                name="own_reminder_says_something",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.person, self.group)
