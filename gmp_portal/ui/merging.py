"""What becomes of the rows of this app when two accounts are merged (C16, R-58)."""

from gmp_portal.accounts import merging
from gmp_portal.ui.models import SentForm


def register_all() -> None:
    merging.register_history(SentForm, "person")
