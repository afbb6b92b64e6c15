"""The picture of the seats says what the table of members says (A1-3b)."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from advisory_group.models import Constituency, Seat
from advisory_group.reading import balance, seat_charts
from advisory_group.reading.looks import LOOKS
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.reference.choices import UnRegion
from gmp_portal.ui.icons import ICONS
from tests.factories.accounts import UserFactory
from tests.factories.advisory_group import SeatFactory

pytestmark = pytest.mark.django_db
HOME = reverse("advisory_group:home")


def _rows(by=seat_charts.REGION, places=25):
    seats = list(Seat.objects.current(today()).for_pages())
    return {str(row.label): row for row in seat_charts.rows(seats, places, today(), by=by)}


def test_each_regional_group_has_a_row_even_without_a_member(group):
    SeatFactory.create(region="african")

    rows = _rows()

    assert [rows[str(label)].count for label in UnRegion.labels] == [
        int(value == "african") for value in UnRegion.values
    ]
    assert "No regional group" not in rows


def test_vacant_seats_are_numbered_on_from_those_taken(group):
    SeatFactory.create_batch(22)

    assert list(_rows()["Vacant"].vacant) == [23, 24, 25]


def test_a_full_group_has_no_row_of_vacant_seats(group):
    SeatFactory.create_batch(3)

    assert "Vacant" not in _rows(places=3)


def test_transitional_members_stand_apart_and_fill_no_seat(group):
    SeatFactory.create(transitional=True, region="african")

    rows = _rows()

    assert (rows["Transitional"].count, rows["Vacant"].count) == (1, 25)
    assert rows["African States"].count == 0


def test_rows_can_be_constituencies(group):
    SeatFactory.create(constituency="science")

    rows = _rows(by=seat_charts.CONSTITUENCY)

    assert rows["Science and technology"].count == 1
    assert rows["Governments"].count == 0


def test_a_seat_says_whose_it_is_and_when_it_ends_soon(group):
    soon = days(today() - timedelta(days=9), today() + timedelta(days=30))
    SeatFactory.create(person=UserFactory.create(name="Ana Sample"), period=soon)

    [tile] = _rows()["African States"].tiles

    assert tile.ends_soon
    assert tile.words.startswith("Ana Sample, Governments, term ends ")


@pytest.mark.parametrize(("ahead", "soon"), [(60, True), (61, False), (None, False)])
def test_a_term_ends_soon_within_sixty_days(group, ahead, soon):
    last = None if ahead is None else today() + timedelta(days=ahead)
    seat = SeatFactory.create(period=days(today() - timedelta(days=9), last))

    assert seat_charts.ends_within(seat, today()) is soon


def test_every_constituency_has_a_look_of_its_own():
    assert set(LOOKS) == set(Constituency.values)
    assert len({look.hue for look in LOOKS.values()}) == len(LOOKS)
    assert {look.icon for look in LOOKS.values()} <= set(ICONS)


def test_the_picture_leads_to_the_row_of_the_table(client, group):
    seat = SeatFactory.create(person=UserFactory.create(name="Ana Sample"))

    page = client.get(HOME).content.decode()

    assert f'href="#seat-{seat.pk}"' in page
    assert f'<tr id="seat-{seat.pk}">' in page
    assert "style=" not in page


def test_the_aside_counts_what_the_picture_does_not_show(client, group):
    SeatFactory.create()

    shown = {
        by: re.findall(
            r'<h3 class="eyebrow">([^<]+)</h3>',
            client.get(HOME, {"by": by}).content.decode(),
        )
        for by in ("region", "constituency", "nonsense")
    }

    assert "Constituencies" in shown["region"]
    assert "Regional groups" not in shown["region"]
    assert "Regional groups" in shown["constituency"]
    assert shown["nonsense"] == shown["region"]


def test_a_thought_experiment_tells_only_what_it_moves(as_user, secretariat, group):
    SeatFactory.create_batch(2)
    asked = {
        "what-klass": "iii",
        "what-constituency": "industry",
        "what-region": "western",
    }

    page = as_user(secretariat).get(reverse("advisory_group:board"), asked)
    moved = [
        (str(line.label), line.now, line.then)
        for dimension in page.context["dimensions"]
        for line in dimension.changed
    ]

    assert ("Business and industry", 0, 1) in moved
    assert all(now != then for _label, now, then in moved)
    assert "Balance now and then" in page.content.decode()


def test_shares_are_of_the_whole_group():
    lines = [balance.Line("Some", 2), balance.Line("Others", 1), balance.Line("None", 0)]
    dimension = balance.Dimension("Sample", "A1-3b-2", lines)

    assert sum(part.number for part in dimension.parts) == 3
    assert dimension.most == 2
