"""``./portal bench imports``: a table of 10,000 partners beside django-import-export.

Both read the same workbook, compare it with the register and write it; both keep histories. The
other one is installed into a folder of its own below var, and writes no ledger.
"""

import argparse
import os
import subprocess
import sys
import time
from typing import Any

from gmp_portal.launcher import paths
from tests.bench import page
from tests.bench.stand import stand

NAME = "imports"
WANTED = ("django-import-export==4.4.3", "openpyxl")
MOST = 0.5
HEAD = ("source_key", "name", "kind", "country", "since", "website", "source")
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
    lines, rows = page.Lines(), [_row(place) for place in range(number)]
    data = _workbook(rows)
    lines.say(f"{number} rows, {len(data) // 1024} KiB; seconds")
    times = {}
    for name, run in (("portal", _portal), ("django-import-export", _other)):
        with transaction.atomic():
            times[name] = run(data)
            transaction.set_rollback(True)
        parts = ", ".join(f"{part} {seconds:.1f}" for part, seconds in times[name].items())
        lines.say(f"{name:<22}{sum(times[name].values()):>8.1f}   ({parts})")
    ours, theirs = (sum(parts.values()) for parts in times.values())
    lines.say(f"the portal takes {ours / theirs:.2f} of the time, at most {MOST} wanted")
    lines.say(f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    return lines, ours <= MOST * theirs


def _page(place: int) -> tuple[str, str]:
    return f"https://example.org/{place}", "Sample register"


def _row(place: int) -> tuple[str, ...]:
    words = [WORDS[place // 11**power % 11] for power in range(4)]
    name = f"{' '.join(words)} Association {place}"
    kind, country = KINDS[place % 4], COUNTRIES[place % 6]
    return (f"k-{place}", name, kind, country, "2020-01-31", *_page(place))


def _workbook(rows: list[tuple[str, ...]]) -> bytes:
    import io  # noqa: PLC0415

    import openpyxl

    book, target = openpyxl.Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("Partners")
    for row in (HEAD, *rows):
        sheet.append(row)
    book.save(target)
    return target.getvalue()


class _Clock:
    """The seconds of each part."""

    def __init__(self) -> None:
        self.parts: dict[str, float] = {}
        self.began = time.monotonic()

    def note(self, part: str) -> None:
        now = time.monotonic()
        self.parts[part], self.began = now - self.began, now


def _portal(data: bytes) -> dict[str, float]:
    from gmp_portal.accounts.models import User  # noqa: PLC0415
    from gmp_portal.documents import processes  # noqa: PLC0415
    from gmp_portal.exchange.tables import taker  # noqa: PLC0415
    from partners.actions import imports  # noqa: PLC0415
    from partners.reading.imports import comparing, register, stored, tables  # noqa: PLC0415

    officer = User.objects.create(email="officer@example.org", name="Example Officer")
    clock = _Clock()
    asked = taker.asked(data, tables.partners())
    read = taker.answered(processes.answer_of(taker.__name__, asked, seconds=60))
    clock.note("reading")
    record = imports.begin(read, name="table.xlsx", by=officer)
    clock.note("keeping")
    imports.keep_check(record, comparing.compare(stored.asked(record), register.read()))
    clock.note("comparing")
    imports.bring_in(record, by=officer)
    imports.write(record)
    clock.note("writing")
    parts = dict(clock.parts)
    assert record.status == "done", record.counts
    imports.undo(record, by=officer)
    clock.note("taking back")
    print(f"taking back: {clock.parts['taking back']:.1f} s, not part of the comparison")
    return parts


def _other(data: bytes) -> dict[str, float]:
    from import_export import fields, resources, widgets  # noqa: PLC0415
    from tablib import Dataset  # noqa: PLC0415

    from gmp_portal.reference.models import Country  # noqa: PLC0415
    from partners.models import Partner  # noqa: PLC0415

    class Resource(resources.ModelResource):
        slug = fields.Field(column_name="source_key", attribute="slug")
        country = fields.Field("country", "country", widgets.ForeignKeyWidget(Country))

        class Meta:
            model = Partner
            import_id_fields = ("slug",)
            fields = ("slug", "name", "kind", "country", "since", "website", "source")

        def before_save_instance(self, instance: Any, *_args: Any, **_kwargs: Any) -> None:
            instance.status = "confirmed"

        def after_import(self, *_args: Any, **_kwargs: Any) -> None:
            """The running role owns no sequence that could be set back."""

    clock = _Clock()
    dataset = Dataset().load(data, format="xlsx")
    clock.note("reading")
    assert not Resource().import_data(dataset, dry_run=True).has_errors()
    clock.note("comparing")
    Resource().import_data(dataset, dry_run=False, raise_errors=True)
    clock.note("writing")
    return clock.parts


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
