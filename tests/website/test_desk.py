"""The desk is one list: the most urgent first, by kind of work, with a way along it."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gmp_portal import rulebook
from gmp_portal.accounts.models.terms import today
from gmp_portal.jobs.models import Job
from gmp_portal.rulebook.models import ParameterValue
from gmp_portal.ui import ways_along
from gmp_portal.ui.worklist import Row, Task, each_once, groups, working_days
from gmp_portal.website.reading import desk as reading
from gmp_portal.website.reading import worklists
from partners.models import LetterOfIntent
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory
from tests.factories.meetings import DecisionFactory, MeetingFactory
from tests.factories.partners import JoinRequestFactory, LetterFactory
from tests.factories.reporting import AreaReportFactory

DESK = "/desk/"
pytestmark = pytest.mark.django_db


def page_of(client, query=""):
    response = client.get(f"{DESK}?{query}" if query else DESK)
    assert response.status_code == 200
    return response.content.decode()


def titles(page):
    found = re.findall(r'<th scope="row">.*?dir="auto">([^<]*)</a>', page, re.DOTALL)
    return [title.strip() for title in found]


def tabs(page):
    part = page.partition('class="tabs sm"')[2].partition("</ul>")[0]
    rows = re.findall(
        r"<a [^>]*>\s*(.*?)\s*<span class=\"cnt[^\"]*\">(\d+)<", part, re.DOTALL
    )
    return {label: int(number) for label, number in rows}


# What stands on it -----------------------------------------------------------------------


def test_work_stands_in_groups_and_the_most_urgent_comes_first(secretariat, as_user):
    LetterFactory(submitted=True, organisation="No day")
    LetterFactory(confirmed=True, organisation="Soon")
    LetterFactory(
        confirmed=True, organisation="Late", publish_due_on=today() - timedelta(2)
    )

    page = page_of(as_user(secretariat), "kind=letters")

    assert titles(page) == ["Late", "Soon", "No day"]
    headings = re.findall(r'scope="colgroup">\s*(.*?) <span class="cnt( bad)?">(\d+)', page)
    assert headings == [
        ("Overdue", " bad", "1"),
        ("Due in 14 days", "", "1"),
        ("Later or without a date", "", "1"),
    ]


def test_only_the_step_that_is_overdue_is_a_filled_button(secretariat, as_user):
    LetterFactory(confirmed=True, organisation="Soon")
    LetterFactory(
        confirmed=True, organisation="Late", publish_due_on=today() - timedelta(2)
    )

    page = page_of(as_user(secretariat), "kind=letters")

    rows = re.findall(r'btn-small (btn-[a-z]+)".*?: (?:<bdi>)?([^<]*)<', page, re.DOTALL)
    assert rows == [("btn-primary", "Late"), ("btn-line", "Soon")]


def test_each_kind_of_work_has_a_tab_with_its_number(secretariat, as_user):
    LetterFactory.create_batch(2, submitted=True)
    JoinRequestFactory.create()
    client = as_user(secretariat)

    page = page_of(client)
    letters = page_of(client, "kind=letters")

    numbers = tabs(page)
    assert (numbers["Letters"], numbers["Partners"]) == (2, 1)
    assert numbers["Everything"] == sum(numbers.values()) - numbers["Everything"]
    assert "Decisions" not in numbers
    assert len(titles(letters)) == 2
    assert re.search(r'kind=letters"\s+aria-current="page"', letters)


@pytest.mark.parametrize(
    ("state", "who"),
    [
        ("proposed", "decline_proposed_by"),
        ("half_cleared", "cleared_by"),
        ("submitted", "sender"),
    ],
)
def test_a_step_that_is_somebody_elses_is_no_own_work(as_user, state, who):
    first, second = UserFactory(officer=True), UserFactory(officer=True)
    LetterFactory(**{state: True, who: first})

    barred, free = (page_of(as_user(user), "kind=letters") for user in (first, second))

    for page, is_barred in ((barred, True), (free, False)):
        assert ("Waits for somebody else" in page) == is_barred
        step = re.search(r'btn-small (btn-\w+)"\s+href="[^"]*">\s*(\w+)<', page)
        assert step is not None
        assert (step.groups() == ("btn-line", "Read")) == is_barred


def test_nobody_is_told_to_decide_on_the_own_request(as_user):
    officer, other = UserFactory(officer=True), UserFactory(officer=True)
    JoinRequestFactory.create(person=officer)

    own, of_other = (page_of(as_user(user), "kind=partners") for user in (officer, other))

    assert "Waits for somebody else" in own
    assert "Waits for somebody else" not in of_other


@pytest.mark.parametrize(
    ("state", "word"),
    [
        ("submitted", "Screening"),
        ("asked", "Waiting for the sender"),
        ("answered", "Answers to review"),
        ("proposed", "Second person"),
        ("confirmed", "To clear"),
        ("half_cleared", "Second person"),
        ("cleared", "Cleared"),
        ("withdrawn", "Withdrawn"),
    ],
)
def test_a_letter_has_one_word_for_its_state_on_each_page(
    secretariat, as_user, state, word
):
    letter = LetterFactory(**{state: True})
    client = as_user(secretariat)

    pages = [
        client.get(reverse("partners:letter_list"), {"status": letter.status}).text,
        client.get(letter.get_absolute_url()).text,
    ]
    if state != "withdrawn":
        pages.append(page_of(client, "kind=letters"))

    tags = [re.search(r'<span class="tag[^"]*">\s*([^<]+?)\s*<', page) for page in pages]
    assert [tag and tag[1] for tag in tags] == [word] * len(pages)


def test_the_list_of_letters_stands_under_the_desk(secretariat, as_user):
    letter = LetterFactory(submitted=True)
    client = as_user(secretariat)
    addresses = [reverse("partners:letter_list"), letter.get_absolute_url()]

    desk = page_of(client, "kind=letters")
    pages = [client.get(address).text for address in addresses]

    assert f'href="{addresses[0]}"' in desk
    for page in pages:
        current = re.findall(r'<a href="([^"]+)" aria-current="true"', page)
        assert current == [DESK]


def test_work_is_found_by_name_and_by_number(secretariat, as_user):
    wanted = LetterFactory(submitted=True, organisation="Example Watch")
    LetterFactory(submitted=True, organisation="Sample Works")
    client = as_user(secretariat)

    by_name, by_number = (
        page_of(client, "q=WATCH"),
        page_of(client, f"q={wanted.reference}"),
    )
    nothing = page_of(client, "q=nowhere")

    assert titles(by_name) == titles(by_number) == ["Example Watch"]
    assert tabs(by_name)["Everything"] == 1
    assert "kind=letters&amp;q=WATCH" in by_name
    assert "Nothing on the desk has these words." in nothing
    assert "Show all open work" in nothing


def test_a_kind_that_does_not_exist_is_said_to_be_left_out(secretariat, as_user):
    LetterFactory(submitted=True, organisation="Example Watch")

    page = page_of(as_user(secretariat), "kind=gossip")

    assert "This filter was not applied" in page
    assert "Example Watch" in titles(page)


def test_the_list_goes_on_on_the_next_page(secretariat, as_user):
    for number in range(51):
        LetterFactory(submitted=True, organisation=f"Organization {number}")
    client = as_user(secretariat)

    first, second = page_of(client, "kind=letters"), page_of(client, "kind=letters&page=2")

    assert (len(titles(first)), len(titles(second))) == (50, 1)
    assert 'rel="next" href="/desk/?kind=letters&amp;page=2"' in first
    assert re.search(r'<span class="cnt">51</span>\s*</th>', second)


@pytest.mark.parametrize("number", [1, 8])
def test_the_desk_takes_few_queries_however_much_waits(secretariat, as_user, number):
    client = as_user(secretariat)
    for _each in range(number):
        LetterFactory(submitted=True)
        LetterFactory(asked=True)
        LetterFactory(confirmed=True)
        JoinRequestFactory.create()
        AreaReportFactory.create(state="submitted")
        MeetingFactory.create(held=True)
        DecisionFactory.create(silent=True)
        AreaFactory.create()
    page_of(client)

    with CaptureQueriesContext(_connection()) as queries:
        page_of(client)

    assert len(queries) <= 15, [each["sql"][:60] for each in queries.captured_queries]


def _connection():
    from django.db import connection  # noqa: PLC0415 read where it is used

    return connection


def test_an_area_that_lacks_a_meeting_is_on_the_desk_once(secretariat):
    area = AreaFactory.create()

    waiting = [task for task in worklists.desk_tasks() if area.name in str(task.title)]

    assert sorted(task.kind for task in waiting) == ["areas", "meetings"]


def test_an_administrator_sees_how_the_machinery_stands_and_no_work(admin, as_user):
    LetterFactory(submitted=True, organisation="Example Watch")
    Job.objects.create(kind="test.other", key="test.other:1", payload={}, last_error="No.")

    page = page_of(as_user(admin))

    assert "1 failing" in " ".join(page.split())
    assert "Example Watch" not in page


# Age, target, figures --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "number"),
    [
        (date(2026, 11, 27), date(2026, 11, 27), 0),
        (date(2026, 11, 27), date(2026, 11, 30), 1),
        (date(2026, 11, 27), date(2026, 12, 11), 10),
        (date(2026, 11, 28), date(2026, 11, 29), 0),
        (date(2026, 11, 30), date(2026, 11, 27), 0),
    ],
)
def test_ages_count_from_monday_to_friday(first, last, number):
    assert working_days(first, last) == number


def test_an_age_stands_against_the_days_of_the_rule_and_alone_without_one():
    on = date(2026, 11, 27)
    ruled = Task("A", "/a/", date(2026, 11, 30), since=on, target_on=date(2026, 12, 11))
    free = Task("B", "/b/", since=on)

    late, alone = (Row.of(task, date(2026, 12, 4)) for task in (ruled, free))

    assert (late.age, late.target, late.tone) == (5, 10, "late")
    assert (alone.age, alone.target, alone.tone) == (5, None, "")


def test_a_bar_is_amber_when_four_fifths_of_the_time_are_over():
    task = Task("A", "/a/", since=date(2026, 11, 2), target_on=date(2026, 11, 16))

    tones = [Row.of(task, date(2026, 11, day)).tone for day in (11, 12)]

    assert tones == ["", "soon"]


def test_letters_decided_and_published_lately_are_counted_from_their_own_days():
    now = datetime(2026, 11, 27, 12, tzinfo=UTC)
    with time_machine.travel(now, tick=False):
        for days_ago in (7, 14):
            _published(sent=now - timedelta(days_ago), confirmed=now, published=now)
        _published(
            sent=now - timedelta(21),
            confirmed=now - timedelta(1),
            published=now,
            publish_due_on=date(2026, 11, 26),
        )
        before = now - timedelta(100)
        _published(sent=before, confirmed=before, published=before)

        figures = reading.letters()

    assert (figures.decided, figures.days) == (3, 10)
    assert (figures.published, figures.in_time) == (3, 2)


def _published(*, sent, confirmed, published, **fields):
    return LetterFactory(
        published=True,
        submitted_at=sent,
        confirmed_at=confirmed,
        published_at=published,
        **fields,
    )


def test_rules_that_are_read_at_once_hold_the_same_values(
    secretariat, django_assert_num_queries
):
    ParameterValue.objects.create(
        parameter="R-09",
        value=45,
        effective_from=today() - timedelta(days=3),
        reason="Example",
        decided_by=secretariat.pk,
    )
    names = [rule.id for rule in rulebook.parameters()]
    one_by_one = {name: rulebook.value(name) for name in names}

    with django_assert_num_queries(1), rulebook.read_once():
        at_once = {name: rulebook.value(name) for name in names}

    assert at_once == one_by_one
    assert at_once["R-09"] == 45
    with rulebook.read_once():
        assert rulebook.value("R-09", on=today() - timedelta(days=4)) == 30


# The way along the list ------------------------------------------------------------------


def test_a_record_opened_from_the_list_leads_to_the_next_one(secretariat, as_user):
    now = timezone.now()
    first, second, third = (
        LetterFactory(submitted=True, submitted_at=now - timedelta(hours=9 - number))
        for number in range(3)
    )
    client = as_user(secretariat)
    page_of(client, "kind=letters")

    pages = [client.get(each.get_absolute_url()).text for each in (first, second, third)]

    assert "Back to “Desk”: 2 of 3" in pages[1]
    assert f'rel="prev" href="{first.get_absolute_url()}"' in pages[1]
    assert f'rel="next" href="{third.get_absolute_url()}"' in pages[1]
    assert 'href="/desk/?kind=letters"' in pages[1]
    assert 'rel="prev"' not in pages[0]
    assert 'rel="next"' not in pages[2]


def test_the_way_along_counts_what_the_list_counts(secretariat, as_user):
    area = AreaFactory.create()
    now = timezone.now()
    for organisation, place in (("First", 2), ("Last", 1)):
        LetterFactory(
            submitted=True,
            organisation=organisation,
            submitted_at=now - timedelta(hours=place),
        )
    client = as_user(secretariat)
    listed = titles(page_of(client))
    letter = LetterOfIntent.objects.get(organisation="Last")

    page = client.get(letter.get_absolute_url()).text

    assert any(area.name in title for title in listed)
    place, total = listed.index("Last") + 1, len(listed)
    assert f"Back to “Desk”: {place} of {total}" in page


def test_a_record_that_was_not_in_the_list_has_no_way_along(secretariat, as_user):
    LetterFactory(submitted=True)
    other = LetterFactory(declined=True)
    client = as_user(secretariat)
    page_of(client)

    page = client.get(other.get_absolute_url()).text

    assert "in this list" not in page


@pytest.mark.parametrize("kept", ["2020-01-01 en", f"{today()} fr", None])
def test_the_way_along_ends_with_its_day_and_its_language(secretariat, as_user, kept):
    letter = LetterFactory(submitted=True)
    client = as_user(secretariat)
    page_of(client)
    session = client.session
    session[ways_along.KEPT] |= {"when": kept}
    session.save()

    page = client.get(letter.get_absolute_url()).text

    assert "in this list" not in page


# One's own work and the row of links -----------------------------------------------------


def test_what_is_due_stands_once_in_ones_own_work(person, as_user):
    letter = LetterFactory(asked=True, sender=person, organisation="Example Watch")

    page = as_user(person).get(reverse("website:my")).text

    assert titles(page) == ["Answer the questions of UNEP about Example Watch"]
    assert f'"{letter.get_absolute_url()}"' not in page


def test_the_same_task_in_two_roles_is_one_task():
    twice = [Task("Read", "/a/"), Task("Read", "/a/"), Task("Read", "/b/")]

    assert each_once(twice) == twice[1:]


def test_headings_count_all_pages_and_empty_ones_are_left_out():
    tasks = [Task(str(number), f"/{number}/") for number in range(3)]

    [later] = groups(tasks[:1], tasks, date(2026, 3, 1))

    assert (later.number, len(later.rows), later.is_late) == (3, 1, False)


@pytest.mark.parametrize(
    ("who", "shown"), [("secretariat", True), ("admin", True), ("person", False)]
)
def test_who_works_at_the_desk_has_its_lists_in_the_own_row(request, as_user, who, shown):
    page = as_user(request.getfixturevalue(who)).get(reverse("website:my")).text

    row = page.partition('<nav class="own"')[2].partition("</nav>")[0]
    names = ("desk", "message_list", "job_list", "ledger", "rights_list")
    links = [f'href="{reverse(f"website:{name}")}"' in row for name in names]
    assert links == [shown] * 5
