"""What happens to jobs by the clock, as the ledger names it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Act(TextChoices):
    JOBS_FORGOTTEN = "job.forgotten", _("Finished work no longer kept")
