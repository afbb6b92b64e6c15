"""Forms that somebody typed into and has not sent."""

import factory

from gmp_portal.writing.models import UnsentForm
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
