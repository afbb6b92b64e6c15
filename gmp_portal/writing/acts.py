"""What can happen to revisions, as the ledger names it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Act(TextChoices):
    REVISION_RESTORED = "revision.restored", _("Earlier text restored")
