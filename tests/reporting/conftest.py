"""What every test of this app has: a database."""

import pytest


@pytest.fixture(autouse=True)
def _with_a_database(db: None) -> None:
    """Most of what is tested here stands in rows."""
