"""Officers share the work of the desk: who has it, what is nobody's, and filters they keep."""

import re
from urllib.parse import urlencode

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gmp_portal import ledger
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.website import scheduled
from gmp_portal.website.actions import holdings, saved_filters
from gmp_portal.website.models import Holding, SavedFilter
from gmp_portal.website.reading import worklists
from gmp_portal.workflow import NotNowError, RuleRefusedError
from tests.acts.scene import PAST
from tests.factories.accounts import UserFactory, with_second_factor
from tests.factories.advisory_group import SeatFactory
from tests.factories.areas import AreaFactory
from tests.factories.meetings import DecisionFactory, MeetingFactory
from tests.factories.partners import JoinRequestFactory, LetterFactory
from tests.factories.reporting import AreaReportFactory, CycleFactory

DESK = "/desk/"
KEEP = "/desk/filters/desk/keep/"
LIST = "/desk/?kind=letters"
pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague():
    person = UserFactory.create(officer=True, name="Colleague Sample")
    return with_second_factor(person)


@pytest.fixture
def head():
    person = UserFactory.create(officer=True, office__role="head", name="Head Sample")
    return with_second_factor(person)


def work(organisation="Example Watch"):
    """The name of a piece of work: a letter that was sent."""
    letter = LetterFactory(submitted=True, organisation=organisation)
    return f"letters {ledger.subject_of(letter)}"


def rows(page):
    """What stands in the column of holders, by the title of the row."""
    shown_by_title = {}
    for row in page.partition("<tbody>")[2].split("<tr>")[1:]:
        title = re.search(r'dir="auto">([^<]*)</a>', row)
        shown = re.search(r"(?:with ([^<]*?)\s*</span>|>nobody<)", row)
        shown_by_title[title.group(1).strip()] = shown.group(1) or "" if shown else None
    return shown_by_title


def switch(page):
    part = page.partition('class="seg"')[2].partition("</ul>")[0]
    return dict(re.findall(r">\s*(\w[\w']*|[^<]+?) <span>(\d+)<", part))


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


# Taking ----------------------------------------------------------------------------------


def test_an_officer_takes_work_and_comes_back_to_the_list(secretariat, as_user):
    key = work()
    work("Sample Works")
    client = as_user(secretariat)
    before = text_of(client.get(LIST))

    response = client.post(f"{reverse('website:holding_take')}?kind=letters", {"work": key})

    assert response.status_code == 302
    assert response["Location"] == LIST
    after = text_of(client.get(LIST))
    assert f'form="take" name="work" value="{key}"' in before
    assert rows(before) == {"Example Watch": "", "Sample Works": ""}
    assert rows(after) == {"Example Watch": secretariat.name, "Sample Works": ""}
    assert f'value="{key}"' not in after


def test_what_somebody_else_took_meanwhile_is_refused_with_409(
    secretariat, colleague, as_user
):
    key = work()
    holdings.take(key, by=colleague)

    response = as_user(secretariat).post(reverse("website:holding_take"), {"work": key})

    assert response.status_code == 409
    assert "Colleague Sample has taken this work meanwhile." in response.content.decode()
    assert Holding.objects.get().holder == colleague


def test_work_that_is_done_or_invented_cannot_be_taken(secretariat, as_user):
    client = as_user(secretariat)

    answers = [
        client.post(reverse("website:holding_take"), {"work": key}).status_code
        for key in ("", "letters partners.letterofintent:0", "x" * 500)
    ]

    assert answers == [409, 409, 409]
    assert not Holding.objects.exists()


def test_nobody_but_officers_takes_work(admin, person, as_user):
    key = work()

    answers = [
        as_user(who).post(reverse("website:holding_take"), {"work": key}).status_code
        for who in (admin, person)
    ]

    assert answers == [403, 403]
    assert not Holding.objects.exists()


def test_a_piece_of_work_has_one_holder_whatever_happens(secretariat, colleague):
    holding = holdings.take(work(), by=secretariat)
    again = Holding(about=holding.about, kind=holding.kind, holder=colleague)

    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


def test_each_step_stands_in_the_ledger(secretariat, colleague):
    holding = holdings.take(work(), by=secretariat)
    holdings.hand_over(holding, to=colleague, by=secretariat)
    subject = ledger.trail(holding)
    pk = holding.pk
    holdings.put_back(holding, by=colleague)
    holding.pk = pk

    kinds = list(ledger.trail(holding).values_list("kind", flat=True))

    assert kinds == ["work.put_back", "work.handed_over", "work.taken"]
    assert subject.last().body == {"work": holding.key}


# Handing on and putting back -------------------------------------------------------------


def test_the_holder_hands_work_to_another_officer(secretariat, colleague, as_user):
    holding = holdings.take(work(), by=secretariat)
    url = reverse("website:holding_hand_over", args=[holding.pk]) + "?kind=letters"
    client = as_user(secretariat)
    form = text_of(client.get(url))

    response = client.post(url, {"to": colleague.pk})

    assert "Example Watch" in form
    assert "Colleague Sample" in form
    assert response["Location"] == LIST
    assert rows(text_of(client.get(LIST))) == {"Example Watch": "Colleague Sample"}


def test_the_only_colleague_is_chosen_already(secretariat, colleague, as_user):
    holding = holdings.take(work(), by=secretariat)
    url = reverse("website:holding_hand_over", args=[holding.pk])

    with_one = as_user(secretariat).get(url).context["form"]["to"].initial
    UserFactory.create(officer=True)
    with_two = as_user(secretariat).get(url).context["form"]["to"].initial

    assert (with_one, with_two) == (colleague.pk, None)


def test_work_goes_to_nobody_who_is_no_officer(secretariat, person, as_user):
    holding = holdings.take(work(), by=secretariat)
    url = reverse("website:holding_hand_over", args=[holding.pk])

    response = as_user(secretariat).post(url, {"to": person.pk})

    assert response.status_code == 422
    with pytest.raises(RuleRefusedError):
        holdings.hand_over(holding, to=person, by=secretariat)
    assert Holding.objects.get().holder == secretariat


def test_the_holder_puts_work_back(secretariat, as_user):
    holding = holdings.take(work(), by=secretariat)
    client = as_user(secretariat)

    response = client.post(
        reverse("website:holding_put_back", args=[holding.pk]) + "?held=me"
    )

    assert response["Location"] == "/desk/?held=me"
    assert rows(text_of(client.get(LIST))) == {"Example Watch": ""}


def test_only_the_holder_and_the_head_dispose_of_work(
    colleague, head, person, admin, as_user
):
    secretariat = UserFactory.create(officer=True, office__role="officer")
    holding = holdings.take(work(), by=colleague)
    urls = [
        reverse(f"website:holding_{step}", args=[holding.pk])
        for step in ("put_back", "hand_over")
    ]

    answers = {
        who: [as_user(who).post(url, {"to": who.pk}).status_code for url in urls]
        for who in (secretariat, person, admin)
    }
    page = text_of(as_user(secretariat).get(LIST))
    offered = text_of(as_user(head).get(LIST))
    by_head = as_user(head).post(urls[1], {"to": head.pk})

    assert answers == {secretariat: [403, 403], person: [404, 404], admin: [404, 404]}
    assert urls[1] not in page
    assert urls[1] in offered
    assert by_head.status_code == 302
    assert Holding.objects.get().holder == head


# Terms, done work ------------------------------------------------------------------------


def test_the_work_of_whoever_left_is_nobodys_and_can_be_taken(
    secretariat, colleague, head, as_user
):
    key = work()
    holding = holdings.take(key, by=colleague)
    colleague.secretariatterms.update(period=PAST)
    client = as_user(secretariat)

    shown = rows(text_of(client.get(LIST)))
    with pytest.raises(NotNowError):
        holdings.put_back(holding, by=head)
    answer = client.post(reverse("website:holding_take"), {"work": key})

    assert shown == {"Example Watch": ""}
    assert answer.status_code == 302
    assert Holding.objects.get().holder == secretariat


def test_a_term_that_begins_tomorrow_gives_no_work_today(secretariat):
    holding = holdings.take(work(), by=secretariat)
    tomorrow = today().fromordinal(today().toordinal() + 1)
    heir = UserFactory.create(officer=True, office__period=days(tomorrow, None))

    with pytest.raises(RuleRefusedError):
        holdings.hand_over(holding, to=heir, by=secretariat)


def test_in_the_night_work_that_is_done_is_forgotten_and_open_work_stays(secretariat):
    done, waiting = (holdings.take(work(name), by=secretariat) for name in ("A", "B"))
    Holding.objects.filter(pk=done.pk).update(about="partners.letterofintent:0")

    with time_machine.travel("2026-11-27 12:00Z", tick=False):
        scheduled.forget_who_had_work_that_is_done(today())
    by_day = set(Holding.objects.values_list("pk", flat=True))
    with time_machine.travel("2026-11-28 02:10Z", tick=False):
        scheduled.forget_who_had_work_that_is_done(today())

    assert by_day == {done.pk, waiting.pk}
    assert list(Holding.objects.values_list("pk", flat=True)) == [waiting.pk]


def test_every_piece_of_work_on_the_desk_has_a_name_of_its_own():
    LetterFactory(submitted=True)
    LetterFactory(confirmed=True)
    for _each in range(2):
        JoinRequestFactory.create()
        AreaReportFactory.create(state="submitted")
        MeetingFactory.create(held=True)
        DecisionFactory.create(silent=True)
        AreaFactory.create()
    SeatFactory.create()
    long_ago = today().replace(year=today().year - 1)
    CycleFactory.create(progress_due_on=long_ago, area_due_on=long_ago)

    tasks = worklists.desk_tasks()
    keys = [task.key for task in tasks]

    assert len({task.kind for task in tasks}) >= 6
    assert len(set(keys)) == len(keys)
    assert [task for task in tasks if not task.about or "None" in task.about] == []
    assert max(len(task.about) for task in tasks) <= 120


# The switch ------------------------------------------------------------------------------


def test_the_switch_shows_mine_and_what_nobody_has(secretariat, colleague, as_user):
    holdings.take(work("Mine"), by=secretariat)
    holdings.take(work("Theirs"), by=colleague)
    work("Free")
    JoinRequestFactory.create()
    client = as_user(secretariat)

    pages = {
        held: text_of(client.get(f"{LIST}&held={held}")) for held in ("me", "nobody", "")
    }

    assert list(rows(pages["me"])) == ["Mine"]
    assert list(rows(pages["nobody"])) == ["Free"]
    assert set(rows(pages[""])) == {"Mine", "Theirs", "Free"}
    assert {tuple(switch(page).values()) for page in pages.values()} == {("1", "1")}
    assert 'href="/desk/?kind=letters&amp;held=nobody"' in pages["me"]
    assert 'href="/desk/?held=me"' in pages["me"]
    assert re.search(r'held=me"\s+aria-current="true"', pages["me"])


def test_who_has_taken_nothing_reads_how_to_take(secretariat, as_user):
    work()

    page = text_of(as_user(secretariat).get(f"{DESK}?held=me"))

    assert "You have taken no work of this list." in page


def test_an_empty_list_says_why_it_is_empty(secretariat, as_user):
    holdings.take(work(), by=secretariat)
    client = as_user(secretariat)

    taken = text_of(client.get(f"{LIST}&held=nobody"))
    nowhere = text_of(client.get(f"{LIST}&held=nobody&q=nowhere"))

    assert "Somebody has every piece of work of this list." in taken
    assert "Nothing on the desk has these words." in nowhere


@pytest.mark.parametrize("number", [1, 12])
def test_the_desk_takes_as_many_queries_however_many_have_work(
    secretariat, as_user, number
):
    for each in range(number):
        officer = UserFactory.create(officer=True)
        holdings.take(work(f"Example {each}"), by=officer)
    for each in range(min(number, 10)):
        keep(secretariat, f"Filter {each}", words=f"Example {each}")
    client = as_user(secretariat)
    client.get(DESK)

    with CaptureQueriesContext(connection) as queries:
        client.get(DESK)

    assert len(queries) <= 15


# Filters under a name --------------------------------------------------------------------


def keep(person, name, kind="", words="", held="", page="desk"):
    asked = {"kind": kind, "q": words, "held": held}
    query = urlencode({name: value for name, value in asked.items() if value})
    return saved_filters.keep(name, page=page, asked=query, by=person)


def chips(page):
    part = page.partition('class="chips"')[2].partition("</ul>")[0]
    return re.findall(r">([^<>]+)</a>", part)


def test_a_filter_is_kept_shown_and_removed(secretariat, as_user):
    work()
    client = as_user(secretariat)
    shown = "?kind=letters&q=watch&held=nobody"
    offer = text_of(client.get(DESK + shown))

    kept = client.post(KEEP + shown, {"name": "Free"})
    on_desk = text_of(client.get(DESK))
    current = text_of(client.get(DESK + shown))
    remove = reverse("website:saved_filter_remove", args=[SavedFilter.objects.get().pk])
    removed = client.post(remove, follow=True)

    assert "Keep this filter" in offer
    assert kept["Location"] == DESK + shown
    assert chips(on_desk) == ["Free"]
    assert 'href="/desk/?kind=letters&amp;q=watch&amp;held=nobody"' in on_desk
    assert "Keep this filter" not in current
    assert remove in current
    assert chips(text_of(removed)) == []


@pytest.mark.parametrize(
    ("query", "name", "said"),
    [
        ("", "Everything", "This shows everything: choose a filter first."),
        ("?held=me", "Old", "You have a filter of this name already: choose another one."),
        ("?held=me", "", "Fill this in."),
        ("?kind=gossip", "Gossip", "This shows everything: choose a filter first."),
    ],
)
def test_what_cannot_be_kept_is_said_at_the_name(secretariat, as_user, query, name, said):
    keep(secretariat, "Old", words="old")
    url = KEEP + query

    response = as_user(secretariat).post(url, {"name": name})

    assert response.status_code == 422
    assert said in response.content.decode()
    assert SavedFilter.objects.count() == 1


def test_ten_filters_are_kept_and_the_place_of_one_removed_is_free_again(
    secretariat, as_user
):
    own = [keep(secretariat, f"Filter {each}", words=str(each)) for each in range(10)]
    full = text_of(as_user(secretariat).get(f"{DESK}?held=me"))

    with pytest.raises(RuleRefusedError):
        keep(secretariat, "Eleventh", held="me")
    saved_filters.remove(own[3], by=secretariat)
    again = keep(secretariat, "Eleventh", held="me")

    assert "Keep this filter" not in full
    assert again.place == 4
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedFilter.objects.create(person=secretariat, place=11, name="X", asked="q=x")


def test_filters_are_seen_and_removed_by_nobody_else(
    secretariat, colleague, person, as_user
):
    kept = keep(secretariat, "Private words", held="me")
    remove = reverse("website:saved_filter_remove", args=[kept.pk])

    page = text_of(as_user(colleague).get(DESK))
    answers = [as_user(who).post(remove).status_code for who in (colleague, person)]
    keeping = as_user(person).get(KEEP + "?held=me")

    assert "Private words" not in page
    assert answers == [404, 404]
    assert keeping.status_code == 403
    with pytest.raises(RuleRefusedError):
        saved_filters.remove(kept, by=colleague)
