"""Who may see and do what on the pages above the apps."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.rights import Anybody, Right, is_officer

ONLY_DESK = _("The desk is for the secretariat.")


def _works_at_desk(user: Anybody) -> bool:
    """The secretariat within a current term; administrators see the machinery (A1-6c-i)."""
    return user.is_authenticated and (user.is_secretariat or user.is_admin)


THE_DESK = _("the secretariat, administrators of the portal")
can_see_desk = Right(_works_at_desk, ONLY_DESK, "A1-6c-i", who=THE_DESK)
can_retry = Right(_works_at_desk, ONLY_DESK, "A1-6c-i", who=THE_DESK)
# The public sees the checkpoints; reasons in the acts are for those who run the portal.
can_integrity_export = Right(
    _works_at_desk,
    _("Only the secretariat and administrators export the ledger, for auditors."),
    "P-1",
    who=THE_DESK,
)
# Working rules are UNEP's (P-23).
can_change_rule = Right(
    is_officer, _("Only the secretariat changes a working rule."), "P-23"
)
# Who may do what is public; what one person may do with one record is not (A1-6c-i).
can_simulate = Right(
    is_officer,
    _("Only the secretariat asks what somebody else can do with a record."),
    "A1-6c-i",
)


def _has_an_account(user: Anybody) -> bool:
    return user.is_authenticated and user.is_active


can_keep_calendar_address = Right(
    _has_an_account,
    _("Sign in: the address of a calendar belongs to somebody with an account."),
    "B2-3",
    who=_("everybody with an account"),
)
