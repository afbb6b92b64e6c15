"""What is done for the pages above the apps outside the web process."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from gmp_portal.jobs import Effect, handler
from gmp_portal.jobs.runner import Progress
from gmp_portal.website.actions import bulks
from gmp_portal.website.jobs import BULK
from gmp_portal.website.models import Bulk


@handler(BULK, steps=(_("Going through the list"),))
def go_through_bulk(bulk: int, *, progress: Progress) -> Effect | None:
    """Do it with each that waits (R-53). Safe to run twice: what is done is not open."""
    record = Bulk.objects.select_related("created_by").get(pk=bulk)
    if record.status != Bulk.Status.RUNNING:
        return None
    progress.step(1)
    bulks.go_through(record, progress.part)
    return partial(bulks.finish, record)
