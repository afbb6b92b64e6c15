"""The pages of this app are tested with people who have no second factor."""

import pytest


@pytest.fixture(autouse=True)
def _signed_in_without_second_factor(settings):
    settings.DEMO = True
