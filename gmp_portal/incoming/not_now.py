"""Why a step on a received mail is not possible now, for the page and for the act."""

from django.utils.translation import gettext as _

from gmp_portal.incoming.models import IncomingMail, State
from gmp_portal.workflow import STEP_BY_STEP, RuleRefusedError


def why_decided(_mail: IncomingMail) -> RuleRefusedError:
    return RuleRefusedError(
        _("This mail does not wait any more: somebody has decided on it."),
        clause=STEP_BY_STEP,
    )


def why_not_taken(mail: IncomingMail) -> RuleRefusedError:
    """Decided already, or nothing that could become a draft."""
    if mail.state != State.HELD:
        return why_decided(mail)
    return RuleRefusedError(
        _(
            "The portal does not know whose record this mail belongs to: write to its sender."
        ),
        clause=STEP_BY_STEP,
    )
