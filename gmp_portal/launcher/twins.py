"""Finds code and templates that stand in two files: ten lines or more, the same.

Python is compared by pylint's ``symilar``. Imports, docstrings, comments and signatures do not
count, since two modules may well need the same.
"""

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from itertools import combinations

from gmp_portal.launcher import paths, tree

LEAST = 10
# Asked for smaller runs, because it does not count lines that hold nothing but brackets.
DETECTED = 6
SYMILAR = [sys.executable, "-c", "from pylint import run_symilar; run_symilar()"]
OPTIONS = ["-i", "--ignore-docstrings", "--ignore-imports", "--ignore-signatures"]
BLOCK = re.compile(r"^(\d+) similar lines in \d+ files\n((?:==.*\n)+)", re.MULTILINE)
TOTAL = re.compile(r"^TOTAL lines=[1-9]", re.MULTILINE)
PLACE = re.compile(r"^==(.+):\[(\d+):(\d+)\]$", re.MULTILINE)

Place = tuple[str, int]


class UnfinishedReportError(Exception):
    """The detector ended without its last line, and what it found may not be all."""


def check() -> tuple[bool, str]:
    """Look for twins among the modules and among the templates."""
    names = [tree.name(path) for path in tree.python_files()]
    pages = {tree.name(path): path.read_text() for path in tree.templates()}
    twins = [*_modules(names), *find(pages)]
    said = [
        f"{count} lines stand in {' and '.join(f'{name}:{line}' for name, line in places)}"
        for count, places in twins
    ]
    return not said, "\n".join(said)


def _modules(names: list[str]) -> list[tuple[int, list[Place]]]:
    ran = subprocess.run(
        [*SYMILAR, "-d", str(DETECTED), *OPTIONS, *names],
        cwd=paths.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return read(ran.stdout)


def read(report: str) -> list[tuple[int, list[Place]]]:
    """Read what ``symilar`` says of runs that are long enough."""
    if not TOTAL.search(report):
        message = f"symilar did not say how many lines it has compared:\n{report[-2000:]}"
        raise UnfinishedReportError(message)
    return [
        (
            int(block[1]),
            [(name, int(start) + 1) for name, start, _ in PLACE.findall(block[2])],
        )
        for block in BLOCK.finditer(report)
        if int(block[1]) >= LEAST
    ]


def find(texts: Mapping[str, str]) -> list[tuple[int, list[Place]]]:
    """Give the first and longest run of lines that each two texts share."""
    windows: dict[tuple[str, ...], set[str]] = {}
    lines = {name: _lines(text) for name, text in texts.items()}
    for name, numbered in lines.items():
        for window, _ in _windows(numbered):
            windows.setdefault(window, set()).add(name)
    pairs = {pair for names in windows.values() for pair in combinations(sorted(names), 2)}
    return [_longest(pair, lines) for pair in sorted(pairs)]


def _lines(text: str) -> list[tuple[int, str]]:
    numbered = enumerate(map(str.strip, text.splitlines()), start=1)
    return [(number, line) for number, line in numbered if line]


def _windows(numbered: list[tuple[int, str]]) -> Iterator[tuple[tuple[str, ...], int]]:
    for start in range(len(numbered) - LEAST + 1):
        window = numbered[start : start + LEAST]
        yield tuple(line for _, line in window), window[0][0]


def _longest(
    pair: tuple[str, str], lines: Mapping[str, list[tuple[int, str]]]
) -> tuple[int, list[Place]]:
    first, second = (lines[name] for name in pair)
    best, places = 0, []
    for here in range(len(first)):
        for there in range(len(second)):
            count = _run(first, second, here, there)
            if count > best:
                best = count
                places = [(pair[0], first[here][0]), (pair[1], second[there][0])]
    return best, places


def _run(
    first: list[tuple[int, str]], second: list[tuple[int, str]], here: int, there: int
) -> int:
    count = 0
    for (_, line), (_, other) in zip(first[here:], second[there:], strict=False):
        if line != other:
            break
        count += 1
    return count
