"""The nginx of Debian with the very configuration of the repository, before a real web process."""

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from gmp_portal.launcher import paths

TEMPLATE = paths.ROOT / "gmp_portal" / "launcher" / "nginx.conf.template"
# Debian starts a service where it installs nginx, so the tests get it unpacked.
UNPACKED = paths.ROOT / "var" / "sys" / "usr" / "sbin" / "nginx"
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin") or (
    str(UNPACKED) if UNPACKED.exists() else ""
)
ENVSUBST = shutil.which("envsubst") or ""
MISSING = "nginx or envsubst (gettext) is not here: ./portal test --yes fetches them."
HOST, OTHER_HOST = "portal.test", "other.test"
OUTER = "127.0.0.9"
# What the image of nginx brings around the configuration.
AROUND = """
{user}
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    default_type application/octet-stream;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/portal.conf;
}}
"""


@dataclass
class Answer:
    """What came back through the proxy."""

    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def cache(self) -> str:
        return self.headers.get("x-cache", "")


@dataclass
class Proxy:
    """A running nginx and how to ask it."""

    port: int
    own: dict[str, str] = field(default_factory=lambda: {"host": HOST})

    def get(
        self, path: str, *, method: str = "GET", source: str = "", **headers: str
    ) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection(
            "127.0.0.1",
            self.port,
            timeout=60,
            source_address=(source, 0) if source else None,
        )
        try:
            connection.request(method, path, headers=self.own | named)
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        told = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, told, content)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_for_port(port: int, seconds: float = 60) -> None:
    """Until somebody listens there."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"Nobody listens on port {port}.")


def written(folder: Path, port: int, web: int) -> None:
    """The configuration as the image makes it of the template, by the same program."""
    facts = {
        "PORTAL_CACHE": str(folder / "pages"),
        "PORTAL_PORT": f"127.0.0.1:{port}",
        "PORTAL_HOSTS": f"{HOST} {OTHER_HOST}",
        "PORTAL_WEB": f"127.0.0.1:{web}",
        "PORTAL_RESOLVER": "127.0.0.1",
        "PORTAL_OUTER_PROXY": OUTER,
    }
    filled = subprocess.run(
        [ENVSUBST, " ".join(f"${{{name}}}" for name in facts)],
        input=TEMPLATE.read_text(),
        env=os.environ | facts,
        capture_output=True,
        text=True,
        check=True,
    )
    (folder / "portal.conf").write_text(filled.stdout)
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user))


@contextmanager
def running(folder: Path, web: int) -> Iterator[Proxy]:
    """An nginx before the web process on this port, as long as it is needed."""
    folder.mkdir()
    libraries = [*UNPACKED.parents[1].glob("lib/*-linux-*")]
    known = os.environ.get("LD_LIBRARY_PATH", "")
    path = ":".join([*map(str, libraries), *filter(None, [known])])
    port = free_port()
    written(folder, port, web)
    with (folder / "output.log").open("wb") as output:
        process = subprocess.Popen(
            [NGINX, "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"],
            env=os.environ | ({"LD_LIBRARY_PATH": path} if path else {}),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_for_port(port, 10)
        yield Proxy(port)
    finally:
        process.terminate()
        process.wait(timeout=10)
