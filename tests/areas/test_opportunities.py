"""Ideas of an area: suggested, kept in its register, followed by its plans (A2-V, R-78, R-79)."""

import re
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from areas import worklist
from areas.actions import drafted_opportunities, interests, opportunities, plans
from areas.acts import Act
from areas.models import AreaOpportunity, Effort, Opportunity, OpportunityInterest
from gmp_portal import ledger
from gmp_portal.notifications.models import Message
from gmp_portal.workflow import RuleRefusedError
from gmp_portal.writing.read_texts import FIELD, token
from partners.actions import letter_decisions, letters, partners
from partners.models import Partner
from tests.before_rule import as_it_was
from tests.factories.accounts import UserFactory
from tests.factories.areas import (
    AreaOpportunityFactory,
    EffortFactory,
    ObjectiveFactory,
    OpportunityInterestFactory,
    PlanFactory,
    advance,
    member_of,
)
from tests.factories.partners import LetterFactory, RepresentativeFactory

pytestmark = pytest.mark.django_db
LOCKING = (
    "FOR UPDATE",
    'FOR UPDATE OF "areas_areaopportunity"',
    'FOR UPDATE OF "areas_opportunityinterest"',
)
WORDS = {
    "title": "Example laboratory",
    "description": "A mobile laboratory.",
    "gain": "Miners of three countries.",
    "link": "",
}


@pytest.fixture
def scene():
    """An area with a draft, its lead, a member, and somebody of a partner of no area."""
    plan = PlanFactory.create(complete=True)
    outsider = RepresentativeFactory.create(role="contributor")
    return SimpleNamespace(
        plan=plan,
        area=plan.area,
        lead=plan.area.lead_terms.get().person,
        member=member_of(plan.area),
        outsider=outsider.person,
        partner=outsider.partner,
    )


def suggested(scene, **facts):
    return AreaOpportunityFactory.create(
        area=scene.area,
        partner=scene.partner,
        suggested_by=scene.outsider,
        waiting=True,
        **facts,
    )


def listed(scene, **facts):
    return AreaOpportunityFactory.create(area=scene.area, **facts)


def page_of(opportunity, step="detail"):
    name = step if step.startswith("interest") else f"opportunity_{step}"
    return reverse(f"areas:{name}", args=[opportunity.pk])


def acts_on(record):
    return [entry.kind for entry in ledger.trail(record)]


def mails():
    return {
        message.template.rpartition("/")[2].removesuffix(".txt"): message.recipient
        for message in Message.objects.all()
    }


# Suggesting ------------------------------------------------------------------------------


def test_a_contributor_of_a_partner_of_no_area_suggests_an_opportunity(scene, as_user):
    client = as_user(scene.outsider)

    answer = client.post(
        reverse("areas:opportunity_suggest", args=[scene.area.slug]),
        WORDS | {"partner": scene.partner.pk},
    )

    made = AreaOpportunity.objects.get()
    assert answer.url == made.get_absolute_url()
    assert (made.status, made.partner, made.suggested_by) == (
        "suggested",
        scene.partner,
        scene.outsider,
    )
    assert acts_on(made) == [Act.OPPORTUNITY_SUGGESTED]
    assert mails() == {"opportunity_suggested": scene.lead}


def test_whoever_works_for_no_confirmed_partner_suggests_nothing(scene, as_user):
    applicant = RepresentativeFactory.create(partner__status="inactive").person
    client = as_user(applicant)

    answer = client.post(
        reverse("areas:opportunity_suggest", args=[scene.area.slug]), WORDS
    )

    assert answer.status_code == 403
    assert not AreaOpportunity.objects.exists()


def test_a_suggestion_without_a_title_is_refused_and_kept_in_the_form(scene, as_user):
    client = as_user(scene.outsider)

    answer = client.post(
        reverse("areas:opportunity_suggest", args=[scene.area.slug]),
        WORDS | {"partner": scene.partner.pk, "title": ""},
    )

    assert answer.status_code == 422
    assert "A mobile laboratory." in answer.content.decode()


def test_while_it_waits_only_partner_leads_and_secretariat_read_it(
    client, scene, secretariat, as_user
):
    waiting = suggested(scene)
    readers = (None, scene.member, scene.outsider, scene.lead, secretariat)

    clients = [as_user(reader) if reader else client for reader in readers]
    seen = [each.get(page_of(waiting)).status_code for each in clients]

    assert seen == [404, 404, 200, 200, 200]


def test_what_waits_stands_on_the_list_of_the_lead_until_the_day_of_the_rule(scene):
    waiting = suggested(scene, title="Example laboratory")

    task = next(task for task in worklist.waiting_for(scene.lead) if task.due_on)

    days = (task.due_on - waiting.suggested_at.date()).days
    assert (task.url, days) == (waiting.get_absolute_url(), 30)


def test_a_question_goes_to_whoever_suggested_it_and_the_answer_comes_back(scene, as_user):
    waiting = suggested(scene)
    client = as_user(scene.lead)
    client.post(page_of(waiting, "ask"), {"question": "Who would pay?"})
    asked = [task.url for task in worklist.waiting_for(scene.outsider)]
    client = as_user(scene.outsider)
    version = client.get(page_of(waiting, "answer")).context["token"]

    client.post(
        page_of(waiting, "answer"),
        WORDS | {"answer": "Two funds.", "title": "Another name", "version": version},
    )

    waiting.refresh_from_db()
    assert asked == [waiting.get_absolute_url()]
    assert (waiting.status, waiting.answer, waiting.title) == (
        "suggested",
        "Two funds.",
        "Another name",
    )
    assert mails() == {
        "opportunity_asked": scene.outsider,
        "opportunity_answered": scene.lead,
    }


def test_what_is_taken_in_everybody_reads(scene, as_user):
    waiting = suggested(scene)
    client = as_user(scene.lead)
    client.post(page_of(waiting, "take_in"), {FIELD: token(waiting)})
    client = Client()

    page = client.get(reverse("areas:opportunity_list"))

    assert waiting.title in page.content.decode()
    assert client.get(page_of(waiting)).status_code == 200
    assert mails() == {"opportunity_settled": scene.outsider}


def test_what_is_declined_says_why_to_its_partner_and_to_nobody_else(scene, as_user):
    waiting = suggested(scene)
    client = as_user(scene.lead)
    client.post(
        page_of(waiting, "decline"),
        {"reason": "Another area does it.", FIELD: token(waiting)},
    )
    client = Client()

    seen = client.get(page_of(waiting))
    client = as_user(scene.outsider)
    told = client.get(page_of(waiting))

    assert seen.status_code == 404
    assert "Another area does it." in told.content.decode()


def test_nobody_declines_words_that_its_page_does_not_show(scene, as_user):
    waiting, client = suggested(scene), as_user(scene.lead)
    page = client.get(page_of(waiting)).content.decode()
    address = re.search(r'href="([^"]+/decline/\?read=[^"]+)"', page)[1]
    waiting.gain = "Words that nobody has read."
    waiting.save(update_fields=["gain"])

    form = client.get(address).context["form"]
    reason = {"reason": "Another area does it.", FIELD: form.read_token}
    answer = client.post(page_of(waiting, "decline"), reason)

    waiting.refresh_from_db()
    assert (answer.status_code, waiting.status) == (409, "suggested")


@pytest.mark.parametrize("facts", [{}, {"status": "asked", "question": "Who pays?"}])
def test_whoever_works_for_the_partner_takes_its_suggestion_back(scene, as_user, facts):
    waiting = suggested(scene, **facts)
    client = as_user(scene.outsider)
    shown = client.get(page_of(waiting)).content.decode()

    answer = client.post(page_of(waiting, "withdraw"))

    waiting.refresh_from_db()
    assert page_of(waiting, "withdraw") in shown
    assert (answer.url, waiting.status) == (waiting.get_absolute_url(), "withdrawn")
    assert acts_on(waiting) == [Act.OPPORTUNITY_WITHDRAWN]
    assert mails() == {"opportunity_withdrawn": scene.lead}
    assert not [task for task in worklist.waiting_for(scene.lead) if task.due_on]


def test_what_was_taken_back_is_read_by_those_who_read_it_before(client, scene, as_user):
    back = suggested(scene, status="withdrawn")

    seen = [
        each.get(page_of(back)).status_code
        for each in (client, as_user(scene.member), as_user(scene.outsider))
    ]

    assert seen == [404, 404, 200]


@pytest.mark.parametrize("reader", ["lead", "member"])
def test_nobody_else_takes_a_suggestion_back(scene, as_user, reader):
    waiting = suggested(scene)
    client = as_user(getattr(scene, reader))

    answer = client.post(page_of(waiting, "withdraw"))

    waiting.refresh_from_db()
    assert answer.status_code == {"lead": 403, "member": 404}[reader]
    assert waiting.status == "suggested"


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("idea", "stands in the register already"),
        ("declined", "was declined already"),
        ("withdrawn", "has taken this suggestion back: it can be made anew"),
    ],
)
def test_what_is_settled_is_not_taken_back(scene, as_user, status, sentence):
    settled = suggested(scene, status=status, reason="Done elsewhere.")
    client = as_user(scene.outsider)

    answer = client.post(page_of(settled, "withdraw"), follow=True)

    settled.refresh_from_db()
    assert settled.status == status
    assert sentence in answer.content.decode()
    with pytest.raises(RuleRefusedError) as refusal:
        opportunities.withdraw(settled, by=scene.outsider)
    assert refusal.value.clause == "R-78"


def test_visitors_read_the_history_since_it_stands_in_the_register(client, scene, as_user):
    opportunity = suggested(scene)
    opportunities.ask(opportunity, question="Who pays?", by=scene.lead)
    opportunities.answer(opportunity, answer="Two funds.", by=scene.outsider)
    opportunities.take_in(opportunity, by=scene.lead)
    drafted_opportunities.put_in(opportunity, by=scene.lead)

    read = [
        [entry.kind for entry in each.get(page_of(opportunity)).context["trail"]]
        for each in (client, as_user(scene.member), as_user(scene.outsider))
    ]

    public = [Act.OPPORTUNITY_TAKEN_IN]
    assert read[:2] == [public, public]
    assert read[2] == acts_on(opportunity)
    name = scene.outsider.public_name
    assert name not in client.get(page_of(opportunity)).content.decode()


def test_partner_day_and_person_stand_apart(scene, as_user):
    opportunity = suggested(scene)

    page = as_user(scene.outsider).get(page_of(opportunity)).content.decode()

    assert f"· <bdi>{scene.outsider.public_name}</bdi>" in page
    assert '<span class="meta">· ' in page


def test_of_two_windows_the_second_is_told_and_loses_nothing(scene, as_user):
    opportunity = listed(scene, title="Old title")
    client, url = as_user(scene.lead), page_of(opportunity, "edit")
    version = client.get(url).context["token"]
    words = WORDS | {"version": version}
    client.post(url, words | {"description": "Newer."})

    answer = client.post(url, words | {"title": "Typed title"})
    again = client.post(
        url, words | {"title": "Typed title", "version": answer.context["token"]}
    )

    page = answer.content.decode()
    assert (answer.status_code, again.status_code) == (409, 302)
    assert "Typed title" in page
    assert "changed meanwhile in another window" in page
    opportunity.refresh_from_db()
    assert opportunity.title == "Typed title"


def test_whoever_moves_it_on_hears_that_the_draft_lists_it(scene, as_user):
    opportunity, other = listed(scene), listed(scene)
    drafted_opportunities.put_in(opportunity, by=scene.lead)
    client = as_user(scene.lead)

    pages = [
        client.get(page_of(each, "move")).content.decode() for each in (opportunity, other)
    ]

    said = ["does not take it out of the draft" in page for page in pages]
    assert said == [True, False]


@pytest.mark.parametrize("step", ["ask", "take_in", "decline", "edit", "move", "put_in"])
def test_only_leads_keep_the_register(scene, step, as_user):
    opportunity = suggested(scene) if step in {"ask", "take_in", "decline"} else None
    opportunity = opportunity or listed(scene, partner=None)
    client = as_user(scene.outsider)

    answer = client.post(page_of(opportunity, step), {"reason": "x", "to": "scoped"})

    assert answer.status_code == 403


# States ----------------------------------------------------------------------------------

REGISTER = ("idea", "scoped", "seeking", "taken_up", "dropped")
FOLLOWS = {
    "idea": {"scoped", "seeking", "dropped"},
    "scoped": {"idea", "seeking", "taken_up", "dropped"},
    "seeking": {"scoped", "taken_up", "dropped"},
    "taken_up": {"seeking"},
    "dropped": {"idea"},
}


@pytest.mark.parametrize(
    ("before", "after"),
    [(before, after) for before in REGISTER for after in sorted(FOLLOWS[before])],
)
def test_a_state_follows_another(scene, before, after):
    opportunity = listed(scene, status=before, reason="Example reason.")

    opportunities.move(opportunity, to=after, reason="Example.", by=scene.lead)

    opportunity.refresh_from_db()
    assert opportunity.status == after


@pytest.mark.parametrize(
    ("before", "after"),
    [(b, a) for b in REGISTER for a in (*REGISTER, "declined") if a not in FOLLOWS[b]],
)
def test_no_other_state_follows(scene, before, after):
    opportunity = listed(scene, status=before, reason="Example reason.")

    with pytest.raises(RuleRefusedError) as refused:
        opportunities.move(opportunity, to=after, reason="Example.", by=scene.lead)

    assert (refused.value.clause, refused.value.status) == ("R-79", 422)


def test_who_drops_it_says_why(scene, as_user):
    opportunity = listed(scene)
    client = as_user(scene.lead)

    answer = client.post(page_of(opportunity, "move"), {"to": "dropped", "reason": ""})

    opportunity.refresh_from_db()
    assert (answer.status_code, opportunity.status) == (422, "idea")
    assert "Say why it is dropped: everybody reads it." in answer.content.decode()


@pytest.fixture
def in_force(scene):
    """The plan of the area comes into force, and a next version is begun."""
    advance(scene.plan, "published")
    scene.later = plans.start(
        scene.area,
        by=scene.lead,
        title="Next",
        period_from=scene.plan.period_from,
        period_to=scene.plan.period_to,
    )
    return scene


def _effort_of_another_area(_scene):
    other = PlanFactory.create(status="published")
    return Effort.objects.filter(plan=other).first().key


def _effort_of_the_draft(scene):
    return EffortFactory.create(plan=scene.later).key


def _no_effort(scene):
    return scene.plan.objectives.first().key


def _effort_in_force(scene):
    return Effort.objects.filter(plan=scene.plan).first().key


@pytest.mark.parametrize(
    ("to", "effort"),
    [
        ("taken_up", _effort_of_another_area),
        ("taken_up", _effort_of_the_draft),
        ("taken_up", _no_effort),
        ("idea", _effort_in_force),
    ],
)
def test_nothing_but_an_effort_of_the_plan_in_force_takes_an_idea_up(in_force, to, effort):
    opportunity, key = listed(in_force, status="scoped"), effort(in_force)

    with pytest.raises(RuleRefusedError) as refused:
        opportunities.move(opportunity, to=to, effort=key, by=in_force.lead)

    opportunity.refresh_from_db()
    assert (refused.value.clause, refused.value.status) == ("R-79", 422)
    assert (opportunity.status, opportunity.effort) == ("scoped", None)


def test_an_effort_of_the_plan_in_force_takes_an_idea_up(in_force, as_user):
    opportunity, key = listed(in_force, status="scoped"), _effort_in_force(in_force)
    client, page = as_user(in_force.lead), page_of(opportunity, "move")

    refused = client.post(page, {"to": "idea", "effort": key.pk})
    saved = client.post(page, {"to": "taken_up", "effort": key.pk})

    opportunity.refresh_from_db()
    assert (refused.status_code, saved.status_code) == (422, 302)
    assert "An effort takes it up only if it is taken up" in refused.content.decode()
    assert (opportunity.status, opportunity.effort) == ("taken_up", key)


def test_a_draft_that_comes_back_says_the_states_of_today(scene, django_assert_num_queries):
    same, other = listed(scene), listed(scene)
    for each in (same, other):
        drafted_opportunities.put_in(each, by=scene.lead)
    advance(scene.plan, "in_consensus")
    opportunities.move(other, to="seeking", by=scene.lead)
    before = [each.status for each in scene.plan.opportunities.all()]
    as_it_was(scene.plan, status="draft")

    with django_assert_num_queries(1):
        opportunities.follow_states(scene.plan)

    after = {
        each.key.opportunity: each.status
        for each in scene.plan.opportunities.filter(key__opportunity__isnull=False)
    }
    assert set(before) == {"idea"}
    assert after == {same: "idea", other: "seeking"}


def test_what_is_put_in_stands_behind_the_others_and_is_noted(scene):
    first = drafted_opportunities.put_in(listed(scene), by=scene.lead)

    second = drafted_opportunities.put_in(listed(scene), by=scene.lead)

    added = ledger.trail(scene.plan).filter(kind=Act.PLAN_ROW_ADDED).order_by("seq")
    assert second.position == first.position + 1
    assert [each.body["row"] for each in added] == [
        f"opportunity:{first.pk}",
        f"opportunity:{second.pk}",
    ]


def test_the_database_keeps_no_dropped_one_without_a_reason(scene):
    opportunity = listed(scene)

    with pytest.raises(IntegrityError, match="opportunity_dropped_says_why"):
        AreaOpportunity.objects.filter(pk=opportunity.pk).update(status="dropped")


def test_those_who_are_interested_hear_how_far_it_has_come(scene):
    opportunity = listed(scene)
    interest = OpportunityInterestFactory.create(opportunity=opportunity)
    OpportunityInterestFactory.create(opportunity=opportunity, over=True)

    opportunities.move(opportunity, to="seeking", by=scene.lead)

    assert mails() == {"opportunity_moved": interest.person}


# In plans --------------------------------------------------------------------------------


def test_one_button_puts_it_into_the_draft_and_another_takes_it_out(scene, as_user):
    objective = scene.plan.objectives.first()
    opportunity = listed(scene, objective=objective.key, status="scoped")
    client = as_user(scene.lead)
    client.post(page_of(opportunity, "put_in"))
    entry = scene.plan.opportunities.get(key__opportunity=opportunity)

    client.post(page_of(opportunity, "take_out"))

    opportunity.refresh_from_db()
    assert (entry.title, entry.objective, entry.status) == (
        opportunity.title,
        objective,
        "scoped",
    )
    assert opportunity.key == entry.key
    assert not scene.plan.opportunities.filter(key=entry.key).exists()
    assert AreaOpportunity.objects.visible_to(UserFactory.create()).get() == opportunity


def test_it_comes_back_into_the_draft_under_its_key(scene):
    opportunity = listed(scene)
    first = drafted_opportunities.put_in(opportunity, by=scene.lead)
    drafted_opportunities.take_out(opportunity, by=scene.lead)

    again = drafted_opportunities.put_in(opportunity, by=scene.lead)

    assert again.key_id == first.key_id


def test_it_stands_in_a_draft_once(client, scene):
    opportunity = listed(scene)
    drafted_opportunities.put_in(opportunity, by=scene.lead)

    with pytest.raises(RuleRefusedError) as refused:
        drafted_opportunities.put_in(opportunity, by=scene.lead)

    assert refused.value.clause == "A2-V-1"


def test_drafts_say_the_state_of_the_register_and_sent_versions_what_they_said(scene):
    opportunity = listed(scene)
    drafted_opportunities.put_in(opportunity, by=scene.lead)
    advance(scene.plan, "published")
    later = plans.start(
        scene.area,
        by=scene.lead,
        title="Next",
        period_from=scene.plan.period_from,
        period_to=scene.plan.period_to,
    )

    opportunities.move(opportunity, to="seeking", by=scene.lead)

    said = [
        plan.opportunities.get(key=opportunity.key).status for plan in (scene.plan, later)
    ]
    assert said == ["idea", "seeking"]


def test_a_draft_that_comes_back_says_where_its_opportunities_stand_today(scene):
    opportunity = listed(scene)
    drafted_opportunities.put_in(opportunity, by=scene.lead)
    advance(scene.plan, "agreed")
    opportunities.move(opportunity, to="scoped", by=scene.lead)

    plans.take_back(scene.plan, by=scene.lead, reason="A word is missing.")

    assert scene.plan.opportunities.get(key=opportunity.key).status == "scoped"


def test_no_entry_of_a_draft_gets_another_state_whoever_writes_it(scene):
    opportunity = listed(scene)
    entry = drafted_opportunities.put_in(opportunity, by=scene.lead)

    Opportunity.objects.filter(pk=entry.pk).update(status="taken_up")

    entry.refresh_from_db()
    assert entry.status == "idea"


def test_the_form_of_the_entry_leaves_the_state_to_the_register(scene, as_user):
    opportunity = listed(scene)
    entry = drafted_opportunities.put_in(opportunity, by=scene.lead)
    client = as_user(scene.lead)
    place = [scene.area.slug, scene.plan.number, "opportunities", entry.pk]

    page = client.get(reverse("areas:row_change", args=place)).content.decode()

    assert "It is changed in the register of opportunities." in page


def test_what_a_plan_lists_first_stands_in_the_register_once_it_is_published(
    scene, secretariat
):
    plan = scene.plan
    plan.opportunities.all().delete()
    entry = Opportunity.objects.create(
        plan=plan, title="From the plan", objective=plan.objectives.first(), status="scoped"
    )
    before = AreaOpportunity.objects.exists()
    advance(plan, "aligned")

    plans.publish(plan, by=secretariat)

    made = AreaOpportunity.objects.get()
    assert not before
    assert (made.key, made.title, made.status, made.objective, made.listed_at) == (
        entry.key,
        "From the plan",
        "scoped",
        plan.objectives.first().key,
        plan.published_at,
    )
    assert acts_on(made) == [Act.OPPORTUNITY_CAME_BY_PLAN]


def test_a_published_plan_gives_its_words_to_the_register(scene, secretariat):
    opportunity = listed(scene)
    entry = drafted_opportunities.put_in(opportunity, by=scene.lead)
    entry.title = "Words of the area"
    entry.save(update_fields=["title"])
    advance(scene.plan, "aligned")

    plans.publish(scene.plan, by=secretariat)

    opportunity.refresh_from_db()
    assert opportunity.title == "Words of the area"


def test_a_published_plan_that_says_the_same_changes_nothing(scene, secretariat):
    objective = scene.plan.objectives.first().key
    opportunity = listed(scene, description="Example words.", objective=objective)
    drafted_opportunities.put_in(opportunity, by=scene.lead)
    advance(scene.plan, "aligned")
    before = acts_on(opportunity)

    plans.publish(scene.plan, by=secretariat)

    assert acts_on(opportunity) == before


# Interest --------------------------------------------------------------------------------


def speaker():
    return RepresentativeFactory.create().person


def test_a_partner_says_once_that_it_is_interested_and_the_lead_hears_it(scene, as_user):
    opportunity = listed(scene, status="seeking")
    person = speaker()
    client = as_user(person)
    said = {"words": "We could pay.", "contact": "me@example.org"}
    said["partner"] = person.representatives.get().partner_id
    client.post(page_of(opportunity, "interest_say"), said)

    again = client.post(page_of(opportunity, "interest_say"), said, follow=True)

    assert opportunity.interests.count() == 1
    assert "This has been said already" in again.content.decode()
    assert mails() == {"interest_said": scene.lead}


def test_the_public_reads_which_partners_and_how_many_applicants(client, scene):
    opportunity = listed(scene)
    by_partner = OpportunityInterestFactory.create(opportunity=opportunity)
    applicant = UserFactory.create(name="Sample Applicant")
    OpportunityInterestFactory.create(
        opportunity=opportunity, partner=None, person=applicant
    )

    page = client.get(page_of(opportunity)).content.decode()

    assert by_partner.partner.name in page
    assert "1 applicant is interested." in page
    assert "Sample Applicant" not in page
    assert "contact@example.org" not in page
    assert "We could bring the equipment." not in page


def test_the_lead_reads_words_and_contact(scene, as_user):
    opportunity = listed(scene)
    OpportunityInterestFactory.create(opportunity=opportunity)
    client = as_user(scene.lead)

    page = client.get(page_of(opportunity)).content.decode()

    assert "contact@example.org" in page
    assert "We could bring the equipment." in page


def test_an_applicant_says_so_for_nobody_but_oneself(scene, as_user):
    opportunity = listed(scene)
    letter = LetterFactory.create(submitted=True)
    client = as_user(letter.sender)

    client.post(
        page_of(opportunity, "interest_say"), {"words": "We.", "contact": "a@example.org"}
    )

    interest = opportunity.interests.get()
    assert (interest.partner, interest.person) == (None, letter.sender)
    assert acts_on(opportunity) == []


@pytest.mark.parametrize("has_areas", [True, False])
def test_a_confirmed_partner_stands_where_its_applicant_was_interested(
    client, scene, secretariat, as_user, has_areas
):
    opportunity = listed(scene)
    slugs = [scene.area.slug] if has_areas else []
    letter = LetterFactory.create(checked=True, area_slugs=slugs)
    interest = OpportunityInterestFactory.create(
        opportunity=opportunity, partner=None, person=letter.sender
    )
    before = client.get(page_of(opportunity)).content.decode()

    partner = letter_decisions.confirm(letter, by=secretariat)

    interest.refresh_from_db()
    after = client.get(page_of(opportunity)).content.decode()
    led = as_user(scene.lead).get(page_of(opportunity)).content.decode()
    assert "1 applicant is interested." in before
    assert "1 partner is interested." in after
    assert "applicant is" not in after
    assert partner.full_name in after
    assert (interest.partner, interest.contact in led) == (partner, True)
    assert interest.contact not in after
    assert acts_on(interest) == [Act.INTEREST_OF_PARTNER]
    own = as_user(letter.sender).get(page_of(opportunity)).content.decode()
    assert f'href="{page_of(opportunity, "interest_say")}"' not in own
    assert f"You said that {partner.name_on_record} is interested." in own


def test_a_partner_that_was_interested_already_counts_once(client, scene, secretariat):
    opportunity, letter = listed(scene), LetterFactory.create(checked=True)
    known = RepresentativeFactory.create().partner
    OpportunityInterestFactory.create(opportunity=opportunity, partner=known)
    OpportunityInterestFactory.create(
        opportunity=opportunity, partner=None, person=letter.sender
    )

    interests.follow_admission(known, letter.sender, by=secretariat)

    [standing] = opportunity.interests.standing()
    assert (standing.partner, opportunity.interests.count()) == (known, 2)


def test_what_the_applicant_takes_back_meanwhile_stays_taken_back(scene, secretariat):
    interest = OpportunityInterestFactory.create(opportunity=listed(scene), partner=None)
    other = OpportunityInterest.objects.get(pk=interest.pk)
    partner, held = RepresentativeFactory.create().partner, []

    def take_back_first(run, sql, parameters, many, context):
        if sql.endswith(LOCKING) and not held:
            held.append(sql)
            interests.take_back(other, by=other.person)
        elif sql.endswith(LOCKING):
            held.append(sql)
        return run(sql, parameters, many, context)

    with connection.execute_wrapper(take_back_first):
        interests.follow_admission(partner, interest.person, by=secretariat)

    interest.refresh_from_db()
    assert (interest.partner, interest.withdrawn_by) == (None, other.person)
    assert acts_on(interest) == [Act.INTEREST_TAKEN_BACK]
    assert 'FROM "areas_areaopportunity"' in held[0]


def _declined(letter, officer):
    letter_decisions.propose_decline(letter, reason="Not of this field.", by=officer)
    letter_decisions.decline(letter, by=UserFactory.create(officer=True))


def _withdrawn(letter, _officer):
    letters.withdraw(letter, by=letter.sender)


@pytest.mark.parametrize("ended", [_declined, _withdrawn])
def test_interest_ends_with_the_last_letter_of_an_applicant(
    client, scene, secretariat, ended
):
    opportunity = listed(scene)
    first = LetterFactory.create(checked=True)
    second = LetterFactory.create(checked=True, sender=first.sender)
    interest = OpportunityInterestFactory.create(
        opportunity=opportunity, partner=None, person=first.sender
    )
    other = OpportunityInterestFactory.create(opportunity=opportunity, partner=None)

    ended(first, secretariat)
    with_another = client.get(page_of(opportunity)).content.decode()
    ended(second, secretariat)

    interest.refresh_from_db()
    assert "2 applicants are interested." in with_another
    assert [*opportunity.interests.standing()] == [other]
    assert (interest.words, interest.contact) == ("", "")
    assert acts_on(interest) == [Act.INTEREST_TAKEN_BACK]


@pytest.mark.parametrize("how", [partners.deactivate, partners.withdraw])
def test_interest_ends_when_the_partner_takes_part_no_more(scene, secretariat, how):
    opportunity = listed(scene)
    interest = OpportunityInterestFactory.create(opportunity=opportunity)
    other = OpportunityInterestFactory.create(opportunity=opportunity)

    how(interest.partner, reason="It works elsewhere.", by=secretariat)

    interest.refresh_from_db()
    assert [*opportunity.interests.standing()] == [other]
    assert (interest.contact, interest.withdrawn_by) == ("", secretariat)
    assert acts_on(interest) == [Act.INTEREST_TAKEN_BACK]


def test_interest_of_a_merged_partner_ends_with_the_one_that_stays(scene, secretariat):
    opportunity = listed(scene)
    stays = OpportunityInterestFactory.create(opportunity=opportunity)
    merged = OpportunityInterestFactory.create(opportunity=opportunity)
    Partner.objects.filter(pk=merged.partner_id).update(merged_into=stays.partner)

    partners.withdraw(stays.partner, reason="It works elsewhere.", by=secretariat)

    merged.refresh_from_db()
    assert not opportunity.interests.standing().exists()
    assert (merged.words, merged.contact) == ("", "")


def test_what_another_applicant_said_stays_with_them(scene, secretariat):
    opportunity, letter = listed(scene), LetterFactory.create(checked=True)
    other = OpportunityInterestFactory.create(opportunity=opportunity, partner=None)

    letter_decisions.confirm(letter, by=secretariat)

    other.refresh_from_db()
    assert other.partner is None


def test_somebody_without_partner_and_letter_is_refused(scene, as_user):
    opportunity = listed(scene)
    client = as_user(UserFactory.create())

    answer = client.post(
        page_of(opportunity, "interest_say"), {"words": "x", "contact": "y"}
    )

    assert answer.status_code == 403


def test_whoever_takes_it_back_takes_words_and_contact_back(scene, as_user):
    person = speaker()
    partner = person.representatives.get().partner
    opportunity = listed(scene)
    interest = OpportunityInterestFactory.create(
        opportunity=opportunity, partner=partner, person=person
    )
    client = as_user(person)

    client.post(reverse("areas:interest_take_back", args=[opportunity.pk, interest.pk]))

    interest.refresh_from_db()
    assert (interest.words, interest.contact, interest.withdrawn_by) == ("", "", person)
    assert mails() == {"interest_taken_back": scene.lead}


def test_nobody_takes_back_what_another_partner_said(scene, as_user):
    interest = OpportunityInterestFactory.create(opportunity=listed(scene))
    client = as_user(speaker())

    answer = client.post(
        reverse("areas:interest_take_back", args=[interest.opportunity_id, interest.pk])
    )

    assert answer.status_code == 404


def test_the_database_knows_a_partner_once(scene):
    interest = OpportunityInterestFactory.create()

    with (
        pytest.raises(IntegrityError, match="interest_once_a_partner"),
        transaction.atomic(),
    ):
        OpportunityInterestFactory.create(
            opportunity=interest.opportunity, partner=interest.partner
        )


@pytest.mark.parametrize("status", ["taken_up", "dropped"])
def test_nobody_is_interested_in_what_is_settled(scene, status):
    opportunity = listed(scene, status=status, reason="Example.")
    person = speaker()

    with pytest.raises(RuleRefusedError) as refused:
        interests.say(
            opportunity,
            partner=person.representatives.get().partner,
            words="x",
            contact="y",
            by=person,
        )

    assert refused.value.clause == "R-79"


# Lists -----------------------------------------------------------------------------------


def test_the_register_is_filtered_by_area_state_objective_and_words(client, scene):
    objective = ObjectiveFactory.create(plan=scene.plan, goal_links=["O3"])
    mine = listed(scene, title="Alpha idea", status="seeking", objective=objective.key)
    other = AreaOpportunityFactory.create(title="Beta idea")
    advance(scene.plan, "published")
    asked = {
        "": {mine, other},
        f"area={scene.area.slug}": {mine},
        "state=seeking": {mine},
        "objective=O3": {mine},
        "objective=O1": set(),
        "q=beta": {other},
    }

    shown = {
        query: set(
            client.get(reverse("areas:opportunity_list") + f"?{query}").context["page"]
        )
        for query in asked
    }

    assert shown == asked


def test_the_register_of_an_area_shows_its_own_and_to_its_lead_what_waits(
    client, scene, as_user
):
    mine, waiting = listed(scene), suggested(scene)
    AreaOpportunityFactory.create()
    address = reverse("areas:area_opportunities", args=[scene.area.slug])
    public = client.get(address)
    client = as_user(scene.lead)

    led = client.get(address)

    assert list(public.context["page"]) == [mine]
    assert (public.context["waiting"], led.context["waiting"]) == ([], [waiting])


def test_the_page_of_an_area_shows_a_few_and_what_seeks_funding_first(client, scene):
    for number in range(7):
        listed(scene, title=f"Idea {number}")
    seeks = listed(scene, status="seeking", listed_at=None)

    page = client.get(scene.area.get_absolute_url())

    assert len(page.context["opportunities"]) == 5
    assert page.context["opportunities"][0] == seeks
