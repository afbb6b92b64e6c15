"""What new partners of an area need, and how far each of them is (A1-6a-viii)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.models.areas import AreaMembership, PartnershipArea
from areas.models.plans import LANGUAGES
from gmp_portal.words import labelled
from gmp_portal.workflow import Lockable


class AreaWelcome(models.Model):
    """What the leads of an area tell new partners, in one language; text with signs."""

    area = models.ForeignKey(
        PartnershipArea, models.PROTECT, related_name="welcomes", verbose_name=_("area")
    )
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    text = models.TextField(_("text"), blank=True)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("saved by"),
    )

    class Meta:
        verbose_name = _("text for new partners")
        verbose_name_plural = _("texts for new partners")
        ordering = ["area", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "language"], name="area_welcome_once_in_a_language"
            ),
            models.CheckConstraint(
                condition=Q(language__in=["ar", "zh", "en", "fr", "ru", "es"]),
                name="area_welcome_language_known",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.area, self.get_language_display())


class FirstStep(Lockable):
    """A new partner says of a first step in the area that it is done (A1-6a-i, R-82).

    What the record shows by itself has no row: who came to a meeting, and which efforts a plan has.
    """

    class Step(models.TextChoices):
        PLAN = "plan", _("Read the plan in force")
        CONTACT = "contact", _("Name your contact for the area")
        WORD = "word", _("Tell your colleagues about the area")

    membership = models.ForeignKey(
        AreaMembership,
        models.PROTECT,
        related_name="first_steps",
        verbose_name=_("membership in the area"),
    )
    step = models.CharField(_("step"), max_length=8, choices=Step.choices)
    # Whom the partner names as its contact for the area.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("contact"),
    )
    done_at = models.DateTimeField(_("done"), default=timezone.now)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("noted by"),
    )

    class Meta:
        verbose_name = _("first step of a new partner")
        verbose_name_plural = _("first steps of new partners")
        ordering = ["membership", "step"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "step"], name="first_step_once_each"
            ),
            models.CheckConstraint(
                condition=Q(step__in=["plan", "contact", "word"]), name="first_step_known"
            ),
            models.CheckConstraint(
                condition=Q(step="contact", person__isnull=False)
                | (~Q(step="contact") & Q(person__isnull=True)),
                name="first_step_contact_names_a_person",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.membership, self.get_step_display())
