"""What a component leaves around itself on the page."""

import re
from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from django.utils import timezone

MOMENT = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "text"),
    [
        ("UTC", "1 March 2026, 23:30 UTC."),
        ("America/New_York", "1 March 2026, 18:30 (America/New York; 23:30 UTC)."),
        ("Asia/Tokyo", "2 March 2026, 08:30 (Asia/Tokyo; 1 March 2026, 23:30 UTC)."),
    ],
)
def test_no_line_breaks_between_a_moment_and_its_full_stop(zone, text):
    template = Template("{% load ui %}{% localtime_utc moment %}.")

    with timezone.override(zone):
        page = template.render(Context({"moment": MOMENT}))

    assert " ".join(re.sub(r"<[^>]*>", "", page).split()) == text
