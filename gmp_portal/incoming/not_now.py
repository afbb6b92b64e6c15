"""Why a step on a received mail is not possible now, for the page and for the act."""

from django.utils.translation import gettext as _

from gmp_portal.incoming.models import WITHOUT_TEXT, IncomingMail, State
from gmp_portal.workflow import STEP_BY_STEP, RuleRefusedError


def why_decided(_mail: IncomingMail) -> RuleRefusedError:
    return RuleRefusedError(
        _("This mail does not wait any more: somebody has decided on it."),
        clause=STEP_BY_STEP,
    )


def why_not_taken(mail: IncomingMail) -> RuleRefusedError:
    """Decided already, or nothing that could become a draft of somebody."""
    if mail.state != State.HELD:
        return why_decided(mail)
    return RuleRefusedError(_sentence(mail), clause=STEP_BY_STEP)


def _sentence(mail: IncomingMail) -> str:
    if not mail.purpose:
        return _(
            "The portal does not know whose record this mail belongs to: write to its sender."
        )
    if mail.why in WITHOUT_TEXT:
        return _("The text of this mail was not read: write to its sender.")
    return _("The account to which the portal wrote is closed: write to the sender.")
