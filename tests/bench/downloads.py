"""Measures downloads of a long list: when the first byte comes, and how much memory they take.

A list of 50,000 partners is fetched over HTTP in each format, and a tenth of it before, so that
what grows with the list shows.
"""

import argparse
import http.client
import os
import sys
import threading
import time
from pathlib import Path

from gmp_portal.launcher import processes
from tests.bench import page
from tests.bench.stand import Stand, stand

NAME = "downloads"
FORMS = ("csv", "xlsx", "json")
FIRST_BYTE_SECONDS, MOST_GROWTH_MB = 0.5, 8
A_TENTH = "?kind=other"
PATIENCE = 300
PIECE = 65_536
BATCH = 2_500


def main(arguments: list[str]) -> int:
    """Run it, print the figures, and say by the exit code whether they are good enough."""
    options = _parse(arguments)
    with stand() as built:
        report, is_well = _measure(built, options.rows)
    print(report)
    if options.write:
        command = f"./portal bench {NAME} {' '.join(arguments)}"
        page.write(NAME, "Downloads of a long list", command, report)
    return 0 if is_well else 1


def _measure(built: Stand, rows: int) -> tuple[str, bool]:
    import django  # noqa: PLC0415 its settings are those of the stand

    django.setup()
    _fill(rows)
    lines, is_well = [f"{rows} partners, over HTTP, one download at a time"], True
    for form in FORMS:
        calm = 0.0
        for query in (A_TENTH, A_TENTH, ""):
            first, seconds, size, peak = _fetch(built, f"/data/partners.{form}{query}")
            if query:
                calm = peak
        grown = peak - calm
        is_well = is_well and first <= FIRST_BYTE_SECONDS and grown <= MOST_GROWTH_MB
        lines.append(
            f"{form:<4} first byte {first * 1000:.0f} ms, whole {seconds:.1f} s, "
            f"{size / 1e6:.1f} MB; memory of the web at most {peak:.0f} MB, "
            f"{grown:+.0f} MB against a tenth of the rows"
        )
    lines.append(
        f"load of the machine at the end {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    return "\n".join(lines), is_well


def _fill(rows: int) -> None:
    """So many partners with names in four scripts, a tenth of them of another kind."""
    from partners.models import Partner  # noqa: PLC0415

    scripts = ("Sample partner", "示例合作伙伴", "شريك نموذجي", "Пример партнёра")
    for begin in range(0, rows, BATCH):
        Partner.objects.bulk_create(
            Partner(
                name=f"{scripts[number % 4]} {number}",
                skeleton=f"sample {number:06}",
                slug=f"sample-{number}",
                kind="ngo" if number % 10 else "other",
                unep_region="global",
                status="confirmed",
                since="2024-03-01",
                evidence="letter",
                source="A sentence about the source of this entry, as long as they are. "
                * 2,
            )
            for number in range(begin, min(begin + BATCH, rows))
        )


def _fetch(built: Stand, path: str) -> tuple[float, float, int, float]:
    """Seconds to the first byte and to the last one, bytes, and megabytes of the web meanwhile."""
    peak, is_over = [_megabytes(built)], threading.Event()

    def watch() -> None:
        while not is_over.wait(0.02):
            peak[0] = max(peak[0], _megabytes(built))

    watching = threading.Thread(target=watch)
    watching.start()
    connection = http.client.HTTPConnection("127.0.0.1", built.port, timeout=PATIENCE)
    began = time.monotonic()
    connection.request("GET", path)
    answer = connection.getresponse()
    first_piece = answer.read(1)
    first = time.monotonic() - began
    size = len(first_piece)
    while piece := answer.read(PIECE):
        size += len(piece)
    seconds = time.monotonic() - began
    is_over.set()
    watching.join()
    connection.close()
    assert answer.status == 200, answer.status
    return first, seconds, size, peak[0]


def _megabytes(built: Stand) -> float:
    """What the program of the web and its children have in memory."""
    pid = built.parts["web"].pid
    return sum(_resident(each) for each in (pid, *processes.children_of(pid)))


def _resident(pid: int) -> float:
    try:
        told = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    [line] = [line for line in told.splitlines() if line.startswith("VmRSS")] or [
        "VmRSS: 0"
    ]
    return int(line.split()[1]) / 1024


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=f"./portal bench {NAME}", description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--write", action="store_true", help="put the result into proof.md")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
