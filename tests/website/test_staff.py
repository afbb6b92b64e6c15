"""Terms in the secretariat begin and end; the ledger keeps who decided it."""

from datetime import timedelta

import pytest

from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today
from gmp_portal.website import permissions
from gmp_portal.website.actions import staff
from gmp_portal.workflow import RuleRefusedError


def test_an_appointed_officer_acts_for_unep_until_the_term_is_ended(person, admin):
    term = staff.appoint(person, "officer", first=today() - timedelta(days=9), by=admin)

    assert permissions.can_change_rule(User.objects.get(pk=person.pk))

    staff.end(term, last=today() - timedelta(days=1), reason="Moved on.", by=admin)

    assert not permissions.can_change_rule(User.objects.get(pk=person.pk))
    assert [(entry.kind, entry.actor) for entry in ledger.trail(term)] == [
        ("staff.ended", admin),
        ("staff.appointed", admin),
    ]


def test_nobody_holds_the_same_role_twice_at_a_time(person, admin):
    staff.appoint(person, "officer", first=today(), by=admin)

    with pytest.raises(RuleRefusedError, match="already holds this role") as refusal:
        staff.appoint(person, "officer", first=today(), by=admin)

    assert refusal.value.clause == "A1-6c-i"


def test_an_administrator_sees_the_desk_and_changes_no_rule(admin):
    assert permissions.can_see_desk(admin)
    assert permissions.can_retry(admin)
    assert not permissions.can_change_rule(admin)
