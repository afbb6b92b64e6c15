"""Links by which a sender lets a colleague help with a draft: to write it, or to upload (R-32)."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.models.users import own_or_merged
from gmp_portal.constraints import both_or_neither
from gmp_portal.words import labelled
from gmp_portal.workflow import Lockable

if TYPE_CHECKING:
    from gmp_portal.accounts.models import User


class LetterLinkQuerySet(models.QuerySet["LetterLink"]):
    def standing(self) -> "LetterLinkQuerySet":
        """Those that nobody took back."""
        return self.filter(revoked_at__isnull=True)

    def writers(self, user: "User") -> "LetterLinkQuerySet":
        """By which this person writes a draft of somebody else."""
        mine = own_or_merged("accepted_by", user)
        return self.standing().filter(mine, purpose=LetterLink.Purpose.WRITE)


class LetterLink(Lockable):
    """One purpose, one address, a last day; it can be taken back at any time (R-32)."""

    class Purpose(models.TextChoices):
        WRITE = "write", _("Write the letter together with me")
        UPLOAD = "upload", _("Upload the signed letter")

    letter = models.ForeignKey(
        "partners.LetterOfIntent", models.CASCADE, related_name="links"
    )
    purpose = models.CharField(_("purpose"), max_length=8, choices=Purpose.choices)
    email = models.EmailField(_("E-mail address"))
    # The link itself is in the mail only.
    token_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(_("the link works until"))
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="letter_links"
    )
    accepted_at = models.DateTimeField(_("accepted"), null=True)
    used_at = models.DateTimeField(_("used"), null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    revoked_at = models.DateTimeField(_("taken back"), null=True)

    objects = LetterLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link to a draft")
        verbose_name_plural = _("links to drafts")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose__in=["write", "upload"]),
                name="letter_link_purpose_known",
            ),
            models.CheckConstraint(condition=~Q(email=""), name="letter_link_to_somebody"),
            both_or_neither(
                "accepted_at", "accepted_by", name="letter_link_accepted_by_somebody"
            ),
            both_or_neither(
                "revoked_at", "revoked_by", name="letter_link_revoked_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(purpose="write"),
                name="letter_link_accepted_to_write",
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(purpose="upload"),
                name="letter_link_used_to_upload",
            ),
            models.UniqueConstraint(
                fields=["letter", "purpose", "email"],
                condition=Q(revoked_at__isnull=True),
                name="letter_link_once_per_address",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.letter, self.email)

    @property
    def has_expired(self) -> bool:
        return self.expires_at < timezone.now()

    @property
    def is_open(self) -> bool:
        """Whether the link in the mail still leads somewhere."""
        taken = self.accepted_at or self.used_at or self.revoked_at
        return not taken and not self.has_expired
