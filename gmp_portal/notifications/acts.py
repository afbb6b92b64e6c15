"""What happens to sent mails by the clock, as the ledger names it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Act(TextChoices):
    TEXTS_FORGOTTEN = "message.texts_forgotten", _("Texts of mails no longer kept")
