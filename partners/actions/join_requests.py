"""How people ask to speak for an organization that is a partner already (A1-6a)."""

from django.db import transaction
from django.utils import timezone

from gmp_portal import ledger
from gmp_portal.accounts.models import User
from partners import emails, permissions
from partners.actions import representatives
from partners.acts import Act
from partners.models import JoinRequest, Partner, Representative


@transaction.atomic
def ask(partner: Partner, *, note: str, by: User) -> JoinRequest:
    """Ask to speak for an organization that is a partner already, instead of a new letter."""
    partner.lock()
    asked = JoinRequest.objects.filter(
        partner=partner, person=by, status=JoinRequest.Status.ASKED
    )
    if request := asked.first():
        return request
    request = JoinRequest.objects.create(partner=partner, person=by, note=note)
    ledger.record(Act.JOIN_REQUEST_ASKED, request, by=by, to=request.status)
    emails.join_asked(request, by=by)
    return request


@transaction.atomic
def accept(request: JoinRequest, *, by: User) -> Representative:
    """Let somebody speak for the partner who asked to."""
    request.lock()
    _refuse_oneself(request, by)
    request.refuse_unless_it_becomes(JoinRequest.Status.ACCEPTED)
    request.partner.lock()
    representatives.refuse_second_term(request.partner, request.person)
    _decide(request, JoinRequest.Status.ACCEPTED, Act.JOIN_REQUEST_ACCEPTED, by=by)
    return representatives.appoint(
        request.partner, request.person, role=Representative.Role.ALTERNATE, by=by
    )


@transaction.atomic
def refuse(request: JoinRequest, *, by: User) -> None:
    """Turn a request down, and say so."""
    request.lock()
    _refuse_oneself(request, by)
    _decide(request, JoinRequest.Status.REFUSED, Act.JOIN_REQUEST_REFUSED, by=by)
    emails.join_refused(request, by=by)


def _refuse_oneself(request: JoinRequest, by: User) -> None:
    """Others say who speaks for a partner."""
    if refusal := permissions.refusal_to_let_in(by, request):
        raise refusal


def _decide(request: JoinRequest, status: str, act: Act, *, by: User) -> None:
    before = request.become(status)
    request.decided_at, request.decided_by = timezone.now(), by
    request.save(update_fields=["status", "decided_at", "decided_by"])
    ledger.record(act, request, by=by, from_=before, to=status)
