"""Keeps a program running that may be started again: the worker and the pump."""

from dataclasses import dataclass

from gmp_portal.launcher.processes import Child

# A program that ran this long has recovered: its next failure counts as the first.
STEADY = 60.0
LONGEST_PAUSE = 60.0


@dataclass
class Supervisor:
    """One program, how often it failed in a row, and when it is due again."""

    child: Child
    failures: int = 0
    started_at: float = 0.0
    due_at: float | None = None

    def look(self, now: float) -> str:
        """Start the program again if it is time; give news for the reader, if any."""
        if self.due_at is not None:
            return self._start_again(now) if now >= self.due_at else ""
        if self.child.exit_code is None:
            return ""
        if now - self.started_at > STEADY:
            self.failures = 0
        pause = min(2.0**self.failures, LONGEST_PAUSE)
        self.failures += 1
        self.due_at = now + pause
        return f"The {self.child.exit_message()}\nIt is started again in {pause:.0f} s."

    def _start_again(self, now: float) -> str:
        self.child.start()
        self.started_at, self.due_at = now, None
        return f"The {self.child.name} is started again."
