"""Reviews of frozen plan versions, and who stands aside in them (A1-3f-ii)."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from advisory_group.models.seats import Seat
from areas.models import LeadTerm, PlanVersion
from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import terms_of
from gmp_portal.characters import NameField
from gmp_portal.constraints import both_or_neither
from gmp_portal.meetings.subjects import Subject, subject_column
from gmp_portal.words import labelled
from gmp_portal.workflow import InvalidTransitionError, Stateful


class PlanReviewQuerySet(models.QuerySet["PlanReview"]):
    def open(self) -> Self:
        return self.filter(status=PlanReview.Status.OPEN)

    def concluded(self) -> Self:
        return self.filter(status=PlanReview.Status.CONCLUDED)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everybody reads concluded reviews; members, the area's leads and the secretariat all."""
        concluded = Q(status=PlanReview.Status.CONCLUDED)
        if isinstance(user, AnonymousUser):
            return self.filter(concluded)
        if user.is_secretariat or terms_of(user, Seat):
            return self
        led = [term.area_id for term in terms_of(user, LeadTerm)]
        return self.filter(concluded | Q(plan__area__in=led))

    def for_pages(self) -> Self:
        return self.select_related("plan__area", "decision", "opened_by", "concluded_by")


class PlanReview(Stateful):
    """The group reviews one frozen version of a plan; it approves nothing (A1-3f-ii)."""

    class Status(models.TextChoices):
        OPEN = "open", pgettext_lazy("state of a review", "Open")
        CONCLUDED = "concluded", _("Concluded")

    class Outcome(models.TextChoices):
        """What the group can find; there is no approval among it (A1-3f-ii)."""

        ALIGNED = "aligned", _("Found aligned with the goal and the guidelines")
        RECOMMENDATIONS = "recommendations_made", _("Recommendations made")

    # The kind of decision by which the group concludes a review.
    SUBJECT = "plan_review"
    TRANSITIONS = {Status.OPEN: {Status.CONCLUDED}, Status.CONCLUDED: set()}

    plan = models.ForeignKey(
        "areas.PlanVersion",
        models.PROTECT,
        related_name="reviews",
        verbose_name=_("plan version"),
    )
    plan_sha256 = models.CharField(
        _("hash of the reviewed text"), max_length=64, editable=False
    )
    round = models.PositiveSmallIntegerField(_("round"))
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.OPEN
    )
    due_at = models.DateTimeField(_("comments are due at"))
    note = models.TextField(_("note to the members"), blank=True)
    opened_at = models.DateTimeField(_("opened at"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("opened by"),
    )
    reminded_at = models.DateTimeField(_("members reminded at"), null=True, blank=True)
    outcome = models.CharField(
        _("outcome"), max_length=20, choices=Outcome.choices, blank=True
    )
    decision = models.ForeignKey(
        "meetings.Decision",
        models.PROTECT,
        related_name="plan_reviews",
        null=True,
        blank=True,
        verbose_name=_("decision of the group"),
    )
    before_rule = models.BooleanField(
        _("recorded before decisions named their subject"),
        default=False,
        db_default=False,
        editable=False,
    )
    decision_subject = subject_column(SUBJECT, "id", "plan_sha256")
    unanswered_reason = models.TextField(
        _("why it was concluded with a point unanswered"), blank=True
    )
    concluded_at = models.DateTimeField(_("concluded at"), null=True, blank=True)
    concluded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("concluded by"),
    )

    objects = PlanReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review of a plan")
        verbose_name_plural = _("reviews of plans")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="open", decision__isnull=True, outcome="")
                | Q(
                    status="concluded",
                    decision__isnull=False,
                    outcome__in=["aligned", "recommendations_made"],
                    concluded_at__isnull=False,
                ),
                name="review_concluded_by_a_decision",
            ),
            both_or_neither(
                "concluded_at", "concluded_by", name="review_conclusion_complete"
            ),
            models.UniqueConstraint("plan", name="review_once_per_version"),
            models.CheckConstraint(condition=Q(round__gte=1), name="review_round_counts"),
        ]

    def __str__(self) -> str:
        return str(_("Review of %(plan)s") % {"plan": self.plan})

    def get_absolute_url(self) -> str:
        return reverse("advisory_group:review_detail", args=[self.pk])

    @property
    def conclusion(self) -> Subject:
        """What the group decides on: this review, of the text that was frozen (A1-3f-ii)."""
        return Subject(self.SUBJECT, f"{self.pk}:{self.plan_sha256}")

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    @property
    def is_past_due(self) -> bool:
        return timezone.now() > self.due_at

    @property
    def takes_answers(self) -> bool:
        """While the group reviews, and then until the area has handed its answers in."""
        made = PlanVersion.Status.RECOMMENDATIONS_MADE
        return self.is_open or self.plan.status == made

    @property
    def last_number(self) -> int:
        """The highest number on the list of recommendations."""
        numbers = self.recommendations.order_by("-number").values_list("number", flat=True)
        return numbers.first() or 0

    def lock_open(self) -> None:
        """Hold an open review while something is added; a concluded one takes nothing."""
        self.lock()
        if not self.is_open:
            raise InvalidTransitionError(self, "changed")


class StandAside(models.Model):
    """A member takes no part in a review: leads the area, or declared an interest."""

    class Cause(models.TextChoices):
        LEAD = "lead", _("Leads the area")
        INTEREST = "interest", _("Declared an interest")

    review = models.ForeignKey(
        PlanReview, models.CASCADE, related_name="stood_aside", verbose_name=_("review")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("member"),
    )
    organisation = NameField(_("organization"), max_length=250)
    cause = models.CharField(_("cause"), max_length=10, choices=Cause.choices)
    statement = models.TextField(_("the interest, in the member's words"), blank=True)
    at = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("member who stands aside")
        verbose_name_plural = _("members who stand aside")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint("review", "person", name="stand_aside_once"),
            models.CheckConstraint(
                condition=Q(cause="lead") | Q(cause="interest", statement__regex=r"\S"),
                name="stand_aside_interest_is_stated",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.person, self.get_cause_display())
