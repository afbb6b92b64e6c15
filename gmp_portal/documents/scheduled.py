"""What the clock starts: removing files that belong to nothing (R-26)."""

from datetime import date

from django.utils import timezone

from gmp_portal.documents import janitor
from gmp_portal.jobs import clock


@clock.every_minute
def remove_unclaimed_files(today: date) -> None:
    """Removed attachments and files of discarded drafts go, after the days of the rule."""
    janitor.remove_unclaimed()


@clock.every_minute
def sweep_storage(today: date) -> None:
    """Bytes go that no document names, a folder at a time."""
    janitor.sweep(janitor.folder_at(timezone.now()))
