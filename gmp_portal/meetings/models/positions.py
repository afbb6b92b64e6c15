"""Who is asked about a decision, and what they say: electors, positions and objections."""

from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.models import User
from gmp_portal.characters import NameField
from gmp_portal.meetings.models.decisions import Decision, DecisionText
from gmp_portal.meetings.models.declarations import Declaration
from gmp_portal.words import labelled
from gmp_portal.workflow import Stateful
from partners.models import Partner


class ElectorQuerySet(models.QuerySet["Elector"]):
    def named(self, user: User | AnonymousUser) -> Self:
        """Lines of this person, and of the partners for which the person speaks today."""
        if isinstance(user, AnonymousUser):
            return self.none()
        return self.filter(
            Q(person=user) | Q(partner__in=Partner.objects.confirmed().represented_by(user))
        )


class Elector(models.Model):
    """One voice in the electorate as it stood when the decision opened.

    In the Advisory Group that is a person, in an area a partner, for which each of its
    representatives may speak (A1-3e, A1-4b-iii).
    """

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="electors")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="electorates"
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, related_name="electorates"
    )
    organisation = NameField(_("organization"), max_length=250)
    # Unknown where nobody met, and in decisions from before attendance came first.
    is_present = models.BooleanField(_("present when it was opened"), null=True)
    is_reachable = models.BooleanField(_("had somebody to speak for it"), default=True)

    objects = ElectorQuerySet.as_manager()

    class Meta:
        verbose_name = _("elector")
        verbose_name_plural = _("electors")
        ordering = ["organisation", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "person"], name="elector_once"),
            models.UniqueConstraint(
                fields=["decision", "partner"], name="elector_partner_once"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(partner__isnull=True),
                name="elector_is_a_person_or_a_partner",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation

    @property
    def is_absent(self) -> bool:
        """Whether the others met without it; unknown is not absent."""
        return self.is_present is False


class TimeToObject(models.Model):
    """That a declaration leaves a voice time to object: absent, or others spoke for it (R-18).

    It is given once and not taken back; it ends with ``Decision.closes_at``, or with the
    declaration.
    """

    declaration = models.ForeignKey(
        Declaration, models.CASCADE, related_name="time_to_object"
    )
    elector = models.ForeignKey(Elector, models.CASCADE, related_name="time_to_object")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("time to object")
        verbose_name_plural = _("times to object")
        ordering = ["declaration", "elector"]
        constraints = [
            models.UniqueConstraint(
                fields=["declaration", "elector"], name="time_to_object_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.elector)


class StandingAside(models.Model):
    """A member who has no voice in a decision, as it stood when it opened (A1-3f-ii)."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="standing_aside")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    organisation = NameField(_("organization"), max_length=250)

    class Meta:
        verbose_name = _("member who stands aside")
        verbose_name_plural = _("members who stand aside")
        ordering = ["organisation", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "person"], name="decision_standing_aside_once"
            )
        ]

    def __str__(self) -> str:
        return self.organisation


class PositionQuerySet(models.QuerySet["Position"]):
    def newest(self) -> Self:
        """The last word of each elector on each text; what was said before is history."""
        return self.order_by("text_id", "elector_id", "-pk").distinct(
            "text_id", "elector_id"
        )


class Position(models.Model):
    """What an elector says about one version of the text; silence is no objection."""

    class Kind(models.TextChoices):
        NO_OBJECTION = "no_objection", _("No objection")
        WITH_STATEMENT = (
            "with_statement",
            _("No objection, with a statement for the record"),
        )
        OBJECTION = "objection", _("Objection")

    elector = models.ForeignKey(Elector, models.CASCADE, related_name="positions")
    text = models.ForeignKey(DecisionText, models.PROTECT, related_name="positions")
    kind = models.CharField(_("position"), max_length=20, choices=Kind.choices)
    statement = models.TextField(_("statement for the record"), blank=True)
    taken_at = models.DateTimeField(default=timezone.now)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("taken by"),
    )

    objects = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        ordering = ["text", "elector", "pk"]
        indexes = [
            models.Index(fields=["text", "elector", "-id"], name="position_last_word")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["no_objection", "with_statement", "objection"]),
                name="position_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(kind="with_statement") ^ Q(statement="") | Q(kind="objection"),
                name="position_statement_given",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.elector, self.get_kind_display())


class ObjectionQuerySet(models.QuerySet["Objection"]):
    def standing(self) -> Self:
        """Those that stand in the way of consensus: maintained, and not too late."""
        return self.filter(status=Objection.Status.MAINTAINED, is_late=False)


class Objection(Stateful):
    """An elector cannot join, says why, and which wording would do."""

    class Status(models.TextChoices):
        MAINTAINED = "maintained", _("Maintained")
        WITHDRAWN = "withdrawn", _("Withdrawn by the member that raised it")
        ACCOMMODATED = "accommodated", _("Accommodated in a later text")

    TRANSITIONS: ClassVar = {
        Status.MAINTAINED: {Status.WITHDRAWN, Status.ACCOMMODATED},
        Status.WITHDRAWN: set(),
        Status.ACCOMMODATED: set(),
    }

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="objections")
    elector = models.ForeignKey(Elector, models.CASCADE, related_name="objections")
    text = models.ForeignKey(DecisionText, models.PROTECT, related_name="objections")
    reason = models.TextField(_("reason"))
    acceptable_wording = models.TextField(_("wording its author could accept"))
    status = models.CharField(
        _("status"), max_length=15, choices=Status.choices, default=Status.MAINTAINED
    )
    is_late = models.BooleanField(_("came after the end"), default=False)
    raised_at = models.DateTimeField(default=timezone.now)
    # A partner has several people: who of them said so is kept beside its voice.
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("raised by"),
    )
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("settled by"),
    )
    before_rule = models.BooleanField(
        _("recorded before objections named their author"),
        default=False,
        db_default=False,
        editable=False,
    )
    settled_note = models.TextField(_("note"), blank=True)
    accommodated_in = models.ForeignKey(
        DecisionText, models.PROTECT, null=True, related_name="accommodates"
    )

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        ordering = ["raised_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["maintained", "withdrawn", "accommodated"]),
                name="objection_status_known",
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(acceptable_wording=""),
                name="objection_has_reason_and_wording",
            ),
            models.CheckConstraint(
                condition=Q(status="maintained", settled_at__isnull=True)
                | (~Q(status="maintained") & Q(settled_at__isnull=False)),
                name="objection_settled_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(status="accommodated", accommodated_in__isnull=False)
                | (~Q(status="accommodated") & Q(accommodated_in__isnull=True)),
                name="objection_accommodated_names_the_text",
            ),
            models.CheckConstraint(
                condition=Q(raised_by__isnull=False) | Q(before_rule=True),
                name="objection_names_its_author",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True)
                | Q(settled_by__isnull=False)
                | Q(before_rule=True),
                name="objection_settled_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["elector", "text"],
                condition=Q(status="maintained", is_late=False),
                name="objection_one_standing",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.elector, self.get_status_display())

    def get_absolute_url(self) -> str:
        return self.decision.get_absolute_url()

    @property
    def stands(self) -> bool:
        """Whether it stands in the way of consensus: maintained, and not too late."""
        return self.status == self.Status.MAINTAINED and not self.is_late

    @property
    def is_after_declaration(self) -> bool:
        """Whether it is late because the consensus was declared before, not because all ended."""
        ended = self.decision.ended_at
        is_before_the_end = ended is None or self.raised_at < ended
        return self.is_late and not self.decision.is_silent and is_before_the_end
