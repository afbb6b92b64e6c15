"""Partnership areas, through which the Partnership works (A1-1b), and their partners."""

from collections import Counter
from datetime import date
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from areas import on_record
from areas.looks import look_of
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import running_on, today
from gmp_portal.meetings.subjects import Subject, subject_column
from gmp_portal.reference.choices import ConventionArticle, Priority
from gmp_portal.reference.models import active_language
from gmp_portal.words import labelled
from gmp_portal.workflow import Stateful
from partners.models import Partner, Representative


def name_of(names: dict[str, str]) -> str:
    """The name in the reader's language; English where there is none."""
    return str(names.get(active_language()) or names["en"])


def language_of(names: dict[str, str]) -> str:
    """The language in which ``name_of`` gives the name, for the page to say so."""
    return active_language() if names.get(active_language()) else "en"


class AreaQuerySet(models.QuerySet["PartnershipArea"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everybody sees established and closed areas; proposed ones whoever signed in."""
        if user.is_authenticated:
            return self
        return self.exclude(status=PartnershipArea.Status.PROPOSED)

    def established(self) -> Self:
        return self.filter(status=PartnershipArea.Status.ESTABLISHED)

    def led_by(self, user: User) -> Self:
        """Areas with a lead term of this person today."""
        return self.filter(lead_terms__person=user, lead_terms__period__contains=today())


class PartnershipArea(Stateful):
    """A field of work with partners, leads and a plan of its own (P-2, A1-1b)."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        ESTABLISHED = "established", _("Established")
        CLOSED = "closed", _("Closed")

    # The kind of decision by which the Advisory Group establishes an area.
    SUBJECT = "area_establishment"

    TRANSITIONS = {
        Status.PROPOSED: {Status.ESTABLISHED, Status.CLOSED},
        Status.ESTABLISHED: {Status.CLOSED},
        Status.CLOSED: set(),
    }

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    names = models.JSONField(_("names by language"), default=dict)
    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.PROPOSED
    )
    objective = models.TextField(_("objective"))
    priorities = ArrayField(
        models.CharField(max_length=1, choices=Priority.choices),
        verbose_name=_("priorities"),
    )
    convention_articles = ArrayField(
        models.PositiveSmallIntegerField(choices=ConventionArticle.choices),
        verbose_name=_("articles of the Minamata Convention"),
        default=list,
        blank=True,
    )
    established_year = models.PositiveSmallIntegerField(
        _("established in"), null=True, blank=True
    )
    established_decision = models.ForeignKey(
        "meetings.Decision",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decision that established it"),
    )
    before_rule = models.BooleanField(
        _("recorded before decisions named their subject"),
        default=False,
        db_default=False,
        editable=False,
    )
    decision_subject = subject_column(SUBJECT, "id")
    established_source = models.TextField(
        _("where the establishment is on record"), blank=True
    )
    leads_on_record = models.TextField(_("leads before the portal"), blank=True)
    leads_source = models.TextField(_("where these leads are on record"), blank=True)
    body = models.OneToOneField(
        "meetings.Body", models.PROTECT, related_name="area", verbose_name=_("body")
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("partnership area")
        verbose_name_plural = _("partnership areas")
        ordering = ["established_year", "slug"]
        permissions = [("lead_area", _("Can lead the area"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["proposed", "established", "closed"]),
                name="area_status_known",
            ),
            # A1-1b: an area answers at least one of the priorities 19(a) to (g).
            models.CheckConstraint(
                condition=Q(
                    priorities__len__gte=1, priorities__contained_by=list(Priority.values)
                ),
                name="area_has_a_known_priority",
            ),
            models.CheckConstraint(
                condition=Q(names__has_key="en"), name="area_has_an_english_name"
            ),
            # P-6: nothing is established without a decision, or a source older than the portal.
            models.CheckConstraint(
                condition=~Q(status="established")
                | (
                    Q(established_year__isnull=False)
                    & (Q(established_decision__isnull=False) | ~Q(established_source=""))
                ),
                name="area_establishment_is_on_record",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("areas:area_detail", args=[self.slug])

    @property
    def look(self) -> str:
        """The name of its icon and of its hue."""
        return look_of(self.slug)

    @property
    def establishment(self) -> Subject:
        """What the Advisory Group decides on when it establishes this area (P-6)."""
        return Subject(self.SUBJECT, str(self.pk))

    @property
    def name(self) -> str:
        """The area's name in the reader's language; English where there is none."""
        return name_of(self.names)

    @property
    def name_language(self) -> str:
        """The language ``name`` is in, for the page to say so."""
        return language_of(self.names)

    @property
    def aim(self) -> str:
        """The objective in the reader's language, where somebody has put it into that."""
        return self._aim_here or self.objective

    @property
    def aim_language(self) -> str:
        return active_language() if self._aim_here else "en"

    @property
    def _aim_here(self) -> str:
        return on_record.objective(self.slug, self.objective, active_language())

    @property
    def source_title(self) -> str:
        """What the establishment is known from; the framework by its name in the language."""
        return self._source_here or self.established_source

    @property
    def source_language(self) -> str:
        return active_language() if self._source_here else "en"

    @property
    def _source_here(self) -> str:
        return on_record.source(self.established_source, active_language())

    @property
    def priority_labels(self) -> list[tuple[str, str, str]]:
        """Letter, words and clause of each priority (P-19a to P-19g)."""
        return [
            (code, str(Priority(code).label), Priority(code).clause_id)
            for code in self.priorities
        ]

    @property
    def article_labels(self) -> list[str]:
        return [str(ConventionArticle(number).label) for number in self.convention_articles]

    def current_partners(self) -> "models.QuerySet[Partner]":
        """Confirmed partners that work in the area today."""
        rows = AreaMembership.objects.counted().filter(area=self)
        return Partner.objects.filter(pk__in=rows.values("partner"))

    def current_people(self) -> list[User]:
        """Everybody who leads the area or represents a partner of it today."""
        leads = Q(leadterms__area=self, leadterms__period__contains=today())
        speaks = Q(
            running_on(today(), "representatives__"),
            representatives__partner__in=self.current_partners(),
            representatives__role__in=Representative.SPEAKERS,
        )
        return list(User.objects.filter(leads | speaks).distinct())


class MembershipQuerySet(models.QuerySet["AreaMembership"]):
    def current(self, on: date | None = None) -> Self:
        """Memberships that hold on a day (today, if none is given)."""
        day = on or today()
        begun = Q(since__isnull=True) | Q(since__lte=day)
        return self.filter(begun, Q(until__isnull=True) | Q(until__gt=day))

    def counted(self, on: date | None = None) -> Self:
        """Those of confirmed partners: what "the partners of an area" means wherever they count."""
        return self.current(on).filter(partner__status=Partner.Status.CONFIRMED)

    def partners_by_area(self, on: date | None = None) -> dict[int, int]:
        """How many partners each area has on a day, by the id of the area; one query."""
        every, fewer = self._for_counting(on)
        changes = every._by_area(1).union(fewer._by_area(-1), all=True)
        counted: Counter[int] = Counter()
        for area, change in changes:
            counted[area] += change
        return {area: total for area, total in counted.items() if total}

    def number_in(self, area: models.OuterRef) -> models.expressions.CombinedExpression:
        """How many partners this area has today, for a query of areas."""
        every, fewer = self._for_counting(None)
        totals = [
            Coalesce(models.Subquery(rows.filter(area=area)._by_area(1).values("total")), 0)
            for rows in (every, fewer)
        ]
        return totals[0] - totals[1]

    def _for_counting(self, on: date | None) -> tuple[Self, Self]:
        """All on a day, and those among them whose partner does not count: few, quickly read."""
        every = self.current(on)
        unconfirmed = Partner.objects.exclude(status=Partner.Status.CONFIRMED)
        return every, every.filter(partner__in=unconfirmed.values("pk"))

    def _by_area(self, sign: int) -> Any:
        partners = sign * models.Count("partner", distinct=True)
        return self.order_by().values_list("area").annotate(total=partners)


class AreaMembership(models.Model):
    """A partner works in an area from one day on; ``until`` is the day it left.

    Members on public record have no first day that anybody knows: they carry a source.
    """

    area = models.ForeignKey(
        PartnershipArea, models.PROTECT, related_name="memberships", verbose_name=_("area")
    )
    partner = models.ForeignKey(
        "partners.Partner",
        models.PROTECT,
        related_name="area_memberships",
        verbose_name=_("partner"),
    )
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    source = models.TextField(_("where the membership is on record"), blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership in an area")
        verbose_name_plural = _("memberships in areas")
        ordering = ["since", "pk"]
        indexes = [
            # Holds all that counting the partners of each area needs.
            models.Index(
                fields=["area", "partner"],
                include=["since", "until"],
                name="area_membership_counted",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "partner"],
                condition=Q(until__isnull=True),
                name="area_membership_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="area_membership_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=False) | ~Q(source=""),
                name="area_membership_since_or_source",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.partner, self.area)
