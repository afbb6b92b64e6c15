"""A right ends with the term, in every place where it counts and in the same minute (C1)."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from gmp_portal.accounts.models.terms import days
from gmp_portal.meetings import worklist
from tests.factories.accounts import SecretariatTermFactory, UserFactory, with_second_factor
from tests.factories.areas import AreaFactory, PlanFactory, lead_of
from tests.factories.partners import LetterFactory, PartnerFactory, RepresentativeFactory
from tests.factories.reporting import ProgressReportFactory

pytestmark = pytest.mark.django_db

PERIOD = days(date(2025, 1, 1), date(2026, 12, 31))
LAST_SECOND = datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC)
A_SECOND_LATER = datetime(2027, 1, 1, 0, 0, 1, tzinfo=UTC)
REFUSED = (403, 404)


def _lead():
    """A lead of an area whose draft is being written."""
    area = AreaFactory.create()
    person = lead_of(area, period=PERIOD)
    plan = PlanFactory.create(area=area, started_by=person)
    at = [area.slug, plan.number]
    text = ["areas.section", f"{plan.pk}-I"]
    return person, [
        ("get", reverse("areas:section_edit", args=[*at, "I"])),
        ("post", reverse("areas:section_edit", args=[*at, "I"])),
        ("post", reverse("areas:section_autosave", args=[*at, "I"])),
        ("get", reverse("areas:row_add", args=[*at, "objectives"])),
        ("get", reverse("areas:plan_change_frame", args=at)),
        ("get", reverse("areas:plan_send", args=at)),
        ("get", reverse("writing:revision_list", args=text)),
        ("post", reverse("writing:presence", args=text)),
    ]


def _representative():
    """Somebody who writes the report of a partner, and lets others in."""
    partner = PartnerFactory.create()
    person = RepresentativeFactory.create(partner=partner, period=PERIOD).person
    report = ProgressReportFactory.create(partner=partner)
    return person, [
        ("get", reverse("reporting:progress_edit", args=[report.pk])),
        ("post", reverse("reporting:progress_autosave", args=[report.pk])),
        ("get", reverse("writing:revision_list", args=["reporting.progress", report.pk])),
        ("get", reverse("partners:representative_appoint", args=[partner.slug])),
    ]


def _officer():
    """Somebody who examines letters for UNEP."""
    person = UserFactory.create()
    SecretariatTermFactory.create(person=person, period=PERIOD)
    letter = LetterFactory.create(submitted=True)
    return person, [
        ("get", reverse("website:desk")),
        ("get", reverse("website:rights_simulator")),
        ("get", reverse("website:ledger")),
        ("post", reverse("partners:letter_checklist", args=[letter.key])),
        ("get", reverse("partners:letter_request_information", args=[letter.key])),
        ("get", reverse("writing:revision_list", args=["partners.checklist", letter.pk])),
    ]


@pytest.mark.parametrize("role", [_lead, _representative, _officer])
def test_what_was_open_in_the_last_second_is_closed_in_the_next(role):
    person, addresses = role()
    browser = Client()

    with time_machine.travel(LAST_SECOND, tick=False):
        browser.force_login(with_second_factor(person))
        before = {
            address: getattr(browser, method)(address, {"text": "Words."}).status_code
            for method, address in addresses
        }
    with time_machine.travel(A_SECOND_LATER, tick=False):
        after = {
            address: getattr(browser, method)(address, {"text": "Words."}).status_code
            for method, address in addresses
        }

    assert {
        address: status for address, status in before.items() if status in REFUSED
    } == {}
    assert {
        address: status for address, status in after.items() if status not in REFUSED
    } == {}


def test_nothing_waits_any_more_for_whoever_has_left():
    person, _addresses = _lead()

    with time_machine.travel(A_SECOND_LATER, tick=False):
        waiting = worklist.waiting_for(person)

    assert waiting == []
