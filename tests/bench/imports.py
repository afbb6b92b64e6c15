"""``./portal bench imports``: workbooks of 10,000 rows beside django-import-export.

The first has partners alone, the second partners, contacts, letters of the past and memberships.
Both sides read the same file, compare it with what is on record and write it; both keep histories
of partners. The other one is installed into a folder of its own below var. It writes no ledger,
gives no rights and knows no keys of sources: it finds partners by their addresses.
"""

import argparse
import os
import subprocess
import sys
import time

from gmp_portal.launcher import paths
from tests.bench import page
from tests.bench.stand import stand

NAME = "imports"
WANTED = ("django-import-export==4.4.3", "openpyxl")
MOST = 0.5
HEAD = ("source_key", "name", "kind", "country", "since", "website", "source")
AREAS = ("asgm", "products")
Row = tuple[str, ...]
# By the title of a sheet its titles of columns and its rows.
Sheets = dict[str, tuple[Row, list[Row]]]
KINDS = ("ngo", "government", "academia", "industry")
COUNTRIES = ("KE", "BR", "CN", "FR", "EG", "PE")
WORDS = (
    "River",
    "Lake",
    "Gold",
    "Light",
    "Health",
    "Air",
    "Water",
    "Forest",
    "Hill",
    "Coast",
    "School",
)


def main(arguments: list[str]) -> int:
    """Measure; 1 where the portal takes more of the time than it may."""
    parser = argparse.ArgumentParser(prog=f"./portal bench {NAME}", description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--write", action="store_true", help="put it into performance.md")
    options = parser.parse_args(arguments)
    home = paths.VAR / "bench" / "import-export"
    asked = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--target",
        str(home),
        "--upgrade",
    ]
    if subprocess.run(
        [*asked, "--no-deps", *WANTED, "tablib", "diff-match-patch"]
    ).returncode:
        print("django-import-export cannot be installed here: nothing to compare with.")
        return 2
    # Behind our own packages, so that Django stays the same.
    sys.path.append(str(home))
    with stand():
        lines, is_well = _measure(options.rows)
    if options.write:
        command = f"./portal bench {NAME} {' '.join(arguments)}"
        title = "A table of partners beside django-import-export"
        page.write(NAME, title, command, "\n".join(lines), page.PERFORMANCE)
    return 0 if is_well else 1


def _measure(number: int) -> tuple[page.Lines, bool]:
    import django  # noqa: PLC0415 its settings are those of the stand

    django.setup()
    from django.db import transaction  # noqa: PLC0415

    from gmp_portal.reference import seed  # noqa: PLC0415

    seed.load()
    from areas import seed as areas  # noqa: PLC0415

    areas.load()
    lines, is_well = page.Lines(), True
    for title, sheets in (
        ("partners", {"Partners": (HEAD, [_row(place) for place in range(number)])}),
        ("partners, contacts, letters, memberships", sheets_of(number)),
    ):
        data, times = _workbook(sheets), {}
        lines.say(f"{title}: {number} rows, {len(data) // 1024} KiB; seconds")
        for name, run in (("portal", _portal), ("django-import-export", _other)):
            with transaction.atomic():
                times[name] = run(data)
                transaction.set_rollback(True)
            parts = ", ".join(f"{part} {spent:.1f}" for part, spent in times[name].items())
            lines.say(f"{name:<22}{sum(times[name].values()):>8.1f}   ({parts})")
        ours, theirs = (sum(parts.values()) for parts in times.values())
        lines.say(
            f"the portal takes {ours / theirs:.2f} of the time, at most {MOST} wanted"
        )
        is_well = is_well and ours <= MOST * theirs
    lines.say(f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    return lines, is_well


def sheets_of(number: int) -> Sheets:
    """A quarter of the rows are partners, a third contacts, the others letters and memberships."""
    partners, contacts, letters = number // 4, number // 3, number // 6
    rest = number - partners - contacts - letters
    return {
        "Partners": (HEAD, [_row(place) for place in range(partners)]),
        "Contacts": (
            ("partner", "name", "email", "role", "since", "language"),
            [
                (
                    f"k-{place % partners}",
                    f"Person {place}",
                    f"person{place}@example.org",
                    "focal_point" if place < partners else "alternate",
                    "2021-01-31",
                    "fr",
                )
                for place in range(contacts)
            ],
        ),
        "Letters": (
            ("partner", "signed_on", "language", "source", "signed_by"),
            [
                (f"k-{place}", "2019-12-31", "en", "Sample archive", f"Person {place}")
                for place in range(letters)
            ],
        ),
        "Memberships": (
            ("partner", "area", "since", "source"),
            [
                (
                    f"k-{place % partners}",
                    AREAS[place // partners],
                    "2020-03-31",
                    "Sample report",
                )
                for place in range(rest)
            ],
        ),
    }


def _page(place: int) -> tuple[str, str]:
    return f"https://example.org/{place}", "Sample register"


def _row(place: int) -> tuple[str, ...]:
    words = [WORDS[place // 11**power % 11] for power in range(4)]
    name = f"{' '.join(words)} Association {place}"
    kind, country = KINDS[place % 4], COUNTRIES[place % 6]
    return (f"k-{place}", name, kind, country, "2020-01-31", *_page(place))


def _workbook(sheets: Sheets) -> bytes:
    import io  # noqa: PLC0415

    import openpyxl

    book, target = openpyxl.Workbook(write_only=True), io.BytesIO()
    for title, (head, rows) in sheets.items():
        sheet = book.create_sheet(title)
        for row in (head, *rows):
            sheet.append(row)
    book.save(target)
    return target.getvalue()


class _Clock:
    """The seconds of each part."""

    def __init__(self) -> None:
        self.parts: dict[str, float] = {}
        self.began = time.monotonic()

    def note(self, part: str) -> None:
        self.parts[part] = self.lap()

    def lap(self) -> float:
        now = time.monotonic()
        spent, self.began = now - self.began, now
        return spent


def _portal(data: bytes) -> dict[str, float]:
    from django.db import connection  # noqa: PLC0415

    from gmp_portal.accounts.models import User  # noqa: PLC0415
    from gmp_portal.documents import processes  # noqa: PLC0415
    from gmp_portal.exchange.tables import taker  # noqa: PLC0415
    from partners.actions import imports  # noqa: PLC0415
    from partners.reading.imports import answering, workbook  # noqa: PLC0415

    officer = User.objects.create(email="officer@example.org", name="Example Officer")
    clock = _Clock()
    asked = taker.asked(data, *workbook.every_table())
    read = taker.answered(processes.answer_of(taker.__name__, asked, seconds=60))
    clock.note("reading")
    record = imports.begin(*read, name="table.xlsx", by=officer)
    clock.note("keeping")
    imports.keep_check(record, answering.answers(record))
    clock.note("comparing")
    imports.bring_in(record, by=officer)
    imports.write(record)
    clock.note("writing")
    parts = dict(clock.parts)
    assert record.status == "done", record.counts
    with connection.cursor() as cursor:
        # Another job takes it back, on another day: plans made for an empty ledger are not its own.
        cursor.execute("DISCARD PLANS")
    imports.undo(record, by=officer)
    imports.take_back(record)
    assert record.status == "undone", record.stands
    clock.note("taking back")
    print(f"taking back: {clock.parts['taking back']:.1f} s, not part of the comparison")
    return parts


def _other(data: bytes) -> dict[str, float]:
    import io  # noqa: PLC0415

    from tablib import Databook  # noqa: PLC0415

    from tests.bench.import_export import resources  # noqa: PLC0415

    clock = _Clock()
    book = Databook().load(io.BytesIO(data), format="xlsx")
    sheets = {sheet.title: sheet for sheet in book.sheets()}
    clock.note("reading")
    # What refers to a partner can be compared once the partners are there.
    seconds = {"comparing": 0.0, "writing": 0.0}
    for title, resource in resources().items():
        if title not in sheets:
            continue
        tried = resource.import_data(sheets[title], dry_run=True)
        assert not tried.has_errors(), (title, tried.row_errors()[0][1][0].error)
        seconds["comparing"] += clock.lap()
        resource.import_data(sheets[title], dry_run=False, raise_errors=True)
        seconds["writing"] += clock.lap()
    return clock.parts | seconds


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
