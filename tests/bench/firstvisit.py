"""Measures a first visit in Chromium on a slow line: its weight, and how soon it stands still.

The line is that of "slow 4G" in Lighthouse: 1.6 Mbit/s down, 0.75 up, 150 ms there and back. Each
page is opened with an empty cache, several times; the running demonstration answers.

    ./portal demo                        # in one window
    ./portal bench firstvisit
"""

import argparse
import statistics
import sys
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.bench.page import PERFORMANCE, Lines, write
from tests.bench.walk import running
from tests.browser_options import CHROMIUM, FLAGS

NAME = "firstvisit"
PAGES = (
    "/",
    "/partners/",
    "/areas/",
    "/areas/asgm/",
    "/advisory-group/",
    "/meetings/",
    "/reports/",
    "/framework/",
    "/framework/annex-2/",
    "/decisions/",
    "/search/?q=mercury",
    "/zh-hans/",
    "/zh-hans/partners/",
)
MOST_KB, MOST_REQUESTS, MOST_LCP, MOST_CLS = 75, 8, 1500, 0.05
SLOW = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
WATCH = """
window.largest = 0; window.shifted = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.largest = entry.startTime;
}).observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""


def main(arguments: list[str]) -> int:
    """Measure, print the figures, and say by the exit code whether they are good enough."""
    options = _parse(arguments)
    lines, is_well = Lines(), True
    address, _password = running()
    lines.say(
        f"slow 4G, empty cache, median of {options.times}; kB as they came over the line"
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for place in PAGES:
            visits = [
                _visit(browser, f"{address}{place}") for _time in range(options.times)
            ]
            kilobytes, requests, largest, shifted = map(
                statistics.median, zip(*visits, strict=True)
            )
            is_good = (
                kilobytes <= MOST_KB
                and requests <= MOST_REQUESTS
                and largest <= MOST_LCP
                and shifted <= MOST_CLS
            )
            is_well = is_well and is_good
            lines.say(
                f"{place:<18} {kilobytes:5.1f} kB in {requests:.0f} requests, largest paint "
                f"{largest:4.0f} ms, shift {shifted:.3f}{'' if is_good else '   too much'}"
            )
        browser.close()
    if options.write:
        command = f"./portal bench {NAME} {' '.join(arguments)}"
        write(NAME, "A first visit on a slow line", command, "\n".join(lines), PERFORMANCE)
    return 0 if is_well else 1


def _visit(browser: Browser, address: str) -> tuple[float, int, float, float]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)
    weight: list[float] = []

    def came(event: dict[str, Any]) -> None:
        weight.append(event["encodedDataLength"])

    line.on("Network.loadingFinished", came)
    page.add_init_script(WATCH)
    page.goto(address, wait_until="networkidle")
    largest, shifted = page.evaluate("[window.largest, window.shifted]")
    context.close()
    return sum(weight) / 1000, len(weight), largest, shifted


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=f"./portal bench {NAME}", description=__doc__)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="keep the report")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
