"""Health checks for containers: ``python -m gmp_portal.launcher.health web``."""

import os
import socket
import sys
import urllib.request
from urllib.parse import unquote, urlsplit

DEFAULT_PORTS = {"redis": 6379, "rediss": 6379, "postgres": 5432, "postgresql": 5432}


def web() -> None:
    """Ask the health page, under a name that the portal answers to."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0]
    # Behind a proxy the portal would otherwise send us on to https.
    headers = {"Host": host, "X-Forwarded-Proto": "https"}
    request = urllib.request.Request(
        f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/health/", headers=headers
    )
    with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310
        if answer.status != 200:
            raise OSError(f"/health/ answers {answer.status}")


def broker() -> None:
    """See whether jobs can travel: Redis answers to its PING."""
    with _connect("REDIS_URL") as line:
        password = unquote(urlsplit(os.environ["REDIS_URL"]).password or "")
        hello = f"AUTH {password}\r\n" if password else ""
        line.sendall(f"{hello}PING\r\n".encode())
        if not line.recv(64).startswith((b"+OK", b"+PONG")):
            raise OSError("Redis does not answer")


def database() -> None:
    """See whether PostgreSQL takes connections."""
    _connect("DATABASE_URL").close()


CHECKS = {"web": web, "broker": broker, "database": database}


def main() -> int:
    """Run the checks named; the first that fails is told on the error output."""
    for name in sys.argv[1:]:
        try:
            CHECKS[name]()
        except OSError as error:
            print(f"{name}: {error}", file=sys.stderr)
            return 1
    return 0


def _connect(variable: str) -> socket.socket:
    address = urlsplit(os.environ[variable])
    port = address.port or DEFAULT_PORTS[address.scheme]
    return socket.create_connection((address.hostname or "localhost", port), timeout=5)


if __name__ == "__main__":
    sys.exit(main())
