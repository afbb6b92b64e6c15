"""Index what stood before the search, a batch a job: what is done stays done."""

import structlog

from gmp_portal.jobs import Effect, handler
from gmp_portal.jobs.runner import Progress
from gmp_portal.search import index, jobs, spelling
from gmp_portal.search.register import FINDABLE

logger = structlog.get_logger(__name__)


@handler(jobs.FILL)
def fill(
    run: str, of: str = "", after: int | None = None, *, progress: Progress
) -> Effect | None:
    """Index the next records of this kind, and ask for those behind them. Safe to run twice.

    Behind the last kind the words are counted by which what is misspelt is understood.
    """

    def write() -> None:
        last = None
        if of in FINDABLE:
            changed, last = index.fill_next(of, after)
            logger.info("search_filled", run=run, of=of, after=after, changed=changed)
        following = of if last is not None else _behind(of)
        if following:
            jobs.enqueue_batch(run, following, after=last)
        else:
            spelling.count()

    return write


def _behind(kind: str) -> str:
    """The next kind in the order of their names; nothing behind the last."""
    return min((other for other in FINDABLE if other > kind), default="")
