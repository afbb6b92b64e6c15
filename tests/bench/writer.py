"""Enters one plan twice, once in LibreOffice Writer and Calc and once in the portal, key by key.

Both scripts type the same words at the same pace, as people who know their way: styles, tables and
sums by shortcuts in real windows there, fields by the keyboard and buttons by the mouse here. What
each has at the end that the other has not stands below.

It wants programs that nothing else here needs, and a machine at rest.
"""

import argparse
import os
import sys
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.bench import office, office_plan, page
from tests.bench.office import PAUSE
from tests.bench.stand import Stand, stand
from tests.browser_options import CHROMIUM, FLAGS
from tests.processes import wait_for

NAME = "writer"
# Seconds until the web of the stand answers.
PATIENCE = 60
# Seconds of a hand: a key, and the way to the mouse with a click (the keystroke-level model).
A_KEY, A_CLICK = 0.2, 2.1


@dataclass
class Taken:
    """What one way of writing took."""

    loads: int
    windows: int
    dialogs: int
    keys: int
    clicks: int
    seconds: float

    @property
    def by_hand(self) -> float:
        """Minutes of somebody who types and points as people do, without a pause to think."""
        return (self.keys * A_KEY + self.clicks * A_CLICK) / 60


def main(arguments: list[str]) -> int:
    """Write it both ways and print what each took, side by side."""
    options = _parse(arguments)
    if lacking := office.missing():
        print(f"Not installed: {' '.join(lacking)}\nTo install: {office.HINT}")
        return 2
    lines = page.Lines()
    with stand() as built, tempfile.TemporaryDirectory(prefix="gmp-bench-") as folder:
        _write_both(built, Path(folder), lines)
    if options.write:
        command = f"./portal bench {NAME} {' '.join(arguments)}"
        page.write(
            NAME,
            "A plan in Writer and Calc, and here",
            command,
            "\n".join(lines),
            page.PERFORMANCE,
        )
    return 0


def _write_both(built: Stand, folder: Path, lines: page.Lines) -> None:
    import django  # noqa: PLC0415 its settings are those of the stand

    django.setup()
    from tests.bench import planners  # noqa: PLC0415

    planned = planners.Planned.make()
    there, said_there = _in_the_office(planned.sheet(), folder)
    here, said_here = _in_the_portal(built, planned)
    lines.say(f"{'':<28}{'Writer and Calc':>16}{'portal':>10}")
    rows: Sequence[tuple[str, Any, Any]] = (
        ("page loads", there.loads, here.loads),
        ("windows opened", there.windows, here.windows),
        ("dialogs", there.dialogs, here.dialogs),
        ("key presses", there.keys, here.keys),
        ("clicks", there.clicks, here.clicks),
        ("seconds of the script", round(there.seconds), round(here.seconds)),
        ("minutes by hand", f"{there.by_hand:.1f}", f"{here.by_hand:.1f}"),
    )
    for name, one, other in rows:
        lines.say(f"{name:<28}{one:>16}{other:>10}")
    lines.say(
        f"Both type with {PAUSE} ms between two keys; a chord such as Ctrl+V counts two."
    )
    lines.say(f"By hand: {A_KEY} s a key and {A_CLICK} s a click, nothing for thinking.")
    for where, said in (("Writer and Calc", said_there), ("the portal", said_here)):
        lines.say(f"At the end in {where}:")
        for each in said:
            lines.say(f"  {each}")
    lines.say(
        f"load of the machine at the end {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )


def _in_the_office(sheet: office_plan.Sheet, folder: Path) -> tuple[Taken, list[str]]:
    file = folder / "plan.odt"
    with office.desk(folder) as desk:
        began = time.monotonic()
        office_plan.write(desk, sheet, file)
        took = time.monotonic() - began
        taken = Taken(0, desk.windows, desk.dialogs, desk.keys, 0, took)
    return taken, office_plan.told(sheet, file, folder / "reader")


def _in_the_portal(built: Stand, planned: Any) -> tuple[Taken, list[str]]:
    from tests.bench.typist import Typist  # noqa: PLC0415

    # The database is not asked while the browser is at work: it runs a loop in this thread.
    cookie = planned.cookie(built.address)
    if not wait_for(lambda: _is_up(built.address), PATIENCE):
        message = "The web does not answer."
        raise TimeoutError(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = browser.new_context(
            viewport={"width": 1280, "height": 900}, locale="en-US"
        )
        context.add_cookies([cookie])
        typist = Typist(context.new_page(), built.address)
        typist.watch()
        began = time.monotonic()
        typist.write(planned.area, *planned.people)
        typist.page.wait_for_url("**/plans/1/")
        took = time.monotonic() - began
        browser.close()
    return Taken(typist.loads, 1, 0, typist.keys, typist.clicks, took), planned.told()


def _is_up(address: str) -> bool:
    with suppress(OSError), urllib.request.urlopen(f"{address}/health/"):  # noqa: S310 our own
        return True
    return False


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=f"./portal bench {NAME}", description=__doc__)
    parser.add_argument("--write", action="store_true", help="keep the report")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
