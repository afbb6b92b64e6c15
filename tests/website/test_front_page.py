"""The front page: its map, the state of each area, what is new and what comes next."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gmp_portal import rounds
from gmp_portal.accounts.models.terms import today
from gmp_portal.reference import seed as reference_seed
from gmp_portal.ui import kept_parts
from gmp_portal.website.reading import front_page
from tests.factories.areas import AreaFactory, MembershipFactory, PlanFactory
from tests.factories.meetings import DecisionFactory, MeetingFactory
from tests.factories.partners import LetterFactory, PartnerFactory
from tests.factories.reporting import CycleFactory

pytestmark = pytest.mark.django_db
HOME = "website:home"
MOST_QUERIES, MOST_SIGNED_IN = 2, 15


def shown(client, path=None):
    return client.get(path or reverse(HOME)).content.decode()


def links(page):
    return set(re.findall(r'href="(/[^"#?]*)', page))


def card_of(area):
    [card] = [card for card in rounds.read(front_page.areas(today())) if card.area == area]
    return card


def test_the_map_has_a_dot_for_each_country_and_says_who_is_not_on_it(client):
    reference_seed.load()
    for country in ("KE", "KE", "FR", None):
        PartnerFactory(country_id=country)

    page = shown(client)

    figure = page[page.index("<figure") : page.index("</figure>")]
    assert figure.count("<circle") == 2
    assert "Partners in 2 countries: 3 (a larger dot means more partners)." in figure
    assert "1 more works worldwide or names no country." in figure
    assert f'href="{reverse("partners:partner_list")}?view=map#countries"' in figure


def test_the_dots_stand_where_they_stand_in_every_language(client):
    reference_seed.load()
    PartnerFactory(country_id="PE")

    dots = [re.findall(r"<circle cx[^>]*>", shown(client, path)) for path in ("/", "/ar/")]

    assert dots[0] == dots[1]


def test_the_first_sentence_tells_the_number_of_the_register(client):
    for _number in range(3):
        PartnerFactory()

    page = shown(client)

    assert "so 3 governments, organizations and individuals work together here" in page
    assert client.get(reverse("partners:partner_list")).context["page"].paginator.count == 3


def test_the_page_is_whole_before_anything_is_on_record(client):
    page = shown(client)

    assert "so 0 governments" in page
    assert "No areas yet" in page
    assert "Nothing has been published yet" in page
    assert "Nothing is announced at present" in page


def test_a_card_tells_articles_partners_and_plan_of_its_area(client):
    area = AreaFactory(convention_articles=[3, 10])
    MembershipFactory(area=area)
    MembershipFactory(area=area, until=date(2025, 1, 1))
    year = today().year
    period = {"period_from": date(year, 1, 1), "period_to": date(year + 1, 12, 31)}
    PlanFactory(area=area, status="published", complete=False, **period)

    page = " ".join(shown(client).split())

    assert re.search("Articles 3, 10 +· +1 partner </p>", page)
    assert f'<span class="tag ok">Plan {year}–{year + 1} in force</span>' in page


def test_a_plan_that_nobody_may_read_yet_is_no_plan_in_force(client):
    area = AreaFactory()
    PlanFactory(area=area)

    page = shown(client)

    assert card_of(area).plan_from is None
    assert "No plan in force" in page


def test_a_plan_whose_period_is_over_is_said_to_be(client):
    area = AreaFactory()
    period = {"period_from": date(2022, 1, 1), "period_to": date(2022, 12, 31)}
    PlanFactory(area=area, status="published", **period)

    page = shown(client)

    assert card_of(area).plan_to == date(2022, 12, 31)
    assert "Plan 2022, its period is over" in page


def test_an_area_that_is_only_proposed_has_no_card(client):
    area = AreaFactory(proposed=True)

    assert area.name not in shown(client)


def test_what_is_new_stands_in_one_list_the_newest_first(client):
    letter = LetterFactory(published=True)
    decision = DecisionFactory(adopted=True)

    news = rounds.read(front_page.latest())

    assert [each.item.url for each in news] == [
        record.get_absolute_url() for record in (decision, letter)
    ]
    assert [each.icon for each in news] == ["gavel", "letter"]
    assert {letter.get_absolute_url(), decision.get_absolute_url()} <= links(shown(client))


def test_the_list_of_news_ends_somewhere():
    for _number in range(front_page.LATEST + 2):
        LetterFactory(published=True)

    assert len(rounds.read(front_page.latest())) == front_page.LATEST


def test_a_published_plan_has_the_face_of_its_area():
    area = AreaFactory(slug="asgm", body__slug="asgm")
    PlanFactory(area=area, status="published")

    [face] = [
        news.look for news in rounds.read(front_page.latest()) if news.item.kind == "plans"
    ]

    assert face == area.look == "gold"


def test_what_comes_next_are_meetings_and_days_on_which_reports_are_due(client):
    soon = MeetingFactory(convened=True, starts_on=today() + timedelta(days=3))
    MeetingFactory(convened=True, starts_on=today() - timedelta(days=3))
    MeetingFactory(cancelled=True, starts_on=today() + timedelta(days=4))
    MeetingFactory(starts_on=today() + timedelta(days=5))
    due = {"progress_due_on": today() + timedelta(days=20)}
    cycle = CycleFactory(area_due_on=today() + timedelta(days=40), **due)

    coming = rounds.read(front_page.coming(today()))

    assert [item.url for item in coming][:2] == [
        soon.get_absolute_url(),
        cycle.get_absolute_url(),
    ]
    assert links(shown(client)) >= {item.url for item in coming}


def test_what_is_for_members_only_does_not_stand_on_the_page_of_everybody():
    DecisionFactory(silent=True)
    MeetingFactory()

    assert rounds.read(front_page.coming(today())) == []


def test_every_link_of_the_page_leads_somewhere(client, secretariat, as_user):
    officer = as_user(secretariat)

    for path in sorted(links(shown(client)) - {"/favicon.ico"}):
        if not path.startswith("/static/"):
            assert officer.get(path, follow=True).status_code == 200, path


@pytest.mark.parametrize("count", [1, 12])
def test_the_page_takes_as_many_queries_whatever_there_is(
    client, secretariat, person, as_user, count
):
    reference_seed.load()
    for _number in range(count):
        area = AreaFactory()
        MembershipFactory(area=area, partner=PartnerFactory(country_id="KE"))
        PlanFactory(area=area, status="published")
        LetterFactory(published=True)
        DecisionFactory(adopted=True)
        MeetingFactory(convened=True)
    readers = [client, as_user(secretariat), as_user(person)]
    shown(client)

    numbers = []
    for reader in readers:
        kept_parts.forget()
        with CaptureQueriesContext(connection) as queries:
            shown(reader)
        numbers.append(len(queries))

    assert numbers[0] == MOST_QUERIES
    assert max(numbers[1:]) <= MOST_SIGNED_IN


def test_what_all_see_alike_is_gathered_once(client, person, as_user):
    reader = as_user(person)
    shown(client)

    with CaptureQueriesContext(connection) as queries:
        shown(reader)

    asked = [query["sql"] for query in queries]
    assert not [sql for sql in asked if 'letterofintent"."published_at' in sql], asked
