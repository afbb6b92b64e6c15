"""A seat: somebody is a member of the group from one day to another (A1-3a)."""

from datetime import date
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, Q, When
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from advisory_group.models.places import Place, SeatClass
from gmp_portal.accounts.models import Term, TermQuerySet, User
from gmp_portal.constraints import known_period, no_overlap
from gmp_portal.words import beside, of_people


class SeatQuerySet(TermQuerySet["Seat"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Whose record this person may open: the own ones; the secretariat's are all."""
        if isinstance(user, AnonymousUser):
            return self.none()
        return self if user.is_secretariat else self.filter(person=user)

    def ordinary(self) -> Self:
        """Seats that count among the 25 (A1-3a)."""
        return self.exclude(klass=SeatClass.TRANSITIONAL)

    def ended(self, on: date) -> Self:
        return self.filter(period__endswith__lte=on)

    def for_pages(self) -> Self:
        """With everything a table of seats shows, by name; transitional members come last."""
        return self.select_related("person", "partner", "country", "area").order_by(
            Case(When(klass=SeatClass.TRANSITIONAL, then=1), default=0),
            "person__name",
            "pk",
        )


class Seat(Place, Term):
    """A member serves in the Advisory Group; rights end with the last day (A1-3c, A1-6b-v).

    At most 25 ordinary seats run on any day: a trigger refuses the next one (A1-3a).
    """

    SECOND_FACTOR = True

    class Gender(models.TextChoices):
        """What members say about themselves; nobody else fills this in (A1-3b-4)."""

        NOT_STATED = "", _("Not stated")
        WOMAN = "woman", _("Woman")
        MAN = "man", _("Man")
        OTHER = "other", _("Another gender")

    gender = models.CharField(
        _("gender, self-declared"), max_length=8, choices=Gender.choices, blank=True
    )

    objects = SeatQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("seat in the Advisory Group")
        verbose_name_plural = _("seats in the Advisory Group")
        ordering = ["klass", "organisation", "pk"]
        permissions = [("serve_seat", "Act as the member who holds this seat")]
        constraints = [
            *Place.Meta.constraints,
            known_period(name="seat_period_known"),
            no_overlap("person", name="seat_one_per_person_at_a_time"),
            models.CheckConstraint(
                condition=~Q(klass="T") | Q(period__upper_inf=False),
                name="seat_transitional_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(gender__in=["", "woman", "man", "other"]),
                name="seat_gender_is_known",
            ),
        ]

    def __str__(self) -> str:
        return beside(self.person, self.organisation)

    @property
    def as_role(self) -> str:
        return of_people(gettext("Member of the Advisory Group"), self.organisation)

    def get_absolute_url(self) -> str:
        return reverse("advisory_group:seat_detail", args=[self.pk])
