"""Jobs in the background as the desk lists them: what is done, and for which record."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.rights import Anybody
from gmp_portal.jobs.models import Job
from gmp_portal.jobs.told_jobs import TOLD
from gmp_portal.search.register import FINDABLE
from gmp_portal.ui.record_names import NamedRecord, named
from gmp_portal.website.forms import JobFilter

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class JobRow:
    """A job in words, and the record that it is done for, as far as the reader may know of it."""

    job: Job
    words: "StrOrPromise"
    record: NamedRecord | None
    # Of which kind of records the search is filled.
    kind: "StrOrPromise" = ""

    @property
    def state(self) -> "StrOrPromise":
        """Where it stands: one that was tried in vain and is tried again fails, too."""
        if self.job.is_open and self.job.is_failing:
            return _("Failing, will be tried again")
        return str(self.job.get_state_display())

    @property
    def tone(self) -> str:
        if self.job.is_failing:
            return "bad"
        return "info" if self.job.is_open else "ok"


def listed(state: str) -> QuerySet[Job]:
    """The jobs that fail, those that are done, or without a word all that is not done yet."""
    if state == JobFilter.DONE:
        return Job.objects.filter(state=Job.State.DONE)
    unfinished = Job.objects.exclude(state=Job.State.DONE)
    return unfinished.exclude(last_error="") if state == JobFilter.FAILING else unfinished


def rows_of(page: Iterable[Job], *, reader: Anybody) -> list[JobRow]:
    """The jobs with the names of their records; each kind of record is asked for once."""
    together = list(page)
    names = named((about for job in together if (about := _about(job))), reader=reader)
    return [
        JobRow(job, _words(job), names.get(_about(job)), _kind(job)) for job in together
    ]


def _about(job: Job) -> str:
    """The record of the job as the ledger writes it; nothing where it is done for none."""
    told = TOLD.get(job.kind)
    return told.about(job.payload) if told else ""


def _words(job: Job) -> "StrOrPromise":
    told = TOLD.get(job.kind)
    return told.words if told else job.kind


def _kind(job: Job) -> "StrOrPromise":
    findable = FINDABLE.get(str(job.payload.get("of", "")))
    return findable.label if findable else ""
