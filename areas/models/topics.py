"""Topics that cross the areas: each belongs to several of them, since a day and until one (P-6)."""

from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from areas.models.areas import AreaMembership, PartnershipArea, language_of, name_of
from areas.models.keys import PlanKey
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import Limited, LimitedQuerySet, today
from gmp_portal.constraints import known_period, no_overlap, status_is_known
from gmp_portal.words import labelled
from gmp_portal.workflow import Stateful
from partners.models import Partner


class TopicStatus(models.TextChoices):
    OPEN = "open", pgettext_lazy("topic", "At work")
    CLOSED = "closed", pgettext_lazy("topic", "Closed")


class TopicQuerySet(models.QuerySet["CrossCuttingTopic"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everybody sees every topic, those that are closed too (P-6)."""
        return self

    def open_first(self) -> Self:
        return self.order_by("-status", "begun_on", "slug")


class CrossCuttingTopic(Stateful):
    """A matter on which several areas work together, with a page of its own (P-6, R-81)."""

    Status = TopicStatus
    TRANSITIONS = {TopicStatus.OPEN: {TopicStatus.CLOSED}, TopicStatus.CLOSED: set()}

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    names = models.JSONField(_("names by language"), default=dict)
    abouts = models.JSONField(_("what it is about, by language"), default=dict)
    status = models.CharField(
        _("status"), max_length=6, choices=TopicStatus.choices, default=TopicStatus.OPEN
    )
    begun_on = models.DateField(_("since"), null=True, blank=True)
    # Where a topic is on record that is older than the portal.
    source = models.TextField(_("where it is on record"), blank=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("cross-cutting topic")
        verbose_name_plural = _("cross-cutting topics")
        ordering = ["begun_on", "slug"]
        constraints = [
            status_is_known(TopicStatus, name="topic_status_known"),
            models.CheckConstraint(
                condition=Q(names__has_key="en"), name="topic_has_an_english_name"
            ),
            models.CheckConstraint(
                condition=Q(abouts__has_key="en"), name="topic_says_in_english_what_it_is"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("areas:topic_detail", args=[self.slug])

    @property
    def name(self) -> str:
        """Its name in the reader's language; English where there is none."""
        return name_of(self.names)

    @property
    def name_language(self) -> str:
        return language_of(self.names)

    @property
    def about(self) -> str:
        """What it is about, in the reader's language; English where nobody wrote that."""
        return name_of(self.abouts)

    @property
    def about_language(self) -> str:
        return language_of(self.abouts)

    def is_before(self, day: date) -> bool:
        """Whether the topic was not there yet on this day, as far as that is on record."""
        return self.begun_on is not None and day < self.begun_on

    def current_areas(self) -> "models.QuerySet[PartnershipArea]":
        """The areas to which it belongs today."""
        rows = TopicArea.objects.current().filter(topic=self)
        return PartnershipArea.objects.filter(pk__in=rows.values("area"))

    def current_partners(self) -> "models.QuerySet[Partner]":
        """Confirmed partners that work today in one of its areas."""
        rows = AreaMembership.objects.counted().filter(area__in=self.current_areas())
        return Partner.objects.filter(pk__in=rows.values("partner"))


def _days() -> models.Func:
    """From the first day on, until the one on which it ended."""
    days = DateRangeField()
    return models.Func(F("since"), F("until"), function="daterange", output_field=days)


class TopicAreaQuerySet(models.QuerySet["TopicArea"]):
    def current(self) -> Self:
        """What holds today: an area that was taken out today does not."""
        return self.filter(until__isnull=True)


class TopicArea(models.Model):
    """A topic belongs to an area from one day on; ``until`` is the day on which that ended."""

    topic = models.ForeignKey(
        CrossCuttingTopic, models.PROTECT, related_name="ties", verbose_name=_("topic")
    )
    area = models.ForeignKey(
        PartnershipArea, models.PROTECT, related_name="topic_ties", verbose_name=_("area")
    )
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = TopicAreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("area of a topic")
        verbose_name_plural = _("areas of topics")
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "area"],
                condition=Q(until__isnull=True),
                name="topic_area_once_at_a_time",
            ),
            ExclusionConstraint(
                name="topic_area_once_a_day",
                expressions=[
                    ("topic", RangeOperators.EQUAL),
                    ("area", RangeOperators.EQUAL),
                    (_days(), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="topic_area_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.topic, self.area)

    def get_absolute_url(self) -> str:
        return self.topic.get_absolute_url()

    @cached_property
    def has_plan(self) -> bool:
        """Whether there is a plan of which something can belong to the topic."""
        return self.area.plans.exists()


class TopicConvener(Limited):
    """Somebody of a partner brings the areas of a topic together for a time (R-81).

    No right comes with it, so that it is no office of the portal.
    """

    topic = models.ForeignKey(
        CrossCuttingTopic, models.PROTECT, related_name="conveners", verbose_name=_("topic")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("person"),
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="+", verbose_name=_("partner")
    )
    recorded_at = models.DateTimeField(_("recorded"), default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("recorded by"),
    )

    objects = LimitedQuerySet.as_manager()

    class Meta:
        verbose_name = _("convener of a topic")
        verbose_name_plural = _("conveners of topics")
        ordering = ["-period", "pk"]
        constraints = [
            known_period(name="topic_convener_period_known"),
            no_overlap("topic", name="topic_convener_one_at_a_time"),
        ]

    def __str__(self) -> str:
        return labelled(self.person, self.topic)

    @property
    def can_end_today(self) -> bool:
        """It runs, and does not end today anyway."""
        return self.is_current and self.ends_on != today()


class TopicMark(models.Model):
    """An objective or effort of an area's plans belongs to a topic; it stays with its key."""

    topic = models.ForeignKey(
        CrossCuttingTopic, models.PROTECT, related_name="marks", verbose_name=_("topic")
    )
    key = models.ForeignKey(
        PlanKey, models.PROTECT, related_name="topic_marks", verbose_name=_("key")
    )
    marked_at = models.DateTimeField(_("marked"), default=timezone.now)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("marked by"),
    )

    class Meta:
        verbose_name = _("entry of a plan in a topic")
        verbose_name_plural = _("entries of plans in topics")
        ordering = ["topic", "key"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "key"], name="topic_mark_once")
        ]

    def __str__(self) -> str:
        return labelled(self.topic, self.key)
