"""What the progress bar of a page is told."""

import json

from gmp_portal.jobs import progress


def test_of_a_job_that_is_forgotten_nothing_is_known():
    answer = progress.answer(None)

    assert answer.status_code == 410
    assert json.loads(answer.content) == {"refusals": [str(progress.FORGOTTEN)]}


def test_a_file_that_is_there_is_done_whatever_became_of_its_job():
    told = json.loads(progress.answer(None, is_over=True).content)

    assert told == {"state": "done", "step": "", "percent": 100}
