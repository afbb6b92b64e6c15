"""The pages of this room are tested with people who have no second factor."""

import pytest

from tests.browser.conftest import axe, browser, context, fits, page, sign_in  # noqa: F401


@pytest.fixture(autouse=True)
def _signed_in_without_second_factor(settings):
    settings.DEMO = True
