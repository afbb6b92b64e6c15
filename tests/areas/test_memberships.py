"""Partners join areas and leave them, as often as they like (A1-6a-i, R-11)."""

from datetime import UTC, date, datetime
from importlib import import_module

import pytest
import time_machine
from django.db import connection

from areas.actions import areas, memberships
from areas.models import AreaMembership
from gmp_portal import ledger
from gmp_portal.accounts.models.terms import today
from gmp_portal.ledger.models import Entry
from gmp_portal.notifications.models import Message
from gmp_portal.workflow import RuleRefusedError
from tests.factories.areas import AreaFactory, MembershipFactory, lead_of
from tests.factories.partners import PartnerFactory

pytestmark = pytest.mark.django_db


def ends(area, partner):
    rows = AreaMembership.objects.filter(area=area, partner=partner).order_by("since")
    return list(rows.values_list("until", flat=True))


def test_leaving_leaves_the_ends_of_earlier_memberships_as_they_are(person):
    area, partner = AreaFactory.create(), PartnerFactory.create(participation=None)
    MembershipFactory.create(
        area=area, partner=partner, since=date(2020, 1, 1), until=date(2021, 1, 1)
    )
    MembershipFactory.create(area=area, partner=partner, since=date(2023, 1, 1))

    memberships.leave(area, partner, by=person)

    assert ends(area, partner) == [date(2021, 1, 1), today()]


def test_leaving_concerns_one_area_and_one_partner(person):
    one = MembershipFactory.create()
    elsewhere = MembershipFactory.create(partner=one.partner)
    neighbour = MembershipFactory.create(area=one.area)

    memberships.leave(one.area, one.partner, by=person)

    assert ends(one.area, one.partner) == [today()]
    assert ends(elsewhere.area, one.partner) == [None]
    assert ends(one.area, neighbour.partner) == [None]


def test_joining_again_is_a_membership_of_its_own(person):
    row = MembershipFactory.create(since=date(2020, 1, 1), until=date(2021, 1, 1))

    again = memberships.join(row.area, row.partner, by=person)

    assert again.since == today()
    assert ends(row.area, row.partner) == [date(2021, 1, 1), None]


def test_joining_twice_is_joining_once(person):
    row = MembershipFactory.create()

    assert memberships.join(row.area, row.partner, by=person) == row


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        ("2024-02-29", False),
        ("2024-03-01", True),
        ("2025-02-28", True),
        ("2025-03-01", False),
    ],
)
def test_a_membership_holds_from_its_first_day_to_the_day_before_it_is_left(day, holds):
    MembershipFactory.create(since=date(2024, 3, 1), until=date(2025, 3, 1))

    with time_machine.travel(f"{day} 12:00", tick=False):
        assert AreaMembership.objects.current().exists() is holds


def test_a_letter_lets_its_partner_join_established_areas_only():
    """A1-2e."""
    named, unnamed = AreaFactory.create(), AreaFactory.create()
    proposed, closed = (
        AreaFactory.create(proposed=True),
        AreaFactory.create(status="closed"),
    )
    partner = PartnerFactory.create(participation=None)

    memberships.join_areas(partner, [named.slug, proposed.slug, closed.slug], by=None)

    assert [row.area for row in partner.area_memberships.all()] == [named]
    assert not unnamed.memberships.exists()


@pytest.mark.parametrize(
    ("area", "partner", "clause"),
    [({"status": "closed"}, {}, "P-6"), ({}, {"status": "inactive"}, "A1-2e")],
)
def test_who_cannot_join(area, partner, clause, person):
    area = AreaFactory.create(**area)
    partner = PartnerFactory.create(participation=None, **partner)

    with pytest.raises(RuleRefusedError) as refusal:
        memberships.join(area, partner, by=person)

    assert refusal.value.clause == clause
    assert not area.memberships.exists()


def test_leaving_an_area_twice_is_told_once(person):
    row = MembershipFactory.create()
    lead_of(row.area)
    memberships.leave(row.area, row.partner, by=person)

    memberships.leave(row.area, row.partner, by=person)

    kinds = [entry.kind for entry in ledger.trail(row.area)]
    assert kinds == ["area.partner_left"]
    assert Message.objects.count() == 1


# Areas that were closed before closing ended memberships -------------------------------


def _migrate():
    migration = import_module("areas.migrations.0005_closed_areas_have_no_partners")
    with connection.cursor() as cursor:
        cursor.execute(migration.END)


def test_partners_left_a_closed_area_on_the_day_it_was_closed(secretariat):
    """P-6."""
    area = AreaFactory.create()
    earlier = MembershipFactory.create(area=area, until=date(2024, 5, 1))
    areas.close(area, reason="The work is done.", by=secretariat)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER ledger_keep")
    Entry.objects.filter(kind="area.closed").update(
        at=datetime(2025, 6, 30, 23, 30, tzinfo=UTC)
    )
    known = MembershipFactory.create(area=area, since=date(2025, 1, 1))
    on_record = MembershipFactory.create(area=area, since=None, source="Example register")
    later = MembershipFactory.create(area=area, since=date(2025, 7, 2))

    _migrate()

    assert ends(area, earlier.partner) == [date(2024, 5, 1)]
    assert ends(area, known.partner) == [date(2025, 6, 30)]
    assert ends(area, on_record.partner) == [date(2025, 6, 30)]
    assert ends(area, later.partner) == [date(2025, 7, 2)]


def test_where_the_day_of_closing_is_unknown_partners_left_today():
    membership = MembershipFactory.create(area__status="closed")
    elsewhere = MembershipFactory.create()

    _migrate()

    assert ends(membership.area, membership.partner) == [datetime.now(UTC).date()]
    assert ends(elsewhere.area, elsewhere.partner) == [None]
