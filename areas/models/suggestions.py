"""Other words for a text of a draft, proposed by a partner of the area (B4-2)."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from areas.models.plans import PlanVersion
from gmp_portal.constraints import both_or_neither, status_is_known
from gmp_portal.words import labelled
from gmp_portal.workflow import Stateful
from partners.models import Partner


class SuggestionStatus(models.TextChoices):
    OPEN = "open", pgettext_lazy("suggestion", "Open")
    ACCEPTED = "accepted", pgettext_lazy("suggestion", "Accepted")
    ADAPTED = "adapted", pgettext_lazy("suggestion", "Accepted with changes")
    REFUSED = "refused", pgettext_lazy("suggestion", "Not accepted")
    WITHDRAWN = "withdrawn", pgettext_lazy("suggestion", "Withdrawn")


class SuggestionQuerySet(models.QuerySet["PlanSuggestion"]):
    def waiting(self) -> Self:
        """Those that nobody has settled."""
        return self.filter(status=SuggestionStatus.OPEN)


class PlanSuggestion(Stateful):
    """The wording that a text or a field of an entry had, and the one that somebody proposes.

    ``kind`` and ``key`` are those under which the text is written (``areas.writings``).
    """

    Status = SuggestionStatus
    TRANSITIONS = {
        SuggestionStatus.OPEN: {
            SuggestionStatus.ACCEPTED,
            SuggestionStatus.ADAPTED,
            SuggestionStatus.REFUSED,
            SuggestionStatus.WITHDRAWN,
        },
        SuggestionStatus.ACCEPTED: set(),
        SuggestionStatus.ADAPTED: set(),
        SuggestionStatus.REFUSED: set(),
        SuggestionStatus.WITHDRAWN: set(),
    }

    plan = models.ForeignKey(
        PlanVersion, models.PROTECT, related_name="suggestions", verbose_name=_("plan")
    )
    section = models.CharField(_("section"), max_length=4)
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=60)
    field = models.CharField(_("field"), max_length=40)
    base = models.TextField(_("wording it is about"), blank=True)
    proposed = models.TextField(_("proposed wording"))
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("author")
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="+", verbose_name=_("partner")
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=SuggestionStatus.choices,
        default=SuggestionStatus.OPEN,
    )
    answer = models.TextField(_("answer"), max_length=5000, blank=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggested wording")
        verbose_name_plural = _("suggested wordings")
        ordering = ["made_at", "pk"]
        constraints = [
            status_is_known(SuggestionStatus, name="plan_suggestion_status_known"),
            both_or_neither("settled_at", "settled_by", name="plan_suggestion_settled_by"),
            models.CheckConstraint(
                condition=Q(status="open", settled_at__isnull=True)
                | (~Q(status="open") & Q(settled_at__isnull=False)),
                name="plan_suggestion_is_settled_once",
            ),
            models.CheckConstraint(
                condition=~Q(base=F("proposed")), name="plan_suggestion_changes_something"
            ),
            models.CheckConstraint(
                condition=~Q(status="refused") | ~Q(answer=""),
                name="plan_suggestion_is_refused_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.author, self.plan)

    def get_absolute_url(self) -> str:
        place = [self.plan.area.slug, self.plan.number, self.pk]
        return reverse("areas:suggestion_detail", args=place)

    @property
    def tone(self) -> str:
        """How its state is shown."""
        tones = {SuggestionStatus.OPEN: "info", SuggestionStatus.REFUSED: "neutral"}
        tones |= {SuggestionStatus.WITHDRAWN: "neutral"}
        return tones.get(SuggestionStatus(self.status), "ok")
