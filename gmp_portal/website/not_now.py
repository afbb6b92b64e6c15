"""Why a step above the apps is not possible now, for the page and for the act."""

from django.utils.translation import gettext as _

from gmp_portal.website.models import Holding
from gmp_portal.workflow import STEP_BY_STEP, RuleRefusedError


def why_nobodys(_holding: Holding) -> RuleRefusedError:
    return RuleRefusedError(
        _(
            "This work is nobody's, because the term of whoever had it is over: take it first."
        ),
        clause=STEP_BY_STEP,
    )
