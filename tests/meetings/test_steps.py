"""Which steps a meeting can take, and no others (A1-4a-i)."""

import pytest

from gmp_portal.meetings.models import Meeting

STEPS = {
    "planned": {"convened", "cancelled"},
    "convened": {"held", "cancelled"},
    "held": {"closed"},
    "closed": set(),
    "cancelled": set(),
}


@pytest.mark.parametrize("before", STEPS)
def test_the_steps_that_a_meeting_can_take(before):
    meeting = Meeting(status=before)

    possible = {target for target in STEPS if meeting.can_become(target)}

    assert possible == STEPS[before]
