"""The files of the project, for the checks that read them all."""

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
