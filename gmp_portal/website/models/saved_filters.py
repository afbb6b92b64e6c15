"""Filters of the desk that somebody keeps under a name."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.models import User
from gmp_portal.characters import NameField, can_be_seen
from gmp_portal.workflow import Lockable

MOST = 10


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    def of(self, person: User) -> Self:
        return self.filter(person=person)


class SavedFilter(Lockable):
    """A way to look at the desk, for whoever named it alone; its place is one of ten."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="saved_filters",
        verbose_name=_("person"),
    )
    place = models.PositiveSmallIntegerField(editable=False)
    name = NameField(_("name"), max_length=40)
    kind = models.CharField(_("kind of work"), max_length=20, blank=True)
    words = models.CharField(_("words"), max_length=100, blank=True)
    held = models.CharField(_("with"), max_length=10, blank=True)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = _("filter of the desk")
        verbose_name_plural = _("filters of the desk")
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["person", "place"], name="saved_filter_place"),
            models.UniqueConstraint(fields=["person", "name"], name="saved_filter_name"),
            models.CheckConstraint(
                condition=Q(place__range=(1, MOST)), name="saved_filter_at_most_ten"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="saved_filter_has_name"),
            can_be_seen("name", name="saved_filter_name_can_be_seen"),
            models.CheckConstraint(
                condition=~Q(kind="", words="", held=""), name="saved_filter_filters"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def query(self) -> str:
        """What stands in the address of the desk."""
        return query_of(self.kind, self.words, self.held)


def query_of(kind: str, words: str, held: str) -> str:
    """The filters of the desk as they stand in an address; what filters nothing is left out."""
    query = QueryDict(mutable=True)
    asked = {"kind": kind, "q": words, "held": held}
    query.update({name: value for name, value in asked.items() if value})
    return query.urlencode()
