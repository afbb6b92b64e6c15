"""The secret addresses under which people read their own calendars."""

from typing import Self

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.models import User
from gmp_portal.workflow import Lockable

SALT = "gmp_portal.website.calendar"
SEPARATOR = "."


def _signer() -> Signer:
    return Signer(salt=SALT, sep=SEPARATOR)


class CalendarAddressQuerySet(models.QuerySet["CalendarAddress"]):
    def valid(self) -> Self:
        return self.filter(revoked_at__isnull=True)

    def of(self, person: User) -> "CalendarAddress | None":
        """The address that is valid for this person; there is one at most."""
        return self.valid().filter(person=person).select_related("person").first()

    def behind(self, token: str) -> "CalendarAddress | None":
        """The valid address that this token belongs to, if somebody may still read there."""
        try:
            key = _signer().unsign(token)
        except BadSignature:
            return None
        valid = self.valid().filter(person__is_active=True)
        return valid.filter(key=key).select_related("person").first()


class CalendarAddress(Lockable):
    """Where a calendar program reads somebody's dates without signing in (N33).

    The token in the address is the key with a signature: whoever reads the database alone
    cannot open it.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="calendar_addresses",
        verbose_name=_("person"),
    )
    key = models.CharField(max_length=32, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    revoked_at = models.DateTimeField(_("made invalid"), null=True)

    objects = CalendarAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("address of a calendar")
        verbose_name_plural = _("addresses of calendars")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(revoked_at__isnull=True),
                name="calendar_address_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(key__regex=r"^[0-9a-f]{32}$"), name="calendar_address_key_drawn"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def token(self) -> str:
        """What stands in the address: shown to nobody but the person."""
        return _signer().sign(self.key)
