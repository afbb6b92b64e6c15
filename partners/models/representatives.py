"""Who speaks for a partner, and who asks to."""

from datetime import date, datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.models.terms import (
    RecordedTerm,
    TermQuerySet,
    days,
    names_its_recorder,
    running_on,
    today,
)
from gmp_portal.characters import NameField, can_be_seen
from gmp_portal.constraints import (
    both_or_neither,
    known_period,
    no_overlap,
    status_is_known,
)
from gmp_portal.dates import day_of
from gmp_portal.words import beside, labelled, of_people
from gmp_portal.workflow import Stateful
from partners.models.choices import SPEAKERS, Role
from partners.models.partners import Partner


class RepresentativeQuerySet(TermQuerySet["Representative"]):
    def current(self, on: date | None = None) -> Self:
        """Terms that run on this day; the right of one that was ended went at once (A1-6a)."""
        return self.filter(running_on(on or today()))

    def asked_about(self, before: datetime) -> "RepresentativeQuerySet":
        """Terms that run and whose details nobody has confirmed since this moment (R-43).

        Of those from a table the year begins when they were entered: nobody is mailed in
        hundreds because of a day long ago. Whoever was written to once is reminded (R-60).
        """
        since_long = Q(period__startswith__lt=day_of(before))
        entered = Q(imported_at__lt=before) | Q(asked_at__isnull=False)
        never = Q(imported_at=None) & since_long | Q(imported_at__isnull=False) & entered
        old = Q(confirmed_at__lt=before) | Q(confirmed_at=None) & never
        running = self.current().filter(partner__status="confirmed", person__is_active=True)
        return running.filter(old)

    def not_told(self) -> "RepresentativeQuerySet":
        """Terms from a table that run, and of which nobody told the person yet (R-60)."""
        told = Q(confirmed_at__isnull=False) | Q(asked_at__isnull=False)
        return self.current().filter(imported_at__isnull=False).exclude(told)

    def speaking(self) -> "RepresentativeQuerySet":
        """Terms of those who speak for the partner: contributors write, and send nothing."""
        return self.filter(role__in=SPEAKERS)

    def speaking_for(
        self, partners: "models.QuerySet[Partner]"
    ) -> "RepresentativeQuerySet":
        """Terms of whoever speaks today for one of these partners."""
        return self.current().speaking().filter(partner__in=partners)


class Representative(RecordedTerm):
    """Somebody speaks or writes for a partner for a period, beside others (A1-6a-ii)."""

    Role = Role
    SPEAKERS = SPEAKERS
    NAMED_BY = ("person", "partner")

    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="representatives", verbose_name=_("partner")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    # Names stand in the public directory only with consent (A1-6d-iii).
    consented_at = models.DateTimeField(
        _("agreed to be named in public"), null=True, blank=True
    )

    # Addresses and numbers stand there with a consent of their own.
    mail_consented_at = models.DateTimeField(
        _("agreed to show the e-mail address"), null=True, blank=True
    )
    phone = NameField(_("telephone"), max_length=40, blank=True, default="", db_default="")
    phone_consented_at = models.DateTimeField(
        _("agreed to show the telephone number"), null=True, blank=True
    )
    # The yearly question whether all this is still right, and its reminder.
    confirmed_at = models.DateTimeField(_("last confirmed"), null=True, blank=True)
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)

    # Entered from a table: nobody told the person yet, and nobody is told by a table.
    imported_at = models.DateTimeField(_("entered from a table"), null=True, blank=True)
    consent_source = models.CharField(
        _("how the consent is known"),
        max_length=300,
        blank=True,
        default="",
        db_default="",
    )

    # The last focal point left, and whoever ended the term said so.
    nobody_follows = models.BooleanField(
        _("nobody follows yet"), default=False, db_default=False
    )

    objects = RepresentativeQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")
        ordering = ["role", "person__name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="representative_role_known"
            ),
            known_period(name="representative_period_known"),
            names_its_recorder(name="representative_names_its_recorder"),
            no_overlap("person", "partner", name="representative_once_at_a_time"),
            models.CheckConstraint(
                condition=Q(mail_consented_at=None, phone_consented_at=None)
                | Q(consented_at__isnull=False),
                name="representative_shown_with_the_name",
            ),
            models.CheckConstraint(
                condition=Q(phone_consented_at=None) | ~Q(phone=""),
                name="representative_shows_a_number_it_has",
            ),
            can_be_seen("phone", name="representative_phone_can_be_seen"),
            models.CheckConstraint(
                condition=Q(nobody_follows=False)
                | (Q(period__upper_inf=False) & ~Q(ended_reason="")),
                name="representative_followed_by_nobody_says_why",
            ),
        ]

    def __str__(self) -> str:
        return beside(labelled(self.person, self.get_role_display()), self.partner)

    @property
    def as_role(self) -> str:
        return of_people(self.get_role_display(), self.partner)

    def get_absolute_url(self) -> str:
        return self.partner.get_absolute_url()

    @property
    def organization(self) -> str:
        return self.partner.name_on_record

    @property
    def speaks(self) -> bool:
        """Whether the partner is bound by what this person sends (A1-6a)."""
        return self.role in SPEAKERS

    @property
    def is_only_imported(self) -> bool:
        """Whether all that is known comes from a table, and the person confirmed nothing (R-60)."""
        return self.imported_at is not None and self.confirmed_at is None

    @property
    def is_public(self) -> bool:
        return self.consented_at is not None

    @property
    def public_mail(self) -> str:
        """The address, if it may be read by everybody (A1-6d-iii)."""
        return self.person.email if self.mail_consented_at else ""

    @property
    def public_phone(self) -> str:
        """The number, if it may be read by everybody (A1-6d-iii)."""
        return self.phone if self.phone_consented_at else ""

    @property
    def is_current(self) -> bool:
        return super().is_current and not self.was_ended_at_once

    @property
    def has_ended(self) -> bool:
        return super().has_ended or self.was_ended_at_once

    @property
    def was_ended_at_once(self) -> bool:
        """Whether it is today alone and was ended: its day is not over, its right is."""
        return bool(self.ended_reason) and self.period == days(today(), today())

    @property
    def last_day_if_ended_now(self) -> date:
        """Yesterday, so that the right ends at once; a term has one day at least (A1-6a)."""
        return max(today() - timedelta(days=1), self.starts_on)


class JoinStatus(models.TextChoices):
    ASKED = "asked", _("Asked")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")


class JoinRequest(Stateful):
    """Somebody asks to speak for an organization that is a partner already."""

    Status = JoinStatus
    TRANSITIONS = {
        Status.ASKED: {Status.ACCEPTED, Status.REFUSED},
        Status.ACCEPTED: set(),
        Status.REFUSED: set(),
    }

    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="join_requests", verbose_name=_("partner")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="join_requests"
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.ASKED
    )
    note = models.TextField(_("who you are in the organization"), max_length=2000)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    decided_at = models.DateTimeField(_("decided"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("request to speak for a partner")
        verbose_name_plural = _("requests to speak for a partner")
        ordering = ["-asked_at"]
        constraints = [
            status_is_known(JoinStatus, name="join_request_status_known"),
            both_or_neither(
                "decided_at", "decided_by", name="join_request_decided_by_somebody"
            ),
            models.UniqueConstraint(
                fields=["partner", "person"],
                condition=Q(status="asked"),
                name="join_request_asked_once",
            ),
            # Nobody lets oneself in.
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("person")),
                name="join_request_not_decided_by_oneself",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.person, self.partner)

    def get_absolute_url(self) -> str:
        return self.partner.get_absolute_url()
