"""Terms of office: every right follows from a role held by a person for a period."""

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Self, TypeVar

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from gmp_portal import rounds
from gmp_portal.constraints import known_period, no_overlap
from gmp_portal.dates import last_day_of as last_day_of
from gmp_portal.dates import today as today
from gmp_portal.words import labelled
from gmp_portal.workflow import Lockable, RuleRefusedError

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Stand in no statement for anything else: somebody, and a day.
NOBODY, NO_DAY = -7919, date(1, 1, 2)


def days(first: date, last: date | None) -> DateRange:
    """The period from the first to the last day, both counted; no last day means open."""
    return DateRange(first, last + timedelta(days=1) if last else None)


def over_already(clause: str) -> RuleRefusedError:
    """What somebody hears who would end a term that is over, by the clause of its office."""
    return RuleRefusedError(
        _("This term has ended already: there is nothing left to end."), clause=clause
    )


AnyLimited = TypeVar("AnyLimited", bound="Limited")
AnyTerm = TypeVar("AnyTerm", bound="Term")


def not_over() -> models.Q:
    """Terms that run, and those that begin later."""
    return models.Q(period__upper_inf=True) | models.Q(period__endswith__gt=today())


def running_on(day: date, path: str = "") -> models.Q:
    """Terms that run on this day, reached by this path, where what somebody ends is over at once.

    A term has one day at least: of one that is this day alone its reason tells of the end.
    """
    unended = models.Q((f"{path}ended_reason", ""))
    day_before, day_after = day - timedelta(days=1), day + timedelta(days=1)
    begun_before = models.Q((f"{path}period__contains", day_before))
    goes_on = models.Q((f"{path}period__contains", day_after))
    runs = models.Q((f"{path}period__contains", day))
    return runs & (unended | begun_before | goes_on)


class LimitedQuerySet(models.QuerySet[AnyLimited]):
    def current(self, on: date | None = None) -> Self:
        """What runs on this day (today, if none is given)."""
        return self.filter(period__contains=on or today())


class Limited(models.Model):
    """Something that holds from one day to another, whether or not a right comes with it."""

    period = DateRangeField(_("period"))

    class Meta:
        abstract = True

    @property
    def starts_on(self) -> date:
        first: date = self.period.lower
        return first

    @property
    def ends_on(self) -> date | None:
        """The last day, counted; none while it is open."""
        return self.period.upper - timedelta(days=1) if self.period.upper else None

    @property
    def is_current(self) -> bool:
        return today() in self.period


class TermQuerySet(LimitedQuerySet[AnyTerm]):
    def of(self, person: models.Model) -> Self:
        return self.filter(person_id=person.pk)


class Term(Limited, Lockable):
    """Somebody holds an office from one day to another; rights end with the last day."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="%(class)ss",
        verbose_name=_("person"),
    )
    ended_reason = models.TextField(_("why it ended early"), blank=True)
    # What the name of the office and its address are read from.
    NAMED_BY: ClassVar[tuple[str, ...]] = ("person",)

    objects = TermQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def as_role(self) -> str:
        """How the person's own page names the office."""
        return str(self)

    @property
    def organization(self) -> str:
        """The name of the organization for which the person holds the office, if any."""
        return ""

    @property
    def has_ended(self) -> bool:
        return self.period.upper is not None and self.period.upper <= today()

    def is_shortened_by(self, last_day: date) -> bool:
        """Whether the term would be shorter if this day of it were the last one."""
        return self.starts_on <= last_day and (
            self.ends_on is None or last_day < self.ends_on
        )

    def shorten(
        self,
        last_day: date,
        *,
        reason: "StrOrPromise",
        clause: str,
        though_over: bool = False,
    ) -> None:
        """End earlier than the term would by itself; the last day still belongs to it.

        What is over stays as it was, but where another term took its place (``though_over``).
        """
        self.lock()
        if self.has_ended and not though_over:
            raise over_already(clause)
        if not self.is_shortened_by(last_day):
            raise RuleRefusedError(
                _(
                    "The last day must lie within the term, before the day on which it ends "
                    "anyway. A longer term is a new one."
                ),
                clause=clause,
            )
        self.period = days(self.starts_on, last_day)
        self.ended_reason = str(reason)
        self.save(update_fields=["period", "ended_reason"])


class RecordedTerm(Term):
    """A term that others enter: who did it in the name of the person is kept with it."""

    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    before_recorder = models.BooleanField(
        _("recorded before terms named their recorder"),
        default=False,
        db_default=False,
        editable=False,
    )

    class Meta:
        abstract = True


def names_its_recorder(*, name: str) -> models.CheckConstraint:
    """Nobody holds a term that nobody answers for; terms of before are marked."""
    named = models.Q(recorded_by__isnull=False) | models.Q(before_recorder=True)
    return models.CheckConstraint(condition=named, name=name)


def term_models() -> list[type[Term]]:
    """Every kind of office: the apps above define theirs."""
    return [model for model in apps.get_models() if issubclass(model, Term)]


@cache
def statements_of_terms() -> dict[type[Term], rounds.Statement]:
    """The question for each kind of term, for somebody and a day, written once."""

    def statement(model: type[Term]) -> rounds.Statement:
        named = model.objects.select_related(*model.NAMED_BY)
        return rounds.Statement(
            lambda person, day: named.current(day).filter(person_id=person), NOBODY, NO_DAY
        )

    return {model: statement(model) for model in term_models()}


class SecretariatTerm(Term):
    """A member of UNEP's staff acts for the secretariat (A1-6c-i), or administers the portal."""

    class Role(models.TextChoices):
        OFFICER = "officer", _("Officer of the secretariat")
        HEAD = "head", _("Head of branch")
        ADMIN = "admin", _("Administrator of the portal")

    role = models.CharField(_("role"), max_length=10, choices=Role.choices)

    class Meta:
        verbose_name = _("term in the secretariat")
        verbose_name_plural = _("terms in the secretariat")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=["officer", "head", "admin"]),
                name="secretariat_term_role_known",
            ),
            known_period(name="secretariat_term_period_known"),
            no_overlap("person", "role", name="secretariat_term_once_at_a_time"),
        ]

    def __str__(self) -> str:
        return labelled(self.person, self.get_role_display())

    @property
    def as_role(self) -> str:
        return str(self.get_role_display())
