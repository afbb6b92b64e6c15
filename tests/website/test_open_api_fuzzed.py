"""The interface, asked by a machine for whatever its description allows and forbids."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from gmp_portal.ui.open_lists import LISTS
from tests.factories.meetings import MeetingFactory
from tests.factories.partners import PartnerFactory

CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.unsupported_method,
]
SEEDLESS = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=12,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def described(db: None) -> Iterator[Any]:
    """The description, read from the portal itself; the connection is the test's own."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    PartnerFactory.create_batch(3)
    MeetingFactory.create_batch(2, convened=True)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_whatever_is_asked_is_answered_as_it_is_described(
    described: Any, mode: GenerationMode
) -> None:
    operations = [result.ok() for result in described.get_all_operations()]
    assert len(operations) == 1 + 2 * len(LISTS)

    for operation in operations:
        if mode in operation_modes(operation):
            _ask(operation.as_strategy(generation_mode=mode))


def operation_modes(operation: Any) -> list[GenerationMode]:
    """What takes no query cannot be asked wrongly: any text may be a key."""
    return list(GenerationMode) if operation.query else [GenerationMode.POSITIVE]


def _ask(cases: SearchStrategy[Any]) -> None:
    @SEEDLESS
    @given(case=cases)
    def asked(case: Any) -> None:
        # What is packed on the way is no part of what is described.
        plain = case.call(headers={"Accept-Encoding": "identity"})
        case.validate_response(plain, checks=CHECKS)

    asked()
