"""What a partner can be: its kind, region and standing, and how we know of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from gmp_portal.reference.choices import UnepRegion

# The languages in which something can stand in the register: those of the United Nations.
LANGUAGES = [code for code, _name in settings.OFFICIAL_LANGUAGES]
# Nobody speaks of a Partnership on mercury before.
FIRST_YEAR, LAST_YEAR = 2000, 2100
# No source shows a partner before.
FIRST_ON_RECORD = 1990


class Kind(models.TextChoices):
    """Who may take part; nobody is turned away for the kind of its organization (A1-2a)."""

    GOVERNMENT = "government", _("Government")
    REIO = "reio", _("Regional economic integration organization")
    INTERGOVERNMENTAL = "intergovernmental", _("International organization")
    INDUSTRY = "industry", _("Industry or business organization")
    NGO = "ngo", _("Non-governmental or civil society organization")
    ACADEMIA = "academia", _("Academic institution")
    OTHER = "other", _("Any other entity")
    INDIVIDUAL = "individual", _("Individual")


class Region(models.TextChoices):
    """Where a partner works from: a region of UNEP's offices, or the whole world."""

    AFRICA = "africa", UnepRegion.AFRICA.label
    ASIA_PACIFIC = "asia_pacific", UnepRegion.ASIA_PACIFIC.label
    EUROPE = "europe", UnepRegion.EUROPE.label
    LATIN_AMERICA = "latin_america", UnepRegion.LATIN_AMERICA.label
    NORTH_AMERICA = "north_america", UnepRegion.NORTH_AMERICA.label
    WEST_ASIA = "west_asia", UnepRegion.WEST_ASIA.label
    GLOBAL = "global", _("Global")


class PartnerStatus(models.TextChoices):
    """Where somebody stands between the letter and the leave."""

    APPLICANT = "applicant", _("Applicant")
    CONFIRMED = "confirmed", _("Confirmed")
    INACTIVE = "inactive", _("Inactive")
    WITHDRAWN = "withdrawn", pgettext_lazy("partner", "Withdrawn")


class Role(models.TextChoices):
    """What somebody does for a partner (A1-6a-ii)."""

    FOCAL_POINT = "focal_point", _("Focal point")
    ALTERNATE = "alternate", _("Alternate")
    CONTRIBUTOR = "contributor", _("Contributor")


# What they send binds the partner; contributors prepare it, and send nothing (A1-6a).
SPEAKERS = (Role.FOCAL_POINT, Role.ALTERNATE)


class Evidence(models.TextChoices):
    """How we know that somebody is a partner."""

    LETTER = "letter", _("Letter of intent in this portal")
    E1 = "E1", _("Register or document of the United Nations")
    E2 = "E2", _("Page of an area or of its lead")
    E3 = "E3", _("Statement of the partner itself")


def words_of_record(year: int | None) -> str:
    """What is known of the day since which it takes part, where no day is (A1-2e)."""
    if year:
        return gettext("on record by %(year)d") % {"year": year}
    return gettext("date unknown")
