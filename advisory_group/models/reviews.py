"""Reviews of frozen plan versions: comments, recommendations, answers (A1-3f-ii)."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisory_group.models.seats import Seat
from areas.models import LeadTerm
from gmp_portal.accounts.models import User
from gmp_portal.constraints import both_or_neither
from gmp_portal.workflow import Stateful

SCORES = ["goal", "guidelines", "objectives", "costs", "overlaps"]


class Kind(models.TextChoices):
    """How much weight a point has."""

    MUST = "must", _("Must")
    SHOULD = "should", _("Should")
    EDITORIAL = "editorial", _("Editorial")


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
        if user.is_secretariat or Seat.objects.current().of(user).exists():
            return self
        led = LeadTerm.objects.current().of(user).values("area")
        return self.filter(concluded | Q(plan__area__in=led))

    def for_pages(self) -> Self:
        return self.select_related("plan__area", "decision", "opened_by", "concluded_by")


class PlanReview(Stateful):
    """The group reviews one frozen version of a plan; it approves nothing (A1-3f-ii)."""

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        CONCLUDED = "concluded", _("Concluded")

    class Outcome(models.TextChoices):
        """What the group can find; there is no approval among it (A1-3f-ii)."""

        ALIGNED = "aligned", _("Found aligned with the goal and the guidelines")
        RECOMMENDATIONS = "recommendations_made", _("Recommendations made")

    TRANSITIONS = {Status.OPEN: {Status.CONCLUDED}, Status.CONCLUDED: set()}

    plan = models.ForeignKey(
        "areas.PlanVersion",
        models.PROTECT,
        related_name="reviews",
        verbose_name=_("plan version"),
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
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    @property
    def is_past_due(self) -> bool:
        return timezone.now() > self.due_at


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
    organisation = models.CharField(_("organization"), max_length=250)
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
        return f"{self.person}: {self.get_cause_display()}"


class Assessment(models.Model):
    """What one member found along the checklist of a review."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        PARTLY = "partly", _("Partly")
        NO = "no", _("No")

    class Grade(models.TextChoices):
        """Six steps of advice; nothing counts them, consensus is found in the group."""

        ALIGNED = "aligned", _("Aligned as it stands")
        EDITORIAL = "editorial", _("Aligned, with editorial points")
        SHOULD = "should", _("Aligned, with points that should be followed")
        MUST = "must", _("Aligned once the points that must be followed are met")
        REWORK = "rework", _("Needs to be worked over and seen again")
        NO_VIEW = "no_view", _("I cannot judge this plan")

    review = models.ForeignKey(
        PlanReview, models.CASCADE, related_name="assessments", verbose_name=_("review")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("member"),
    )
    organisation = models.CharField(_("organization"), max_length=250)
    goal = models.CharField(
        _("Does the plan serve the overall goal?"),
        max_length=6,
        choices=Answer.choices,
        blank=True,
    )
    guidelines = models.CharField(
        _("Does the plan follow the guidelines?"),
        max_length=6,
        choices=Answer.choices,
        blank=True,
    )
    objectives = models.CharField(
        _("Can the objectives be measured?"),
        max_length=6,
        choices=Answer.choices,
        blank=True,
    )
    costs = models.CharField(
        _("Does every effort name its cost and its contact?"),
        max_length=6,
        choices=Answer.choices,
        blank=True,
    )
    overlaps = models.CharField(
        _("Are overlaps with other areas dealt with?"),
        max_length=6,
        choices=Answer.choices,
        blank=True,
    )
    grade = models.CharField(
        _("Your advice in one line"), max_length=10, choices=Grade.choices, blank=True
    )
    remarks = models.TextField(_("Remarks on the checklist"), blank=True)
    filed_at = models.DateTimeField(_("filed at"))
    is_late = models.BooleanField(_("late"), default=False)

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["filed_at", "pk"]
        constraints = [
            models.UniqueConstraint("review", "person", name="assessment_once"),
            models.CheckConstraint(
                condition=~Q(**dict.fromkeys(SCORES, "")),
                name="assessment_answers_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.review_id}"


class Recommendation(models.Model):
    """One point of the group's consolidated list; the area answers each must and should."""

    class AnswerKind(models.TextChoices):
        CHANGED = "changed", _("Changed")
        EXPLAINED = "explained", _("Explained why not")

    review = models.ForeignKey(
        PlanReview,
        models.CASCADE,
        related_name="recommendations",
        verbose_name=_("review"),
    )
    number = models.PositiveSmallIntegerField(_("number"))
    section = models.CharField(_("section"), max_length=20)
    kind = models.CharField(_("weight"), max_length=10, choices=Kind.choices)
    text = models.TextField(_("recommendation"))
    answer_kind = models.CharField(
        _("answer"), max_length=10, choices=AnswerKind.choices, blank=True
    )
    answer = models.TextField(_("what was changed, or why not"), blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("answered by"),
    )

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint("review", "number", name="recommendation_number_once"),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values) & Q(text__regex=r"\S"),
                name="recommendation_says_something",
            ),
            both_or_neither(
                "answered_at", "answered_by", name="recommendation_answer_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(answer_kind="", answer="", answered_at__isnull=True)
                | Q(
                    answer_kind__in=["changed", "explained"],
                    answer__regex=r"\S",
                    answered_at__isnull=False,
                ),
                name="recommendation_answer_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text[:60]}"

    @property
    def needs_answer(self) -> bool:
        """Whether the area still owes an answer; editorial points need none."""
        return self.kind != Kind.EDITORIAL and not self.answer_kind


class ReviewComment(models.Model):
    """A member's point on a section: it must, it should, or it is editorial."""

    review = models.ForeignKey(
        PlanReview, models.CASCADE, related_name="comments", verbose_name=_("review")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("member"),
    )
    organisation = models.CharField(_("organization"), max_length=250)
    section = models.CharField(_("section"), max_length=20)
    kind = models.CharField(_("weight"), max_length=10, choices=Kind.choices)
    text = models.TextField(_("comment"))
    made_at = models.DateTimeField(_("made at"))
    is_late = models.BooleanField(_("late"), default=False)
    recommendation = models.ForeignKey(
        Recommendation,
        models.SET_NULL,
        related_name="comments",
        null=True,
        blank=True,
        verbose_name=_("taken up in"),
    )

    class Meta:
        verbose_name = _("comment in a review")
        verbose_name_plural = _("comments in reviews")
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values) & Q(text__regex=r"\S"),
                name="review_comment_says_something",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]
