"""Why a step above the apps is not possible now, for the page and for the act."""

from django.utils.translation import gettext as _

from gmp_portal.accounts.models import Erasure
from gmp_portal.website.models import Announcement, Bulk, Holding, Notice
from gmp_portal.workflow import STEP_BY_STEP, RuleRefusedError


def why_nobodys(_holding: Holding) -> RuleRefusedError:
    return RuleRefusedError(
        _(
            "This work is nobody's, because the term of whoever had it is over: take it first."
        ),
        clause=STEP_BY_STEP,
    )


def why_released(_bulk: Bulk) -> RuleRefusedError:
    return RuleRefusedError(
        _("It was released already: each of the list is dealt with once."), clause="R-53"
    )


def why_over(_notice: Notice) -> RuleRefusedError:
    return RuleRefusedError(
        _("Its time is over: nobody sees it any more."), clause=STEP_BY_STEP
    )


def why_no_draft(announcement: Announcement) -> RuleRefusedError:
    if announcement.status == Announcement.Status.HELD:
        said = _("It was sent off: recall it before you change it.")
    else:
        said = _("It has gone out: what people were told is changed no more.")
    return RuleRefusedError(said, clause="R-41")


def why_not_held(announcement: Announcement) -> RuleRefusedError:
    if announcement.status == Announcement.Status.DRAFT:
        said = _("It is a draft: nothing of it is on its way.")
    else:
        said = _("It has gone out: the time in which it could be recalled is over.")
    return RuleRefusedError(said, clause="R-41")


def why_settled(erasure: Erasure) -> RuleRefusedError:
    if erasure.status == Erasure.Status.DONE:
        said = _("The data are removed: this cannot be undone.")
    else:
        said = _("The removal was taken back already: nothing waits any more.")
    return RuleRefusedError(said, clause="R-49")
