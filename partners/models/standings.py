"""Whether a partner stays: what it is asked after silence, what it says itself (R-11, R-46)."""

from datetime import date
from typing import Any, Self, TypeVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gmp_portal import dates
from gmp_portal.accounts.models import User
from gmp_portal.constraints import both_or_neither, status_is_known
from gmp_portal.words import labelled
from gmp_portal.workflow import Stateful
from partners.models.partners import Partner


class SilenceStatus(models.TextChoices):
    ASKED = "asked", pgettext_lazy("question to a silent partner", "Asked")
    STAYS = "stays", pgettext_lazy("question to a silent partner", "It stays")
    LEAVES = "leaves", pgettext_lazy("question to a silent partner", "It leaves")
    INACTIVE = "inactive", pgettext_lazy("question to a silent partner", "No answer")
    DROPPED = "dropped", pgettext_lazy("question to a silent partner", "Dropped")


class StatementStatus(models.TextChoices):
    SAID = "said", pgettext_lazy("statement of a partner", "Said")
    TAKEN_BACK = "taken_back", pgettext_lazy("statement of a partner", "Taken back")
    DONE = "done", pgettext_lazy("statement of a partner", "Done")


class StatementKind(models.TextChoices):
    LEAVES = "leaves", _("The partner leaves")
    RETURNS = "returns", _("The partner is back")


Rows = TypeVar("Rows", bound="models.QuerySet[Any]")


def _own_or_officer(rows: Rows, user: User | AnonymousUser) -> Rows:
    if not user.is_authenticated:
        return rows.none()
    if user.is_secretariat:
        return rows
    return rows.filter(partner__in=Partner.objects.with_person(user).values("pk"))


def _person() -> "models.ForeignKey[User | None, User | None]":
    """Whoever did something, where somebody did."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )


class SilenceQuerySet(models.QuerySet["SilenceQuestion"]):
    def waiting(self) -> Self:
        """Those that nobody has settled, also where the time to answer is over."""
        return self.filter(status=SilenceStatus.ASKED)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Those who work for the partner, and the secretariat (R-46)."""
        return _own_or_officer(self, user)


class SilenceQuestion(Stateful):
    """A partner of whom nothing was heard is asked whether it stays (R-11, R-46)."""

    Status = SilenceStatus
    TRANSITIONS = {
        Status.ASKED: {Status.STAYS, Status.LEAVES, Status.INACTIVE, Status.DROPPED},
        Status.STAYS: set(),
        Status.LEAVES: set(),
        Status.INACTIVE: set(),
        Status.DROPPED: set(),
    }

    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="silences", verbose_name=_("partner")
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.ASKED
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # The last day of the window.
    answer_by = models.DateField(_("answer until"))
    # Nobody could be written to when it was asked: no people, or all of their mails came back.
    is_unheard = models.BooleanField(_("nobody could be reached"), default=False)
    reminded_on = models.DateField(_("reminded"), null=True)
    # What the partner says, or why the secretariat settled it otherwise.
    words = models.TextField(_("words"), max_length=5000, blank=True)
    settled_at = models.DateTimeField(_("settled"), null=True)
    settled_by = _person()

    objects = SilenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("question to a silent partner")
        verbose_name_plural = _("questions to silent partners")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            status_is_known(SilenceStatus, name="silence_status_known"),
            both_or_neither("settled_at", "settled_by", name="silence_settled_by_somebody"),
            models.CheckConstraint(
                condition=Q(status="asked", settled_at__isnull=True)
                | (~Q(status="asked") & Q(settled_at__isnull=False)),
                name="silence_settled_at_some_time",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["inactive", "dropped"]) | ~Q(words=""),
                name="silence_settled_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["partner"], condition=Q(status="asked"), name="silence_asked_once"
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.partner, self.get_status_display())

    def get_absolute_url(self) -> str:
        return self.partner.get_absolute_url()

    @property
    def is_over(self) -> bool:
        """Whether the time to answer has passed without an answer (R-46)."""
        return self.status == SilenceStatus.ASKED and self.answer_by < dates.today()


class StatementQuerySet(models.QuerySet["PartnerStatement"]):
    def waiting(self) -> Self:
        """Those that have not taken effect and were not taken back."""
        return self.filter(status=StatementStatus.SAID)

    def leaving(self) -> Self:
        return self.waiting().filter(kind=StatementKind.LEAVES)

    def returning(self) -> Self:
        return self.waiting().filter(kind=StatementKind.RETURNS)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Those who work for the partner, and the secretariat (R-47)."""
        return _own_or_officer(self, user)


class PartnerStatement(Stateful):
    """A partner says that it leaves, or that it is back; what it says is taken back (R-47)."""

    Status = StatementStatus
    Kind = StatementKind
    TRANSITIONS = {
        Status.SAID: {Status.TAKEN_BACK, Status.DONE},
        Status.TAKEN_BACK: set(),
        Status.DONE: set(),
    }

    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="statements", verbose_name=_("partner")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.SAID
    )
    words = models.TextField(_("statement"), max_length=5000)
    # A letter of the partner that the secretariat recorded.
    is_on_paper = models.BooleanField(_("came on paper"), default=False)
    said_at = models.DateTimeField(_("said"), default=timezone.now)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # The day from which it takes part no more.
    leaves_on = models.DateField(_("leaves on"), null=True)
    settled_at = models.DateTimeField(_("settled"), null=True)
    # Nobody where the day came.
    settled_by = _person()

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement of a partner")
        verbose_name_plural = _("statements of partners")
        ordering = ["-said_at", "-pk"]
        constraints = [
            status_is_known(StatementStatus, name="statement_status_known"),
            models.CheckConstraint(
                condition=Q(kind="leaves", leaves_on__isnull=False)
                | Q(kind="returns", leaves_on__isnull=True, is_on_paper=False),
                name="statement_kind_known",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="statement_says_something"),
            models.CheckConstraint(
                condition=Q(status="said", settled_at__isnull=True)
                | (~Q(status="said") & Q(settled_at__isnull=False)),
                name="statement_settled_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(settled_by__isnull=True, status__in=["said", "done"])
                | (Q(settled_by__isnull=False) & ~Q(status="said")),
                name="statement_taken_back_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["partner", "kind"],
                condition=Q(status="said"),
                name="statement_said_once",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.partner, self.get_kind_display())

    def get_absolute_url(self) -> str:
        return self.partner.get_absolute_url()


class SetAsideQuerySet(models.QuerySet["SetAside"]):
    def current(self, check: str, today: date) -> Self:
        """What an officer accepts as it is today, of one check: the last word counts."""
        later = SetAside.objects.filter(
            check_key=OuterRef("check_key"),
            subject=OuterRef("subject"),
            pk__gt=OuterRef("pk"),
        )
        return self.filter(check_key=check, until__gte=today).exclude(Exists(later))


class SetAside(models.Model):
    """An officer accepts something as it is until a day, and says why (R-48)."""

    # The check that points at it, and what it points at, as the ledger names subjects.
    check_key = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)
    reason = models.TextField(_("reason"), max_length=5000)
    until = models.DateField(_("until"))
    noted_at = models.DateTimeField(_("noted"), default=timezone.now)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = SetAsideQuerySet.as_manager()

    class Meta:
        verbose_name = _("what is accepted as it is")
        verbose_name_plural = _("what is accepted as it is")
        ordering = ["-noted_at", "-pk"]
        indexes = [
            models.Index(fields=["check_key", "subject", "until"], name="set_aside_until")
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(check_key="") & ~Q(subject=""),
                name="set_aside_says_what_and_why",
            )
        ]

    def __str__(self) -> str:
        return labelled(self.subject, self.until)
