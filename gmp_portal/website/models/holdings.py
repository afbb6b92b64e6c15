"""Who has a piece of the secretariat's work, so that two do not begin it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts import offices
from gmp_portal.accounts.rights import Anybody, is_officer
from gmp_portal.ui.worklist import key_of
from gmp_portal.words import labelled
from gmp_portal.workflow import Lockable


class HoldingQuerySet(models.QuerySet["Holding"]):
    def visible_to(self, user: Anybody) -> Self:
        """Who works on what is for the officers (A1-6c-i)."""
        return self if is_officer(user) else self.none()

    def current(self) -> Self:
        """Those whose holder acts for the secretariat today; the other work is nobody's."""
        return self.filter(holder__in=offices.secretariat())


class Holding(Lockable):
    """One officer has one piece of work, as the list of the desk names it.

    It says who works on what and gives no right: what may be done stays with the roles.
    """

    about = models.CharField(_("what it is about"), max_length=120, editable=False)
    kind = models.CharField(_("kind of work"), max_length=20, editable=False)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="holdings",
        verbose_name=_("holder"),
    )
    since = models.DateTimeField(_("since"), default=timezone.now)

    objects = HoldingQuerySet.as_manager()

    class Meta:
        verbose_name = _("piece of work of the desk")
        verbose_name_plural = _("pieces of work of the desk")
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["about", "kind"], name="holding_one_holder"),
            models.CheckConstraint(
                condition=~models.Q(about="") & ~models.Q(kind=""), name="holding_of_work"
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.holder, self.key)

    def get_absolute_url(self) -> str:
        return reverse("website:desk")

    @property
    def key(self) -> str:
        """The name of the work, by which the list knows it."""
        return key_of(self.kind, self.about)

    @property
    def is_current(self) -> bool:
        return self.holder.is_secretariat
