"""What tests of signing in share."""

import pytest

from gmp_portal.accounts.limits import Limit
from gmp_portal.notifications import adapter


@pytest.fixture
def few_from_one_place(monkeypatch):
    """How many passwords are weighed from one place here: a tenth of what it is, to be quick."""
    few = adapter.FROM_ONE_PLACE.most // 10
    limit = Limit(few, adapter.FROM_ONE_PLACE.within)
    monkeypatch.setattr(adapter, "FROM_ONE_PLACE", limit)
    return few
