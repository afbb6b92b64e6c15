"""The sample data of this app come from the real actions."""

from datetime import UTC, datetime, time

import pytest
import time_machine

from gmp_portal.accounts.models.terms import today
from gmp_portal.ledger import verify
from gmp_portal.meetings.models import Decision, Meeting, MeetingReport
from gmp_portal.typesetting import render
from gmp_portal.website.demo import meetings as demo
from tests.factories.accounts import UserFactory
from tests.factories.partners import RepresentativeFactory
from tests.factories.reference import CountryFactory


# Before the meeting would begin in Geneva, while it meets, and when it is tomorrow there.
@pytest.mark.parametrize("hour", [time(0, 5), time(12), time(23, 50)])
@pytest.mark.skipif(not render.is_available(), reason="This machine cannot make PDF files.")
def test_the_demonstration_shows_meetings_and_decisions_in_their_states(
    pag, chair, members, secretariat, run_jobs, hour
):
    CountryFactory.create(iso2="CH")
    cast = {
        "secretariat": secretariat,
        "pag.chair": chair,
        "pag.member": members[0],
        "observer": RepresentativeFactory.create().person,
        "area.lead": UserFactory.create(),
    }

    with time_machine.travel(datetime.combine(today(), hour, UTC)):
        demo.load(cast)
        count = Meeting.objects.count()
        demo.load(cast)
        run_jobs()

    statuses = Decision.objects.order_by("pk").values_list("status", flat=True)
    assert list(statuses) == ["adopted_with_statements", "open", "open"]
    assert Meeting.objects.count() == count
    assert MeetingReport.objects.get().status == MeetingReport.Status.PUBLISHED
    assert list(verify.faults()) == []
