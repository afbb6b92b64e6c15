"""Partners, their letters of intent and the register."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    name = "partners"
    label = "partners"
    verbose_name = _("Partners, their letters of intent and the register")

    def ready(self) -> None:
        """Name the acts of this app, and say who may open its files."""
        from gmp_portal.documents import policies  # noqa: PLC0415 models are ready now
        from gmp_portal.ledger import verbs  # noqa: PLC0415
        from partners import file_access  # noqa: PLC0415

        policies.register("letter_original", file_access.may_read_original)
        policies.register("letter_public", file_access.may_read_public)
        verbs.register(
            {
                "letter.started": _("Draft begun"),
                "letter.discarded": _("Draft deleted"),
                "letter.submitted": _("Letter sent"),
                "letter.checked": _("Checklist saved"),
                "letter.info_requested": _("Information requested"),
                "letter.answered": _("Questions answered"),
                "letter.confirmed": _("Participation confirmed"),
                "letter.decline_proposed": _("Decline proposed"),
                "letter.decline_dropped": _("Proposal to decline dropped"),
                "letter.declined": _("Letter declined"),
                "letter.withdrawn": _("Letter withdrawn"),
                "letter.cleared": _("Cleared for the public"),
                "letter.seconded": _("Cleared by a second person"),
                "letter.clearance_reopened": _("Clearance reopened"),
                "letter.public_file_made": _("Public file made"),
                "letter.published": _("Letter published"),
                "partner.entered": _("Entered from the public record"),
                "partner.confirmed": _("Became a partner"),
                "partner.renamed": _("Renamed"),
                "partner.deactivated": _("Marked as inactive"),
                "partner.reactivated": _("Active again"),
                "partner.withdrew": _("Left the Partnership"),
                "partner.representative_appointed": _("Representative appointed"),
                "partner.representative_ended": _("Representative's term ended"),
                "partner.consent_changed": _("Consent to be named changed"),
                "join_request.asked": _("Asked to speak for the partner"),
                "join_request.accepted": _("Request accepted"),
                "join_request.refused": _("Request refused"),
            }
        )
