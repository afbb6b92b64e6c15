"""The demonstration fills itself from facts and invented Example records, once."""

from datetime import UTC, datetime, time

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client

from areas.models import PartnershipArea
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today
from gmp_portal.ledger import verify
from gmp_portal.ledger.models import Entry
from gmp_portal.meetings.models import Decision, Meeting
from gmp_portal.meetings.reading import histories
from gmp_portal.website.demo import people
from gmp_portal.website.demo.people import LOGINS
from partners.models import LetterOfIntent, Partner
from reporting.models import Report


@pytest.fixture
def demo(db, monkeypatch, settings):
    fill(monkeypatch, settings, time(0, 5))


def fill(monkeypatch, settings, hour):
    """Fill it as if it were this hour of today."""
    monkeypatch.setenv("DEMO_PASSWORD", "a sample phrase")
    settings.DEMO = True
    with time_machine.travel(datetime.combine(today(), hour, UTC)):
        call_command("load_demo", verbosity=0)


@pytest.mark.django_db
def test_the_demonstration_fills_itself_on_the_other_side_of_midnight(
    monkeypatch, settings
):
    fill(monkeypatch, settings, time(23, 50))

    assert Meeting.objects.filter(body__kind="advisory_group").count() >= 16
    assert list(verify.faults()) == []


@pytest.mark.django_db
def test_the_demonstration_shows_every_state(demo):
    states = set(LetterOfIntent.objects.values_list("status", flat=True))

    assert states == set(LetterOfIntent.Status.values)
    assert PartnershipArea.objects.filter(status="established").count() == 8
    assert Meeting.objects.filter(body__kind="advisory_group").count() >= 16
    assert Report.objects.published().filter(language="en").exists()
    assert list(verify.faults()) == []
    invented = Partner.objects.exclude(evidence__in=["E1", "E2", "E3"])
    words = ("Example", "Ejemplo", "Sample")
    assert [p.name for p in invented if not any(word in p.name for word in words)] == []

    assert _out_of_order(Decision.objects.adopted()) == []

    # Every sample login signs in with the password and finds its first page.
    for login in LOGINS:
        browser = Client()
        assert browser.login(
            email=login.email, username=login.email, password="a sample phrase"
        )
        assert browser.get(login.start).status_code == 200, login.email
        assert browser.get("/my/").status_code == 200, login.email

    # A second filling changes nothing.
    acts = Entry.objects.count()
    call_command("load_demo", verbosity=0)
    assert Entry.objects.count() == acts


def _out_of_order(decisions):
    """Those whose history tells something before what it came from."""
    told = {each: [step.at for step in histories.of_decision(each)] for each in decisions}
    return [each.symbol for each, moments in told.items() if moments != sorted(moments)]


def test_sample_data_are_refused_in_a_real_installation(db, settings, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "x")
    settings.RELAXED = False

    with pytest.raises(CommandError, match="real installation"):
        call_command("load_demo")


@pytest.mark.django_db
def test_a_sample_login_that_has_another_address_by_now_is_the_same_one():
    before = people.load("a sample phrase")["focal.point"]
    before.emailaddress_set.update(primary=False)
    other = before.emailaddress_set.create(email="other@example.org", verified=True)
    other.set_as_primary()

    after = people.load("a sample phrase")["focal.point"]

    assert after == before
    assert after.email == "other@example.org"
    assert User.objects.count() == len(LOGINS)
