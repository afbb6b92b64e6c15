"""What happens to received mails, as the ledger names it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Act(TextChoices):
    """One act each; the stored value never changes."""

    ACCEPTED = "incoming.accepted", _("Mail taken for its writer")
    DROPPED = "incoming.dropped", _("Mail dropped")
    TEXTS_FORGOTTEN = (
        "incoming.texts_forgotten",
        _("Texts of received mails no longer kept"),
    )
