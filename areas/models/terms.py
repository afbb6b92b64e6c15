"""Who leads an area, from when until when (A1-4b-vi)."""

from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeOperators
from django.db import models
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from areas.models.areas import PartnershipArea
from gmp_portal.accounts.models import TermQuerySet, User
from gmp_portal.accounts.models.terms import RecordedTerm, names_its_recorder
from gmp_portal.constraints import known_period, no_overlap
from gmp_portal.meetings.subjects import Subject, subject_column, subject_of_rows
from gmp_portal.words import beside, in_brackets, labelled

# A lead takes every place, a co-lead one of them, an interim lead a place of its own: so the
# database refuses a third lead by never letting two terms share a place on the same day.
ALL_PLACES = NumericRange(1, 100)
INTERIM_PLACE = NumericRange(100, 101)


def place(number: int) -> NumericRange:
    return NumericRange(number, number + 1)


class LeadTermQuerySet(TermQuerySet["LeadTerm"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everybody sees who leads an area, or led it, if they see the area (A1-4b-vi)."""
        return self.filter(area__in=PartnershipArea.objects.visible_to(user))

    def for_page(self) -> Self:
        return self.select_related("person", "partner", "area", "decision")

    def newest_first(self) -> Self:
        return self.order_by("-period", "pk")


class LeadTerm(RecordedTerm):
    """A person of a partner leads an area for two years; renewals are new terms (A1-4b-vi)."""

    SECOND_FACTOR = True
    NAMED_BY = ("person", "area")
    # The kind of decision by which an area designates its lead.
    SUBJECT = "area_lead"

    class Kind(models.TextChoices):
        LEAD = "lead", _("Lead")
        CO_LEAD = "co_lead", _("Co-lead")
        INTERIM = "interim", _("Interim lead")

    area = models.ForeignKey(
        "areas.PartnershipArea",
        models.PROTECT,
        related_name="lead_terms",
        verbose_name=_("area"),
    )
    partner = models.ForeignKey(
        "partners.Partner",
        models.PROTECT,
        related_name="lead_terms",
        verbose_name=_("partner"),
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    places = IntegerRangeField(editable=False)
    decision = models.ForeignKey(
        "meetings.Decision",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decision of the area"),
    )
    before_rule = models.BooleanField(
        _("recorded before decisions named their subject"),
        default=False,
        db_default=False,
        editable=False,
    )
    decision_subject = subject_column(SUBJECT, "area", "person")
    recorded_reason = models.TextField(
        _("why it is recorded without a decision"), blank=True
    )

    # Why it ended early, for a reader who may know it (``reading.area_page``).
    why_ended = ""

    objects = LeadTermQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("lead term")
        verbose_name_plural = _("lead terms")
        ordering = ["-period", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="lead", places=ALL_PLACES)
                | Q(kind="interim", places=INTERIM_PLACE)
                | Q(kind="co_lead", places__contained_by=ALL_PLACES),
                name="lead_term_kind_has_its_place",
            ),
            known_period(name="lead_term_period_known"),
            names_its_recorder(name="lead_term_names_its_recorder"),
            # one lead or two co-leads.
            ExclusionConstraint(
                name="lead_term_place_taken_once",
                expressions=[
                    ("area", RangeOperators.EQUAL),
                    ("places", RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
            no_overlap("area", "person", name="lead_term_person_once_at_a_time"),
            # A1-6a-v: partners agree on the lead; without their decision the record says why.
            models.CheckConstraint(
                condition=Q(decision__isnull=False) | ~Q(recorded_reason=""),
                name="lead_term_has_decision_or_reason",
            ),
            # A renewal is agreed on anew (A1-4b-vi).
            models.UniqueConstraint(
                fields=["decision"],
                condition=Q(before_rule=False),
                name="lead_term_once_by_a_decision",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.person, in_brackets(self.area, self.get_kind_display()))

    @property
    def as_role(self) -> str:
        return beside(self.get_kind_display(), self.area)

    def get_absolute_url(self) -> str:
        return reverse("areas:area_detail", args=[self.area.slug]) + "#leads"


def designation(area: PartnershipArea, person: User) -> Subject:
    """What an area decides on when it designates this person as its lead (A1-6a-v)."""
    return Subject(LeadTerm.SUBJECT, f"{area.pk}:{person.pk}")


def designations_of(area: PartnershipArea, people: Any) -> Any:
    """The subjects of such decisions of this area on each of these representatives."""
    subject = subject_of_rows(f"{LeadTerm.SUBJECT}:{area.pk}", "person")
    return people.order_by().values(designation=subject)
