"""A code of an authenticator app counts a little longer than it is shown (RFC 6238)."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal import auth

from tests.factories.accounts import UserFactory, code_of

SHOWN = datetime(2026, 11, 26, 12, 0, 29, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "is_taken"), [(0, True), (2, True), (60, False)])
def test_a_code_that_changed_while_it_was_typed_still_counts(seconds, is_taken):
    secret = auth.generate_totp_secret()
    factor = auth.TOTP.activate(UserFactory.create(), secret)
    with time_machine.travel(SHOWN, tick=False):
        code = code_of(secret)

    with time_machine.travel(SHOWN + timedelta(seconds=seconds), tick=False):
        assert factor.validate_code(code) is is_taken
