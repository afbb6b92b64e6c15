"""Tables of partners, worked on outside the web process."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.jobs import Effect, handler
from gmp_portal.jobs.runner import Progress
from partners.actions import imports
from partners.jobs import CHECKING, UNDOING, WRITING
from partners.models import Import
from partners.reading.imports import comparing, register, stored


@handler(CHECKING, steps=(_("Comparing with the register"), _("Keeping what was found")))
def check_import(record: int, *, progress: Progress) -> Effect | None:
    """Compare the rows; the answers are kept once (C16). Safe to run twice."""
    table = Import.objects.get(pk=record)
    if table.status != Import.Status.CHECKING:
        return None
    progress.step(1)
    answers = comparing.compare(stored.asked(table), register.read())
    progress.step(2)
    return lambda: imports.keep_check(table, answers)


@handler(WRITING, steps=(_("Writing into the register"),))
def write_import(record: int, *, progress: Progress) -> Effect | None:
    """Write all rows or none of them (C16). Safe to run twice."""
    table = Import.objects.get(pk=record)
    if table.status != Import.Status.WRITING:
        return None
    progress.step(1)
    return lambda: imports.write(table)


@handler(UNDOING, steps=(_("Taking the import back"),))
def undo_import(record: int, *, progress: Progress) -> Effect | None:
    """Take all of it back, or nothing (R-37). Safe to run twice."""
    table = Import.objects.get(pk=record)
    if table.status != Import.Status.UNDOING:
        return None
    progress.step(1)
    return lambda: imports.take_back(table)
