"""Where PostgreSQL and Valkey come from: an address, the wheel, the system."""

import os
import sys
from pathlib import Path

import pytest

from gmp_portal.launcher import sources
from gmp_portal.launcher.sources import MissingServerError, Source


def program(folder: Path, name: str) -> Path:
    """Make something that runs and tells a version."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 17.2'\n")
    path.chmod(0o755)
    return folder


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """A machine that has neither the wheels nor servers of its own."""
    monkeypatch.setattr(sources, "_package", lambda _name: None)
    monkeypatch.setattr(sources, "_system_postgres", list)
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))


def test_database_url_comes_before_everything_else():
    source = sources.pick_postgres({"DATABASE_URL": "postgresql://db.example.org/portal"})

    assert source.address == "postgresql://db.example.org/portal"
    assert source.is_external


def test_wheel_comes_before_the_system(monkeypatch, tmp_path):
    wheel = Source("wheel", programs=program(tmp_path / "wheel", "postgres"))
    system = Source("system", programs=program(tmp_path / "system", "postgres"))
    monkeypatch.setattr(sources, "_wheel_postgres", lambda: wheel)
    monkeypatch.setattr(sources, "_system_postgres", lambda: [system])

    assert sources.pick_postgres({}) == wheel
    assert sources.pick_postgres({"TEST_DB": "system"}) == system


def test_wheel_that_does_not_run_here_is_passed_over(monkeypatch, tmp_path):
    broken = program(tmp_path / "wheel", "postgres")
    (broken / "postgres").write_text("#!/bin/sh\nexit 127\n")
    system = Source("system", programs=program(tmp_path / "system", "postgres"))
    monkeypatch.setattr(
        sources, "_wheel_postgres", lambda: Source("wheel", programs=broken)
    )
    monkeypatch.setattr(sources, "_system_postgres", lambda: [system])

    assert sources.pick_postgres({}) == system


def test_without_any_postgres_the_reader_learns_what_to_do(bare):
    with pytest.raises(MissingServerError) as refusal:
        sources.pick_postgres({})

    assert "apt-get install postgresql" in str(refusal.value)
    assert "DATABASE_URL" in str(refusal.value)


def test_redis_url_comes_before_everything_else():
    assert sources.pick_valkey({"REDIS_URL": "redis://r.example.org/0"}).is_external


def test_redis_of_the_system_serves_where_the_wheel_is_missing(bare, monkeypatch, tmp_path):
    folder = program(tmp_path / "bin", "redis-server")
    monkeypatch.setenv("PATH", str(folder))

    assert sources.pick_valkey({}) == Source("system", programs=folder / "redis-server")


def test_without_any_redis_the_reader_learns_what_to_do(bare):
    with pytest.raises(MissingServerError) as refusal:
        sources.pick_valkey({})

    assert "REDIS_URL" in str(refusal.value)


def test_version_is_read_from_the_programs(tmp_path):
    source = Source("system", programs=program(tmp_path, "postgres"))

    assert sources.version_of(source) == "17.2"


@pytest.mark.skipif(sys.platform != "linux", reason="the wheel's programs differ elsewhere")
def test_this_run_uses_a_private_socket_and_a_password():
    assert os.environ["REDIS_URL"].startswith("redis://:")
    if "gmp-pg-" in os.environ["DATABASE_URL"]:
        folder = Path(os.environ["DATABASE_URL"].removeprefix("postgresql://")).parent
        assert folder.stat().st_mode & 0o077 == 0
