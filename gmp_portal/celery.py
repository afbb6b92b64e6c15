"""Celery carries the ids of jobs to workers and nothing else (never imported by the web)."""

import os

import celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gmp_portal.settings")
os.environ.setdefault("STATEMENT_TIMEOUT_MS", "120000")

app = celery.Celery("gmp_portal")
app.config_from_object("gmp_portal.jobs.celery_settings")
app.autodiscover_tasks(["gmp_portal.jobs"], related_name="tasks")
