"""Sign in with a second factor: these tests are about areas."""

import pytest
from django.test import Client


@pytest.fixture(autouse=True)
def _no_second_factor_for_offices(settings):
    settings.SECOND_FACTOR_FOR_OFFICES = False


@pytest.fixture
def browser():
    """A browser in which somebody has signed in, with a second factor where one is needed."""
    from allauth.mfa.models import Authenticator  # noqa: PLC0415 after Django is set up

    def sign_in(user, *, checks_csrf=False):
        if user.secretariat_roles:
            Authenticator.objects.get_or_create(
                user=user, type=Authenticator.Type.TOTP, defaults={"data": {}}
            )
        client = Client(enforce_csrf_checks=checks_csrf)
        client.force_login(user)
        return client

    return sign_in
