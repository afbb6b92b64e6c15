"""Walks every page of the running demonstration in Chromium, as every role.

It begins at the home page, follows every link that a reader could press, and takes at most a few
pages of each kind. On each page it looks at four widths, in the languages asked for, light or dark,
for what sticks out sideways, errors in the console, links that lead nowhere, and what axe finds.
With ``--errors`` it also sends the forms that must be filled in, empty, and looks at the refusals.

    ./portal demo                        # in one window
    ./portal bench walk --roles visitor secretariat --languages en ar
"""

import argparse
import json
import re
import sys
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urldefrag, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    sync_playwright,
)
from playwright.sync_api import Error as BrowserError

from gmp_portal.launcher import paths
from tests.bench.page import PERFORMANCE, Lines, write
from tests.browser_options import AXE_OPTIONS, CHROMIUM, FLAGS

NAME = "walk"
ROLES = (
    "visitor",
    "visitor-turned-applicant",
    "focal.point",
    "area.lead",
    "pag.member",
    "pag.chair",
    "observer",
    "secretariat",
    "admin",
)
EMPTY = ", sent empty"
REFUSALS = {400, 409, 422}
WIDTHS = (1280, 768, 390, 320)
# What is a number, a date, a year or a long name in an address differs from page to page.
CHANGES = re.compile(r"\d+|(?<=/)(?:[a-z0-9]+-){2,}[a-z0-9]+(?=/)")
NO_PAGES = re.compile(
    r"\.(pdf|csv|xlsx|json|ics|xml|zip|txt|atom|png|docx)$|/(files|feeds|api|logout)/|/download"
)
# The form with this number, of those that must be filled in, is emptied and sent.
MUST_BE_FILLED = "form[method=post]:has([required])"
SEND_EMPTY = """(forms, number) => {
  const form = forms[number];
  for (const control of form.querySelectorAll("[required]")) {
    if (["checkbox", "radio"].includes(control.type)) control.checked = false;
    else control.value = "";
  }
  form.noValidate = true;
  form.requestSubmit(form.querySelector("button:not([type=button], [formmethod])"));
}"""
LANGUAGE = re.compile(r"(/(?:ar|es|fr|ru|zh-hans))/")
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass
class Seen:
    """What one role found."""

    pages: int = 0
    faults: list[str] = field(default_factory=list)
    links: set[str] = field(default_factory=set)


def main(arguments: list[str]) -> int:
    """Walk, print what was found, and say by the exit code whether it was nothing."""
    options = _parse(arguments)
    lines, faults = Lines(), 0
    address, password = running()
    look = Look(
        tuple(options.widths),
        options.most,
        options.each,
        not options.no_axe,
        options.errors,
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for role in options.roles:
            for language in options.languages:
                context = _browse(browser, address, role, password, options.scheme)
                prefix = "" if language == "en" else f"/{language}"
                seen = Walk(context, address, prefix, look).go()
                context.close()
                faults += len(seen.faults)
                lines.say(
                    f"{role}, {language}: {seen.pages} pages, {len(seen.faults)} faults"
                )
                for fault in sorted(set(seen.faults)):
                    lines.say(f"    {fault}")
        browser.close()
    if options.write:
        command = f"./portal bench {NAME} {' '.join(arguments)}"
        write(NAME, "Every page as every role", command, "\n".join(lines), PERFORMANCE)
    return 1 if faults else 0


@dataclass(frozen=True)
class Look:
    """How far somebody goes, and how closely each page is looked at."""

    widths: tuple[int, ...] = WIDTHS
    most: int = 400
    each: int = 2
    with_axe: bool = True
    with_errors: bool = False


class Walk:
    """One role in one language, in a browser that is signed in already if need be."""

    def __init__(
        self,
        context: BrowserContext,
        address: str,
        prefix: str = "",
        look: Look | None = None,
    ) -> None:
        self.context, self.address, self.prefix = context, address, prefix
        self.look = look or Look()
        self.page: Page = context.new_page()
        self.page.on("console", self._heard)
        self.seen = Seen()
        self.where = ""

    def go(self) -> Seen:
        first = f"{self.prefix}/"
        waiting, known, kinds = deque([first]), {first}, Counter[str]()
        while waiting and self.seen.pages < self.look.most:
            place = waiting.popleft()
            kind = CHANGES.sub("*", urlsplit(place).path)
            kinds[kind] += 1
            if kinds[kind] > self.look.each:
                continue
            for link in self._visit(place):
                self.seen.links.add(link)
                if link not in known and self._is_of_this_language(link):
                    known.add(link)
                    if not NO_PAGES.search(urlsplit(link).path):
                        waiting.append(link)
        self._try_links()
        return self.seen

    def _is_of_this_language(self, link: str) -> bool:
        named = LANGUAGE.match(link)
        return (named.group(1) if named else "") == self.prefix

    def _visit(self, place: str) -> list[str]:
        self.where = place
        try:
            answer = self.page.goto(f"{self.address}{place}")
        except BrowserError as error:
            if "Download is starting" not in str(error):
                self._fault(str(error).partition("\n")[0])
            return []
        if answer is None or "html" not in answer.headers.get("content-type", ""):
            return []
        if answer.status >= 400:
            self._fault(f"answered {answer.status}")
        self._look_closely()
        found = self.page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
        if self.look.with_errors:
            self._send_empty(place)
        return list(self._own(found))

    def _look_closely(self) -> None:
        self.seen.pages += 1
        for width in self.look.widths:
            self.page.set_viewport_size({"width": width, "height": 900})
            if (wider := self.page.evaluate(WIDER)) > 0:
                self._fault(f"{wider} px wider than {width}")
        self.page.set_viewport_size({"width": 1280, "height": 900})
        if self.look.with_axe:
            self._ask_axe()

    def _send_empty(self, place: str) -> None:
        """Each form that must be filled in is refused, and its refusal is looked at as well."""
        for number in range(self.page.locator(MUST_BE_FILLED).count()):
            self.where = f"{place}, form {number + 1}{EMPTY}"
            self.page.goto(f"{self.address}{place}")
            with self.page.expect_navigation() as going:
                self.page.eval_on_selector_all(MUST_BE_FILLED, SEND_EMPTY, number)
            if going.value.status not in REFUSALS:
                self._fault(f"answered {going.value.status}")
            self._look_closely()

    def _ask_axe(self) -> None:
        for violation in Axe().run(self.page, options=AXE_OPTIONS).response["violations"]:
            first = violation["nodes"][0]["html"][:90]
            self._fault(f"axe {violation['id']} ({len(violation['nodes'])}): {first}")

    def _own(self, links: Iterable[str]) -> Iterable[str]:
        for link in links:
            whole = urldefrag(link).url
            if whole.startswith(f"{self.address}/"):
                yield whole.removeprefix(self.address)

    def _try_links(self) -> None:
        """Ask for what was not opened; a link is dead if it is answered by 400 or more."""
        kinds = Counter[str]()
        for link in sorted(self.seen.links):
            kind = CHANGES.sub("*", urlsplit(link).path)
            kinds[kind] += 1
            if kinds[kind] <= self.look.each and "logout" not in link:
                answer = self.context.request.get(f"{self.address}{link}", max_redirects=5)
                if answer.status >= 400:
                    self.where = link
                    self._fault(f"a link leads here, answered {answer.status}")

    def _heard(self, message: ConsoleMessage) -> None:
        # Chromium complains of every refusal, also of one that is asked for.
        is_asked_for = self.where.endswith(EMPTY) and "Failed to load" in message.text
        if message.type in {"error", "warning"} and not is_asked_for:
            self._fault(f"console: {message.text[:120]}")

    def _fault(self, what: str) -> None:
        self.seen.faults.append(f"{self.where}: {what}")


def _browse(
    browser: Browser, address: str, role: str, password: str, scheme: Any
) -> BrowserContext:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, color_scheme=scheme
    )
    if role != "visitor":
        page = context.new_page()
        page.goto(f"{address}/accounts/login/")
        page.fill("input[name=login]", f"{role}@example.org")
        page.fill("input[name=password]", password)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "/login/" not in url)
        page.close()
    return context


def running() -> tuple[str, str]:
    folder = paths.ROOT / "var" / "demo"
    state = folder / "running.json"
    if not state.exists():
        sys.exit("Start the demonstration first: ./portal demo")
    kept = json.loads(state.read_text())
    return kept["address"], kept["settings"]["DEMO_PASSWORD"]


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=f"./portal bench {NAME}", description=__doc__)
    parser.add_argument("--roles", nargs="+", default=ROLES, choices=ROLES)
    parser.add_argument("--languages", nargs="+", default=["en", "zh-hans", "ar"])
    parser.add_argument("--widths", nargs="+", type=int, default=WIDTHS)
    parser.add_argument("--scheme", choices=["light", "dark"], default="light")
    parser.add_argument("--most", type=int, default=400, help="pages of one role")
    parser.add_argument("--each", type=int, default=2, help="pages of one kind")
    parser.add_argument("--no-axe", action="store_true")
    parser.add_argument("--errors", action="store_true", help="send forms empty too")
    parser.add_argument("--write", action="store_true", help="keep the report")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
