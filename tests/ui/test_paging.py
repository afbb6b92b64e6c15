"""Pages of long lists."""

import pytest
from django.test import RequestFactory

from gmp_portal.ui.paging import page_of


@pytest.mark.parametrize(
    ("asked", "number"),
    [("2", 2), ("99999", 4), ("9" * 5000, 1), ("junk", 1), ("-3", 4), ("0", 4), ("", 1)],
)
def test_any_page_number_gives_a_page(asked: str, number: int):
    request = RequestFactory().get("/", {"page": asked})

    assert page_of(request, list(range(100))).number == number
