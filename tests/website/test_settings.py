"""An unsafe production installation does not start, and says why in a sentence for each fault."""

import os
import subprocess
import sys
from itertools import combinations

import environ
import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from gmp_portal import production

KEY = "k9X-2vQ_7rTzLw4mNpB8sYc1dFgHj3uEa6iOxRtVbWqZ5yUeKlMo0PnSfGhJ"
SAFE = {
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "portal.example.org",
    "SITE_URL": "https://portal.example.org",
    "DATABASE_URL": "postgresql://portal:vq8-Lr2-zK7@db.example.org/portal",
    "EMAIL_URL": "smtp://mail.example.org:25",
}
DATABASE, HOSTS, PROXY = "DATABASE_URL", "ALLOWED_HOSTS", "SSL_REDIRECT"
HOLES = [
    ({"SECRET_KEY": "short"}, "SECRET_KEY"),
    ({"SECRET_KEY": "x" * 60}, "SECRET_KEY"),
    ({"SECRET_KEY": settings.INSECURE_KEY}, "SECRET_KEY"),
    (
        {"SECRET_KEY": "only-for-tests-abcdefghijklmnopqrstuvwxyz0123456789-xxx"},
        "SECRET_KEY",
    ),
    ({"SECRET_KEY": None}, "SECRET_KEY"),
    ({"DEBUG": "1"}, "DEBUG"),
    ({"DEMO": "0", "DEBUG": "1"}, "DEBUG"),
    ({"DEMO": "1", "PRODUCTION": "1"}, "DEMO"),
    ({"DEMO": "1"}, "DEMO"),
    ({"PORTAL_TESTING": "1"}, "PORTAL_TESTING"),
    ({HOSTS: "*"}, HOSTS),
    ({HOSTS: ".example.org"}, HOSTS),
    ({HOSTS: "portal.example.org,*"}, HOSTS),
    ({HOSTS: ""}, HOSTS),
    ({HOSTS: None}, HOSTS),
    ({HOSTS: "other.example.org"}, "SITE_URL"),
    ({"SITE_URL": "http://portal.example.org"}, "https"),
    ({"SITE_URL": None}, "https"),
    ({"SECURE_COOKIES": "0"}, "cookies"),
    ({PROXY: "0"}, PROXY),
    ({DATABASE: None}, DATABASE),
    ({DATABASE: "postgresql://portal@127.0.0.1:5432/portal"}, DATABASE),
    ({DATABASE: "postgresql://portal:portal@postgres/portal"}, DATABASE),
    ({DATABASE: "postgresql://postgres:postgres@postgres/portal"}, DATABASE),
    ({DATABASE: "postgresql://gmp-portal:gmp-portal@postgres/portal"}, DATABASE),
    ({DATABASE: "postgresql://portal@postgres/portal", "PGPASSWORD": "portal"}, DATABASE),
    ({"EMAIL_URL": None}, "EMAIL_URL"),
    ({"EMAIL_URL": "consolemail://"}, "EMAIL_URL"),
    ({"EMAIL_URL": "dummymail://"}, "EMAIL_URL"),
]
# The sets that were seen to start, and what an installation with nothing but .env may be.
TOGETHER = [
    (
        {"DEMO": "0", "DEBUG": "1", "SECRET_KEY": "short", HOSTS: "*"},
        "DEBUG SECRET_KEY " + HOSTS,
    ),
    (
        {"DEMO": "0", **dict.fromkeys(SAFE)},
        "SECRET_KEY ALLOWED_HOSTS https DATABASE_URL EMAIL_URL",
    ),
]


def _start(**changes):
    changed = {"PATH": os.environ["PATH"]} | SAFE | changes
    return subprocess.run(
        [sys.executable, "-c", "import gmp_portal.settings"],
        cwd=settings.BASE_DIR,
        env={name: value for name, value in changed.items() if value is not None},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"DEMO": "0"},
        {"PRODUCTION": "1"},
        {PROXY: "0", "BEHIND_PROXY": "1"},
        {DATABASE: "postgresql:///portal"},
        {"DEMO": "1", "DEBUG": "1", **dict.fromkeys(SAFE)},
    ],
)
def test_a_safe_installation_and_the_demonstration_start(change):
    done = _start(**change)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(("change", "words"), HOLES + TOGETHER)
def test_an_unsafe_one_does_not(change, words):
    done = _start(**change)

    assert done.returncode != 0
    said = done.stderr.strip().splitlines()[-1]
    assert not [word for word in words.split() if word not in said]


def _values(**changes):
    """What the settings hold where nothing is wrong, but for these changes."""
    return {
        "RELAXED": False,
        "DEMO": False,
        "DEBUG": False,
        "SECRET_KEY": KEY,
        "ALLOWED_HOSTS": ["portal.example.org"],
        "SITE_URL": "https://portal.example.org",
        "DATABASES": {
            "default": {"HOST": "db", "USER": "portal", "PASSWORD": "vq8-Lr2-zK7"}
        },
        "EMAIL_BACKEND": production.SMTP,
    } | changes


FAULTY = {
    "SECRET_KEY": "short",
    "ALLOWED_HOSTS": ["*", "portal.example.org"],
    "DEBUG": True,
    "SITE_URL": "http://portal.example.org",
    "DATABASES": {"default": {"HOST": "db", "USER": "portal", "PASSWORD": ""}},
    "EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend",
}


@pytest.mark.parametrize("names", list(combinations(FAULTY, 2)), ids=" ".join)
def test_no_fault_hides_another(names, monkeypatch):
    for name in ("DATABASE_URL", "EMAIL_URL"):
        monkeypatch.setitem(environ.Env.ENVIRON, name, "named")
    values = _values(**{name: FAULTY[name] for name in names})

    with pytest.raises(ImproperlyConfigured) as refused:
        production.refuse_unsafe(values, environ.Env())

    assert str(refused.value).count(".") >= len(names)
