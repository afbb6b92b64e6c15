"""Who wrote what, as its reader may know it: staff stands there by name for staff only."""

from collections.abc import Iterable

from gmp_portal.accounts import offices
from gmp_portal.accounts.rights import Anybody
from gmp_portal.writing.models import Revision


def told(revisions: Iterable[Revision], *, to: Anybody) -> list[Revision]:
    """Revisions with who saved them as this reader may know it (see ``/privacy/``)."""
    listed = list(revisions)
    names = offices.names_of({row.saved_by for row in listed if row.saved_by}, to)
    for row in listed:
        row.who = names.get(row.saved_by_id or 0, "")
    return listed
