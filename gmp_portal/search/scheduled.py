"""What the clock starts: once a day the index is compared with what stands in the records."""

from datetime import date

from django.db import transaction

from gmp_portal.jobs import clock
from gmp_portal.search import jobs


@clock.every_minute
def compare_index(today: date) -> None:
    """What a release or a day changed without an act is found, too, the next day at the latest."""
    with transaction.atomic():
        jobs.enqueue_comparison(today)
