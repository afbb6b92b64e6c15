"""Finds pieces of code that are called by a picture instead of app, package or module."""

import re
from collections.abc import Iterator
from pathlib import Path

from gmp_portal.launcher import tree

ENDINGS = (".py", ".md", ".html", ".txt", ".sh", ".toml", ".yml", ".js", ".css")
# An underscore ends a word: names in the code count too.
PATTERN = re.compile(
    r"(?<![^\W_])(?:(?:house|room|rung|door|ladder|drawer)s?|the building)(?![^\W_])",
    re.IGNORECASE,
)

# Lines that mean a real one, as they stand.
ALLOWED = {
    'meetings.cancel(meeting, reason="The room is not available.", by=secretariat)',
}


def check() -> tuple[bool, str]:
    """Look through everything people read and write here."""
    places = [
        (f"{tree.name(path)}:{number}: {line}", line)
        for path in _files()
        for number, line in find(path.read_text())
    ]
    said = [where for where, line in places if line not in ALLOWED]
    stale = ALLOWED - {line for _, line in places}
    said += [f"not found any more, take it out: {line}" for line in sorted(stale)]
    return not said, "\n".join(said)


def find(text: str) -> list[tuple[int, str]]:
    """Give the lines with such a word, and their numbers."""
    return [
        (number, line.strip())
        for number, line in enumerate(text.splitlines(), start=1)
        if PATTERN.search(line)
    ]


def _files() -> Iterator[Path]:
    # This file has to name the words; the locks name packages of other people.
    for path in tree.known_files():
        is_ours = path != Path(__file__) and not path.name.startswith("requirements")
        if is_ours and path.suffix in {*ENDINGS, ""}:
            yield path
