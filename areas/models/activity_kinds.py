"""What an activity can be, what it can be tagged with, and who takes part in it how."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class ActivityStatus(models.TextChoices):
    # Of these only reports tell: nobody sent them to the lead, so nobody acknowledged them.
    REPORTED = "reported", pgettext_lazy("activity", "Known from reports")
    DRAFT = "draft", pgettext_lazy("activity", "Draft")
    SENT = "sent", pgettext_lazy("activity", "With the leads")
    ACTIVE = "active", pgettext_lazy("activity", "Active")
    ENDED = "ended", pgettext_lazy("activity", "Ended")


class ActivityKind(models.TextChoices):
    INVENTORY = "inventory", _("Inventory of mercury")
    PILOT = "pilot", _("Pilot project")
    TRAINING = "training", _("Training")
    MONITORING = "monitoring", _("Monitoring")
    SOUTH_SOUTH = "south_south", _("South-South exchange")
    LEGAL = "legal", _("Review of laws")
    RESEARCH = "research", _("Research")
    GUIDANCE = "guidance", _("Guidance and tools")
    ASSISTANCE = "assistance", _("Technical assistance")
    CAMPAIGN = "campaign", _("Campaign or public information")
    OTHER = "other", pgettext_lazy("kind of activity", "Something else")


class ActivityTag(models.TextChoices):
    """What paragraph 27(c) asks for in gold mining, and whom work is for or with (P-7)."""

    MARKET = "market", _("Market-based approaches")
    TECHNOLOGY = "technology", _("Alternative capture or recycling technologies")
    UNIDO = "unido", _("With UNIDO")
    GENDER = "gender", _("Gender")
    INDIGENOUS = "indigenous", _("Indigenous peoples")


class PartRole(models.TextChoices):
    JOINT = "joint", _("Carries it out too")
    CONSULTED = "consulted", _("Consulted")
    DONOR = "donor", _("Donor")


class Standing(models.TextChoices):
    """Where an activity stands today, whoever told of it."""

    AHEAD = "ahead", pgettext_lazy("activity", "Still to begin")
    UNDER_WAY = "under_way", pgettext_lazy("activity", "Under way")
    ENDED = "ended", pgettext_lazy("activity", "Ended")
    DRAFT = "draft", pgettext_lazy("activity", "Draft")
    SENT = "sent", pgettext_lazy("activity", "With the leads")


# What everybody may see, and choose from in a list.
PUBLIC_STANDINGS = (Standing.AHEAD, Standing.UNDER_WAY, Standing.ENDED)
TONES = {
    Standing.AHEAD: "info",
    Standing.UNDER_WAY: "ok",
    Standing.ENDED: "neutral",
    Standing.DRAFT: "neutral",
    Standing.SENT: "warn",
}


def labels(
    choices: "type[models.TextChoices | models.IntegerChoices]", values: Sequence[object]
) -> "list[StrOrPromise]":
    """The words of several choices, in the order of the list they come from."""
    return [choice.label for choice in choices if choice.value in values]
