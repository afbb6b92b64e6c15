"""People and their terms for tests."""

from datetime import date, timedelta

import factory
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.utils import timezone

from gmp_portal.accounts.models import SecretariatTerm, User
from gmp_portal.accounts.models.terms import days


class UserFactory(factory.django.DjangoModelFactory):
    """Somebody who signed up; ask for an office by name: ``UserFactory(officer=True)``."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        # May do all that the secretariat may; whoever only examines letters is
        # ``UserFactory(officer=True, office__role="officer")``.
        officer = factory.Trait(
            office=factory.RelatedFactory(
                "tests.factories.accounts.SecretariatTermFactory",
                "person",
                role=SecretariatTerm.Role.HEAD,
            )
        )
        # Has signed in, and so proved the address.
        proved = factory.Trait(last_login=factory.LazyFunction(timezone.now))

    name = factory.Sequence(lambda n: f"Sample Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")


class SecretariatTermFactory(factory.django.DjangoModelFactory):
    """A running term as an officer of the secretariat."""

    class Meta:
        model = SecretariatTerm

    person = factory.SubFactory(UserFactory)
    role = SecretariatTerm.Role.OFFICER
    period = factory.LazyFunction(
        lambda: days(date(2020, 1, 1), timezone.now().date() + timedelta(days=400))
    )


def with_second_factor(user: User) -> User:
    """Give somebody an authenticator app, so that no office asks to set one up first."""
    app = {"user": user, "type": Authenticator.Type.TOTP}
    Authenticator.objects.get_or_create(**app, defaults={"data": {"secret": "sample"}})
    return user


def code_of(secret: str) -> str:
    """What an authenticator app shows now."""
    _before, now, _after = auth.yield_hotp_counters_from_time()
    return str(auth.format_hotp_value(auth.hotp_value(secret, now)))
