"""Chair or co-chairs: elected by the group, two years, two terms in all (A1-3d)."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.models import TermQuerySet, User
from gmp_portal.accounts.models.terms import RecordedTerm, names_its_recorder
from gmp_portal.constraints import known_period, no_overlap
from gmp_portal.meetings.subjects import Subject, subject_column
from gmp_portal.words import beside, labelled


class ChairTermQuerySet(TermQuerySet["ChairTerm"]):
    def begun(self, day: date) -> Self:
        """Terms that run or ran; who is elected for later does not chair yet."""
        return self.filter(period__startswith__lte=day)

    def ending_by(self, day: date) -> Self:
        """Terms whose last day comes before this day."""
        return self.filter(period__endswith__lte=day)


class ChairTerm(RecordedTerm):
    """Somebody chairs the group for two years, elected by its consensus (A1-3d-1, A1-3d-2).

    Triggers refuse a third holder, a chair beside a co-chair and one term too many (A1-3d-3).
    """

    SECOND_FACTOR = True
    YEARS = 2
    # The kind of decision by which the group elects somebody.
    SUBJECT = "chair"

    class Kind(models.TextChoices):
        CHAIR = "chair", _("Chair")
        CO_CHAIR = "co_chair", _("Co-chair")

    kind = models.CharField(
        pgettext_lazy("office", "title"), max_length=8, choices=Kind.choices
    )
    decision = models.ForeignKey(
        "meetings.Decision",
        models.PROTECT,
        related_name="chair_terms",
        verbose_name=_("decision that elected"),
    )
    before_rule = models.BooleanField(
        _("recorded before decisions named their subject"),
        default=False,
        db_default=False,
        editable=False,
    )
    decision_subject = subject_column(SUBJECT, "person")
    reminded_at = models.DateTimeField(_("reminded of the end at"), null=True, blank=True)

    objects = ChairTermQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("term as chair")
        verbose_name_plural = _("terms as chair")
        ordering = ["-period", "pk"]
        permissions = [("preside_chairterm", "Act as the chair who holds this term")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["chair", "co_chair"]), name="chair_title_is_known"
            ),
            known_period(name="chair_period_known"),
            names_its_recorder(name="chair_names_its_recorder"),
            no_overlap("person", name="chair_once_at_a_time"),
            # Whoever is elected again is elected by another decision (A1-3d-1).
            models.UniqueConstraint(
                fields=["decision"],
                condition=Q(before_rule=False),
                name="chair_once_by_a_decision",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.person, self.get_kind_display())

    @property
    def as_role(self) -> str:
        return beside(self.get_kind_display(), gettext("Advisory Group"))

    def get_absolute_url(self) -> str:
        return reverse("advisory_group:chair_detail", args=[self.pk])


def election(person: User) -> Subject:
    """What the group decides on when it elects this person as its chair (A1-3d-1)."""
    return Subject(ChairTerm.SUBJECT, str(person.pk))
