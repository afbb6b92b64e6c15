"""The secret address of the own calendar: who gets it, and what it opens (N33)."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from gmp_portal import ledger
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.logs import without_secrets
from gmp_portal.website import permissions
from gmp_portal.website.actions import calendar_addresses
from gmp_portal.website.models import CalendarAddress
from gmp_portal.website.reading import calendar
from gmp_portal.workflow import RuleRefusedError
from tests.factories.accounts import UserFactory, with_second_factor
from tests.factories.advisory_group import SeatFactory
from tests.factories.meetings import DecisionFactory, MeetingFactory
from tests.website.calendar_parsers import read

pytestmark = pytest.mark.django_db
PAGE = "website:calendar_address_detail"
MAKE, RENEW = "website:calendar_address_make", "website:calendar_address_renew"
REVOKE = "website:calendar_address_revoke"


def address_of(person):
    address = calendar_addresses.make(by=person)
    return reverse("website:calendar_file_of_person", args=[address.token])


def titles(response):
    return {event["summary"] for event in read(response.content).values()}


def test_it_is_made_shown_renewed_and_ended_on_the_own_page(client, as_user, person):
    browser = as_user(person)
    before = browser.get(reverse(PAGE)).content.decode()

    made = _address_on(browser.post(reverse(MAKE), follow=True))
    again = _address_on(browser.get(reverse(PAGE)))
    renewed = _address_on(browser.post(reverse(RENEW), follow=True))
    old, new = client.get(made).status_code, client.get(renewed).status_code
    ended = browser.post(reverse(REVOKE), follow=True)

    assert "Your calendar has no address yet" in before
    assert made == again != renewed
    assert (old, new) == (404, 200)
    assert client.get(renewed).status_code == 404
    assert "Your calendar has no address yet" in ended.content.decode()


def _address_on(response):
    [address] = re.findall(r'href="(/calendar/own/[^"]+\.ics)"', response.content.decode())
    return address


def test_every_step_stands_in_the_ledger(person):
    address = calendar_addresses.make(by=person)
    renewed = calendar_addresses.renew(address, by=person)
    calendar_addresses.revoke(renewed, by=person)

    acts = ["calendar.address_revoked", "calendar.address_made"]
    assert [entry.kind for entry in ledger.trail(address)] == acts
    assert [entry.kind for entry in ledger.trail(renewed)] == acts
    assert address.key not in str([entry.body for entry in ledger.trail(address)])


def test_it_shows_what_the_person_may_see_without_signing_in(client, person):
    seat = SeatFactory.create(period=days(today(), today() + timedelta(days=3)))
    other = SeatFactory.create(period=days(today(), today() + timedelta(days=4)))
    MeetingFactory.create(convened=True, title="Sample meeting")
    MeetingFactory.create(title="Planned in secret")
    DecisionFactory.create(silent=True, title="Asked of others")

    response = client.get(address_of(with_second_factor(seat.person)))

    shown = titles(response)
    assert "Sample meeting" in shown
    assert any(seat.person.name in title for title in shown)
    assert not any(other.person.name in title for title in shown)
    assert not any("secret" in title or "Asked" in title for title in shown)
    assert len(shown) == len(calendar.of_reader(seat.person))


def test_it_follows_the_rights_of_the_person_as_they_end(client):
    officer = with_second_factor(UserFactory.create(officer=True))
    address = address_of(officer)
    MeetingFactory.create(title="Planned in secret")
    as_officer = titles(client.get(address))

    officer.secretariatterms.update(
        period=days(today() - timedelta(days=9), today() - timedelta(days=1))
    )

    assert as_officer == {"Planned in secret"}
    assert titles(client.get(address)) == set()


def test_nothing_keeps_it_on_the_way(client, person):
    response = client.get(address_of(person))

    assert set(response["Cache-Control"].split(", ")) == {"private", "no-store"}
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies


def test_a_program_that_has_it_already_gets_nothing_again(client, person):
    address = address_of(person)
    known = client.get(address)["ETag"]

    again = client.get(address, headers={"if-none-match": known})

    assert again.status_code == 304
    assert "no-store" in again["Cache-Control"]


@pytest.mark.parametrize("token", ["sample", "0" * 32, f"{'0' * 32}.{'a' * 43}", "."])
def test_an_invented_address_opens_nothing(client, token):
    address = reverse("website:calendar_file_of_person", args=[token])

    assert client.get(address).status_code == 404


def test_the_key_alone_opens_nothing(client, person):
    """Whoever reads the database does not know the signature."""
    key = calendar_addresses.make(by=person).key

    assert client.get(f"/calendar/own/{key}.ics").status_code == 404


def test_another_secret_of_the_portal_makes_it_invalid(client, person, settings):
    address = address_of(person)

    settings.SECRET_KEY = "another sample secret of the portal, long enough for it"

    assert client.get(address).status_code == 404


def test_a_deactivated_person_has_no_calendar(client, person):
    address = address_of(person)

    type(person).objects.filter(pk=person.pk).update(is_active=False)

    assert client.get(address).status_code == 404


def test_whoever_owes_a_second_factor_has_no_calendar_until_it_is_there(client):
    officer = UserFactory.create(officer=True)
    address = address_of(officer)
    without = client.get(address).status_code

    with_second_factor(officer)

    assert without == 404
    assert client.get(address).status_code == 200


def test_nobody_changes_the_address_of_somebody_else(person):
    address = calendar_addresses.make(by=UserFactory.create())

    with pytest.raises(RuleRefusedError) as refusal:
        calendar_addresses.revoke(address, by=person)

    assert (refusal.value.clause, refusal.value.status) == ("B2-3", 403)
    address.refresh_from_db()
    assert address.revoked_at is None


def test_only_people_with_an_account_have_one(client):
    inactive = UserFactory.create(is_active=False)

    assert not permissions.can_keep_calendar_address(inactive)
    with pytest.raises(RuleRefusedError):
        calendar_addresses.make(by=inactive)
    assert client.get(reverse(PAGE)).status_code == 302


@pytest.mark.parametrize("step", [RENEW, REVOKE])
def test_there_is_nothing_to_renew_or_to_end_without_one(as_user, person, step):
    calendar_addresses.make(by=UserFactory.create())

    assert as_user(person).post(reverse(step)).status_code == 404


@pytest.mark.parametrize("step", [MAKE, RENEW, REVOKE])
def test_looking_changes_nothing(as_user, person, step):
    calendar_addresses.make(by=person)

    assert as_user(person).get(reverse(step)).status_code == 405
    assert CalendarAddress.objects.valid().count() == 1


def test_the_database_keeps_one_address_for_each_person(person):
    calendar_addresses.make(by=person)

    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarAddress.objects.create(person=person, key="0" * 32)


def test_a_second_one_is_refused_in_words(as_user, person):
    browser = as_user(person)
    browser.post(reverse(MAKE))

    response = browser.post(reverse(MAKE))

    assert response.status_code == 409
    assert "Your calendar has an address already" in response.content.decode()


def test_the_log_does_not_tell_the_address(person):
    address = address_of(person)

    line = without_secrets(None, "", {"request": f"GET {address}"})

    assert line == {"request": "GET /calendar/own/[hidden]"}
