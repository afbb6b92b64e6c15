"""How areas, lead terms, plans and comments are arranged, and how their acts are called."""

import hashlib
from datetime import date, timedelta
from types import SimpleNamespace

from django.http import QueryDict
from django.utils import timezone

from areas import permissions, scheduled
from areas.actions import (
    activities,
    areas,
    comments,
    companions,
    figures,
    files,
    imports,
    leads,
    memberships,
    milestones,
    own_efforts,
    plans,
    removals,
    row_tables,
    rows,
    sections,
    suggestions,
    tasks,
    topics,
    translations,
    welcomes,
)
from areas.actions.row_tables import Source
from areas.actions.translations import Translated
from areas.annex2 import BY_KEY
from areas.forms.row_kinds import KINDS
from areas.forms.row_tables import PasteForm
from areas.models import (
    AreaMembership,
    FirstStep,
    LeadTerm,
    Milestone,
    MilestoneNote,
    PlanImport,
    SectionText,
    TopicArea,
)
from areas.models.terms import designation as about_lead
from areas.reading import removed as removed_rows
from areas.reading import wordings
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.documents.checks import Checked
from gmp_portal.exchange.word.file_lines import Line, WordLines
from gmp_portal.meetings.models import Meeting
from gmp_portal.website.actions import announcements
from tests.acts import scenes_activities
from tests.acts.scene import (
    PAST,
    REASON,
    Call,
    Scene,
    Scenes,
    lacking,
    officers,
    with_argument,
    with_made,
)
from tests.acts.unsaved import fields_of
from tests.before_rule import as_they_were, before_rule, never_kept
from tests.factories.areas import (
    PICTURE,
    AreaFactory,
    CommentFactory,
    CompanionFactory,
    ConvenerFactory,
    EffortCallFactory,
    EffortFactory,
    LeadTermFactory,
    MembershipFactory,
    ObjectiveFactory,
    PlanFactory,
    SuggestionFactory,
    TaskFactory,
    TopicFactory,
    adopted_decision,
    advance,
    lead_of,
    member_of,
)
from tests.factories.meetings import BodyFactory, DecisionFactory, MeetingFactory
from tests.factories.partners import PartnerFactory, RepresentativeFactory
from tests.factories.reporting import ActivityFactory

UPLOAD = Checked(b"%PDF-1.7 sample", "sample.pdf", "application/pdf")
DRAWN = Checked(PICTURE, "mines.png", "image/png")


def people_of(area):
    """Who leads the area and works in it, who did once, and who belongs elsewhere."""
    people = officers()
    people["lead"] = lead_of(area)
    people["former_lead"] = LeadTermFactory.create(area=area, period=PAST).person
    people["member"] = member_of(area)
    left = MembershipFactory.create(
        area=area, since=date(2020, 1, 1), until=date(2021, 1, 1)
    )
    people["former_member"] = RepresentativeFactory.create(partner=left.partner).person
    silent = MembershipFactory.create(area=area, partner__status="inactive")
    people["silent_member"] = RepresentativeFactory.create(partner=silent.partner).person
    people["former_speaker"] = RepresentativeFactory.create(
        partner=people["member"].representatives.get().partner, period=PAST
    ).person
    people["outsider"] = RepresentativeFactory.create().person
    people["other_lead"] = lead_of(AreaFactory.create())
    return people


def partner_of(person):
    return person.representatives.get().partner


# Areas and who leads them --------------------------------------------------------------


def idea(_name):
    return Scene(None, officers())


def area(name):
    record = AreaFactory.create(status=name)
    people = people_of(record)
    membership = record.memberships.get(partner=partner_of(people["member"]))
    others = {"membership": membership, "meeting": convened_meeting}
    return Scene(record, people, others)


def convened_meeting(scene):
    return Meeting.objects.get(body=scene.record.body, status="convened")


def area_with_interim(_name):
    record = AreaFactory.create()
    people = officers() | {"interim": lead_of(record, interim=True)}
    return Scene(record, people | {"member": member_of(record)})


def activity(name):
    """An activity with an earlier one of the same partner and area."""
    earlier = ActivityFactory.create()
    again = {"partner": earlier.partner, "area": earlier.area}
    record = ActivityFactory.create(
        **again,
        continues=earlier if name == "joined" else None,
        stands_apart=name == "apart",
    )
    return Scene(record, officers(), {"earlier": earlier})


def topic(name):
    """A topic of an area whose member may convene it; ``convened`` is it by somebody else."""
    record = AreaFactory.create()
    people = people_of(record)
    made = TopicFactory.create(
        with_areas=[record],
        status="closed" if name == "closed" else "open",
        begun_on=date(2023, 1, 1),
    )
    if name == "convened":
        ConvenerFactory.create(topic=made, person=people["officer"])
    plan = PlanFactory.create(area=record, complete=True)
    return Scene(made, people, {"area": record, "key": plan.efforts.first().key})


def area_of_topic(name):
    record = AreaFactory.create()
    people = people_of(record)
    status = "closed" if name == "of_closed_topic" else "open"
    tie = TopicFactory.create(with_areas=[record], status=status).ties.get()
    if name != "without_plan":
        PlanFactory.create(area=record)
    if name == "taken_out":
        tie.until = today()
        tie.save(update_fields=["until"])
    return Scene(tie, people)


TOPIC = {
    "names": {"en": "Example matter"},
    "abouts": {"en": "What several areas do."},
}


def new_topic(_scene):
    facts = {"slug": "example-matter", "areas": [AreaFactory.create()], "since": today()}
    return TOPIC | facts


def other_words(scene):
    return TOPIC | {"areas": [scene.area, AreaFactory.create()], "since": today()}


def worked_on_it_already(scene):
    area = AreaFactory.create()
    TopicArea.objects.create(
        topic=scene.record, area=area, since=date(2023, 1, 1), until=today()
    )
    scene.changes |= {"areas": [scene.area, area], "since": date(2024, 1, 1)}


def closed_area(_scene):
    return [AreaFactory.create(status="closed")]


def convening(scene):
    """Days before anybody convened it."""
    return {
        "person": scene.member,
        "partner": partner_of(scene.member),
        "since": date(2024, 1, 1),
        "until": date(2024, 12, 31),
    }


def last_meeting_today(scene):
    MeetingFactory.create(
        body=scene.record.body, status="held", starts_on=today(), ends_on=today()
    )


def welcome_to(scene):
    """A partner joined yesterday, and a meeting of the area is convened."""
    MembershipFactory.create(area=scene.record, since=today() - timedelta(days=1))
    return {"meeting": MeetingFactory.create(body=scene.record.body, convened=True)}


def first_step(scene):
    return {"partner": partner_of(scene.member), "step": "contact", "person": scene.member}


def step_taken(scene):
    FirstStep.objects.create(membership=scene.membership, step="plan", done_by=scene.member)
    return {"partner": partner_of(scene.member), "step": "plan"}


EARLIER = days(date(2022, 1, 1), date(2023, 1, 1))
PERIODS = {
    "running": lambda: days(today() - timedelta(days=100), today() + timedelta(days=400)),
    "ending": lambda: days(today() - timedelta(days=100), today() + timedelta(days=30)),
    "ended": lambda: days(today() - timedelta(days=100), today() - timedelta(days=5)),
}


def lead_term(name):
    record = AreaFactory.create()
    people = people_of(record)
    term = LeadTerm.objects.get(person=people["lead"])
    term.period = PERIODS[name]()
    term.save()
    return Scene(term, people, {"area": record})


def agreed_on(scene, person):
    """A decision of the area that this person leads it."""
    return adopted_decision(scene.record.body, about=about_lead(scene.record, person))


def of_another_term(scene):
    """The decision on which an earlier term of the same person rests."""
    decision = agreed_on(scene, scene.member)
    LeadTermFactory.create(
        area=scene.record, person=scene.member, period=EARLIER, decision=decision
    )
    return decision


def designation(scene):
    lead = scene.people.get("lead")
    term = LeadTerm.objects.get(person=lead) if lead else None
    return {
        "person": scene.member,
        "partner": partner_of(scene.member),
        "kind": "lead",
        "starts_on": term.ends_on + timedelta(days=1) if term else today(),
        "decision": agreed_on(scene, scene.member),
    }


def record_of_lead(scene):
    return designation(scene) | {"decision": None, "reason": REASON}


def proposal(_scene):
    return {
        "slug": "example-proposal",
        "names": {"en": "Example proposal"},
        "objective": "Use less mercury.",
        "priorities": ["c"],
    }


def advisory_decision(scene):
    about = scene.record.establishment
    return {"decision": DecisionFactory.create(adopted=True, about=about)}


def beside_the_group(scene):
    BodyFactory.create(pag=True)
    return (scene.record,)


def drafted_establishment(scene):
    return areas.draft_decision(*beside_the_group(scene), by=scene.officer)


def recorded_before(scene):
    return before_rule(DecisionFactory.create(adopted=True))


def to_its_partners(_scene):
    texts = {"en": {"subject": "A meeting", "text": "Please come."}}
    named = {"title": "Meeting", "audience": "speakers", "needs_action": True}
    return {"values": named | {"texts": texts}}


AREA_CALLS = {
    "idea.propose": Call(areas.propose, proposal, first=lambda scene: ()),
    "area.draft_decision": Call(areas.draft_decision, first=beside_the_group),
    "area.draft_lead_decision": Call(
        leads.draft_decision, lambda scene: {"person": scene.member}
    ),
    "area.announce": Call(announcements.start_for_area, to_its_partners),
    "area.establish": Call(areas.establish, advisory_decision),
    "area.close": Call(areas.close, lambda scene: {"reason": REASON}),
    "area.join": Call(
        memberships.join, lambda scene: {"partner": partner_of(scene.outsider)}
    ),
    "area.leave": Call(
        memberships.leave, lambda scene: {"partner": partner_of(scene.member)}
    ),
    "area.designate_lead": Call(leads.designate, designation),
    "area.record_lead": Call(leads.designate, record_of_lead),
    "area_with_interim.designate_lead": Call(leads.designate, designation),
    "idea.start_topic": Call(topics.start, new_topic, first=lambda _scene: ()),
    "topic.change": Call(topics.change, other_words),
    "topic.close": Call(topics.close, lambda _scene: {"reason": REASON}),
    "topic.name_convener": Call(topics.name_convener, convening),
    "topic.end_convener": Call(topics.end_convener),
    "topic.mark": Call(
        topics.mark,
        lambda scene: {"keys": [scene.key]},
        first=lambda scene: (scene.record, scene.area),
    ),
    "area.save_welcome": Call(
        welcomes.save,
        lambda _scene: {"text": "Welcome."},
        first=lambda scene: (scene.record, "en"),
    ),
    "area.put_welcome_on_agenda": Call(welcomes.put_on_agenda, welcome_to),
    "area.take_step": Call(welcomes.take_step, first_step),
    "area.open_step": Call(welcomes.open_step, step_taken),
    "area.start_plan": Call(
        plans.start,
        lambda scene: {
            "title": "Example plan",
            "period_from": date(2026, 1, 1),
            "period_to": date(2027, 12, 31),
        },
    ),
    "activity.join": Call(
        activities.join, lambda scene: {"earlier": scene.others["earlier"]}
    ),
    "activity.keep_apart": Call(activities.keep_apart),
    "lead_term.end": Call(leads.end, lambda scene: {"reason": REASON}),
    "lead_term.close_by_clock": Call(
        scheduled.close_terms, first=lambda scene: (today(),), names_actor=False
    ),
    "lead_term.announce_by_clock": Call(
        scheduled.announce_ends, first=lambda scene: (today(),), names_actor=False
    ),
}


def drafted(scene):
    return DecisionFactory.create(body=scene.record.body)


def earlier_activity(scene, **changes):
    """The earlier activity, moved to another partner or area."""
    changes.setdefault("partner", PartnerFactory.create(participation=None))
    changes.setdefault("area", AreaFactory.create())
    earlier = scene.others["earlier"]
    for name, value in changes.items():
        setattr(earlier, name, value)
    earlier.save()
    return earlier


def inactive_partner(_scene):
    return PartnerFactory.create(status="inactive", participation=None)


def busy_member(scene):
    start = designation(scene)["starts_on"]
    LeadTermFactory.create(
        area=scene.record,
        person=scene.member,
        interim=True,
        period=days(start, start + timedelta(days=9)),
    )
    # An interim lead would go when a lead comes; a co-lead is another matter.
    scene.changes["kind"] = "interim"


AREA_GUARDS = {
    "idea.start_topic: no areas": with_argument(areas=[]),
    "idea.start_topic: a closed area": with_made("areas", closed_area),
    "idea.start_topic: a short name that is taken": lambda scene: TopicFactory.create(
        slug="example-matter"
    ),
    "topic.change: no areas": with_argument(areas=[]),
    "topic.change: a closed area": with_made("areas", closed_area),
    "topic.change: before it began": with_argument(since=date(2022, 12, 31)),
    "topic.change: in days in which it worked": worked_on_it_already,
    "topic.name_convener: before it began": with_argument(since=date(2022, 12, 31)),
    "topic.name_convener: tomorrow": with_argument(
        since=today() + timedelta(days=1), until=None
    ),
    "topic.name_convener: ends before it begins": with_argument(until=date(2023, 12, 31)),
    "topic.name_convener: a stranger": with_made("person", lambda scene: scene.outsider),
    "topic.name_convener: of another partner": with_made(
        "partner", lambda scene: partner_of(scene.outsider)
    ),
    "topic.mark: an area that left it": lambda scene: scene.record.ties.update(
        until=today()
    ),
    "topic.name_convener: in the same days": lambda scene: ConvenerFactory.create(
        topic=scene.record, period=days(date(2024, 6, 1), date(2024, 7, 1))
    ),
    "topic.mark: an entry of another area": with_made(
        "keys", lambda scene: [PlanFactory.create(complete=True).efforts.first().key]
    ),
    "area.put_welcome_on_agenda: nobody new": last_meeting_today,
    "area.put_welcome_on_agenda: not convened": with_made(
        "meeting", lambda scene: MeetingFactory.create(body=scene.record.body)
    ),
    "area.put_welcome_on_agenda: of another body": with_made(
        "meeting", lambda _scene: MeetingFactory.create(convened=True)
    ),
    "area.take_step: a stranger": with_made("person", lambda scene: scene.outsider),
    "area.take_step: another partner": with_made(
        "partner", lambda scene: partner_of(scene.former_member)
    ),
    "area.open_step: open already": lambda scene: scene.changes.update(step="word"),
    "idea.propose: a short name that is taken": lambda _scene: BodyFactory.create(
        slug="example-proposal"
    ),
    "area.establish: not adopted": with_made(
        "decision", lambda scene: DecisionFactory.create()
    ),
    "area.establish: about another area": with_made(
        "decision",
        lambda scene: DecisionFactory.create(
            adopted=True, about=AreaFactory.create().establishment
        ),
    ),
    "area.establish: recorded before": with_made("decision", recorded_before),
    "area.draft_decision: drafted already": drafted_establishment,
    "area.draft_lead_decision: drafted already": lambda scene: leads.draft_decision(
        scene.record, person=scene.member, by=scene.officer
    ),
    "area.draft_lead_decision: no member": with_made(
        "person", lambda scene: scene.former_member
    ),
    "area.establish: by another body": with_made(
        "decision", lambda scene: adopted_decision(scene.record.body)
    ),
    "area.join: no confirmed partner": with_made("partner", inactive_partner),
    "area.join: joined already": with_made(
        "partner", lambda scene: partner_of(scene.member)
    ),
    "area.leave: not in the area": with_made(
        "partner", lambda scene: partner_of(scene.outsider)
    ),
    "area.leave: left already": with_made(
        "partner", lambda scene: partner_of(scene.former_member)
    ),
    "area.designate_lead: not adopted": with_made("decision", drafted),
    "area.designate_lead: by another area": with_made(
        "decision", lambda scene: adopted_decision(BodyFactory.create())
    ),
    "area.designate_lead: about another": with_made(
        "decision",
        lambda scene: agreed_on(scene, scene.lead),
    ),
    "area.designate_lead: for another term": with_made("decision", of_another_term),
    "area.designate_lead: another partner": with_made(
        "partner", lambda scene: partner_of(scene.lead)
    ),
    "area.designate_lead: no member": lambda scene: scene.changes.update(
        person=scene.former_member,
        partner=partner_of(scene.former_member),
        decision=agreed_on(scene, scene.former_member),
    ),
    "area.designate_lead: nobody speaks": lambda scene: scene.changes.update(
        person=scene.former_speaker, decision=agreed_on(scene, scene.former_speaker)
    ),
    "area.designate_lead: a term already": busy_member,
    "area.designate_lead: no place": with_made("starts_on", lambda scene: today()),
    "area.record_lead: no reason": with_argument(reason="  "),
    "area.start_plan: one is being written": lambda scene: PlanFactory.create(
        area=scene.record, number=1
    ),
    "activity.join: another partner": with_made(
        "earlier", lambda scene: earlier_activity(scene, area=scene.record.area)
    ),
    "activity.join: another area": with_made(
        "earlier", lambda scene: earlier_activity(scene, partner=scene.record.partner)
    ),
    "activity.join: entered later": with_made(
        "earlier",
        lambda scene: ActivityFactory.create(
            partner=scene.record.partner, area=scene.record.area
        ),
    ),
    "lead_term.end: longer than it was": with_made(
        "on", lambda scene: scene.record.ends_on + timedelta(days=1)
    ),
    "lead_term.announce_by_clock: told already": lambda scene: scheduled.announce_ends(
        today()
    ),
}

# Plans ---------------------------------------------------------------------------------


def plan(name):
    area = AreaFactory.create()
    people = people_of(area)
    others = {"area": area}
    if name != "published":
        others["earlier"] = PlanFactory.create(
            area=area, number=1, status="published", complete=False
        )
    record = PlanFactory.create(
        area=area, number=2, status=name, complete=True, started_by=people["lead"]
    )
    others["first_row"], others["second_row"], others["third_row"] = record.actions.all()
    return Scene(record, people, others)


def plan_in_question(name):
    scene = plan(name)
    decision_open(scene)
    scene.record.refresh_from_db()
    return scene


def comment(name):
    area = AreaFactory.create()
    people = people_of(area)
    people["contributor"] = RepresentativeFactory.create(
        partner=partner_of(people["member"]), role="contributor"
    ).person
    is_frozen = name.startswith("submitted")
    record = PlanFactory.create(area=area, started_by=people["lead"], complete=is_frozen)
    others = {"plan": record}
    dealt_with = {"resolved_at": timezone.now(), "resolved_by": people["lead"]}
    facts = {
        "dealt_with": dealt_with,
        "submitted_dealt_with": dealt_with,
        "withdrawn": {"withdrawn_at": timezone.now()},
    }
    remark = CommentFactory.create(
        plan=record, author=people["member"], text="Example comment.", **facts.get(name, {})
    )
    if name == "answered":
        CommentFactory.create(plan=record, author=people["lead"], answers=remark)
    if name == "answer":
        remark = CommentFactory.create(plan=record, author=people["member"], answers=remark)
    if name == "with_task":
        others["task"] = TaskFactory.create(
            comment=remark, person=people["lead"], given_by=people["lead"]
        )
    if is_frozen:
        advance(record, "under_review")
        remark.plan.refresh_from_db()
    return Scene(remark, people, others)


def comment_task(name):
    scene = comment("open")
    over = {
        "done": {"status": "done", "ended_at": timezone.now(), "ended_by": scene.lead},
        "taken_back": {
            "status": "taken_back",
            "ended_at": timezone.now(),
            "ended_by": scene.lead,
        },
    }
    task = TaskFactory.create(
        comment=scene.record,
        person=scene.contributor,
        given_by=scene.lead,
        due_on=today() + timedelta(days=1),
        given_at=timezone.now() - timedelta(days=20),
        **over.get(name, {}),
    )
    return Scene(task, scene.people, {"plan": scene.record.plan})


def suggestion(name):
    area = AreaFactory.create()
    people = people_of(area)
    record = PlanFactory.create(area=area, started_by=people["lead"], complete=True)
    over = {
        "status": name,
        "answer": REASON if name == "refused" else "",
        "settled_at": timezone.now(),
        "settled_by": people["lead"],
    }
    made = SuggestionFactory.create(
        plan=record,
        author=people["member"],
        partner=partner_of(people["member"]),
        **{} if name in ("open", "before_the_area") else over,
    )
    if name == "before_the_area":
        advance(record, "in_consensus")
        made.plan.refresh_from_db()
    return Scene(made, people, {"plan": record})


def effort_call(name):
    area = AreaFactory.create()
    people = people_of(area)
    partner = partner_of(people["member"])
    people["contributor"] = RepresentativeFactory.create(
        partner=partner, role="contributor"
    ).person
    record = PlanFactory.create(area=area, started_by=people["lead"], complete=True)
    other = partner_of(people["lead"])
    others = {"plan": record, "foreign": EffortFactory.create(plan=record, partner=other)}
    if name != "complete":
        others["effort"] = EffortFactory.create(plan=record, partner=partner)
    now = timezone.now()
    over = {"ended_at": now, "ended_by": people["lead"]}
    facts = {
        "complete": {"answer": "none", "answered_at": now, "answered_by": people["member"]},
        "before_the_area": over | {"status": "closed"},
        "taken_back": over | {"status": "taken_back"},
    }
    call = EffortCallFactory.create(
        plan=record,
        partner=partner,
        asked_by=people["lead"],
        asked_at=now - timedelta(days=20),
        due_on=today() + timedelta(days=1),
        **facts.get(name, {}),
    )
    if name == "left":
        AreaMembership.objects.filter(partner=partner).update(until=today())
    if name == "before_the_area":
        advance(record, "in_consensus")
        call.plan.refresh_from_db()
    return Scene(call, people, others)


def plan_asked(name):
    scene = plan(name)
    scene.others["call"] = EffortCallFactory.create(
        plan=scene.record, partner=partner_of(scene.member), asked_by=scene.lead
    )
    return scene


def asked_for_efforts(scene):
    return {
        "partners": [partner_of(scene.member)],
        "due_on": today() + timedelta(days=9),
    }


def own_effort(scene):
    partner = scene.record.partner
    effort = EffortFactory.build(plan=scene.plan, partner=partner, contact=scene.member)
    return {"form": form_of(effort)}


def foreign_effort(scene):
    return form_of(scene.foreign)


def taken_in(scene):
    seen = wordings.of_text(scene.record.plan, BY_KEY["I"]).token
    return {"text": scene.record.proposed, "seen": seen}


def other_wording(scene):
    return {
        "wording": wordings.find(scene.record, BY_KEY["I"], "text"),
        "proposed": "Other words.",
    }


def milestone(name):
    area = AreaFactory.create()
    people = people_of(area)
    record = PlanFactory.create(area=area, started_by=people["lead"], complete=True)
    member = people["member"]
    record.efforts.update(partner=partner_of(member), participant="", contact=member)
    if name != "of_draft":
        advance(record, "published")
    step = Milestone.objects.get(effort__plan=record)
    if name == "reached":
        MilestoneNote.objects.create(
            key=step.key, kind="reached", day=today(), noted_by=people["lead"]
        )
    return Scene(step, people, {"plan": record})


def milestone_near(_name):
    scene = milestone("open")
    MilestoneNote.objects.create(
        key=scene.record.key,
        kind="moved",
        day=today() + timedelta(days=7),
        moved_from=scene.record.due_on,
        words=REASON,
        noted_by=scene.lead,
    )
    return scene


def review_near(_name):
    """A plan in force that is to be reviewed in a month."""
    area = AreaFactory.create()
    people = people_of(area)
    record = PlanFactory.create(area=area, started_by=people["lead"], complete=True)
    record.next_review_on = today() + timedelta(days=30)
    record.save(update_fields=["next_review_on"])
    return Scene(advance(record, "published"), people)


def companion(name):
    scene = plan("draft")
    record = CompanionFactory.create(plan=scene.record)
    if name == "of_sent":
        advance(scene.record, "agreed")
    return Scene(record, scene.people, {"plan": scene.record})


def budget(_scene):
    return {
        "upload": UPLOAD,
        "title": "Example budget",
        "language": "en",
        "is_public": True,
    }


def in_french(scene):
    title = scene.record.title
    words = Translated("Plan exemple", hashlib.sha256(title.encode()).hexdigest())
    return {"language": "fr", "texts": {"title": words}}


def budget_there(scene):
    CompanionFactory.create(plan=scene.record, title="Example budget")


def many_companions(scene):
    CompanionFactory.create_batch(10, plan=scene.record)


def translated_already(scene):
    given = in_french(scene)
    translations.write(scene.record, by=scene.lead, **given)


SUMMARY = (
    Line("paragraph", "I. Summary of the issue", is_bold=True),
    Line("paragraph", "Why it matters."),
)


def plan_import(name):
    area = AreaFactory.create()
    people = people_of(area)
    plan = PlanFactory.create(area=area, started_by=people["lead"])
    done = {"done_by": people["lead"], "done_at": timezone.now()}
    record = PlanImport.objects.create(
        plan=plan,
        name="example.docx",
        status=name,
        read=WordLines(SUMMARY).to_data(),
        begun_by=people["lead"],
        **done if name == "put_in" else {},
    )
    return Scene(record, people, {"plan": plan, "file": record})


def settling(_scene):
    return {"version": 1, "settled": {"2": "out"}, "chosen": {}, "mended": {}}


def putting_in(scene):
    return {"version": 1, "seen": scene.record.plan.changed_at}


def with_lines(*lines):
    """A guard: the file says something else."""

    def arrange(scene):
        scene.record.read = WordLines(lines).to_data()
        scene.record.save()

    return arrange


def form_of(row):
    names = {field.name for field in row._meta.fields} - {"id", "plan", "position", "key"}
    return SimpleNamespace(
        instance=row,
        fields=dict.fromkeys(names),
        save=lambda **_named: row,
        save_m2m=lambda: None,
        has_changed=lambda: bool(fields_of(row)),
    )


def other_words(scene):
    row = scene.first_row
    row.title = "Other words."
    return {"form": form_of(row)}


def new_row(scene):
    return {"form": form_of(ObjectiveFactory.build(plan=scene.record))}


def pasted_rows(scene):
    """Two rows of a table, as they were shown before they are taken in."""
    form = PasteForm(
        {"text": "Example Fund\tDonor\nOther Fund\tDonor"}, kind=KINDS["donors"]
    )
    form.full_clean()
    seen = form.lines(scene.record, QueryDict()).digest
    sent = QueryDict(f"seen={seen}&take_in=1")
    return {"make": lambda: form.lines(scene.record, sent), "source": Source.PASTE}


def taken_out(plan, row, by):
    """A row that was removed from a plan, written down as its act does."""
    kind = removals.kind_of(row)
    removals.keep(plan, row, by=by)
    if plan.is_editable:
        type(row).objects.filter(pk=row.pk).delete()
    return removed_rows.find(plan, kind, row.pk)


def removed_row(scene):
    return {"kept": taken_out(scene.record, scene.first_row, scene.lead)}


def milestone_without_effort(scene):
    effort = scene.record.efforts.get()
    kept = taken_out(scene.record, effort.milestones.get(), scene.lead)
    effort.delete()
    return kept


def row_back_already(scene):
    kept = taken_out(scene.record, scene.second_row, scene.lead)
    removals.put_back(scene.record, kept)
    return kept


def frame(_scene):
    return {
        "title": "Example title",
        "language": "fr",
        "period_from": date(2026, 1, 1),
        "period_to": date(2027, 12, 31),
        "status_note": "Example note.",
    }


PLAN_CALLS = {
    "plan.save_row": Call(rows.save, new_row),
    "plan.take_in_rows": Call(row_tables.take_in, pasted_rows),
    "plan.change_row": Call(rows.save, other_words),
    "plan.duplicate_row": Call(rows.duplicate, lambda scene: {"row": scene.first_row}),
    "plan.remove_row": Call(rows.remove, lambda scene: {"row": scene.first_row}),
    "plan.bring_back_row": Call(rows.bring_back, removed_row),
    "plan.move_row": Call(rows.move, lambda scene: {"row": scene.third_row, "up": True}),
    "plan.add_figure": Call(figures.add, lambda scene: {"section": "I", "upload": DRAWN}),
    "plan.save_text": Call(
        sections.save_text,
        lambda scene: {"section": "I", "text": "Other words."},
    ),
    "plan.set_review_date": Call(
        sections.set_review_date, lambda scene: {"day": date(2027, 1, 1)}
    ),
    "plan.change_frame": Call(plans.change_frame, frame),
    "plan.add_companion": Call(companions.add, budget),
    "companion.remove": Call(companions.remove),
    "plan.translate": Call(translations.write, in_french),
    "plan.make_file": Call(files.make, lambda _scene: {"kind": "docx", "language": "en"}),
    "plan.begin_import": Call(
        imports.begin, lambda scene: {"lines": WordLines(SUMMARY), "name": "example.docx"}
    ),
    "plan_import.settle": Call(imports.settle, settling),
    "plan_import.put_in": Call(imports.put_in, putting_in),
    "plan_import.discard": Call(imports.discard),
    "plan.comment": Call(
        comments.write, lambda scene: {"section": "I", "text": "Example comment."}
    ),
    "comment.resolve": Call(comments.resolve),
    "milestone_near.remind": Call(
        scheduled.remind_of_milestones, first=lambda scene: (today(),), names_actor=False
    ),
    "review_near.remind": Call(
        scheduled.remind_of_reviews, first=lambda scene: (today(),), names_actor=False
    ),
    "milestone.reach": Call(milestones.reach, lambda scene: {"on": today()}),
    "milestone.move": Call(
        milestones.move,
        lambda scene: {"to": today() + timedelta(days=90), "words": REASON},
    ),
    "milestone.reopen": Call(milestones.reopen, lambda scene: {"words": REASON}),
    "comment.resolve_with_task": Call(comments.resolve),
    "comment.reopen": Call(comments.reopen),
    "comment.reply": Call(comments.reply, lambda scene: {"text": "Example answer."}),
    "comment.edit": Call(comments.edit, lambda scene: {"text": "Other words."}),
    "comment.withdraw": Call(comments.withdraw),
    "comment.give_task": Call(
        comments.give_task,
        lambda scene: {
            "person": scene.member,
            "what": "Name the sources.",
            "due_on": today() + timedelta(days=9),
        },
    ),
    "plan.suggest": Call(suggestions.make, other_wording),
    "suggestion.accept": Call(suggestions.accept, taken_in),
    "suggestion.adapt": Call(
        suggestions.accept, lambda scene: taken_in(scene) | {"text": "Still other words."}
    ),
    "suggestion.refuse": Call(suggestions.refuse, lambda scene: {"reason": REASON}),
    "suggestion.withdraw": Call(suggestions.withdraw),
    "plan.ask_for_efforts": Call(own_efforts.ask, asked_for_efforts),
    "plan_asked.send_to_area": Call(plans.send),
    "effort_call.save_effort": Call(own_efforts.save, own_effort),
    "effort_call.remove_effort": Call(
        own_efforts.remove,
        lambda scene: {"effort": scene.others.get("effort") or scene.foreign},
    ),
    "effort_call.answer": Call(own_efforts.answer, lambda _scene: {"said": "complete"}),
    "effort_call.resume": Call(own_efforts.resume),
    "effort_call.move": Call(
        own_efforts.move, lambda _scene: {"due_on": today() + timedelta(days=20)}
    ),
    "effort_call.take_back": Call(own_efforts.take_back),
    "effort_call.remind_by_clock": Call(
        scheduled.remind_of_own_efforts, first=lambda scene: (today(),), names_actor=False
    ),
    "comment_task.finish": Call(tasks.finish),
    "comment_task.take_back": Call(tasks.take_back),
    "comment_task.remind_by_clock": Call(
        scheduled.remind_of_tasks, first=lambda scene: (today(),), names_actor=False
    ),
    "plan.send_to_area": Call(plans.send),
    "plan.record_consensus": Call(plans.record_consensus),
    "plan.note_consensus": Call(
        scheduled.note_consensus, first=lambda scene: (today(),), names_actor=False
    ),
    "plan.take_back": Call(plans.take_back, lambda scene: {"reason": REASON}),
    "plan.submit": Call(plans.submit),
    "plan.find_aligned": Call(plans.mark_reviewed, lambda scene: {"aligned": True}),
    "plan.recommend": Call(plans.mark_reviewed, lambda scene: {"aligned": False}),
    "plan.answer_done": Call(plans.answer_done),
    "plan.publish": Call(plans.publish),
}


def without_lead(scene):
    LeadTerm.objects.filter(person=scene.lead).update(period=PERIODS["ended"]())


def text_missing(scene):
    scene.record.__dict__.pop("text_by_section", None)
    never_kept(SectionText.objects.filter(plan=scene.record, section="I"))


def text_changed(scene):
    scene.record.__dict__.pop("text_by_section", None)
    words = SectionText.objects.filter(plan=scene.record, section="I")
    as_they_were(words, text="Other words.")


def decision_open(scene):
    record = scene.record
    decision = DecisionFactory.create(
        body=record.area.body, about=record.agreement, silent=True
    )
    lacking(consensus_decision=decision)(scene)


def removed(row):
    """Somebody else removed the row; this one still has it open."""
    type(row).objects.filter(pk=row.pk).delete()


PLAN_GUARDS = {
    "milestone.reach: still to come": with_made(
        "on", lambda scene: today() + timedelta(days=1)
    ),
    "milestone.move: the same day": with_made("to", lambda scene: scene.record.due_on),
    "plan.change_row: removed meanwhile": lambda scene: removed(scene.first_row),
    "plan.duplicate_row: removed meanwhile": lambda scene: removed(scene.first_row),
    "plan.remove_row: removed meanwhile": lambda scene: removed(scene.first_row),
    "plan.bring_back_row: back already": with_made("kept", row_back_already),
    "plan.bring_back_row: its effort is gone": with_made("kept", milestone_without_effort),
    "plan.move_row: removed meanwhile": lambda scene: removed(scene.third_row),
    "plan.move_row: at the end": with_argument(up=False),
    "plan.add_companion: there already": budget_there,
    "plan.add_companion: too many": many_companions,
    "companion.remove: gone already": lambda scene: removed(scene.record),
    "plan.translate: nothing new": translated_already,
    "plan.translate: its own language": with_argument(language="en"),
    "plan.save_text: nothing new": with_made(
        "text", lambda scene: scene.record.text_of("I")
    ),
    "comment.give_task: somebody else": with_made("person", lambda scene: scene.outsider),
    "comment.give_task: a day that is over": with_made(
        "due_on", lambda scene: today() - timedelta(days=1)
    ),
    "plan.ask_for_efforts: a day that is over": with_made(
        "due_on", lambda scene: today() - timedelta(days=1)
    ),
    "plan.ask_for_efforts: nobody": with_argument(partners=[]),
    "plan.ask_for_efforts: asked already": lambda scene: EffortCallFactory.create(
        plan=scene.record, partner=partner_of(scene.member)
    ),
    "plan.ask_for_efforts: outside the area": with_made(
        "partners", lambda scene: [partner_of(scene.former_member)]
    ),
    "effort_call.save_effort: of somebody else": with_made("form", foreign_effort),
    "effort_call.remove_effort: of somebody else": with_made(
        "effort", lambda scene: scene.foreign
    ),
    "effort_call.answer: has some": with_argument(said="none"),
    "effort_call.move: a day that is over": with_made(
        "due_on", lambda scene: today() - timedelta(days=1)
    ),
    "effort_call.move: the same day": with_made(
        "due_on", lambda scene: scene.record.due_on
    ),
    "effort_call.remind_by_clock: told already": (
        lambda scene: scheduled.remind_of_own_efforts(today())
    ),
    "suggestion.accept: changed meanwhile": with_argument(seen="0" * 64),
    "comment.edit: nothing new": with_made("text", lambda scene: scene.record.text),
    "comment_task.remind_by_clock: told already": lambda scene: scheduled.remind_of_tasks(
        today()
    ),
    "plan.set_review_date: nothing new": with_made(
        "day", lambda scene: scene.record.next_review_on
    ),
    "plan.begin_import: one waits": lambda scene: imports.begin(
        scene.record, WordLines(SUMMARY), name="first.docx", by=scene.lead
    ),
    "plan_import.settle: by somebody else": with_argument(version=2),
    "plan_import.settle: nothing new": with_argument(settled={}),
    "plan_import.put_in: changed meanwhile": with_argument(seen=None),
    "plan_import.put_in: not sure": with_lines(*SUMMARY, *SUMMARY),
    "plan_import.put_in: nothing in it": with_lines(SUMMARY[0]),
    "plan.send_to_area: incomplete": text_missing,
    "plan.send_to_area: no lead": without_lead,
    "plan.send_to_area: too short": with_made(
        "closes_at", lambda scene: timezone.now() + timedelta(hours=71)
    ),
    "plan.record_consensus: not adopted": decision_open,
    "plan.note_consensus: not adopted": decision_open,
    "plan.take_back: still open": decision_open,
    "plan.submit: incomplete": text_missing,
    "plan.submit: no lead": without_lead,
    "plan.submit: other words": text_changed,
}


def rows_in_order(*names):
    """A question: whether the rows stand in this order."""

    def ask(scene, _result):
        return list(scene.record.actions.all()) == [scene.others[name] for name in names]

    return ask


SCENES = Scenes(
    permissions=permissions,
    nouns={
        "activity": activity,
        "idea": idea,
        "area": area,
        "area_with_interim": area_with_interim,
        "lead_term": lead_term,
        "topic": topic,
        "area_of_topic": area_of_topic,
        "plan": plan,
        "plan_in_question": plan_in_question,
        "comment": comment,
        "milestone": milestone,
        "milestone_near": milestone_near,
        "review_near": review_near,
        "companion": companion,
        "plan_import": plan_import,
        "comment_task": comment_task,
        "suggestion": suggestion,
        "effort_call": effort_call,
        "plan_asked": plan_asked,
        **scenes_activities.NOUNS,
    },
    calls=AREA_CALLS | PLAN_CALLS | scenes_activities.CALLS,
    afterwards={
        "plan.change_row": rows_in_order("first_row", "second_row", "third_row"),
        "plan.move_row": rows_in_order("first_row", "third_row", "second_row"),
    },
    guards=AREA_GUARDS | PLAN_GUARDS | scenes_activities.GUARDS,
)
