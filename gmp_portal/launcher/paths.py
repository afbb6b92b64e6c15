"""Where the launcher finds and keeps things."""

import os
import shutil
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
DEMO = VAR / "demo"
TEST = VAR / "test"

# The path of a Unix socket may have 107 bytes, and PostgreSQL adds its own file name.
SOCKET_PATH_LIMIT = 80


def short_folder(prefix: str) -> Path:
    """Make a private folder whose path is short enough for a socket."""
    base = tempfile.gettempdir()
    if len(os.fsencode(base)) > SOCKET_PATH_LIMIT - len(prefix) - 10:
        base = "/tmp"  # noqa: S108 - mkdtemp makes a private folder in it
    return Path(tempfile.mkdtemp(prefix=prefix, dir=base))


def remove_folder(folder: Path) -> None:
    """Delete a folder that may be gone already."""
    shutil.rmtree(folder, ignore_errors=True)


def remove_stale(prefix: str) -> None:
    """Delete folders left behind by runs that were killed before they could tidy up."""
    for base in {Path(tempfile.gettempdir()), Path("/tmp")}:  # noqa: S108
        for mark in base.glob(f"{prefix}*/pid"):
            if not _lives(mark):
                remove_folder(mark.parent)


def mark_owner(folder: Path) -> None:
    """Note whose folder this is, for ``remove_stale``."""
    (folder / "pid").write_text(str(os.getpid()))


def _lives(mark: Path) -> bool:
    try:
        os.kill(int(mark.read_text()), 0)
    except (ProcessLookupError, ValueError, FileNotFoundError):
        return False
    except PermissionError:
        return True
    return True
