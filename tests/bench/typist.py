"""The plan of ``tests/browser/whole_plan`` written in the portal key by key, as by a hand."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, expect

from tests.bench.office import PAUSE
from tests.browser.whole_plan import Writer

# Further apart than this a field is pointed at, since nobody counts stops of the keyboard.
NEAR = 3
HAS_KEYS = "each => each === document.activeElement"


IS_LONG = "each => Boolean(each.closest('[data-prose]'))"


@dataclass
class Typist(Writer):
    """Writes with keys, and points where no key leads; counts each of both."""

    keys: int = 0
    clicks: int = 0

    def press_keys(self, chord: str) -> None:
        self.keys += len(chord.split("+"))
        self.page.keyboard.press(chord, delay=PAUSE)

    def type(self, text: str) -> None:
        self.keys += len(text)
        self.page.keyboard.type(text, delay=PAUSE)

    def _press(self, what: str) -> None:
        self.clicks += 1
        super()._press(what)

    def _put(self, control: Any, value: Any) -> None:
        kind = control.first.evaluate("each => each.type")
        if kind in {"checkbox", "radio"}:
            before = self.presses
            super()._put(control, value)
            self.clicks += self.presses - before
            return
        if kind == "textarea" and control.evaluate(IS_LONG):
            # Over a long text stands its editor.
            control = self.page.locator(".prose-text")
            control.wait_for()
        self._reach(control)
        if kind == "select-one":
            self._choose(control, value)
        elif kind == "date":
            year, month, day = value.split("-")
            # The browser speaks the English of the United States.
            self.type(f"{month}{day}{year}")
            expect(control).to_have_value(value)
        else:
            self.type(str(value))

    def _reach(self, control: Locator) -> None:
        for _stop in range(NEAR):
            if control.evaluate(HAS_KEYS):
                return
            self.press_keys("Tab")
        if not control.evaluate(HAS_KEYS):
            self.clicks += 1
            control.click()

    def _choose(self, control: Locator, value: Any) -> None:
        """Type the beginning of what is chosen, as much as tells it from the others."""
        labels = control.evaluate("each => [...each.options].map((one) => one.text.trim())")
        place = (
            value + 1
            if isinstance(value, int)
            else control.evaluate(
                "(each, value) => [...each.options].findIndex((one) => one.value === value)",
                value,
            )
        )
        self.type(_beginning(labels, place))
        expect(control).to_have_js_property("selectedIndex", place)


def _beginning(labels: list[str], place: int) -> str:
    wanted = labels[place]
    for length in range(1, len(wanted) + 1):
        start = wanted[:length].lower()
        if [each.lower().startswith(start) for each in labels].index(True) == place:
            return wanted[:length]
    return wanted
