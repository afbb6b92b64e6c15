"""Partners keep their own efforts in a draft where its leads ask them to (A1-6a-i, R-73)."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from areas import permissions, scheduled, worklist
from areas.actions import own_efforts, plans
from areas.annex2 import BY_KEY
from areas.models import AreaMembership, Effort, EffortCall
from areas.reading import section_rights
from gmp_portal.accounts.models.terms import today
from gmp_portal.notifications.models import Message
from gmp_portal.workflow import RuleRefusedError
from tests.factories.accounts import UserFactory
from tests.factories.areas import (
    EffortCallFactory,
    EffortFactory,
    LeadTermFactory,
    MembershipFactory,
    PlanFactory,
    advance,
    member_of,
)
from tests.factories.partners import RepresentativeFactory

pytestmark = pytest.mark.django_db
DUE = timedelta(days=10)
STEPS = (
    "own_efforts_keep",
    "own_effort_add",
    "own_effort_change",
    "own_effort_autosave",
    "own_effort_remove",
    "own_efforts_answer",
    "own_efforts_resume",
    "own_efforts_move",
    "own_efforts_take_back",
)


@pytest.fixture
def plan():
    return PlanFactory.create(complete=True)


@pytest.fixture
def lead(plan):
    return plan.area.lead_terms.get().person


@pytest.fixture
def member(plan):
    return member_of(plan.area)


@pytest.fixture
def partner(member):
    return member.representatives.get().partner


@pytest.fixture
def contributor(partner):
    return RepresentativeFactory.create(partner=partner, role="contributor").person


@pytest.fixture
def call(plan, partner, lead):
    return EffortCallFactory.create(plan=plan, partner=partner, asked_by=lead)


@pytest.fixture
def effort(plan, partner, member):
    return EffortFactory.create(
        plan=plan,
        partner=partner,
        action=plan.actions.first(),
        contact=member,
        description="Our work.",
    )


def address(name, plan, *more):
    return reverse(f"areas:{name}", args=[plan.area.slug, plan.number, *more])


def of_call(name, call, *more):
    return address(name, call.plan, call.pk, *more)


def typed(plan, **facts):
    return {
        "description": "Measure the example water.",
        "kind": "bilateral",
        "action": plan.actions.first().pk,
        "starts_on": "2026-02-01",
        "ends_on": "2026-11-30",
        "milestones-TOTAL_FORMS": "1",
        "milestones-INITIAL_FORMS": "0",
        "milestones-0-due_on": "2026-06-30",
        "milestones-0-text": "First example samples",
        **facts,
    }


def filled(client, url, **facts):
    """What a browser sends from the form at this address."""
    form = client.get(url).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    return {"version": form.shared.token, **data, **facts}


def mails(name):
    return Message.objects.filter(template__endswith=f"/{name}.txt")


# The leads ask -----------------------------------------------------------------------------


def test_a_lead_asks_a_partner_of_the_area(
    as_user, plan, lead, member, partner, contributor
):
    due = today() + DUE
    facts = {"partners": [partner.pk], "due_on": due, "message": "Look at action 1."}

    as_user(lead).post(address("own_efforts_ask", plan), facts)

    call = EffortCall.objects.get()
    assert (call.partner, call.due_on, call.asked_by) == (partner, due, lead)
    [mail] = mails("efforts_asked")
    assert mail.recipient == member
    assert "Look at action 1." in mail.body
    for person in (member, contributor):
        [waiting] = worklist.waiting_for(person)
        assert (waiting.url, waiting.due_on) == (call.get_absolute_url(), due)


def test_all_partners_are_asked_with_one_tick_and_none_twice(as_user, plan, lead, call):
    members = set(plan.area.current_partners())

    as_user(lead).post(
        address("own_efforts_ask", plan), {"everybody": "on", "due_on": today() + DUE}
    )

    asked = [each.partner for each in EffortCall.objects.all()]
    assert len(asked) == len(members)
    assert set(asked) == members


def test_a_partner_that_was_asked_meanwhile_is_told_so_and_nothing_is_lost(
    as_user, plan, lead, call, partner
):
    facts = {"partners": [partner.pk], "due_on": today() + DUE, "message": "Typed words"}

    page = as_user(lead).post(address("own_efforts_ask", plan), facts)

    assert page.status_code == 422
    assert "One of them was asked meanwhile" in page.text
    assert "Typed words" in page.text
    assert EffortCall.objects.count() == 1


def test_a_lead_sees_beforehand_for_whom_nobody_would_read_the_mail(as_user, plan, lead):
    spoken_for = member_of(plan.area).representatives.get().partner
    silent = MembershipFactory.create(area=plan.area).partner
    EffortCallFactory.create(
        plan=plan, partner=MembershipFactory.create(area=plan.area).partner
    )

    page = as_user(lead).get(address("own_efforts_ask", plan)).text
    listed = as_user(lead).get(address("section_edit", plan, "IV")).text

    assert f"<bdi>{silent.name_on_record}</bdi> (nobody speaks for it here)" in page
    assert f"{spoken_for.name_on_record} (" not in page
    assert listed.count("Nobody speaks for it here") == 1


def test_asking_needs_a_partner_and_a_day_to_come(as_user, plan, lead):
    page = as_user(lead).post(
        address("own_efforts_ask", plan), {"due_on": today() - timedelta(days=1)}
    )

    assert page.status_code == 422
    assert "This day is over" in page.text
    assert "Choose at least one partner" in page.text


def test_nobody_is_asked_once_the_plan_lies_before_the_area(as_user, plan, lead, partner):
    advance(plan, "in_consensus")
    facts = {"partners": [partner.pk], "due_on": today() + DUE, "message": "Typed words"}

    page = as_user(lead).post(address("own_efforts_ask", plan), facts)

    assert page.status_code == 409
    assert "Typed words" in page.text
    assert not EffortCall.objects.exists()


def test_a_lead_sees_who_was_asked_and_who_has_answered(as_user, plan, lead, call, partner):
    other = EffortCallFactory.create(plan=plan, answered=True)

    page = as_user(lead).get(address("section_edit", plan, "IV")).text

    assert partner.name_on_record in page
    assert "Not answered" in page
    assert "We have none in this plan" in page
    assert other.answered_by.name in page
    # It works in no area.
    assert "Not in the area any more" in page


def test_a_lead_moves_the_day_and_the_partner_hears_of_it(as_user, lead, member, call):
    due = today() + DUE

    as_user(lead).post(of_call("own_efforts_move", call), {"due_on": due})

    call.refresh_from_db()
    assert call.due_on == due
    [mail] = mails("efforts_changed")
    assert mail.recipient == member


def test_the_same_day_is_no_other_one(as_user, lead, call):
    page = as_user(lead).post(of_call("own_efforts_move", call), {"due_on": call.due_on})

    assert page.status_code == 422
    assert not mails("efforts_changed").exists()


def test_what_is_taken_back_gives_no_right_any_more(as_user, lead, member, call, effort):
    page = as_user(lead).post(of_call("own_efforts_take_back", call), {"confirmed": "on"})

    refused = as_user(member).post(
        of_call("own_effort_change", call, effort.pk), {"description": "Typed words"}
    )
    assert page.status_code == 302
    assert refused.status_code == 409
    assert "Typed words" in refused.text
    assert worklist.waiting_for(member) == []
    assert own_efforts.ask(call.plan, partners=[call.partner], due_on=today(), by=lead), (
        "it can be asked anew"
    )


# The partner keeps its efforts ---------------------------------------------------------------


@pytest.mark.parametrize("who", ["member", "contributor"])
def test_whoever_works_for_the_partner_adds_an_effort_with_milestones(
    as_user, request, plan, partner, call, who
):
    person = request.getfixturevalue(who)

    answer = as_user(person).post(of_call("own_effort_add", call), typed(plan))

    effort = plan.efforts.get(partner=partner)
    assert answer.url == call.get_absolute_url()
    assert effort.milestones.get().text == "First example samples"
    page = as_user(person).get(answer.url).text
    assert "Measure the example water." in page


def test_an_effort_stays_with_the_partner_whatever_is_sent(as_user, plan, member, call):
    foreign = plan.efforts.get()

    page = as_user(member).post(
        of_call("own_effort_add", call),
        typed(plan, partner=foreign.partner_id, participant="Example Other"),
    )

    assert page.status_code == 422
    assert plan.efforts.get() == foreign


def test_whoever_works_for_the_partner_changes_its_effort(
    as_user, member, call, effort, partner
):
    client, url = as_user(member), of_call("own_effort_change", call, effort.pk)

    client.post(url, filled(client, url, description="Our new work."))

    effort.refresh_from_db()
    assert (effort.description, effort.partner) == ("Our new work.", partner)


def test_an_own_effort_saves_itself(as_user, contributor, call, effort):
    client, url = as_user(contributor), of_call("own_effort_change", call, effort.pk)
    sent = filled(client, url, description="While I type.")

    answer = client.post(of_call("own_effort_autosave", call, effort.pk), sent)

    effort.refresh_from_db()
    assert answer.status_code == 200
    assert effort.description == "While I type."


def test_what_lead_and_partner_change_at_once_is_joined(
    as_user, lead, member, call, effort
):
    client, url = as_user(member), of_call("own_effort_change", call, effort.pk)
    theirs = address("row_change", call.plan, "efforts", effort.pk)
    sent = filled(client, url, description="Our new work.")
    writer = as_user(lead)
    writer.post(theirs, filled(writer, theirs, target="50 laboratories"))

    as_user(member).post(url, sent)

    effort.refresh_from_db()
    assert (effort.description, effort.target) == ("Our new work.", "50 laboratories")


def test_earlier_versions_of_an_own_effort_are_shown_to_the_partner(
    as_user, member, contributor, call, effort
):
    client, url = as_user(member), of_call("own_effort_change", call, effort.pk)
    client.post(url, filled(client, url, description="Our new work."))

    history = reverse("writing:revision_list", args=["areas.row", f"efforts-{effort.pk}"])

    assert as_user(contributor).get(history).status_code == 200
    assert as_user(member_of(call.plan.area)).get(history).status_code == 403


def test_a_removed_effort_can_be_brought_back_by_the_leads(
    as_user, lead, member, call, effort
):
    as_user(member).post(of_call("own_effort_remove", call, effort.pk), {"confirmed": "on"})

    assert not Effort.objects.filter(pk=effort.pk).exists()
    as_user(lead).post(address("row_bring_back", call.plan, "efforts", effort.pk))
    assert Effort.objects.filter(pk=effort.pk).exists()


def test_another_row_below_needs_no_script(as_user, plan, member, call):
    page = as_user(member).post(
        of_call("own_effort_add", call), typed(plan, add_row="milestones")
    )

    assert page.text.count("First example samples") == 1
    assert 'name="milestones-1-text"' in page.text


@pytest.mark.parametrize("step", ["own_effort_change", "own_effort_remove"])
def test_efforts_of_others_are_out_of_reach(as_user, plan, member, call, step):
    foreign = plan.efforts.get()

    page = as_user(member).post(
        of_call(step, call, foreign.pk), {"confirmed": "on", "description": "Taken over"}
    )

    foreign.refresh_from_db()
    assert page.status_code == 409
    assert foreign.description == "Train laboratories."


def test_texts_and_other_lists_are_out_of_reach(as_user, plan, member, call, effort):
    client = as_user(member)

    pages = [
        client.post(address("section_edit", plan, "I"), {"text": "Taken over"}),
        client.post(address("row_add", plan, "objectives"), {"statement": "Ours"}),
        client.post(address("row_change", plan, "efforts", effort.pk), {"target": "x"}),
        client.post(address("row_move", plan, "efforts", effort.pk), {"to": "up"}),
    ]

    assert [page.status_code for page in pages] == [403] * 4


def test_an_effort_that_a_lead_gave_to_somebody_else_is_told_with_what_was_typed(
    as_user, plan, member, call, effort
):
    foreign = plan.efforts.exclude(pk=effort.pk).get()
    Effort.objects.filter(pk=effort.pk).update(partner=foreign.partner)

    page = as_user(member).post(
        of_call("own_effort_change", call, effort.pk), {"description": "Typed words"}
    )

    assert page.status_code == 409
    assert "ask the leads" in page.text
    assert "Typed words" in page.text


def test_a_plan_that_left_the_draft_meanwhile_keeps_what_was_typed(
    as_user, plan, member, call, effort
):
    advance(plan, "in_consensus")

    page = as_user(member).post(
        of_call("own_effort_add", call), {"description": "Typed words"}
    )

    assert page.status_code == 409
    assert "Typed words" in page.text


def test_a_partner_that_left_the_area_meanwhile_reads_so(
    as_user, plan, member, call, partner, effort
):
    AreaMembership.objects.filter(partner=partner).update(until=today())

    page = as_user(member).post(
        of_call("own_effort_change", call, effort.pk), {"description": "Typed words"}
    )

    shown = as_user(member).get(call.get_absolute_url())
    assert page.status_code == 409
    assert "Typed words" in page.text
    assert "not in the area any more" in shown.text
    # What stands in the draft is for the area.
    assert "Our work." not in shown.text
    assert worklist.waiting_for(member) == []


# The answer ----------------------------------------------------------------------------------


def test_a_partner_says_that_its_efforts_are_complete(as_user, lead, member, call, effort):
    as_user(member).post(of_call("own_efforts_answer", call), {"answer": "complete"})

    call.refresh_from_db()
    assert (call.answer, call.answered_by) == ("complete", member)
    [mail] = mails("efforts_answered")
    assert mail.recipient == lead
    assert worklist.waiting_for(member) == []
    assert not permissions.can_own_efforts_keep(member, call)


def test_a_partner_says_that_it_has_none(as_user, member, call):
    page = as_user(member).get(call.get_absolute_url()).text

    as_user(member).post(of_call("own_efforts_answer", call), {"answer": "none"})

    call.refresh_from_db()
    assert "We have none in this plan" in page
    assert "Our efforts are complete" not in page
    assert call.answer == "none"


@pytest.mark.parametrize(("said", "words"), [("none", "remove"), ("complete", "add one")])
def test_an_answer_says_what_stands_in_the_plan(
    as_user, request, member, call, said, words
):
    if said == "none":
        request.getfixturevalue("effort")

    page = as_user(member).post(of_call("own_efforts_answer", call), {"answer": said})

    assert page.status_code == 409
    assert words in page.text


def test_an_answer_from_a_second_window_changes_nothing(as_user, member, call):
    client, url = as_user(member), of_call("own_efforts_answer", call)
    client.post(url, {"answer": "none"})

    page = client.post(url, {"answer": "none"})

    assert page.status_code == 409
    assert "Your partner has answered already" in page.text
    assert mails("efforts_answered").count() == 1


def test_no_button_is_no_answer(as_user, member, call):
    page = as_user(member).post(of_call("own_efforts_answer", call))

    call.refresh_from_db()
    assert page.status_code == 422
    assert call.answer == ""


def test_an_answer_is_taken_back_while_the_request_is_open(as_user, member, call, plan):
    own_efforts.answer(call, "none", by=member)

    as_user(member).post(of_call("own_efforts_resume", call))

    call.refresh_from_db()
    assert (call.answer, call.answered_at, call.answered_by) == ("", None, None)
    assert as_user(member).post(of_call("own_effort_add", call), typed(plan)).url


def test_there_is_no_answer_to_take_back(as_user, member, call):
    page = as_user(member).post(of_call("own_efforts_resume", call), follow=True)

    assert "There is no answer to take back" in page.text


# What becomes of requests --------------------------------------------------------------------


def test_requests_close_when_the_plan_goes_before_the_area(
    as_user, plan, lead, member, call
):
    page = as_user(lead).get(address("plan_send", plan)).text

    plans.send(plan, by=lead)

    call.refresh_from_db()
    assert "1 partner has not answered about its own efforts." in page
    assert (call.status, call.ended_by) == ("closed", lead)
    shown = as_user(member).get(call.get_absolute_url()).text
    assert "not a draft any more" in shown


def test_when_the_plan_comes_back_the_partner_can_be_asked_anew(plan, lead, partner):
    EffortCallFactory.create(plan=plan, partner=partner, over=True)
    advance(plan, "in_consensus")
    plans.take_back(plan, reason="Once more.", by=lead)

    [again] = own_efforts.ask(plan, partners=[partner], due_on=today() + DUE, by=lead)

    assert again.is_running


def test_the_partner_is_reminded_before_and_after_the_day_until_it_answers(member, call):
    first, late = call.due_on - timedelta(days=1), call.due_on + timedelta(days=3)

    scheduled.remind_of_own_efforts(first)
    scheduled.remind_of_own_efforts(first)
    scheduled.remind_of_own_efforts(late)
    own_efforts.answer(call, "none", by=member)
    scheduled.remind_of_own_efforts(late + timedelta(days=1))

    assert [mail.recipient for mail in mails("efforts_due")] == [member, member]


def test_the_page_of_the_plan_leads_the_partner_to_its_efforts(as_user, plan, member, call):
    page = as_user(member).get(plan.get_absolute_url()).text

    assert call.get_absolute_url() in page
    assert "to keep its own efforts in this draft" in page


# Who may ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", STEPS)
def test_other_partners_of_the_area_have_no_right_by_it(plan, call, step):
    call.answer = "none" if step == "own_efforts_resume" else ""

    assert not getattr(permissions, f"can_{step}")(member_of(plan.area), call)


@pytest.mark.parametrize(
    "step", ["own_efforts_answer", "own_efforts_resume", "own_efforts_move"]
)
def test_a_contributor_prepares_and_neither_answers_nor_leads(contributor, call, step):
    call.answer = "none" if step == "own_efforts_resume" else ""

    assert permissions.can_own_efforts_keep(contributor, call) is (not call.answer)
    assert not getattr(permissions, f"can_{step}")(contributor, call)


def test_a_partner_asks_nobody_and_takes_nothing_back(as_user, plan, member, call):
    client = as_user(member)

    assert client.get(address("own_efforts_ask", plan)).status_code == 403
    assert client.post(of_call("own_efforts_move", call)).status_code == 403
    assert client.post(of_call("own_efforts_take_back", call)).status_code == 403


def test_a_lead_answers_for_no_partner(as_user, lead, call):
    page = as_user(lead).post(of_call("own_efforts_answer", call), {"answer": "none"})

    assert page.status_code == 403


def test_strangers_and_other_partners_know_of_no_request(as_user, plan, call):
    for person in (UserFactory.create(), member_of(plan.area)):
        assert as_user(person).get(call.get_absolute_url()).status_code == 404


def test_a_lead_of_another_area_knows_of_no_request(as_user, call):
    other = LeadTermFactory.create().person

    assert as_user(other).get(call.get_absolute_url()).status_code == 404


def test_the_rights_of_the_section_name_who_keeps_efforts_now(plan, call, partner):
    lines = section_rights.of(plan, BY_KEY["IV"], [call])

    told = {str(line.what): line for line in lines}
    assert told["Ask partners to keep their own efforts"].is_open
    assert told["Keep the own efforts of a partner"].is_open
    assert partner.name_on_record in str(told["Keep the own efforts of a partner"].who)


def test_without_a_request_no_partner_keeps_efforts(plan):
    lines = section_rights.of(plan, BY_KEY["IV"])

    told = {str(line.what): line for line in lines}
    assert not told["Keep the own efforts of a partner"].is_open


# The database ----------------------------------------------------------------------------------


def test_a_partner_has_one_open_request_in_a_plan(call):
    with pytest.raises(IntegrityError, match="one_at_a_time"), transaction.atomic():
        EffortCallFactory.create(plan=call.plan, partner=call.partner)


@pytest.mark.parametrize(
    "facts",
    [{"answer": "none"}, {"answer": "other"}, {"status": "closed"}, {"status": "lost"}],
)
def test_an_answer_and_an_end_are_complete_or_not_there(call, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        EffortCall.objects.filter(pk=call.pk).update(**facts)


@pytest.mark.parametrize(
    ("facts", "tone"),
    [
        ({"status": "closed"}, "neutral"),
        ({"answer": "none"}, "ok"),
        ({"due_on": today() - timedelta(days=1)}, "warn"),
        ({"due_on": today()}, "info"),
    ],
)
def test_the_state_of_a_request_is_shown(facts, tone):
    assert EffortCall(**{"due_on": today()} | facts).tone == tone


def test_what_belongs_to_another_partner_is_never_kept_by_this_one(call, member):
    """Whatever form says so: the action looks once more whose effort it is."""
    stranger = MembershipFactory.create(area=call.plan.area).partner
    form = SimpleNamespace(instance=Effort(plan=call.plan, partner=stranger))

    with pytest.raises(RuleRefusedError) as refused:
        own_efforts.save(call, form, by=member)

    assert refused.value.clause == "R-73"
    assert not call.plan.efforts.filter(partner=stranger).exists()


def test_no_effort_is_held_for_a_change_once_the_request_is_over(call, effort, lead):
    """Somebody who saves waits for the lead who takes the request back, and is told then."""
    own_efforts.take_back(call, by=lead)

    with pytest.raises(RuleRefusedError) as refused:
        own_efforts.hold(call, effort.pk)

    assert refused.value.clause == "R-73"
