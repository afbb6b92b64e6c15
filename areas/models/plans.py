"""The business plan of an area in numbered versions, on the template of Annex 2 (B4-1)."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from areas.models.areas import AreaMembership, PartnershipArea
from areas.models.sections import SectionText
from gmp_portal import dates
from gmp_portal.accounts.models import User
from gmp_portal.characters import NameField
from gmp_portal.constraints import both_or_neither
from gmp_portal.meetings.subjects import Subject, subject_column
from gmp_portal.words import in_brackets
from gmp_portal.workflow import InvalidTransitionError, Stateful
from partners.models import Partner

LANGUAGES = [
    ("ar", _("Arabic")),
    ("zh", _("Chinese")),
    ("en", _("English")),
    ("fr", _("French")),
    ("ru", _("Russian")),
    ("es", _("Spanish")),
]


def _in_areas_of(user: User) -> Q:
    mine = AreaMembership.objects.current().filter(
        partner__in=Partner.objects.with_person(user)
    )
    led = PartnershipArea.objects.led_by(user)
    return Q(area__in=mine.values("area")) | Q(area__in=led.values("pk"))


class PlanQuerySet(models.QuerySet["PlanVersion"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everybody sees what was published; the area and the secretariat its drafts;
        whoever is signed in what lies before the Advisory Group.
        """
        if isinstance(user, AnonymousUser):
            return self.published()
        if user.is_secretariat:
            return self
        return self.filter(Q(frozen_at__isnull=False) | _in_areas_of(user))

    def in_areas_of(self, user: User | AnonymousUser) -> Self:
        """Versions of the areas in which somebody works or leads; the secretariat sees all."""
        if isinstance(user, AnonymousUser):
            return self.none()
        return self if user.is_secretariat else self.filter(_in_areas_of(user))

    def published(self) -> Self:
        """Versions the public may read: the current one and all earlier ones (A1-3f-ii)."""
        return self.filter(published_at__isnull=False)

    def current(self) -> Self:
        """The version in force of each area."""
        return self.filter(status=PlanVersion.Status.PUBLISHED)

    def being_written(self) -> Self:
        return self.filter(status__in=PlanVersion.OPEN)

    def waiting_for_review(self) -> Self:
        """Plans in force that name a day of review, and whose next version did not begin (R-45)."""
        begun = PlanVersion.objects.being_written().filter(area=models.OuterRef("area"))
        named = self.current().filter(next_review_on__isnull=False)
        return named.exclude(models.Exists(begun))

    def review_overdue(self) -> Self:
        """Plans in force whose next review should have happened (B4-3)."""
        return self.current().filter(next_review_on__lt=dates.today())


class PlanVersion(Stateful):
    """One version of an area's plan: written, agreed by the area, reviewed, published."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_CONSENSUS = "in_consensus", _("Before the area")
        AGREED = "agreed", _("Agreed by the area")
        UNDER_REVIEW = "under_review", _("Under review")
        RECOMMENDATIONS_MADE = "recommendations_made", _("Recommendations made")
        ALIGNED = "aligned", _("Found aligned")
        ANSWERED = "answered", _("Answered by the area")
        PUBLISHED = "published", _("Published")
        SUPERSEDED = "superseded", _("Earlier version")

    TRANSITIONS = {
        Status.DRAFT: {Status.IN_CONSENSUS, Status.AGREED},
        Status.IN_CONSENSUS: {Status.AGREED, Status.DRAFT},
        Status.AGREED: {Status.UNDER_REVIEW, Status.DRAFT},
        Status.UNDER_REVIEW: {Status.RECOMMENDATIONS_MADE, Status.ALIGNED},
        Status.RECOMMENDATIONS_MADE: {Status.ANSWERED},
        Status.ALIGNED: {Status.ANSWERED, Status.PUBLISHED},
        Status.ANSWERED: {Status.PUBLISHED},
        Status.PUBLISHED: {Status.SUPERSEDED},
        Status.SUPERSEDED: set(),
    }
    # The kind of decision by which an area agrees to a version.
    SUBJECT = "plan_version"
    OPEN = (Status.DRAFT, Status.IN_CONSENSUS, Status.AGREED)

    area = models.ForeignKey(
        PartnershipArea, models.PROTECT, related_name="plans", verbose_name=_("area")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    title = NameField(_("title"), max_length=200)
    language = models.CharField(
        _("language it is written in"), max_length=2, choices=LANGUAGES, default="en"
    )
    period_from = models.DateField(_("first day"))
    period_to = models.DateField(_("last day"))
    status_note = models.TextField(
        _("what this version changes"),
        max_length=2000,
        blank=True,
        default="",
        db_default="",
    )
    status = models.CharField(
        _("status"), max_length=24, choices=Status.choices, default=Status.DRAFT
    )
    next_review_on = models.DateField(_("next review"), null=True, blank=True)
    changed_at = models.DateTimeField(_("last changed"), default=timezone.now)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("started by"),
    )
    continues = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="continued_by"
    )
    consensus_decision = models.ForeignKey(
        "meetings.Decision",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="plans",
        verbose_name=_("decision of the area"),
    )
    consensus_sha256 = models.CharField(max_length=64, blank=True)
    amended_sha256 = models.CharField(
        _("hash of the plan in force with agreed amendments alone"),
        max_length=64,
        blank=True,
        default="",
        db_default="",
        editable=False,
    )
    before_rule = models.BooleanField(
        _("recorded before decisions named their subject"),
        default=False,
        db_default=False,
        editable=False,
    )
    decision_subject = subject_column(SUBJECT, "id", "consensus_sha256")
    agreed_at = models.DateTimeField(_("agreed"), null=True, blank=True)
    frozen_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sha256 = models.CharField(_("hash of the text"), max_length=64, blank=True)
    snapshot = models.JSONField(null=True, blank=True)
    reviewed_at = models.DateTimeField(_("reviewed"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    pdf = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a business plan")
        verbose_name_plural = _("versions of business plans")
        ordering = ["area", "-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        "draft",
                        "in_consensus",
                        "agreed",
                        "under_review",
                        "recommendations_made",
                        "aligned",
                        "answered",
                        "published",
                        "superseded",
                    ]
                ),
                name="plan_status_known",
            ),
            models.UniqueConstraint(fields=["area", "number"], name="plan_number_once"),
            models.UniqueConstraint(
                fields=["area"],
                condition=Q(status__in=["draft", "in_consensus", "agreed"]),
                name="plan_one_version_being_written",
            ),
            models.UniqueConstraint(
                fields=["area"], condition=Q(status="published"), name="plan_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")),
                name="plan_ends_after_it_begins",
            ),
            both_or_neither(
                "frozen_at", "frozen_by", "snapshot", name="plan_freeze_complete"
            ),
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True, sha256="")
                | Q(frozen_at__isnull=False, sha256__regex=r"^[0-9a-f]{64}$"),
                name="plan_frozen_has_hash",
            ),
            # A1-4b-iii: what the Advisory Group reviews is frozen and agreed by the area.
            models.CheckConstraint(
                condition=Q(
                    status__in=["draft", "in_consensus", "agreed"],
                    frozen_at__isnull=True,
                    published_at__isnull=True,
                )
                | (
                    ~Q(status__in=["draft", "in_consensus", "agreed"])
                    & Q(frozen_at__isnull=False)
                ),
                name="plan_is_frozen_from_review_on",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft"])
                | Q(consensus_decision__isnull=False)
                # the area decided on each of the amendments of which it is made.
                | Q(
                    ~Q(status="in_consensus"),
                    ~Q(amended_sha256=""),
                    amended_sha256=F("consensus_sha256"),
                ),
                name="plan_before_the_area_has_decision",
            ),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(published_at__isnull=False),
                name="plan_published_has_time",
            ),
            # A review points at both of them together: it is about this very text.
            models.UniqueConstraint(fields=["id", "sha256"], name="plan_with_hash"),
        ]

    def __str__(self) -> str:
        return in_brackets(self.title, self.number)

    def get_absolute_url(self) -> str:
        return reverse("areas:plan_detail", args=[self.area.slug, self.number])

    @property
    def agreement(self) -> Subject:
        """What the area decides on: this version, in the words it has now (A1-4b-iii)."""
        return Subject(self.SUBJECT, f"{self.pk}:{self.consensus_sha256}")

    @property
    def is_frozen(self) -> bool:
        return self.frozen_at is not None

    @property
    def is_editable(self) -> bool:
        """The text may change only while it is a draft."""
        return self.status == self.Status.DRAFT

    def lock_draft(self) -> None:
        """Hold the version for a change of its text, which only a draft allows."""
        self.lock()
        if not self.is_editable:
            raise InvalidTransitionError(self, self.Status.DRAFT)

    def touch(self) -> None:
        """Note that the text has changed now."""
        self.changed_at = timezone.now()
        self.save(update_fields=["changed_at"])
        self.__dict__.pop("text_by_section", None)

    @property
    def is_decision_open(self) -> bool:
        """The area is being asked at this moment (A1-4b-iii)."""
        return self.consensus_decision is not None and self.consensus_decision.is_open

    @property
    def is_adopted_by_area(self) -> bool:
        """The decision by which the area was asked has been adopted (A1-4b-iii)."""
        return self.consensus_decision is not None and self.consensus_decision.is_adopted

    @property
    def rests_on_amendments(self) -> bool:
        """The area agreed to each amendment of which it is made, and to nothing else (R-84)."""
        return bool(self.amended_sha256) and self.consensus_decision_id is None

    @property
    def can_be_translated(self) -> bool:
        """Its leads may write it in other languages, also while it is reviewed and in force."""
        return self.status != self.Status.SUPERSEDED

    @property
    def is_public(self) -> bool:
        return self.published_at is not None

    @cached_property
    def text_by_section(self) -> dict[str, SectionText]:
        """What was written in each section, by its Roman number."""
        return {text.section: text for text in self.texts.all()}

    def text_of(self, section: str) -> str:
        """The narrative of a section (``plan.text_of("I")``); empty if nothing was written."""
        kept = self.text_by_section.get(section)
        return kept.text if kept else ""

    @property
    def summary(self) -> str:
        """Section I: why the issue matters (A2-I-1)."""
        return self.text_of("I")
