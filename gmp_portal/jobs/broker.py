"""The broker as the pump sees it: it takes ids of jobs, and says which it still carries."""

import json
from uuid import UUID

import celery
import redis
from django.conf import settings

from gmp_portal.jobs import tasks

SECONDS = 2


def send(pk: UUID) -> None:
    """Hand over the id of one job; the message has the same id, so that it can be known again."""
    tasks.run.apply_async((str(pk),), task_id=str(pk))


def carried() -> set[UUID]:
    """The jobs whose ids wait in the queue for a worker; at most as many as are handed out."""
    queue = celery.current_app.conf.task_default_queue
    with redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=SECONDS, socket_connect_timeout=SECONDS
    ) as client:
        messages = client.lrange(queue, 0, -1)
    return {UUID(json.loads(message)["headers"]["id"]) for message in messages}
