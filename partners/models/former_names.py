"""The names under which partners were known before."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gmp_portal import characters
from gmp_portal.characters import NameField, can_be_seen


class FormerName(models.Model):
    """A name under which a partner was known before; it is found by it for ever."""

    partner = models.ForeignKey(
        "partners.Partner",
        models.CASCADE,
        related_name="former_names",
        verbose_name=_("partner"),
    )
    name = NameField(_("former name"), max_length=250)
    skeleton = models.CharField(max_length=250, editable=False)

    class Meta:
        verbose_name = _("former name")
        verbose_name_plural = _("former names")
        ordering = ["-pk"]
        indexes = [
            GinIndex(
                fields=["skeleton"], name="former_name_near", opclasses=["gin_trgm_ops"]
            ),
            models.Index(characters.looks_in("skeleton"), name="former_name_looks"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "skeleton"], name="former_name_once_a_partner"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="former_name_has_letters"),
            can_be_seen("name", name="former_name_can_be_seen"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the form by which it is found beside the name."""
        self.skeleton = characters.skeleton(characters.line(self.name))
        super().save(*args, **kwargs)
