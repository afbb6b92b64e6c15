"""The only Celery task of the portal: run the job with this id."""

import celery

from gmp_portal.jobs import runner


@celery.shared_task(name="jobs.run")
def run(pk: str) -> None:
    runner.run(pk)
