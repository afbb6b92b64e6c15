"""Nominations, invitations, seats and the balance (Annex 1, section 3)."""

from datetime import date, timedelta

import pytest

from advisory_group import permissions, scheduled
from advisory_group.actions import invitations, seats
from advisory_group.models import Invitation, Seat
from advisory_group.reading import balance, people
from gmp_portal import ledger
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.ledger.models import Entry
from gmp_portal.meetings import body_rules
from gmp_portal.notifications.models import Message
from gmp_portal.reference.models import Country, CountryGroup
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError
from tests.factories.accounts import SecretariatTermFactory, UserFactory
from tests.factories.advisory_group import (
    InvitationFactory,
    NominationFactory,
    SeatFactory,
    fill_seats,
)
from tests.factories.areas import AreaFactory, MembershipFactory, lead_of
from tests.factories.partners import PartnerFactory, RepresentativeFactory
from tests.factories.reference import CountryFactory


@pytest.fixture
def full_group(group):
    """All 25 ordinary seats are taken."""
    return fill_seats(25)


def _invitation(**fields):
    return InvitationFactory.build(
        **({"person": UserFactory.create(), "recorded_by": None} | fields)
    )


# Nominating and inviting ---------------------------------------------------------------


def test_an_area_nominates_a_representative_of_its_partner(group):
    area = AreaFactory.create()
    lead, partner = lead_of(area), MembershipFactory.create(area=area).partner
    person = RepresentativeFactory.create(partner=partner).person

    made = seats.nominate(area, partner=partner, person=person, reason="Example", by=lead)

    assert (made.area, made.partner, made.person) == (area, partner, person)


def test_an_area_nominates_no_partner_of_another_area(group):
    area = AreaFactory.create()
    stranger = RepresentativeFactory.create()

    with pytest.raises(RuleRefusedError) as refusal:
        seats.nominate(
            area,
            partner=stranger.partner,
            person=stranger.person,
            reason="x",
            by=lead_of(area),
        )

    assert refusal.value.clause == "A1-3c-ii"


def test_an_invitation_reaches_the_person_and_the_ledger(group, secretariat):
    invitation = seats.invite(_invitation(), by=secretariat)

    [mail] = Message.objects.all()
    assert mail.recipient == invitation.person
    assert [entry.kind for entry in ledger.trail(invitation)] == ["invitation.recorded"]


def test_an_invitation_without_a_region_takes_that_of_its_country(group, secretariat):
    kenya = CountryFactory(iso2="KE")

    invitation = seats.invite(_invitation(country=kenya, region=""), by=secretariat)

    assert invitation.region == kenya.un_region


@pytest.mark.parametrize(
    ("fields", "clause"),
    [
        ({"klass": "i"}, "A1-3c-i"),
        ({"klass": "ii"}, "A1-3c-ii"),
        ({"klass": "iii", "gap": " "}, "A1-3c-iii"),
        ({"klass": "T"}, "A1-3c-T"),
    ],
)
def test_each_class_needs_its_own_ground(group, secretariat, fields, clause):
    invitation = _invitation(**fields)

    with pytest.raises(RuleRefusedError) as refusal:
        seats.invite(invitation, by=secretariat)

    assert refusal.value.clause == clause


def test_a_lead_is_invited_for_the_area_led_now(group, secretariat):
    area = AreaFactory.create()

    invitation = seats.invite(
        _invitation(klass="i", person=lead_of(area), area=area, gap=""), by=secretariat
    )

    assert invitation.status == Invitation.Status.INVITED


def test_a_nomination_of_somebody_else_is_no_ground(group, secretariat):
    nomination = NominationFactory.create()
    invitation = _invitation(klass="ii", nomination=nomination, partner=nomination.partner)

    with pytest.raises(RuleRefusedError, match="needs a nomination"):
        seats.invite(invitation, by=secretariat)


def test_an_organization_that_is_no_confirmed_partner_now_is_not_invited(
    group, secretariat
):
    partner = PartnerFactory.create(withdrawn=True)

    with pytest.raises(RuleRefusedError) as refusal:
        seats.invite(_invitation(partner=partner), by=secretariat)

    assert refusal.value.clause == "A1-2e"


def test_staff_of_unep_takes_no_seat(group, secretariat, second_officer):
    with pytest.raises(RuleRefusedError) as refusal:
        seats.invite(_invitation(person=second_officer), by=secretariat)

    assert refusal.value.clause == "A1-3e"


def test_no_26th_is_invited(full_group, secretariat):
    with pytest.raises(RuleRefusedError) as refusal:
        seats.invite(_invitation(), by=secretariat)

    assert refusal.value.clause == "A1-3a"


def test_open_invitations_hold_their_place(group, secretariat):
    fill_seats(24)
    seats.invite(_invitation(), by=secretariat)

    with pytest.raises(RuleRefusedError, match="taken or offered"):
        seats.invite(_invitation(), by=secretariat)


def test_a_transitional_member_is_invited_beside_the_25(full_group, secretariat):
    invitation = _invitation(
        klass="T", area=AreaFactory.create(), ends_on=today() + timedelta(days=300), gap=""
    )

    seat = invitations.accept(
        seats.invite(invitation, by=secretariat), by=invitation.person
    )

    assert seat.is_transitional
    assert people.places() == 25


# Answering, ending ---------------------------------------------------------------------


def test_accepting_begins_the_term_and_the_rights(group):
    invitation = InvitationFactory.create()

    seat = invitations.accept(invitation, gender="woman", by=invitation.person)

    assert invitation.seat == seat
    assert seat.is_current
    assert permissions.is_member(invitation.person)


def test_accepting_late_is_refused_in_words_when_the_last_seat_went(group):
    invitation = InvitationFactory.create()
    fill_seats(25)

    with pytest.raises(
        RuleRefusedError, match="seats of the Advisory Group are taken"
    ) as error:
        invitations.accept(invitation, by=invitation.person)

    assert error.value.clause == "A1-3a"
    invitation.refresh_from_db()
    assert invitation.status == Invitation.Status.INVITED


def test_an_invitation_is_answered_once(group):
    invitation = InvitationFactory.create()
    invitations.decline(invitation, reason="Example", by=invitation.person)

    with pytest.raises(InvalidTransitionError):
        invitations.accept(invitation, by=invitation.person)


def test_ending_a_term_takes_the_rights_with_its_last_day(group, secretariat):
    seat = SeatFactory.create()

    seats.end(seat, last_day=today() - timedelta(days=1), reason="Example", by=secretariat)

    assert not permissions.is_member(seat.person)
    assert not seat.person.has_perm("advisory_group.serve_seat", seat)


def test_a_last_day_after_the_end_is_refused(group, secretariat):
    seat = SeatFactory.create(transitional=True)

    with pytest.raises(RuleRefusedError):
        seats.end(seat, last_day=today() + timedelta(days=999), reason="x", by=secretariat)


def test_the_clock_takes_back_the_grants_of_ended_seats(group):
    seat = SeatFactory.create(period=days(date(2024, 1, 1), today() - timedelta(days=1)))

    scheduled.take_back_rights(today())

    person = type(seat.person).objects.get(pk=seat.person_id)
    assert not person.has_perm("advisory_group.serve_seat", seat)


def test_the_electorate_is_the_members_without_unep(group):
    one, staff = SeatFactory.create(), SeatFactory.create()
    SecretariatTermFactory.create(person=staff.person)
    SeatFactory.create(period=days(date(2020, 1, 1), date(2021, 1, 1)))

    found = body_rules.members(group)

    assert [candidate.person for candidate in found] == [one.person]


# The balance ---------------------------------------------------------------------------


def test_gender_is_counted_only_in_sum_and_not_in_small_groups(group):
    SeatFactory.create_batch(4, gender="woman")

    small = balance.dimensions(balance.members_of(Seat.objects.all(), today()))[-1]
    SeatFactory.create_batch(2, gender="man")
    large = balance.dimensions(balance.members_of(Seat.objects.all(), today()))[-1]

    assert small.lines == []
    assert [line.now for line in large.lines] == [4, 2, 0, 0]


def test_taking_somebody_out_in_thought_does_not_tell_the_gender():
    now = [
        balance.Member("iii", "ngo", "african", gender="woman" if n == 0 else "", pk=n + 1)
        for n in range(6)
    ]

    genders = balance.dimensions(now, now[1:])[-1]

    assert not any(line.has_changed for line in genders.lines)


def test_gender_appears_in_no_ledger_entry(group):
    seat = SeatFactory.create()

    seats.declare(seat, gender="woman", by=seat.person)

    [entry] = Entry.objects.filter(kind="seat.declared")
    assert "woman" not in str(entry.body)


def test_the_development_status_is_that_of_the_day(group):
    country = Country.objects.create(
        iso2="XE",
        iso3="XEX",
        m49="999",
        is_member=False,
        unep_region="africa",
        **{
            f"name_{code}": f"Example {code}"
            for code in ("ar", "zh", "en", "fr", "ru", "es")
        },
    )
    CountryGroup.objects.create(
        country=country, group="developing", valid_to=date(2026, 1, 1)
    )

    before = balance.status_of(country, date(2025, 12, 31))
    after = balance.status_of(country, date(2026, 1, 1))

    assert (before, after) == ("developing", "")


def test_a_region_that_will_be_empty_is_pointed_out_ahead():
    on = date(2026, 1, 1)
    leaving = balance.Member("iii", "ngo", "eastern_european", ends_on=date(2026, 6, 30))

    texts = [flag.text for flag in balance.flags([leaving], 25, on)]

    assert (
        "No member for Eastern European States after 30 June 2026, when the term ends."
        in texts
    )


def test_the_warning_that_an_addition_brings_appears_alone():
    seven = ["woman"] * 3 + ["man"] * 4
    now = [
        balance.Member("iii", "ngo", "african", status="developing", gender=one, pk=n + 1)
        for n, one in enumerate(seven)
    ]
    man = balance.Member("iii", "government", "western", gender="man")

    changed = balance.changes(now, [*now, man], 25, today())

    assert [flag.clause for flag in changed["appear"]] == ["A1-3b-4"]
    assert [flag.text for flag in changed["vanish"]] == [
        "No member for: Western European and other States.",
        "No member for: Governments.",
    ]


def test_taking_out_the_last_woman_in_thought_raises_no_warning_that_tells():
    now = [
        balance.Member("iii", "ngo", "african", gender=one, pk=n + 1)
        for n, one in enumerate(["woman"] * 2 + ["man"] * 3)
    ]

    changed = balance.changes(now, now[1:], 25, today())

    assert changed == {"appear": [], "vanish": []}
