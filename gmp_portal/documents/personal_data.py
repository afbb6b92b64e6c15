"""What files keep of people."""

from datetime import timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from gmp_portal import rulebook
from gmp_portal.accounts import data_map
from gmp_portal.accounts.data_map import WITH_RECORD, Clock, Kept, Shown
from gmp_portal.accounts.models import User
from gmp_portal.documents import janitor, readings
from gmp_portal.documents.acts import Act
from gmp_portal.documents.models import FileReading, PartialUpload

SENDERS = _("Whoever sends a file, and who is named in it")


def register_all() -> None:
    """Say what each field is, and how long it is kept."""
    data_map.CLOCKS.register(
        "unclaimed_files",
        Clock(
            what=_("Files that belong to nothing"),
            rule=janitor.RULE,
            since=_unclaimed,
            lasts=lambda: timedelta(days=rulebook.value(janitor.RULE)),
            acts=(Act.FILE_REMOVED, Act.FILES_SWEPT),
        ),
    )
    data_map.CLOCKS.register(
        "file_readings",
        Clock(
            what=_("Who opened a closed file"),
            rule=readings.RULE,
            since=_read,
            lasts=lambda: timedelta(days=rulebook.value(readings.RULE)["reading_days"]),
        ),
    )
    data_map.ERASERS.register("documents", erase)
    data_map.register(
        "documents",
        Kept(
            "documents.Document",
            ("name", "stored_by", "stored_at"),
            what=_("Files of records, with their names and who sent them"),
            whose=SENDERS,
            purpose=_("Letters, papers and reports are kept as they came"),
            basis="A1-2c-1",
            clock=WITH_RECORD,
            shown=Shown.PUBLISHED,
            person="stored_by",
        ),
        Kept(
            "documents.FileText",
            ("pieces",),
            what=_("The words of a file"),
            whose=SENDERS,
            purpose=_("To find a file by what stands in it, for whoever may open it"),
            basis="A1-6d-ii",
            clock=WITH_RECORD,
            shown=Shown.PUBLISHED,
        ),
        Kept(
            "documents.FileReading",
            ("person", "name", "read_at"),
            what=_("Who opened which closed file, and when"),
            whose=_("Whoever opens a file that not everybody may read"),
            purpose=_("To see who has read what is confidential"),
            basis="R-51",
            clock="file_readings",
            person="person",
        ),
        Kept(
            "documents.PartialUpload",
            ("name", "scope"),
            what=_("Files that are on their way"),
            whose=SENDERS,
            purpose=_("So that a file arrives whole over a bad line"),
            basis="R-17",
            clock="unclaimed_files",
            person="person",
        ),
        Kept(
            "documents.Piece",
            ("content",),
            what=_("Pieces of files that are on their way"),
            whose=SENDERS,
            purpose=_("So that a file arrives whole over a bad line"),
            basis="R-17",
            clock="unclaimed_files",
        ),
    )
    data_map.leave_out("documents.Document", "sha256 media_type policy original_sha256")
    data_map.leave_out("documents.FileText", "sha256 reason")
    data_map.leave_out("documents.PartialUpload", "place")


def erase(person: User) -> None:
    """Drop files of somebody that are on their way; those of records stay with them (R-49)."""
    PartialUpload.objects.filter(person=person).delete()


def _unclaimed() -> QuerySet[Any]:
    return janitor.unclaimed().annotate(since=F("stored_at"))


def _read() -> QuerySet[Any]:
    return FileReading.objects.annotate(since=F("read_at"))
