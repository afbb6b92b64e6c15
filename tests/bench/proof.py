"""The table of the score, and the page that keeps it."""

import datetime as dt
import subprocess
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from tests.bench.targets import ROOT, app_of

BAR = 90
PAGE = ROOT / "gmp_portal" / "docs" / "proof.md"
EQUIVALENT = Path(__file__).with_name("equivalent.toml")
BEGIN, END = "<!-- bench mutants -->", "<!-- end of bench mutants -->"
NOTICED = {"noticed", "too slow"}
LEFT_OUT = (
    "Half of the sample are removals. A mutant is tried against the tests that reach its line,"
    " at most 250 of them, those of its app first. Left out are the tests in a browser, the"
    " walk over all addresses (`tests/access`), those that start a worker, and those of"
    " typesetting, scripts, migrations and architecture: a mutant that only they would notice"
    " counts as a survivor. Tests with real transactions run in a process of their own, on a"
    " fresh database. Noticed is a mutant with which a test fails that holds without it, or"
    " that runs into the time limit; one with which the tests could not be run at all counts as"
    " a survivor."
)


class Score:
    """How many of the mutants tried were noticed."""

    def __init__(self, entries: list[dict[str, Any]]) -> None:
        self.reasons = reasons()
        self.equivalent = [entry for entry in entries if self._reason(entry)]
        counted = [entry for entry in entries if not self._reason(entry)]
        self.counted = sorted(counted, key=lambda entry: (entry["file"], entry["line"]))

    @property
    def survivors(self) -> list[dict[str, Any]]:
        return [entry for entry in self.counted if entry["outcome"] not in NOTICED]

    @property
    def percent(self) -> float:
        noticed = len(self.counted) - len(self.survivors)
        return 100 * noticed / len(self.counted) if self.counted else 100.0

    @property
    def is_enough(self) -> bool:
        return self.percent >= BAR

    def table(self) -> str:
        """Give a row per app, per kind of change, and the sum."""
        rows = ["| app | mutants | noticed | score |", "|---|---:|---:|---:|"]
        rows += self._rows(lambda entry: app_of(entry["file"]))
        rows += ["| **all** " + self._cells(self.counted)]
        rows += ["", "| change | mutants | noticed | score |", "|---|---:|---:|---:|"]
        rows += self._rows(lambda entry: f"`{entry['operator']}`")
        return "\n".join(rows)

    @property
    def doubted(self) -> list[str]:
        """The tests that failed without a mutant as well, and were not believed."""
        return sorted({test for entry in self.counted for test in entry.get("doubted", ())})

    def write(self, arguments: list[str], commit: str) -> None:
        """Put the score on the page, in the place of the last one."""
        text = PAGE.read_text() if PAGE.exists() else "# What has been measured\n"
        before, _begin, rest = text.partition(BEGIN)
        after = rest.partition(END)[2]
        section = f"{BEGIN}\n{self._section(arguments, commit)}\n{END}"
        PAGE.write_text(f"{before.rstrip()}\n\n{section}\n{after.lstrip()}")

    def _section(self, arguments: list[str], commit: str) -> str:
        today = dt.datetime.now(dt.UTC).date()
        command = " ".join(["./portal bench mutants", *arguments])
        verdict = "reached" if self.is_enough else "not reached"
        parts = [
            "## Mutants",
            f"{today:%d %B %Y}, commit `{commit}`: `{command}`. {LEFT_OUT}",
            f"**{self.percent:.1f} % noticed; the bar is {BAR} %: {verdict}.**",
            self.table(),
            f"### Survivors ({len(self.survivors)})",
            "\n".join(f"- {line(entry)}" for entry in self.survivors) or "None.",
            f"### Equivalent ({len(self.equivalent)})",
            "\n".join(
                f"- {line(entry)}: {self._reason(entry)}" for entry in self.equivalent
            )
            or "None.",
            f"### Tests that were not believed ({len(self.doubted)})",
            "\n".join(f"- `{test}` fails without a mutant too" for test in self.doubted)
            or "None.",
        ]
        return "\n\n".join(parts)

    def _rows(self, group: Any) -> list[str]:
        groups = Counter(group(entry) for entry in self.counted)
        return [
            f"| {name} "
            + self._cells([entry for entry in self.counted if group(entry) == name])
            for name in sorted(groups)
        ]

    def _cells(self, entries: list[dict[str, Any]]) -> str:
        noticed = sum(entry["outcome"] in NOTICED for entry in entries)
        share = f"{100 * noticed / len(entries):.0f} %" if entries else "–"
        return f"| {len(entries)} | {noticed} | {share} |"

    def _reason(self, entry: dict[str, Any]) -> str:
        return self.reasons.get((entry["file"], entry["was"], entry["becomes"]), "")


def reasons(path: Path = EQUIVALENT) -> dict[tuple[str, str, str], str]:
    """Give the reasons kept by hand, by file and change."""
    listed = tomllib.loads(path.read_text()).get("mutant", [])
    return {(each["file"], each["was"], each["becomes"]): each["reason"] for each in listed}


def line(entry: dict[str, Any]) -> str:
    """Say in a line where a mutant stands and what it changes."""
    where = f"{entry['file']}:{entry['line']}"
    outcome = entry.get("outcome")
    remark = " (no test runs it)" if outcome == "unreached" else ""
    if outcome == "error":
        remark = f" (could not be tried: {entry['by']})"
    return f"{where} `{entry['was']}` → `{entry['becomes']}`{remark}"


def refusal(commit: str) -> str:
    """Say why nothing can be proved of this state of the code; empty if something can."""
    if commit and not commit.endswith("-dirty"):
        return ""
    return (
        "A proof names the commit that it holds for, and here files differ from it (or there is no"
        " git). Commit first; --only, --app, --kind and --tests measure without proving."
    )


def commit() -> str:
    """Name the commit that lies here, with ``-dirty`` if any file differs from it."""
    described = _git("describe", "--always", "--abbrev=7")
    return f"{described}-dirty" if _git("status", "--porcelain") else described


def _git(*arguments: str) -> str:
    said = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return said.stdout.strip()
