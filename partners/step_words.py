"""The steps on letters and partners in plain words, for the table of rights."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.rights_table import (
    Finder,
    Kind,
    NamedRight,
    Words,
    part_of,
)
from partners import permissions
from partners.models import (
    Funder,
    Import,
    JoinRequest,
    LetterOfIntent,
    Merge,
    Partner,
    PartnerInvitation,
    PartnerStatement,
    PastLetter,
    Representative,
    SilenceQuestion,
)
from partners.models.partners import KNOWN_AS

LETTER = {
    "edit": Words(_("Write the letter")),
    "share": Words(_("Ask colleagues to help with the draft")),
    "discard": Words(_("Delete the draft")),
    "submit": Words(_("Send the letter")),
    "answer": Words(_("Answer the questions of UNEP")),
    "withdraw": Words(_("Take the letter back")),
    "copy": Words(_("Begin a corrected version, or another letter, from a copy")),
    "signature_ask": Words(
        _("Ask the signatory to confirm again"),
        _("the signatory has not confirmed the typed name yet"),
    ),
    "see_original": Words(_("Read the letter as it was sent")),
    "write": Words(_("Write to the other side about the letter")),
    "note": Words(_("Keep a note that the secretariat alone reads")),
    "extend": Words(_("Give the sender more time to answer")),
    "checklist": Words(_("Fill in the checklist"), _("nobody proposes to decline")),
    "request_information": Words(_("Ask the sender for more information")),
    "confirm": Words(
        _("Confirm the participation"),
        _("the checklist is answered with yes and nobody proposes to decline"),
    ),
    "propose_decline": Words(_("Propose to decline"), _("nobody has proposed it yet")),
    "drop_decline": Words(
        _("Drop the proposal to decline"), _("somebody has proposed to decline")
    ),
    "decline": Words(_("Decline the letter"), _("somebody else has proposed to decline")),
    "clear": Words(_("Clear the text for the public"), _("it is not cleared yet")),
    "second_clearance": Words(
        _("Clear the text as the second person"),
        _("the first person found personal data and has cleared it"),
    ),
    "reopen_clearance": Words(_("Reopen the clearance"), _("it is cleared")),
    "publish": Words(
        _("Publish the letter"), _("it is cleared and its public file is made")
    ),
    "black_out": Words(
        _("Black out places of the signed letter"),
        _("it is not cleared yet, or a correction is proposed"),
    ),
    "postpone": Words(_("Publish the letter later, for a reason")),
    "correct": Words(
        _("Propose a correction of the public letter"), _("none is proposed yet")
    ),
    "second_correction": Words(
        _("Put the corrected letter on the website"),
        _("somebody else has proposed it and its files are made"),
    ),
    "drop_correction": Words(_("Drop the correction"), _("one is proposed")),
    "take_down": Words(_("Take the letter down")),
}
PARTNER = {
    "rename": Words(_("Change the name")),
    "partner_edit": Words(_("Change the kind, country and region")),
    "partner_describe": Words(_("Write the profile, the names and the website")),
    "deactivate": Words(
        _("Note that the partner takes no part now"),
        _("it was asked whether it stays and did not answer in time"),
    ),
    "reactivate": Words(_("Make the partner active again")),
    "partner_withdraw": Words(_("Leave the Partnership"), _("it has not said so yet")),
    "silence_ask": Words(
        _("Ask a silent partner whether it stays"), _("nobody has asked it yet")
    ),
    "silence_leave_alone": Words(_("Leave a silent partner as it is until a day")),
    "statement_record": Words(
        _("Record a statement on paper that the partner leaves"),
        _("it has not said so yet"),
    ),
    "statement_return": Words(
        _("Say that an inactive partner is back"), _("it has not said so yet")
    ),
    "past_letter_add": Words(
        _("Add a letter of the past"), _("no letter of it is in the portal")
    ),
    "see_names": Words(_("Read all names, and who changed the register")),
    "appoint": Words(_("Name a person with an account")),
    "invitation_send": Words(_("Invite somebody by mail to work for the partner")),
    "introduction_make": Words(_("Make a link that introduces new partners")),
    "introduction_revoke": Words(_("Take back the link that introduces new partners")),
    "consent": Words(_("Decide whether the own name is public")),
    "contact_confirm": Words(_("Confirm the own contact details")),
    "join_request_ask": Words(_("Ask to speak for the partner")),
}
TERM = {
    "representative_end": Words(
        _("End the term of a representative"),
        _("it still runs and the participation of the partner is confirmed"),
    ),
    "representative_change_role": Words(
        _("Give somebody of the partner another role"),
        _("the term still runs and the participation of the partner is confirmed"),
    ),
    "representative_hand_over": Words(
        _("Hand over to somebody who follows"),
        _("the term runs, and it is that of a focal point or an alternate"),
    ),
}
INVITATION = {
    "invitation_send_again": Words(_("Send an invitation again")),
    "invitation_withdraw": Words(_("Withdraw an invitation")),
    "invitation_answer": Words(
        _("Accept or decline an invitation"), _("the time to answer is not over")
    ),
}
SILENCE = {"silence_answer": Words(_("Answer whether the partner stays"))}
STATEMENT = {
    "statement_take_back": Words(_("Take back that the partner leaves, or is back"))
}
PAST_LETTER = {
    "past_letter_attach": Words(
        _("Add the signed file to a letter of the past"),
        _("it has no file yet, and has not been withdrawn"),
    ),
    "past_letter_withdraw": Words(
        _("Withdraw a letter of the past"), _("it has not been withdrawn yet")
    ),
}
REQUEST = {
    "join_request_decide": Words(
        _("Decide whether somebody may speak for the partner"),
        _("the participation of the partner is confirmed"),
    )
}

FUNDER = {"funder_edit": Words(_("Change what is known of a funder"))}
IMPORT = {
    "import_follow": Words(_("See what a table of partners would change")),
    "import_leave_out": Words(_("Leave rows of a table out")),
    "import_bring_in": Words(
        _("Write a table into the register"),
        _("no row is wrong that is not left out, and something is to be written"),
    ),
    "import_undo": Words(
        _("Take an import back"),
        _(
            "it was written within the last 30 days, and no mails to its people are to be written"
        ),
    ),
    "import_tell_people": Words(
        _("Write to the people of a table"),
        _("it is written, and somebody was not written to yet"),
    ),
    "import_stop": Words(_("Stop the writing or the taking back, before it is done")),
    "import_discard": Words(_("Discard a table that was not written")),
}
MERGE = {
    "merge_follow": Words(_("See what went over when two entries were merged")),
    "merge_undo": Words(
        _("Take two merged entries apart"), _("they were merged within the last 30 days")
    ),
}


OF_PARTNER = tuple(f"partner__{name}" for name in KNOWN_AS)
KINDS = {
    "letter": Kind(
        model=LetterOfIntent,
        steps=permissions.LETTER,
        words=LETTER,
        finder=Finder(
            visible=LetterOfIntent.objects.visible_to,
            search=("reference", "organisation", "skeleton"),
            pages="partners:letter_",
            lookups={"key": "reference"},
        ),
    ),
    "partner": Kind(
        model=Partner,
        steps=permissions.PARTNER,
        words=PARTNER,
        finder=Finder(
            visible=Partner.objects.visible_to,
            search=("name", *KNOWN_AS),
            pages="partners:partner_",
            lookups={"slug": "slug"},
        ),
    ),
    "term": Kind(
        model=Representative,
        steps=permissions.TERM,
        words=TERM,
        finder=Finder(
            visible=part_of(Representative, "partner", Partner),
            search=("person__name", "partner__name", *OF_PARTNER),
        ),
    ),
    "request": Kind(
        model=JoinRequest,
        steps=permissions.REQUEST,
        words=REQUEST,
        finder=Finder(
            visible=part_of(JoinRequest, "partner", Partner),
            search=("person__name", "partner__name", *OF_PARTNER),
        ),
    ),
    "invitation": Kind(
        model=PartnerInvitation,
        steps=permissions.INVITATION,
        words=INVITATION,
        finder=Finder(
            visible=part_of(PartnerInvitation, "partner", Partner),
            search=("partner__name", *OF_PARTNER),
        ),
    ),
    "silence": Kind(
        model=SilenceQuestion,
        steps=permissions.SILENCE,
        words=SILENCE,
        finder=Finder(
            visible=SilenceQuestion.objects.visible_to,
            search=("partner__name", *OF_PARTNER),
        ),
    ),
    "statement": Kind(
        model=PartnerStatement,
        steps=permissions.STATEMENT,
        words=STATEMENT,
        finder=Finder(
            visible=PartnerStatement.objects.visible_to,
            search=("partner__name", *OF_PARTNER),
        ),
    ),
    "past_letter": Kind(
        model=PastLetter,
        steps=permissions.PAST_LETTER,
        words=PAST_LETTER,
        finder=Finder(
            visible=part_of(PastLetter, "partner", Partner),
            search=("partner__name", *OF_PARTNER),
        ),
    ),
    "funder": Kind(
        model=Funder,
        steps=permissions.FUNDER,
        words=FUNDER,
        finder=Finder(
            visible=Funder.objects.visible_to,
            search=("name", "skeleton"),
            pages="partners:funder_",
            lookups={"pk": "pk"},
        ),
    ),
    "import": Kind(
        model=Import,
        steps=permissions.IMPORT,
        words=IMPORT,
        finder=Finder(
            visible=Import.objects.visible_to,
            search=("name",),
            pages="partners:import_",
            lookups={"pk": "pk"},
        ),
    ),
    "merge": Kind(
        model=Merge,
        steps=permissions.MERGE,
        words=MERGE,
        finder=Finder(
            visible=Merge.objects.visible_to,
            search=("kept__name", "gone__name"),
            pages="partners:merge_",
            lookups={"pk": "pk"},
        ),
    ),
}
RIGHTS = {
    "can_start": NamedRight(permissions.can_start, _("Begin a letter of intent")),
    "can_read_desk": NamedRight(
        permissions.can_read_desk, _("Read the letters at the desk")
    ),
    "can_contact_list": NamedRight(
        permissions.can_contact_list, _("Read the directory of contacts")
    ),
    "can_contact_ask": NamedRight(
        permissions.can_contact_ask, _("Ask people now whether their details are right")
    ),
    "can_contact_export": NamedRight(
        permissions.can_contact_export, _("Download the directory of contacts")
    ),
    "can_partner_enter": NamedRight(
        permissions.can_partner_enter, _("Enter a partner of the public record")
    ),
    "can_funder_list": NamedRight(
        permissions.can_funder_list, _("Read the register of funders")
    ),
    "can_funder_enter": NamedRight(permissions.can_funder_enter, _("Enter a funder")),
    "can_quality_accept": NamedRight(
        permissions.can_quality_accept,
        _("See what is missing in the data, and accept it as it is"),
    ),
    "can_import_start": NamedRight(
        permissions.can_import_start, _("Upload a workbook or a table")
    ),
    "can_letter_file": NamedRight(
        permissions.can_letter_file, _("File a letter that came on paper or by e-mail")
    ),
    "can_merge_make": NamedRight(
        permissions.can_merge_make, _("Merge two entries of one organization")
    ),
    "can_merge_tell_apart": NamedRight(
        permissions.can_merge_tell_apart, _("Say that two entries are not the same")
    ),
}
