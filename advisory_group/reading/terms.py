"""Terms in the group that end soon: who looks after the group is told in time."""

from datetime import timedelta

from gmp_portal.accounts.models import Term
from gmp_portal.accounts.models.terms import today

NOTICE = timedelta(days=90)


def ends_soon(term: Term) -> bool:
    """Whether the term runs, and its last day is so near that the desk knows of it."""
    return term.is_current and term.ends_on is not None and term.ends_on <= today() + NOTICE
