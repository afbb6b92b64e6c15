"""Rows of the pages above the apps."""

import factory
from django.utils import timezone

from gmp_portal.website.models import Subscription


class SubscriptionFactory(factory.django.DjangoModelFactory):
    """An address that gets the newsletter of the Partnership."""

    class Meta:
        model = Subscription

    class Params:
        unconfirmed = factory.Trait(confirmed_at=None)

    email = factory.Sequence(lambda number: f"reader-{number}@example.org")
    language = "en"
    confirmed_at = factory.LazyFunction(timezone.now)
