"""The command that serves pages; a container runs ``python -m gmp_portal.launcher.web``."""

import os
import sys

GRANIAN = ["-m", "granian", "--interface", "wsgi"]
WSGI = "gmp_portal.wsgi:application"
# One may be busy, or start anew, while another one answers. Each takes a tenth of a gigabyte and
# more: where there are many cores, whoever runs the portal says how many.
FEWEST, MOST, THREADS = 2, 4, 4


def workers() -> int:
    """As many processes as there are cores, within bounds, or as WEB_WORKERS says."""
    asked = os.environ.get("WEB_WORKERS", "")
    return int(asked) if asked else min(max(os.cpu_count() or 1, FEWEST), MOST)


def threads() -> int:
    """How many requests each of them answers at the same time."""
    return int(os.environ.get("WEB_THREADS") or THREADS)


def command(host: str, port: int) -> list[str]:
    """Serve the portal here; a worker that ended is started again."""
    return [
        sys.executable,
        *GRANIAN,
        *("--host", host, "--port", str(port)),
        *("--workers", str(workers()), "--blocking-threads", str(threads())),
        *("--respawn-failed-workers", "--respawn-interval", "0.5"),
        *("--backpressure", str(16 * threads())),
        *("--no-access-log", "--log-level", "warning"),
        WSGI,
    ]


if __name__ == "__main__":
    arguments = command("0.0.0.0", 8000)  # noqa: S104 within a container
    print(f"{workers()} web workers with {threads()} threads each", flush=True)
    os.execv(arguments[0], arguments)
