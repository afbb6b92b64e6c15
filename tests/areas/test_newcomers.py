"""Partners that are new in an area: since when, whom to greet, and their first steps (R-82)."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from areas.actions import welcomes
from areas.models import FirstStep
from areas.reading import newcomers
from gmp_portal import rounds
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.ledger.models import Entry
from gmp_portal.meetings.models import AgendaItem
from gmp_portal.typesetting.signs.blocks import Heading
from gmp_portal.website.demo.sessions import as_before
from partners.models import Introduction
from tests.before_rule import as_it_was
from tests.factories.areas import (
    AreaFactory,
    EffortFactory,
    MembershipFactory,
    PlanFactory,
    lead_of,
    member_of,
)
from tests.factories.meetings import MeetingFactory, attend
from tests.factories.partners import (
    IntroductionLinkFactory,
    LetterFactory,
    RepresentativeFactory,
)

pytestmark = pytest.mark.django_db

PREFIX = "/zh-hans"
VERSION = re.compile(r'name="version" value="([^"]+)"')


def ago(count):
    return today() - timedelta(days=count)


def address(area, name="area_newcomers", *more):
    return reverse(f"areas:{name}", args=[area.slug, *more])


def newcomer(area, *, since=None, **facts):
    """Somebody who speaks for a partner that is new in the area."""
    membership = MembershipFactory.create(area=area, since=since or ago(2))
    return RepresentativeFactory.create(partner=membership.partner, **facts).person


def partner_of(person):
    return person.representatives.get().partner


def held(area, days_ago):
    return MeetingFactory.create(
        body=area.body,
        status="held",
        title="Example last meeting",
        starts_on=ago(days_ago),
        ends_on=ago(days_ago),
    )


def new_in(area, *, inside=False):
    return rounds.read(newcomers.of(area, AnonymousUser(), inside=inside))


# Who is new --------------------------------------------------------------------------------


def test_new_is_who_joined_since_the_last_meeting():
    area = AreaFactory.create()
    held(area, 30)
    before = MembershipFactory.create(area=area, since=ago(31))
    on_the_day = MembershipFactory.create(area=area, since=ago(30))
    after = MembershipFactory.create(area=area, since=ago(3))

    new = new_in(area)

    assert [each.membership for each in new.partners] == [after, on_the_day]
    assert before not in [each.membership for each in new.partners]
    assert new.since == ago(30)


def test_without_a_meeting_half_a_year_counts():
    area = AreaFactory.create()
    MembershipFactory.create(area=area, since=ago(181))
    inside = MembershipFactory.create(area=area, since=ago(180))

    new = new_in(area)

    assert [each.membership for each in new.partners] == [inside]
    assert new.meeting is None


@pytest.mark.parametrize("status", ["planned", "convened", "cancelled"])
def test_a_meeting_that_was_not_held_does_not_count(status):
    area = AreaFactory.create()
    MeetingFactory.create(body=area.body, status=status, starts_on=ago(5), ends_on=ago(5))

    assert new_in(area).meeting is None


@pytest.mark.parametrize("status", ["inactive", "withdrawn"])
def test_a_partner_that_is_not_confirmed_is_not_new(status):
    area = AreaFactory.create()
    MembershipFactory.create(area=area, since=ago(2), partner__status=status)

    assert new_in(area).partners == []


def test_everybody_reads_names_and_days_and_only_the_area_whom_to_greet(client, as_user):
    area = AreaFactory.create()
    new = newcomer(area, person__name="Example Newcomer")
    member = member_of(area)

    public = client.get(area.get_absolute_url()).text
    within = as_user(member).get(area.get_absolute_url()).text

    assert partner_of(new).name in public
    assert "Example Newcomer" not in public
    assert "Example Newcomer" in within


def test_only_the_secretariat_reads_who_introduced_a_new_partner(as_user, secretariat):
    area = AreaFactory.create()
    partner = partner_of(newcomer(area))
    link = IntroductionLinkFactory.create(partner__name="Example introducer")
    letter = LetterFactory.create(confirmed=True, partner=partner)
    with as_before(Introduction):
        Introduction.objects.create(letter=letter, link=link)

    read = as_user(secretariat).get(area.get_absolute_url()).text
    within = as_user(lead_of(area)).get(area.get_absolute_url()).text

    assert "introduced by" in read
    assert "Example introducer" in read
    assert "Example introducer" not in within


# What the leads tell them --------------------------------------------------------------------


def test_a_lead_writes_and_everybody_reads(as_user, client):
    area = AreaFactory.create()
    window = as_user(lead_of(area))
    window.get(address(area, "welcome_edit", "en"))

    window.post(
        address(area, "welcome_edit", "en"),
        {"text": "%%%\n# What we do\n\nExample words."},
    )

    text = client.get(address(area)).text
    assert "Example words." in text
    assert "What we do</h" in text


def test_a_text_begins_with_the_usual_headings_in_its_language(as_user):
    area = AreaFactory.create()

    answer = as_user(lead_of(area)).get(address(area, "welcome_edit", "en"))

    assert "# Papers to read" in answer.context["form"]["text"].value()


def test_words_are_saved_anew_and_nothing_is_no_text():
    area = AreaFactory.create()
    lead = lead_of(area)

    welcomes.save(area, "fr", "", by=lead)
    welcomes.save(area, "en", "Example welcome.", by=lead)
    welcomes.save(area, "en", "Other words.", by=lead)

    [kept] = area.welcomes.all()
    assert (kept.language, kept.text) == ("en", "Other words.")


def test_another_contact_takes_the_place_of_the_first():
    area = AreaFactory.create()
    first = newcomer(area)
    partner = partner_of(first)
    second = RepresentativeFactory.create(partner=partner).person

    for person in (first, second):
        welcomes.take_step(area, partner, step="contact", person=person, by=first)

    assert FirstStep.objects.get(step="contact").person == second


def test_the_reader_gets_the_own_language_or_english(client):
    area = AreaFactory.create()
    lead = lead_of(area)
    welcomes.save(area, "en", "Example welcome.", by=lead)
    welcomes.save(area, "zh", "示例欢迎。", by=lead)

    english, chinese = (client.get(start + address(area)).text for start in ("", PREFIX))

    assert "Example welcome." in english
    assert "示例欢迎。" in chinese


def test_without_a_text_the_page_has_what_everybody_needs(client):
    area = AreaFactory.create()
    lead = lead_of(area)

    text = client.get(address(area)).text

    assert lead.name in text
    assert reverse("partners:join") in text


@pytest.mark.parametrize("status", ["proposed", "closed"])
def test_an_area_that_is_not_at_work_takes_nobody_in(as_user, secretariat, status):
    area = AreaFactory.create(status=status)

    assert as_user(secretariat).get(address(area)).status_code == 404


def test_a_language_that_there_is_not_is_not_found(as_user):
    area = AreaFactory.create()

    answer = as_user(lead_of(area)).get(address(area, "welcome_edit", "xx"))

    assert answer.status_code == 404


def test_nobody_but_the_leads_writes_it(as_user):
    area = AreaFactory.create()

    answer = as_user(member_of(area)).post(
        address(area, "welcome_edit", "en"), {"text": "Hello"}
    )

    assert answer.status_code == 403


def test_nothing_is_public_before_it_is_saved_and_a_clash_is_told(as_user):
    area = AreaFactory.create()
    window = as_user(lead_of(area))
    url = address(area, "welcome_edit", "en")
    page = window.get(url).text
    version = VERSION.search(page)[1]

    saved = window.post(url, {"text": "First words.", "version": version})
    stale = window.post(url, {"text": "Other words.", "version": version})

    assert "data-autosave=" not in page
    assert saved.status_code == 302
    assert stale.status_code == 409
    assert area.welcomes.get().text == "First words."


@pytest.mark.parametrize("prefix", ["", PREFIX])
@pytest.mark.parametrize("language", ["en", "fr", "zh"])
def test_the_page_saves_in_the_language_of_its_address(as_user, prefix, language):
    area = AreaFactory.create()
    window = as_user(lead_of(area))
    url = prefix + address(area, "welcome_edit", language)
    version = VERSION.search(window.get(url).text)[1]

    window.post(url, {"text": "First words.", "version": version})

    assert area.welcomes.get().language == language


def test_the_page_is_headed_by_the_language_of_its_address(as_user):
    area = AreaFactory.create()

    page = as_user(lead_of(area)).get(address(area, "welcome_edit", "fr")).text

    assert "Write what new partners need: French</h1>" in page


HEADINGS = "%%%\n# What we do\n\n# How to take part\n"


def test_headings_alone_are_no_text(as_user, client):
    area = AreaFactory.create()
    lead = lead_of(area)
    window = as_user(lead)
    read = VERSION.search(window.get(address(area, "welcome_edit", "zh")).text)
    window.post(address(area, "welcome_edit", "zh"), {"text": HEADINGS, "version": read[1]})

    public = client.get(PREFIX + address(area)).text
    inside = as_user(lead).get(address(area))

    assert "What we do" not in public
    assert ("zh", False) in inside.context["languages"]


def test_headings_alone_hide_no_text_in_another_language(as_user, client):
    area = AreaFactory.create()
    lead = lead_of(area)
    welcomes.save(area, "en", "Example welcome.", by=lead)
    welcomes.save(area, "zh", HEADINGS, by=lead)

    assert "Example welcome." in client.get(PREFIX + address(area)).text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# A\n\n# B\n\nWords.\n\n# C", ["B"]),
        ("# A\n\n## B\n\nWords.", ["A", "B"]),
        ("# A\n\n## B\n\n# C\n\n- Words.", ["C"]),
        ("## A\n\n# B\n\nWords.\n\n## C", ["B"]),
    ],
)
def test_a_heading_with_nothing_beneath_it_is_left_out(client, text, shown):
    area = AreaFactory.create()
    welcomes.save(area, "en", f"%%%\n{text}", by=lead_of(area))

    blocks = client.get(address(area)).context["blocks"]

    assert [each.text for each in blocks if isinstance(each, Heading)] == shown


# First steps ---------------------------------------------------------------------------------


def states(area, person):
    partner = partner_of(person)
    new = [each for each in new_in(area).partners if each.partner == partner]
    newcomers.follow(area, new)
    return {step.key for step in new[0].steps if step.is_done}


def test_a_new_partner_notes_its_steps_and_takes_them_back(as_user):
    area = AreaFactory.create()
    person = newcomer(area)
    window = as_user(person)
    sent = {"partner": partner_of(person).pk, "step": "word"}

    window.post(address(area, "first_step_take"), sent)
    done = states(area, person)
    window.post(address(area, "first_step_open"), sent)

    assert done == {"word"}
    assert states(area, person) == set()
    assert Entry.objects.filter(kind__startswith="area.first_step").count() == 2


def test_it_names_its_contact_for_the_area(as_user):
    area = AreaFactory.create()
    person = newcomer(area, person__name="Example Contact")
    sent = {"partner": partner_of(person).pk, "step": "contact", "person": person.pk}

    as_user(person).post(address(area, "first_step_take"), sent)

    assert FirstStep.objects.get().person == person
    assert "Example Contact" in as_user(lead_of(area)).get(address(area)).text


def test_a_contact_from_elsewhere_is_refused(as_user):
    area = AreaFactory.create()
    person, stranger = newcomer(area), RepresentativeFactory.create().person
    sent = {"partner": partner_of(person).pk, "step": "contact", "person": stranger.pk}

    answer = as_user(person).post(address(area, "first_step_take"), sent)

    assert answer.status_code == 422
    assert "Choose somebody who works for your organization today." in answer.text


@pytest.mark.parametrize("wrong", [{"step": "x"}, {"step": ""}, {"partner": "0"}])
def test_a_step_or_partner_that_there_is_not_is_refused(as_user, wrong):
    area = AreaFactory.create()
    person = newcomer(area)
    sent = {"partner": partner_of(person).pk, "step": "word"} | wrong

    answer = as_user(person).post(address(area, "first_step_take"), sent)

    assert answer.status_code == 422


@pytest.mark.parametrize("name", ["first_step_take", "first_step_open"])
def test_nobody_else_notes_the_steps_of_a_partner(as_user, name):
    area = AreaFactory.create()
    person = newcomer(area)
    sent = {"partner": partner_of(person).pk, "step": "word"}

    outside = as_user(RepresentativeFactory.create().person)
    beside = as_user(member_of(area))

    assert outside.post(address(area, name), sent).status_code == 403
    assert beside.post(address(area, name), sent).status_code == 422


def test_who_came_to_a_meeting_need_not_say_so():
    area = AreaFactory.create()
    person = newcomer(area, since=ago(10))
    attend(held(area, 5), person)
    newer = newcomer(area, since=ago(4))

    membership = person.representatives.get().partner.area_memberships.get()
    came = newcomers.Newcomer(membership)
    newcomers.follow(area, [came])

    assert "meeting" in {step.key for step in came.steps if step.is_done}
    assert "meeting" not in states(area, newer)


def test_who_came_for_another_partner_counts_for_that_one():
    area = AreaFactory.create()
    person = newcomer(area, since=ago(10))
    partner = partner_of(person)
    later = MembershipFactory.create(area=area, since=ago(10)).partner
    RepresentativeFactory.create(person=person, partner=later, period=days(ago(1), None))
    attend(held(area, 5), person)

    did, did_not = [
        newcomers.Newcomer(each.area_memberships.get()) for each in (partner, later)
    ]
    newcomers.follow(area, [did, did_not])

    assert "meeting" in {step.key for step in did.steps if step.is_done}
    assert "meeting" not in {step.key for step in did_not.steps if step.is_done}


@pytest.mark.parametrize(
    ("status", "note"),
    [("convened", "Somebody is registered for it."), ("cancelled", "")],
)
def test_whoever_is_registered_for_a_meeting_to_come_is_told_to_all(status, note):
    area = AreaFactory.create()
    person = newcomer(area)
    meeting = MeetingFactory.create(body=area.body, convened=True)
    attend(meeting, person, presence="expected")
    if status == "cancelled":
        as_it_was(meeting, status=status)

    own = newcomers.Newcomer(partner_of(person).area_memberships.get())
    newcomers.follow(area, [own])

    [state] = [step for step in own.steps if step.key == "meeting"]
    assert not state.is_done
    assert state.note == note


def test_a_partner_is_new_though_many_are_newer(as_user, monkeypatch):
    monkeypatch.setattr(newcomers, "SHOWN", 1)
    area = AreaFactory.create()
    person = newcomer(area, since=ago(9))
    newcomer(area, since=ago(1))

    answer = as_user(person).get(address(area))

    [(own, _people)] = answer.context["own"]
    assert own.is_new


def test_efforts_of_the_plan_show_by_themselves():
    plan = PlanFactory.create()
    person = newcomer(plan.area)
    EffortFactory.create(plan=plan, partner=partner_of(person))

    assert "efforts" in states(plan.area, person)


def test_without_a_plan_in_force_there_is_nothing_to_read(as_user):
    area = AreaFactory.create()
    person = newcomer(area)

    text = as_user(person).get(address(area)).text

    assert "No plan is in force yet." in text


def test_the_leads_see_what_is_open_and_others_do_not(as_user, client):
    area = AreaFactory.create()
    newcomer(area)
    title = "First steps of the new partners"

    assert title in as_user(lead_of(area)).get(address(area)).text
    assert title not in as_user(member_of(area)).get(address(area)).text
    assert title not in client.get(address(area)).text


# The agenda, and bringing somebody in -----------------------------------------------------------


def test_a_lead_puts_the_welcome_on_the_agenda_once(as_user):
    area = AreaFactory.create()
    person = newcomer(area)
    window = as_user(lead_of(area))
    meeting = MeetingFactory.create(body=area.body, convened=True)

    window.post(address(area, "newcomer_agenda"))
    window.post(address(area, "newcomer_agenda"))

    item = AgendaItem.objects.get(meeting=meeting)
    assert partner_of(person).name in item.notes


def test_the_item_is_there_once_in_whichever_languages_it_is_put_there(as_user):
    area = AreaFactory.create()
    newcomer(area)
    window = as_user(lead_of(area))
    meeting = MeetingFactory.create(body=area.body, convened=True)

    window.post(PREFIX + address(area, "newcomer_agenda"))
    window.post(address(area, "newcomer_agenda"))

    assert AgendaItem.objects.get(meeting=meeting).title != "Welcome to new partners"


def test_the_item_names_every_new_partner(as_user, monkeypatch):
    monkeypatch.setattr(newcomers, "SHOWN", 1)
    area = AreaFactory.create()
    people = [newcomer(area), newcomer(area)]
    meeting = MeetingFactory.create(body=area.body, convened=True)

    as_user(lead_of(area)).post(address(area, "newcomer_agenda"))

    notes = AgendaItem.objects.get(meeting=meeting).notes
    assert all(partner_of(person).name in notes for person in people)


def test_without_new_partners_there_is_nobody_to_welcome(as_user):
    area = AreaFactory.create()
    held(area, 0)
    meeting = MeetingFactory.create(body=area.body, convened=True)

    answer = as_user(lead_of(area)).post(address(area, "newcomer_agenda"))

    assert answer.status_code == 409
    assert "there is nobody to welcome" in answer.text
    assert not meeting.agenda.exists()


def test_without_a_meeting_the_welcome_waits(as_user):
    area = AreaFactory.create()

    answer = as_user(lead_of(area)).post(address(area, "newcomer_agenda"))

    assert answer.status_code == 409
    assert "convene one first" in answer.text


def test_nobody_but_a_lead_changes_the_agenda_so(as_user):
    area = AreaFactory.create()

    answer = as_user(member_of(area)).post(address(area, "newcomer_agenda"))

    assert answer.status_code == 403


def test_whoever_speaks_for_a_partner_finds_the_own_link_to_bring_somebody_in(
    as_user, client
):
    area = AreaFactory.create()
    member = member_of(area)
    link = IntroductionLinkFactory.create(partner=partner_of(member))

    assert link.get_absolute_url() in as_user(member).get(address(area)).text
    assert link.get_absolute_url() not in client.get(address(area)).text


@pytest.mark.parametrize("who", ["visitor", "lead", "newcomer"])
def test_the_page_asks_few_questions(as_user, client, who, django_assert_max_num_queries):
    area = AreaFactory.create()
    people = {"lead": lead_of(area), "newcomer": newcomer(area)}
    MembershipFactory.create_batch(3, area=area, since=ago(3))
    window = as_user(people[who]) if who in people else client
    window.get(address(area))

    with django_assert_max_num_queries(15 if who in people else 6):
        window.get(address(area))
