"""What work in the background keeps of people: nothing but the keys of records."""

from datetime import timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from gmp_portal import rulebook
from gmp_portal.accounts import data_map
from gmp_portal.accounts.data_map import Clock
from gmp_portal.jobs import retention
from gmp_portal.jobs.acts import Act
from gmp_portal.jobs.models import Job


def register_all() -> None:
    """Say that no field is about a person, and how long finished work is kept."""
    data_map.CLOCKS.register(
        "jobs",
        Clock(
            what=_("Finished work in the background"),
            rule=retention.RULE,
            since=_finished,
            lasts=lambda: timedelta(days=rulebook.value(retention.RULE)["job_days"]),
            acts=(Act.JOBS_FORGOTTEN,),
        ),
    )
    data_map.leave_out("jobs.Job", "kind key payload last_error step_label")


def _finished() -> QuerySet[Any]:
    return Job.objects.filter(state=Job.State.DONE).annotate(since=F("done_at"))
