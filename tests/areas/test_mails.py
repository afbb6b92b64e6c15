"""Every mail of areas, as its reader gets it."""

from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.utils import timezone

from areas import emails, emails_of_activities, emails_of_opportunities
from areas.models import Effort, Milestone, PlanAmendment, PlanVersion
from gmp_portal.accounts.models.terms import days
from gmp_portal.notifications.models import Message
from partners.models import Representative
from tests.factories.accounts import SecretariatTermFactory, UserFactory
from tests.factories.areas import (
    AreaFactory,
    AreaOpportunityFactory,
    BegunActivityFactory,
    CommentFactory,
    ConvenerFactory,
    EffortCallFactory,
    LeadTermFactory,
    MembershipFactory,
    OpportunityInterestFactory,
    PlanFactory,
    SuggestionFactory,
    TaskFactory,
)
from tests.factories.partners import PartnerFactory, RepresentativeFactory
from tests.mails import check_chinese, check_mail

pytestmark = pytest.mark.django_db
TEMPLATES = Path(settings.BASE_DIR) / "templates" / "areas" / "emails"
# What people wrote themselves stays as it is.
CONTENT = (
    "for three countries",
    "Name the small mines",
    "The next review looks at all mines",
    "Most of the mercury is used there",
    "Example gold mining",
    "Name the sources",
    "The work is done",
    "Another task",
    "Half way",
    "They stand in the annex",
    "Bring the sources together",
    "It is shorter",
    "The figure is needed",
    "Look at action 1",
    "Example course",
    "Forty officers learn to measure",
    "For which ministries",
    "They measure now",
    "Example laboratory",
    "A mobile laboratory",
    "Who would pay",
    "Two funds",
    "We could bring",
)
PAST = days(date(2020, 1, 1), date(2020, 12, 31))
LEAD, SPEAKER, OFFICER = "Sample Lead", "Sample Speaker", "Sample Officer"
JOINT = "Sample Joint Speaker"


@pytest.fixture
def scene():
    """An area with a lead, a partner and a plan, and an officer of the secretariat."""
    area = AreaFactory.create(slug="example-gold", names={"en": "Example gold mining"})
    term = LeadTermFactory.create(
        area=area,
        person__name=LEAD,
        partner__name="Example Centre",
        period=days(date(2026, 1, 1), date(2027, 12, 31)),
        ended_reason="Another task",
    )
    member = MembershipFactory.create(area=area, partner__name="Example Institute")
    RepresentativeFactory.create(partner=member.partner, person__name=SPEAKER)
    UserFactory.create(officer=True, name=OFFICER)
    # Nobody is told who only led, spoke or served once, or who keeps the machine.
    UserFactory.create(officer=True, office__role="admin")
    SecretariatTermFactory.create(period=PAST)
    LeadTermFactory.create(area=area, partner=term.partner, period=PAST)
    RepresentativeFactory.create(partner=member.partner, period=PAST)
    left = MembershipFactory.create(area=area, until=date(2025, 1, 1))
    RepresentativeFactory.create(partner=left.partner)
    RepresentativeFactory.create(
        partner=MembershipFactory.create(area=area, partner__status="inactive").partner
    )
    plan = PlanFactory.create(area=area, title="Example plan", started_by=term.person)
    plan.sha256, plan.status = "0123456789abcdef" * 4, PlanVersion.Status.ALIGNED
    comment = CommentFactory.create(
        pk=1_000_017, plan=plan, author__name="Sample Author", text="Name the sources."
    )
    RepresentativeFactory.create(
        partner=member.partner, person=comment.author, role=Representative.Role.CONTRIBUTOR
    )
    speaker = member.partner.representatives.get(person__name=SPEAKER).person
    answer = CommentFactory.create(
        plan=plan, author=term.person, answers=comment, text="They stand in the annex."
    )
    task = TaskFactory.create(
        comment=comment,
        person=speaker,
        what="Bring the sources together.",
        due_on=date(2026, 12, 15),
        given_by=term.person,
    )
    suggestion = SuggestionFactory.create(
        pk=1_000_017,
        plan=plan,
        author=comment.author,
        partner=member.partner,
        reason="It is shorter.",
        answer="The figure is needed.",
    )
    amendment = PlanAmendment(
        pk=1_000_017,
        area=area,
        plan=plan,
        number=3,
        title="Name the small mines",
        reason="Most of the mercury is used there.",
        author=comment.author,
        partner=member.partner,
        status="declined",
        answer="The next review looks at all mines.",
    )
    call = EffortCallFactory.create(
        pk=1_000_017,
        plan=plan,
        partner=member.partner,
        asked_by=term.person,
        message="Look at action 1.",
        due_on=date(2026, 12, 15),
        answer="complete",
        answered_at=timezone.now(),
        answered_by=speaker,
    )
    convener = ConvenerFactory.create(
        person=speaker,
        partner=member.partner,
        topic__names={"en": "Example topic"},
        topic__slug="example-topic",
    )
    joint = PartnerFactory.create(name="Example Network", participation=None)
    RepresentativeFactory.create(partner=joint, person__name=JOINT)
    activity = BegunActivityFactory.create(
        pk=1_000_017,
        area=area,
        partner=member.partner,
        joint=[joint],
        title="Example course",
        summary="Forty officers learn to measure.",
    )
    activity.asked_back, activity.outcome = "For which ministries?", "They measure now."
    activity.sent_at = datetime(2026, 10, 5, 12, tzinfo=UTC)
    activity.ends_on = date(2026, 11, 15)
    effort = Effort(plan=plan, partner=member.partner, description="Example effort")
    milestone = Milestone(pk=1, effort=effort, text="Half way")
    milestone.now_due = date(2026, 6, 30)
    opportunity = AreaOpportunityFactory.create(
        pk=1_000_017,
        area=area,
        title="Example laboratory",
        partner=member.partner,
        suggested_by=speaker,
        suggested_at=timezone.now(),
        question="Who would pay?",
        answer="Two funds.",
    )
    interest = OpportunityInterestFactory.create(
        opportunity=opportunity, partner=member.partner, person=comment.author
    )
    return SimpleNamespace(
        opportunity=opportunity,
        interest=interest,
        milestone=milestone,
        area=area,
        term=term,
        partner=member.partner,
        plan=plan,
        comment=comment,
        answer=answer,
        task=task,
        suggestion=suggestion,
        amendment=amendment,
        call=call,
        convener=convener,
        activity=activity,
        joint=joint,
    )


def _to_review(plan):
    plan.next_review_on = date(2026, 12, 15)
    return plan


MAILS = {
    "lead_designated": (
        lambda scene, by: emails.lead_designated(scene.term, by=by),
        [LEAD, SPEAKER],
    ),
    "lead_ended": (
        lambda scene, by: emails.lead_ended(scene.term, by=by),
        [LEAD, OFFICER],
    ),
    "convener_named": (
        lambda scene, by: emails.convener_named(scene.convener, by=by),
        [SPEAKER],
    ),
    "term_ends": (
        lambda scene, by: emails.term_ends(scene.term, 90, None),
        [LEAD, OFFICER],
    ),
    "milestone_due": (
        lambda scene, by: emails.milestone_due(scene.milestone, -7, None),
        [LEAD, SPEAKER],
    ),
    "review_due": (
        lambda scene, by: emails.review_due(_to_review(scene.plan), -30, None),
        [LEAD, OFFICER],
    ),
    "partner_joined": (
        lambda scene, by: emails.partner_joined(scene.area, scene.partner, by=by),
        [LEAD, SPEAKER],
    ),
    "partner_left": (
        lambda scene, by: emails.partner_left(scene.area, scene.partner, by=by),
        [LEAD, SPEAKER],
    ),
    "partner_standing": (
        lambda scene, by: emails.partner_standing(
            scene.partner, [scene.area], "leaves", leaves_on=date(2026, 12, 31), by=by
        ),
        [LEAD],
    ),
    "area_closed": (
        lambda scene, by: emails.area_closed(
            scene.area, scene.area.current_people(), reason="The work is done.", by=by
        ),
        [LEAD, SPEAKER],
    ),
    "plan_agreed": (lambda scene, by: emails.plan_agreed(scene.plan, by=by), [LEAD]),
    "plan_submitted": (
        lambda scene, by: emails.plan_submitted(scene.plan, by=by),
        [OFFICER, SPEAKER],
    ),
    "plan_reviewed": (lambda scene, by: emails.plan_reviewed(scene.plan, by=by), [LEAD]),
    "plan_published": (
        lambda scene, by: emails.plan_published(scene.plan, by=by),
        [SPEAKER],
    ),
    "comment_answered": (
        lambda scene, by: emails.comment_answered(scene.answer, scene.comment, by=by),
        ["Sample Author", LEAD, SPEAKER],
    ),
    "task_given": (
        lambda scene, by: emails.task_given(scene.task, by=by),
        [SPEAKER],
    ),
    "task_due": (
        lambda scene, by: emails.task_due(scene.task, None),
        [SPEAKER],
    ),
    "activity_sent": (
        lambda scene, by: emails_of_activities.sent(scene.activity, by=by),
        [LEAD],
    ),
    "activity_joint": (
        lambda scene, by: emails_of_activities.joint(scene.activity, by=by),
        [JOINT],
    ),
    "activity_acknowledged": (
        lambda scene, by: emails_of_activities.acknowledged(scene.activity, by=by),
        [JOINT, SPEAKER],
    ),
    "activity_asked_back": (
        lambda scene, by: emails_of_activities.asked_back(scene.activity, by=by),
        [SPEAKER],
    ),
    "activity_declined": (
        lambda scene, by: emails_of_activities.declined(scene.activity, scene.joint, by=by),
        [SPEAKER],
    ),
    "activity_waits": (
        lambda scene, by: emails_of_activities.waits(scene.activity, None),
        [LEAD],
    ),
    "activity_over": (
        lambda scene, by: emails_of_activities.over(scene.activity, None),
        [SPEAKER],
    ),
    "activity_ended": (
        lambda scene, by: emails_of_activities.ended(scene.activity, by=by),
        [LEAD],
    ),
    "efforts_asked": (
        lambda scene, by: emails.efforts_asked(scene.call, by=by),
        [SPEAKER],
    ),
    "efforts_due": (
        lambda scene, by: emails.efforts_due(scene.call, None),
        [SPEAKER],
    ),
    "efforts_changed": (
        lambda scene, by: emails.efforts_changed(scene.call, by=by),
        [SPEAKER],
    ),
    "efforts_answered": (
        lambda scene, by: emails.efforts_answered(scene.call, by=by),
        [LEAD],
    ),
    "opportunity_suggested": (
        lambda scene, by: emails_of_opportunities.suggested(scene.opportunity, by=by),
        [LEAD],
    ),
    "opportunity_asked": (
        lambda scene, by: emails_of_opportunities.asked(scene.opportunity, by=by),
        [SPEAKER],
    ),
    "opportunity_answered": (
        lambda scene, by: emails_of_opportunities.answered(scene.opportunity, by=by),
        [LEAD],
    ),
    "opportunity_settled": (
        lambda scene, by: emails_of_opportunities.settled(scene.opportunity, by=by),
        [SPEAKER],
    ),
    "opportunity_waits": (
        lambda scene, by: emails_of_opportunities.waits(
            scene.opportunity, date(2026, 12, 15), None
        ),
        [LEAD],
    ),
    "opportunity_withdrawn": (
        lambda scene, by: emails_of_opportunities.withdrawn(scene.opportunity, by=by),
        [LEAD],
    ),
    "opportunity_moved": (
        lambda scene, by: emails_of_opportunities.moved(scene.opportunity, by=by),
        ["Sample Author", SPEAKER],
    ),
    "interest_said": (
        lambda scene, by: emails_of_opportunities.interest_said(scene.interest, by=by),
        [LEAD],
    ),
    "interest_taken_back": (
        lambda scene, by: emails_of_opportunities.interest_taken_back(
            scene.interest, by=by
        ),
        [LEAD],
    ),
    "amendment_proposed": (
        lambda scene, by: emails.amendment_proposed(scene.amendment, by=by),
        [LEAD],
    ),
    "amendment_settled": (
        lambda scene, by: emails.amendment_settled(scene.amendment, by=by),
        ["Sample Author"],
    ),
    "suggestion_made": (
        lambda scene, by: emails.suggestion_made(scene.suggestion, by=by),
        [LEAD],
    ),
    "suggestion_settled": (
        lambda scene, by: emails.suggestion_settled(scene.suggestion, by=by),
        ["Sample Author"],
    ),
    "comment_written": (
        lambda scene, by: emails.comment_written(scene.comment, by=by),
        [LEAD],
    ),
}


@pytest.mark.usefixtures("either_text")
@pytest.mark.parametrize("name", sorted(MAILS))
def test_the_mail_reads_as_it_should(scene, name):
    post, readers = MAILS[name]

    post(scene, UserFactory.create(name="Sample Colleague"))

    messages = list(Message.objects.order_by("recipient__name").select_related("recipient"))
    assert sorted(message.recipient.name for message in messages) == readers
    check_mail("areas", name, messages[0].subject, messages[0].body)


@pytest.mark.parametrize(
    "post",
    [
        lambda term: emails.lead_ended(term, by=None),
        lambda term: emails.term_ends(term, 90, None),
    ],
    ids=["lead_ended", "term_ends"],
)
def test_who_leads_on_beside_somebody_hears_of_the_end(post):
    area = AreaFactory.create()
    over = LeadTermFactory.create(area=area, co_lead=True, period=PAST)
    other = LeadTermFactory.create(area=area, second_co_lead=True)

    post(over)

    readers = {message.recipient for message in Message.objects.all()}
    assert readers == {over.person, other.person}


def test_every_mail_is_read():
    assert sorted(path.stem for path in TEMPLATES.glob("*.txt")) == sorted(MAILS)


@pytest.mark.parametrize("name", sorted(MAILS))
def test_a_mail_to_a_chinese_reader_is_chinese(chinese_readers, scene, name):
    post, _readers = MAILS[name]

    post(scene, UserFactory.create(name="Sample Colleague"))

    mails = Message.objects.values_list("subject", "body")
    check_chinese(*("\n".join(mail) for mail in mails), content=CONTENT)
