"""The pages of the group: composition, board, nominations, invitations, seats."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from advisory_group.models import Invitation, Nomination, Seat
from gmp_portal.accounts.models.terms import days, today
from tests.factories.accounts import UserFactory
from tests.factories.advisory_group import (
    InvitationFactory,
    NominationFactory,
    SeatFactory,
    fill_seats,
    member,
)
from tests.factories.areas import AreaFactory, MembershipFactory, lead_of
from tests.factories.meetings import MeetingFactory
from tests.factories.partners import RepresentativeFactory
from tests.not_now import told_by


@pytest.fixture
def full_group(group):
    """All 25 ordinary seats are taken."""
    return fill_seats(25)


def test_a_seat_that_ends_soon_says_so_and_leads_to_the_next_invitation(
    secretariat, as_user, group
):
    last = today() + timedelta(days=30)
    seat = SeatFactory.create(period=days(today() - timedelta(days=90), last))
    client = as_user(secretariat)

    page = client.get(seat.get_absolute_url()).text
    forms = [
        client.get(reverse("advisory_group:seat_invite"), {name: seat.pk}).context["form"]
        for name in ("again", "after")
    ]

    assert "This term ends soon" in page
    assert ">In office<" not in page
    for name in ("again", "after"):
        assert f"{reverse('advisory_group:seat_invite')}?{name}={seat.pk}" in page
    given = [form.initial for form in forms]
    assert [each["starts_on"] for each in given] == [last + timedelta(days=1)] * 2
    assert given[0]["email"] == seat.person.email
    assert given[0]["gap"] == seat.gap
    assert "email" not in given[1]


def test_a_seat_without_a_near_end_runs(secretariat, as_user, group):
    seat = SeatFactory.create()

    page = as_user(secretariat).get(seat.get_absolute_url()).text

    assert "This term ends soon" not in page
    assert "Invite somebody else" not in page
    assert "In office" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_public_page_takes_the_same_queries(
    client, group, count, django_assert_num_queries
):
    fill_seats(count)

    with django_assert_num_queries(2):
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


def test_members_stand_by_name_and_meetings_as_they_come_and_went(client, group):
    for name in ("Clara Example", "Aiko Example", "Bela Example"):
        SeatFactory.create(person__name=name)
    for ahead in (-40, -10, 10, 40, 90):
        MeetingFactory.create(
            body=group, convened=True, starts_on=today() + timedelta(days=ahead)
        )

    context = client.get(reverse("advisory_group:home")).context

    assert [seat.person.name[0] for seat in context["seats"]] == ["A", "B", "C"]
    dates = {key: [each.starts_on for each in context[key]] for key in ("coming", "past")}
    assert dates == {
        "coming": [today() + timedelta(days=ahead) for ahead in (10, 40)],
        "past": [today() + timedelta(days=ahead) for ahead in (-10, -40)],
    }


def test_the_history_s_last_page_answers_too_high_numbers(client, group):
    seat = SeatFactory.create(period=days(date(2020, 1, 1), date(2021, 1, 1)))

    page = client.get(reverse("advisory_group:history"), {"page": "99999"}).content.decode()

    assert seat.person.name in page


@pytest.mark.parametrize("name", ["board", "seat_invite", "chair_elect"])
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

    with django_assert_num_queries(12):
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

    response = as_user(secretariat).post(reverse("advisory_group:seat_invite"), typed)

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

    response = as_user(secretariat).post(reverse("advisory_group:seat_invite"), typed)

    assert response.status_code == 422
    assert "25 ordinary seats" in response.content.decode()


def test_from_nomination_to_seat_through_the_pages(as_user, secretariat, group):
    area = AreaFactory.create()
    lead, partner = lead_of(area), MembershipFactory.create(area=area).partner
    speaker = RepresentativeFactory.create(partner=partner)
    as_user(lead).post(
        reverse("advisory_group:seat_nominate", args=[area.slug]),
        {"representative": speaker.pk, "reason": "Example reason"},
    )
    nomination = Nomination.objects.get()
    desk = as_user(secretariat)
    prefilled = desk.get(
        reverse("advisory_group:seat_invite"), {"nomination": nomination.pk}
    )
    initial = prefilled.context["form"].initial
    typed = {
        "email": initial["email"],
        "partner": partner.full_name,
        "klass": "ii",
        "nomination": nomination.pk,
        "constituency": "ngo",
        "region": "african",
        "starts_on": str(today()),
        "letter_on": str(today()),
    }
    desk.post(reverse("advisory_group:seat_invite"), typed)
    invitation = Invitation.objects.get()

    answer = as_user(speaker.person).post(
        reverse("advisory_group:invitation_accept", args=[invitation.pk]), {"gender": ""}
    )

    seat = Seat.objects.get()
    assert answer.url == seat.get_absolute_url()
    assert (seat.organisation, seat.gender, seat.klass) == (partner.name, "", "ii")


def test_only_the_lead_nominates(as_user, person, group):
    area = AreaFactory.create()

    response = as_user(person).get(
        reverse("advisory_group:seat_nominate", args=[area.slug])
    )

    assert response.status_code == 403


def test_the_secretariat_does_not_accept_for_somebody(as_user, secretariat, group):
    invitation = InvitationFactory.create()

    response = as_user(secretariat).post(
        reverse("advisory_group:invitation_accept", args=[invitation.pk]), {"gender": "man"}
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
        reverse("advisory_group:invitation_withdraw", args=[invitation.pk]), {"reason": "x"}
    )

    assert response.status_code == 403


def test_the_secretariat_withdraws_with_a_reason(as_user, secretariat, group):
    invitation = InvitationFactory.create()

    as_user(secretariat).post(
        reverse("advisory_group:invitation_withdraw", args=[invitation.pk]),
        {"reason": "Example"},
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


def test_an_answer_is_taken_back_by_choosing_and_never_by_sending_nothing(as_user, group):
    seat = SeatFactory.create(gender="woman")
    url = reverse("advisory_group:seat_declare", args=[seat.pk])

    empty = as_user(seat.person).post(url)
    seat.refresh_from_db()
    kept = seat.gender
    as_user(seat.person).post(url, {"gender": ""})

    seat.refresh_from_db()
    assert empty.status_code == 422
    assert "Choose an answer, or “Not stated”." in empty.content.decode()
    assert (kept, seat.gender) == ("woman", "")


def test_a_member_ends_the_own_term_and_nobody_ends_it_twice(as_user, group):
    seat = SeatFactory.create()
    url = reverse("advisory_group:seat_end", args=[seat.pk])
    yesterday = str(today() - timedelta(days=1))

    first = as_user(seat.person).post(url, {"last_day": yesterday, "reason": "Example"})
    second = as_user(seat.person).post(
        url, {"last_day": str(today()), "reason": "Example"}, follow=True
    )

    seat.refresh_from_db()
    assert first.status_code == 302
    said = ["This term has ended already: there is nothing left to end."]
    assert told_by(second) == (409, seat.get_absolute_url(), said, "A1-3a")
    assert str(seat.ends_on) == yesterday
