"""How a person writes the plan of ``tests/browser/whole_plan`` in Writer, with sums from Calc."""

import re
import subprocess
import time
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.office import PATIENCE, Desk
from tests.processes import wait_for

Row = Mapping[str, Any]
WRITER, CALC = "LibreOffice Writer", "LibreOffice Calc"
# Where the list of what Calc offers has the table as a table: its fourth line.
AS_TABLE = ("Down", "Down", "Down", "Return")
CURRENCIES = ("USD", "EUR")
# What heads the columns; the rows of efforts are typed into Calc, since they are summed.
COLUMNS: dict[str, dict[str, str]] = {
    "objectives": {
        "statement": "Objective",
        "measure": "Measure",
        "target": "Target",
        "target_on": "By when",
        "realism": "Why it is realistic",
        "goal_links": "Objectives of the Partnership",
    },
    "actions": {
        "title": "Action",
        "description": "Description",
        "objectives": "Objectives",
    },
    "efforts": {
        "description": "Effort",
        "target": "Target",
        "partner": "Partner",
        "kind": "Kind",
        "action": "Action",
        "cost": "Cost",
        "currency": "Currency",
        "starts_on": "From",
        "ends_on": "Until",
        "contact": "Contact",
        "milestones": "Milestone",
    },
    "opportunities": {
        "title": "Opportunity",
        "description": "Description",
        "objective": "Objective",
        "status": "Status",
    },
    "indicators": {
        "objective": "Objective",
        "name": "Indicator",
        "unit": "Unit",
        "baseline": "Baseline",
        "target": "Target",
        "source": "Source",
    },
    "donors": {"name": "Donor", "kind": "Kind", "note": "Note"},
    "requests": {
        "title": "Project",
        "partner": "Partner",
        "purpose": "Purpose",
        "amount": "Amount",
        "currency": "Currency",
        "in_kind": "In kind",
    },
    "linkages": {"side": "Side", "name": "Linkage", "note": "Note"},
}
COUNTED_FROM_ONE = {"objective", "objectives", "action"}


@dataclass
class Sheet:
    """What is to be written: the parts of the plan, and the names that stand for keys."""

    title: str
    period: str
    headings: Mapping[str, str]
    lists: Mapping[str, Sequence[str]]
    rows: Mapping[str, Sequence[Row]]
    texts: Mapping[str, str]
    next_review: str
    names: Mapping[str, Mapping[str, str]]
    """By column, what a key is called."""
    roster: Sequence[Sequence[Sequence[str]]]
    """Section X: the table of the leads and that of the partners."""

    def cells(self, kind: str) -> list[list[str]]:
        """A list with its heads, as words."""
        columns = COLUMNS[kind]
        rows = [
            [self._words(name, row[name]) for name in columns] for row in self.rows[kind]
        ]
        return [list(columns.values()), *rows]

    def _words(self, name: str, value: Any) -> str:
        if isinstance(value, list):
            return "; ".join(dict.fromkeys(self._words(name, each) for each in value))
        if isinstance(value, tuple):
            return ", ".join(value)
        if name in COUNTED_FROM_ONE:
            return str(value + 1)
        return self.names.get(name, {}).get(str(value), str(value))


def write(desk: Desk, sheet: Sheet, file: Path) -> None:
    """Write all of it and save it."""
    desk.office("--writer")
    desk.until(WRITER)
    desk.press("ctrl+1")
    desk.type(sheet.title)
    desk.press("Return")
    desk.type(sheet.period)
    desk.press("Return")
    for key, heading in sheet.headings.items():
        desk.press("ctrl+1")
        desk.type(f"{key}. {heading}")
        desk.press("Return")
        for kind in sheet.lists.get(key, ()):
            if kind == "efforts":
                _with_sums(desk, sheet.cells(kind))
            else:
                _table(desk, sheet.cells(kind))
        if text := sheet.texts.get(key):
            desk.type(text)
            desk.press("Return")
        if key == "VIII":
            desk.type(f"Next review: {sheet.next_review}")
            desk.press("Return")
    for table in sheet.roster:
        _table(desk, table)
    _save(desk, file, file.stem)


def _table(desk: Desk, rows: Sequence[Sequence[str]]) -> None:
    desk.dialog("ctrl+F12", "Insert Table")
    desk.press("Tab")
    desk.type(str(len(rows[0])))
    desk.press("Tab")
    desk.type(str(len(rows)))
    desk.press("Return")
    desk.until(WRITER)
    desk.cells(rows)
    desk.press("Down")


def _with_sums(desk: Desk, rows: Sequence[Sequence[str]]) -> None:
    """Type the rows into Calc, with a sum for each currency, and take them over as a table."""
    desk.office("--calc")
    desk.until(CALC)
    for row in rows:
        for value in row:
            desk.type(value)
            desk.press("Tab")
        desk.press("Return")
    cost, currency = (chr(ord("A") + rows[0].index(name)) for name in ("Cost", "Currency"))
    last = len(rows)
    for each in CURRENCIES:
        desk.type(f"Total {each}")
        # To the column of the costs.
        desk.press(*["Tab"] * rows[0].index("Cost"))
        ranges = f"{currency}2:{currency}{last}", f"{cost}2:{cost}{last}"
        desk.type(f'=SUMIF({ranges[0]};"{each}";{ranges[1]})')
        desk.press("Return")
    desk.press("ctrl+Home", "ctrl+shift+End", "ctrl+c")
    # The keys of the next window must not come before the copy is made.
    time.sleep(1)
    desk.go_to(WRITER)
    desk.dialog("ctrl+shift+v", "Paste Special")
    desk.press(*AS_TABLE)
    desk.until(WRITER)
    time.sleep(1)
    # Out of the table, to the end of the document.
    desk.press("ctrl+End", "ctrl+End")


def _save(desk: Desk, file: Path, name: str) -> None:
    desk.dialog("ctrl+s", "Save")
    desk.press("ctrl+a")
    desk.type(name)
    desk.press("Return")
    if not wait_for(file.exists, PATIENCE):
        message = f"Writer did not save {file}."
        raise TimeoutError(message)
    desk.until(WRITER)


def words_of(file: Path) -> str:
    """The words of a saved text, with one space between them."""
    with zipfile.ZipFile(file) as parts:
        content = parts.read("content.xml").decode()
    content = re.sub(r"</text:p>|</text:h>|<text:s[^>]*/>", " ", content)
    return " ".join(re.sub(r"<[^>]+>", "", content).split())


def told(sheet: Sheet, file: Path, profile: Path) -> list[str]:
    """What stands in the saved text, and what became of what was typed."""
    words = words_of(file)
    cells = [
        *(cell for kind in COLUMNS for row in sheet.cells(kind) for cell in row),
        *(cell for table in sheet.roster for row in table for cell in row),
        *sheet.texts.values(),
    ]
    typed = {" ".join(cell.split()) for cell in cells}
    lost = sorted(each for each in typed if each not in words)
    costs = [
        str(row["cost"]).replace(",", "").removesuffix(".00")
        for row in sheet.rows["efforts"]
    ]
    changed = [
        each for each in lost if each.lower() in words.lower() or _plain(each) in costs
    ]
    gone = [each for each in lost if each not in changed]
    names = sum(len(table) - 1 for table in sheet.roster)
    return [
        f"{pages_of(file, profile)} pages in one file, with no version before it",
        f"{len(CURRENCIES)} totals, which follow no later change: they were pasted",
        f"{names} rows of section X, typed",
        f"{len(changed)} values that it wrote in another way than typed, such as {changed[:3]}",
        f"{len(gone)} values that are not there{': ' + str(gone) if gone else ''}",
        "nothing that compares the rows with each other or with Annex 2",
    ]


def _plain(amount: str) -> str:
    return amount.replace(",", "").removesuffix(".00")


def pages_of(file: Path, profile: Path) -> int:
    """How many pages it has in print."""
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation=file://{profile}", "--headless"),
            *("--convert-to", "pdf", "--outdir", str(file.parent), str(file)),
        ],
        check=True,
        capture_output=True,
    )
    pdf = file.with_suffix(".pdf").read_bytes()
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))
