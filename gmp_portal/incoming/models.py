"""What arrived in the mailbox of the portal, and what became of it."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.models import User
from gmp_portal.characters import NameField
from gmp_portal.constraints import both_or_neither
from gmp_portal.documents.models import Document
from gmp_portal.notifications.models import Message
from gmp_portal.words import labelled
from gmp_portal.workflow import Lockable


class State(models.TextChoices):
    """What became of a mail."""

    TAKEN = "taken", _("Taken as a draft")
    HELD = "held", _("Waits for the secretariat")
    DROPPED = "dropped", _("Dropped")
    BOUNCE = "bounce", _("Report of a mail server")


class Why(models.TextChoices):
    """Why a mail was not simply taken."""

    NO_TOKEN = (
        "no_token",
        _("It was not sent to the address of a mail that can be answered."),
    )
    OTHER_SENDER = (
        "other_sender",
        _("It came from another address than the portal wrote to."),
    )
    EXPIRED = "expired", _("It answers a mail that is older than 180 days.")
    INACTIVE = "inactive", _("The account that the portal wrote to is closed.")
    NOBODY_TAKES = (
        "nobody_takes",
        _("No part of the portal takes answers to this mail any more."),
    )
    REFUSED = "refused", _("A rule does not allow this step now.")
    FAILED = "failed", _("The portal could not make a draft of it.")
    TOO_LARGE = "too_large", _("It is larger than 25 MB, and its text was not read.")
    UNREADABLE = "unreadable", _("It is built in such a way that it cannot be read safely.")
    AUTOMATIC = "automatic", _("A program wrote it, such as an absence note.")
    BY_OFFICER = "by_officer", _("An officer dropped it.")
    CAME_BACK = "came_back", _("A mail of the portal could not be delivered.")
    DELAYED = "delayed", _("A mail of the portal is late; the mail server goes on trying.")
    TOLD = "told", _("A mail server says that it did what it was asked.")


# Of these nothing was read that could become a draft.
WITHOUT_TEXT = (Why.TOO_LARGE, Why.UNREADABLE)


class IncomingMailQuerySet(models.QuerySet["IncomingMail"]):
    """Mails by who may know of them."""

    def held(self) -> "IncomingMailQuerySet":
        """Those that wait for an officer, the oldest first."""
        return self.filter(state=State.HELD).order_by("received_at", "pk")

    def visible_to(self, user: User | AnonymousUser) -> "IncomingMailQuerySet":
        """What comes in is for the secretariat, and what became a draft for its writer."""
        if not user.is_authenticated:
            return self.none()
        if user.is_secretariat:
            return self
        return self.filter(person=user, state=State.TAKEN)


class IncomingMail(Lockable):
    """One mail from outside, with what it answers and what became of it (N19)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # A mail that is read twice, because the portal stopped in between, is there once.
    message_id = models.CharField(max_length=500, unique=True)
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    from_address = models.CharField(_("from"), max_length=254, blank=True)
    from_name = NameField(_("name"), max_length=150, blank=True)
    subject = models.CharField(_("subject"), max_length=250, blank=True)
    text = models.TextField(_("text"), blank=True)
    full_text = models.TextField(blank=True)
    # The mail of the portal that it answers, or that came back.
    original = models.ForeignKey(
        Message, models.PROTECT, null=True, related_name="incoming_mails"
    )
    purpose = models.CharField(max_length=40, blank=True, default="")
    key = models.CharField(max_length=80, blank=True, default="")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="incoming_mails"
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    why = models.CharField(max_length=20, choices=Why.choices, blank=True, default="")
    # A sentence more: of the rule that refused, of the server that could not deliver, or why it
    # was dropped.
    note = models.TextField(blank=True, default="")
    # Files that were not kept, each with its name and a sentence that says why.
    refused_files = models.JSONField(default=list)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    objects = IncomingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("received mail")
        verbose_name_plural = _("received mails")
        ordering = ["-received_at"]
        indexes = [
            models.Index(
                fields=["received_at"], name="incoming_held", condition=Q(state="held")
            ),
            models.Index(fields=["-received_at"], name="incoming_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(message_id=""), name="incoming_has_message_id"
            ),
            models.CheckConstraint(
                condition=Q(state__in=list(State.values)), name="incoming_state_known"
            ),
            models.CheckConstraint(
                condition=Q(why__in=["", *Why.values]), name="incoming_why_known"
            ),
            models.CheckConstraint(
                condition=Q(state="taken") | ~Q(why=""), name="incoming_untaken_has_why"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True, purpose="", key="")
                | (
                    Q(person__isnull=False, original__isnull=False)
                    & ~Q(purpose="")
                    & ~Q(key="")
                ),
                name="incoming_answer_complete",
            ),
            models.CheckConstraint(
                condition=~Q(state="taken") | Q(person__isnull=False),
                name="incoming_taken_from_somebody",
            ),
            both_or_neither("decided_at", "decided_by", name="incoming_decided_complete"),
            models.CheckConstraint(
                condition=~Q(state__in=["held", "bounce"]) | Q(decided_at__isnull=True),
                name="incoming_held_undecided",
            ),
            models.CheckConstraint(
                condition=Q(state="dropped", decided_at__isnull=False, why="by_officer")
                & ~Q(note="")
                | ~Q(state="dropped", decided_at__isnull=False),
                name="incoming_dropped_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.sender, self.subject)

    def get_absolute_url(self) -> str:
        """Where officers find it while it waits, and the others that wait afterwards."""
        return reverse("website:held_mail_list") + f"#mail-{self.pk}"

    @property
    def sender(self) -> str:
        """Who wrote it, as the mail itself says."""
        return self.from_name or self.from_address

    @property
    def can_be_taken(self) -> bool:
        """Whether it waits and an officer could still have it taken."""
        return (
            self.state == State.HELD and bool(self.purpose) and self.why not in WITHOUT_TEXT
        )

    @property
    def documents(self) -> list[Document]:
        """The files that came with it and were kept."""
        rows: Any = self.files.select_related("document")
        return [row.document for row in rows]


class IncomingFile(models.Model):
    """A file of a mail, looked into as every other upload (R-17)."""

    mail = models.ForeignKey(IncomingMail, models.PROTECT, related_name="files")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("file of a received mail")
        verbose_name_plural = _("files of received mails")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["mail", "document"], name="incoming_file_once"),
        ]

    def __str__(self) -> str:
        return str(self.document)
