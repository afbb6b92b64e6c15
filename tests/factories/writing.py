"""What somebody typed and has not sent, and when somebody was here."""

from datetime import timedelta

import factory
from django.utils import timezone

from gmp_portal.writing.models import UnsentForm, Visit
from tests.factories.accounts import UserFactory


class UnsentFormFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = UnsentForm

    person = factory.SubFactory(UserFactory)
    stem = factory.Sequence(lambda n: f"sample{n:06}")
    number = 1
    copy = factory.LazyAttribute(lambda kept: f"{kept.stem}-{kept.number}-abc")
    form = "/sample/:0"
    page = "/sample/"
    action = "/sample/"
    title = "Sample form"
    fields = factory.LazyFunction(lambda: {"text": ["Typed and not sent."]})


class VisitFactory(factory.django.DjangoModelFactory):
    """A visit that is over."""

    class Meta:
        model = Visit

    person = factory.SubFactory(UserFactory)
    scope = "sample:1"
    seen_at = factory.LazyFunction(lambda: timezone.now() - timedelta(hours=2))
    before_at = factory.SelfAttribute("seen_at")
    read_at = factory.SelfAttribute("seen_at")
