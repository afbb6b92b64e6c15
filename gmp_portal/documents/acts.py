"""What can happen to files by themselves, as the ledger names it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Act(TextChoices):
    FILE_REMOVED = "file.removed", _("File deleted that belonged to nothing")
    FILES_SWEPT = "file.swept", _("Bytes deleted that belonged to no file")
    FILE_UNSEALED = "file.unsealed", _("Original of a file handed out")
