"""Who takes part in a meeting, and in which role."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gmp_portal.characters import NameField
from gmp_portal.constraints import both_or_neither
from gmp_portal.meetings.models.gatherings import Meeting
from gmp_portal.words import beside
from gmp_portal.workflow import Stateful


class Attendance(models.Model):
    """Somebody is expected at a meeting, or was there (A1-4a-iv)."""

    class Role(models.TextChoices):
        MEMBER = "member", _("Member")
        OBSERVER = "observer", _("Observer")
        SECRETARIAT = "secretariat", _("Secretariat")
        INVITED = "invited", _("Invited guest")

    class Presence(models.TextChoices):
        EXPECTED = "expected", _("Expected")
        PRESENT = "present", _("Present")
        ONLINE = "online", pgettext_lazy("presence", "Online")
        EXCUSED = "excused", _("Excused")
        ABSENT = "absent", _("Absent")

    # Who is on the list of the meeting and does not, or did not, come.
    AWAY: ClassVar = (Presence.EXCUSED, Presence.ABSENT)

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="attendances",
        verbose_name=_("person"),
    )
    name = NameField(_("name"), max_length=150, blank=True)
    organisation = NameField(_("organization"), max_length=250, blank=True)
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    presence = models.CharField(
        _("attendance"), max_length=10, choices=Presence.choices, default=Presence.EXPECTED
    )
    registered_at = models.DateTimeField(default=timezone.now)
    # Whoever comes registers alone; who was there, somebody else may have recorded.
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    denied_at = models.DateTimeField(
        _("the person says not to have been there"), null=True, blank=True
    )
    before_rule = models.BooleanField(
        _("recorded before attendance named its recorder"),
        default=False,
        db_default=False,
        editable=False,
    )

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["role", "organisation", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="attendance_once"),
            models.CheckConstraint(
                condition=Q(role__in=["member", "observer", "secretariat", "invited"]),
                name="attendance_role_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    presence__in=["expected", "present", "online", "excused", "absent"]
                ),
                name="attendance_presence_known",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(name=""),
                name="attendance_is_somebody",
            ),
            # Who counts as present was recorded by somebody who is named.
            models.CheckConstraint(
                condition=~Q(presence__in=["present", "online"])
                | Q(recorded_by__isnull=False)
                | Q(before_rule=True),
                name="attendance_names_its_recorder",
            ),
            models.CheckConstraint(
                condition=Q(denied_at__isnull=True) | Q(person__isnull=False),
                name="attendance_denied_by_the_person",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#participants"

    @property
    def display_name(self) -> str:
        return self.name or (self.person.name if self.person else "")

    @property
    def name_and_organisation(self) -> str:
        """Who it is in a list, where two people may have one name."""
        person = self.person.told_apart if self.person else ""
        said = (person or self.display_name, self.organisation, self.get_role_display())
        return beside(*said)

    @property
    def counts_as_there(self) -> bool:
        """Whether it is recorded that the person was there."""
        return self.presence in (self.Presence.PRESENT, self.Presence.ONLINE)

    @property
    def says_who_was_there(self) -> bool:
        """Whether it is recorded if the person was there, and not only expected."""
        return self.counts_as_there or self.presence == self.Presence.ABSENT

    @property
    def may_register_anew(self) -> bool:
        """Whether the person comes after all, though excused."""
        return self.presence == self.Presence.EXCUSED

    @property
    def was_there(self) -> bool:
        """Whether that is recorded, and the person does not say otherwise."""
        return self.counts_as_there and self.denied_at is None

    @property
    def can_be_denied(self) -> bool:
        """Whether it is recorded that this person was there, who has not denied it."""
        return self.was_there and self.person_id is not None

    @property
    def can_be_affirmed(self) -> bool:
        """Whether the person denied what is still recorded, and may take that back."""
        return self.counts_as_there and self.denied_at is not None

    @property
    def is_recorded_by_another(self) -> bool:
        """Whether somebody else says so than the person whose name it is."""
        return self.recorded_by_id is not None and self.recorded_by_id != self.person_id


class ObserverInvitation(Stateful):
    """An area invites an observer; an attending partner may object (A1-4b-iv)."""

    class Status(models.TextChoices):
        PENDING = "pending", _("Open for objections")
        OBJECTED = "objected", _("Objection raised")
        ADMITTED = "admitted", _("Admitted")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    TRANSITIONS: ClassVar = {
        Status.PENDING: {Status.OBJECTED, Status.ADMITTED, Status.WITHDRAWN},
        Status.OBJECTED: {Status.PENDING, Status.WITHDRAWN},
        Status.ADMITTED: set(),
        Status.WITHDRAWN: set(),
    }

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitations")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = NameField(_("name"), max_length=150)
    organisation = NameField(_("organization"), max_length=250, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.PENDING
    )
    objections_until = models.DateField(_("objections until"))
    invited_at = models.DateTimeField(default=timezone.now)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    objected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    objected_at = models.DateTimeField(null=True)
    objection = models.TextField(_("objection"), blank=True)

    class Meta:
        verbose_name = _("invitation of an observer")
        verbose_name_plural = _("invitations of observers")
        ordering = ["invited_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["pending", "objected", "admitted", "withdrawn"]),
                name="observer_invitation_status_known",
            ),
            both_or_neither(
                "objected_by", "objected_at", name="observer_invitation_objection_complete"
            ),
            models.CheckConstraint(
                condition=~Q(status="admitted") | Q(objected_by__isnull=True),
                name="observer_admitted_without_objection",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name_and_organisation(self) -> str:
        """Who it is in a list, where two people may have one name."""
        return beside(self.name, self.organisation)

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#participants"
