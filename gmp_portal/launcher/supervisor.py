"""Keeps the parts of the portal running: what dies or stands still is started again, and told."""

import signal
from dataclasses import dataclass

from gmp_portal.launcher.processes import Child
from gmp_portal.launcher.watch import Watch

# A part that ran this long did start: its next end counts as the first.
STEADY = 5.0
LONGEST_PAUSE = 60.0
# What somebody killed could run: it does not wait for long.
LONGEST_AFTER_A_KILL = 2.0
# So often in a row, and it will not start by itself: its log may tell why.
HOPELESS = 5


@dataclass
class Supervisor:
    """One part, how often it ended in a row, and when it is due again."""

    child: Child
    # For a part that may stand still while it lives.
    watch: Watch | None = None
    failures: int = 0
    started_at: float = 0.0
    due_at: float | None = None

    def look(self, now: float) -> str:
        """Start the part again if it is time; give news for the reader, if any."""
        if self.due_at is not None:
            if now >= self.due_at:
                self.child.start()
                if self.watch:
                    self.watch.begin_anew()
                self.started_at, self.due_at = now, None
            return ""
        way = self._way_of_ending(now)
        if not way:
            return ""
        # Its own children would keep the port, the shared memory or a job.
        self.child.end_leftovers()
        if now - self.started_at > STEADY:
            self.failures = 0
        pause = _pause_after(self.failures)
        if self.child.exit_code == -signal.SIGKILL:
            pause = min(pause, LONGEST_AFTER_A_KILL)
        self.failures += 1
        self.due_at = now + pause
        return self._news(way, pause)

    def _way_of_ending(self, now: float) -> str:
        """In a few words; empty while the part lives and answers."""
        if self.child.exit_code is not None:
            return self.child.way_of_ending()
        if self.watch and self.watch.is_silent(now):
            self.child.kill()
            return f"did not answer for {self.watch.patience:.0f} s"
        return ""

    def _news(self, way: str, pause: float) -> str:
        again = f"in {pause:.0f} s" if pause else "now"
        news = f"{self.child.name} {way} and is started again {again}."
        if self.failures >= HOPELESS:
            news += f" That is the {self.failures}th time in a row: see {self.child.log}"
        return news


def _pause_after(failures: int) -> float:
    """No pause at first, then 1 s, and twice as long each time."""
    return float(min(2 ** min(failures, 10) // 2, LONGEST_PAUSE))
