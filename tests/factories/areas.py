"""Areas, their partners, leads and plans for tests."""

from datetime import date, timedelta
from itertools import count

import factory
from django.utils import timezone

from areas import file_access
from areas.models import (
    Activity,
    ActivityPart,
    AreaMembership,
    AreaOpportunity,
    CommentTask,
    CrossCuttingTopic,
    DonorMatch,
    Effort,
    EffortCall,
    Indicator,
    LeadTerm,
    Milestone,
    OpportunityInterest,
    PartnershipArea,
    PlanComment,
    PlanCompanion,
    PlanFigure,
    PlanObjective,
    PlanSuggestion,
    PlanVersion,
    PotentialDonor,
    PriorityAction,
    SectionText,
    TopicArea,
    TopicConvener,
)
from areas.models.terms import ALL_PLACES, INTERIM_PLACE, place
from areas.reading import snapshot
from gmp_portal.accounts import rights
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.documents import files
from gmp_portal.meetings.models import Body, Decision
from gmp_portal.meetings.subjects import GENERAL
from tests.factories.accounts import UserFactory
from tests.factories.partners import PartnerFactory, RepresentativeFactory

_numbers = count(1)
# One red point.
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


class AreaBodyFactory(factory.django.DjangoModelFactory):
    """The body through which the partners of an area act."""

    class Meta:
        model = Body
        django_get_or_create = ("slug",)

    kind = Body.Kind.AREA
    slug = factory.Sequence(lambda n: f"example-area-{n}")
    name = factory.Sequence(lambda n: f"Example area {n}")


class AreaFactory(factory.django.DjangoModelFactory):
    """An established area; ``AreaFactory(proposed=True)`` for one that waits for a decision."""

    class Meta:
        model = PartnershipArea

    class Params:
        proposed = factory.Trait(
            status=PartnershipArea.Status.PROPOSED,
            established_year=None,
            established_source="",
        )

    slug = factory.Sequence(lambda n: f"example-area-{n}")
    names = factory.LazyAttribute(lambda area: {"en": area.slug.replace("-", " ").title()})
    status = PartnershipArea.Status.ESTABLISHED
    objective = "Use less mercury in the example industry."
    priorities = factory.LazyFunction(lambda: ["c"])
    established_year = 2005
    established_source = "Example source"
    body = factory.SubFactory(
        AreaBodyFactory,
        slug=factory.SelfAttribute("..slug"),
        name=factory.LazyAttribute(lambda body: body.slug.replace("-", " ").title()),
    )


class MembershipFactory(factory.django.DjangoModelFactory):
    """A confirmed partner works in an area."""

    class Meta:
        model = AreaMembership

    area = factory.SubFactory(AreaFactory)
    partner = factory.SubFactory(PartnerFactory, participation=None)
    since = date(2024, 3, 1)


class TopicFactory(factory.django.DjangoModelFactory):
    """A topic that crosses the areas; ``with_areas=[…]`` work on it since 2025."""

    class Meta:
        model = CrossCuttingTopic
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"example-topic-{n}")
    names = factory.LazyAttribute(
        lambda topic: {"en": topic.slug.replace("-", " ").title()}
    )
    abouts = factory.LazyFunction(lambda: {"en": "An example that crosses the areas."})
    begun_on = date(2025, 1, 1)

    @factory.post_generation
    def with_areas(self, create, extracted, **kwargs):
        for area in extracted or ():
            TopicArea.objects.create(topic=self, area=area, since=date(2025, 1, 1))


class ConvenerFactory(factory.django.DjangoModelFactory):
    """Somebody of a partner convenes a topic since 2025."""

    class Meta:
        model = TopicConvener

    topic = factory.SubFactory(TopicFactory)
    person = factory.SubFactory(UserFactory)
    partner = factory.SubFactory(PartnerFactory, participation=None)
    period = factory.LazyFunction(lambda: days(date(2025, 1, 1), None))
    recorded_by = factory.SelfAttribute("person")


class LeadTermFactory(factory.django.DjangoModelFactory):
    """Somebody leads an area today, with the right that comes with it."""

    class Meta:
        model = LeadTerm
        skip_postgeneration_save = True

    class Params:
        co_lead = factory.Trait(kind=LeadTerm.Kind.CO_LEAD, places=place(1))
        second_co_lead = factory.Trait(kind=LeadTerm.Kind.CO_LEAD, places=place(2))
        interim = factory.Trait(kind=LeadTerm.Kind.INTERIM, places=INTERIM_PLACE)

    person = factory.SubFactory(UserFactory)
    partner = factory.SubFactory(PartnerFactory, participation=None)
    area = factory.SubFactory(AreaFactory)
    kind = LeadTerm.Kind.LEAD
    places = ALL_PLACES
    recorded_by = factory.SelfAttribute("person")
    recorded_reason = "Example record of a designation before the portal."
    period = factory.LazyFunction(
        lambda: days(today() - timedelta(days=100), today() + timedelta(days=400))
    )

    @factory.post_generation
    def granted(self, create, extracted, **kwargs):
        AreaMembership.objects.get_or_create(
            area=self.area,
            partner=self.partner,
            until=None,
            defaults={"since": self.starts_on},
        )
        rights.grant("areas.lead_area", self.person, self.area)


class BegunActivityFactory(factory.django.DjangoModelFactory):
    """An activity that a partner of the area began.

    A complete draft, or ``BegunActivityFactory(state="active")`` and the like, as the acts leave
    it; ``joint`` names partners that carry it out too, ``countries`` where that is.
    """

    class Meta:
        model = Activity
        skip_postgeneration_save = True

    area = factory.SubFactory(AreaFactory)
    partner = factory.SubFactory(PartnerFactory, participation=None)
    status = Activity.Status.DRAFT
    kind = Activity.Kind.TRAINING
    title = factory.Sequence(lambda n: f"Example training course {n}")
    summary = "Forty officers learn to measure mercury."
    starts_on = date(2026, 1, 1)
    priorities = factory.LazyFunction(lambda: ["c"])
    focus = Activity.Focus.CONVENTION

    @classmethod
    def _create(cls, model_class, *args, state="draft", joint=(), countries=(), **kwargs):
        activity = super()._create(model_class, *args, **kwargs)
        mine = {"area": activity.area, "partner": activity.partner}
        if not AreaMembership.objects.current().filter(**mine).exists():
            MembershipFactory.create(**mine)
        for partner in joint:
            ActivityPart.objects.create(activity=activity, partner=partner, role="joint")
        activity.countries.set(countries)
        by, now = UserFactory.create(), timezone.now()
        steps = {"sent": {"sent_at": now, "sent_by": by}}
        steps["active"] = {
            **steps["sent"],
            "acknowledged_at": now,
            "acknowledged_by": by,
        }
        steps["ended"] = {
            **steps["active"],
            "ended_at": now,
            "ended_by": by,
            "outcome": "Forty officers measure mercury now.",
            "ends_on": today(),
        }
        for name, value in steps.get(state, {}).items():
            setattr(activity, name, value)
        activity.status = state
        activity.save()
        return activity


class PlanFactory(factory.django.DjangoModelFactory):
    """An empty draft.

    ``PlanFactory(complete=True)`` holds all ten sections; ``PlanFactory(status="published")``
    is complete, agreed, frozen and public.
    """

    class Meta:
        model = PlanVersion

    area = factory.SubFactory(AreaFactory)
    number = 1
    title = factory.Sequence(lambda n: f"Example plan {n}")
    period_from = date(2026, 1, 1)
    period_to = date(2027, 12, 31)
    started_by = factory.SubFactory(UserFactory)

    @classmethod
    def _create(cls, model_class, *args, status="draft", complete=None, **kwargs):
        plan = super()._create(model_class, *args, **kwargs)
        if complete if complete is not None else status != "draft":
            fill(plan)
        return plan if status == "draft" else advance(plan, status)


def lead_of(area, **kwargs):
    """Somebody who leads this area and represents the partner he or she comes from."""
    term = LeadTermFactory.create(area=area, **kwargs)
    RepresentativeFactory.create(person=term.person, partner=term.partner)
    return term.person


def member_of(area):
    """Somebody who represents a partner of this area without leading it."""
    partner = MembershipFactory.create(area=area).partner
    return RepresentativeFactory.create(partner=partner).person


def adopted_decision(body, **kwargs):
    """A decision that this body has adopted."""
    number, now = next(_numbers), timezone.now()
    by = kwargs.pop("by", None) or UserFactory.create()
    about = kwargs.pop("about", GENERAL)
    draft = {
        "body": body,
        "title": f"Example decision {number}",
        "slug": f"example-decision-{number}",
        "first_slug": f"example-decision-{number}",
        "subject_kind": about.kind,
        "subject_key": about.key,
        "drafted_by": by,
    }
    opening = {
        "status": Decision.Status.OPEN,
        "mode": Decision.Mode.NO_OBJECTION,
        "closes_at": now,
        "opened_at": now - timedelta(days=7),
        "opened_by": by,
    }
    ending = {
        "status": Decision.Status.ADOPTED,
        "symbol": f"EXAMPLE-DEC-2026/{number}",
        "year": 2026,
        "number": 900 + number,
        "ended_at": now,
        "ended_by": by,
    }
    opening |= {name: kwargs.pop(name) for name in list(kwargs) if name in opening}
    ending |= {name: kwargs.pop(name) for name in list(kwargs) if name in ending}
    decision = Decision.objects.create(**draft | kwargs)
    # Step by step: the database takes nothing that was not drafted and open before.
    for step in (opening, ending):
        for name, value in step.items():
            setattr(decision, name, value)
        decision.save()
    return decision


def fill(plan):
    """Give the plan everything Annex 2 asks for, and a lead if the area has none."""
    by = plan.started_by
    if not LeadTerm.objects.current().filter(area=plan.area).exists():
        lead_of(plan.area)
    texts = {
        "I": "Mercury matters in the example industry.",
        "VI": "Progress is measured once a year.",
        "VII": "Projects are put before donors together.",
        "VIII": "Partners read the draft and comment on it.",
    }
    for section, text in texts.items():
        SectionText.objects.create(plan=plan, section=section, text=text, saved_by=by)
    plan.next_review_on = plan.period_to
    plan.save(update_fields=["next_review_on"])
    objective = ObjectiveFactory.create(plan=plan)
    actions = [ActionFactory.create(plan=plan, objectives=[objective]) for _ in range(3)]
    effort = EffortFactory.create(
        plan=plan, action=actions[0], partner=plan.area.lead_terms.first().partner
    )
    Milestone.objects.create(
        effort=effort, due_on=date(2026, 6, 30), text="Example milestone"
    )
    IndicatorFactory.create(plan=plan, objective=objective)
    PotentialDonor.objects.create(plan=plan, name="Example Fund", kind="donor")
    plan.__dict__.pop("text_by_section", None)


def advance(plan, status):
    """Bring a complete draft into a later state, as the actions would leave it."""
    now = timezone.now()
    plan.consensus_sha256 = snapshot.fingerprint(plan)
    facts = {
        "status": status,
        "consensus_decision": adopted_decision(plan.area.body, about=plan.agreement),
        "consensus_sha256": plan.consensus_sha256,
        "agreed_at": None if status == "in_consensus" else now,
    }
    if status not in PlanVersion.OPEN:
        content = snapshot.gather(plan)
        facts |= {
            "frozen_at": now,
            "frozen_by": plan.started_by,
            "snapshot": content,
            "sha256": snapshot.hash_of(content),
        }
    if status in ("published", "superseded"):
        facts["published_at"] = now
    PlanVersion.objects.filter(pk=plan.pk).update(**facts)
    plan.refresh_from_db()
    return plan


class PlanFigureFactory(factory.django.DjangoModelFactory):
    """A picture for the plans of an area."""

    class Meta:
        model = PlanFigure

    area = factory.SubFactory(AreaFactory)
    document = factory.LazyFunction(
        lambda: files.store(
            PICTURE, name="mines.png", media_type="image/png", policy=file_access.FIGURE
        )
    )
    added_by = factory.SubFactory(UserFactory)


class ObjectiveFactory(factory.django.DjangoModelFactory):
    """An objective with measure, target, date and link."""

    class Meta:
        model = PlanObjective

    plan = factory.SubFactory(PlanFactory)
    position = factory.Sequence(lambda n: n)
    statement = factory.Sequence(lambda n: f"Example objective {n}")
    measure = "Tonnes per year"
    target = "Half of today"
    target_on = date(2027, 12, 31)
    realism = "Two partners have done it before."
    goal_links = factory.LazyFunction(lambda: ["O3"])


class ActionFactory(factory.django.DjangoModelFactory):
    """A priority action; give ``objectives=[…]`` to link it."""

    class Meta:
        model = PriorityAction
        skip_postgeneration_save = True

    plan = factory.SubFactory(PlanFactory)
    position = factory.Sequence(lambda n: n)
    title = factory.Sequence(lambda n: f"Example action {n}")

    @factory.post_generation
    def objectives(self, create, extracted, **kwargs):
        self.objectives.set(extracted or [])


class CompanionFactory(factory.django.DjangoModelFactory):
    """A document that goes with a plan."""

    class Meta:
        model = PlanCompanion

    plan = factory.SubFactory(PlanFactory)
    title = factory.Sequence(lambda n: f"Example budget {n}")
    document = factory.LazyFunction(
        lambda: files.store(
            b"%PDF-1.7 sample",
            name="budget.pdf",
            media_type="application/pdf",
            policy=file_access.COMPANION,
        )
    )
    added_by = factory.SubFactory(UserFactory)


class EffortFactory(factory.django.DjangoModelFactory):
    """An effort of a partner with cost, duration, target and contact."""

    class Meta:
        model = Effort

    plan = factory.SubFactory(PlanFactory)
    position = factory.Sequence(lambda n: n)
    action = None
    partner = factory.SubFactory(PartnerFactory, participation=None)
    kind = Effort.Kind.BILATERAL
    description = "Train laboratories."
    cost = 1000
    currency = "USD"
    starts_on = date(2026, 1, 1)
    ends_on = date(2026, 12, 31)
    target = "40 laboratories"
    contact = factory.SubFactory(UserFactory)


class CommentFactory(factory.django.DjangoModelFactory):
    """A comment on section I of a draft; ``CommentFactory(resolved=True)`` is dealt with."""

    class Meta:
        model = PlanComment

    class Params:
        resolved = factory.Trait(
            resolved_at=factory.LazyFunction(timezone.now),
            resolved_by=factory.SubFactory(UserFactory),
        )

    plan = factory.SubFactory(PlanFactory)
    section = "I"
    author = factory.SubFactory(UserFactory)
    text = factory.Sequence(lambda n: f"Example comment {n}")


class TaskFactory(factory.django.DjangoModelFactory):
    """A task from a comment; ``TaskFactory(over=True)`` is done."""

    class Meta:
        model = CommentTask

    class Params:
        over = factory.Trait(
            status=CommentTask.Status.DONE,
            ended_at=factory.LazyFunction(timezone.now),
            ended_by=factory.SubFactory(UserFactory),
        )

    comment = factory.SubFactory(CommentFactory)
    person = factory.SubFactory(UserFactory)
    what = factory.Sequence(lambda n: f"Example task {n}")
    due_on = factory.LazyFunction(lambda: today() + timedelta(days=5))
    given_by = factory.SubFactory(UserFactory)


class EffortCallFactory(factory.django.DjangoModelFactory):
    """A partner of the area is asked for its own efforts; ``answered``, or ``over``."""

    class Meta:
        model = EffortCall

    class Params:
        answered = factory.Trait(
            answer=EffortCall.Answer.NONE,
            answered_at=factory.LazyFunction(timezone.now),
            answered_by=factory.SubFactory(UserFactory),
        )
        over = factory.Trait(
            status=EffortCall.Status.TAKEN_BACK,
            ended_at=factory.LazyFunction(timezone.now),
            ended_by=factory.SubFactory(UserFactory),
        )

    plan = factory.SubFactory(PlanFactory)
    partner = factory.SubFactory(PartnerFactory, participation=None)
    due_on = factory.LazyFunction(lambda: today() + timedelta(days=5))
    asked_by = factory.SubFactory(UserFactory)


class AreaOpportunityFactory(factory.django.DjangoModelFactory):
    """An idea in the register of an area; ``waiting``, as a partner suggested it, or declined."""

    class Meta:
        model = AreaOpportunity

    class Params:
        by_partner = factory.Trait(
            partner=factory.SubFactory(PartnerFactory, participation=None),
            suggested_by=factory.SubFactory(UserFactory),
            suggested_at=factory.LazyFunction(timezone.now),
        )
        waiting = factory.Trait(by_partner=True, status="suggested", listed_at=None)
        asked = factory.Trait(
            by_partner=True, status="asked", listed_at=None, question="Who would pay?"
        )
        declined = factory.Trait(
            by_partner=True, status="declined", listed_at=None, reason="Done elsewhere."
        )
        withdrawn = factory.Trait(by_partner=True, status="withdrawn", listed_at=None)

    area = factory.SubFactory(AreaFactory)
    status = "idea"
    title = factory.Sequence(lambda n: f"Example opportunity {n}")
    description = "A mobile laboratory for three countries."
    listed_at = factory.LazyFunction(timezone.now)


class OpportunityInterestFactory(factory.django.DjangoModelFactory):
    """A partner is interested; ``over`` once it took that back."""

    class Meta:
        model = OpportunityInterest

    class Params:
        over = factory.Trait(
            words="",
            contact="",
            withdrawn_at=factory.LazyFunction(timezone.now),
            withdrawn_by=factory.SelfAttribute("person"),
        )

    opportunity = factory.SubFactory(AreaOpportunityFactory)
    partner = factory.SubFactory(PartnerFactory, participation=None)
    person = factory.SubFactory(UserFactory)
    words = "We could bring the equipment."
    contact = "contact@example.org"


class DonorMatchFactory(factory.django.DjangoModelFactory):
    """A donor of a plan is a partner."""

    class Meta:
        model = DonorMatch

    key = factory.LazyFunction(
        lambda: (
            PotentialDonor.objects.create(
                plan=PlanFactory.create(), name="Example fund", kind="donor"
            ).key
        )
    )
    name = "Example fund"
    partner = factory.SubFactory(PartnerFactory, participation=None)
    matched_by = factory.SubFactory(UserFactory)


class SuggestionFactory(factory.django.DjangoModelFactory):
    """Other words for section I of a complete draft."""

    class Meta:
        model = PlanSuggestion

    class Params:
        over = factory.Trait(
            status=PlanSuggestion.Status.REFUSED,
            answer="Example reason.",
            settled_at=factory.LazyFunction(timezone.now),
            settled_by=factory.SubFactory(UserFactory),
        )

    plan = factory.SubFactory(PlanFactory, complete=True)
    section = "I"
    kind = "areas.section"
    key = factory.LazyAttribute(lambda suggestion: f"{suggestion.plan.pk}-I")
    field = "text"
    base = "Mercury matters in the example industry."
    proposed = "Mercury matters to everybody in the example industry."
    author = factory.SubFactory(UserFactory)
    partner = factory.SubFactory(PartnerFactory, participation=None)


class IndicatorFactory(factory.django.DjangoModelFactory):
    """An indicator with baseline and target."""

    class Meta:
        model = Indicator

    plan = factory.SubFactory(PlanFactory)
    position = factory.Sequence(lambda n: n)
    objective = None
    name = "Laboratories trained"
    unit = "laboratories"
    baseline = "0"
    target = "40"
    source = "Reports of the partners"
