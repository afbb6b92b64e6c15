"""What is missing or doubtful is accepted as it is until a day, with the reason (R-48)."""

from datetime import date, timedelta

from django.db import models, transaction
from django.utils.translation import gettext as _

from gmp_portal import dates, ledger, rulebook
from gmp_portal.accounts.models import User
from gmp_portal.workflow import RuleRefusedError
from partners.acts import Act
from partners.models import SetAside

RULE = "R-48"


@transaction.atomic
def accept(check: str, record: models.Model, *, reason: str, until: date, by: User) -> None:
    """Accept what a check found as it is, until a day; said twice, it is noted once (R-48).

    The last word counts: whoever chooses today takes back what was accepted for longer.
    """
    refuse_day(until)
    if is_noted(check, record, reason=reason, until=until):
        return
    note(check, record, reason=reason, until=until, by=by)
    ledger.record(Act.QUALITY_ACCEPTED, record, by=by, reason=reason, check=check)


def refuse_day(until: date) -> None:
    """Refuse a day that is over, or further ahead than the rule allows (R-48)."""
    most = rulebook.value(RULE)
    if not dates.today() <= until <= dates.today() + timedelta(days=most):
        refusal = _("Choose a day from today on, at most %(most)d days ahead.")
        raise RuleRefusedError(refusal, clause=RULE, status=422, params={"most": most})


def is_noted(check: str, record: models.Model, *, reason: str, until: date) -> bool:
    subject = ledger.subject_of(record)
    noted = SetAside.objects.filter(check_key=check, subject=subject)
    last = noted.order_by("-pk").first()
    return last is not None and (last.reason, last.until) == (reason, until)


def note(check: str, record: models.Model, *, reason: str, until: date, by: User) -> None:
    """Keep what is accepted, why, and until when."""
    SetAside.objects.create(
        check_key=check,
        subject=ledger.subject_of(record),
        reason=reason,
        until=until,
        noted_by=by,
    )
