"""Whether the texts for translators can be gathered in all six languages (``makemessages``)."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from gmp_portal.launcher import paths, tree

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh_Hans")
READ = {".py", ".html", ".txt"}
KEPT = Path("gmp_portal", "locale")


def check() -> tuple[bool, str]:
    """Gather in a copy, so that no catalogue changes; then let gettext read each of them."""
    files = {path.relative_to(paths.ROOT): path for path in tree.known_files()}
    with tempfile.TemporaryDirectory(prefix="gmp-messages-") as name:
        folder = Path(name)
        _copy(files, folder)
        faults = [*_gather(folder), *_read(folder)]
    return not faults, "\n".join(faults)


def _copy(files: dict[Path, Path], folder: Path) -> None:
    for place, path in files.items():
        is_catalogue = path.suffix == ".po" and place.is_relative_to(KEPT)
        if is_catalogue:
            target = folder / "locale" / place.relative_to(KEPT)
        elif path.suffix in READ and place.parts[0] != "tests":
            target = folder / place
        else:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    (folder / "locale").mkdir(exist_ok=True)


def _gather(folder: Path) -> Iterable[str]:
    languages = [f"--locale={language}" for language in LANGUAGES]
    command = [sys.executable, "-m", "django", "makemessages", *languages]
    ran = _run([*command, "--no-location", "--no-wrap"], folder)
    if ran.returncode:
        return [ran.stdout.strip()]
    return [line for line in ran.stdout.splitlines() if "warning" in line.casefold()]


def _read(folder: Path) -> Iterable[str]:
    for language in LANGUAGES:
        catalogue = folder / "locale" / language / "LC_MESSAGES" / "django.po"
        if not catalogue.exists():
            yield f"{language}: no text was gathered."
            continue
        ran = _run(["msgfmt", "--check-format", "-o", os.devnull, str(catalogue)], folder)
        if ran.returncode:
            yield ran.stdout.strip()


def _run(command: list[str], folder: Path) -> "subprocess.CompletedProcess[str]":
    # Without the settings of the project nothing of it is imported.
    around = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    return subprocess.run(
        command,
        cwd=folder,
        env=around,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
