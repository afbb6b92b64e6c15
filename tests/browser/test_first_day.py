"""A portal on its first day, when nothing is in it: its pages in a real browser.

``./portal bench walk`` looks at all pages of the demonstration in the same way, as every role.
"""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from tests.bench.walk import Look, Walk
from tests.factories.accounts import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOK = Look(widths=(1280, 320), most=40, each=1)
OFFICES: dict[str, list[dict[str, Any]]] = {
    "visitor": [],
    "officer": [{"officer": True, "is_superuser": True}],
}


@pytest.mark.parametrize("who", OFFICES)
def test_no_page_of_a_new_portal_has_a_fault(
    context: BrowserContext, live_server: Any, sign_in: Any, who: str
) -> None:
    for office in OFFICES[who]:
        sign_in(live_server, UserFactory.create(**office))

    seen = Walk(context, live_server.url, look=LOOK).go()

    assert seen.pages >= 20
    assert seen.faults == []
