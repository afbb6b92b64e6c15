"""What a worker does with a table of partners: kind, key and payload of each job stand here."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from gmp_portal import jobs
from gmp_portal.jobs import told_jobs
from partners.models import Import

if TYPE_CHECKING:
    from gmp_portal.jobs.models import Job

CHECKING = "partners.check_import"
WRITING = "partners.write_import"
for kind, words in (
    (CHECKING, _("Comparison of a table with the register")),
    (WRITING, _("Writing of a table into the register")),
):
    told_jobs.register(kind, words, model="partners.import", key="record")


def enqueue_checking(record: Import) -> None:
    """Have the rows compared with the register; nothing is written by it (C16)."""
    jobs.enqueue(CHECKING, record.pk, record=record.pk)


def enqueue_writing(record: Import, turn: int) -> None:
    """Have all rows written at once; each time that somebody asks is a job of its own."""
    jobs.enqueue(WRITING, f"{record.pk}:{turn}", record=record.pk)


def job_of(record: Import) -> "Job | None":
    """What the page waits for."""
    if record.status == Import.Status.CHECKING:
        return jobs.find(CHECKING, record.pk)
    return jobs.find(WRITING, f"{record.pk}:{record.turn}")
