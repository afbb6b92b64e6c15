"""Ideas that an area keeps for later, and who would like to follow them (A2-V-1, A2-V-2)."""

from datetime import date, datetime, timedelta
from typing import Self, cast

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from areas.models.areas import PartnershipArea
from areas.models.efforts import Effort
from areas.models.keys import PlanKey
from areas.models.plans import PlanVersion
from areas.models.rows import PlanObjective
from gmp_portal import dates
from gmp_portal.accounts.models import User
from gmp_portal.characters import NameField
from gmp_portal.constraints import both_or_neither, status_is_known
from gmp_portal.words import labelled
from gmp_portal.workflow import Lockable, Stateful
from partners.models import Partner


class OpportunityStatus(models.TextChoices):
    """The last five stand in the register, in the words that plans have for them."""

    SUGGESTED = "suggested", pgettext_lazy("opportunity", "Suggested")
    ASKED = "asked", pgettext_lazy("opportunity", "Asked back")
    DECLINED = "declined", pgettext_lazy("opportunity", "Not taken in")
    WITHDRAWN = "withdrawn", pgettext_lazy("opportunity", "Taken back")
    IDEA = "idea", _("Idea")
    SCOPED = "scoped", _("Scoped")
    SEEKING = "seeking", _("Seeking funding")
    TAKEN_UP = "taken_up", _("Taken up")
    DROPPED = "dropped", _("Dropped")


# Whoever suggested it waits for the leads, or they for whoever did.
WAITING = (OpportunityStatus.SUGGESTED, OpportunityStatus.ASKED)
LISTED = (
    OpportunityStatus.IDEA,
    OpportunityStatus.SCOPED,
    OpportunityStatus.SEEKING,
    OpportunityStatus.TAKEN_UP,
    OpportunityStatus.DROPPED,
)
# As long as nobody took it up or dropped it, others may say that they are interested.
OPEN = (OpportunityStatus.IDEA, OpportunityStatus.SCOPED, OpportunityStatus.SEEKING)


class OpportunityQuerySet(models.QuerySet["AreaOpportunity"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everybody reads the register; what waits, its partner, the leads and the secretariat."""
        listed = Q(status__in=LISTED)
        if isinstance(user, AnonymousUser):
            return self.filter(listed)
        if user.is_secretariat:
            return self
        own = Partner.objects.with_person(user)
        led = PartnershipArea.objects.led_by(user)
        return self.filter(
            listed | Q(partner__in=own.values("pk")) | Q(area__in=led.values("pk"))
        )

    def listed(self) -> Self:
        return self.filter(status__in=LISTED)

    def keys_in(self, area_id: int) -> set[int]:
        """The keys by which plans of an area speak of opportunities whose state is kept here."""
        of_plans = self.filter(area=area_id, key__isnull=False)
        return set(of_plans.values_list("key", flat=True))

    def waiting(self) -> Self:
        """Suggestions that the leads have not settled, the oldest first."""
        return self.filter(status__in=WAITING).order_by("suggested_at", "pk")

    def serving(self, goal: str) -> Self:
        """Those whose objective serves this one of the Partnership, in any public version."""
        serving = PlanObjective.objects.filter(
            key=OuterRef("objective"),
            goal_links__contains=[goal],
            plan__status__in=["published", "superseded"],
        )
        return self.filter(Exists(serving))

    def with_words(self, words: str) -> Self:
        return self.filter(
            Q(title__icontains=words)
            | Q(description__icontains=words)
            | Q(gain__icontains=words)
        )


class AreaOpportunity(Stateful):
    """A good idea that an area does not follow yet, from the first word to what became of it.

    Plans speak of it by their key. Its state is kept here alone; rows of drafts follow it, and
    a version that was put before the area says what it was then.
    """

    Status = OpportunityStatus
    TRANSITIONS = {
        Status.SUGGESTED: {
            Status.ASKED,
            Status.IDEA,
            Status.DECLINED,
            Status.WITHDRAWN,
        },
        Status.ASKED: {
            Status.SUGGESTED,
            Status.IDEA,
            Status.DECLINED,
            Status.WITHDRAWN,
        },
        Status.DECLINED: set(),
        Status.WITHDRAWN: set(),
        Status.IDEA: {Status.SCOPED, Status.SEEKING, Status.DROPPED},
        Status.SCOPED: {Status.IDEA, Status.SEEKING, Status.TAKEN_UP, Status.DROPPED},
        Status.SEEKING: {Status.SCOPED, Status.TAKEN_UP, Status.DROPPED},
        Status.TAKEN_UP: {Status.SEEKING},
        Status.DROPPED: {Status.IDEA},
    }

    area = models.ForeignKey(
        PartnershipArea,
        models.PROTECT,
        related_name="opportunities",
        verbose_name=_("area"),
    )
    # The plans speak of it by this key, once they do.
    key = models.OneToOneField(
        PlanKey,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="opportunity",
        verbose_name=_("key"),
    )
    status = models.CharField(
        _("where it stands"),
        max_length=10,
        choices=OpportunityStatus.choices,
        default=OpportunityStatus.SUGGESTED,
    )
    title = NameField(_("title"), max_length=200)
    description = models.TextField(_("description"), max_length=3000, blank=True)
    gain = models.TextField(_("who would gain"), max_length=1000, blank=True)
    link = models.URLField(_("where to read more"), blank=True)
    # The objective it serves, by its key: it lasts through all versions (A2-V-3).
    objective = models.ForeignKey(
        PlanKey,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("objective it serves"),
    )
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("suggested by"),
    )
    suggested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person who suggested it"),
    )
    suggested_at = models.DateTimeField(_("suggested"), null=True, blank=True)
    question = models.TextField(_("question of the leads"), max_length=2000, blank=True)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    # Why it is not taken in, dropped, or stands where it stood before.
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    effort = models.ForeignKey(
        PlanKey,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("effort that takes it up"),
    )
    # Since when it stands in the register, as far as that is known.
    listed_at = models.DateTimeField(_("in the register since"), null=True, blank=True)
    # From a plan of before, which said that something is dropped and gave no reason.
    before_rule = models.BooleanField(default=False, db_default=False, editable=False)

    objects = OpportunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("opportunity of an area")
        verbose_name_plural = _("opportunities of areas")
        ordering = ["area", "pk"]
        constraints = [
            status_is_known(OpportunityStatus, name="opportunity_status_known"),
            models.CheckConstraint(
                condition=Q(partner=None, suggested_by=None, suggested_at=None)
                | Q(
                    partner__isnull=False,
                    suggested_by__isnull=False,
                    suggested_at__isnull=False,
                ),
                name="opportunity_suggested_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=(*WAITING, "withdrawn")) | Q(partner__isnull=False),
                name="opportunity_waits_for_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(status="declined") | ~Q(reason=""),
                name="opportunity_declined_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(status="dropped") | ~Q(reason="") | Q(before_rule=True),
                name="opportunity_dropped_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(status="asked") | ~Q(question=""),
                name="opportunity_asked_something",
            ),
            models.CheckConstraint(
                condition=Q(key=None) | Q(status__in=LISTED),
                name="opportunity_of_a_plan_is_listed",
            ),
            models.CheckConstraint(
                condition=Q(effort=None) | Q(status="taken_up"),
                name="opportunity_effort_takes_it_up",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="opportunity_has_a_title"),
        ]
        indexes = [
            models.Index(fields=["area", "status"], name="opportunity_by_area"),
            models.Index(fields=["partner"], name="opportunity_by_partner"),
            models.Index(
                F("listed_at").desc(nulls_last=True), "id", name="opportunity_newest"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("areas:opportunity_detail", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        return self.status in WAITING

    @property
    def is_listed(self) -> bool:
        return self.status in LISTED

    def answer_due_on(self, days: int) -> date:
        """The day by which the leads answer a suggestion, so many days after it (R-78)."""
        suggested_at = cast("datetime", self.suggested_at)
        return dates.day_of(suggested_at) + timedelta(days=days)

    def efforts_in_force(self) -> models.QuerySet[Effort]:
        """What the plan in force brings forward, one of which may take it up (R-79)."""
        return Effort.objects.filter(
            plan__area=self.area_id, plan__status=PlanVersion.Status.PUBLISHED
        )

    @property
    def is_open(self) -> bool:
        """Whether somebody could still take it up."""
        return self.status in OPEN


class InterestQuerySet(models.QuerySet["OpportunityInterest"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The leads and the secretariat read who it is, and whoever said it (R-79)."""
        if isinstance(user, AnonymousUser):
            return self.none()
        if user.is_secretariat:
            return self
        led = PartnershipArea.objects.led_by(user)
        own = Partner.objects.represented_by(user)
        return self.filter(
            Q(person=user)
            | Q(partner__in=own.values("pk"))
            | Q(opportunity__area__in=led.values("pk"))
        )

    def standing(self) -> Self:
        """What nobody took back."""
        return self.filter(withdrawn_at=None)


class OpportunityInterest(Lockable):
    """A partner, or somebody who wants to become one, would like to take part (A2-V-2).

    Whoever takes it back takes the words and the contact back with it.
    """

    opportunity = models.ForeignKey(
        AreaOpportunity,
        models.PROTECT,
        related_name="interests",
        verbose_name=_("opportunity"),
    )
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("partner"),
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("person"),
    )
    words = models.CharField(_("in a sentence"), max_length=500, blank=True)
    contact = models.CharField(_("how to reach us"), max_length=200, blank=True)
    said_at = models.DateTimeField(_("said"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = InterestQuerySet.as_manager()

    class Meta:
        verbose_name = _("interest in an opportunity")
        verbose_name_plural = _("interests in opportunities")
        ordering = ["said_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity", "partner"],
                condition=Q(withdrawn_at=None, partner__isnull=False),
                name="interest_once_a_partner",
            ),
            models.UniqueConstraint(
                fields=["opportunity", "person"],
                condition=Q(withdrawn_at=None, partner=None),
                name="interest_once_an_applicant",
            ),
            both_or_neither(
                "withdrawn_at", "withdrawn_by", name="interest_taken_back_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) & ~Q(words="") & ~Q(contact="")
                | Q(withdrawn_at__isnull=False, words="", contact=""),
                name="interest_says_what_it_needs",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.opportunity, self.partner or self.person)
