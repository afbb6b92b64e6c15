"""A row that was just written is entered once, and stays what it is (A1-6a-iii, C4)."""

from typing import Any

import pytest
from django.urls import reverse

from areas.models import Activity
from tests.factories.accounts import UserFactory
from tests.factories.partners import RepresentativeFactory
from tests.factories.reporting import (
    ActivityFactory,
    ProgressReportFactory,
    ReportedActivityFactory,
    move,
)
from tests.forms import token_on
from tests.reporting.test_shared_reports import sent


@pytest.fixture
def report():
    return ProgressReportFactory.create(rows=0)


@pytest.fixture
def writer(report, as_user):
    return as_user(RepresentativeFactory.create(partner=report.partner).person)


@pytest.fixture
def page(report, writer):
    """A page that saves itself and does what it is told, as autosave.js does."""
    return Page(report, writer)


class Page:
    def __init__(self, report: Any, browser: Any) -> None:
        self.url = reverse("reporting:progress_autosave", args=[report.pk])
        self.browser = browser
        self.version = token_on(
            browser, reverse("reporting:progress_edit", args=[report.pk])
        )
        self.keys: dict[str, str] = {}

    def save(self, *titles: str, is_heard: bool = True, **changes: Any) -> dict[str, Any]:
        typed = sent(*titles, version=self.version, **self.keys) | changes
        answer: dict[str, Any] = self.browser.post(self.url, typed).json()
        if is_heard:
            is_joined = "merged" in answer
            self.version = answer["typed" if is_joined else "version"]
            self.keys |= answer.get("keys", {})
        return answer


def told(report: Any) -> list[int]:
    return [row.activity_id for row in report.reported_activities.order_by("position")]


def test_each_save_of_a_new_row_is_about_the_same_activity(report, page):
    first = page.save("A", "B")
    before = told(report)

    second = page.save("A", "Bee", **{"activities-1-result": "More."})

    assert told(report) == before
    assert first["keys"] == {
        f"activities-{number}-activity": str(key) for number, key in enumerate(before)
    }
    assert "keys" not in second
    assert Activity.objects.count() == 2


def test_what_hangs_on_a_new_activity_stays(report, page):
    page.save("A")
    [key] = told(report)
    later = ActivityFactory.create(
        partner=report.partner, area=report.area, continues_id=key
    )

    page.save("A", **{"activities-0-result": "Words typed since."})

    later.refresh_from_db()
    assert later.continues_id == key
    assert told(report) == [key]


def test_rows_are_known_by_their_place_on_the_page_wherever_they_moved(report, page):
    order = {"activities-0-ORDER": "2", "activities-1-ORDER": "1"}

    page.save("A", "B", **order)

    keys = page.keys
    assert told(report) == [
        int(keys["activities-1-activity"]),
        int(keys["activities-0-activity"]),
    ]


def test_a_row_without_its_details_gets_a_key_once_it_is_complete(report, page):
    half = page.save("A", **{"activities-0-result": ""})

    whole = page.save("A")

    assert "keys" not in half
    assert whole["keys"] == {"activities-0-activity": str(told(report)[0])}


def test_a_row_that_became_another_activity_is_told_so_once(report, page):
    known = ActivityFactory.create(partner=report.partner, area=report.area, title="A")
    other = ProgressReportFactory.create(partner=report.partner, area=report.area, rows=0)
    ReportedActivityFactory.create(report=other, activity=known)
    move(other, "accepted")
    page.keys = {"activities-0-activity": str(known.pk)}
    page.save("Other words")
    before = told(report)

    page.save("Other words", **{"activities-0-result": "More."})

    assert told(report) == before != [known.pk]


def test_an_answer_that_did_not_arrive_enters_nothing_twice(report, page):
    page.save("A", "A", "B", is_heard=False)
    before = told(report)

    answer = page.save("A", "A", "B")

    assert told(report) == before
    assert answer["keys"] == {
        f"activities-{number}-activity": str(key) for number, key in enumerate(before)
    }


def test_rows_joined_with_those_of_another_page_keep_their_keys(report, page, as_user):
    colleague = RepresentativeFactory.create(
        partner=report.partner, person=UserFactory.create()
    )
    other = Page(report, as_user(colleague.person))
    page.save("A")
    [first] = told(report)

    answer = other.save("B")
    other.save("B", lessons="Typed since.")

    assert answer["keys"] == {"activities-0-activity": str(told(report)[1])}
    assert told(report)[0] == first
    assert Activity.objects.count() == 2
