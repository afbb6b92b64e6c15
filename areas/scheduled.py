"""What the clock looks after: terms that run out, and decisions that ended (A1-4b-vi)."""

from datetime import date, timedelta

from django.db import transaction

from areas import emails
from areas.actions import leads, plans
from areas.acts import Act
from areas.models import LeadTerm, PlanVersion
from gmp_portal import ledger
from gmp_portal.jobs import clock
from gmp_portal.ledger.models import Entry

# How many days before the end of a term the area and the secretariat are told (C3).
WARNINGS = (180, 90, 30)


@clock.every_minute
def close_terms(today: date) -> None:
    """Take the right away from whoever's term is over, once; the last day was the last."""
    ended = LeadTerm.objects.filter(
        period__endswith__lte=today, period__endswith__gt=today - timedelta(days=60)
    )
    for term in ended.select_related("person", "area"):
        with transaction.atomic():
            if leads.revoke_if_last(term):
                ledger.record(
                    Act.AREA_LEAD_EXPIRED,
                    term.area,
                    by=None,
                    person=term.person_id,
                    until=str(term.ends_on),
                )


@clock.every_minute
def announce_ends(today: date) -> None:
    """Tell area and secretariat 180, 90 and 30 days before a term ends, each once (C3)."""
    for days in WARNINGS:
        last = today + timedelta(days=days)
        terms = LeadTerm.objects.current(today).filter(
            period__endswith__gt=last - timedelta(days=6),
            period__endswith__lte=last + timedelta(days=1),
        )
        for term in terms.select_related("person", "partner", "area"):
            _announce(term, days)


@transaction.atomic
def _announce(term: LeadTerm, days: int) -> None:
    term.area.lock()
    told = Entry.objects.filter(
        kind=Act.AREA_LEAD_TERM_ENDS, body__term=term.pk, body__days=days
    )
    if told.exists():
        return
    ledger.record(Act.AREA_LEAD_TERM_ENDS, term.area, by=None, term=term.pk, days=days)
    emails.term_ends(term, days)


@clock.every_minute
def note_consensus(today: date) -> None:
    """Note on plans what their area has adopted meanwhile (A1-4b-iii)."""
    for plan in PlanVersion.objects.filter(
        status=PlanVersion.Status.IN_CONSENSUS,
        consensus_decision__status__in=["adopted", "adopted_with_statements"],
    ):
        plans.record_consensus(plan, by=None)
