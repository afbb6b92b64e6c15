"""Kills parts of the portal at random while people send letters, and counts what is lost.

A letter is acknowledged when its sender got the answer. Each makes a job that typesets a
receipt, two mails and an act in the ledger; afterwards each must be there, and there once.
"""

import argparse
import os
import random
import sys
import threading
import time
from collections import Counter, deque
from typing import Any

from tests.bench import page
from tests.bench.clients import Load
from tests.bench.stand import Stand, stand

NAME = "chaos"
PARTS = ("worker", "pump", "web", "Valkey", "PostgreSQL")
CLIENTS = 2
PATIENCE = 300
MOST_DRAIN_SECONDS = 60


def main(arguments: list[str]) -> int:
    """Run it, print what came of it, and say by the exit code whether all held."""
    options = _parse(arguments)
    with stand() as built:
        report, is_well = _run(built, options)
    print(report)
    if options.write:
        page.write(NAME, "Killing", f"./portal bench {NAME} {' '.join(arguments)}", report)
    return 0 if is_well else 1


def _run(built: Stand, options: argparse.Namespace) -> tuple[str, bool]:
    import django  # noqa: PLC0415 its settings are those of the stand

    django.setup()
    from tests.bench import effects  # noqa: PLC0415

    sender, keys = effects.write_letters(int(options.rate * options.seconds) + CLIENTS)
    load = Load(built.port, effects.sign_in(sender), deque(keys))
    load.pause = CLIENTS / options.rate
    clients = [threading.Thread(target=load.run) for _number in range(CLIENTS)]
    for client in clients:
        client.start()
    kills = _kill(built, options)
    last_kill = time.monotonic()
    load.is_over.set()
    for client in clients:
        client.join()
    _drain()
    drained = time.monotonic() - last_kill
    seen = effects.Effects()
    seen.look(load.acknowledged, built.mails)
    report = _report(options, kills, load, seen, drained)
    is_well = not seen.lost and not seen.doubled and drained <= MOST_DRAIN_SECONDS
    return report, is_well


def _kill(built: Stand, options: argparse.Namespace) -> Counter[str]:
    """Kill by lot, at moments by lot, as often as asked."""
    lot = random.Random(options.seed)
    kills: Counter[str] = Counter()
    mean = options.seconds / options.kills
    while kills.total() < options.kills:
        time.sleep(lot.uniform(0.2, 1.8) * mean)
        part = lot.choice(PARTS)
        # A part that is just starting again is no part to kill: another moment is drawn.
        if built.kill(part, lot.random()):
            kills[part] += 1
            if kills.total() % 50 == 0:
                print(f"  {kills.total()} kills", flush=True)
    return kills


def _drain() -> None:
    """Return when no job is open any more."""
    from django.db import Error, connection  # noqa: PLC0415

    from gmp_portal.jobs.models import Job  # noqa: PLC0415

    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if not Job.objects.filter(state="open").exists():
                return
        except Error:
            connection.close()
        time.sleep(0.2)


def _report(
    options: argparse.Namespace, kills: Counter[str], load: Load, seen: Any, drained: float
) -> str:
    from gmp_portal.jobs.models import Job  # noqa: PLC0415

    again = Job.objects.filter(attempts__gt=1).count()
    answers = ", ".join(f"{said} {count}" for said, count in sorted(load.answers.items()))
    lines = [
        f"kills {kills.total()} in {options.seconds:.0f} s, seed {options.seed}: "
        + ", ".join(f"{part} {kills[part]}" for part in PARTS),
        f"acknowledged letters {len(load.acknowledged)}, sent {seen.submitted}"
        f" (answers: {answers})",
        f"lost {len(seen.lost)}, doubled {len(seen.doubled)}",
        f"drained {drained:.1f} s after the last kill",
        f"jobs {Job.objects.count()}, begun more than once {again}, parked "
        f"{Job.objects.filter(state='parked').count()}",
        f"mails that came twice, with the same Message-ID {seen.repeated_mails}",
        f"load of the machine at the end {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores",
    ]
    return "\n".join([*lines, *seen.lost[:20], *seen.doubled[:20]])


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./portal bench chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=700, help="how long people send")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rate", type=float, default=1.0, help="letters sent in a second")
    parser.add_argument("--write", action="store_true", help="put the result into proof.md")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
