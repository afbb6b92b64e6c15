"""Keeps the lines of templates short enough to be read: one tag to a line, 140 columns."""

from gmp_portal.launcher import tree

COLUMNS = 140


def check() -> tuple[bool, str]:
    """Look through all templates of the portal."""
    said = [
        f"{tree.name(path)}:{number}: longer than {COLUMNS} columns"
        for path in tree.templates()
        for number in long_lines(path.read_text())
    ]
    return not said, "\n".join(said)


def long_lines(text: str) -> list[int]:
    """Give the numbers of the lines that are too long."""
    return [
        number for number, line in enumerate(text.splitlines(), 1) if len(line) > COLUMNS
    ]
