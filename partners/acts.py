"""What can happen to letters, partners and those who speak for them, for the ledger."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Act(TextChoices):
    """One act each; the stored value never changes."""

    LETTER_STARTED = "letter.started", _("Draft begun")
    LETTER_FILED = "letter.filed", _("Filed by the secretariat for its sender")
    LETTER_INTRODUCED = "letter.introduced", _("Introduced by a partner")
    LETTER_DISCARDED = "letter.discarded", _("Draft deleted")
    LETTER_EXPIRED = "letter.expired", _("Draft deleted after its time")
    LETTER_LINK_SENT = "letter.link_sent", _("Link sent to a colleague")
    LETTER_LINK_REVOKED = "letter.link_revoked", _("Link taken back")
    LETTER_LINK_ACCEPTED = "letter.link_accepted", _("Colleague writes the draft, too")
    LETTER_SIGNED_FILE_CAME = "letter.signed_file_came", _("Signed letter came by a link")
    LETTER_SUBMITTED = "letter.submitted", _("Letter sent")
    LETTER_SIGNATURE_ASKED = "letter.signature_asked", _("Signatory asked to confirm")
    LETTER_SIGNED = "letter.signed", _("Signature confirmed by the signatory")
    LETTER_CHECKED = "letter.checked", _("Checklist saved")
    LETTER_INFO_REQUESTED = "letter.info_requested", _("Information requested")
    LETTER_DEADLINE_MOVED = "letter.deadline_moved", _("More time given to answer")
    LETTER_ANSWERED = "letter.answered", _("Questions answered")
    LETTER_NOTE_SENT = "letter.note_sent", _("Message about the letter written")
    LETTER_NOTE_KEPT = "letter.note_kept", _("Note of the secretariat written")
    LETTER_CONFIRMED = "letter.confirmed", _("Participation confirmed")
    LETTER_DECLINE_PROPOSED = "letter.decline_proposed", _("Decline proposed")
    LETTER_DECLINE_DROPPED = "letter.decline_dropped", _("Proposal to decline dropped")
    LETTER_DECLINED = "letter.declined", _("Letter declined")
    LETTER_WITHDRAWN = "letter.withdrawn", _("Letter withdrawn")
    LETTER_CLEARED = "letter.cleared", _("Cleared for the public")
    LETTER_SECONDED = "letter.seconded", _("Cleared by a second person")
    LETTER_CLEARANCE_REOPENED = "letter.clearance_reopened", _("Clearance reopened")
    LETTER_PUBLIC_FILE_MADE = "letter.public_file_made", _("Public file made")
    LETTER_POSTPONED = "letter.postponed", _("Publication postponed")
    LETTER_PUBLISHED = "letter.published", _("Letter published")
    LETTER_CORRECTION_PROPOSED = "letter.correction_proposed", _("Correction proposed")
    LETTER_CORRECTION_DROPPED = "letter.correction_dropped", _("Correction dropped")
    LETTER_CORRECTED = "letter.corrected", _("Corrected version published")
    LETTER_TAKEN_DOWN = "letter.taken_down", _("Letter taken down")
    PARTNER_ENTERED = "partner.entered", _("Entered from the public record")
    PARTNER_CONFIRMED = "partner.confirmed", _("Became a partner")
    PARTNER_RENAMED = "partner.renamed", _("Renamed")
    PARTNER_EDITED = "partner.edited", _("Entry changed")
    PARTNER_DESCRIBED = "partner.described", _("Profile or names changed")
    PARTNER_DEACTIVATED = "partner.deactivated", _("Marked as inactive")
    PARTNER_REACTIVATED = "partner.reactivated", _("Active again")
    PARTNER_SILENCE_ASKED = "partner.silence_asked", _("Asked whether it stays")
    PARTNER_STAYS = "partner.stays", _("Said that it stays")
    PARTNER_LEFT_ALONE = "partner.left_alone", _("Silence accepted until a day")
    PARTNER_LEAVING_SAID = "partner.leaving_said", _("Said that it leaves")
    PARTNER_RETURN_SAID = "partner.return_said", _("Said that it is back")
    PARTNER_STATEMENT_TAKEN_BACK = "partner.statement_taken_back", _("Taken back")
    PARTNER_WITHDREW = "partner.withdrew", _("Left the Partnership")
    PARTNER_MERGED = "partner.merged", _("Another entry merged into this one")
    PARTNER_MERGED_INTO = "partner.merged_into", _("Merged into another entry")
    PARTNER_TAKEN_APART = "partner.taken_apart", _("Taken apart from a merged entry")
    PARTNER_STANDS_AGAIN = "partner.stands_again", _("Stands for itself again")
    MERGE_MADE = "merge.made", _("Two entries merged")
    MERGE_UNDONE = "merge.undone", _("Two entries taken apart")
    PARTNER_TOLD_APART = "partner.told_apart", _("Not the same as another entry")
    PARTNER_REPRESENTATIVE_APPOINTED = (
        "partner.representative_appointed",
        _("Representative appointed"),
    )
    PARTNER_REPRESENTATIVE_ENDED = (
        "partner.representative_ended",
        _("Representative's term ended"),
    )
    PARTNER_CONSENT_CHANGED = "partner.consent_changed", _("Consent to be named changed")
    PARTNER_CONTACT_CONFIRMED = "partner.contact_confirmed", _("Contact details confirmed")
    PARTNER_CONTACTS_ASKED = (
        "partner.contacts_asked",
        _("People asked whether their details are right"),
    )
    CONTACTS_EXPORTED = "contacts.exported", _("Directory of contacts downloaded")
    PARTNER_ROLE_CHANGED = "partner.role_changed", _("Role of a person changed")
    PARTNER_INTRODUCTION_MADE = (
        "partner.introduction_made",
        _("Link to bring in new partners made"),
    )
    PARTNER_INTRODUCTION_REVOKED = (
        "partner.introduction_revoked",
        _("Link to bring in new partners taken back"),
    )
    PARTNER_INVITATION_SENT = (
        "partner_invitation.sent",
        _("Invitation to work for the partner sent"),
    )
    PARTNER_INVITATION_SENT_AGAIN = (
        "partner_invitation.sent_again",
        _("Invitation to work for the partner sent again"),
    )
    PARTNER_INVITATION_ACCEPTED = (
        "partner_invitation.accepted",
        _("Invitation to work for the partner accepted"),
    )
    PARTNER_INVITATION_DECLINED = (
        "partner_invitation.declined",
        _("Invitation to work for the partner declined"),
    )
    PARTNER_INVITATION_WITHDRAWN = (
        "partner_invitation.withdrawn",
        _("Invitation to work for the partner withdrawn"),
    )
    PARTNER_PAST_LETTER_ADDED = "partner.past_letter_added", _("Letter of the past added")
    PARTNER_PAST_LETTER_FILED = (
        "partner.past_letter_filed",
        _("Signed file added to a letter of the past"),
    )
    PARTNER_PAST_LETTER_WITHDRAWN = (
        "partner.past_letter_withdrawn",
        _("Letter of the past withdrawn"),
    )
    QUALITY_ACCEPTED = "quality.accepted", _("Accepted as it is")
    JOIN_REQUEST_ASKED = "join_request.asked", _("Asked to speak for the partner")
    JOIN_REQUEST_ACCEPTED = "join_request.accepted", _("Request accepted")
    JOIN_REQUEST_REFUSED = "join_request.refused", _("Request refused")


class ImportAct(TextChoices):
    """What can happen to tables of partners that come in, and by them to partners."""

    BEGUN = "partner_import.begun", _("Table of partners uploaded")
    CHECKED = "partner_import.checked", _("Table compared with the register")
    ROWS_LEFT_OUT = "partner_import.rows_left_out", _("Rows left out chosen")
    ASKED = "partner_import.asked", _("Asked to write the table into the register")
    MOVED = "partner_import.moved", _("Not written: the register changed meanwhile")
    STOPPED = "partner_import.stopped", _("Stopped before it was done")
    WRITTEN = "partner_import.written", _("Table written into the register")
    ASKED_BACK = "partner_import.asked_back", _("Asked to take the import back")
    STANDS = "partner_import.stands", _("Not taken back: somebody has built on it")
    UNDONE = "partner_import.undone", _("Import taken back")
    DISCARDED = "partner_import.discarded", _("Table discarded")
    PARTNER_ENTERED = "partner.imported", _("Entered from a table")
    PARTNER_CHANGED = "partner.import_changed", _("Changed by a table")
    PARTNER_CHANGED_BACK = "partner.import_undone", _("Change by a table taken back")
    PARTNER_TAKEN_OUT = "partner.import_taken_out", _("Entry from a table taken back")
    CONTACT_ENTERED = "partner.contact_imported", _("Contact entered from a table")
    CONTACT_CHANGED = "partner.contact_import_changed", _("Contact changed by a table")
    CONTACT_CHANGED_BACK = (
        "partner.contact_import_undone",
        _("Change of a contact by a table taken back"),
    )
    CONTACT_TAKEN_OUT = (
        "partner.contact_taken_out",
        _("Contact from a table taken back"),
    )
    LETTER_TAKEN_OUT = (
        "partner.past_letter_taken_out",
        _("Letter of the past from a table taken back"),
    )
    PEOPLE_TOLD = "partner_import.people_told", _("Imported people written to")


class FunderAct(TextChoices):
    """What can happen to funders that are no partners."""

    ENTERED = "funder.entered", _("Funder entered")
    EDITED = "funder.edited", _("Entry of a funder changed")
