"""A plan of the size of scenario C5 with every field filled, and how a person writes it here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from playwright.sync_api import Page, expect

from areas.models import PartnershipArea

YEAR = 2027
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Person:
    """Whom efforts name: the key of a partner of the area, and that of its contact."""

    partner: int
    contact: int


def rows_of(*people: Person) -> dict[str, list[Row]]:
    """The rows by list: 4 objectives, 4 actions, 9 efforts, 6 indicators, and the sisters.

    A list of places in an earlier list stands for boxes that are ticked; one for a choice. The
    efforts go round among the people.
    """

    def whose(number: int) -> Person:
        return people[number % len(people)]

    return {
        "objectives": [
            {
                "statement": f"Example objective {n}: less mercury in town {n}",
                "measure": f"Kilograms of mercury used in town {n}",
                "target": f"{10 * n} kg",
                "target_on": f"{YEAR + 1}-12-31",
                "realism": "It was reached in an Example town before.",
                "goal_links": [0, n - 1],
            }
            for n in range(1, 5)
        ],
        "actions": [
            {
                "title": f"Example action {n}",
                "description": f"What is done first, second and third for objective {n}.",
                "objectives": [n - 1],
            }
            for n in range(1, 5)
        ],
        "efforts": [
            {
                "description": f"Example effort {n}: train the laboratories of town {n}",
                "target": f"{n} laboratories",
                "partner": str(whose(n).partner),
                "kind": ("overarching", "bilateral", "collaborative")[n % 3],
                "action": (n - 1) % 4,
                "cost": f"{n},500.00",
                "currency": ("USD", "EUR")[n % 2],
                "starts_on": f"{YEAR}-0{n}-01",
                "ends_on": f"{YEAR + 1}-0{n}-28",
                "contact": str(whose(n).contact),
                "milestones": [(f"{YEAR}-12-0{n}", f"Example milestone {n}")],
            }
            for n in range(1, 10)
        ],
        "opportunities": [
            {
                "title": f"Example opportunity {n}",
                "description": "It waits for somebody who scopes it.",
                "objective": n - 1,
                "status": "idea",
            }
            for n in range(1, 3)
        ],
        "indicators": [
            {
                "objective": (n - 1) % 4,
                "name": f"Example indicator {n}",
                "unit": "kg",
                "baseline": str(100 * n),
                "target": str(10 * n),
                "source": "Reports of the Example laboratories",
            }
            for n in range(1, 7)
        ],
        "donors": [{"name": "Example Fund", "kind": "donor", "note": "For laboratories."}],
        "requests": [
            {
                "title": f"Example project {n}",
                "partner": str(whose(n).partner),
                "purpose": f"Training of the last laboratory of town {n}.",
                "amount": f"{n}0,000.00",
                "currency": "USD",
                "in_kind": f"{n} trainers for a week",
            }
            for n in range(1, 3)
        ],
        "linkages": [
            {
                "side": "outside",
                "name": "Example convention",
                "note": "Its guidance is used.",
            }
        ],
    }


TEXTS = {
    "I": "Mercury is lost in Example towns. The laboratories there cannot measure it yet.",
    "VI": "Performance is measured once a year and reported every two years.",
    "VII": "Donors are asked together, once a year.",
    "VIII": "The plan was made in three meetings and is looked at once a year.",
}
LISTS = {
    "II": ("objectives",),
    "III": ("actions",),
    "IV": ("efforts",),
    "V": ("opportunities",),
    "VI": ("indicators",),
    "VII": ("donors", "requests"),
    "IX": ("linkages",),
}
SECTIONS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@dataclass
class Writer:
    """Writes the plan through the pages, and counts what it takes."""

    page: Page
    server: str
    loads: int = 0
    fields: int = 0
    presses: int = 0
    scripts: bool = True
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def watch(self) -> None:
        """Count each page that the browser goes to."""

        def count(_page: Page) -> None:
            self.loads += 1

        self.page.on("load", count)

    def write(self, area: PartnershipArea, *people: Person) -> None:
        self.rows = rows_of(*people)
        self.page.goto(self.server + reverse("areas:plan_start", args=[area.slug]))
        self._fill({"title": f"Example plan {YEAR} to {YEAR + 1}", "language": "en"})
        self._fill({"period_from": f"{YEAR}-01-01", "period_to": f"{YEAR + 1}-12-31"})
        self._press("main form[method=post] button[type=submit]")
        self._press("main ol.tasks a >> nth=0")
        for key in SECTIONS:
            for kind in LISTS.get(key, ()):
                self._list(kind)
            self._text(key)

    def _list(self, kind: str) -> None:
        *first, last = self.rows[kind]
        self._press(f"#{kind} [data-in-place=new]")
        for row in first:
            self._row(kind, row)
            self._press(f"#{kind}-new-form [name=save_and_add]")
            self._until_empty(kind, row)
        self._row(kind, last)
        self._press(f"#{kind}-new-form .btn-primary")
        if self.scripts:
            expect(self.page.locator(".opened")).to_have_count(0)

    def _until_empty(self, kind: str, row: Row) -> None:
        """The next row is asked for once this one stands in the table."""
        name = max(row, key=lambda each: len(str(row[each])) * isinstance(row[each], str))
        if self.scripts:
            field = self.page.locator(f"#{kind}-new-form [name={name}]")
            expect(field).to_have_value("")
            expect(self.page.locator(f"#{kind}-new-form[data-kept]")).to_be_visible()

    def _row(self, kind: str, row: Row) -> None:
        within = f"#{kind}-new-form "
        if self.scripts:
            expect(self.page.locator(f"#{kind}-new-form[data-kept]")).to_be_visible()
        steps = row.get("milestones", ())
        self._fill({name: row[name] for name in row if name != "milestones"}, within)
        for place, (day, text) in enumerate(steps):
            self._press(f"{within}[data-rows-add]")
            start = f"milestones-{place}"
            self._fill({f"{start}-due_on": day, f"{start}-text": text}, within)

    def _fill(self, values: Row, within: str = "") -> None:
        for name, value in values.items():
            control = self.page.locator(f"{within}[name={name}]")
            self._put(control, value)
            self.fields += 1

    def _put(self, control: Any, value: Any) -> None:
        kind = control.first.evaluate("each => each.type")
        if kind == "checkbox":
            for place in value:
                control.nth(place).check()
                self.presses += 1
        elif kind == "radio":
            control.and_(self.page.locator(f"[value={value}]")).check()
            self.presses += 1
        elif kind == "select-one":
            # The first option chooses nothing.
            chosen = {"index": value + 1} if isinstance(value, int) else {"value": value}
            control.select_option(**chosen)
            self.presses += 1
        else:
            control.fill(str(value))
            self.presses += len(str(value))

    def _text(self, key: str) -> None:
        if key in TEXTS:
            self._fill({"text": TEXTS[key]})
        if key == "VIII":
            self._fill({"next_review_on": f"{YEAR + 1}-09-30"})
        if key in TEXTS:
            self._press("[name=save_and_next]")
        elif key == "X":
            self._press("#section-dock .btn-outline")
        else:
            self._press("#section-dock .btn-primary")
        following = SECTIONS[SECTIONS.index(key) + 1 :][:1]
        for after in following:
            # Without scripts the part of the page that was gone to before stays in the address.
            self.page.wait_for_url(re.compile(rf"/sections/{after}/(#\w+)?$"))

    def _press(self, what: str) -> None:
        self.presses += 1
        self.page.click(what)
