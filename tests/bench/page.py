"""The page that keeps what has been measured: each measurement has its own place on it."""

import datetime as dt
from pathlib import Path

from tests.bench.proof import PAGE, commit


class Lines(list[str]):
    """What a measurement says, printed at once and kept for the page."""

    def say(self, line: str) -> None:
        print(line, flush=True)
        self.append(line)


PERFORMANCE = PAGE.with_name("performance.md")


def write(name: str, title: str, command: str, report: str, to: Path = PAGE) -> None:
    """Put a report on the page, in the place of the last one of this name."""
    begin, end = f"<!-- bench {name} -->", f"<!-- end of bench {name} -->"
    today = dt.datetime.now(dt.UTC).date()
    text = to.read_text()
    before, _begin, rest = text.partition(begin)
    after = rest.partition(end)[2]
    said = f"{today:%d %B %Y}, commit `{commit()}`: `{command.strip()}`"
    section = f"{begin}\n## {title}\n\n{said}\n\n```\n{report}\n```\n{end}"
    to.write_text(f"{before.rstrip()}\n\n{section}\n{after.lstrip()}")
