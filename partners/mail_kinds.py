"""Which mails about letters and partners need their reader, and which only inform (C14)."""

from gmp_portal.notifications import kinds
from partners.emails import FOLDER

OF_LETTERS = (
    *("contact_named", "decline_proposed", "draft_expires", "information_requested"),
    *("letter_answered", "letter_confirmed", "letter_declined", "letter_link_upload"),
    # The receipt is the proof of its sender, and is sent at once.
    *(
        "letter_link_write",
        "letter_filed",
        "letter_ready",
        "letter_received",
        "letter_submitted",
    ),
    *("mailed_answer", "more_time_given", "note_of_sender", "note_of_unep"),
    *("questions_wait", "signature_asked", "signed_file_came"),
    # Whoever sent it may see at once that something is wrong.
    *("letter_corrected", "letter_taken_down"),
)


def register_all() -> None:
    """Say of each mail whether it needs its reader, and which record it is about."""
    kinds.register(
        FOLDER,
        action={
            **dict.fromkeys(OF_LETTERS, "letter"),
            "contact_asked": "term.partner",
            "contact_imported": "term.partner",
            "join_asked": "request.partner",
            "join_refused": "request.partner",
            "partner_deactivated": "partner",
            "partner_invitation": "invitation.partner",
            "representative_appointed": "term.partner",
            "leaving_said": "partner",
            "return_said": "partner",
            "silence_asked": "partner",
        },
        information={
            "entries_merged": "partner",
            "letter_link_accepted": "letter",
            "letter_postponed": "letter",
            "letter_published": "letter",
            "letter_withdrawn": "letter",
            "partner_invitation_accepted": "invitation.partner",
            "partner_invitation_declined": "invitation.partner",
            "partner_reactivated": "partner",
            "partner_withdrew": "partner",
            "representative_ended": "term.partner",
            "silence_answered": "partner",
            "statement_taken_back": "partner",
            "signature_confirmed": "letter",
        },
    )
