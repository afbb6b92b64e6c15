"""The files of the project, for the checks that read them all."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from gmp_portal.launcher import paths

PACKAGES = ("gmp_portal", "partners", "areas", "advisory_group", "reporting")
FOLDERS = (*PACKAGES, "templates", "static", "tests", ".ci")


def files(*endings: str, below: tuple[str, ...] = FOLDERS) -> Iterator[Path]:
    """The files with these endings below the folders named, in order."""
    for folder in below:
        for path in sorted((paths.ROOT / folder).rglob("*")):
            if path.suffix in endings and path.is_file():
                yield path


def known_files() -> list[Path]:
    """The files that git knows, in order: notes and what else lies about is not the project's.

    In a copy of the sources without git, all files are.
    """
    names = _listed_by_git()
    if names is None:
        top = (path for path in paths.ROOT.iterdir() if path.is_file())
        below = (each for folder in FOLDERS for each in (paths.ROOT / folder).rglob("*"))
        return sorted(path for path in (*top, *below) if path.is_file())
    # What is deleted and not committed yet is still in the list.
    return sorted(path for name in names if (path := paths.ROOT / name).is_file())


def _listed_by_git() -> list[str] | None:
    if shutil.which("git") is None or not (paths.ROOT / ".git").exists():
        return None
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={paths.ROOT}", "ls-files", "-z"],
        cwd=paths.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in listed.stdout.split("\0") if name]


def python_files() -> Iterator[Path]:
    """The modules of the product; migrations are written by Django."""
    for path in files(".py", below=PACKAGES):
        if "migrations" not in path.parts:
            yield path


def templates() -> Iterator[Path]:
    """The templates of pages and mails."""
    return files(".html", ".txt", below=("templates",))


def name(path: Path) -> str:
    """The path as a reader knows it: from the top of the project."""
    return path.relative_to(paths.ROOT).as_posix()
