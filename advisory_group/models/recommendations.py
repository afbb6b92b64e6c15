"""What members say about a plan, and the group's list drawn from it (A1-3f-ii)."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from advisory_group.models.reviews import PlanReview
from gmp_portal.accounts.models import User
from gmp_portal.characters import NameField, opening
from gmp_portal.constraints import both_or_neither


class Kind(models.TextChoices):
    """How much weight a point has."""

    MUST = "must", _("Must")
    SHOULD = "should", _("Should")
    EDITORIAL = "editorial", _("Editorial")


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Whoever sees the review sees its list."""
        return self.filter(review__in=PlanReview.objects.visible_to(user))

    def unanswered_musts(self) -> Self:
        """Points that must be followed and to which the area has not answered."""
        return self.filter(kind=Kind.MUST, answer_kind="")


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

    objects = RecommendationQuerySet.as_manager()

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
        return f"{self.number}. {opening(self.text)}"

    def get_absolute_url(self) -> str:
        return self.review.get_absolute_url()

    @property
    def is_unanswered_must(self) -> bool:
        """Whether it must be followed and the area has not answered it."""
        return self.kind == Kind.MUST and not self.answer_kind

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
    organisation = NameField(_("organization"), max_length=250)
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
        return opening(self.text)
