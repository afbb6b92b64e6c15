"""Measures work in the background: how soon it begins, how a long queue drains, how mails go.

Everything is real: the database, the broker, one worker, one pump and a mail server.
"""

import argparse
import os
import sys
import time
import uuid
from statistics import median

from tests.bench import page
from tests.bench.stand import Stand, stand

NAME = "jobs"
P95_BAR_MS = 100
PATIENCE = 1800


def main(arguments: list[str]) -> int:
    """Run it, print the figures, and say by the exit code whether they are good enough."""
    options = _parse(arguments)
    with stand() as built:
        report, is_well = _measure(built, options)
    print(report)
    if options.write:
        command = f"./portal bench {NAME} {' '.join(arguments)}"
        page.write(NAME, "Work in the background", command, report)
    return 0 if is_well else 1


def _measure(built: Stand, options: argparse.Namespace) -> tuple[str, bool]:
    import django  # noqa: PLC0415 its settings are those of the stand

    django.setup()
    waits = sorted(_waits(options.commits))
    p95 = waits[int(len(waits) * 0.95) - 1]
    drained, sent, longest = _drain(built, options.jobs)
    seconds, lines = _mail(built, options.mails)
    report = [
        f"{options.commits} single commits, from the commit to the start of the work: "
        f"p50 {median(waits):.0f} ms, p95 {p95:.0f} ms, longest {waits[-1]:.0f} ms",
        f"{options.jobs} jobs at once: {sent} messages to the broker, "
        f"{sent - options.jobs} of them in vain, queue at most {longest} long, "
        f"drained in {drained:.0f} s",
        f"{options.mails} mails at once: {lines} connections to the mail server, "
        f"{len(built.mails.mails)} mails taken in {seconds:.0f} s",
        f"load of the machine at the end {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores",
    ]
    is_well = p95 <= P95_BAR_MS and sent == options.jobs
    return "\n".join(report), is_well


def _waits(count: int) -> list[float]:
    """Milliseconds from writing a job to its start, by the database's clock, one at a time."""
    from django.db import transaction  # noqa: PLC0415

    from gmp_portal import jobs  # noqa: PLC0415
    from gmp_portal.jobs.models import Job  # noqa: PLC0415

    waits = []
    # The first ones still wait for the worker and the pump to start.
    for number in range(count + 3):
        key = str(uuid.uuid4())
        with transaction.atomic():
            jobs.enqueue("notifications.send", key, message=key)
        job = jobs.find("notifications.send", key)
        while job is None or job.state != Job.State.DONE:
            time.sleep(0.05)
            job = jobs.find("notifications.send", key)
        assert job.started_at is not None
        if number >= 3:
            waits.append((job.started_at - job.created_at).total_seconds() * 1000)
    return waits


def _drain(built: Stand, count: int) -> tuple[float, int, int]:
    """Seconds until so many jobs are done, messages really sent, and the longest queue."""
    import redis  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415

    from gmp_portal.jobs.models import Job  # noqa: PLC0415
    from tests.factories.partners import LetterFactory, PublicFileFactory  # noqa: PLC0415

    letter = LetterFactory.create(submitted=True, receipt=PublicFileFactory.create())
    kind = "partners.receipt"
    with redis.Redis.from_url(settings.REDIS_URL) as broker:
        before, began, longest = _pushed(broker), time.monotonic(), 0
        Job.objects.bulk_create(
            Job(kind=kind, key=f"{kind}:{number}", payload={"letter": letter.pk})
            for number in range(count)
        )
        while Job.objects.filter(state="open").exists():
            longest = max(longest, int(broker.llen("celery")))
            time.sleep(0.05)
            assert time.monotonic() - began < PATIENCE
        return time.monotonic() - began, _pushed(broker) - before, longest


def _pushed(broker: "redis.Redis") -> int:  # type: ignore[name-defined] # noqa: F821
    stats = broker.info("commandstats")
    return int(stats.get("cmdstat_lpush", {"calls": 0})["calls"])


def _mail(built: Stand, count: int) -> tuple[float, int]:
    """Seconds until so many mails are taken, and over how many connections."""
    from django.db import transaction  # noqa: PLC0415

    from gmp_portal.notifications import outbox  # noqa: PLC0415
    from gmp_portal.notifications.models import Message  # noqa: PLC0415

    before, began = built.mails.connections, time.monotonic()
    with transaction.atomic():
        for number in range(count):
            address = f"reader.{number}@example.org"
            outbox.queue(
                Message(address=address, language="en", subject="Hello", body="Bye")
            )
    while Message.objects.filter(state="queued").exists():
        time.sleep(0.05)
        assert time.monotonic() - began < PATIENCE
    return time.monotonic() - began, built.mails.connections - before


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./portal bench jobs", description=__doc__)
    parser.add_argument("--commits", type=int, default=100)
    parser.add_argument("--jobs", type=int, default=5000)
    parser.add_argument("--mails", type=int, default=500)
    parser.add_argument("--write", action="store_true", help="put the result into proof.md")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
