"""Funders that are no partners: plans and the money of the Partnership name them (A1-6d-iii)."""

from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gmp_portal import characters
from gmp_portal.accounts.models import User
from gmp_portal.characters import NameField, can_be_seen
from gmp_portal.reference.models import Country
from gmp_portal.workflow import Lockable
from partners.models.partners import Partner


class FunderKind(models.TextChoices):
    """Where the money of a funder comes from."""

    GOVERNMENT = "government", _("Government")
    BANK = "bank", _("Development bank or fund")
    INTERGOVERNMENTAL = "intergovernmental", _("International organization")
    FOUNDATION = "foundation", _("Foundation")
    COMPANY = "company", _("Company")
    OTHER = "other", _("Other")


class FunderQuerySet(models.QuerySet["Funder"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Only the secretariat keeps the register of funders."""
        if not isinstance(user, AnonymousUser) and user.is_secretariat:
            return self
        return self.none()

    def known_as(self, words: str) -> Self:
        """Funders whose name, or another one, has these words in it."""
        known = Q(other_names__icontains=words)
        if form := characters.skeleton(words):
            known |= Q(skeleton__contains=form)
        return self.filter(known)


class Funder(Lockable):
    """Who pays for work on mercury and is no partner, or was none when it was entered."""

    Kind = FunderKind

    name = NameField(_("name"), max_length=250)
    skeleton = models.CharField(max_length=250, editable=False)
    other_names = models.TextField(_("other names"), max_length=1000, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=FunderKind.choices)
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country"),
    )
    website = models.URLField(_("website"), blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    # It has become a partner since: what was noted of it stays where it is.
    partner = models.OneToOneField(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="funder",
        verbose_name=_("partner"),
    )

    objects = FunderQuerySet.as_manager()

    class Meta:
        verbose_name = _("funder")
        verbose_name_plural = _("funders")
        ordering = ["skeleton", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["skeleton", "country"],
                nulls_distinct=False,
                name="funder_once_a_country",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(skeleton=""), name="funder_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=FunderKind.values), name="funder_kind_known"
            ),
            can_be_seen("name", name="funder_name_can_be_seen"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the form of the name by which duplicates are found beside the name."""
        self.skeleton = characters.skeleton(characters.line(self.name))
        fields = kwargs.get("update_fields")
        if fields is not None and "name" in fields:
            kwargs["update_fields"] = {*fields, "skeleton"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("partners:funder_edit", args=[self.pk])
