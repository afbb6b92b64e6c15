"""Child processes that never outlive the launcher."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

Command = Sequence[str | Path]


class StartError(Exception):
    """Something could not be started; the message is for the reader."""


@dataclass
class Child:
    """One running program, with the file its output goes to."""

    name: str
    command: Command
    log: Path
    environ: Mapping[str, str]
    stop_signal: signal.Signals = signal.SIGTERM
    as_user: Command = field(default_factory=list)
    _process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the program in a session of its own: Ctrl-C reaches the launcher only."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                # In this order: a change of user forgets who is to die with whom.
                [*self.as_user, *dies_with_us(self.stop_signal), *self.command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=dict(self.environ),
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        return self._process.pid if self._process else 0

    @property
    def exit_code(self) -> int | None:
        """None while the program runs."""
        return self._process.poll() if self._process else None

    def ask_to_stop(self) -> None:
        """Send the signal on which the program ends in order, without waiting."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(self.stop_signal)

    def stop(self, patience: float = 10) -> None:
        """Ask the program to stop and, after ``patience`` seconds, make it."""
        if self._process is None:
            return
        self.ask_to_stop()
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self._kill_group()
            self._process.wait()
        self._kill_group()

    def kill(self) -> None:
        """End the program and its children at once: one that stands still obeys nobody.

        PostgreSQL's children have groups of their own; one left behind would keep its memory.
        """
        if self._process is None:
            return
        children = children_of(self.pid)
        self._kill_group()
        for child in children:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(child, signal.SIGKILL)
        self._process.wait()

    def way_of_ending(self) -> str:
        """Tell in two or three words how the program ended."""
        code = self.exit_code or 0
        if code < 0:
            return f"was ended by {signal.Signals(-code).name}"
        return f"stopped (exit code {code})"

    def end_leftovers(self) -> None:
        """End the children that a program left behind when it died."""
        self._kill_group()

    def tail(self, lines: int = 12) -> str:
        """Give the last lines of the program's output."""
        if not self.log.exists():
            return ""
        text = self.log.read_text(errors="replace").strip()
        return "\n".join(f"    {line}" for line in text.splitlines()[-lines:])

    def _kill_group(self) -> None:
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return


def children_of(pid: int) -> list[int]:
    """The children of a process; none where it has just ended, or where nobody tells."""
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    return [int(child) for child in told.split()]


def unprivileged() -> list[str]:
    """Give the prefix under which root starts PostgreSQL, which refuses to run as root.

    The program becomes ``nobody`` but may still pass the folders of a private checkout:
    without ``no_setuid_fixup`` the right to do so would be lost with the change of user.
    """
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        message = "PostgreSQL does not run as root: start ./portal as an ordinary user."
        raise StartError(message)
    return [
        "setpriv",
        "--reuid=65534",
        "--regid=65534",
        "--clear-groups",
        "--securebits=+no_setuid_fixup",
        "--inh-caps=-all,+dac_override",
        "--ambient-caps=-all,+dac_override",
        "--bounding-set=-all,+dac_override",
    ]


def give_to_unprivileged(folder: Path) -> None:
    """Hand the folder to the user that ``unprivileged`` programs run as."""
    if os.geteuid() == 0:
        os.chown(folder, 65534, 65534)


def run_logged(
    name: str, command: Command, *, environ: Mapping[str, str], log: Path
) -> None:
    """Run a program to its end; a failure shows the last lines of its output."""
    # The lines of an earlier run would mislead.
    log.unlink(missing_ok=True)
    step = Child(name, command, log, environ)
    step.start()
    try:
        while step.exit_code is None:
            time.sleep(0.02)
    finally:
        step.stop()
    if step.exit_code:
        message = (
            f"{name} failed (exit code {step.exit_code}). Its last lines:\n{step.tail(20)}"
        )
        raise StartError(message)


def dies_with_us(last_signal: signal.Signals) -> list[str]:
    """Give the prefix by which Linux ends the program when the launcher is killed."""
    if sys.platform != "linux" or shutil.which("setpriv") is None:
        return []
    return ["setpriv", f"--pdeathsig={last_signal.name.removeprefix('SIG')}"]
