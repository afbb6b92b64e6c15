"""What the register says of a partner beside its name: names in other languages, and a profile."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from gmp_portal import characters
from gmp_portal.characters import NameField, can_be_seen
from partners.models.choices import LANGUAGES

# A text of the profile is read in half a minute.
LONGEST = 800


class OtherName(models.Model):
    """What a partner is called in one of the six languages of the United Nations (A1-6d-ii)."""

    partner = models.ForeignKey(
        "partners.Partner",
        models.PROTECT,
        related_name="other_names",
        verbose_name=_("partner"),
    )
    language = models.CharField(
        _("language"), max_length=10, choices=settings.OFFICIAL_LANGUAGES
    )
    name = NameField(_("name in this language"), max_length=250)
    skeleton = models.CharField(max_length=250, editable=False)

    class Meta:
        verbose_name = _("name in another language")
        verbose_name_plural = _("names in other languages")
        ordering = ["language"]
        indexes = [
            GinIndex(
                fields=["skeleton"], name="other_name_near", opclasses=["gin_trgm_ops"]
            ),
            models.Index(characters.looks_in("skeleton"), name="other_name_looks"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "language"], name="other_name_once_a_language"
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(skeleton=""), name="other_name_has_letters"
            ),
            models.CheckConstraint(
                condition=Q(language__in=LANGUAGES), name="other_name_language_known"
            ),
            can_be_seen("name", name="other_name_can_be_seen"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the form by which it is found beside the name."""
        self.skeleton = characters.skeleton(characters.line(self.name))
        super().save(*args, **kwargs)


class PartnerProfile(models.Model):
    """What a partner says of itself: why it takes part, and what it can do (S-35, S-47)."""

    TEXTS = (
        *("purpose", "advantage", "expertise"),
        *("orientation", "funding", "convening"),
    )

    partner = models.OneToOneField(
        "partners.Partner",
        models.PROTECT,
        related_name="profile",
        verbose_name=_("partner"),
    )
    purpose = models.CharField(_("purpose"), max_length=LONGEST, blank=True)
    advantage = models.CharField(_("comparative advantage"), max_length=LONGEST, blank=True)
    expertise = models.CharField(_("expertise"), max_length=LONGEST, blank=True)
    orientation = models.CharField(
        _("development orientation"), max_length=LONGEST, blank=True
    )
    funding = models.CharField(_("funding"), max_length=LONGEST, blank=True)
    convening = models.CharField(_("convening power"), max_length=LONGEST, blank=True)

    class Meta:
        verbose_name = _("profile of a partner")
        verbose_name_plural = _("profiles of partners")

    def __str__(self) -> str:
        return str(self.partner)

    @property
    def is_filled(self) -> bool:
        """Whether it says anything."""
        return bool(self.told)

    @property
    def told(self) -> list[tuple[str, str]]:
        """What was filled in, each with its label."""
        texts = ((name, getattr(self, name)) for name in self.TEXTS)
        return [(self.label_of(name), text) for name, text in texts if text]

    @classmethod
    def label_of(cls, name: str) -> str:
        """What people call one of the texts."""
        field: Any = cls._meta.get_field(name)
        return str(capfirst(field.verbose_name))
