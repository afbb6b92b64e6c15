"""The plan in force is amended place by place, without starting anew (A2-VIII-2, R-83)."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from areas import worklist
from areas.actions import amendments
from areas.annex2 import BY_KEY
from areas.hooks import AreaRules
from areas.models import PartnershipArea, PlanAmendment
from areas.reading import amendment_texts
from gmp_portal.notifications.models import Message
from gmp_portal.workflow import RuleRefusedError
from tests.factories.accounts import UserFactory
from tests.factories.amendments import OTHER, TEXT, AmendmentFactory, in_force
from tests.factories.areas import PlanFactory, adopted_decision, member_of
from tests.factories.meetings import MeetingFactory
from tests.forms import send

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return in_force()


@pytest.fixture
def area(plan):
    return plan.area


@pytest.fixture
def lead(area):
    return area.lead_terms.get().person


@pytest.fixture
def member(area):
    return member_of(area)


def address(name, area, *more):
    return reverse(f"areas:amendment_{name}", args=[area.slug, *more])


def begun(area, by, **facts):
    facts = {"number": 7, "status": "draft", "author": by} | facts
    return AmendmentFactory.create(plan=area.plans.current().get(), **facts)


def mails(name):
    return Message.objects.filter(template__contains=name)


def test_a_member_writes_other_words_for_a_section_and_proposes_them(
    as_user, area, lead, member
):
    typed = {"title": "Say more", "reason": "It is wider."}

    form = as_user(member).get(address("start", area)).text
    send(as_user(member), address("start", area), typed)
    amendment = PlanAmendment.objects.get()
    send(as_user(member), address("text", area, 1, "I"), {"text": OTHER})
    as_user(member).post(address("propose", area, 1))

    amendment.refresh_from_db()
    page = as_user(lead).get(amendment.get_absolute_url()).text
    assert "public with the decision of the area, or with the version" in form
    assert amendment.status == "proposed"
    assert amendment.partner == member.representatives.get().partner
    assert re.search(r"<ins\s*>to everybody ?</ins>", page)
    assert "It is wider." in page
    [mail] = mails("amendment_proposed")
    assert mail.recipient == lead


def test_an_entry_is_changed_field_by_field(as_user, plan, area, member):
    amendment = begun(area, member, places=())
    indicator = plan.indicators.get()
    where = address("row", area, 7, indicator.key.code)
    typed = {
        "objective": indicator.objective_id,
        "name": indicator.name,
        "unit": indicator.unit,
        "baseline": indicator.baseline,
        "target": "60",
        "source": indicator.source,
    }

    send(as_user(member), where, typed)

    place = amendment.places.get()
    page = as_user(member).get(amendment.get_absolute_url()).text
    assert place.changed == ["target"]
    assert place.base["objective"] == [indicator.objective.key.code]
    assert re.search(r"<del\s*>40</del>", page)
    assert re.search(r"<ins\s*>60</ins>", page)


def test_an_entry_is_added_changed_again_and_left_away(as_user, area, member):
    amendment = begun(area, member, places=())
    where = address("row_add", area, 7, "donors")

    send(as_user(member), where, {"name": "Sample Fund", "kind": "donor", "note": ""})
    place = amendment.places.get()
    again = address("row", area, 7, f"new-{place.pk}")
    send(as_user(member), again, {"name": "Sample Bank", "kind": "donor", "note": ""})
    place.refresh_from_db()
    named = place.proposed["name"]
    as_user(member).post(address("drop", area, 7, place.pk))

    assert named == ["Sample Bank"]
    assert not amendment.places.exists()


def test_its_places_stand_in_the_order_of_the_plan(as_user, plan, area, member):
    text = {"base": {"text": [TEXT]}, "proposed": {"text": [OTHER]}}
    donor = {"kind": "donors", "section": "VII", "base": None}
    donor |= {"proposed": {"name": ["Sample Fund"], "kind": ["donor"], "note": []}}
    places = [donor, text | {"section": "VII"}, text | {"section": "VI"}, text]
    amendment = AmendmentFactory.create(plan=plan, number=3, places=places)

    page = as_user(member).get(amendment.get_absolute_url())
    said = amendment_texts.written(amendment, amendment.plan)

    read = [(each.place.section, each.place.kind) for each in page.context["places"]]
    assert read == [("I", "text"), ("VI", "text"), ("VII", "text"), ("VII", "donors")]
    titles = [str(BY_KEY[key]) for key in ("I", "VI", "VII")]
    assert sorted(titles, key=said.index) == titles


def test_an_entry_is_taken_out(as_user, plan, area, member):
    amendment = begun(area, member, places=())
    donor = plan.donors.get()

    as_user(member).post(address("row_remove", area, 7, donor.key.code))

    place = amendment.places.get()
    assert place.is_removal
    assert place.base["name"] == [donor.name]
    assert "Taken out" in as_user(member).get(amendment.get_absolute_url()).text


def test_every_place_of_a_section_is_offered(as_user, plan, area, member):
    begun(area, member)

    sections = as_user(member).get(address("choose", area, 7)).text
    page = as_user(member).get(f"{address('choose', area, 7)}?section=VI").text

    assert "?section=VI" in sections
    assert f"Indicator: {plan.indicators.get().name}" in page
    assert "Add an indicator" in page


def test_what_is_written_is_for_its_author_alone(as_user, client, area, lead, member):
    amendment = begun(area, member)
    where = amendment.get_absolute_url()

    assert as_user(member).get(where).status_code == 200
    assert as_user(lead).get(where).status_code == 404
    assert client.get(where).status_code in (302, 404)


def test_the_list_is_for_the_area_alone(as_user, area, member):
    AmendmentFactory.create(plan=area.plans.get(), number=3, title="Say more")
    outsider = in_force().area.lead_terms.get().person

    page = as_user(member).get(address("list", area)).text

    assert "Say more" in page
    assert as_user(outsider).get(address("list", area)).status_code == 404
    assert as_user(outsider).get(address("start", area)).status_code == 403


@pytest.mark.parametrize("name", ["send", "agree", "decline"])
def test_only_leads_settle_an_amendment(as_user, area, member, name):
    AmendmentFactory.create(plan=area.plans.get(), number=3, author=member)

    answer = as_user(member).get(address(name, area, 3))

    assert answer.status_code == 403


def test_only_its_author_withdraws_it(as_user, area, lead, member):
    amendment = AmendmentFactory.create(plan=area.plans.get(), number=3, author=member)

    refused = as_user(lead).post(address("withdraw", area, 3))
    as_user(member).post(address("withdraw", area, 3))

    amendment.refresh_from_db()
    assert refused.status_code == 403
    assert amendment.status == "withdrawn"


def test_nothing_is_amended_where_no_plan_is_in_force(as_user, plan, area, member):
    type(plan).objects.filter(pk=plan.pk).update(status="superseded")

    page = as_user(member).get(address("start", area), follow=True)

    assert "no plan in force" in page.text
    assert "A2-VIII-2" in page.text or "Annex 2" in page.text


def test_a_closed_area_amends_nothing(as_user, area, member, lead):
    amendment = begun(area, member)
    PartnershipArea.objects.filter(pk=area.pk).update(status="closed")

    page = as_user(member).post(address("propose", area, 7), follow=True)

    amendment.refresh_from_db()
    assert amendment.status == "draft"
    assert "This area is closed" in page.text


def test_an_amendment_without_a_place_is_not_proposed(as_user, area, member):
    amendment = begun(area, member, places=())

    page = as_user(member).post(address("propose", area, 7))

    amendment.refresh_from_db()
    assert page.status_code == 422
    assert amendment.status == "draft"


@pytest.mark.parametrize(
    ("name", "more", "typed"),
    [
        ("start", [], {"title": "x" * 201, "reason": "Why"}),
        ("start", [], {"title": "Say more", "reason": "x" * 5001}),
        ("start", [], {"title": "Say more", "reason": " "}),
        ("text", [7, "I"], {"text": "x" * 200_001}),
        ("text", [7, "I"], {"text": TEXT}),
        ("row_add", [7, "donors"], {"name": "", "kind": "donor"}),
    ],
)
def test_what_cannot_be_kept_is_said_and_stays_in_the_form(
    as_user, area, member, name, more, typed
):
    begun(area, member, places=())

    page = send(as_user(member), address(name, area, *more), typed)

    assert page.status_code == 422
    assert all(value.strip()[:100] in page.text for value in typed.values())


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("text", ["X"]),
        ("text", ["XX"]),
        ("row", ["nonsense"]),
        ("row", ["new-0"]),
        ("row", ["new-x"]),
        ("row_add", ["nonsense"]),
    ],
)
def test_what_is_not_there_is_not_found(as_user, area, member, name, more):
    begun(area, member)

    assert as_user(member).get(address(name, area, 7, *more)).status_code == 404


def test_two_windows_do_not_overwrite_each_other(as_user, area, member):
    amendment = begun(area, member)
    where = address("text", area, 7, "I")

    page = as_user(member).post(where, {"text": "Older words.", "version": "0" * 32})

    place = amendment.places.get()
    assert page.status_code == 409
    assert "Older words." in page.text
    assert place.proposed["text"] == [OTHER]


def test_what_was_proposed_is_not_written_any_more(as_user, area, member):
    AmendmentFactory.create(plan=area.plans.get(), number=3, author=member)

    page = as_user(member).get(address("text", area, 3, "I"), follow=True)

    assert "its words stay" in page.text


def test_the_area_is_asked_in_the_words_of_the_amendment(as_user, area, lead, member):
    amendment = AmendmentFactory.create(plan=area.plans.get(), number=3, author=member)
    until = timezone.now() + timedelta(days=5)
    typed = {"how": "silence", "closes_at": until.strftime("%Y-%m-%dT%H:%M")}

    send(as_user(lead), address("send", area, 3), typed)

    amendment.refresh_from_db()
    page = as_user(member).get(amendment.get_absolute_url()).text
    refused = as_user(lead).get(address("decline", area, 3), follow=True).text
    assert "to everybody" in amendment.decision.texts.first().text
    assert amendment.decision.title in page
    assert "still open" in refused


def test_an_amendment_is_one_of_the_plan_that_is_in_force_by_then(
    as_user, plan, area, lead, member
):
    amendment = begun(area, member)
    type(plan).objects.filter(pk=plan.pk).update(status="superseded")
    newer = PlanFactory.create(area=area, number=2, status="published", title="Newer plan")

    page = as_user(member).get(address("edit", area, 7)).text
    before = as_user(member).get(amendment.get_absolute_url()).text
    amendments.propose(amendment, by=member)
    after = as_user(member).get(amendment.get_absolute_url()).text
    until = timezone.now() + timedelta(days=5)
    decision = amendments.send(amendment, closes_at=until, by=lead)

    told = Message.objects.get(template__contains="amendment_proposed")
    amendment.refresh_from_db()
    assert "Newer plan" in page
    assert "begun while version 1 was in force" in before
    assert "proposed while version 2 was in force" in after
    assert amendment.plan == newer
    assert "Newer plan" in told.body
    assert "Newer plan" in decision.texts.get().text


def test_the_area_meets_on_an_amendment_and_no_plan(as_user, area, lead, member):
    AmendmentFactory.create(plan=area.plans.get(), number=3, author=member)

    page = as_user(lead).post(address("send", area, 3), {"how": "session"})

    assert page.status_code == 422
    assert "Choose the meeting in which the area considers it." in page.text


def test_a_place_of_another_amendment_is_not_changed(area, member):
    one, other = (
        begun(area, member),
        AmendmentFactory.create(
            plan=area.plans.get(), number=8, author=member, status="draft"
        ),
    )
    place = other.places.get()

    with pytest.raises(RuleRefusedError, match="belongs to another amendment"):
        amendments.put(one, place, base=place.base, proposed={"text": ["x"]}, by=member)


def test_a_place_that_reads_again_as_in_the_plan_is_none(area, member):
    amendment = begun(area, member)
    place = amendment.places.get()

    amendments.put(amendment, place, base=place.base, proposed=place.base, by=member)

    assert not amendment.places.exists()


def test_the_public_text_of_the_decision_tells_neither_the_reason_nor_a_contact(
    client, as_user, plan, area, lead, member
):
    effort = plan.efforts.first()
    name, other = "Example Contact", UserFactory.create(name="Other Contact")
    new = {"kind": "efforts", "section": "IV", "base": None}
    new |= {"proposed": {"description": ["Count more."], "contact": [str(other.pk)]}}
    changed = {"kind": "efforts", "section": "IV", "key": effort.key}
    changed |= {"base": {"contact": [str(UserFactory.create(name=name).pk)]}}
    changed |= {"proposed": {"contact": [str(other.pk)]}}
    emptied = changed | {"proposed": {"contact": []}}
    amendment = AmendmentFactory.create(plan=plan, number=3, places=[new, changed])
    other_one = AmendmentFactory.create(plan=plan, number=4, places=[emptied])
    until = timezone.now() + timedelta(days=5)

    decision = amendments.send(amendment, closes_at=until, by=lead)

    page = as_user(member).get(decision.get_absolute_url()).text
    said = decision.texts.first().text
    assert amendment.reason not in said
    assert name not in said
    assert "Other Contact" not in said
    assert "Contact: a person is named." in said
    assert "Contact: another person is named." in said
    assert "Contact: nobody is named any more." in amendment_texts.written(other_one, plan)
    assert amendment.get_absolute_url() in page


def test_no_meeting_considers_what_was_proposed_after_it(as_user, area, lead, member):
    amendment = AmendmentFactory.create(plan=area.plans.get(), number=3, author=member)
    earlier = MeetingFactory.create(body=area.body, held=True, title="Earlier meeting")
    today = timezone.now().date()
    MeetingFactory.create(
        body=area.body, convened=True, title="Meeting today", starts_on=today
    )

    page = as_user(lead).get(address("send", area, 3)).text
    typed = {"how": "session", "meeting": earlier.pk}
    answer = send(as_user(lead), address("send", area, 3), typed)
    with pytest.raises(RuleRefusedError, match="over before") as refused:
        amendments.send(amendment, meeting=earlier, by=lead)

    assert "Meeting today" in page
    assert "Earlier meeting" not in page
    assert answer.status_code == 422
    assert refused.value.clause == "A1-4b-iii"


def test_the_amendment_says_at_once_that_the_area_adopted_it(area, lead, member):
    amendment = AmendmentFactory.create(plan=area.plans.get(), number=3, author=member)
    decision = adopted_decision(area.body, about=amendment.agreement)
    PlanAmendment.objects.filter(pk=amendment.pk).update(decision=decision)

    AreaRules().follow(decision, by=lead)

    amendment.refresh_from_db()
    assert amendment.status == "agreed"
    assert amendment.is_agreed_by_decision
    assert mails("amendment_settled").get().recipient == member


def test_a_decision_about_another_amendment_carries_none(area, member):
    amendment = AmendmentFactory.create(plan=area.plans.get(), number=3, author=member)
    other = AmendmentFactory.create(plan=area.plans.get(), number=4, author=member)
    decision = adopted_decision(area.body, about=other.agreement)

    with pytest.raises(IntegrityError), transaction.atomic():
        PlanAmendment.objects.filter(pk=amendment.pk).update(decision=decision)


def test_a_lead_notes_an_agreement_with_a_reason_once_it_was_read(
    as_user, area, lead, member
):
    facts = {"plan": area.plans.get(), "author": member}
    early = AmendmentFactory.create(number=3, **facts)
    before = timezone.now() - timedelta(days=15)
    ripe = AmendmentFactory.create(number=4, proposed_at=before, **facts)

    told = as_user(lead).get(address("agree", area, 3)).text
    refused = send(as_user(lead), address("agree", area, 3), {"reason": "A slip."})
    send(as_user(lead), address("agree", area, 4), {"reason": "A slip."})

    early.refresh_from_db()
    ripe.refresh_from_db()
    assert (refused.status_code, early.status) == (422, "proposed")
    from_day = date_format(early.proposed_at + timedelta(days=14), "DATE_FORMAT")
    assert f"From {from_day}" in told
    assert 'name="reason"' not in told
    assert "A slip." in refused.text
    assert ripe.status == "agreed"
    assert not ripe.is_agreed_by_decision
    assert "A slip." in as_user(member).get(ripe.get_absolute_url()).text


def test_it_is_declined_with_a_reason_that_its_author_reads(as_user, area, lead, member):
    amendment = AmendmentFactory.create(plan=area.plans.get(), number=3, author=member)

    empty = send(as_user(lead), address("decline", area, 3), {"reason": ""})
    send(as_user(lead), address("decline", area, 3), {"reason": "Too early."})

    amendment.refresh_from_db()
    assert empty.status_code == 422
    assert amendment.status == "declined"
    assert "Too early." in mails("amendment_settled").get().body


def test_leads_find_what_waits_for_them_in_their_work_list(area, lead):
    AmendmentFactory.create(plan=area.plans.get(), number=3)
    AmendmentFactory.create(plan=area.plans.get(), number=4, status="agreed")

    tasks = [task for task in worklist.waiting_for(lead) if "Amendment" in task.title]

    assert [task.note for task in tasks] == [
        "It is proposed: ask the area, or say why the plan stays as it is.",
        "It is agreed: take it into the next version.",
    ]
