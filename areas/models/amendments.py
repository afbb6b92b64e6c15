"""Changes that are proposed to the plan in force of an area, without starting anew (A2-VIII-2)."""

from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from areas.models.areas import AreaMembership, PartnershipArea
from areas.models.keys import PlanKey
from areas.models.plans import PlanVersion
from gmp_portal.accounts.models import User
from gmp_portal.characters import NameField
from gmp_portal.constraints import both_or_neither, status_is_known
from gmp_portal.meetings.subjects import Subject, subject_of_rows
from gmp_portal.words import labelled, numbered
from gmp_portal.workflow import Stateful
from partners.models import Partner


class AmendmentStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("amendment", "Being written")
    PROPOSED = "proposed", pgettext_lazy("amendment", "Proposed")
    AGREED = "agreed", pgettext_lazy("amendment", "Agreed")
    TAKEN_IN = "taken_in", pgettext_lazy("amendment", "Taken in")
    DECLINED = "declined", pgettext_lazy("amendment", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("amendment", "Withdrawn")


class AmendmentQuerySet(models.QuerySet["PlanAmendment"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The area and the secretariat see what was proposed; its author sees a draft, too."""
        if isinstance(user, AnonymousUser):
            return self.none()
        told = Q(proposed_at__isnull=False)
        if user.is_secretariat:
            return self.filter(told | Q(author=user))
        own = AreaMembership.objects.counted().filter(
            partner__in=Partner.objects.with_person(user)
        )
        led = PartnershipArea.objects.led_by(user)
        in_area = Q(area__in=own.values("area")) | Q(area__in=led.values("pk"))
        return self.filter(Q(author=user) | (told & in_area))

    def open(self) -> Self:
        """Those that somebody still has to settle or take in."""
        return self.filter(status__in=PlanAmendment.OPEN)

    def made(self, plan: PlanVersion) -> Self:
        """Those of which a version is made, in their order; everybody may read their titles."""
        return (
            self.filter(taken_into=plan).only("number", "title", "area").order_by("number")
        )

    def for_page(self) -> Self:
        """With what names them; the text of a frozen plan stays where it is."""
        related = self.select_related(
            "area__body", "plan", "author", "partner__country", "decision", "taken_into"
        )
        return related.defer("plan__snapshot", "taken_into__snapshot")


class PlanAmendment(Stateful):
    """Some places of the plan in force that shall read otherwise, with a reason, by one author."""

    Status = AmendmentStatus
    TRANSITIONS = {
        AmendmentStatus.DRAFT: {AmendmentStatus.PROPOSED, AmendmentStatus.WITHDRAWN},
        AmendmentStatus.PROPOSED: {
            AmendmentStatus.AGREED,
            AmendmentStatus.DECLINED,
            AmendmentStatus.WITHDRAWN,
        },
        AmendmentStatus.AGREED: {AmendmentStatus.TAKEN_IN},
        AmendmentStatus.TAKEN_IN: set(),
        AmendmentStatus.DECLINED: set(),
        AmendmentStatus.WITHDRAWN: set(),
    }
    # The kind of decision by which an area agrees to an amendment.
    SUBJECT = "plan_amendment"
    OPEN = (AmendmentStatus.PROPOSED, AmendmentStatus.AGREED)

    area = models.ForeignKey(
        PartnershipArea, models.PROTECT, related_name="amendments", verbose_name=_("area")
    )
    number = models.PositiveIntegerField(_("number"))
    plan = models.ForeignKey(
        PlanVersion,
        models.PROTECT,
        related_name="amendments",
        verbose_name=_("version it was written against"),
    )
    title = NameField(_("title"), max_length=200)
    reason = models.TextField(_("reason"), max_length=5000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("author")
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=AmendmentStatus.choices,
        default=AmendmentStatus.DRAFT,
    )
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("partner"),
    )
    begun_at = models.DateTimeField(_("begun"), default=timezone.now)
    proposed_at = models.DateTimeField(_("proposed"), null=True, blank=True)
    sha256 = models.CharField(_("hash of the text"), max_length=64, blank=True, default="")
    decision = models.ForeignKey(
        "meetings.Decision",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="amendments",
        verbose_name=_("decision of the area"),
    )
    decision_subject = models.GeneratedField(
        expression=subject_of_rows(SUBJECT, "id", "sha256"),
        output_field=models.TextField(),
        db_persist=True,
    )
    agreed_at = models.DateTimeField(_("agreed"), null=True, blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    agreed_because = models.TextField(
        _("why the area needs no decision"), max_length=2000, blank=True, default=""
    )
    answer = models.TextField(_("answer"), max_length=5000, blank=True, default="")
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_into = models.ForeignKey(
        PlanVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="made_of",
        verbose_name=_("version it was taken into"),
    )

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("amendment of a plan")
        verbose_name_plural = _("amendments of plans")
        ordering = ["area", "-number"]
        constraints = [
            status_is_known(AmendmentStatus, name="plan_amendment_status_known"),
            models.UniqueConstraint(
                fields=["area", "number"], name="plan_amendment_number_once"
            ),
            models.CheckConstraint(
                condition=Q(status="draft", proposed_at__isnull=True, sha256="")
                | Q(status="withdrawn")
                | Q(
                    ~Q(status="draft"),
                    proposed_at__isnull=False,
                    sha256__regex=r"^[0-9a-f]{64}$",
                ),
                name="plan_amendment_is_proposed_with_its_text",
            ),
            # A1-4b-iii, R-83: by a decision of the area, or by a lead who says why without one.
            models.CheckConstraint(
                condition=~Q(status__in=["agreed", "taken_in"])
                | Q(agreed_at__isnull=False, decision__isnull=False, agreed_because="")
                | Q(
                    ~Q(agreed_because=""), agreed_at__isnull=False, agreed_by__isnull=False
                ),
                name="plan_amendment_is_agreed_by_somebody",
            ),
            both_or_neither("settled_at", "settled_by", name="plan_amendment_settled_by"),
            models.CheckConstraint(
                condition=Q(
                    status__in=["draft", "proposed", "agreed"], settled_at__isnull=True
                )
                | Q(
                    status__in=["taken_in", "declined", "withdrawn"],
                    settled_at__isnull=False,
                ),
                name="plan_amendment_is_settled_once",
            ),
            models.CheckConstraint(
                condition=~Q(status="declined") | ~Q(answer=""),
                name="plan_amendment_is_declined_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(status="taken_in", taken_into__isnull=False)
                | Q(~Q(status="taken_in"), taken_into__isnull=True),
                name="plan_amendment_is_taken_into_a_version",
            ),
        ]

    def __str__(self) -> str:
        return labelled(numbered(_("Amendment"), self.number), self.title)

    def get_absolute_url(self) -> str:
        return reverse("areas:amendment_detail", args=[self.area.slug, self.number])

    @property
    def agreement(self) -> Subject:
        """What the area decides on: this amendment, in the words in which it was proposed."""
        return Subject(self.SUBJECT, f"{self.pk}:{self.sha256}")

    @property
    def is_editable(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN

    @property
    def is_decision_open(self) -> bool:
        """The area is being asked, or is about to be (A1-4b-iii)."""
        decision = self.decision
        return decision is not None and not (decision.is_adopted or decision.has_ended)

    @property
    def is_adopted_by_area(self) -> bool:
        return self.decision is not None and self.decision.is_adopted

    @property
    def is_agreed_by_decision(self) -> bool:
        """Whether the area itself decided on it, and no lead in its place (R-83)."""
        agreed = self.status in (self.Status.AGREED, self.Status.TAKEN_IN)
        return agreed and self.is_adopted_by_area and not self.agreed_because

    @property
    def tone(self) -> str:
        """How its state is shown."""
        tones = {AmendmentStatus.PROPOSED: "info", AmendmentStatus.AGREED: "ok"}
        tones |= {AmendmentStatus.TAKEN_IN: "ok"}
        return tones.get(AmendmentStatus(self.status), "neutral")


class AmendmentPlace(models.Model):
    """A place of the plan as it reads and as it shall read: a text, or the fields of an entry.

    Values stand under the names of their form; entries of the plan that they point to stand in
    them by their keys, so that they are found in every version. An entry without a base is new,
    and one without a proposal goes.
    """

    TEXT = "text"

    amendment = models.ForeignKey(
        PlanAmendment, models.CASCADE, related_name="places", verbose_name=_("amendment")
    )
    section = models.CharField(_("section"), max_length=4)
    kind = models.CharField(max_length=20)
    key = models.ForeignKey(
        PlanKey,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("key"),
    )
    base = models.JSONField(null=True, blank=True)
    proposed = models.JSONField(null=True, blank=True)

    class Meta:
        verbose_name = _("place of an amendment")
        verbose_name_plural = _("places of amendments")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["amendment", "section"],
                condition=Q(kind="text"),
                name="amendment_place_text_once",
            ),
            models.UniqueConstraint(
                fields=["amendment", "key"], name="amendment_place_entry_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind="text",
                    key__isnull=True,
                    base__isnull=False,
                    proposed__isnull=False,
                )
                | Q(~Q(kind="text"), key__isnull=False, base__isnull=False)
                | Q(
                    ~Q(kind="text"),
                    key__isnull=True,
                    base__isnull=True,
                    proposed__isnull=False,
                ),
                name="amendment_place_is_a_text_or_an_entry",
            ),
            models.CheckConstraint(
                condition=~Q(base=F("proposed"))
                | Q(base__isnull=True)
                | Q(proposed__isnull=True),
                name="amendment_place_changes_something",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.amendment, self.section)

    @property
    def is_text(self) -> bool:
        return self.kind == self.TEXT

    @property
    def code(self) -> str:
        """By which the entry is known in every version; nothing where it has none yet."""
        return self.key.code if self.key else ""

    @property
    def is_new(self) -> bool:
        return self.base is None

    @property
    def is_removal(self) -> bool:
        return self.proposed is None

    @property
    def changed(self) -> list[str]:
        """The names of the fields that shall read otherwise."""
        base: dict[str, Any] = self.base or {}
        proposed: dict[str, Any] = self.proposed or {}
        names = [*proposed, *(name for name in base if name not in proposed)]
        return [name for name in names if base.get(name, []) != proposed.get(name, [])]
