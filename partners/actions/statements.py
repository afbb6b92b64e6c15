"""A partner says that it leaves or is back, takes it back, or the day comes (R-11, R-47)."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from gmp_portal import characters, dates, ledger, rulebook
from gmp_portal.accounts.models import User
from gmp_portal.workflow import RuleRefusedError
from partners import emails, not_now
from partners.actions import partners, silences, statement_settling
from partners.acts import Act
from partners.models import Partner, PartnerStatement, SilenceQuestion
from partners.reading import interests

RULE = "R-47"
# Who leaves later than a year after the first day that is possible says so later.
MOST_DAYS = 365
Status = PartnerStatement.Status
Kind = PartnerStatement.Kind


def first_day() -> date:
    """The first day on which somebody can leave who says so today."""
    return dates.today() + timedelta(days=rulebook.value(RULE))


@transaction.atomic
def leave(
    partner: Partner,
    *,
    words: str,
    name: str,
    leaves_on: date | None = None,
    is_on_paper: bool = False,
    by: User,
) -> PartnerStatement:
    """Say that the partner leaves; until the day it can be taken back (R-47).

    ``name`` is the partner's own, typed by whoever says so: nobody leaves by a slip.
    """
    partner.lock()
    earlier = partner.statements.leaving().first()
    if earlier is not None:
        if earlier.said_by_id == by.pk and earlier.words == words:
            # Pressed twice, it was said once.
            return earlier
        raise not_now.why_leaving_already(partner)
    partner.refuse_unless_it_becomes(Partner.Status.WITHDRAWN)
    check_name(partner, name)
    check_day(leaves_on)
    answer = SilenceQuestion.Status.LEAVES
    silences.settle_waiting(partner, answer, words=words, by=by)
    statement_settling.take_back_return(partner, by=by)
    statement = PartnerStatement.objects.create(
        partner=partner,
        kind=Kind.LEAVES,
        words=words,
        leaves_on=leaves_on or first_day(),
        is_on_paper=is_on_paper,
        said_by=by,
    )
    ledger.record(Act.PARTNER_LEAVING_SAID, partner, by=by, reason=words)
    emails.leaving_said(statement, by=by)
    interests.tell_leads(partner, interests.LEAVES, leaves_on=statement.leaves_on, by=by)
    return statement


def check_name(partner: Partner, name: str) -> None:
    """Refuse a name that is none of the partner's: nobody leaves by a slip (R-47)."""
    forms = {partner.skeleton, partner.short_skeleton} - {""}
    if characters.skeleton(name) not in forms:
        refusal = _("Type the name of the partner as it stands above.")
        raise RuleRefusedError(refusal, clause=RULE, status=422)


def check_day(leaves_on: date | None) -> None:
    """Refuse a day that leaves no time to take it back, or lies too far ahead (R-47)."""
    first = first_day()
    last = first + timedelta(days=MOST_DAYS)
    if leaves_on is not None and not first <= leaves_on <= last:
        refusal = _(
            "Choose a day from %(first)s to %(last)s: until that day it can be taken back."
        )
        days = {"first": first, "last": last}
        raise RuleRefusedError(refusal, clause=RULE, status=422, params=days)


@transaction.atomic
def return_(partner: Partner, *, words: str, by: User) -> PartnerStatement:
    """Say that an inactive partner is back; an officer then makes it active (R-11)."""
    partner.lock()
    earlier = partner.statements.returning().first()
    if earlier is not None:
        return earlier
    if partner.status != Partner.Status.INACTIVE:
        raise not_now.why_not_back(partner)
    statement_settling.take_back_leaving(partner, by=by)
    statement = PartnerStatement.objects.create(
        partner=partner, kind=Kind.RETURNS, words=words, said_by=by
    )
    ledger.record(Act.PARTNER_RETURN_SAID, partner, by=by, reason=words)
    emails.return_said(statement, by=by)
    return statement


@transaction.atomic
def take_back(statement: PartnerStatement, *, by: User) -> None:
    """Take back what was said before it took effect (R-47)."""
    statement.partner.lock()
    statement.lock()
    if statement.status == Status.TAKEN_BACK:
        return
    if statement.status != Status.SAID:
        raise not_now.why_statement_stands(statement)
    statement_settling.take_back(statement, by=by)
    emails.statement_taken_back(statement, by=by)


@transaction.atomic
def finish(statement: PartnerStatement, *, today: date) -> None:
    """Let a partner leave on the day that it named; started by the clock (R-47)."""
    partner = statement.partner
    partner.lock()
    statement.lock()
    if statement.status != Status.SAID or not _is_due(statement, today):
        return
    statement_settling.settle(statement, Status.DONE, by=None)
    if partner.can_become(Partner.Status.WITHDRAWN):
        said_by = statement.said_by
        partners.withdraw(partner, reason=statement.words, said=statement, by=said_by)


def _is_due(statement: PartnerStatement, today: date) -> bool:
    return statement.leaves_on is not None and statement.leaves_on <= today
