"""What the progress bar of a page is told."""

import json

import pytest

from gmp_portal.jobs import progress
from gmp_portal.jobs.models import Job


def test_of_a_job_that_is_forgotten_nothing_is_known():
    answer = progress.answer(None)

    assert answer.status_code == 410
    assert json.loads(answer.content) == {"refusals": [str(progress.FORGOTTEN)]}


def test_a_file_that_is_there_is_done_whatever_became_of_its_job():
    told = json.loads(progress.answer(None, is_over=True).content)

    assert told == {"state": "done", "step": "", "percent": 100}


def test_whoever_asks_is_told_state_step_and_percentage():
    job = Job(state="open", step_label="Lay out", percent=40)

    told = json.loads(progress.answer(job).content)

    assert told == {"state": "open", "step": "Lay out", "percent": 40}


@pytest.mark.parametrize(("tells", "state"), [(True, "parked"), (False, "open")])
def test_a_page_may_ask_for_each_failed_attempt(tells, state):
    job = Job(state="open", last_error="ValueError: no ink")

    told = json.loads(progress.answer(job, tells_failures=tells).content)

    assert told["state"] == state
