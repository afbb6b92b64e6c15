"""Rights follow from terms with dates, and end with the last day (C1)."""

import re
from datetime import date

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse

from gmp_portal.accounts import offices
from gmp_portal.accounts.models import SecretariatTerm, User
from gmp_portal.accounts.models.terms import days, last_day_of
from gmp_portal.notifications.models import Message
from gmp_portal.website.actions import staff
from gmp_portal.workflow import RuleRefusedError
from tests.factories.accounts import SecretariatTermFactory, UserFactory


def _again(user):
    return User.objects.get(pk=user.pk)


def _term(term):
    return SecretariatTerm.objects.get(pk=term.pk)


@pytest.mark.parametrize(
    ("moment", "holds"),
    [("2026-12-31 23:59:59", True), ("2027-01-01 00:00:01", False)],
)
def test_the_right_ends_the_minute_the_term_ends(person, moment, holds):
    period = days(date(2025, 1, 1), date(2026, 12, 31))
    SecretariatTermFactory.create(person=person, period=period)

    with time_machine.travel(f"{moment}+00:00", tick=False):
        assert _again(person).is_secretariat is holds


@pytest.mark.parametrize(
    ("end", "last_day"),
    [
        (date(2026, 6, 30), date(2024, 12, 31)),  # before the first day
        (date(2026, 6, 30), date(2026, 6, 30)),  # no earlier than by itself
        (date(2026, 6, 30), date(2026, 7, 1)),  # longer
        (date(2026, 2, 28), date(2026, 1, 1)),  # ended already
    ],
)
def test_a_term_is_only_made_shorter_and_only_while_it_runs(person, end, last_day):
    term = SecretariatTermFactory.create(person=person, period=days(date(2025, 1, 1), end))

    with (
        time_machine.travel("2026-03-01 12:00+00:00", tick=False),
        transaction.atomic(),
        pytest.raises(RuleRefusedError) as refusal,
    ):
        term.shorten(last_day, reason="Example", clause="A1-6c-i")

    assert refusal.value.clause == "A1-6c-i"
    assert (_term(term).ends_on, _term(term).ended_reason) == (end, "")


@pytest.mark.parametrize("end", [date(2026, 6, 30), None])
def test_a_shorter_term_keeps_its_last_day_and_the_reason(person, end):
    term = SecretariatTermFactory.create(person=person, period=days(date(2025, 1, 1), end))

    with time_machine.travel("2026-03-01 12:00+00:00", tick=False), transaction.atomic():
        term.shorten(date(2026, 3, 31), reason="Example", clause="A1-6c-i")

    assert (_term(term).ends_on, _term(term).ended_reason) == (date(2026, 3, 31), "Example")


@pytest.mark.parametrize(
    ("first", "years", "last"),
    [
        (date(2028, 2, 29), 2, date(2030, 2, 28)),
        (date(2028, 2, 29), 4, date(2032, 2, 28)),
        (date(2028, 2, 28), 2, date(2030, 2, 27)),
        (date(2028, 3, 1), 2, date(2030, 2, 28)),
        (date(2026, 3, 1), 2, date(2028, 2, 29)),
        (date(2026, 2, 28), 2, date(2028, 2, 27)),
        (date(2027, 1, 1), 2, date(2028, 12, 31)),
        (date(2026, 12, 31), 1, date(2027, 12, 30)),
    ],
)
def test_a_term_ends_the_day_before_its_anniversary(first, years, last):
    assert last_day_of(first, years=years) == last


def test_the_database_refuses_overlapping_terms_of_one_person_in_one_role(person):
    SecretariatTermFactory.create(person=person, period=days(date(2025, 1, 1), None))

    with pytest.raises(IntegrityError, match="once_at_a_time"), transaction.atomic():
        SecretariatTermFactory.create(
            person=person, period=days(date(2026, 1, 1), date(2026, 2, 1))
        )

    assert SecretariatTerm.objects.count() == 1


def test_an_overlapping_appointment_is_refused_in_a_sentence(person, secretariat):
    staff.appoint(person, "officer", first=date(2026, 1, 1), by=secretariat)

    with pytest.raises(RuleRefusedError, match="already holds"):
        staff.appoint(person, "officer", first=date(2026, 6, 1), by=secretariat)


def test_an_administrator_has_no_right_of_the_secretariat(admin):
    assert (admin.is_admin, admin.is_secretariat) == (True, False)


def test_a_deactivated_officer_has_no_rights(secretariat):
    secretariat.is_active = False
    secretariat.save()

    assert _again(secretariat).is_secretariat is False


def test_current_terms_lists_the_offices_of_a_person(secretariat):
    [term] = offices.current_terms(secretariat)

    assert (term.person, term.role) == (secretariat, "head")


def test_the_secretariat_needs_a_second_factor(secretariat, client):
    client.force_login(secretariat)

    response = client.get(reverse("website:desk"))

    assert response.status_code == 302
    assert response.url == reverse("mfa_index")


def test_others_need_none(person, client):
    client.force_login(person)

    response = client.get(reverse("website:my"))

    assert response.status_code == 200


def test_sample_logins_of_the_demonstration_go_without(secretariat, client, settings):
    settings.DEMO = True
    client.force_login(secretariat)

    response = client.get(reverse("website:desk"))

    assert response.status_code == 200


def test_sign_up_asks_for_a_code_by_mail_and_lets_in(client, db, run_jobs):
    answers = {
        "name": "New Sample",
        "email": "new@example.org",
        "password1": "a long sample phrase",
        "password2": "a long sample phrase",
    }
    client.post(reverse("account_signup"), answers)
    run_jobs()
    [code] = re.findall(r"[A-Z0-9]{4}-[A-Z0-9]{4}", mail.outbox[0].body)

    client.post(reverse("account_email_verification_sent"), {"code": code})

    assert client.get(reverse("website:my")).status_code == 200
    assert "Global Mercury Partnership" in mail.outbox[0].body
    assert Message.objects.get().body == ""


def test_wrong_passwords_are_limited_without_redis(client, db):
    UserFactory.create(email="known@example.org")
    form = {"login": "known@example.org", "password": "wrong"}

    pages = [client.post(reverse("account_login"), form) for _attempt in range(22)]

    assert any(
        page.status_code == 429 or "Too many" in page.content.decode() for page in pages
    )


def test_an_address_longer_than_mail_servers_take_is_refused_on_the_form(person, as_user):
    typed = {"email": f"{'a' * 300}@example.org", "action_add": ""}

    page = as_user(person).post(reverse("account_email"), typed)

    assert page.status_code == 422
    assert "longer than 254 characters" in page.content.decode()
