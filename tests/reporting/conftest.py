"""What every test of this app has: people sign in without a second factor."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _signed_in_without_second_factor(settings: Any, db: None) -> None:
    settings.DEMO = True
