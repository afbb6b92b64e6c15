"""Nominations, invitations, seats and the balance (Annex 1, section 3)."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from advisory_group import balance, nightly, people, permissions
from advisory_group.actions import seats
from advisory_group.models import Invitation, Nomination, Seat
from gmp_portal import ledger
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.ledger.models import Entry
from gmp_portal.meetings import electorates
from gmp_portal.notifications.models import Message
from gmp_portal.reference.models import Country, CountryGroup
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError
from tests.factories.accounts import SecretariatTermFactory, UserFactory
from tests.factories.advisory_group import (
    InvitationFactory,
    NominationFactory,
    SeatFactory,
    fill_seats,
    member,
)
from tests.factories.areas import AreaFactory, MembershipFactory, lead_of
from tests.factories.partners import PartnerFactory, RepresentativeFactory


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

    seat = seats.accept(seats.invite(invitation, by=secretariat), by=invitation.person)

    assert seat.is_transitional
    assert people.places() == 25


# Answering, ending ---------------------------------------------------------------------


def test_accepting_begins_the_term_and_the_rights(group):
    invitation = InvitationFactory.create()

    seat = seats.accept(invitation, gender="woman", by=invitation.person)

    assert invitation.seat == seat
    assert seat.is_current
    assert permissions.is_member(invitation.person)


def test_accepting_late_is_refused_in_words_when_the_last_seat_went(group):
    invitation = InvitationFactory.create()
    fill_seats(25)

    with pytest.raises(
        RuleRefusedError, match="seats of the Advisory Group are taken"
    ) as error:
        seats.accept(invitation, by=invitation.person)

    assert error.value.clause == "A1-3a"
    invitation.refresh_from_db()
    assert invitation.status == Invitation.Status.INVITED


def test_an_invitation_is_answered_once(group):
    invitation = InvitationFactory.create()
    seats.decline(invitation, reason="Example", by=invitation.person)

    with pytest.raises(InvalidTransitionError):
        seats.accept(invitation, by=invitation.person)


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

    nightly.take_back_rights(today())

    person = type(seat.person).objects.get(pk=seat.person_id)
    assert not person.has_perm("advisory_group.serve_seat", seat)


def test_the_electorate_is_the_members_without_unep(group):
    one, staff = SeatFactory.create(), SeatFactory.create()
    SecretariatTermFactory.create(person=staff.person)
    SeatFactory.create(period=days(date(2020, 1, 1), date(2021, 1, 1)))

    found = electorates.members(group)

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

    seats.declare_gender(seat, gender="woman", by=seat.person)

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


# Pages ---------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_the_public_page_takes_the_same_queries(
    client, group, count, django_assert_num_queries
):
    fill_seats(count)

    with django_assert_num_queries(7):
        response = client.get(reverse("advisory_group:home"))

    assert response.status_code == 200


def test_the_public_page_shows_members_unep_and_vacancies_but_no_one_s_gender(
    client, group
):
    seat = SeatFactory.create(gender="woman")

    page = client.get(reverse("advisory_group:home")).content.decode()

    assert seat.person.name in page
    assert "Ex officio member" in page
    assert "24 seats are vacant" in page
    assert "Woman" not in page


def test_the_history_s_last_page_answers_too_high_numbers(client, group):
    seat = SeatFactory.create(period=days(date(2020, 1, 1), date(2021, 1, 1)))

    page = client.get(reverse("advisory_group:history"), {"page": "99999"}).content.decode()

    assert seat.person.name in page


@pytest.mark.parametrize("name", ["board", "invite", "elect"])
def test_a_member_is_refused_the_secretariat_s_pages(as_user, group, name):
    response = as_user(member()).get(reverse(f"advisory_group:{name}"))

    assert response.status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_board_takes_the_same_queries(
    as_user, secretariat, group, count, django_assert_num_queries
):
    fill_seats(count)
    NominationFactory.create_batch(count)
    InvitationFactory.create_batch(count)
    browser = as_user(secretariat)
    browser.get(reverse("advisory_group:board"))

    with django_assert_num_queries(13):
        browser.get(reverse("advisory_group:board"))


def test_what_if_shows_before_and_after_and_saves_nothing(as_user, secretariat, group):
    fill_seats(25)
    asked = {
        "what-klass": "iii",
        "what-constituency": "government",
        "what-region": "western",
        "what-gender": "man",
    }

    response = as_user(secretariat).get(reverse("advisory_group:board"), asked)

    regions = response.context["dimensions"][0]
    western = [line for line in regions.lines if line.has_changed]
    assert [(line.now, line.then) for line in western] == [(0, 1)]
    assert response.context["full_then"]
    assert "one seat too many" in response.content.decode()
    assert Seat.objects.count() == 25


def test_what_if_with_a_broken_choice_is_422(as_user, secretariat, group):
    response = as_user(secretariat).get(
        reverse("advisory_group:board"), {"what-klass": "nonsense"}
    )

    assert response.status_code == 422


def test_a_transitional_invitation_without_an_end_is_422_with_the_input_kept(
    as_user, secretariat, group
):
    typed = {
        "email": UserFactory.create().email,
        "organisation": "Example Agency",
        "klass": "T",
        "area": AreaFactory.create().pk,
        "constituency": "ngo",
        "starts_on": str(today()),
        "letter_on": str(today()),
    }

    response = as_user(secretariat).post(reverse("advisory_group:invite"), typed)

    assert response.status_code == 422
    assert "ends_on" in response.context["form"].errors
    assert "Example Agency" in response.content.decode()
    assert not Invitation.objects.exists()


def test_the_26th_invitation_names_its_clause_on_the_form(as_user, secretariat, full_group):
    typed = {
        "email": UserFactory.create().email,
        "organisation": "Example Agency",
        "klass": "iii",
        "gap": "Example",
        "constituency": "ngo",
        "starts_on": str(today()),
        "letter_on": str(today()),
    }

    response = as_user(secretariat).post(reverse("advisory_group:invite"), typed)

    assert response.status_code == 422
    assert "25 ordinary seats" in response.content.decode()


def test_from_nomination_to_seat_through_the_pages(as_user, secretariat, group):
    area = AreaFactory.create()
    lead, partner = lead_of(area), MembershipFactory.create(area=area).partner
    speaker = RepresentativeFactory.create(partner=partner)
    as_user(lead).post(
        reverse("advisory_group:nominate", args=[area.slug]),
        {"representative": speaker.pk, "reason": "Example reason"},
    )
    nomination = Nomination.objects.get()
    desk = as_user(secretariat)
    prefilled = desk.get(reverse("advisory_group:invite"), {"nomination": nomination.pk})
    initial = prefilled.context["form"].initial
    typed = {
        "email": initial["email"],
        "partner": partner.pk,
        "klass": "ii",
        "nomination": nomination.pk,
        "constituency": "ngo",
        "region": "african",
        "starts_on": str(today()),
        "letter_on": str(today()),
    }
    desk.post(reverse("advisory_group:invite"), typed)
    invitation = Invitation.objects.get()

    answer = as_user(speaker.person).post(
        reverse("advisory_group:accept", args=[invitation.pk]), {"gender": ""}
    )

    seat = Seat.objects.get()
    assert answer.url == seat.get_absolute_url()
    assert (seat.organisation, seat.gender, seat.klass) == (partner.name, "", "ii")


def test_only_the_lead_nominates(as_user, person, group):
    area = AreaFactory.create()

    response = as_user(person).get(reverse("advisory_group:nominate", args=[area.slug]))

    assert response.status_code == 403


def test_the_secretariat_does_not_accept_for_somebody(as_user, secretariat, group):
    invitation = InvitationFactory.create()

    response = as_user(secretariat).post(
        reverse("advisory_group:accept", args=[invitation.pk]), {"gender": "man"}
    )

    assert response.status_code == 403


def test_a_stranger_does_not_find_an_invitation_or_a_seat(as_user, person, group):
    browser = as_user(person)

    invitation = browser.get(InvitationFactory.create().get_absolute_url())
    seat = browser.get(SeatFactory.create().get_absolute_url())

    assert (invitation.status_code, seat.status_code) == (404, 404)


def test_the_invited_person_does_not_withdraw(as_user, group):
    invitation = InvitationFactory.create()

    response = as_user(invitation.person).post(
        reverse("advisory_group:withdraw", args=[invitation.pk]), {"reason": "x"}
    )

    assert response.status_code == 403


def test_the_secretariat_withdraws_with_a_reason(as_user, secretariat, group):
    invitation = InvitationFactory.create()

    as_user(secretariat).post(
        reverse("advisory_group:withdraw", args=[invitation.pk]), {"reason": "Example"}
    )

    invitation.refresh_from_db()
    assert invitation.status == Invitation.Status.WITHDRAWN


def test_nobody_else_declares_a_member_s_gender(as_user, secretariat, group):
    seat = SeatFactory.create(gender="woman")

    page = as_user(secretariat).get(seat.get_absolute_url())
    refused = as_user(secretariat).post(
        reverse("advisory_group:seat_declare", args=[seat.pk]), {"gender": "man"}
    )

    assert "Woman" not in page.content.decode()
    assert refused.status_code == 403


def test_a_member_ends_the_own_term_and_nobody_ends_it_twice(as_user, group):
    seat = SeatFactory.create()
    url = reverse("advisory_group:seat_end", args=[seat.pk])
    yesterday = str(today() - timedelta(days=1))

    first = as_user(seat.person).post(url, {"last_day": yesterday, "reason": "Example"})
    second = as_user(seat.person).post(url, {"last_day": yesterday, "reason": "Example"})

    assert (first.status_code, second.status_code) == (302, 403)
