"""The steps on activities and opportunities in plain words, for the table of rights."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.rights_table import Words

ACTIVITY = {
    "activity_change": Words(_("Change the draft of an activity")),
    "activity_send": Words(
        _("Send an activity to the leads"),
        _("it is a draft, and its partner is in the area"),
    ),
    "activity_remove": Words(_("Delete the draft of an activity")),
    "activity_take_back": Words(_("Take an activity back from the leads")),
    "activity_acknowledge": Words(_("Acknowledge an activity")),
    "activity_ask_back": Words(_("Ask a partner about an activity")),
    "activity_end": Words(_("End an activity and say what came of it")),
    "activity_decline": Words(_("Say that a partner does not carry an activity out")),
    "activity_count_once": Words(
        _("Count two activities of one title as one"),
        _("two areas have one of the same partner, and nobody has answered yet"),
    ),
    "activity_count_apart": Words(
        _("Count two activities of one title apart"),
        _("two areas have one of the same partner, and nobody has answered yet"),
    ),
}
OPPORTUNITY = {
    "opportunity_ask": Words(_("Ask back about a suggested opportunity")),
    "opportunity_answer": Words(_("Answer the leads about a suggested opportunity")),
    "opportunity_take_in": Words(_("Take a suggestion into the register")),
    "opportunity_decline": Words(_("Decline a suggested opportunity")),
    "opportunity_withdraw": Words(_("Take a suggested opportunity back")),
    "opportunity_edit": Words(_("Change the words of an opportunity")),
    "opportunity_move": Words(_("Say where an opportunity stands")),
    "opportunity_put_in": Words(
        _("Put an opportunity into the draft of the plan"),
        _("it is open, and the draft lacks it"),
    ),
    "opportunity_take_out": Words(
        _("Take an opportunity out of the draft of the plan"), _("the draft has it")
    ),
    "interest_say": Words(_("Say that an opportunity is of interest")),
}
INTEREST = {
    "interest_take_back": Words(
        _("Take interest in an opportunity back"), _("it has not been taken back")
    ),
}
