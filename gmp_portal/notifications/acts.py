"""What happens to sent mails by the clock, and what their readers choose, for the ledger."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Act(TextChoices):
    TEXTS_FORGOTTEN = "message.texts_forgotten", _("Texts of mails no longer kept")
    DIGEST_CHOSEN = "mail.digest_chosen", _("Summary by mail chosen")
    RECORD_MUTED = "mail.record_muted", _("Mails about a record ended by their reader")
    RECORD_UNMUTED = "mail.record_unmuted", _("Mails about a record wanted again")
