"""What becomes of the rows of this app when two accounts are merged (C16, R-58)."""

from gmp_portal.accounts import merging
from gmp_portal.ledger.models import Entry


def register_all() -> None:
    merging.register_history(Entry, "actor")
