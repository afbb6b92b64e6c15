"""Celery carries the ids of jobs to workers and nothing else (never imported by the web)."""

import os

import celery
from celery import signals

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gmp_portal.settings")
os.environ.setdefault("STATEMENT_TIMEOUT_MS", "120000")

app = celery.Celery("gmp_portal")
app.config_from_object("gmp_portal.jobs.celery_settings")
app.autodiscover_tasks(["gmp_portal.jobs"], related_name="tasks")


@signals.setup_logging.connect
def log_as_the_web_does(**_said: object) -> None:
    """Keep the portal's logging, which Celery would otherwise replace with its own."""
    # The settings are the environment's, which the lines above have completed.
    from django.conf import settings  # noqa: PLC0415

    from gmp_portal import logs  # noqa: PLC0415

    logs.configure(settings.LOGGING)
