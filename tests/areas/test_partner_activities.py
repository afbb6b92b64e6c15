"""Partners begin activities, leads acknowledge them, and everybody reads them (A1-6a-i, R-75)."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.urls import reverse

from areas import not_active, permissions, worklist
from areas.actions import activities
from areas.forms.activities import ActivityForm
from areas.models import Activity, AreaMembership
from gmp_portal import ledger
from gmp_portal.accounts.models.terms import today
from gmp_portal.notifications.models import Message
from gmp_portal.workflow import RuleRefusedError
from reporting.actions import progress
from tests.factories.accounts import UserFactory
from tests.factories.areas import (
    AreaFactory,
    BegunActivityFactory,
    MembershipFactory,
    PlanFactory,
    lead_of,
    member_of,
)
from tests.factories.partners import PartnerFactory, RepresentativeFactory
from tests.factories.reference import CountryFactory
from tests.factories.reporting import (
    ActivityFactory,
    CycleFactory,
    ProgressReportFactory,
)
from tests.reading import reading

pytestmark = pytest.mark.django_db
STEPS = (
    "activity_change",
    "activity_send",
    "activity_take_back",
    "activity_remove",
    "activity_acknowledge",
    "activity_ask_back",
    "activity_end",
    "activity_decline",
    "activity_count_once",
    "activity_count_apart",
)


@pytest.fixture
def area():
    return AreaFactory.create()


@pytest.fixture
def lead(area):
    return lead_of(area)


@pytest.fixture
def member(area):
    return member_of(area)


@pytest.fixture
def partner(member):
    return member.representatives.get().partner


@pytest.fixture
def draft(area, partner):
    return BegunActivityFactory.create(area=area, partner=partner)


def speaker_of(partner):
    return RepresentativeFactory.create(partner=partner).person


def address(name, activity):
    return reverse(f"areas:{name}", args=[activity.pk])


def typed(**facts):
    return {
        "title": "Example inventory",
        "kind": "inventory",
        "summary": "Two ministries count what they emit.",
        "starts_on": "2026-02-01",
        "priorities": ["a", "g"],
        "focus": "knowledge",
        **facts,
    }


def filled(client, url, **facts):
    """What a browser sends from the form at this address."""
    form = client.get(url).context["form"]
    data = {name: form[name].value() for name in form.fields}
    data = {name: value for name, value in data.items() if value}
    return {"version": form.shared.token, **data, **facts}


def mails(name):
    return Message.objects.filter(template__endswith=f"/{name}.txt")


def readers(name):
    return set(mails(name).values_list("recipient__email", flat=True))


# A partner begins ------------------------------------------------------------------------


def test_a_partner_of_the_area_begins_an_activity_as_a_draft(
    as_user, area, member, partner
):
    ghana = CountryFactory.create(iso2="GH")
    joint = MembershipFactory.create(area=area).partner
    shared, url = AreaFactory.create(), reverse("areas:activity_begin", args=[area.slug])
    facts = typed(
        partner=partner.pk,
        countries=["GH"],
        also_in=[shared.pk],
        joint=joint.name,
        consulted_names="Example ministry",
        tags=["gender"],
        sdg_targets=["3.9", "12.4"],
        articles=["7"],
        objectives=["O2"],
    )

    answer = as_user(member).post(url, facts)
    activity = Activity.objects.get()
    assert answer.status_code == 302
    assert (activity.status, activity.partner, activity.area) == ("draft", partner, area)
    assert activity.sdg_targets == ["3.9", "12.4"]
    assert activity.articles == [7]
    assert list(activity.countries.all()) == [ghana]
    assert list(activity.also_in.all()) == [shared]
    assert [part.partner for part in activity.parts.all()] == [joint]
    assert ledger.trail(activity).get().kind == "activity.begun"
    assert not Message.objects.exists()


def test_donors_who_are_partners_are_linked_and_others_kept_as_they_were_typed(
    area, member
):
    donor = PartnerFactory.create(name="Example Fund", participation=None)
    facts = {
        **{name: [] for name in ("tags", "objectives", "articles", "sdg_targets")},
        **{name: [] for name in ("countries", "also_in", "efforts", "joint")},
        "title": "Example",
        "kind": "pilot",
        "priorities": ["a"],
        "focus": "outreach",
        "summary": "",
        "starts_on": None,
        "ends_on": None,
        "builds_capacity": False,
        "consulted_names": "",
        "donor_names": "Example Fund\n\n Other giver ",
    }

    activity = activities.start(
        area, partner=member.representatives.get().partner, facts=facts, by=member
    )

    assert [part.partner for part in activity.parts.filter(role="donor")] == [donor]
    assert activity.donor_names == "Other giver"


def test_outside_its_areas_a_partner_begins_nothing(as_user, area, member):
    elsewhere = AreaFactory.create()
    url = reverse("areas:activity_begin", args=[elsewhere.slug])

    answer = as_user(member).post(url, typed())

    assert answer.status_code == 403
    assert "A1-6a-i" in answer.content.decode()
    assert not Activity.objects.exists()


def test_a_partner_that_left_meanwhile_is_refused_by_the_act(area, member, partner):
    AreaMembership.objects.filter(partner=partner).update(until=today())

    with pytest.raises(RuleRefusedError) as refused:
        activities.start(area, partner=partner, facts={}, by=member)

    assert refused.value.clause == "A1-6a-i"


def test_whoever_only_contributes_does_not_begin(as_user, area, partner):
    contributor = RepresentativeFactory.create(partner=partner, role="contributor").person
    url = reverse("areas:activity_begin", args=[area.slug])

    assert as_user(contributor).get(url).status_code == 403


def test_what_is_typed_wrongly_is_said_and_kept(as_user, area, member, partner):
    url = reverse("areas:activity_begin", args=[area.slug])
    facts = typed(partner=partner.pk, priorities=[], ends_on="2026-01-01", kind="nonsense")

    answer = as_user(member).post(url, facts)

    form = answer.context["form"]
    assert answer.status_code == 422
    assert {"priorities", "kind", "ends_on"} <= form.errors.keys()
    assert form["summary"].value() == facts["summary"]


def test_only_partners_of_the_area_are_named_as_joint_ones(as_user, area, member, partner):
    outside = PartnerFactory.create(participation=None)
    url = reverse("areas:activity_begin", args=[area.slug])

    answer = as_user(member).post(url, typed(partner=partner.pk, joint=outside.name))

    assert answer.status_code == 422
    assert "joint" in answer.context["form"].errors


def test_a_colleague_changes_the_draft(as_user, draft, partner):
    colleague = speaker_of(partner)
    client, url = as_user(colleague), address("activity_change", draft)

    answer = client.post(url, filled(client, url, title="Other example title"))

    draft.refresh_from_db()
    assert answer.status_code == 302
    assert draft.title == "Other example title"


def test_it_is_linked_to_efforts_of_the_plan(as_user, area, member, partner):
    plan = PlanFactory.create(area=area, status="published")
    effort = plan.efforts.first()
    draft = BegunActivityFactory.create(area=area, partner=partner)
    client, url = as_user(member), address("activity_change", draft)

    client.post(url, filled(client, url, efforts=[str(effort.key_id)]))

    assert [key.code for key in draft.efforts.all()] == [effort.key.code]
    assert effort.key.code in client.get(draft.get_absolute_url()).content.decode()


def test_a_draft_is_seen_by_its_partner_joint_ones_and_leads_alone(
    client, as_user, area, lead, member, secretariat
):
    joint = MembershipFactory.create(area=area).partner
    speaker, other = speaker_of(joint), member_of(area)
    draft = BegunActivityFactory.create(
        area=area, partner=member.representatives.get().partner, joint=[joint]
    )
    url = draft.get_absolute_url()

    seen = {
        person: as_user(person).get(url).status_code
        for person in (member, speaker, lead, other, secretariat)
    }

    assert seen == {member: 200, speaker: 200, lead: 200, other: 404, secretariat: 404}
    assert client.get(url).status_code == 404
    assert draft.title not in client.get(reverse("areas:activity_list")).content.decode()


# To the lead and back ---------------------------------------------------------------------


def test_it_goes_to_the_leads_and_to_those_who_carry_it_out_too(
    as_user, area, lead, member
):
    joint = MembershipFactory.create(area=area).partner
    speaker = speaker_of(joint)
    draft = BegunActivityFactory.create(
        area=area, partner=member.representatives.get().partner, joint=[joint]
    )

    as_user(member).post(address("activity_send", draft))

    draft.refresh_from_db()
    assert (draft.status, draft.sent_by) == ("sent", member)
    assert readers("activity_sent") == {lead.email}
    assert readers("activity_joint") == {speaker.email}
    assert draft.title in [task.title for task in worklist.waiting_for(lead)]


def test_where_nobody_leads_it_goes_to_the_secretariat_which_can_read_it(
    as_user, area, member, partner, secretariat
):
    draft = BegunActivityFactory.create(area=area, partner=partner)
    before = as_user(secretariat).get(draft.get_absolute_url()).status_code

    as_user(member).post(address("activity_send", draft))

    mail = Message.objects.get(template__endswith="activity_sent.txt")
    page = as_user(secretariat).get(draft.get_absolute_url())
    assert before == 404
    assert mail.recipient == secretariat
    assert "The area has no lead: record one, who then acknowledges it." in mail.body
    assert "Acknowledge it, or ask" not in mail.body
    assert page.status_code == 200
    assert page.context["possible"] == set()


@pytest.mark.parametrize(
    ("left_out", "said"),
    [({"summary": ""}, "Describe the activity"), ({"starts_on": None}, "which day on")],
)
def test_an_incomplete_draft_is_not_sent(as_user, area, member, partner, left_out, said):
    draft = BegunActivityFactory.create(area=area, partner=partner, **left_out)

    answer = as_user(member).post(address("activity_send", draft))

    draft.refresh_from_db()
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert draft.status == "draft"
    assert said in as_user(member).get(draft.get_absolute_url()).content.decode()


def test_a_partner_that_left_the_area_sends_nothing(as_user, draft, member, partner):
    AreaMembership.objects.filter(partner=partner).update(until=today())

    as_user(member).post(address("activity_send", draft))

    draft.refresh_from_db()
    assert draft.status == "draft"


def test_the_lead_acknowledges_it_and_everybody_reads_it(
    client, as_user, area, lead, partner
):
    speaker = speaker_of(partner)
    sent = BegunActivityFactory.create(area=area, partner=partner, state="sent")

    as_user(lead).post(address("activity_acknowledge", sent), reading(sent))

    sent.refresh_from_db()
    page = client.get(sent.get_absolute_url()).content.decode()
    assert (sent.status, sent.acknowledged_by) == ("active", lead)
    assert speaker.email in readers("activity_acknowledged")
    assert sent.summary in page
    assert sent.title in client.get(reverse("areas:activity_list")).content.decode()
    assert sent.title in client.get(area.get_absolute_url()).content.decode()
    assert sent.title in client.get(partner.get_absolute_url()).content.decode()


def test_the_lead_asks_back_and_it_is_a_draft_again(as_user, area, lead, member, partner):
    sent = BegunActivityFactory.create(area=area, partner=partner, state="sent")

    as_user(lead).post(
        address("activity_ask_back", sent),
        {"reason": "Which example ministries?"} | reading(sent),
    )

    sent.refresh_from_db()
    assert (sent.status, sent.asked_back) == ("draft", "Which example ministries?")
    assert readers("activity_asked_back") == {member.email}
    assert sent.title in [task.title for task in worklist.waiting_for(member)]
    page = as_user(member).get(sent.get_absolute_url()).content.decode()
    assert "Which example ministries?" in page


def test_asking_back_needs_words(as_user, area, lead, partner):
    sent = BegunActivityFactory.create(area=area, partner=partner, state="sent")

    answer = as_user(lead).post(address("activity_ask_back", sent), {"reason": " "})

    assert answer.status_code == 422
    assert Activity.objects.get().status == "sent"


def test_it_is_taken_back_before_the_lead_has_looked(as_user, area, member, partner):
    sent = BegunActivityFactory.create(area=area, partner=partner, state="sent")

    as_user(member).post(address("activity_take_back", sent))

    sent.refresh_from_db()
    assert (sent.status, sent.sent_at, sent.sent_by) == ("draft", None, None)


def test_nobody_acknowledges_for_the_lead(as_user, area, member, partner, secretariat):
    sent = BegunActivityFactory.create(area=area, partner=partner, state="sent")
    elsewhere = lead_of(AreaFactory.create())
    url = address("activity_acknowledge", sent)

    answers = {
        person: as_user(person).post(url).status_code
        for person in (member, secretariat, elsewhere)
    }

    assert answers == {member: 403, secretariat: 403, elsewhere: 404}
    assert Activity.objects.get().status == "sent"


def test_a_draft_is_deleted_by_its_partner_and_nothing_else_is(
    as_user, area, member, partner
):
    draft = BegunActivityFactory.create(area=area, partner=partner)
    active = BegunActivityFactory.create(area=area, partner=partner, state="active")
    client = as_user(member)

    client.post(address("activity_remove", draft), {"confirmed": "on"})
    client.post(address("activity_remove", active), {"confirmed": "on"})

    assert list(Activity.objects.all()) == [active]


# It ends ----------------------------------------------------------------------------------


def test_its_partner_ends_it_with_what_came_of_it(
    client, as_user, area, lead, member, partner
):
    active = BegunActivityFactory.create(area=area, partner=partner, state="active")
    facts = {"outcome": "Two example inventories are done.", "on": str(today())}

    as_user(member).post(address("activity_end", active), facts)

    active.refresh_from_db()
    assert (active.status, active.outcome) == ("ended", facts["outcome"])
    assert readers("activity_ended") == {lead.email}
    assert facts["outcome"] in client.get(active.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("on", "said"),
    [(str(today() + timedelta(days=1)), "still to come"), ("2025-12-31", "had not begun")],
)
def test_it_ends_neither_in_the_future_nor_before_it_began(
    as_user, area, member, partner, on, said
):
    active = BegunActivityFactory.create(area=area, partner=partner, state="active")

    answer = as_user(member).post(
        address("activity_end", active), {"outcome": "Example.", "on": on}
    )

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Activity.objects.get().status == "active"


@pytest.mark.parametrize(
    ("days", "stands"),
    [
        ({"starts_on": today() + timedelta(days=9)}, "ahead"),
        ({"starts_on": today()}, "under_way"),
        ({"starts_on": date(2026, 1, 1), "ends_on": date(2026, 1, 2)}, "ended"),
    ],
)
def test_it_is_active_from_its_first_day_and_over_after_its_last(
    area, partner, days, stands
):
    BegunActivityFactory.create(area=area, partner=partner, state="active", **days)

    assert Activity.objects.with_standing().get().standing == stands


def test_a_joint_partner_says_that_it_does_not_carry_it_out(as_user, area, member, partner):
    joint = MembershipFactory.create(area=area).partner
    speaker = speaker_of(joint)
    active = BegunActivityFactory.create(
        area=area, partner=partner, joint=[joint], state="active"
    )
    url = address("activity_decline", active)

    as_user(speaker).post(url, {"partner": joint.pk})

    assert active.parts.get().declined_by == speaker
    assert member.email in readers("activity_declined")
    names = as_user(speaker).get(active.get_absolute_url()).context["joint"]
    assert names == []
    assert as_user(speaker).post(url, {"partner": joint.pk}).status_code == 403
    assert as_user(member).post(url, {"partner": joint.pk}).status_code == 403


def test_a_no_stays_when_the_partner_is_left_out_and_named_again(
    as_user, area, member, partner
):
    joint = MembershipFactory.create(area=area).partner
    speaker = speaker_of(joint)
    draft = BegunActivityFactory.create(area=area, partner=partner, joint=[joint])
    activities.decline(draft, partner=joint, by=speaker)
    writer, url = as_user(member), address("activity_change", draft)
    before = writer.get(url).context["form"]["joint"].value()
    left_out = writer.post(url, filled(writer, url, joint=""))

    answer = writer.post(url, filled(writer, url, joint=joint.full_name))

    assert (before, left_out.status_code, answer.status_code) == ("", 302, 422)
    assert "has said that it does not carry it out" in answer.content.decode()
    assert draft.parts.get().declined_by == speaker


def test_the_act_asks_nobody_anew_who_said_no(area, member, partner):
    joint = MembershipFactory.create(area=area).partner
    speaker = speaker_of(joint)
    draft = BegunActivityFactory.create(area=area, partner=partner, joint=[joint])
    activities.decline(draft, partner=joint, by=speaker)
    form = ActivityForm(typed(joint=""), instance=draft, area=area)
    form.is_valid()

    activities.change(draft, facts=form.facts, by=member)
    activities.change(draft, facts=form.facts | {"joint": [joint]}, by=member)

    assert draft.parts.get().declined_by == speaker


def test_a_partner_is_not_declined_twice(area, partner):
    joint = MembershipFactory.create(area=area).partner
    speaker = speaker_of(joint)
    active = BegunActivityFactory.create(
        area=area, partner=partner, joint=[joint], state="active"
    )
    activities.decline(active, partner=joint, by=speaker)

    with pytest.raises(RuleRefusedError, match="not named any more"):
        activities.decline(active, partner=joint, by=speaker)


def test_visitors_read_the_history_from_its_publication_on(
    client, as_user, area, lead, member, partner
):
    joint = MembershipFactory.create(area=area).partner
    speaker = speaker_of(joint)
    draft = BegunActivityFactory.create(area=area, partner=partner, joint=[joint])
    activities.send(draft, by=member)
    activities.ask_back(draft, question="Which example?", by=lead)
    activities.decline(draft, partner=joint, by=speaker)
    activities.send(draft, by=member)
    activities.acknowledge(draft, by=lead)
    whole = ["acknowledged", "sent", "declined", "asked_back", "sent"]
    url = draft.get_absolute_url()

    read = {
        reader: [
            entry.kind.removeprefix("activity.") for entry in each.get(url).context["trail"]
        ]
        for reader, each in [
            ("visitor", client),
            ("stranger", as_user(member_of(area))),
            ("declined", as_user(speaker)),
            ("partner", as_user(member)),
            ("lead", as_user(lead)),
        ]
    }

    assert read == {
        **{reader: ["acknowledged"] for reader in ("visitor", "stranger", "declined")},
        "partner": whole,
        "lead": whole,
    }


def test_the_history_says_of_an_active_one_what_is_true_on_any_day(client, area, lead):
    sent = BegunActivityFactory.create(area=area, state="sent")
    activities.acknowledge(sent, by=lead)

    page = client.get(sent.get_absolute_url()).content.decode()

    assert "Activity acknowledged" in page
    assert ">Active<" not in page


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"starts_on": date(2026, 2, 1), "ends_on": date(2026, 9, 1)}, "2026"),
        ({"starts_on": date(2026, 2, 1), "ends_on": date(2027, 1, 1)}, "2026–2027"),
        ({"starts_on": date(2026, 2, 1)}, "2026–"),
        ({}, "–"),
    ],
)
def test_one_year_is_said_once(days, said):
    assert Activity(**days).years == said


def test_what_is_needed_to_send_is_not_called_optional(as_user, area, member):
    url = reverse("areas:activity_begin", args=[area.slug])

    form = as_user(member).get(url).context["form"]

    assert form.fields["summary"].mark_optional is False
    assert form["summary"].help_text == (
        "Needed before you send it. What is done, how, and for whom."
    )


# Rights and guards ------------------------------------------------------------------------


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("state", ["draft", "sent", "active", "ended"])
def test_strangers_and_visitors_take_no_step(area, partner, step, state):
    activity = BegunActivityFactory.create(area=area, partner=partner, state=state)
    permission = getattr(permissions, f"can_{step}")

    assert not permission(UserFactory.create(), activity)
    assert not permission(AnonymousUser(), activity)


def test_each_step_waits_for_its_state(area, lead, member, partner):
    made = {
        state: BegunActivityFactory.create(area=area, partner=partner, state=state)
        for state in ("draft", "sent", "active", "ended")
    }

    possible = {
        state: permissions.ACTIVITY.possible(member, activity)
        | permissions.ACTIVITY.possible(lead, activity)
        for state, activity in made.items()
    }

    assert possible == {
        "draft": {"activity_change", "activity_send", "activity_remove"},
        "sent": {"activity_take_back", "activity_acknowledge", "activity_ask_back"},
        "active": {"activity_end"},
        "ended": set(),
    }


def test_in_a_closed_or_proposed_area_nothing_begins(area):
    person = member_of(area)
    for status in ("closed", "proposed"):
        area.status = status

        assert not permissions.can_activity_begin(person, area)
        assert permissions.can_activity_begin.otherwise(area).clause == "A1-6a-i"


@pytest.mark.parametrize(
    "change",
    [
        {"status": "active"},
        {"kind": "nonsense"},
        {"kind": ""},
        {"sdg_targets": ["1.1"]},
        {"tags": ["nonsense"]},
        {"articles": [99]},
        {"ends_on": date(2025, 1, 1)},
        {"outcome": "Example."},
    ],
)
def test_the_database_refuses_what_cannot_be(draft, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=draft.pk).update(**change)


# Counted once -----------------------------------------------------------------------------


def listed(client, **asked):
    page = client.get(reverse("areas:activity_list"), asked).context["page"]
    return [activity.title for activity in page]


def test_an_activity_shared_by_areas_counts_once(client, area, partner):
    shared = AreaFactory.create()
    active = BegunActivityFactory.create(area=area, partner=partner, state="active")
    active.also_in.add(shared)

    lists = [
        listed(client),
        listed(client, area=area.slug),
        listed(client, area=shared.slug),
    ]

    assert lists == [[active.title]] * 3
    assert active.title in client.get(shared.get_absolute_url()).content.decode()


def twins(area, partner):
    first = BegunActivityFactory.create(
        partner=partner, title="Same example", state="active"
    )
    second = BegunActivityFactory.create(
        area=area, partner=partner, title="same EXAMPLE", state="active"
    )
    return first, second


def test_the_lead_is_asked_whether_two_of_one_title_are_one(
    client, as_user, area, lead, partner
):
    first, second = twins(area, partner)
    page = as_user(lead).get(second.get_absolute_url())

    tasks = [task.title for task in worklist.waiting_for(lead)]
    as_user(lead).post(address("activity_count_once", second))

    second.refresh_from_db()
    assert page.context["twin"] == first
    assert second.title in tasks
    assert second.counted_with == first
    assert listed(client) == [first.title]
    assert listed(client, area=area.slug) == [first.title]
    assert second.title not in [task.title for task in worklist.waiting_for(lead)]


def test_two_that_are_not_one_are_asked_about_no_more(client, as_user, area, lead, partner):
    _first, second = twins(area, partner)

    as_user(lead).post(address("activity_count_apart", second))
    again = as_user(lead).post(address("activity_count_apart", second))

    assert len(listed(client)) == 2
    assert not Activity.objects.asked_about().exists()
    assert again.status_code == 302


def test_of_the_other_one_it_is_said_that_it_is_settled(as_user, area, lead, partner):
    first, second = twins(area, partner)
    other_lead = lead_of(first.area)
    early = not_active.why_nothing_is_asked(first).messages[0]
    activities.count_apart(second, by=lead)

    answer = as_user(other_lead).post(address("activity_count_apart", first), follow=True)

    page = answer.content.decode()
    assert "asked on the page of the newer" in early
    assert "settled already whether the two are one" in page
    assert "No other area has an activity" not in page


# Known from reports -----------------------------------------------------------------------


def test_what_only_a_report_tells_is_public_once_it_is_accepted(client):
    told = ProgressReportFactory.create(state="submitted").reported_activities.get()
    before = listed(client)
    accepted = ProgressReportFactory.create(state="accepted").reported_activities.get()

    activity = Activity.objects.with_standing().get(pk=accepted.activity_id)
    page = client.get(activity.get_absolute_url()).content.decode()

    assert before == []
    assert listed(client) == [accepted.activity.title]
    assert (activity.status, activity.standing) == ("reported", "under_way")
    assert activity.acknowledged_at is None
    assert accepted.result in page
    assert client.get(told.activity.get_absolute_url()).status_code == 404


def test_of_one_told_in_other_words_the_newest_counts(client):
    report = ProgressReportFactory.create(state="accepted")
    first = report.reported_activities.get().activity
    later = ProgressReportFactory.create(
        partner=report.partner, area=report.area, state="accepted"
    )
    second = later.reported_activities.get().activity

    Activity.objects.filter(pk=second.pk).update(continues=first)

    assert listed(client) == [second.title]


def test_what_a_lead_acknowledged_counts_before_the_words_of_a_report(
    client, area, partner
):
    active = BegunActivityFactory.create(area=area, partner=partner, state="active")
    report = ProgressReportFactory.create(partner=partner, area=area, state="accepted")
    told = report.reported_activities.get().activity

    Activity.objects.filter(pk=told.pk).update(continues=active)

    assert listed(client) == [active.title]
    assert (
        report.get_absolute_url() in client.get(active.get_absolute_url()).content.decode()
    )


def test_reported_ones_take_no_step(area, lead, member, partner):
    activity = ActivityFactory.create(area=area, partner=partner)

    assert permissions.ACTIVITY.possible(lead, activity) == set()
    assert permissions.ACTIVITY.possible(member, activity) == set()


# The list ---------------------------------------------------------------------------------


@pytest.fixture
def several(area, partner):
    ghana = CountryFactory.create(iso2="GH")
    one = BegunActivityFactory.create(
        area=area,
        partner=partner,
        title="Example inventory of Ghana",
        kind="inventory",
        tags=["unido"],
        sdg_targets=["12.4"],
        articles=[7],
        countries=[ghana],
        state="active",
    )
    other = BegunActivityFactory.create(
        title="Example campaign", kind="campaign", priorities=["g"], state="ended"
    )
    return one, other


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "inventory"}, [0]),
        ({"kind": "campaign"}, [1]),
        ({"tag": "unido"}, [0]),
        ({"country": "GH"}, [0]),
        ({"group": "developing"}, [0]),
        ({"target": "12.4"}, [0]),
        ({"article": "7"}, [0]),
        ({"priority": "g"}, [1]),
        ({"state": "ended"}, [1]),
        ({"state": "under_way"}, [0]),
        ({"year": "2026"}, [1, 0]),
        ({"year": "2024"}, []),
        ({"q": "nothing like it"}, []),
    ],
)
def test_each_filter_leaves_what_fits(client, several, asked, found):
    assert listed(client, **asked) == [several[number].title for number in found]


def test_it_is_filtered_by_partner_and_area(client, several, area, partner):
    one, _other = several

    assert listed(client, partner=partner.slug) == [one.title]
    assert listed(client, partner=partner.name) == [one.title]
    assert listed(client, area=area.slug) == [one.title]


def test_a_filter_that_nobody_understands_is_named(client, several):
    page = client.get(reverse("areas:activity_list"), {"kind": "nonsense", "page": "x"})

    assert page.status_code == 200
    assert page.context["form"].left_out


# In the next report -----------------------------------------------------------------------


def test_the_report_of_the_period_offers_what_ran_in_it(as_user, area, member, partner):
    cycle = CycleFactory.create()
    active = BegunActivityFactory.create(
        area=area, partner=partner, state="active", starts_on=cycle.first_day
    )
    BegunActivityFactory.create(
        area=area,
        partner=partner,
        state="active",
        starts_on=cycle.last_day + timedelta(days=1),
    )
    BegunActivityFactory.create(area=area, partner=partner, starts_on=cycle.first_day)

    report = progress.start(cycle, partner, area, by=member)

    [row] = report.unfinished["activities"]
    assert (row["activity"], row["title"]) == (str(active.pk), active.title)
    page = as_user(member).get(report.get_absolute_url() + "edit/")
    assert page.status_code in (200, 404)


def test_a_report_neither_changes_nor_removes_what_a_lead_acknowledged(
    area, member, partner
):
    cycle = CycleFactory.create()
    active = BegunActivityFactory.create(
        area=area, partner=partner, state="active", starts_on=cycle.first_day
    )
    report = progress.start(cycle, partner, area, by=member)
    row = {**report.unfinished["activities"][0], "result": "Example result."}

    progress.save(report, typed=progress.Typed(activities=[row]))
    progress.save(
        report, typed=progress.Typed(activities=[{**row, "title": "Other words"}])
    )
    [told] = [row.activity for row in report.reported_activities.all()]
    progress.save(report, typed=progress.Typed())

    active.refresh_from_db()
    assert told.continues == active
    assert active.title != "Other words"
    assert list(Activity.objects.all()) == [active]


@pytest.mark.parametrize(
    "url", ["/activities/", "/activities/?kind=pilot", "/api/v1/activities"]
)
def test_many_activities_ask_the_database_as_little_as_few(
    client, area, url, django_assert_max_num_queries
):
    for number in range(12):
        BegunActivityFactory.create(
            area=area,
            joint=[PartnerFactory.create(participation=None)],
            countries=[CountryFactory.create(iso2=["GH", "PE", "KE"][number % 3])],
            state="active",
        )

    with django_assert_max_num_queries(6):
        answer = client.get(url)

    assert answer.status_code == 200
