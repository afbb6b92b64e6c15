"""Countries with names in six languages, their groups by date, and running numbers."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.fields.json import KeyTransform
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gmp_portal.reference.choices import Group, UnepRegion, UnRegion
from gmp_portal.words import labelled

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")


def active_language() -> str:
    """Say which of the six official languages the reader uses; English if none."""
    language = (get_language() or "en").partition("-")[0]
    return language if language in LANGUAGES else "en"


class CountryQuerySet(models.QuerySet["Country"]):
    def by_name(self) -> Self:
        """In the alphabetical order of the reader's language."""
        return self.order_by(KeyTransform(active_language(), "places"))


class Country(models.Model):
    """A Member State or observer State of the United Nations, under its short UN name.

    Türkiye takes part in two regional groups and the United States of America observes in
    one; both are stored with Western European and other States, where elections count them.
    """

    iso2 = models.CharField(_("ISO code, two letters"), max_length=2, primary_key=True)
    iso3 = models.CharField(_("ISO code, three letters"), max_length=3, unique=True)
    m49 = models.CharField(_("UN code, three digits"), max_length=3, unique=True)
    name_ar = models.CharField(_("name in Arabic"), max_length=80, unique=True)
    name_zh = models.CharField(_("name in Chinese"), max_length=80, unique=True)
    name_en = models.CharField(_("name in English"), max_length=80, unique=True)
    name_fr = models.CharField(_("name in French"), max_length=80, unique=True)
    name_ru = models.CharField(_("name in Russian"), max_length=80, unique=True)
    name_es = models.CharField(_("name in Spanish"), max_length=80, unique=True)
    places = models.JSONField(_("place in the list of each language"), default=dict)
    is_member = models.BooleanField(_("Member State"), default=True)
    un_region = models.CharField(
        _("regional group"), max_length=20, choices=UnRegion.choices, blank=True
    )
    unep_region = models.CharField(
        _("UNEP region"), max_length=20, choices=UnepRegion.choices
    )

    objects = CountryQuerySet.as_manager()

    class Meta:
        ordering = ("name_en",)
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        constraints = (
            models.CheckConstraint(
                condition=Q(iso2__regex=r"^[A-Z]{2}$")
                & Q(iso3__regex=r"^[A-Z]{3}$")
                & Q(m49__regex=r"^[0-9]{3}$"),
                name="reference_country_codes_have_their_form",
            ),
            models.CheckConstraint(
                condition=Q(unep_region__in=UnepRegion.values)
                & Q(un_region__in=["", *UnRegion.values]),
                name="reference_country_regions_are_known",
            ),
            models.CheckConstraint(
                condition=Q(is_member=False) | ~Q(un_region=""),
                name="reference_country_members_have_a_group",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The country's short UN name in the reader's language."""
        return str(getattr(self, f"name_{active_language()}"))


class CountryGroupQuerySet(models.QuerySet["CountryGroup"]):
    def on(self, day: date) -> Self:
        """Memberships that hold on a day."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gt=day),
        )


class CountryGroup(models.Model):
    """A country belongs to a group from ``valid_from`` until the day before ``valid_to``.

    No first day means: since before the portal's records begin.
    """

    country = models.ForeignKey(
        Country, models.PROTECT, related_name="groups", verbose_name=_("country")
    )
    group = models.CharField(_("group"), max_length=12, choices=Group.choices)
    valid_from = models.DateField(_("first day"), null=True, blank=True)
    valid_to = models.DateField(_("first day no longer"), null=True, blank=True)

    objects = CountryGroupQuerySet.as_manager()

    class Meta:
        ordering = ("group", "country", "valid_from")
        verbose_name = _("membership in a group of countries")
        verbose_name_plural = _("memberships in groups of countries")
        constraints = (
            models.CheckConstraint(
                condition=Q(group__in=Group.values), name="reference_group_is_known"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_from__lt=F("valid_to")),
                name="reference_group_ends_after_it_begins",
            ),
            ExclusionConstraint(
                name="reference_group_counts_once",
                expressions=[
                    ("country", RangeOperators.EQUAL),
                    ("group", RangeOperators.EQUAL),
                    (
                        Func(
                            "valid_from",
                            "valid_to",
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        )

    def __str__(self) -> str:
        return labelled(self.country_id, self.get_group_display())


class Counter(models.Model):
    """The last number given out in a series; only ``numbers.take`` moves it."""

    key = models.CharField(_("series"), max_length=40, primary_key=True)
    last = models.PositiveIntegerField(_("last number"))

    class Meta:
        ordering = ("key",)
        verbose_name = _("running number")
        verbose_name_plural = _("running numbers")
        constraints = (
            models.CheckConstraint(
                condition=Q(last__gte=1), name="reference_counter_counts"
            ),
        )

    def __str__(self) -> str:
        return labelled(self.key, self.last)
