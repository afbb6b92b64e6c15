"""The acts of this app in words, for the history of each record."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "area.proposed": _("Area proposed"),
    "area.established": _("Area established"),
    "area.closed": _("Area closed"),
    "area.partner_joined": _("A partner joined the area"),
    "area.partner_on_record": _("A partner entered from the public record"),
    "area.partner_left": _("A partner left the area"),
    "area.lead_designated": _("Lead designated"),
    "area.lead_ended": _("Term of a lead ended early"),
    "area.lead_expired": _("Term of a lead ran out"),
    "area.lead_term_ends": _("Area told that a term will end"),
    "plan.started": _("Version of the plan started"),
    "plan.frame_changed": _("Title, language or period changed"),
    "plan.section_saved": _("Text of a section saved"),
    "plan.row_added": _("Row added"),
    "plan.row_changed": _("Row changed"),
    "plan.row_removed": _("Row removed"),
    "plan.row_moved": _("Row moved"),
    "plan.commented": _("Comment written"),
    "plan.comment_resolved": _("Comment resolved"),
    "plan.sent_to_area": _("Plan put before the area"),
    "plan.agreed": _("Plan agreed by the area"),
    "plan.taken_back": _("Plan taken back for changes"),
    "plan.submitted": _("Plan submitted to the Advisory Group"),
    "plan.reviewed": _("Review concluded"),
    "plan.answered": _("Recommendations answered by the area"),
    "plan.published": _("Plan published"),
    "plan.superseded": _("Plan replaced by a newer version"),
    "plan.typeset": _("Plan typeset as PDF"),
}
