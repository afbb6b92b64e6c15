"""The texts of uploaded files, taken outside the web process."""

from gmp_portal import jobs
from gmp_portal.documents import taking, texts
from gmp_portal.documents.jobs import TAKE_TEXT
from gmp_portal.jobs import Effect
from gmp_portal.jobs.runner import Progress


@jobs.handler(TAKE_TEXT, attempts=3)
def take_text(sha256: str, *, progress: Progress) -> Effect | None:
    """Take the text of these bytes once, and tell who wants to know. Safe to run twice."""
    outcome = taking.look_for_text(sha256) if texts.is_waiting(sha256) else None
    return lambda: texts.keep(sha256, outcome)
