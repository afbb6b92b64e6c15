"""A report to a governing body: assembled, frozen, typeset, approved, published."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.models import User
from gmp_portal.characters import NameField
from gmp_portal.constraints import both_or_neither, status_is_known
from gmp_portal.documents.models import Document
from gmp_portal.typesetting.session import SessionDocument
from gmp_portal.workflow import Stateful
from reporting.models.cycles import ReportingCycle

LANGUAGES = [code for code, _name in settings.OFFICIAL_LANGUAGES]


class ReportKind(models.TextChoices):
    """Who a report is for."""

    COP = "cop", _("Report to the Conference of the Parties")
    BIENNIAL = "biennial", _("Biennial report of the Partnership")
    UNEA = "unea", _("Report to the United Nations Environment Assembly")
    PAG = "pag", _("Report on activities to the Advisory Group")
    PAST = "past", _("Document of a past session")


class ReportStatus(models.TextChoices):
    """How far a report is on its way to the reader."""

    ASSEMBLED = "assembled", _("Draft")
    FROZEN = "frozen", _("Snapshot frozen, being typeset")
    TYPESET = "typeset", _("Typeset, waiting for approval")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")


class ReportQuerySet(models.QuerySet["Report"]):
    def published(self) -> Self:
        return self.filter(status=Report.Status.PUBLISHED)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Published reports are public; the secretariat works on the others."""
        if not isinstance(user, AnonymousUser) and user.is_secretariat:
            return self
        return self.published()

    def documents(self) -> Self:
        """One for each document: its versions in several languages share the symbol."""
        earlier = self.model.objects.filter(
            pk__in=self.order_by().values("pk"),
            symbol=OuterRef("symbol"),
            pk__lt=OuterRef("pk"),
        ).exclude(symbol="")
        return self.filter(Q(symbol="") | ~Exists(earlier))

    def other_languages(self, report: "Report") -> Self:
        """The same document in the other languages: they share the symbol."""
        if not report.symbol:
            return self.none()
        return self.filter(symbol=report.symbol).exclude(pk=report.pk).order_by("language")


class Report(Stateful):
    """A document for the COP, UNEA, the PAG or the public (B7-4, A1-6c-ii, A1-3f-v).

    ``content`` is the session document as data. Once frozen, content and hash do not change:
    the database refuses it.
    """

    Kind = ReportKind
    Status = ReportStatus

    TRANSITIONS = {
        Status.ASSEMBLED: {Status.FROZEN},
        Status.FROZEN: {Status.TYPESET, Status.ASSEMBLED},
        Status.TYPESET: {Status.APPROVED, Status.ASSEMBLED},
        Status.APPROVED: {Status.PUBLISHED, Status.ASSEMBLED},
        Status.PUBLISHED: set(),
    }

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.ASSEMBLED
    )
    title = NameField(_("title"), max_length=300)
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    symbol = NameField(_("symbol"), max_length=60, blank=True)
    language = models.CharField(
        _("language"), max_length=10, choices=settings.OFFICIAL_LANGUAGES
    )
    cycle = models.ForeignKey(
        ReportingCycle, models.PROTECT, null=True, blank=True, related_name="reports"
    )
    content = models.JSONField(_("content"))
    sources = models.JSONField(_("where each part comes from"), default=dict, blank=True)
    as_of = models.DateField(_("figures as of"))
    version = models.PositiveIntegerField(default=1)
    round = models.PositiveSmallIntegerField(default=1)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    snapshot_sha256 = models.CharField(max_length=64, blank=True)
    pdf = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="reports"
    )
    pages = models.PositiveSmallIntegerField(_("pages"), null=True)
    problems = models.JSONField(_("what the typesetter could not set"), default=list)
    assembled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    assembled_at = models.DateTimeField(default=timezone.now)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    frozen_at = models.DateTimeField(_("frozen"), null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(_("approved"), null=True)
    published_at = models.DateTimeField(_("published"), null=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-assembled_at"]
        constraints = [
            status_is_known(ReportStatus, name="report_status_known"),
            models.CheckConstraint(
                condition=Q(kind__in=ReportKind.values), name="report_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(language__in=LANGUAGES), name="report_language_known"
            ),
            # One symbol, one document; its language versions carry the same symbol.
            models.UniqueConstraint(
                fields=["symbol", "language"],
                condition=~Q(symbol=""),
                name="report_symbol_once_a_language",
            ),
            both_or_neither("frozen_by", "frozen_at", name="report_freezing"),
            both_or_neither("approved_by", "approved_at", name="report_approval"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | ~Q(approved_by=models.F("frozen_by")),
                name="report_approved_by_second_person",
            ),
            models.CheckConstraint(
                condition=Q(status="assembled", snapshot_sha256="", frozen_at__isnull=True)
                | (
                    ~Q(status="assembled")
                    & Q(snapshot_sha256__regex=r"^[0-9a-f]{64}$", frozen_at__isnull=False)
                ),
                name="report_frozen_has_hash",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["typeset", "approved", "published"])
                | Q(pdf__isnull=False),
                name="report_typeset_has_pdf",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["approved", "published"])
                | Q(approved_at__isnull=False),
                name="report_published_was_approved",
            ),
            models.CheckConstraint(
                condition=Q(status="published", published_at__isnull=False)
                | (~Q(status="published") & Q(published_at__isnull=True)),
                name="report_published_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.symbol} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return reverse("reporting:report_detail", args=[self.slug])

    @property
    def document(self) -> SessionDocument:
        """The session document, read from the stored data."""
        return SessionDocument.from_data(self.content)

    @property
    def is_editable(self) -> bool:
        return self.status == self.Status.ASSEMBLED
