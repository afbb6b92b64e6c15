"""A desk with LibreOffice for measurements: real windows, typed into key by key (``xdotool``).

Nothing is done but what a person does who knows the keys: styles, tables and sums are asked for
by their shortcuts.
"""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.processes import wait_for

NEEDED = ("Xvfb", "openbox", "xdotool", "soffice")
HINT = (
    "apt-get install --no-install-recommends"
    " xvfb openbox xdotool libreoffice-writer libreoffice-calc"
)
# Between two keys, in milliseconds: the same for both ways of writing.
PAUSE = 12
# Seconds until a window stands there, and until the one that has the keys has settled.
PATIENCE = 60
SETTLED = 0.4


def missing() -> list[str]:
    """The programs that are not here."""
    return [name for name in NEEDED if not shutil.which(name)]


@dataclass
class Desk:
    """Windows, and what was done in them so far."""

    folder: Path
    display: str = ""
    keys: int = 0
    windows: int = 0
    dialogs: int = 0
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def screen(self) -> None:
        """A screen of its own; the server takes a number that nobody has, and says which."""
        said, end = os.pipe()
        command = ["Xvfb", "-displayfd", str(end), "-screen", "0", "1280x900x24"]
        self.running.append(
            subprocess.Popen(command, pass_fds=[end], stderr=subprocess.DEVNULL)
        )
        os.close(end)
        with os.fdopen(said) as number:
            self.display = f":{number.readline().strip()}"

    def start(self, *command: str) -> None:
        mine = {
            "DISPLAY": self.display,
            "HOME": str(self.folder),
            "SAL_USE_VCLPLUGIN": "gen",
            "LANG": "C.UTF-8",
        }
        self.running.append(
            subprocess.Popen(
                command,
                env=os.environ | mine,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )

    def office(self, kind: str) -> None:
        """Open an empty document, as from the menu of programs."""
        profile = f"-env:UserInstallation=file://{self.folder}/profile"
        self.start(
            "soffice", profile, "--norestore", "--nologo", "--nofirststartwizard", kind
        )
        self.windows += 1

    def ask(self, *words: str) -> str:
        return subprocess.run(
            ["xdotool", *words],
            env=os.environ | {"DISPLAY": self.display},
            check=False,
            capture_output=True,
            text=True,
        ).stdout.strip()

    def title(self) -> str:
        """The window that has the keys."""
        return self.ask("getactivewindow", "getwindowname")

    def until(self, title: str) -> None:
        """Wait until a window of this title has the keys."""
        if not wait_for(lambda: bool(re.search(title, self.title())), PATIENCE):
            message = f"No window {title!r}; the keys go to {self.title()!r}."
            raise TimeoutError(message)
        time.sleep(SETTLED)

    def type(self, text: str) -> None:
        self.keys += len(text)
        self.ask("type", "--delay", str(PAUSE), text)

    def press(self, *chords: str) -> None:
        """Press keys one after the other; each key of ``ctrl+v`` counts."""
        for chord in chords:
            self.keys += len(chord.split("+"))
        self.ask("key", "--delay", str(PAUSE), *chords)

    def dialog(self, chord: str, title: str) -> None:
        self.press(chord)
        self.until(title)
        self.dialogs += 1

    def go_to(self, title: str) -> None:
        """Change to the other window."""
        self.press("alt+Tab")
        self.until(title)

    def cells(self, rows: Sequence[Sequence[str]], *, on: str = "Tab") -> None:
        """Fill a table cell by cell; its first cell has the keys."""
        values = [value for row in rows for value in row]
        for place, value in enumerate(values):
            if place:
                self.press(on)
            self.type(value)

    def stop(self) -> None:
        for child in reversed(self.running):
            child.terminate()
        for child in self.running:
            try:
                child.wait(10)
            except subprocess.TimeoutExpired:
                child.kill()


@contextmanager
def desk(folder: Path) -> Iterator[Desk]:
    """A screen with a window manager, both of which end with the measurement."""
    built = Desk(folder)
    try:
        built.screen()
        built.start("openbox")
        time.sleep(1)
        yield built
    finally:
        # LibreOffice goes on in a process of its own.
        built.ask("search", "--name", "LibreOffice", "windowkill", "%@")
        built.stop()
