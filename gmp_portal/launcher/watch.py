"""Whether a part that lives also answers: a server can stand still without dying."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gmp_portal.launcher.processes import Child, Command

EVERY = 5.0
PATIENCE = 30.0


@dataclass
class Watch:
    """Asks a server again and again by a small program, and never waits for its answer."""

    question: Command
    environ: Mapping[str, str]
    every: float = EVERY
    patience: float = PATIENCE
    asked: Child | None = None
    asked_at: float = 0.0
    # When the first question was asked that nobody answered.
    silent_since: float | None = None

    def is_silent(self, now: float) -> bool:
        """Whether questions are in vain for longer than anybody should wait."""
        if self.asked is not None and self.asked.exit_code is not None:
            if self.asked.exit_code == 0:
                self.silent_since = None
            self.asked = None
        if self.asked is None and now - self.asked_at >= self.every:
            self._ask(now)
        return self.silent_since is not None and now - self.silent_since > self.patience

    def _ask(self, now: float) -> None:
        self.asked = Child("A question", self.question, Path(os.devnull), self.environ)
        self.asked.start()
        self.asked_at = now
        if self.silent_since is None:
            self.silent_since = now

    def begin_anew(self) -> None:
        """Forget what was asked: the server starts again."""
        if self.asked is not None:
            self.asked.kill()
        self.asked = self.silent_since = None
