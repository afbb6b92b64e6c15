"""Partners help to bring in new ones: a link to pass on, and who came by it (A1-6a-viii)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gmp_portal.constraints import both_or_neither
from gmp_portal.words import labelled
from gmp_portal.workflow import Lockable
from partners.models.letters import LetterOfIntent
from partners.models.partners import Partner


class IntroductionLink(Lockable):
    """A link to the page on joining that says which partner passed it on (A1-6a-viii)."""

    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        related_name="introduction_links",
        verbose_name=_("partner"),
    )
    # It is passed on as it is, so that it is no secret; it only cannot be guessed.
    code = models.CharField(max_length=20, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    revoked_at = models.DateTimeField(_("taken back"), null=True)

    class Meta:
        verbose_name = _("link that introduces new partners")
        verbose_name_plural = _("links that introduce new partners")
        ordering = ["-made_at", "-pk"]
        constraints = [
            both_or_neither(
                "revoked_at", "revoked_by", name="introduction_link_revoked_by_somebody"
            ),
            models.CheckConstraint(
                condition=~Q(code=""), name="introduction_link_has_a_code"
            ),
            models.UniqueConstraint(
                fields=["partner"],
                condition=Q(revoked_at__isnull=True),
                name="introduction_link_once",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.partner, self.code)

    def get_absolute_url(self) -> str:
        return reverse("partners:introduction_link", args=[self.code])


class Introduction(models.Model):
    """A letter was begun by the link of a partner; it stays with what was sent (A1-6a-viii)."""

    letter = models.OneToOneField(
        LetterOfIntent, models.CASCADE, related_name="introduction"
    )
    link = models.ForeignKey(IntroductionLink, models.PROTECT, related_name="introductions")

    class Meta:
        verbose_name = _("introduction of a new partner")
        verbose_name_plural = _("introductions of new partners")

    def __str__(self) -> str:
        return labelled(self.letter, self.link.partner)
