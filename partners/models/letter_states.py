"""Where a letter stands, in internal and in public words, and what it may offer."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class LetterStatus(models.TextChoices):
    """The internal names; what the sender reads is in ``PUBLIC_LABELS``."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Screening")
    INFO_REQUESTED = "info_requested", _("Waiting for the sender")
    ANSWERED = "answered", _("Answers to review")
    CONFIRMED = "confirmed", _("Confirmed, to be published")
    PUBLISHED = "published", pgettext_lazy("letter", "Published")
    TAKEN_DOWN = "taken_down", pgettext_lazy("letter", "Taken down")
    DECLINED = "declined", pgettext_lazy("letter", "Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn by the sender")


# Sent, and neither decided nor taken back.
UNDER_WAY = (LetterStatus.SUBMITTED, LetterStatus.INFO_REQUESTED, LetterStatus.ANSWERED)

# UNEP confirmed the participation, whatever became of the public letter (A1-2e).
ADMITTED = (LetterStatus.CONFIRMED, LetterStatus.PUBLISHED, LetterStatus.TAKEN_DOWN)

# The public reads it, or has read it (A1-2c-6).
WAS_PUBLIC = (LetterStatus.PUBLISHED, LetterStatus.TAKEN_DOWN)

# A corrected version, or another try, may begin from a copy of these.
COPYABLE = (*UNDER_WAY, LetterStatus.DECLINED, LetterStatus.WITHDRAWN)

PUBLIC_LABELS: "dict[str, StrOrPromise]" = {
    LetterStatus.DRAFT: _("Draft"),
    LetterStatus.SUBMITTED: _("Received – being checked"),
    LetterStatus.INFO_REQUESTED: _("Information requested"),
    LetterStatus.ANSWERED: _("Answer received – being checked"),
    LetterStatus.CONFIRMED: _("Participation confirmed"),
    LetterStatus.PUBLISHED: pgettext_lazy("letter", "Published"),
    LetterStatus.TAKEN_DOWN: pgettext_lazy("letter", "Taken down from the website"),
    LetterStatus.DECLINED: pgettext_lazy("letter", "Declined"),
    LetterStatus.WITHDRAWN: _("Withdrawn"),
}


class Contribution(models.TextChoices):
    """Resources or knowledge that a partner brings (A1-2b)."""

    FUNDING = "funding", _("Funding")
    IN_KIND = "in_kind", _("In-kind contribution")
    EXPERTISE = "expertise", _("Expertise")
    DATA = "data", _("Data and information")
    TRAINING = "training", _("Training")
    TECHNOLOGY = "technology", _("Technology")
    OUTREACH = "outreach", _("Outreach and awareness")


class CameBy(models.TextChoices):
    """How a letter came that the secretariat filed (R-57)."""

    PAPER = "paper", _("On paper")
    EMAIL = "email", _("By e-mail")


class Signing(models.TextChoices):
    TYPED = "typed", _("Type the name")
    UPLOAD = "upload", _("Upload the signed letter")
