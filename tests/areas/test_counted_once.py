"""Activities that several areas or reports know count once, and leads are asked once (N25)."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from areas.actions import activities
from areas.models import Activity
from reporting.actions import progress
from tests.factories.areas import AreaFactory, BegunActivityFactory, lead_of, member_of
from tests.factories.reporting import (
    CycleFactory,
    ProgressReportFactory,
    ReportedActivityFactory,
    move,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return AreaFactory.create()


@pytest.fixture
def lead(area):
    return lead_of(area)


@pytest.fixture
def partner(area):
    return member_of(area).representatives.get().partner


def begun(partner, area, **facts):
    facts = {"title": "Same example", "state": "active"} | facts
    return BegunActivityFactory.create(partner=partner, area=area, **facts)


def test_the_page_asks_once_whether_two_are_one(as_user, area, lead, partner):
    first = begun(partner, AreaFactory.create())
    second = begun(partner, area)
    client = as_user(lead)

    with CaptureQueriesContext(connection) as asked:
        page = client.get(second.get_absolute_url())

    questions = [each["sql"] for each in asked if 'AS "twin"' in each["sql"]]
    assert page.context["twin"] == first
    assert len(questions) == 1


def told(partner, area, **facts):
    """An activity that an accepted report tells of."""
    report = ProgressReportFactory.create(partner=partner, area=area, rows=0)
    facts = {"title": "Same example"} | facts
    row = ReportedActivityFactory.create(
        report=report, **{f"activity__{name}": value for name, value in facts.items()}
    )
    move(report, "accepted")
    return row.activity


def drafted_anew(earlier, **words):
    """The same in the other words of a later report, which is a draft, with that report."""
    description = replace(earlier.description, **words)
    partner, area = earlier.partner, earlier.area
    activity = activities.begin(partner, area, description, continues=earlier)
    report = ProgressReportFactory.create(partner=partner, area=area, rows=0)
    ReportedActivityFactory.create(report=report, activity=activity)
    return activity, report


def told_anew(earlier, **words):
    """The same in the other words of a later accepted report."""
    activity, report = drafted_anew(earlier, **words)
    move(report, "accepted")
    return activity


def counted(**of):
    return list(Activity.objects.public().counted().filter(**of).order_by("pk"))


def asked():
    found = Activity.objects.asked_about().order_by("pk")
    return list(found.values_list("pk", "twin"))


def test_counted_once_it_counts_once_in_the_words_of_the_next_report_too(
    area, lead, partner
):
    first = begun(partner, AreaFactory.create())
    second = told(partner, area)
    activities.count_once(second, by=lead)

    again = told_anew(second, builds_capacity=True)

    assert again.counted_with == first
    assert counted() == [first]
    assert asked() == []
    assert list(Activity.objects.counted().in_area(area)) == [first]


def test_where_the_one_that_counts_is_said_anew_every_area_keeps_it(area, lead, partner):
    first = told(partner, AreaFactory.create())
    second = told(partner, area)
    activities.count_once(second, by=lead)

    again = told_anew(first, title="Same example, second year")

    assert list(again.also_in.all()) == [area]
    assert counted() == [again]
    assert list(Activity.objects.public().counted().in_area(area)) == [again]


def test_what_is_joined_keeps_what_was_said_of_the_earlier_one(area, lead, partner):
    shared = AreaFactory.create()
    first = begun(partner, AreaFactory.create())
    second, later = told(partner, area), told(partner, area, title="Other words")
    later.also_in.add(shared)
    activities.count_once(second, by=lead)

    activities.join(later, second, by=lead)

    assert counted() == [first]
    assert set(first.also_in.all()) == {area, shared}


def test_what_was_answered_of_the_later_one_itself_stands_when_it_is_joined(
    area, lead, partner
):
    _first = begun(partner, AreaFactory.create())
    second, later = told(partner, area), told(partner, area)
    activities.count_once(second, by=lead)
    activities.count_apart(later, by=lead)

    activities.join(later, second, by=lead)

    assert (later.counted_with, later.counted_apart) == (None, True)


@pytest.mark.parametrize("which", ["older", "newer"])
def test_two_that_are_not_one_are_not_asked_about_again_in_other_words(
    area, lead, partner, which
):
    first, second = told(partner, AreaFactory.create()), told(partner, area)
    activities.count_apart(second, by=lead)

    again = told_anew(first if which == "older" else second, builds_capacity=True)

    assert asked() == []
    assert len(counted()) == 2
    assert again.counted_apart


def test_what_is_answered_while_other_words_are_a_draft_holds_for_these_too(
    area, lead, partner
):
    first, second = begun(partner, AreaFactory.create()), told(partner, area)
    again, report = drafted_anew(second, title="Other words")

    activities.count_once(second, by=lead)
    move(report, "accepted")

    again.refresh_from_db()
    assert again.counted_with == first
    assert counted() == [first]


def test_counted_once_while_other_words_of_the_older_one_are_a_draft_every_area_keeps_it(
    area, lead, partner
):
    first, second = told(partner, AreaFactory.create()), told(partner, area)
    again, report = drafted_anew(first, title="Other words")

    activities.count_once(second, by=lead)
    move(report, "accepted")

    assert counted() == [again]
    assert list(Activity.objects.public().counted().in_area(area)) == [again]


def test_told_apart_while_other_words_are_a_draft_nothing_is_asked_again(
    area, lead, partner
):
    _first, second = told(partner, AreaFactory.create()), told(partner, area)
    again, report = drafted_anew(second, builds_capacity=True)

    activities.count_apart(second, by=lead)
    move(report, "accepted")

    again.refresh_from_db()
    assert again.counted_apart
    assert asked() == []


def test_who_is_told_apart_from_one_is_still_asked_about_another(area, lead, partner):
    first, second = told(partner, AreaFactory.create()), told(partner, area)
    activities.count_apart(second, by=lead)
    third = told(partner, AreaFactory.create())

    again = told_anew(first, builds_capacity=True)

    assert not again.counted_apart
    assert {again.pk, third.pk} <= {asker for asker, _twin in asked()}


def test_of_one_said_in_other_words_the_newest_is_asked_about(area, partner):
    first, second = told(partner, AreaFactory.create()), told(partner, area)

    third = told_anew(first, builds_capacity=True)

    assert asked() == [(third.pk, second.pk)]


def test_what_is_shared_already_and_typed_anew_is_asked_about(area, partner):
    first = begun(partner, AreaFactory.create())
    first.also_in.add(area)

    second = told(partner, area)

    assert asked() == [(second.pk, first.pk)]


def test_counted_once_it_is_in_every_area_of_both(area, lead, partner):
    shared = AreaFactory.create()
    first, second = begun(partner, AreaFactory.create()), begun(partner, area)
    second.also_in.add(shared, first.area)

    activities.count_once(second, by=lead)

    assert set(first.also_in.all()) == {area, shared}
    assert list(Activity.objects.counted().in_area(shared)) == [first]


def test_what_a_report_tells_no_more_goes_with_what_it_kept(area, partner):
    cycle = CycleFactory.create()
    first = begun(partner, area, starts_on=cycle.first_day)
    first.also_in.add(AreaFactory.create())
    report = progress.start(cycle, partner, area, by=partner.current_representatives()[0])
    row = {**report.unfinished["activities"][0], "result": "Example result."}
    row["title"] = "Other words"
    progress.save(report, typed=progress.Typed(activities=[row]))

    progress.save(report, typed=progress.Typed())

    assert list(Activity.objects.all()) == [first]
