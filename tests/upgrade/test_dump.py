"""The program that made the dump of the first version still works as it says."""

import gzip
import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from tests.upgrade import dump


def test_it_runs_as_its_docstring_says():
    assert " -m tests.upgrade.dump CHECKOUT --add-states\n" in dump.__doc__

    said = subprocess.run(
        [sys.executable, "-m", "tests.upgrade.dump", "--help"],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
    )

    assert said.returncode == 0, said.stderr
    assert "--add-states" in said.stdout


def test_a_running_demonstration_is_dumped_without_what_only_some_servers_know(
    db, monkeypatch, tmp_path
):
    if "PGUSER" not in os.environ:
        pytest.skip("The server of this run is somebody else's.")
    monkeypatch.setattr(dump, "DUMP", tmp_path / "dump.sql.gz")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["dump", "checkout"])
    running = tmp_path / "checkout" / "var" / "demo" / "running.json"
    running.parent.mkdir(parents=True)
    folder = os.environ["DATABASE_URL"].rpartition("/")[0]
    address = f"{folder}/{connection.settings_dict['NAME']}"
    known = {"DATABASE_URL": address, "PGUSER": os.environ["PGUSER"]}
    running.write_text(json.dumps({"settings": known}))

    dump.main()

    text = gzip.decompress((tmp_path / "dump.sql.gz").read_bytes()).decode()
    assert "INSERT INTO public.django_migrations VALUES" in text
    assert not dump.STRIPPED.search(text)
