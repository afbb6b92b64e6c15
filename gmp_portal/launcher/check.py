"""``./portal check``: style, types, contracts and safety, each with its own line."""

import os
import secrets
import shutil
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from gmp_portal.launcher import (
    circles,
    forbidden_words,
    lengths,
    messages,
    paths,
    tree,
    twins,
    untranslated,
)

Outcome = tuple[bool, str]
PROCESSES = 2
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as lint; lint()"


@dataclass(frozen=True)
class Check:
    """One thing that must hold: a program that ends with 0, or a function of our own."""

    title: str
    command: Sequence[str] = ()
    environ: dict[str, str] = field(default_factory=dict)
    function: Callable[[], Outcome] | None = None

    def perform(self) -> tuple[bool, str, float]:
        """Tell whether it holds, what was said, and how long it took."""
        began = time.monotonic()
        try:
            holds, said = self.function() if self.function else self._run()
        except Exception:
            # The other checks go on, and this one has shown nothing.
            holds, said = False, traceback.format_exc()
        return holds, said, time.monotonic() - began

    def _run(self) -> Outcome:
        ran = subprocess.run(
            self.command,
            cwd=paths.ROOT,
            env={**os.environ, **self.environ},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return ran.returncode == 0, ran.stdout.strip()


def run(arguments: list[str]) -> int:
    """Run every check, or those whose title contains a word given."""
    asked = [
        check
        for check in _checks()
        if not arguments or any(word in check.title for word in arguments)
    ]
    if not asked:
        print(
            "No check is called that. They are:",
            *(check.title for check in _checks()),
            sep="\n  ",
        )
        return 2
    failures = 0
    with ThreadPoolExecutor(PROCESSES) as pool:
        for check, (holds, said, seconds) in zip(
            asked, pool.map(Check.perform, asked), strict=True
        ):
            failures += not holds
            word = "ok" if holds else "failed"
            print(f"{check.title:<48} {word:<7} {seconds:6.1f} s", flush=True)
            if not holds:
                print("\n".join(f"    {line}" for line in said.splitlines()), flush=True)
    if failures:
        print(f"{failures} of {len(asked)} checks failed.")
    return 1 if failures else 0


def _checks() -> list[Check]:
    python = [sys.executable, "-m"]
    manage = [sys.executable, "-W", "ignore", "manage.py"]
    loosely = {"DEMO": "1", "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    checks = [
        Check("types (mypy)", [*python, "mypy", *tree.PACKAGES, "manage.py"], loosely),
        Check("twins (symilar)", function=twins.check),
        Check("style (ruff check)", [*python, "ruff", "check", "."]),
        Check("layout (ruff format)", [*python, "ruff", "format", "--check", "."]),
        Check("layers (import-linter)", [sys.executable, "-c", LINT_IMPORTS]),
        Check("templates (djlint)", [*python, "djlint", "--lint", "--quiet", "templates"]),
        Check("translation markers in templates", function=untranslated.check),
        Check("lines of templates and modules", function=lengths.check),
        Check("import circles", function=circles.check),
        Check("words for the code", function=forbidden_words.check),
        Check("migrations are complete", [*manage, "makemigrations", "--check"], loosely),
        Check(
            "safe in production (check --deploy)",
            [*manage, "check", "--deploy", "--fail-level", "WARNING"],
            _production(),
        ),
    ]
    if shutil.which("xgettext"):
        checks.append(Check("texts and their Chinese", function=messages.check))
    if compose := _compose():
        checks.append(Check("compose file", [*compose, "config", "-q"]))
    return checks


def _production() -> dict[str, str]:
    return {
        "PRODUCTION": "1",
        "DEMO": "0",
        "DEBUG": "0",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "portal.example.org",
        "SITE_URL": "https://portal.example.org",
        "DATABASE_URL": f"postgresql://portal:{secrets.token_urlsafe()}@db.example.org/portal",
        "REDIS_URL": "redis://redis.example.org/0",
        "EMAIL_URL": "smtp://mail.example.org:25",
    }


def _compose() -> list[str]:
    if program := shutil.which("docker-compose"):
        return [program]
    if program := shutil.which("docker"):
        asked = subprocess.run(
            [program, "compose", "version"], capture_output=True, check=False
        )
        if asked.returncode == 0:
            return [program, "compose"]
    return []
