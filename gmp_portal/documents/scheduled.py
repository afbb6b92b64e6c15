"""What the clock starts: removing what belongs to nothing (R-26), reading older files."""

from datetime import date

from django.utils import timezone

from gmp_portal.documents import janitor, readings, texts, uploading
from gmp_portal.jobs import clock

# So many a minute are no burden beside the mails.
OLDER_TEXTS = 20


@clock.every_minute
def remove_unclaimed_files(today: date) -> None:
    """Removed attachments and files of discarded drafts go, after the days of the rule."""
    janitor.remove_unclaimed()


@clock.every_minute
def sweep_storage(today: date) -> None:
    """Bytes go that no document names, a folder at a time."""
    janitor.sweep(janitor.folder_at(timezone.now()))


@clock.every_minute
def want_older_texts(today: date) -> None:
    """Files that were there before texts were taken are read, a few at a time."""
    texts.want_missing(OLDER_TEXTS)


@clock.every_minute
def drop_old_uploads(today: date) -> None:
    """Pieces of files that nobody goes on with, or that are kept as documents, go."""
    uploading.drop_old()


@clock.every_minute
def forget_old_readings(today: date) -> None:
    """Who opened a file long ago is forgotten, a bounded number at a time (R-51)."""
    readings.forget_old()
