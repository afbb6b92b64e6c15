"""Index what stood before the search, a batch a job: what is done stays done."""

from gmp_portal.jobs import Effect, handler
from gmp_portal.jobs.runner import Progress
from gmp_portal.search import index, jobs
from gmp_portal.search.register import FINDABLE

BATCH = 100


@handler(jobs.FILL)
def fill(
    run: str, of: str = "", after: int | None = None, *, progress: Progress
) -> Effect | None:
    """Index the next records of this kind, and ask for those behind them. Safe to run twice."""
    if not of:
        return lambda: jobs.enqueue_fill(run=run)
    if of not in FINDABLE:
        return None
    keys = index.keys_behind(of, after, BATCH)

    def write() -> None:
        index.refresh(of, keys)
        if len(keys) == BATCH:
            jobs.enqueue_batch(run, of, after=keys[-1])

    return write if keys else None
