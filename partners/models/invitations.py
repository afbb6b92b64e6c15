"""Invitations by mail to work for a partner, also those by which somebody hands over (R-38)."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.models import User
from gmp_portal.constraints import status_is_known
from gmp_portal.words import labelled
from gmp_portal.workflow import Stateful
from partners.models.choices import SPEAKERS, Role
from partners.models.partners import Partner
from partners.models.representatives import Representative

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class InvitationStatus(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("invitation", "Waiting")
    ACCEPTED = "accepted", pgettext_lazy("invitation", "Accepted")
    DECLINED = "declined", pgettext_lazy("invitation", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("invitation", "Withdrawn")


class PartnerInvitationQuerySet(models.QuerySet["PartnerInvitation"]):
    def waiting(self) -> "PartnerInvitationQuerySet":
        """Those that nobody has settled, also where the time to answer is over."""
        return self.filter(status=InvitationStatus.WAITING)

    def visible_to(self, user: "User | AnonymousUser") -> "PartnerInvitationQuerySet":
        """Whoever was invited, those who speak for the partner, and the secretariat (R-38)."""
        if not user.is_authenticated:
            return self.none()
        if user.is_secretariat:
            return self
        own = Partner.objects.represented_by(user).values("pk")
        return self.filter(user.at_an_address("email") | Q(partner__in=own))

    def open_for(self, user: "User | AnonymousUser") -> "PartnerInvitationQuerySet":
        """Those that this person can answer now (R-38)."""
        if not user.is_authenticated:
            return self.none()
        return self.waiting().filter(
            user.at_an_address("email"), expires_at__gt=timezone.now()
        )


class PartnerInvitation(Stateful):
    """One address, one role, a last day; it is answered by whoever it was sent to (R-38)."""

    Status = InvitationStatus
    TRANSITIONS = {
        Status.WAITING: {Status.ACCEPTED, Status.DECLINED, Status.WITHDRAWN},
        Status.ACCEPTED: set(),
        Status.DECLINED: set(),
        Status.WITHDRAWN: set(),
    }

    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="invitations", verbose_name=_("partner")
    )
    email = models.EmailField(_("E-mail address"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    language = models.CharField(_("language of the mail"), max_length=10)
    # Whoever is named here leaves the moment somebody accepts to follow (N41).
    hands_over = models.ForeignKey(
        Representative, models.PROTECT, null=True, related_name="successions"
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.WAITING
    )
    # The link itself is in the mail only.
    token_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    invited_at = models.DateTimeField(_("invited"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent last"), default=timezone.now)
    expires_at = models.DateTimeField(_("can be answered until"))
    settled_at = models.DateTimeField(_("settled"), null=True)
    # Whoever declines by the link needs no account.
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = PartnerInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation to work for a partner")
        verbose_name_plural = _("invitations to work for a partner")
        ordering = ["-invited_at", "-pk"]
        constraints = [
            status_is_known(InvitationStatus, name="invitation_status_known"),
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="invitation_role_known"
            ),
            models.CheckConstraint(
                condition=~Q(email="") & Q(email=Lower("email")),
                name="invitation_to_somebody",
            ),
            models.CheckConstraint(
                condition=Q(status="waiting", settled_at__isnull=True)
                | (~Q(status="waiting") & Q(settled_at__isnull=False)),
                name="invitation_settled_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(settled_by__isnull=True, status__in=["waiting", "declined"])
                | (Q(settled_by__isnull=False) & ~Q(status="waiting")),
                name="invitation_settled_by_somebody",
            ),
            # Nobody lets oneself in.
            models.CheckConstraint(
                condition=~Q(status="accepted") | ~Q(settled_by=F("invited_by")),
                name="invitation_not_accepted_by_inviter",
            ),
            models.CheckConstraint(
                condition=Q(hands_over__isnull=True) | Q(role__in=SPEAKERS),
                name="invitation_hands_over_a_voice",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("sent_at")), name="invitation_ends_later"
            ),
            models.UniqueConstraint(
                fields=["partner", "email"],
                condition=Q(status="waiting"),
                name="invitation_waits_once",
            ),
            models.UniqueConstraint(
                fields=["hands_over"],
                condition=Q(status="waiting"),
                name="invitation_hands_over_once",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.partner, self.email)

    def get_absolute_url(self) -> str:
        return self.partner.get_absolute_url()

    @property
    def has_expired(self) -> bool:
        return self.expires_at <= timezone.now()

    @property
    def is_open(self) -> bool:
        """Whether it can still be answered (R-38)."""
        return self.status == InvitationStatus.WAITING and not self.has_expired

    @property
    def standing(self) -> str:
        """Where it stands in a word; what waits beyond its last day has expired."""
        if self.status == InvitationStatus.WAITING and self.has_expired:
            return gettext("Expired")
        return str(self.get_status_display())

    @property
    def masked_email(self) -> str:
        """The address as somebody else may read it: enough to know one's own, and no more."""
        name, _at, host = self.email.partition("@")
        return f"{name[0]}\u2026@{host}"
