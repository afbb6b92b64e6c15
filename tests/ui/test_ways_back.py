"""Whoever presses a button on a page comes back to the page as it was."""

import pytest
from django.test import RequestFactory

from gmp_portal.ui import ways_back

MEETING = "/meetings/example/#participants"


@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [
        ("http://testserver/meetings/example/?invitations=2", "?invitations=2"),
        ("http://testserver/meetings/example/", ""),
        ("http://testserver/meetings/another/?invitations=2", ""),
        ("http://elsewhere.example/meetings/example/?invitations=2", ""),
        ("", ""),
    ],
)
def test_what_was_chosen_of_its_lists_stays(came_from, leads_to):
    request = RequestFactory().post("/", headers={"referer": came_from})

    address = ways_back.as_it_was(request, MEETING)

    assert address == f"/meetings/example/{leads_to}#participants"
