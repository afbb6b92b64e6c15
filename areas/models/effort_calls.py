"""Partners are asked to keep their own efforts in a draft, until a day (A1-6a-i, R-73)."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from areas.models.areas import AreaMembership, PartnershipArea
from areas.models.plans import PlanVersion
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today
from gmp_portal.constraints import both_or_neither, status_is_known
from gmp_portal.words import beside
from gmp_portal.workflow import Stateful
from partners.models import Partner


class CallStatus(models.TextChoices):
    OPEN = "open", pgettext_lazy("request for own efforts", "Open")
    CLOSED = "closed", pgettext_lazy("request for own efforts", "Closed")
    TAKEN_BACK = "taken_back", pgettext_lazy("request for own efforts", "Taken back")


class CallAnswer(models.TextChoices):
    COMPLETE = "complete", _("Our efforts are complete")
    NONE = "none", _("We have none in this plan")


class EffortCallQuerySet(models.QuerySet["EffortCall"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The secretariat, the leads of the area, and whoever works for the partner see it."""
        if isinstance(user, AnonymousUser):
            return self.none()
        if user.is_secretariat:
            return self
        own = Partner.objects.with_person(user)
        led = PartnershipArea.objects.led_by(user)
        return self.filter(
            Q(partner__in=own.values("pk")) | Q(plan__area__in=led.values("pk"))
        )

    def running(self) -> Self:
        """Those that are open, in drafts, for partners that are in the area today."""
        members = AreaMembership.objects.counted().filter(
            area=OuterRef("plan__area"), partner=OuterRef("partner")
        )
        return self.filter(
            Exists(members), status=CallStatus.OPEN, plan__status=PlanVersion.Status.DRAFT
        )

    def waiting(self) -> Self:
        """Those of them that the partner has not answered."""
        return self.running().filter(answer="")


class EffortCall(Stateful):
    """The leads ask a partner to keep its own efforts in a draft; it answers once it has."""

    Status = CallStatus
    Answer = CallAnswer
    TRANSITIONS = {
        CallStatus.OPEN: {CallStatus.CLOSED, CallStatus.TAKEN_BACK},
        CallStatus.CLOSED: set(),
        CallStatus.TAKEN_BACK: set(),
    }

    plan = models.ForeignKey(
        PlanVersion, models.PROTECT, related_name="effort_calls", verbose_name=_("plan")
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="+", verbose_name=_("partner")
    )
    due_on = models.DateField(_("until"))
    message = models.TextField(_("message"), max_length=2000, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=CallStatus.choices, default=CallStatus.OPEN
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("asked by"),
    )
    answer = models.CharField(
        _("answer"), max_length=8, choices=CallAnswer.choices, blank=True, default=""
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = EffortCallQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for own efforts")
        verbose_name_plural = _("requests for own efforts")
        ordering = ["due_on", "pk"]
        constraints = [
            status_is_known(CallStatus, name="effort_call_status_known"),
            models.UniqueConstraint(
                fields=["plan", "partner"],
                condition=Q(status="open"),
                name="effort_call_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["", *CallAnswer.values]),
                name="effort_call_answer_known",
            ),
            both_or_neither(
                "answered_at", "answered_by", name="effort_call_answered_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="effort_call_answer_complete",
            ),
            both_or_neither("ended_at", "ended_by", name="effort_call_end_complete"),
            models.CheckConstraint(
                condition=Q(status="open", ended_at__isnull=True)
                | (~Q(status="open") & Q(ended_at__isnull=False)),
                name="effort_call_ends_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["partner"],
                condition=Q(status="open"),
                name="effort_call_open_by_partner",
            )
        ]

    def __str__(self) -> str:
        return beside(self.partner.name_on_record, self.plan)

    def get_absolute_url(self) -> str:
        place = [self.plan.area.slug, self.plan.number, self.pk]
        return reverse("areas:own_efforts_detail", args=place)

    @property
    def is_running(self) -> bool:
        """Whether it is open, and the plan can still be written."""
        return self.status == CallStatus.OPEN and self.plan.is_editable

    @property
    def in_words(self) -> str:
        """What became of it, in the words of its answer where there is one."""
        if self.status != CallStatus.OPEN or not self.answer:
            return str(self.get_status_display())
        return str(self.get_answer_display())

    @property
    def tone(self) -> str:
        """How its state is shown: answered, late, or on its way."""
        if self.status != CallStatus.OPEN:
            return "neutral"
        if self.answer:
            return "ok"
        return "warn" if self.due_on < today() else "info"
