"""Walks from the front page to a letter that is sent, in Chromium on a very bad line (C2).

50 kbit/s both ways and 800 ms there and back, on a screen of 320 pixels. The line is down for a
while as an answer is typed, and once more in the middle of the signed letter, a PDF of 1.2 MB.
The running demonstration answers.

    ./portal demo                        # in one window
    ./portal bench slowline
"""

import argparse
import re
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, sync_playwright

from tests.bench.page import PERFORMANCE, Lines, write
from tests.bench.walk import running
from tests.browser_options import CHROMIUM, FLAGS
from tests.documents.samples import plain_pdf

NAME = "slowline"
LINE = {"latency": 800, "downloadThroughput": 6250, "uploadThroughput": 6250}
WIDTH = 320
SIZE = 1_200_000
# Nothing on such a line takes longer than ten minutes.
PATIENCE = 600_000
# Seconds; each page, the file apart.
MOST = 15
DOWN, BEFORE_IT_BREAKS = 10, 30
CODE = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")
CONTRIBUTION = "Forty working days a year to train laboratories in measuring mercury."


class Walk:
    """One page on that line; each step is timed."""

    def __init__(self, context: BrowserContext, address: str, lines: Lines) -> None:
        self.address, self.lines, self.is_well = address, lines, True
        self.page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.set_default_navigation_timeout(PATIENCE)
        self.line = context.new_cdp_session(self.page)
        self.line.send("Network.enable")
        self.is_down(down=False)

    def is_down(self, *, down: bool) -> None:
        self.line.send("Network.emulateNetworkConditions", {"offline": down, **LINE})

    @contextmanager
    def broken(self) -> Iterator[None]:
        """The line is down for a while, whatever somebody does meanwhile."""
        self.is_down(down=True)
        yield
        time.sleep(DOWN)
        self.is_down(down=False)

    def step(self, name: str, act: Callable[[], object], most: int = MOST) -> None:
        began = time.monotonic()
        act()
        self.page.wait_for_load_state("load")
        took = time.monotonic() - began
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        is_good = took <= most and wide <= WIDTH
        self.is_well = self.is_well and is_good
        self.lines.say(f"{name:<34} {took:6.1f} s{'' if is_good else '   too much'}")

    def press(self, name: str) -> Callable[[], None]:
        return lambda: self.follow(self.page.get_by_role("button", name=name))

    def follow(self, target: Locator) -> None:
        with self.page.expect_navigation():
            target.click()

    def code(self, mail: str) -> str:
        """The code that went to this address, from the mailbox of the demonstration."""
        for _time in range(60):
            box = _text(f"{self.address}/demo/mail/")
            if mail in box:
                before = box[: box.index(mail)]
                place = re.findall(r"/demo/mail/[0-9a-f-]{36}/", before)[-1]
                words = re.sub(r"<[^>]+>", " ", _text(self.address + place))
                return CODE.findall(words)[0]
            time.sleep(1)
        message = "The code never arrived."
        raise TimeoutError(message)


def _text(address: str) -> str:
    with urllib.request.urlopen(address) as answer:  # noqa: S310 our own demonstration
        return str(answer.read().decode())


def main(arguments: list[str]) -> int:
    """Walk, print what each step took, and say by the exit code whether it is good enough."""
    options = _parse(arguments)
    lines = Lines()
    address, _password = running()
    lines.say("50 kbit/s, 800 ms, 320 pixels wide, nothing kept from before")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = browser.new_context(viewport={"width": WIDTH, "height": 720})
        walk = Walk(context, address, lines)
        _letter(walk)
        _sign(walk, Path(folder) / "letter.pdf")
        browser.close()
    if options.write:
        command = f"./portal bench {NAME} {' '.join(arguments)}"
        write(NAME, "A letter on a very bad line", command, "\n".join(lines), PERFORMANCE)
    return 0 if walk.is_well else 1


def _letter(walk: Walk) -> None:
    page, mail = walk.page, f"slow.{time.time_ns()}@example.org"
    walk.step("the front page", lambda: page.goto(f"{walk.address}/"))
    walk.step("how to become a partner", lambda: page.goto(f"{walk.address}/join/"))
    start = page.get_by_role("link", name="Start your letter").first
    walk.step("who writes", lambda: walk.follow(start))
    page.check("[name=kind][value=ngo]")
    page.fill("[name=name]", "Sample Person")
    page.fill("[name=email]", mail)
    walk.step("asking for the code", walk.press("Send the code"))
    page.fill("[name=code]", walk.code(mail))
    walk.step("entering the code", walk.press("Confirm"))
    page.fill("[name=organisation]", f"Example Institute {time.time_ns()}")
    page.select_option("[name=country]", "PE")
    page.select_option("[name=language]", "en")
    walk.step("part 1", walk.press("Save and continue"))
    page.check("[name=is_for_all_areas]")
    walk.step("part 2", walk.press("Save and continue"))
    page.check("[name=supports]")
    page.check("[name=commits_to_goal]")
    page.select_option("[name=pledges-0-kind]", "in_kind")
    with walk.broken():
        page.fill("[name=contribution]", CONTRIBUTION)
    walk.step("part 3, the line was down before", walk.press("Save and continue"))
    page.fill("[name=contact_name]", "Sample Person")
    page.fill("[name=contact_email]", mail)
    page.check("[name=contact_signs][value=True]")
    walk.step("part 4", walk.press("Save and continue"))


def _sign(walk: Walk, file: Path) -> None:
    page = walk.page
    head, mark, tail = plain_pdf().rpartition(b"startxref")
    remarks = (b"%" + b"x" * 78 + b"\n") * (SIZE // 80)
    file.write_bytes(head + remarks + mark + tail)

    def upload() -> None:
        page.set_input_files("[name=upload]", str(file))
        time.sleep(BEFORE_IT_BREAKS)
        with walk.broken():
            pass
        # Asked from here: the page lets no text become a script.
        while not page.locator("[name=upload_kept]").input_value():
            page.wait_for_timeout(1000)

    # As fast as the line carries it, what is begun anew, and the time that it was down.
    fastest = SIZE / LINE["uploadThroughput"]
    walk.step("the signed letter, 1.2 MB", upload, most=round(1.5 * fastest))
    page.fill("[name=signed_name]", "Sample Person")
    page.check("[name=is_authorized]")
    walk.step("part 5", walk.press("Save and continue"))
    walk.step("sending it", walk.press("Send to UNEP"))


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=f"./portal bench {NAME}", description=__doc__)
    parser.add_argument("--write", action="store_true", help="keep the report")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
