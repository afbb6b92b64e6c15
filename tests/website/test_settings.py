"""An unsafe production installation does not start, and says why in one sentence."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

SAFE = {
    "PRODUCTION": "1",
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": "portal.example.org",
    "SITE_URL": "https://portal.example.org",
}


def _start(**changes):
    kept = {key: os.environ[key] for key in ("PATH", "DATABASE_URL") if key in os.environ}
    return subprocess.run(
        [sys.executable, "-c", "import gmp_portal.settings"],
        cwd=settings.BASE_DIR,
        env=kept | SAFE | changes,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_safe_installation_starts():
    assert _start().returncode == 0


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": settings.INSECURE_KEY}, "SECRET_KEY"),
        ({"DEBUG": "1"}, "DEBUG"),
        ({"DEMO": "1"}, "DEMO"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
        ({"SITE_URL": "http://portal.example.org"}, "https"),
        ({"SECURE_COOKIES": "0"}, "cookies"),
    ],
)
def test_an_unsafe_one_does_not(change, word):
    done = _start(**change)

    assert done.returncode != 0
    assert word in done.stderr.strip().splitlines()[-1]
