"""Amendments of plans in force for tests, as the actions would leave them."""

import factory
from django.utils import timezone

from areas.actions import amendments
from areas.models import AmendmentPlace, PlanAmendment, PlanVersion
from tests.factories.accounts import UserFactory
from tests.factories.areas import PlanFactory, adopted_decision

TEXT = "Mercury matters in the example industry."
OTHER = "Mercury matters to everybody in the example industry."


class PlaceFactory(factory.django.DjangoModelFactory):
    """Other words for section I."""

    class Meta:
        model = AmendmentPlace

    section = "I"
    kind = AmendmentPlace.TEXT
    base = factory.LazyFunction(lambda: {"text": [TEXT]})
    proposed = factory.LazyFunction(lambda: {"text": [OTHER]})


class AmendmentFactory(factory.django.DjangoModelFactory):
    """An amendment of a published plan; ``places`` tells what it changes, section I if nothing."""

    class Meta:
        model = PlanAmendment

    plan = factory.SubFactory(PlanFactory, status="published")
    area = factory.SelfAttribute("plan.area")
    number = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Example amendment {n}")
    reason = "It is wider."
    author = factory.SubFactory(UserFactory)
    partner = None

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        status = kwargs.pop("status", "proposed")
        places = kwargs.pop("places", ({},))
        over = {name: kwargs.pop(name) for name in list(kwargs) if name in LATER}
        amendment = super()._create(model_class, *args, **kwargs)
        for facts in places:
            PlaceFactory.create(amendment=amendment, **facts)
        return advance(amendment, status, **over)


LATER = {"agreed_because", "agreed_by", "into", "proposed_at"}


def advance(amendment, status, into=None, agreed_because="", **more):
    """Bring what is written into a later state."""
    now, by = timezone.now(), amendment.author
    proposed_at = more.pop("proposed_at", now)
    if status == "draft":
        return amendment
    words = amendments.fingerprint(amendment, list(amendment.places.all()))
    step(amendment, status="proposed", sha256=words, proposed_at=proposed_at)
    if status in ("agreed", "taken_in"):
        decision = None
        if not agreed_because:
            decision = adopted_decision(amendment.area.body, about=amendment.agreement)
        step(
            amendment,
            status="agreed",
            decision=decision,
            agreed_at=now,
            agreed_by=more.get("agreed_by", by),
            agreed_because=agreed_because,
        )
    settled = {"settled_at": now, "settled_by": by}
    if status == "taken_in":
        step(amendment, status=status, taken_into=into or amendment.plan, **settled)
    elif status in ("declined", "withdrawn"):
        answer = "Example reason." if status == "declined" else ""
        step(amendment, status=status, answer=answer, **settled)
    return amendment


def step(amendment, **facts):
    PlanAmendment.objects.filter(pk=amendment.pk).update(**facts)
    amendment.refresh_from_db()


def in_force(**kwargs):
    """A published plan with everything that Annex 2 asks for."""
    return PlanFactory.create(status=PlanVersion.Status.PUBLISHED, **kwargs)
