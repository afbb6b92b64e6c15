"""Filters of the lists of the secretariat that somebody keeps under a name."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.models import User
from gmp_portal.characters import NameField, can_be_seen
from gmp_portal.workflow import Lockable

MOST = 10


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    def of(self, person: User) -> Self:
        return self.filter(person=person)


class SavedFilter(Lockable):
    """A way to look at a list, for whoever named it alone; its place is one of ten of the list."""

    class Page(models.TextChoices):
        """The lists whose filters can be kept; ``kept_lists`` says where each stands."""

        DESK = "desk", _("Desk of the secretariat")
        LETTERS = "letters", _("Letters of intent")
        CONTACTS = "contacts", _("Directory of contacts")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="saved_filters",
        verbose_name=_("person"),
    )
    page = models.CharField(
        _("list"),
        max_length=10,
        choices=Page.choices,
        default=Page.DESK,
        db_default=Page.DESK,
        editable=False,
    )
    place = models.PositiveSmallIntegerField(editable=False)
    name = NameField(_("name"), max_length=40)
    # What stands in the address of the list, in the order of its filters.
    asked = models.CharField(_("filter"), max_length=1000)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = _("filter under a name")
        verbose_name_plural = _("filters under a name")
        ordering = ["page", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "page", "place"], name="saved_filter_place"
            ),
            models.UniqueConstraint(
                fields=["person", "page", "name"], name="saved_filter_name"
            ),
            models.CheckConstraint(
                condition=models.Q(place__range=(1, MOST)), name="saved_filter_at_most_ten"
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""), name="saved_filter_has_name"
            ),
            can_be_seen("name", name="saved_filter_name_can_be_seen"),
            models.CheckConstraint(
                condition=~models.Q(asked=""), name="saved_filter_filters"
            ),
            models.CheckConstraint(
                condition=models.Q(page__in=["desk", "letters", "contacts"]),
                name="saved_filter_page_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name
