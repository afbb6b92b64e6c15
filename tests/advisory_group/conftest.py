"""Places for the tests of this app."""

import pytest

from tests.factories.advisory_group import the_group


@pytest.fixture(autouse=True)
def _signed_in_without_second_factor(settings):
    """Offices need a second factor; its own tests are those of the accounts."""
    settings.DEMO = True


@pytest.fixture
def group(db):
    """The Advisory Group as a body."""
    return the_group()
