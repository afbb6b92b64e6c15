"""Keeps what is read short: a template's line within 140 columns, a module within 400 lines."""

from gmp_portal.launcher import tree

COLUMNS = 140
LINES = 400


def check() -> tuple[bool, str]:
    """Look through all templates and modules of the portal."""
    said = [
        f"{tree.name(path)}:{number}: longer than {COLUMNS} columns"
        for path in tree.templates()
        for number in long_lines(path.read_text())
    ]
    said += [
        f"{tree.name(path)}: longer than {LINES} lines"
        for path in tree.python_files()
        if is_long(path.read_text())
    ]
    return not said, "\n".join(said)


def long_lines(text: str) -> list[int]:
    """Give the numbers of the lines that are too long."""
    return [
        number for number, line in enumerate(text.splitlines(), 1) if len(line) > COLUMNS
    ]


def is_long(text: str) -> bool:
    """Whether a module has more lines than somebody reads in one go."""
    return text.count("\n") > LINES
