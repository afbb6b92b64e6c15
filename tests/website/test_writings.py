"""A working rule and one's own settings, open in two windows (C4, N16)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gmp_portal import ledger, rulebook
from gmp_portal.accounts.models.terms import today
from gmp_portal.rulebook.models import ParameterValue
from gmp_portal.writing.models import Revision
from tests.forms import token_on

pytestmark = pytest.mark.django_db


def writing(view, kind, key, *more):
    return reverse(f"writing:{view}", args=[kind, key, *more])


# Working rules -------------------------------------------------------------------------


def rule_url(rule):
    return reverse("website:rule_detail", args=[rule])


def decided(days, **changed):
    day = today() + timedelta(days=days)
    return {"effective_from": day.isoformat(), "reason": "More time.", **changed}


@pytest.fixture
def one(as_user, secretariat):
    return as_user(secretariat)


@pytest.fixture
def other(as_user, second_officer):
    return as_user(second_officer)


def test_two_officers_who_change_one_rule_see_both_values(one, other):
    url = rule_url("R-05")
    token = token_on(one, url)
    other.post(url, decided(1, value=21, version=token))

    response = one.post(url, decided(2, value=28, version=token))

    [conflict] = response.context["form"].shared.conflicts
    assert response.status_code == 409
    assert (conflict.base, conflict.mine, conflict.theirs) == ("14", "28", "21")
    assert rulebook.value("R-05", on=today() + timedelta(days=2)) == 21
    kept = {tuple(row.values["value"]) for row in Revision.objects.all()}
    assert kept == {("14",), ("21",), ("28",)}


def test_two_officers_who_change_different_parts_are_joined(one, other):
    url, start = rule_url("R-20"), rulebook.parameter("R-20").value
    token = token_on(one, url)
    first, second = list(start)[:2]
    other.post(url, decided(1, **start | {first: 7}, version=token))

    one.post(url, decided(2, **start | {second: 9}, version=token))

    after = rulebook.value("R-20", on=today() + timedelta(days=2))
    assert after == start | {first: 7, second: 9}


def test_an_earlier_value_is_decided_anew(one):
    url = rule_url("R-05")
    one.post(url, decided(3, value=21))
    where = ("website.rule", "R-05")

    listed = one.get(writing("revision_list", *where))
    compared = one.get(writing("revision_compare", *where), {"old": 1, "new": 2})
    one.post(writing("revision_restore", *where, 1), {"confirmed": "on"})

    newest = ParameterValue.objects.get(parameter="R-05", value=14)
    assert (listed.status_code, compared.status_code) == (200, 200)
    assert newest.effective_from == today() + timedelta(days=4)
    assert newest.reason == "Revision 1 is restored."
    assert ledger.trail(newest).first().kind == "revision.restored"


def test_a_first_value_that_is_brought_back_is_in_force_from_tomorrow(one):
    url = rule_url("R-05")
    one.post(url, decided(3, value=21))
    ParameterValue.objects.all().delete()
    restore = writing("revision_restore", "website.rule", "R-05", 2)

    one.post(restore, {"confirmed": "on"})

    assert rulebook.value("R-05", on=today() + timedelta(days=1)) == 21


def test_revisions_of_a_rule_are_for_officers(one, as_user, person):
    url = writing("revision_list", "website.rule", "R-05")

    assert as_user(person).get(url).status_code == 403
    assert one.get(writing("revision_list", "website.rule", "unknown")).status_code == 404


def test_officers_see_who_else_changes_a_rule(one, other, second_officer):
    url = writing("presence", "website.rule", "R-05")
    other.post(url)

    assert second_officer.name in one.post(url).json()["said"]


# One's own settings --------------------------------------------------------------------


@pytest.fixture
def settings_of(person):
    return {
        "name": person.name,
        "language": person.language,
        "timezone": person.timezone,
        "theme": person.theme,
    }


def test_two_windows_that_change_different_settings_are_joined(
    person, as_user, settings_of
):
    client, url = as_user(person), reverse("website:profile")
    token = token_on(client, url)
    client.post(url, settings_of | {"theme": "dark", "version": token})

    client.post(url, settings_of | {"name": "Another Name", "version": token})

    person.refresh_from_db()
    assert (person.name, person.theme) == ("Another Name", "dark")


def test_two_names_from_two_windows_are_both_shown(person, as_user, settings_of):
    client, url = as_user(person), reverse("website:profile")
    token = token_on(client, url)
    client.post(url, settings_of | {"name": "Theirs", "version": token})

    response = client.post(url, settings_of | {"name": "Mine", "version": token})

    [conflict] = response.context["form"].shared.conflicts
    person.refresh_from_db()
    assert response.status_code == 409
    assert (conflict.mine, conflict.theirs, person.name) == ("Mine", "Theirs", "Theirs")


def test_an_earlier_setting_comes_back(person, as_user, settings_of):
    client, name = as_user(person), person.name
    client.post(reverse("website:profile"), settings_of | {"name": "Another Name"})
    where = ("website.profile", person.pk)

    listed = client.get(writing("revision_list", *where))
    client.post(writing("revision_restore", *where, 1), {"confirmed": "on"})

    person.refresh_from_db()
    assert listed.status_code == 200
    assert person.name == name


def test_nobody_sees_the_settings_of_somebody_else(person, one, client):
    url = writing("revision_list", "website.profile", person.pk)

    assert one.get(url).status_code == 404
    assert client.get(url).status_code == 302
