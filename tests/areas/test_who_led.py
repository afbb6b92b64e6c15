"""Who led the areas on a day, and every term as a register (C3, A1-4b-vi)."""

import json
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from areas.models.terms import designation
from gmp_portal.accounts.models.terms import days, today
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory, LeadTermFactory, adopted_decision

pytestmark = pytest.mark.django_db
ADDRESS = "areas:lead_list"
EARLY = days(date(2020, 1, 1), date(2021, 12, 31))


def ask(client, **query):
    return client.get(reverse(ADDRESS), query)


def answers(client, **query):
    """What the page says of each area, by its address."""
    page = ask(client, **query).context["page"]
    return {each.area.slug: each for each in page}


def words(answer):
    return " ".join(html.fromstring(answer.text).text_content().split())


def test_lead_co_leads_and_interim_of_every_area_are_named_for_a_day(client):
    alone = LeadTermFactory.create(area__slug="gold", period=EARLY)
    first = LeadTermFactory.create(area__slug="waste", co_lead=True, period=EARLY)
    second = LeadTermFactory.create(area=first.area, second_co_lead=True, period=EARLY)
    interim = LeadTermFactory.create(area__slug="coal", interim=True, period=EARLY)
    LeadTermFactory.create(area=alone.area)

    said = answers(client, on="2020-12-15")

    assert {slug: each.terms for slug, each in said.items()} == {
        "gold": [alone],
        "waste": [first, second],
        "coal": [interim],
    }


def test_the_answer_names_the_decision_or_what_was_recorded(client):
    area, person = AreaFactory.create(), UserFactory.create()
    decision = adopted_decision(area.body, about=designation(area, person))
    LeadTermFactory.create(
        area=area,
        person=person,
        co_lead=True,
        period=EARLY,
        decision=decision,
        recorded_reason="",
    )
    LeadTermFactory.create(
        area=area, second_co_lead=True, period=EARLY, recorded_reason="Agreed by letter"
    )

    page = ask(client, on="2020-12-15")

    assert decision.get_absolute_url() in page.text
    assert "Agreed by letter" in words(page)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2004-12-31", "The area did not exist yet: it was established in 2005."),
        ("2019-12-31", "Not recorded: the terms in the portal begin on 1 January 2020."),
        ("2022-01-01", "Nobody: no term of a lead ran on this day."),
    ],
)
def test_a_day_without_a_lead_says_what_is_known_of_it(client, day, said):
    term = LeadTermFactory.create(period=EARLY)

    answer = answers(client, on=day)[term.area.slug]

    assert (answer.terms, answer.why_nobody) == ([], said)


def test_an_area_without_a_term_says_that_nothing_is_recorded(client):
    area = AreaFactory.create(
        leads_on_record="Example Institute (2009)", leads_source="Example"
    )

    page = ask(client, on="2020-12-15")

    assert "no term of a lead of this area stands in the portal" in words(page)
    assert f'href="{area.get_absolute_url()}#leads">Other records' in page.text


def test_the_first_and_the_last_day_of_a_term_belong_to_it(client):
    term = LeadTermFactory.create(period=EARLY)

    led = {
        day: answers(client, on=day)[term.area.slug].terms
        for day in ("2020-01-01", "2021-12-31")
    }

    assert led == {"2020-01-01": [term], "2021-12-31": [term]}


@pytest.mark.parametrize("day", ["yesterday", "2021-02-30", "1492-10-12", "tomorrow"])
def test_a_day_that_cannot_be_answered_is_refused_and_kept(client, day):
    typed = str(today() + timedelta(days=1)) if day == "tomorrow" else day

    page = ask(client, on=typed)

    assert page.status_code == 422
    assert f'value="{typed}"' in page.text
    assert [str(each.label) for each in page.context["form"].left_out] == [
        "Led on this day"
    ]


def test_a_proposed_area_is_led_by_nobody_and_is_not_listed(client):
    AreaFactory.create(proposed=True)

    assert answers(client, on="2020-12-15") == {}


def test_a_visitor_reads_no_term_of_an_area_that_is_only_proposed(
    client, as_user, secretariat
):
    hidden = LeadTermFactory.create(area__proposed=True)
    shown = LeadTermFactory.create()

    assert list(ask(client).context["page"]) == [shown]
    assert set(ask(as_user(secretariat)).context["page"]) == {hidden, shown}


def test_every_term_stands_in_the_register_the_newest_first(client):
    now = LeadTermFactory.create(area__slug="gold")
    early = LeadTermFactory.create(area=now.area, period=EARLY)
    other = LeadTermFactory.create(area__slug="waste", period=EARLY)

    whole, of_gold = ask(client), ask(client, area="gold")

    assert set(whole.context["page"]) == {now, early, other}
    assert list(of_gold.context["page"]) == [now, early]
    assert "2 of 3 terms" in words(of_gold)


def test_why_a_term_ended_early_is_no_part_of_the_register(client):
    LeadTermFactory.create(period=EARLY, ended_reason="Fell ill for long")

    pages = [ask(client), ask(client, on="2020-12-15"), client.get("/data/area-leads.json")]

    told = [page.content if not page.streaming else page.getvalue() for page in pages]
    assert [b"Fell ill" in each for each in told] == [False, False, False]


def test_the_download_has_the_terms_of_the_day_and_of_the_area(client):
    term = LeadTermFactory.create(area__slug="gold", period=EARLY)
    LeadTermFactory.create(area__slug="waste", period=EARLY)
    LeadTermFactory.create(area=term.area)

    answer = client.get("/data/area-leads.json", {"area": "gold", "on": "2020-12-15"})

    [row] = json.loads(answer.getvalue())["rows"]
    assert row["person"] == term.person.name
    assert (row["starts_on"], row["ends_on"]) == ("2020-01-01", "2021-12-31")
    assert row["url"].endswith(f"{term.area.get_absolute_url()}#leads")


def test_a_download_for_a_day_that_is_none_is_refused(client):
    answer = client.get("/data/area-leads.csv", {"on": "yesterday"})

    assert answer.status_code == 422


@pytest.mark.parametrize("query", [{}, {"on": "2020-12-15"}])
def test_the_register_takes_the_same_queries_for_one_area_and_for_three(client, query):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            ask(client, **query)
        return len(captured)

    LeadTermFactory.create(period=EARLY)
    queries()
    for_one = queries()
    LeadTermFactory.create_batch(2, period=EARLY)

    assert queries() == for_one <= 6
