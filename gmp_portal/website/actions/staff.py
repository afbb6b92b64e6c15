"""Terms in the secretariat begin and end; the ledger keeps who decided it."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from gmp_portal import ledger
from gmp_portal.accounts.models import SecretariatTerm, User
from gmp_portal.accounts.models.terms import days
from gmp_portal.website.acts import Act
from gmp_portal.workflow import RuleRefusedError


@transaction.atomic
def appoint(
    person: User, role: str, *, first: date, last: date | None = None, by: User | None
) -> SecretariatTerm:
    """Let somebody act for UNEP, or administer the portal, from one day to another (A1-6c-i)."""
    try:
        with transaction.atomic():
            term = SecretariatTerm.objects.create(
                person=person, role=role, period=days(first, last)
            )
    except IntegrityError as error:
        raise RuleRefusedError(
            _("This person already holds this role during these days."), clause="A1-6c-i"
        ) from error
    ledger.record(Act.STAFF_APPOINTED, term, by=by, role=role, first=first.isoformat())
    return term


@transaction.atomic
def end(term: SecretariatTerm, *, last: date, reason: str, by: User) -> None:
    """End a term early; the rights end with its last day."""
    term.shorten(last, reason=reason, clause="A1-6c-i")
    ledger.record(Act.STAFF_ENDED, term, by=by, reason=reason, last=last.isoformat())
