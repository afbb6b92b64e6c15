"""The class of the mails of the pages above the apps (C14)."""

from gmp_portal.notifications import choices, kinds
from gmp_portal.website.emails import FOLDER
from gmp_portal.website.reading import newsletters


def register_all() -> None:
    """Say of each mail whether it needs its reader, and which record it is about."""
    kinds.register(
        FOLDER,
        action={
            "work_handed_over": "task.about",
            "erasure_asked": "",
            "erasure_held_up": "",
            "erasure_recorded": "",
            "accounts_merged": "",
            "accounts_taken_apart": "",
            # Also whoever wants no summaries is told who looked through his or her eyes.
            "looked_through": "",
            # Whoever asked for it gets it at once; nobody else does.
            "newsletter": "announcement",
            "newsletter_asked": "",
        },
        information={"announcement": "announcement"},
    )
    choices.ENDINGS.register(f"{FOLDER}/newsletter.txt", newsletters.ends_at)
