"""Who meets and decides: the Advisory Group, an area, or all partners together."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gmp_portal.characters import NameField
from gmp_portal.meetings import body_rules

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class BodyManager(models.Manager["Body"]):
    def ensure(self, kind: str, slug: str, name: str, *, code: str = "") -> "Body":
        """Answer the body with this slug; found it if it is missing."""
        body, _founded = self.get_or_create(
            slug=slug, defaults={"kind": kind, "name": name, "code": code}
        )
        return body


class Body(models.Model):
    """A group of partners that meets and acts by consensus, by one set of rules (B3-1)."""

    class Kind(models.TextChoices):
        ADVISORY_GROUP = "advisory_group", _("Partnership Advisory Group")
        AREA = "area", _("Partnership area")
        EVENT = "event", _("All partners and guests")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    slug = models.SlugField(_("short name in addresses"), max_length=60, unique=True)
    name = NameField(_("name"), max_length=200)
    code = models.CharField(_("letters in symbols"), max_length=12, blank=True)

    objects = BodyManager()

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["kind", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["advisory_group", "area", "event"]),
                name="body_kind_known",
            ),
            models.UniqueConstraint("code", condition=~Q(code=""), name="body_code_once"),
            models.UniqueConstraint(
                "kind", condition=Q(kind="advisory_group"), name="body_one_advisory_group"
            ),
        ]

    def __str__(self) -> str:
        return str(self.label)

    @property
    def label(self) -> "StrOrPromise":
        """The name for people; only the name of an area is its own."""
        if not self.is_area:
            return self.Kind(self.kind).label
        return body_rules.name(self) or self.name

    @property
    def prefix(self) -> str:
        """What symbols of this body begin with, such as PAG."""
        return self.code or self.slug.upper()[:12].strip("-")

    @property
    def is_area(self) -> bool:
        return self.kind == self.Kind.AREA

    @property
    def is_advisory_group(self) -> bool:
        return self.kind == self.Kind.ADVISORY_GROUP

    @property
    def consensus_clause(self) -> str:
        """The clause by which this body acts by consensus."""
        return "A1-4b-iii" if self.is_area else "A1-4a-iii"

    @property
    def agenda_clause(self) -> str:
        """The clause by which its meetings have an agenda."""
        return "A1-4b-i" if self.is_area else "A1-4a-i"

    @property
    def planning_clause(self) -> str:
        """The clause by which somebody calls its meetings: the lead, else the secretariat."""
        return "A1-6b-i" if self.is_area else "A1-6c-i"
