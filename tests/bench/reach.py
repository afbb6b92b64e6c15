"""Which tests reach which lines: one run of the suite under coverage, kept for its code."""

import ast
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from coverage import CoverageData

from tests.bench import watching
from tests.bench.sampling import Mutant
from tests.bench.targets import APPS, ROOT
from tests.bench.workshop import BenchError, Workshop

# More tests than these are not run for a mutant; those of its own app come first.
MOST_TESTS = 250


@dataclass
class Reach:
    """The tests with their seconds, and per file and line the numbers of tests."""

    tests: list[str]
    seconds: list[float]
    lines: dict[str, dict[str, list[int]]]
    # Lines that ran while modules were imported: their effects are older than a fork.
    imported: dict[str, list[int]]
    failed: list[str]

    def tests_of(self, mutant: Mutant, text: str) -> list[str]:
        """Give the tests that could notice the mutant, the likeliest and fastest first."""
        lines = self.lines.get(mutant.file)
        own = {n for n, test in enumerate(self.tests) if test.startswith(_folder(mutant))}
        if lines is None:
            # Never imported by a test: it runs in a process of its own.
            reached = own
        elif mutant.qualname:
            statement = statement_lines(text, mutant.line)
            reached = {n for line in statement for n in lines.get(str(line), [])}
        else:
            reached = own.union(*lines.values())
        usable = [n for n in reached if self.tests[n] not in self.failed]
        usable.sort(key=lambda n: (n not in own, self.seconds[n] > 1, n))
        return [self.tests[n] for n in usable[:MOST_TESTS]]

    def runs_at_import(self, mutant: Mutant, text: str) -> bool:
        """Tell whether the line has done its work before any test starts."""
        imported = set(self.imported.get(mutant.file, []))
        return not imported.isdisjoint(statement_lines(text, mutant.line))

    def patience(self, tests: Iterable[str]) -> float:
        """Give the seconds after which the tests must have ended."""
        known = dict(zip(self.tests, self.seconds, strict=True))
        return 30 + 5 * sum(known[test] for test in tests)


def digest(tests: list[str]) -> str:
    """Name the state of code, templates and tests, and which tests are asked for."""
    state = hashlib.sha256(" ".join(tests).encode())
    for path in sorted(_inputs()):
        state.update(str(path.relative_to(ROOT)).encode())
        state.update(path.read_bytes())
    return state.hexdigest()[:16]


def measured(kept: Path, workshops: list[Workshop], files: list[str]) -> Reach:
    """Give what is kept for this state of the code, or measure it."""
    if not kept.exists():
        reach = _measure(workshops, files)
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(vars(reach)))
    return Reach(**json.loads(kept.read_text()))


def statement_lines(text: str, line: int) -> range:
    """Give the lines of the innermost statement, of a compound one its head only."""
    found = range(line, line + 1)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None)
            end = body[0].lineno - 1 if body else node.end_lineno
            lines = range(node.lineno, max(end, node.lineno) + 1)
            if line in lines and not isinstance(node, ast.FunctionDef | ast.ClassDef):
                found = lines
    return found


def _folder(mutant: Mutant) -> str:
    return f"tests/{mutant.app}/"


def _inputs() -> Iterator[Path]:
    for app in APPS:
        yield from (
            path for path in (ROOT / app).rglob("*.py") if "launcher" not in path.parts
        )
    yield from (path for path in (ROOT / "templates").rglob("*") if path.is_file())
    for path in (ROOT / "tests").rglob("*.py"):
        if not {"bench", "ops"} & set(path.parts):
            yield path


def _measure(workshops: list[Workshop], files: list[str]) -> Reach:
    running = [_start(workshop, len(workshops), files) for workshop in workshops]
    try:
        for workshop, process in zip(workshops, running, strict=True):
            # 1: some tests fail, and are left out.
            if process.wait() not in (0, 1):
                tail = (workshop.folder / "reach.log").read_text(errors="replace")[-2000:]
                raise BenchError(f"The tests could not be run under coverage.\n{tail}")
    finally:
        for process in running:
            process.kill()
    for workshop in workshops:
        workshop._renew_database()
    return _read(workshops)


def _start(workshop: Workshop, count: int, files: list[str]) -> "subprocess.Popen[bytes]":
    settings = workshop.folder / "coverage.ini"
    listed = "\n    ".join(str(workshop.tree / file) for file in files)
    settings.write_text(f"[run]\ninclude =\n    {listed}\n")
    given = {
        watching.PART: f"{workshop.number}/{count}",
        watching.RESULT: str(workshop.folder / "reach.json"),
    }
    data = f"--data-file={workshop.folder / 'reach.db'}"
    with (workshop.folder / "reach.log").open("wb") as log:
        return subprocess.Popen(
            [
                *(sys.executable, "-m", "coverage", "run", f"--rcfile={settings}", data),
                *workshop.pytest("-p", "tests.bench.watching", *workshop.tests),
            ],
            cwd=workshop.tree,
            env=workshop.environ | given,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )


def _read(workshops: list[Workshop]) -> Reach:
    reach = Reach([], [], {}, {}, [])
    for workshop in workshops:
        noted = json.loads((workshop.folder / "reach.json").read_text())
        numbers = {test: len(reach.tests) + n for n, test in enumerate(noted["seconds"])}
        reach.tests += noted["seconds"]
        reach.seconds += [round(seconds, 3) for seconds in noted["seconds"].values()]
        reach.failed += noted["failed"]
        data = CoverageData(str(workshop.folder / "reach.db"))
        data.read()
        for path in data.measured_files():
            file = os.path.relpath(path, workshop.tree)
            for line, contexts in data.contexts_by_lineno(path).items():
                if "" in contexts:
                    reach.imported.setdefault(file, []).append(line)
                known = reach.lines.setdefault(file, {}).setdefault(str(line), [])
                known += [numbers[test] for test in contexts if test]
    return reach
