"""The body for the tests of this app."""

import pytest

from tests.factories.advisory_group import the_group


@pytest.fixture
def group(db):
    """The Advisory Group as a body."""
    return the_group()
