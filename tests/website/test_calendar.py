"""The page of the calendar: a list first, a month on a sheet, and filters (N33)."""

import re
from datetime import date, time, timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import translation

from gmp_portal.accounts.models.terms import days, today
from tests.factories.advisory_group import SeatFactory
from tests.factories.areas import AreaFactory
from tests.factories.meetings import BodyFactory, DecisionFactory, MeetingFactory
from tests.factories.reporting import CycleFactory

pytestmark = pytest.mark.django_db
PAGE = "website:calendar"


def ask(client, **filters):
    response = client.get(reverse(PAGE), filters)
    assert response.status_code == 200
    return response


def text_of(response):
    page = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", unescape(page))


def shown(response):
    months = response.context["months"]
    return [(f"{first:%Y-%m}", [each.title for each in items]) for first, items in months]


def on(day, **facts):
    return MeetingFactory.create(convened=True, starts_on=day, title=f"On {day}", **facts)


@pytest.fixture
def some():
    """A meeting that is over, those of two coming months, and one of the next year."""
    here = today()
    first = here.replace(day=1)
    coming = [(first + timedelta(days=40 * number)).replace(day=5) for number in (1, 2)]
    return [on(day) for day in (here - timedelta(days=50), *coming)]


def test_what_comes_next_comes_first_under_its_month(client, some):
    _past, soon, later = some

    assert shown(ask(client)) == [
        (f"{soon.starts_on:%Y-%m}", [soon.title]),
        (f"{later.starts_on:%Y-%m}", [later.title]),
    ]


def test_what_is_past_can_be_reached_the_newest_first(client, some):
    older = on(today() - timedelta(days=400))

    months = shown(ask(client, when="past"))

    assert [titles for _month, titles in months] == [[some[0].title], [older.title]]


def test_what_runs_today_is_not_past(client):
    meeting = on(today() - timedelta(days=1), ends_on=today() + timedelta(days=1))

    assert shown(ask(client)) == [(f"{today():%Y-%m}", [meeting.title])]
    assert shown(ask(client, when="past")) == []


def test_a_month_can_be_chosen_past_ones_too(client, some):
    past = some[0]

    months = shown(ask(client, month=f"{past.starts_on:%Y-%m}"))

    assert months == [(f"{past.starts_on:%Y-%m}", [past.title])]


def test_kind_body_and_area_leave_the_others_out(client):
    area = AreaFactory.create()
    CycleFactory.create(not_due=True, name="Example cycle")
    ours = on(today(), body=area.body)
    theirs = on(today() + timedelta(days=1), body=BodyFactory.create(pag=True))

    by_kind = text_of(ask(client, kind="reports-due"))
    by_body = text_of(ask(client, body="pag"))
    by_area = text_of(ask(client, area=area.slug))

    assert "Progress reports are due: Example cycle" in by_kind
    assert ours.title not in by_kind
    assert theirs.title in by_body
    assert ours.title not in by_body
    assert ours.title in by_area
    assert theirs.title not in by_area


@pytest.mark.parametrize(
    "filters",
    [
        {"month": "2026-13"},
        {"month": "1812-01"},
        {"month": "9999-12"},
        {"kind": "no-such"},
        {"body": "no-such"},
        {"view": "no-such"},
        {"colour": "blue"},
    ],
)
def test_a_filter_that_is_not_understood_is_named(client, some, filters):
    response = ask(client, **filters)

    assert "This filter was not applied" in text_of(response)
    assert len(shown(response)) == 2


def test_nothing_matches_in_words(client):
    assert "No date matches" in text_of(ask(client, month="2031-01"))


def test_a_long_list_is_given_in_pages(client):
    for number in range(30):
        on(today() + timedelta(days=number))

    response = ask(client)

    assert "30 dates" in text_of(response)
    assert sum(len(titles) for _month, titles in shown(response)) == 25
    assert sum(len(titles) for _month, titles in shown(ask(client, page=2))) == 5


def test_hours_are_those_of_the_place_and_those_of_the_reader(client):
    on(
        date(2027, 3, 28),
        opens_at_time=time(10),
        closes_at_time=time(12),
        zone="Europe/Zurich",
    )

    text = text_of(ask(client, month="2027-03"))

    assert "28 March 2027 , 10:00 – 12:00 (Zurich time)" in text
    assert "Begins at 08:00 UTC" in text


def test_a_cancelled_meeting_stays_and_says_so(client):
    meeting = on(today(), status="cancelled")

    text = text_of(ask(client))

    assert meeting.title in text
    assert "Cancelled" in text


# The sheet of a month -------------------------------------------------------------------------


def test_the_sheet_shows_each_day_of_a_meeting(client):
    meeting = on(date(2026, 11, 2), ends_on=date(2026, 11, 4))

    response = ask(client, view="grid", month="2026-11")

    fields = [day for week in response.context["weeks"] for day in week]
    filled = [day.on.day for day in fields if day.items]
    assert filled == [2, 3, 4]
    assert response.content.decode().count(meeting.title) == 3
    assert len(fields) % 7 == 0
    assert [day.on for day in fields if day.is_of_month][-1] == date(2026, 11, 30)


def test_the_sheet_leads_to_the_months_beside_it_with_its_filters(client):
    response = ask(client, view="grid", month="2026-12", kind="meeting")

    assert response.context["previous"].endswith("?view=grid&month=2026-11&kind=meeting")
    assert response.context["next"].endswith("?view=grid&month=2027-01&kind=meeting")


def test_the_sheet_counts_its_month_and_asks_for_nothing_coming_or_past(client):
    on(date(2026, 11, 2))
    on(date(2026, 10, 30), ends_on=date(2026, 11, 1))
    on(date(2026, 10, 29))

    response = ask(client, view="grid", month="2026-11", when="past")

    text = text_of(response)
    assert "2 dates" in text
    assert "On 2026-10-29" in text
    assert "Coming" not in text
    assert 'href="?view=grid&amp;month=2026-11"' not in response.content.decode()


def test_no_robot_is_led_through_three_hundred_years(client):
    page = ask(client, view="grid").content.decode()

    assert len(re.findall(r'<a rel="(?:prev|next) nofollow" href="', page)) == 2


@pytest.mark.parametrize(
    ("month", "missing"), [("1900-01", "previous"), ("2199-12", "next")]
)
def test_the_sheets_end_somewhere(client, month, missing):
    assert ask(client, view="grid", month=month).context[missing] == ""


def test_the_sheet_is_of_this_month_at_first(client):
    response = ask(client, view="grid")

    assert response.context["month"].first == today().replace(day=1)
    assert 'aria-current="date"' in response.content.decode()


@pytest.mark.parametrize(
    ("code", "first"), [("en", "Monday"), ("fr", "lundi"), ("ar", "الأحد")]
)
def test_a_week_begins_as_its_readers_count(client, code, first):
    with translation.override(code):
        response = client.get(reverse(PAGE), {"view": "grid"})
        names = [str(name) for name, _short in response.context["weekdays"]]

    assert names[0] == first
    assert len(set(names)) == 7


def test_a_sheet_begins_with_the_same_day_as_its_head(client):
    with translation.override("zh-hans"):
        response = client.get(reverse(PAGE), {"view": "grid", "month": "2026-11"})

    assert {week[0].on.weekday() for week in response.context["weeks"]} == {0}


# Who sees what --------------------------------------------------------------------------------


def test_one_sees_the_end_of_the_own_terms_only(client, as_user, person, secretariat):
    seat = SeatFactory.create(period=days(today(), today() + timedelta(days=3)))
    title = f"Term in the Advisory Group ends: {seat.person.name}"

    assert title in text_of(ask(as_user(seat.person)))
    assert title in text_of(ask(as_user(secretariat)))
    assert title not in text_of(ask(as_user(person)))
    assert title not in text_of(ask(client))


def test_visitors_cannot_choose_what_exists_for_people_with_an_account(
    client, as_user, person
):
    assert "Terms of leads that end" not in text_of(ask(client))
    assert "Terms of leads that end" in text_of(ask(as_user(person)))


def test_an_open_decision_is_no_public_date(client, as_user, secretariat):
    decision = DecisionFactory.create(silent=True)

    assert decision.title in text_of(ask(as_user(secretariat)))
    assert decision.title not in text_of(ask(client))


def test_a_proposed_area_can_be_chosen_by_whoever_signed_in_and_has_no_file(
    client, as_user, person
):
    area = AreaFactory.create(proposed=True)

    own = ask(as_user(person), area=area.slug)

    assert f"areas/{area.slug}.ics" not in own.content.decode()
    assert "This filter was not applied" not in text_of(own)
    assert "This filter was not applied" in text_of(ask(client, area=area.slug))


# Ways to the calendar -------------------------------------------------------------------------


def test_the_page_says_how_to_subscribe(client, settings):
    settings.SITE_URL = "https://portal.example.org"
    BodyFactory.create(pag=True)

    response = ask(client, body="pag")

    page = response.content.decode()
    assert 'href="webcal://portal.example.org/calendar/public.ics"' in page
    assert 'href="webcal://portal.example.org/calendar/bodies/pag.ics"' in page
    assert "https://portal.example.org/calendar/bodies/pag.ics" in text_of(response)
    assert "In Outlook: copy the address" in text_of(response)
    assert "In Google Calendar, on a computer: copy the address" in text_of(response)


def test_an_area_chosen_offers_its_own_calendar(client):
    area = AreaFactory.create()

    assert (
        f"/calendar/areas/{area.slug}.ics" in ask(client, area=area.slug).content.decode()
    )


def test_pages_lead_to_their_calendars(client):
    area, group = AreaFactory.create(), BodyFactory.create(pag=True)
    proposed = AreaFactory.create(proposed=True)
    meeting = MeetingFactory.create(body=group, convened=True)
    ways = {
        meeting.get_absolute_url(): f"/meetings/{meeting.slug}/meeting.ics",
        area.get_absolute_url(): f"/calendar/areas/{area.slug}.ics",
        reverse("advisory_group:home"): "/calendar/bodies/pag.ics",
        reverse("website:home"): 'href="/calendar/"',
    }

    missing = [page for page, way in ways.items() if way not in _page(client, page)]

    assert missing == []
    assert "calendar/areas/" not in _page(client, proposed.get_absolute_url())


def _page(client, address):
    return client.get(address).content.decode()


@pytest.mark.parametrize("code", ["zh-hans", "ar"])
def test_the_page_exists_in_other_languages(client, some, code):
    with translation.override(code):
        address = reverse(PAGE)

    page = client.get(address).content.decode()

    assert f"/{code}/calendar/public.ics" in page
    assert some[1].title in page
