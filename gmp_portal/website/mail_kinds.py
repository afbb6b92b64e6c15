"""The class of the mails of the pages above the apps (C14)."""

from gmp_portal.notifications import kinds
from gmp_portal.website.emails import FOLDER


def register_all() -> None:
    """Say of each mail whether it needs its reader, and which record it is about."""
    kinds.register(
        FOLDER,
        action={
            "work_handed_over": "task.about",
            "erasure_asked": "",
            "erasure_held_up": "",
            "accounts_merged": "",
            "accounts_taken_apart": "",
        },
        information={"announcement": "announcement", "looked_through": "look"},
    )
