"""Decisions by consensus, and the versions of their texts."""

import hashlib
from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.models import User
from gmp_portal.characters import NameField
from gmp_portal.constraints import both_or_neither
from gmp_portal.meetings import body_rules
from gmp_portal.meetings.models.bodies import Body
from gmp_portal.meetings.models.gatherings import AgendaItem, Meeting
from gmp_portal.meetings.subjects import BEFORE_RULE, GENERAL, OF_NOTHING, Subject
from gmp_portal.workflow import Stateful
from partners.models import Partner

ADOPTED = ("adopted", "adopted_with_statements")
ENDED = (*ADOPTED, "deferred", "no_consensus", "withdrawn")


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Adopted ones are public; others for electors, those who attend, and officers.

        Who was asked or came as a member sees them as long as the own term runs (A1-3e).
        """
        adopted = Q(status__in=ADOPTED)
        if isinstance(user, AnonymousUser):
            return self.filter(adopted)
        if user.is_secretariat:
            return self
        spoken_for = Partner.objects.confirmed().represented_by(user)
        belongs = Q(body__in=body_rules.memberships_of(user))
        asked = Decision.objects.filter(
            (Q(electors__person=user) & belongs)
            | Q(electors__partner__in=spoken_for)
            | (Q(standing_aside__person=user) & belongs)
        )
        attended = Meeting.objects.filter(
            Q(attendances__person=user) & (~Q(attendances__role="member") | belongs)
        )
        concerned = Q(pk__in=asked.values("pk")) | Q(meeting__in=attended)
        return self.filter(
            adopted
            | (~Q(status=Decision.Status.DRAFTED) & concerned)
            | Q(body__in=body_rules.bodies_of(user))
        )

    def adopted(self) -> Self:
        return self.filter(status__in=ADOPTED)

    def open(self) -> Self:
        return self.filter(status=Decision.Status.OPEN)

    def about(self, *subjects: Subject) -> Self:
        """Those about one of these very things."""
        return self.filter(subject__in=[str(subject) for subject in subjects])

    def with_language(self) -> Self:
        """Each with ``text_language``, that of its newest text: its title is in it as well."""
        newest = DecisionText.objects.filter(decision=OuterRef("pk")).order_by("-version")
        return self.annotate(text_language=Subquery(newest.values("language")[:1]))

    def under_way(self) -> Self:
        """Drafted, or put before the members, and not ended."""
        return self.filter(status__in=[Decision.Status.DRAFTED, Decision.Status.OPEN])

    def newest_first(self) -> Self:
        return self.order_by(
            F("ended_at").desc(nulls_first=True),
            F("opened_at").desc(nulls_first=True),
            "-pk",
        )


class Decision(Stateful):
    """A body settles a matter without anybody maintaining an objection (A1-4a-iii, A1-3f-i)."""

    class Status(models.TextChoices):
        DRAFTED = "drafted", _("Drafted")
        OPEN = "open", _("Open for positions")
        ADOPTED = "adopted", _("Adopted")
        ADOPTED_WITH_STATEMENTS = "adopted_with_statements", _("Adopted with statements")
        DEFERRED = "deferred", _("Deferred")
        NO_CONSENSUS = "no_consensus", _("No consensus")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Mode(models.TextChoices):
        IN_SESSION = "in_session", _("In session")
        NO_OBJECTION = "no_objection", _("No-objection period")

    TRANSITIONS: ClassVar = {
        Status.DRAFTED: {Status.OPEN, Status.WITHDRAWN},
        Status.OPEN: {
            Status.ADOPTED,
            Status.ADOPTED_WITH_STATEMENTS,
            Status.DEFERRED,
            Status.NO_CONSENSUS,
            Status.WITHDRAWN,
        },
        Status.ADOPTED: set(),
        Status.ADOPTED_WITH_STATEMENTS: set(),
        Status.DEFERRED: set(),
        Status.NO_CONSENSUS: set(),
        Status.WITHDRAWN: set(),
    }

    body = models.ForeignKey(
        Body, models.PROTECT, related_name="decisions", verbose_name=_("body")
    )
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("meeting"),
    )
    agenda_item = models.ForeignKey(
        AgendaItem,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("agenda item"),
    )
    status = models.CharField(
        _("status"), max_length=25, choices=Status.choices, default=Status.DRAFTED
    )
    mode = models.CharField(
        _("how it is decided"), max_length=15, choices=Mode.choices, blank=True
    )
    year = models.PositiveSmallIntegerField(_("year"), null=True)
    number = models.PositiveSmallIntegerField(_("number"), null=True)
    symbol = models.CharField(_("symbol"), max_length=60, null=True, unique=True)  # noqa: DJ001
    slug = models.SlugField(_("name in the address"), max_length=60, unique=True)
    first_slug = models.SlugField(
        _("name in the address before"), max_length=60, unique=True
    )
    title = NameField(_("title"), max_length=300)
    subject_kind = models.CharField(
        _("kind of what it is about"),
        max_length=30,
        default=GENERAL.kind,
        db_default=GENERAL.kind,
    )
    subject_key = models.CharField(
        _("what it is about"), max_length=150, blank=True, db_default=""
    )
    subject = models.GeneratedField(
        expression=Concat("subject_kind", Value(":"), "subject_key"),
        output_field=TextField(),
        db_persist=True,
    )
    # Words about nothing that the portal records, and what decisions of before kept.
    subject_label = models.CharField(_("about"), max_length=300, blank=True)
    subject_url = models.CharField(
        _("address of what it is about"), max_length=300, blank=True
    )
    drafted_at = models.DateTimeField(default=timezone.now)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField(_("opened"), null=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    closes_at = models.DateTimeField(_("objections until"), null=True)
    silence_broken_at = models.DateTimeField(
        _("end of the period with an objection standing"), null=True
    )
    ended_at = models.DateTimeField(_("ended"), null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    outcome_note = models.TextField(_("note on the outcome"), blank=True)
    is_before_session_rule = models.BooleanField(
        _("opened in session before attendance came first"), default=False
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-drafted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["drafted", "open", *ENDED]),
                name="decision_status_known",
            ),
            models.CheckConstraint(
                condition=Q(mode__in=["", "in_session", "no_objection"]),
                name="decision_mode_known",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["drafted", "withdrawn"])
                | (Q(opened_at__isnull=False) & ~Q(mode="")),
                name="decision_opened_before_it_ends",
            ),
            both_or_neither("opened_at", "opened_by", name="decision_opening_complete"),
            models.CheckConstraint(
                condition=~Q(mode="no_objection") | Q(closes_at__gt=F("opened_at")),
                name="decision_silence_has_an_end",
            ),
            # Decisions of before keep what they had, and are marked.
            models.CheckConstraint(
                condition=~Q(mode="in_session")
                | Q(meeting__isnull=False)
                | Q(is_before_session_rule=True),
                name="decision_session_has_a_meeting",
            ),
            models.CheckConstraint(
                condition=Q(status__in=ENDED, ended_at__isnull=False)
                | (~Q(status__in=ENDED) & Q(ended_at__isnull=True)),
                name="decision_end_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(status__in=ADOPTED, symbol__isnull=False)
                | (~Q(status__in=ADOPTED) & Q(symbol__isnull=True)),
                name="decision_symbol_when_adopted",
            ),
            both_or_neither("year", "number", "symbol", name="decision_symbol_complete"),
            models.UniqueConstraint(
                fields=["body", "year", "number"], name="decision_number_once"
            ),
            models.CheckConstraint(
                condition=Q(subject_kind__in=OF_NOTHING, subject_key="")
                | (~Q(subject_kind__in=["", *OF_NOTHING]) & ~Q(subject_key="")),
                name="decision_subject_complete",
            ),
            # What a decision carries points at both of them together.
            models.UniqueConstraint(fields=["id", "subject"], name="decision_with_subject"),
            models.UniqueConstraint(
                fields=["subject_kind", "subject_key"],
                condition=Q(status__in=["drafted", "open"])
                & ~Q(subject_kind__in=OF_NOTHING),
                name="decision_one_under_way_about_a_thing",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "closes_at"], name="decision_by_deadline"),
            models.Index(fields=["-ended_at", "-opened_at", "-id"], name="decision_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.symbol} {self.title}" if self.symbol else self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:decision_detail", args=[self.slug])

    @property
    def about(self) -> Subject:
        """What it is about, and nothing else: no other thing can be carried by it."""
        return Subject(self.subject_kind, self.subject_key)

    @property
    def is_before_rule(self) -> bool:
        """Whether it comes from the time before decisions named their subject."""
        return self.about == BEFORE_RULE

    @property
    def is_adopted(self) -> bool:
        return self.status in ADOPTED

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    @property
    def has_ended(self) -> bool:
        return self.status in ENDED

    @property
    def is_silent(self) -> bool:
        """Whether it is decided by a no-objection period (R-07)."""
        return self.mode == self.Mode.NO_OBJECTION

    @property
    def deadline_has_passed(self) -> bool:
        return self.closes_at is not None and timezone.now() >= self.closes_at

    @property
    def recall_until(self) -> datetime | None:
        """Until when a declared consensus can be recalled; none where none stands (R-18)."""
        standing = (made.recall_until for made in self.declarations.all() if made.stands)
        return next(standing, None)

    @property
    def is_declared(self) -> bool:
        """Whether the members who met agreed, and nobody has taken that back (R-18)."""
        return self.recall_until is not None

    @property
    def is_agreed(self) -> bool:
        """Whether a consensus is declared that no objection of absent members overturns."""
        return self.is_declared and not any(
            objection.stands for objection in self.objections.all()
        )

    @property
    def can_be_recalled(self) -> bool:
        """Whether a declared consensus can be taken back now (R-18)."""
        if not self.is_open:
            return False
        until = self.recall_until
        return until is not None and timezone.now() <= until

    @property
    def absent_may_object(self) -> bool:
        """Whether a consensus is declared and the time of those absent still runs (R-18)."""
        has_time = self.closes_at is not None and not self.deadline_has_passed
        return self.is_declared and has_time

    @property
    def is_due(self) -> bool:
        """Whether nobody has time left to object or to recall, so that it may be final."""
        if self.is_silent:
            return self.deadline_has_passed
        until = self.recall_until
        has_time_left = self.closes_at is not None and not self.deadline_has_passed
        return until is not None and timezone.now() >= until and not has_time_left

    @property
    def current_text(self) -> "DecisionText | None":
        """The newest version of the text."""
        return max(self.texts.all(), key=lambda text: text.version, default=None)


class DecisionText(models.Model):
    """One version of what is to be decided, in its original language."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="texts")
    version = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("text"))
    language = models.CharField(
        _("language"), max_length=10, choices=settings.OFFICIAL_LANGUAGES, default="en"
    )
    sha256 = models.CharField(max_length=64)
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("text of a decision")
        verbose_name_plural = _("texts of decisions")
        ordering = ["decision", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "version"], name="decision_text_once"
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="decision_text_hash_is_sha256",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Version %(number)d") % {"number": self.version})

    @staticmethod
    def hash_of(text: str) -> str:
        return hashlib.sha256(text.encode()).hexdigest()
