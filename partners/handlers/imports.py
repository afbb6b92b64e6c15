"""Tables of partners, worked on outside the web process."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.jobs import Effect, handler
from gmp_portal.jobs.runner import Progress
from partners.actions import contacts, imports
from partners.jobs import CHECKING, TELLING, UNDOING, WRITING
from partners.models import Import
from partners.reading.imports import answering

# After so many mails the page says how far it is.
SOME = 50


@handler(CHECKING, steps=(_("Comparing with the register"), _("Keeping what was found")))
def check_import(record: int, *, progress: Progress) -> Effect | None:
    """Compare the rows; the answers are kept once (C16). Safe to run twice."""
    table = Import.objects.get(pk=record)
    if table.status != Import.Status.CHECKING:
        return None
    progress.step(1)
    answers = answering.answers(table)
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


@handler(TELLING, steps=(_("Writing to people"),))
def tell_people(record: int, *, progress: Progress) -> Effect | None:
    """Write to each of them by itself; who was written to is left alone. Safe to run twice."""
    table = Import.objects.get(pk=record)
    progress.step(1)
    waiting = table.people_not_told.select_related("person", "partner").order_by("pk")
    terms = list(waiting) if table.status == Import.Status.DONE else []
    for number, term in enumerate(terms, start=1):
        contacts.tell(term)
        if number % SOME == 0:
            progress.part(number, len(terms))
    return None
