"""What the secretariat writes to many people at once, by whom they are and not by a list."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from areas.models import PartnershipArea
from gmp_portal.accounts.rights import Anybody, is_officer
from gmp_portal.characters import NameField, can_be_seen
from gmp_portal.reference.models import Country
from gmp_portal.workflow import Stateful
from partners.models import Kind


class AnnouncementStatus(models.TextChoices):
    """Where an announcement stands."""

    DRAFT = "draft", _("Draft")
    HELD = "held", _("Goes out soon")
    SENT = "sent", pgettext_lazy("announcement", "Sent")


class Audience(models.TextChoices):
    """Whom an announcement can address."""

    FOCAL_POINTS = "focal_points", _("Focal points of partners")
    SPEAKERS = "speakers", _("Everybody who speaks for a partner")
    LEADS = "leads", _("Leads of areas")
    # An issue of the newsletter, which everybody reads in the archive.
    NEWSLETTER = "newsletter", _("Subscribers of the newsletter")


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    """Announcements by who may know of them."""

    def visible_to(self, user: Anybody) -> Self:
        """What goes to many belongs to the secretariat, and to the leads what they write to the
        partners of their area, until it arrives (A1-6c-i, A1-6b-iii).
        """
        if is_officer(user):
            return self
        if isinstance(user, AnonymousUser):
            return self.none()
        return self.filter(for_area=True, area__in=PartnershipArea.objects.led_by(user))

    def issues(self) -> Self:
        """Newsletters that went out, the newest first: everybody reads them (A1-6d-i)."""
        went = self.filter(audience=Audience.NEWSLETTER, status=AnnouncementStatus.SENT)
        return went.order_by("-sent_at", "-pk")

    def due(self) -> Self:
        """Those whose time to be recalled is over (R-41)."""
        return self.filter(status=AnnouncementStatus.HELD, sends_at__lte=timezone.now())


class Announcement(Stateful):
    """One text in several languages to those who fit; its readers are frozen at its release."""

    Status = AnnouncementStatus
    TRANSITIONS: ClassVar[Mapping[str, frozenset[str]]] = {
        Status.DRAFT: frozenset({Status.HELD}),
        Status.HELD: frozenset({Status.DRAFT, Status.SENT}),
        Status.SENT: frozenset(),
    }

    title = NameField(_("Name for the desk"), max_length=120)
    audience = models.CharField(_("To"), max_length=20, choices=Audience.choices)
    area = models.ForeignKey(
        PartnershipArea,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Area"),
    )
    # Written by the leads of the area to its own partners, in their name (A1-6b-iii).
    for_area = models.BooleanField(default=False, db_default=False, editable=False)
    kind = models.CharField(
        _("Kind of partner"), max_length=20, choices=Kind.choices, blank=True
    )
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Country of the partner"),
    )
    needs_action = models.BooleanField(
        _("Its readers have to do something: it goes to them at once"), default=False
    )
    # Subject and text by language: {"en": {"subject": "…", "text": "…"}}.
    texts = models.JSONField(default=dict)
    status = models.CharField(
        _("status"), max_length=6, choices=Status.choices, default=Status.DRAFT
    )
    created_at = models.DateTimeField(_("begun"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="announcements"
    )
    # Whom the page named when it was sent off, in their order.
    recipients = ArrayField(models.BigIntegerField(), default=list)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    sends_at = models.DateTimeField(_("goes out"), null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="announcement_newest"),
            models.Index(
                fields=["sends_at"], name="announcement_held", condition=Q(status="held")
            ),
        ]
        constraints = [
            can_be_seen("title", name="announcement_title_can_be_seen"),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "held", "sent"]),
                name="announcement_status_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    audience__in=["focal_points", "speakers", "leads", "newsletter"]
                ),
                name="announcement_audience_known",
            ),
            models.CheckConstraint(
                condition=Q(for_area=False)
                | Q(area__isnull=False, audience__in=["focal_points", "speakers"]),
                name="announcement_of_an_area_goes_to_its_partners",
            ),
            models.CheckConstraint(
                condition=Q(kind="") | Q(kind__in=Kind.values),
                name="announcement_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    status="draft",
                    released_by__isnull=True,
                    sends_at__isnull=True,
                    recipients=[],
                )
                | (
                    ~Q(status="draft")
                    & Q(released_by__isnull=False, sends_at__isnull=False)
                    & ~Q(recipients=[])
                ),
                name="announcement_released_complete",
            ),
            models.CheckConstraint(
                condition=Q(status="sent", sent_at__isnull=False)
                | (~Q(status="sent") & Q(sent_at__isnull=True)),
                name="announcement_sent_has_time",
            ),
            models.CheckConstraint(
                condition=Q(texts__has_key=settings.LANGUAGE_CODE),
                name="announcement_has_a_text",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("website:announcement_detail", args=[self.pk])

    @property
    def is_newsletter(self) -> bool:
        return self.audience == Audience.NEWSLETTER

    @property
    def issue_url(self) -> str:
        """Where everybody reads it once it went out; the address stays."""
        return reverse("website:newsletter_detail", args=[self.pk])

    def language_for(self, wanted: str) -> str:
        """In which language somebody reads it who wants this one."""
        return wanted if wanted in self.texts else settings.LANGUAGE_CODE

    @property
    def previews(self) -> list[dict[str, Any]]:
        """Each language with its subject and text, in the order of the languages."""
        return [
            {"code": code, "language": name, **self.texts[code]}
            for code, name in settings.OFFICIAL_LANGUAGES
            if code in self.texts
        ]
