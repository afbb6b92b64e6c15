"""The migrated cluster is made anew when migrating would give another result."""

import pytest

from gmp_portal.launcher import paths, template
from gmp_portal.launcher.sources import Source


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A portal of two migrations, and programs that tell their version."""
    for name in template.READ:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    folder = tmp_path / "partners" / "migrations"
    folder.mkdir(parents=True)
    (folder / "0001_initial.py").write_text("first")
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    monkeypatch.setattr(template, "version_of", lambda source: source.kind)
    return tmp_path


def test_key_stays_while_nothing_changes(checkout):
    assert template.key(Source("18.6")) == template.key(Source("18.6"))


@pytest.mark.parametrize(
    "changed",
    [
        "partners/migrations/0001_initial.py",
        "partners/migrations/0002_more.py",
        *template.READ,
    ],
)
def test_key_changes_with_what_migrating_reads(checkout, changed):
    before = template.key(Source("18.6"))

    (checkout / changed).write_text("changed")

    assert template.key(Source("18.6")) != before


def test_key_belongs_to_one_version_of_postgresql(checkout):
    assert template.key(Source("18.6")) != template.key(Source("15.18"))


def test_key_does_not_depend_on_other_code(checkout):
    before = template.key(Source("18.6"))

    (checkout / "partners" / "views.py").write_text("changed")

    assert template.key(Source("18.6")) == before
