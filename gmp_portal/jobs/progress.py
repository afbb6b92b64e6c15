"""How far a job is, as the progress bar of a page asks each second (static/js/progress.js)."""

from typing import TYPE_CHECKING

from django.http import JsonResponse
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from gmp_portal.jobs.models import Job

GONE = 410
FORGOTTEN = _("The portal keeps no trace of this work any more: it was done long ago.")


def answer(
    job: "Job | None", *, is_over: bool = False, tells_failures: bool = False
) -> JsonResponse:
    """State, named step and percentage; of a job that is forgotten nothing is known (R-28).

    ``is_over``: the file is there, or nobody wants it any more; the page is loaded again.
    ``tells_failures``: the page shows a failed attempt at once, not only when none is left.
    """
    if is_over:
        return JsonResponse({"state": "done", "step": "", "percent": 100})
    if job is None:
        return JsonResponse({"refusals": [str(FORGOTTEN)]}, status=GONE)
    state = "parked" if tells_failures and job.is_failing else job.state
    return JsonResponse({"state": state, "step": job.step_label, "percent": job.percent})
