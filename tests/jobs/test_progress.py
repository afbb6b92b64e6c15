"""What the progress bar of a page is told."""

import json

from gmp_portal.jobs import progress


def test_without_a_job_the_work_waits_for_its_turn():
    told = json.loads(progress.answer(None).content)

    assert told == {"state": "open", "step": "", "percent": 0}


def test_a_file_that_is_there_is_done_whatever_became_of_its_job():
    told = json.loads(progress.answer(None, is_over=True).content)

    assert told == {"state": "done", "step": "", "percent": 100}
