"""Keeps the lines of templates short enough to be read: one tag to a line, 140 columns.

``python -m gmp_portal.launcher.template_lines`` writes the list of what is still too long.
"""

from collections.abc import Mapping
from pathlib import Path

from gmp_portal.launcher import tree

COLUMNS = 140
# How many long lines each file still has. The numbers must only become smaller.
LIST = Path(__file__).with_suffix(".txt")


def check() -> tuple[bool, str]:
    """Compare the templates with the list."""
    now = {
        tree.name(path): numbers
        for path in tree.templates()
        if (numbers := long_lines(path.read_text()))
    }
    said = compare(now, read(LIST))
    return not said, "\n".join(said)


def long_lines(text: str) -> list[int]:
    """Give the numbers of the lines that are too long."""
    return [
        number for number, line in enumerate(text.splitlines(), 1) if len(line) > COLUMNS
    ]


def compare(now: Mapping[str, list[int]], listed: Mapping[str, int]) -> list[str]:
    """Tell of files that have become worse, and of entries that are out of date."""
    worse = [
        f"{name}:{number}: longer than {COLUMNS} columns"
        for name, numbers in now.items()
        if len(numbers) > listed.get(name, 0)
        for number in numbers
    ]
    stale = [
        f"{LIST.name} says {count} for {name}, it is {len(now.get(name, []))}: lower it"
        for name, count in listed.items()
        if len(now.get(name, [])) < count
    ]
    return worse + stale


def read(path: Path) -> dict[str, int]:
    """Read the list; without it, no line may be too long."""
    lines = path.read_text().splitlines() if path.exists() else []
    return {name: int(count) for count, name in (line.split(maxsplit=1) for line in lines)}


def main() -> None:
    """Write the list as it stands now."""
    counts = {
        tree.name(path): len(long_lines(path.read_text())) for path in tree.templates()
    }
    LIST.write_text("".join(f"{count} {name}\n" for name, count in counts.items() if count))


if __name__ == "__main__":
    main()
