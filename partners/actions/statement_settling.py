"""How what a partner said of leaving or coming back is settled, by whatever act (R-11, R-47)."""

from django.utils import timezone

from gmp_portal import ledger
from gmp_portal.accounts.models import User
from partners.acts import Act
from partners.models import Partner, PartnerStatement
from partners.models.standings import StatementQuerySet
from partners.reading import interests

Status = PartnerStatement.Status


def settle(statement: PartnerStatement, status: str, *, by: User | None) -> None:
    """Let it take effect, or be taken back, once; a part of the act that says so."""
    statement.become(status)
    statement.settled_by, statement.settled_at = by, timezone.now()
    statement.save(update_fields=["status", "settled_by", "settled_at"])


def take_back(statement: PartnerStatement, *, by: User) -> None:
    """Let it take no effect; the leads who heard of leaving hear of that, too (N24)."""
    settle(statement, Status.TAKEN_BACK, by=by)
    ledger.record(Act.PARTNER_STATEMENT_TAKEN_BACK, statement.partner, by=by)
    if statement.kind == PartnerStatement.Kind.LEAVES:
        interests.tell_leads(statement.partner, interests.TAKEN_BACK, by=by)


def take_back_leaving(partner: Partner, *, by: User) -> None:
    """Whoever comes back does not leave, whatever was said before (R-11)."""
    _take_back_all(partner.statements.leaving(), by=by)


def take_back_return(partner: Partner, *, by: User) -> None:
    """Whoever leaves does not come back, whatever was said before (R-11)."""
    _take_back_all(partner.statements.returning(), by=by)


def answer_return(partner: Partner, *, by: User) -> None:
    """Its own word that it is back, if it gave one, has taken effect; it leaves no more."""
    take_back_leaving(partner, by=by)
    for statement in partner.statements.returning():
        statement.lock()
        settle(statement, Status.DONE, by=by)


def _take_back_all(statements: StatementQuerySet, *, by: User) -> None:
    for statement in statements:
        statement.lock()
        take_back(statement, by=by)
