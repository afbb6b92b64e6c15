"""A session is shown by the name of its browser, and raw where that is unknown."""

import pytest

from gmp_portal.ui.templatetags.browsers import browser_name

CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36"
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0"
)
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1"


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (CHROME, "Chrome (Linux)"),
        (EDGE, "Edge (Windows)"),
        (IPHONE, "Safari (iPhone)"),
        ("curl/8.5", ""),
        ("", ""),
    ],
)
def test_a_browser_is_named_only_where_it_is_known(raw, shown):
    assert browser_name(raw) == shown
