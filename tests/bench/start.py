"""Measures what a start costs, and what the first page after it costs against the next ones.

The start is ``manage.py check``, in turn with that of a project that Django has just made, both
with their code compiled before. Pages are asked of the program that the web server runs, in a
process of its own; all figures are processor time.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from gmp_portal.launcher import paths
from tests.bench import page
from tests.bench.stand import stand

NAME = "start"
# Twice would be the goal. Loading allauth with its second factors, the API and some 450 modules of
# our own already takes more; this bound notices what comes on top.
MOST_TIMES_BARE, MOST_TIMES_NEXT = 4.5, 3.0
PAGES = ("/", "/partners/", "/areas/", "/zh-hans/")
NEXT = 3
ASK = """
import io, json, sys, time
from gmp_portal.wsgi import application
from gmp_portal.ui import kept_parts
places, host, port = json.loads(sys.argv[1])
def ask(place):
    # Each is made anew: what was kept of the one before would be no measure of a page.
    kept_parts.forget()
    began, said = time.process_time(), []
    answer = application({
        "REQUEST_METHOD": "GET", "PATH_INFO": place, "QUERY_STRING": "", "SCRIPT_NAME": "",
        "SERVER_NAME": host, "SERVER_PORT": str(port), "HTTP_HOST": f"{host}:{port}",
        "REMOTE_ADDR": host, "wsgi.version": (1, 0), "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr, "wsgi.multithread": True,
        "wsgi.multiprocess": True, "wsgi.run_once": False,
    }, lambda status, *_rest: said.append(status))
    b"".join(answer)
    answer.close()
    assert said[0].startswith("200"), (place, said)
    return (time.process_time() - began) * 1000
loaded = time.process_time() * 1000
print(json.dumps([loaded, [[ask(place) for place in places] for _round in range(NEXT + 1)]]))
"""


def main(arguments: list[str]) -> int:
    """Run it, print the figures, and say by the exit code whether they are good enough."""
    options = _parse(arguments)
    lines = page.Lines()
    with stand() as built, tempfile.TemporaryDirectory(prefix="gmp-bench-") as folder:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
        is_well = _measure_checks(Path(folder), options.times, lines)
        is_well = _measure_pages(built.port, options.times, lines) and is_well
    lines.say(
        f"load of the machine at the end {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    if options.write:
        command = f"./portal bench {NAME} {' '.join(arguments)}"
        page.write(NAME, "A start", command, "\n".join(lines), to=page.PERFORMANCE)
    return 0 if is_well else 1


def _measure_checks(folder: Path, times: int, lines: page.Lines) -> bool:
    make = [sys.executable, "-m", "django", "startproject", "bare", str(folder)]
    subprocess.run(make, check=True, env=_without_settings())
    check = [sys.executable, "manage.py", "check"]
    bare: list[float] = []
    ours: list[float] = []
    # The first time compiles.
    for _time in range(times + 1):
        bare.append(_milliseconds(check, folder, _without_settings()))
        ours.append(_milliseconds(check, paths.ROOT, dict(os.environ)))
    middles = median(bare[1:]), median(ours[1:])
    lines.say(
        f"manage.py check: bare {middles[0]:.0f} ms, portal {middles[1]:.0f} ms,"
        f" {middles[1] / middles[0]:.1f} times as much"
    )
    return middles[1] <= MOST_TIMES_BARE * middles[0]


def _measure_pages(port: int, times: int, lines: page.Lines) -> bool:
    starts = [_pages_after_a_start(port) for _time in range(times)]
    lines.say(f"loading for the web: {median(loaded for loaded, _ in starts):.0f} ms")
    is_well = True
    for number, place in enumerate(PAGES):
        first = median(rounds[0][number] for _, rounds in starts)
        later = median(each[number] for _, rounds in starts for each in rounds[1:])
        lines.say(
            f"{place:<12} first {first:.0f} ms, then {later:.0f} ms, {first / later:.1f}"
            " times as much"
        )
        is_well = is_well and first <= MOST_TIMES_NEXT * later
    return is_well


def _pages_after_a_start(port: int) -> tuple[float, list[list[float]]]:
    command = [sys.executable, "-c", ASK.replace("NEXT", str(NEXT))]
    told = subprocess.run(
        [*command, json.dumps([PAGES, "127.0.0.1", port])],
        cwd=paths.ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    loaded, rounds = json.loads(told.stdout)
    return loaded, rounds


def _milliseconds(command: list[str], folder: Path, environ: dict[str, str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, env=environ, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def _without_settings() -> dict[str, str]:
    return {
        name: value
        for name, value in os.environ.items()
        if name != "DJANGO_SETTINGS_MODULE"
    }


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=f"./portal bench {NAME}", description=__doc__)
    parser.add_argument("--times", type=int, default=7, help="how often each is started")
    parser.add_argument("--write", action="store_true", help="keep the result")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
