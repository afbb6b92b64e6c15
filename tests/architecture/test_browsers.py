"""Profiles of the browser are opened where they are closed again, however a test ends."""

from gmp_portal.launcher import paths

OPENING = ("new_context(", "launch_persistent_context(", ".launch(")
WHERE_ALL_ARE_CLOSED = "tests/chromium.py"


def test_tests_open_profiles_by_their_fixture_only():
    """One that stays open holds the server: every test behind it waits, and then fails."""
    found = [
        path
        for path in (paths.ROOT / "tests").rglob("*.py")
        if any(opening in path.read_text(encoding="utf-8") for opening in OPENING)
    ]

    opened = {str(path.relative_to(paths.ROOT)) for path in found}

    assert {each for each in opened if not each.startswith("tests/bench/")} == {
        WHERE_ALL_ARE_CLOSED,
        "tests/architecture/test_browsers.py",
    }
