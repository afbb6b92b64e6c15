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
OWNER, OWNERS = "OWNER_DATABASE_URL", "postgresql://owner@db.example.org/portal"
DATABASE, HOSTS, PROXY = "DATABASE_URL", "ALLOWED_HOSTS", "SSL_REDIRECT"
MAILBOX = "imaps://portal:x@mail.example.org/INBOX"
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
    ({OWNER: "postgresql://portal:vq8-Lr2-zK8@db.example.org/portal"}, OWNER),
    ({OWNER: "postgresql://owner:short@db.example.org/portal"}, OWNER),
    ({OWNER: "postgresql://owner@db.example.org/portal"}, OWNER),
    (
        {OWNER: "postgresql://owner@db.example.org/portal", "OWNER_PASSWORD": "portal"},
        OWNER,
    ),
    ({PROXY: "0", "BEHIND_PROXY": "0"}, PROXY),
    ({"EMAIL_URL": None}, "EMAIL_URL"),
    ({"EMAIL_URL": "consolemail://"}, "EMAIL_URL"),
    ({"REPLY_ADDRESS": "reply@example.org"}, "INCOMING_URL"),
    ({"INCOMING_URL": MAILBOX}, "REPLY_ADDRESS"),
    ({"REPLY_ADDRESS": "x" * 22 + "@example.org", "INCOMING_URL": MAILBOX}, "21 letters"),
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
        {PROXY: "0", "BEHIND_PROXY": "2"},
        {OWNER: OWNERS, "OWNER_PASSWORD": "nobody-guesses-this"},
        {OWNER: "postgresql:///portal?user=owner"},
        {"REPLY_ADDRESS": "reply@example.org", "INCOMING_URL": MAILBOX},
        # As it was before there were two: the same address.
        {OWNER: SAFE["DATABASE_URL"]},
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
        "REPLY_ADDRESS": "",
        "INCOMING_URL": "",
    } | changes


FAULTY = {
    "SECRET_KEY": "short",
    "ALLOWED_HOSTS": ["*", "portal.example.org"],
    "DEBUG": True,
    "SITE_URL": "http://portal.example.org",
    "DATABASES": {"default": {"HOST": "db", "USER": "portal", "PASSWORD": ""}},
    "EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend",
    "REPLY_ADDRESS": "reply@example.org",
}


@pytest.mark.parametrize("names", list(combinations(FAULTY, 2)), ids=" ".join)
def test_no_fault_hides_another(names, monkeypatch):
    for name in ("DATABASE_URL", "EMAIL_URL"):
        monkeypatch.setitem(environ.Env.ENVIRON, name, "named")
    values = _values(**{name: FAULTY[name] for name in names})

    with pytest.raises(ImproperlyConfigured) as refused:
        production.refuse_unsafe(values, environ.Env())

    assert str(refused.value).count(".") >= len(names)


READ = """
from django.conf import settings
database = settings.DATABASES["default"]
print(database["USER"] or database["OPTIONS"].get("user"), settings.RUNNING_ROLE)
print("sslmode" in database["OPTIONS"], "options" in database["OPTIONS"])
"""
ROLES = [
    # What asks for the owner, the addresses, and who then asks the database
    ("0", SAFE["DATABASE_URL"], OWNERS, "portal portal"),
    ("1", SAFE["DATABASE_URL"], OWNERS, "owner portal"),
    ("1", SAFE["DATABASE_URL"], "", "portal portal"),
    ("1", "postgresql:///x?user=runs", "postgresql:///x?user=owns", "owns runs"),
    ("0", "postgresql:///x?user=runs", "postgresql:///x?user=owns", "runs runs"),
]


@pytest.mark.parametrize(("as_owner", "running", "owner", "roles"), ROLES)
def test_only_commands_that_change_tables_ask_as_the_owner(as_owner, running, owner, roles):
    more = {"OWNER_PASSWORD": "nobody-guesses-this", "AS_OWNER": as_owner}
    environment = {
        **SAFE,
        **more,
        DATABASE: running,
        OWNER: owner,
        "PATH": os.environ["PATH"],
    }

    said = subprocess.run(
        [sys.executable, "-c", READ],
        cwd=settings.BASE_DIR,
        env={"DJANGO_SETTINGS_MODULE": "gmp_portal.settings", **environment},
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.splitlines() == [roles, "False True"]
