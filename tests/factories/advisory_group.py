"""Seats, chairs and reviews for tests."""

from datetime import timedelta

import factory
from django.utils import timezone

from advisory_group.actions.chairs import PRESIDE
from advisory_group.actions.seats import SERVE
from advisory_group.models import (
    Assessment,
    ChairTerm,
    Constituency,
    Invitation,
    Nomination,
    PlanReview,
    Recommendation,
    ReviewComment,
    Seat,
    SeatClass,
    StandAside,
    TakenUp,
)
from advisory_group.models.chairs import election
from gmp_portal.accounts import rights
from gmp_portal.accounts.models.terms import days, last_day_of, today
from tests.factories.accounts import UserFactory
from tests.factories.any_time import Beside
from tests.factories.areas import AreaFactory, LeadTermFactory, PlanFactory
from tests.factories.meetings import BodyFactory, DecisionFactory
from tests.factories.partners import PartnerFactory


class NominationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Nomination

    area = factory.SubFactory(AreaFactory)
    partner = factory.SubFactory(PartnerFactory)
    person = factory.SubFactory(UserFactory)
    reason = "Example reason of the area."
    nominated_by = factory.SubFactory(UserFactory)
    nominated_at = factory.LazyFunction(timezone.now)


class SeatFactory(factory.django.DjangoModelFactory):
    """A running seat to balance the group; ``transitional=True`` for a new area."""

    class Meta:
        model = Seat
        skip_postgeneration_save = True

    class Params:
        transitional = factory.Trait(
            klass=SeatClass.TRANSITIONAL,
            gap="",
            area=factory.SubFactory(AreaFactory),
            period=factory.LazyFunction(
                lambda: days(today() - timedelta(days=10), today() + timedelta(days=200))
            ),
        )

    person = factory.SubFactory(UserFactory)
    klass = SeatClass.BALANCE
    organisation = factory.Sequence(lambda n: f"Example Ministry {n}")
    constituency = Constituency.GOVERNMENT
    region = "african"
    gap = "Example gap"
    period = factory.LazyFunction(lambda: days(today() - timedelta(days=100), None))

    @factory.post_generation
    def granted(self, create, extracted, **kwargs):
        rights.grant(SERVE, self.person, self)


class InvitationFactory(factory.django.DjangoModelFactory):
    """An invitation that waits for its answer."""

    class Meta:
        model = Invitation

    person = factory.SubFactory(UserFactory)
    klass = SeatClass.BALANCE
    organisation = factory.Sequence(lambda n: f"Example Institute {n}")
    constituency = Constituency.SCIENCE
    region = "asia_pacific"
    gap = "Example gap"
    starts_on = factory.LazyFunction(today)
    letter_on = factory.LazyFunction(today)
    recorded_at = factory.LazyFunction(timezone.now)
    recorded_by = factory.SubFactory(UserFactory, officer=True)


class ChairTermFactory(factory.django.DjangoModelFactory):
    """A running term as chair of somebody who holds a seat."""

    class Meta:
        model = ChairTerm
        skip_postgeneration_save = True

    class Params:
        starts_on = factory.LazyFunction(lambda: today() - timedelta(days=30))

    person = factory.LazyFunction(lambda: SeatFactory.create().person)
    recorded_by = factory.SelfAttribute("person")
    kind = ChairTerm.Kind.CHAIR
    period = factory.LazyAttribute(
        lambda term: days(
            term.starts_on, last_day_of(term.starts_on, years=ChairTerm.YEARS)
        )
    )
    decision = factory.LazyAttribute(lambda term: election_of(term.person))

    @factory.post_generation
    def granted(self, create, extracted, **kwargs):
        rights.grant(PRESIDE, self.person, self)


CONCLUSION = ("status", "outcome", "decision", "concluded_at", "concluded_by")


class PlanReviewFactory(factory.django.DjangoModelFactory):
    """An open review of a frozen plan; ``concluded=True`` is public."""

    class Meta:
        model = PlanReview

    class Params:
        concluded = factory.Trait(
            plan=factory.SubFactory(PlanFactory, status="recommendations_made"),
            status=PlanReview.Status.CONCLUDED,
            outcome=PlanReview.Outcome.RECOMMENDATIONS,
            concluded_at=factory.LazyFunction(timezone.now),
            concluded_by=factory.SubFactory(UserFactory, officer=True),
        )

    plan = factory.SubFactory(PlanFactory, status="under_review")
    plan_sha256 = factory.LazyAttribute(lambda review: review.plan.sha256)
    round = 1
    due_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=30))
    opened_at = factory.LazyFunction(timezone.now)
    opened_by = factory.SubFactory(UserFactory, officer=True)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        end = {name: kwargs.pop(name) for name in CONCLUSION if name in kwargs}
        review = super()._create(model_class, *args, **kwargs)
        if end:
            # The decision is about this very review, so it comes after it.
            decision = end.get("decision", decision_on)
            end["decision"] = decision(review) if callable(decision) else decision
            for name, value in end.items():
                setattr(review, name, value)
            review.save(update_fields=list(end))
        return review


class ReviewCommentFactory(Beside):
    class Meta:
        model = ReviewComment

    review = factory.SubFactory(PlanReviewFactory)
    author = factory.SubFactory(UserFactory)
    organisation = "Example Ministry"
    section = "II"
    kind = "must"
    text = factory.Sequence(lambda n: f"Example comment {n}")
    made_at = factory.LazyFunction(timezone.now)


class RecommendationFactory(Beside):
    class Meta:
        model = Recommendation

    review = factory.SubFactory(PlanReviewFactory)
    number = factory.Sequence(lambda n: n + 1)
    section = "II"
    kind = "must"
    text = factory.Sequence(lambda n: f"Example recommendation {n}")


class TakenUpFactory(Beside):
    """A point of a concluded review that the next version takes up."""

    class Meta:
        model = TakenUp

    recommendation = factory.SubFactory(RecommendationFactory, review__concluded=True)
    plan = factory.LazyAttribute(
        lambda mark: PlanFactory.create(
            area=mark.recommendation.review.plan.area,
            number=mark.recommendation.review.plan.number + 1,
            status="draft",
        )
    )
    section = "II"
    text = "Example change."
    marked_at = factory.LazyFunction(timezone.now)
    marked_by = factory.SubFactory(UserFactory)


class AssessmentFactory(Beside):
    class Meta:
        model = Assessment

    review = factory.SubFactory(PlanReviewFactory)
    person = factory.SubFactory(UserFactory)
    organisation = "Example Ministry"
    goal = "yes"
    filed_at = factory.LazyFunction(timezone.now)


class StandAsideFactory(Beside):
    class Meta:
        model = StandAside

    review = factory.SubFactory(PlanReviewFactory)
    person = factory.SubFactory(UserFactory)
    organisation = "Example Ministry"
    cause = StandAside.Cause.INTEREST
    statement = "Example interest"
    at = factory.LazyFunction(timezone.now)


def fill_seats(number):
    """Take that many ordinary seats."""
    return SeatFactory.create_batch(number)


def decision_on(review):
    """A decision about a review that the group adopted."""
    return DecisionFactory.create(adopted=True, about=review.conclusion)


def election_of(person):
    """A decision by which the group elected this person."""
    return DecisionFactory.create(adopted=True, about=election(person))


def member():
    """Somebody who holds a seat."""
    return SeatFactory.create().person


def lead_of(area):
    return LeadTermFactory.create(area=area).person


def the_group():
    return BodyFactory.create(pag=True)
