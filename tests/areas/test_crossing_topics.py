"""Topics that cross the areas: who keeps them, which areas work on them, who convenes (R-81)."""

import re
from datetime import date, timedelta
from importlib import import_module

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from areas import permissions, seed
from areas.actions import areas, topics
from areas.forms import named_people
from areas.forms.topics import TopicForm
from areas.models import CrossCuttingTopic, PartnershipArea, TopicArea, TopicMark
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.ledger.models import Entry
from gmp_portal.workflow import RuleRefusedError
from gmp_portal.writing.models import Revision
from partners.models import Partner
from tests.before_rule import as_it_was
from tests.factories.accounts import UserFactory
from tests.factories.areas import (
    AreaFactory,
    ConvenerFactory,
    LeadTermFactory,
    PlanFactory,
    TopicFactory,
    advance,
    lead_of,
    member_of,
)
from tests.factories.meetings import MeetingFactory

pytestmark = pytest.mark.django_db
AREA_AND_TOPIC = {"areas_partnershiparea", "areas_crosscuttingtopic"}
FROM = re.compile('FROM "(\\w+)"')
WORDS = {
    "name_en": "Example matter",
    "about_en": "What several areas do.",
    "since": today(),
}


def page(topic, client):
    answer = client.get(topic.get_absolute_url())
    assert answer.status_code == 200
    return answer.text


VERSION = re.compile(r'name="version" value="([^"]+)"')


def token_of(answer):
    return VERSION.search(answer.text)[1]


def send(window, url, sent):
    """Open the form and send it."""
    return window.post(url, sent | {"version": token_of(window.get(url))})


def save(window, topic, sent):
    return send(window, reverse("areas:topic_change", args=[topic.slug]), sent)


def typed(*chosen, **more):
    return WORDS | {"areas": [area.pk for area in chosen]} | more


def test_the_secretariat_starts_a_topic_with_its_areas(as_user, secretariat):
    first, second = AreaFactory.create_batch(2)

    answer = as_user(secretariat).post(
        reverse("areas:topic_start"), typed(first, second, slug="example-matter")
    )

    topic = CrossCuttingTopic.objects.get()
    assert answer.status_code == 302
    assert set(topic.current_areas()) == {first, second}
    assert Entry.objects.get(kind="topic.started").actor == secretariat


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"areas": []}, "Choose the areas that work on it."),
        ({"name_en": ""}, "Name in English"),
        ({"slug": "start"}, "A page of the portal has this short name already"),
        ({"slug": "there"}, "Another topic has this short name already: choose another"),
        ({"slug": "under_scored"}, "Use small letters without accents, digits and hyphens"),
        ({"slug": "Capital"}, "Use small letters without accents, digits and hyphens"),
        ({"since": today() + timedelta(days=1)}, "Choose today or an earlier day."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(as_user, secretariat, wrong, said):
    TopicFactory.create(slug="there")
    sent = typed(AreaFactory.create(), slug="example-matter") | wrong

    answer = as_user(secretariat).post(reverse("areas:topic_start"), sent)

    assert answer.status_code == 422
    assert said in answer.text
    assert "What several areas do." in answer.text


@pytest.mark.parametrize("name", ["topic_change", "topic_close", "topic_convener_name"])
def test_others_than_the_secretariat_are_told_so(as_user, name):
    area = AreaFactory.create()
    topic = TopicFactory.create(with_areas=[area])

    answer = as_user(lead_of(area)).get(reverse(f"areas:{name}", args=[topic.slug]))

    assert answer.status_code == 403
    assert "R-81" in answer.text


def test_nobody_else_starts_a_topic(as_user):
    answer = as_user(lead_of(AreaFactory.create())).get(reverse("areas:topic_start"))

    assert answer.status_code == 403


def test_an_area_that_is_taken_out_stays_on_the_page_with_its_days(as_user, secretariat):
    kept, left = AreaFactory.create_batch(2)
    topic = TopicFactory.create(with_areas=[kept, left])

    save(as_user(secretariat), topic, typed(kept))

    assert list(topic.current_areas()) == [kept]
    assert topic.ties.get(area=left).until == today()
    assert "Areas that worked on it earlier" in page(topic, as_user(secretariat))


def test_names_in_other_languages_stay_when_the_words_change(as_user, secretariat):
    area = AreaFactory.create()
    names = {"en": "Example", "fr": "Exemple", "zh": "示例"}
    topic = TopicFactory.create(with_areas=[area], names=names)

    save(as_user(secretariat), topic, typed(area, name_zh="示例专题"))

    topic.refresh_from_db()
    assert topic.names == {"en": "Example matter", "fr": "Exemple", "zh": "示例专题"}


def test_the_page_names_areas_leads_convener_and_meetings(client):
    area = AreaFactory.create()
    term = LeadTermFactory.create(area=area, person__name="Example Lead")
    topic = TopicFactory.create(with_areas=[area])
    ConvenerFactory.create(topic=topic, person__name="Example Convener")
    MeetingFactory.create(body=area.body, title="Example area meeting", convened=True)

    text = page(topic, client)

    for words in (area.name, term.person.name, "Example Convener", "Example area meeting"):
        assert words in text


def test_without_a_convener_the_page_says_so(client):
    topic = TopicFactory.create(with_areas=[AreaFactory.create()])

    assert "Nobody is on record as convener today." in page(topic, client)


def test_the_convener_is_chosen_among_the_partners_of_the_areas(as_user, secretariat):
    area = AreaFactory.create()
    member = member_of(area)
    topic = TopicFactory.create(with_areas=[area])
    chosen = member.representatives.get().pk
    url = reverse("areas:topic_convener_name", args=[topic.slug])

    answer = as_user(secretariat).post(url, {"representative": chosen, "since": today()})

    assert answer.status_code == 302
    assert topic.conveners.get().person == member


def test_a_second_convener_in_the_same_days_is_refused_beside_what_was_typed(
    as_user, secretariat
):
    area = AreaFactory.create()
    member = member_of(area)
    topic = TopicFactory.create(with_areas=[area])
    ConvenerFactory.create(topic=topic)
    sent = {"representative": member.representatives.get().pk, "since": today()}

    answer = as_user(secretariat).post(
        reverse("areas:topic_convener_name", args=[topic.slug]), sent
    )

    assert answer.status_code == 422
    assert "Somebody convenes the topic in these days." in answer.text


def test_the_last_day_is_not_before_the_first(as_user, secretariat):
    area = AreaFactory.create()
    member = member_of(area)
    topic = TopicFactory.create(with_areas=[area])
    sent = {
        "representative": member.representatives.get().pk,
        "since": today(),
        "until": today() - timedelta(days=1),
    }

    answer = as_user(secretariat).post(
        reverse("areas:topic_convener_name", args=[topic.slug]), sent
    )

    assert answer.status_code == 422
    assert "The last day is before the first." in answer.text


def test_among_many_a_convener_is_named_beside_whose_people_are_meant(
    as_user, secretariat, monkeypatch
):
    monkeypatch.setattr(named_people, "MOST_LISTED", 0)
    area = AreaFactory.create()
    member_of(area)
    topic = TopicFactory.create(with_areas=[area])
    url = reverse("areas:topic_convener_name", args=[topic.slug])
    sent = {"representative": "Somebody Elsewhere", "since": today()}

    answer = as_user(secretariat).post(url, sent)

    assert answer.status_code == 422
    assert "Representatives of the partners of its areas are offered." in answer.text
    assert "speaks for one of these partners." in answer.text


def test_nobody_convenes_for_a_partner_that_is_suspended(as_user, secretariat):
    area = AreaFactory.create()
    term = member_of(area).representatives.get()
    Partner.objects.filter(pk=term.partner_id).update(status=Partner.Status.INACTIVE)
    topic = TopicFactory.create(with_areas=[area])
    facts = {"person": term.person, "partner": term.partner, "since": today()}

    with pytest.raises(RuleRefusedError, match="speaks today for a partner"):
        topics.name_convener(topic, **facts, by=secretariat)

    assert not topic.conveners.exists()


def test_the_term_of_a_convener_ends_with_a_button(as_user, secretariat):
    topic = TopicFactory.create(with_areas=[AreaFactory.create()])
    convener = ConvenerFactory.create(topic=topic)

    as_user(secretariat).post(reverse("areas:topic_convener_end", args=[topic.slug]))

    convener.refresh_from_db()
    assert convener.ends_on == today()


def test_the_database_lets_one_person_convene_at_a_time():
    convener = ConvenerFactory.create()

    with pytest.raises((IntegrityError, ValidationError)), transaction.atomic():
        ConvenerFactory.create(topic=convener.topic, period=days(today(), None))


def test_a_closed_topic_keeps_its_page_and_takes_no_change(as_user, secretariat):
    area = AreaFactory.create()
    topic = TopicFactory.create(with_areas=[area])
    window = as_user(secretariat)

    window.post(reverse("areas:topic_close", args=[topic.slug]), {"reason": "Done."})
    answer = window.get(reverse("areas:topic_change", args=[topic.slug]), follow=True)

    assert "This topic is closed: start a new one to go on." in answer.text
    assert not topic.current_areas().exists()


def test_an_area_that_is_closed_leaves_its_topics(secretariat):
    area, other = AreaFactory.create_batch(2)
    topic = TopicFactory.create(with_areas=[area, other])

    areas.close(area, reason="Example reason.", by=secretariat)

    assert list(topic.current_areas()) == [other]
    assert Entry.objects.filter(kind="topic.changed").exists()


def held_in_order(queries):
    """What was held, one after the other."""
    asked = [query["sql"] for query in queries]
    return [FROM.search(sql)[1] for sql in asked if "FOR UPDATE" in sql]


def test_an_area_that_is_closed_holds_each_of_its_topics(secretariat):
    area = AreaFactory.create()
    TopicFactory.create_batch(2, with_areas=[area])

    with CaptureQueriesContext(connection) as captured:
        areas.close(area, reason="Example reason.", by=secretariat)

    held = [name for name in held_in_order(captured) if name in AREA_AND_TOPIC]
    assert held == ["areas_partnershiparea", *["areas_crosscuttingtopic"] * 2]


def test_whoever_changes_a_topic_holds_its_areas_first(changing):
    topic, window, url, token = changing
    sent = typed(topic.current_areas().get(), AreaFactory.create(), version=token)

    with CaptureQueriesContext(connection) as captured:
        window.post(url, sent)

    held = [name for name in held_in_order(captured) if name in AREA_AND_TOPIC]
    assert topic.current_areas().count() == 2
    assert held[0] == "areas_partnershiparea"
    assert "areas_crosscuttingtopic" in held


def test_an_area_that_was_closed_meanwhile_joins_no_topic(secretariat):
    area, other = AreaFactory.create_batch(2)
    topic = TopicFactory.create(with_areas=[other])
    as_read = PartnershipArea.objects.get(pk=area.pk)
    areas.close(area, reason="Example reason.", by=secretariat)
    kept = {"names": topic.names, "abouts": topic.abouts, "since": today()}

    with pytest.raises(RuleRefusedError, match="Only established areas"):
        topics.change(topic, areas=[other, as_read], by=secretariat, **kept)

    assert list(topic.current_areas()) == [other]


def test_an_area_works_on_a_topic_once_on_each_day(changing):
    topic, window, url, token = changing
    kept, other = topic.current_areas().get(), AreaFactory.create()
    ended = date(2025, 6, 1)
    TopicArea.objects.create(topic=topic, area=other, since=topic.begun_on, until=ended)
    sent = typed(kept, other, since=date(2025, 5, 1), version=token)

    answer = window.post(url, sent)
    mended = window.post(url, sent | {"since": ended, "version": token_of(answer)})

    assert answer.status_code == 422
    assert "worked on the topic until 1 June 2025" in answer.text
    assert mended.status_code == 302


def test_the_database_lets_an_area_work_on_a_topic_once_on_each_day():
    topic = TopicFactory.create(with_areas=[AreaFactory.create()])
    twice = {"topic": topic, "area": topic.current_areas().get()}

    with (
        pytest.raises(IntegrityError, match="topic_area_once_a_day"),
        transaction.atomic(),
    ):
        TopicArea.objects.create(**twice, since=today(), until=today() + timedelta(days=1))


@pytest.mark.parametrize(
    ("entered", "counted"),
    [
        ([(1, 9), (3, 5)], [(1, 9), (3, 3)]),
        ([(1, 5), (3, 9)], [(1, 3), (3, 9)]),
        ([(1, None), (3, 5)], [(1, None), (3, 3)]),
        ([(1, 5), (3, None)], [(1, 3), (3, None)]),
        ([(1, 5), (1, 5)], [(1, 5), (1, 1)]),
        ([(1, 3), (3, 5)], [(1, 3), (3, 5)]),
    ],
)
def test_days_that_were_entered_twice_are_counted_once(entered, counted):
    topic, area = TopicFactory.create(), AreaFactory.create()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE areas_topicarea DROP CONSTRAINT topic_area_once_a_day")
        for since, until in entered:
            TopicArea.objects.create(topic=topic, area=area, **january(since, until))
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            import_module("areas.migrations.0035_areas_of_topics_once_a_day").ONCE
        )

    days_of = topic.ties.order_by("pk").values("since", "until")
    assert list(days_of) == [january(*each) for each in counted]


def january(since, until):
    return {
        "since": date(2025, 1, since),
        "until": until and date(2025, 1, until),
    }


def test_a_term_that_ends_today_anyway_stays_when_its_topic_is_closed(secretariat):
    topic = TopicFactory.create()
    term = days(date(2025, 1, 1), today())
    ending = ConvenerFactory.create(topic=topic, period=term)

    topics.close(topic, reason="Done.", by=secretariat)

    before = ending.period
    ending.refresh_from_db()
    assert ending.period == before


def test_a_first_day_that_was_a_mistake_is_entered_anew(secretariat):
    topic, area = TopicFactory.create(), AreaFactory.create()
    TopicArea.objects.create(topic=topic, area=area, since=today(), until=today())
    since = today() - timedelta(days=300)

    topics.change(
        topic,
        names=topic.names,
        abouts=topic.abouts,
        areas=[area],
        since=since,
        by=secretariat,
    )

    assert topic.ties.current().get().since == since


def test_the_words_of_a_topic_that_waits_for_its_areas_are_corrected(as_user, secretariat):
    topic = TopicFactory.create()

    answer = save(as_user(secretariat), topic, typed())

    topic.refresh_from_db()
    assert answer.status_code == 302
    assert topic.name == "Example matter"


def test_a_topic_keeps_an_area_while_it_is_at_work(changing):
    _topic, window, url, token = changing

    answer = window.post(url, typed(version=token))

    assert answer.status_code == 422
    assert "Choose the areas that work on it." in answer.text


# What of the plans is theirs -------------------------------------------------------------


@pytest.fixture
def planned():
    """A plan in force of an area with a topic."""
    plan = PlanFactory.create(complete=True)
    advance(plan, "published")
    topic = TopicFactory.create(with_areas=[plan.area])
    return plan, topic, plan.area.lead_terms.get().person


def test_a_lead_says_which_efforts_belong_to_a_topic(planned, as_user, client):
    plan, topic, lead = planned
    effort = plan.efforts.first()
    url = reverse("areas:topic_mark", args=[plan.area.slug, topic.slug])

    send(as_user(lead), url, {"efforts": [effort.key_id]})

    assert effort.key.code in page(topic, client)


def test_a_mark_is_taken_away_again(planned, as_user):
    plan, topic, lead = planned
    key = plan.efforts.first().key
    topics.mark(topic, plan.area, keys=[key], by=lead)

    send(as_user(lead), reverse("areas:topic_mark", args=[plan.area.slug, topic.slug]), {})

    assert not TopicMark.objects.exists()


def test_what_was_marked_and_is_not_in_the_newest_version_stays(planned, as_user):
    plan, topic, lead = planned
    effort = plan.efforts.first()
    topics.mark(topic, plan.area, keys=[effort.key], by=lead)
    as_it_was(plan, status="superseded")
    PlanFactory.create(area=plan.area, number=2)

    send(as_user(lead), reverse("areas:topic_mark", args=[plan.area.slug, topic.slug]), {})

    assert TopicMark.objects.get().key == effort.key


def test_a_lead_without_a_plan_has_no_link_and_reads_what_to_do_first(as_user):
    area = AreaFactory.create()
    topic = TopicFactory.create(with_areas=[area])
    window = as_user(lead_of(area))
    url = reverse("areas:topic_mark", args=[area.slug, topic.slug])

    shown = page(topic, window)
    answers = [ask(url, follow=True) for ask in (window.get, window.post)]

    assert url not in shown
    for answer in answers:
        assert "The area has no plan yet: begin one first." in answer.text


def test_a_lead_with_a_plan_has_the_link_while_the_topic_is_open(
    planned, as_user, secretariat
):
    plan, topic, lead = planned
    url = reverse("areas:topic_mark", args=[plan.area.slug, topic.slug])

    before = page(topic, as_user(lead))
    topics.close(topic, reason="Done.", by=secretariat)

    opened = as_user(lead).get(url, follow=True)
    assert url in before
    assert url not in page(topic, as_user(lead))
    assert "This topic is closed: start a new one to go on." in opened.text


def test_an_area_that_came_back_is_marked_again(planned, as_user):
    plan, topic, lead = planned
    TopicArea.objects.create(
        topic=topic, area=plan.area, since=date(2024, 1, 1), until=date(2024, 2, 1)
    )
    url = reverse("areas:topic_mark", args=[plan.area.slug, topic.slug])

    assert as_user(lead).get(url).status_code == 200


def test_nobody_but_the_leads_marks_entries(planned, as_user):
    plan, topic, _lead = planned
    url = reverse("areas:topic_mark", args=[plan.area.slug, topic.slug])

    answer = as_user(member_of(plan.area)).get(url)

    assert answer.status_code == 403


def test_a_topic_of_other_areas_is_not_found(planned, as_user):
    plan, _topic, lead = planned
    other = TopicFactory.create(with_areas=[AreaFactory.create()])
    url = reverse("areas:topic_mark", args=[plan.area.slug, other.slug])

    assert as_user(lead).get(url).status_code == 404


# In two windows -------------------------------------------------------------------------


@pytest.fixture
def changing(as_user, secretariat):
    """A topic whose form is open with what stands there now."""
    area = AreaFactory.create()
    topic = TopicFactory.create(with_areas=[area])
    window = as_user(secretariat)
    url = reverse("areas:topic_change", args=[topic.slug])
    return topic, window, url, token_of(window.get(url))


def test_a_change_in_another_window_is_not_undone(changing):
    topic, window, url, token = changing
    area, words = topic.current_areas().get(), {"name_en": topic.names["en"]}
    about = {"about_en": topic.abouts["en"]}
    save(window, topic, typed(area, about_en="Words of the first window.", **words))

    answer = window.post(url, typed(area, name_en="Second", version=token, **about))

    topic.refresh_from_db()
    assert answer.status_code == 302
    assert topic.name == "Second"
    assert topic.about == "Words of the first window."


def test_what_both_windows_changed_stands_there_twice_to_choose(changing):
    topic, window, url, token = changing
    area = topic.current_areas().get()
    save(window, topic, typed(area, about_en="Words of the first window."))

    answer = window.post(url, typed(area, about_en="Second words.", version=token))

    topic.refresh_from_db()
    assert answer.status_code == 409
    assert "Words of the first window." in answer.text
    assert "Second words." in answer.text
    assert topic.about == "Words of the first window."


def test_areas_that_were_added_in_another_window_stay(changing):
    topic, window, url, token = changing
    area, other = topic.current_areas().get(), AreaFactory.create()
    sent = typed(area, name_en=topic.names["en"], about_en=topic.abouts["en"])
    save(window, topic, sent | {"areas": [area.pk, other.pk]})

    window.post(url, sent | {"name_en": "Second", "version": token})

    topic.refresh_from_db()
    assert topic.name == "Second"
    assert set(topic.current_areas()) == {area, other}


def test_earlier_words_of_a_topic_are_kept(changing):
    topic, window, _url, _token = changing
    first = topic.abouts["en"]
    save(window, topic, typed(topic.current_areas().get()))

    kept = Revision.objects.filter(kind="areas.topic", key=str(topic.pk))

    assert [each.values["about_en"] for each in kept.order_by("pk")] == [
        [first],
        ["What several areas do."],
    ]


def test_earlier_words_of_a_topic_have_a_page_and_come_back(changing, as_user):
    topic, window, _url, _token = changing
    first = topic.abouts["en"]
    save(window, topic, typed(topic.current_areas().get()))
    place = ["areas.topic", str(topic.pk)]
    url = reverse("writing:revision_list", args=place)

    shown = window.get(url)
    earlier = reverse("writing:revision_restore", args=[*place, 1])
    back = window.post(earlier, {"confirmed": "on"})

    topic.refresh_from_db()
    assert "Earlier versions: Example matter" in shown.text
    assert back.status_code == 302
    assert topic.about == first
    assert as_user(UserFactory.create()).get(url).status_code == 403


def test_no_text_has_another_key_than_that_of_its_topic(as_user, secretariat):
    url = reverse("writing:revision_list", args=["areas.topic", "nonsense"])

    assert as_user(secretariat).get(url).status_code == 404


def test_what_was_compared_is_sent_again(changing):
    topic, window, url, token = changing
    area = topic.current_areas().get()
    save(window, topic, typed(area, name_en="First"))
    refused = window.post(url, typed(area, name_en="Second", version=token))

    again = typed(area, name_en="Second", version=token_of(refused))

    assert window.post(url, again).status_code == 302
    topic.refresh_from_db()
    assert topic.name == "Second"


def test_a_form_that_was_open_over_night_is_still_of_now(changing, monkeypatch):
    topic, window, url, token = changing
    sent = typed(topic.current_areas().get(), version=token)
    tomorrow = today() + timedelta(days=1)
    monkeypatch.setattr(TopicForm.base_fields["since"], "initial", tomorrow)

    answer = window.post(url, sent)

    assert answer.status_code == 302


@pytest.fixture
def marking(planned, as_user):
    """The form of a lead who says what belongs to a topic."""
    plan, topic, lead = planned
    window = as_user(lead)
    url = reverse("areas:topic_mark", args=[plan.area.slug, topic.slug])
    sent = {"efforts": [plan.efforts.first().key_id]}
    return topic, window, url, sent | {"version": token_of(window.get(url))}


def test_an_old_window_does_not_empty_the_marks(marking):
    topic, window, url, sent = marking
    window.post(url, sent)

    answer = window.post(url, {"version": sent["version"]})

    assert answer.status_code == 409
    assert "As it stands now" in answer.text
    assert "R-81" in answer.text
    assert topic.marks.exists()


def test_what_is_marked_is_read_after_the_topic_is_held(marking):
    topic, window, url, sent = marking

    with CaptureQueriesContext(connection) as captured:
        window.post(url, sent)

    asked = [query["sql"] for query in captured.captured_queries]
    held = next(place for place, sql in enumerate(asked) if "FOR UPDATE" in sql)
    read = next(place for place, sql in enumerate(asked) if 'FROM "areas_topicmark"' in sql)
    assert held < read
    assert topic.marks.exists()


def test_a_lead_whose_topic_is_closed_meanwhile_reads_so_beside_the_ticks(
    marking, secretariat
):
    topic, window, url, sent = marking
    topics.close(topic, reason="Done.", by=secretariat)

    answer = window.post(url, sent)

    assert answer.status_code == 409
    assert "This topic is closed: start a new one to go on." in answer.text
    assert re.search(rf'value="{sent["efforts"][0]}"[^>]* checked', answer.text)
    assert not topic.marks.exists()


def test_a_lead_whose_area_was_taken_out_meanwhile_reads_so(marking, secretariat):
    topic, window, url, sent = marking
    kept = {"names": topic.names, "abouts": topic.abouts, "since": today()}
    topics.change(topic, areas=[AreaFactory.create()], by=secretariat, **kept)

    sent_late, opened_late = window.post(url, sent), window.get(url, follow=True)

    assert sent_late.status_code == 409
    for answer in (sent_late, opened_late):
        assert "This area does not work on the topic any more" in answer.text


# Days before it began ---------------------------------------------------------------------


def test_no_area_works_on_a_topic_before_it_began(changing):
    _topic, window, url, token = changing
    sent = typed(AreaFactory.create(), since=date(2000, 1, 1), version=token)

    answer = window.post(url, sent)

    assert answer.status_code == 422
    assert "The topic is on record since 1 January 2025" in answer.text


def test_nobody_convenes_a_topic_before_it_began(as_user, secretariat):
    area = AreaFactory.create()
    chosen = member_of(area).representatives.get().pk
    topic = TopicFactory.create(with_areas=[area])
    url = reverse("areas:topic_convener_name", args=[topic.slug])
    sent = {"representative": chosen, "since": date(2000, 1, 1)}

    answer = as_user(secretariat).post(url, sent)

    assert answer.status_code == 422
    assert "The topic is on record since 1 January 2025" in answer.text
    assert "R-81" in answer.text


# Where they stand --------------------------------------------------------------------------


def test_the_list_shows_the_topics_first_with_their_areas(client):
    area = AreaFactory.create()
    topic = TopicFactory.create(with_areas=[area])

    text = client.get(reverse("areas:topic_list")).text

    assert text.index(topic.get_absolute_url()) < text.index("priority-a")


def test_in_the_list_each_heading_stands_apart_from_the_chips_before_it(client):
    """A heading keeps its distance from whatever comes before it in its box."""
    TopicFactory.create_batch(2, with_areas=[AreaFactory.create()])

    text = client.get(reverse("areas:topic_list")).text

    assert re.search(r'class="chips">(?:(?!</ul>).)*</ul>\s*<h3', text, re.DOTALL)


def test_the_page_of_an_area_names_its_topics(client):
    area = AreaFactory.create()
    topic = TopicFactory.create(with_areas=[area])

    assert topic.get_absolute_url() in client.get(area.get_absolute_url()).text


def test_the_two_topics_on_record_are_there_with_their_source_and_without_invented_areas(
    client,
):
    seed.load()
    seed.load()

    topic = CrossCuttingTopic.objects.get(slug="oil-and-gas")
    assert CrossCuttingTopic.objects.count() == 2
    assert Entry.objects.filter(kind="topic.on_record").count() == 2
    assert "tenth meeting" in topic.source
    assert not TopicArea.objects.exists()
    assert "is not on record yet" in page(topic, client)


def test_rights_are_of_the_secretariat_alone(secretariat):
    topic = TopicFactory.create(with_areas=[AreaFactory.create()])

    assert permissions.TOPIC.possible(secretariat, topic) == {
        "topic_change",
        "topic_close",
        "topic_convener_name",
    }
    assert permissions.TOPIC.possible(UserFactory.create(), topic) == set()


def test_the_form_of_a_topic_begins_with_what_is_there(as_user, secretariat):
    area = AreaFactory.create()
    topic = TopicFactory.create(with_areas=[area])

    answer = as_user(secretariat).get(reverse("areas:topic_change", args=[topic.slug]))

    form = answer.context["form"]
    assert form["name_en"].value() == topic.names["en"]
    assert [each.pk for each in form["areas"].initial] == [area.pk]


@pytest.mark.parametrize("is_visitor", [True, False])
def test_the_page_of_a_topic_asks_few_questions(
    as_user, client, is_visitor, django_assert_max_num_queries
):
    areas_of_topic = AreaFactory.create_batch(3)
    topic = TopicFactory.create(with_areas=areas_of_topic)
    window = client if is_visitor else as_user(lead_of(areas_of_topic[0]))
    window.get(topic.get_absolute_url())

    with django_assert_max_num_queries(6 if is_visitor else 15):
        window.get(topic.get_absolute_url())
