"""What an installation for real people refuses to start with, one sentence for each fault."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from gmp_portal import databases

# Keys of the demonstration and of tests begin so; a key of one's own is drawn by lot.
SAMPLE = "only-"
KEY_LENGTH, KEY_CHARACTERS = 50, 10
SMTP = "django.core.mail.backends.smtp.EmailBackend"
PASSWORD_LENGTH = 8
# With the token of an answer behind it, the name may have 64 letters (RFC 5321).
LONGEST_NAME = 21
KNOWN_PASSWORDS = {"changeme", "changeit", "password", "postgres", "12345678", "postgresql"}


def refuse_unsafe(settings: Mapping[str, Any], env: environ.Env) -> None:
    """Stop the start-up of a portal that anybody could break into."""
    find = _of_the_demonstration if settings["RELAXED"] else _of_an_installation
    if faults := list(find(settings, env)):
        raise ImproperlyConfigured(" ".join(faults))


def proxies(env: environ.Env) -> int:
    """How many proxies of one's own stand in front of the portal; "yes" is one."""
    text = env.str("BEHIND_PROXY", default="0").strip()
    return int(text) if text.isdigit() else int(env.bool("BEHIND_PROXY"))


def _of_the_demonstration(settings: Mapping[str, Any], env: environ.Env) -> Iterator[str]:
    """Sample logins stay on one's own machine."""
    if settings["SITE_URL"].startswith("https://") and settings["DEMO"]:
        yield "DEMO has sample logins and is for one's own machine: SITE_URL begins with http://."


def _of_an_installation(settings: Mapping[str, Any], env: environ.Env) -> Iterator[str]:
    if settings["DEBUG"] or settings["DEMO"] or env.bool("PORTAL_TESTING", default=False):
        yield "DEBUG, DEMO and PORTAL_TESTING must be off in production: unset them."
    key = settings["SECRET_KEY"]
    is_random = len(key) >= KEY_LENGTH and len(set(key)) >= KEY_CHARACTERS
    if key.startswith(SAMPLE) or not is_random:
        yield "SECRET_KEY must be a random secret of your own with at least 50 characters."
    yield from _addresses(settings, env)
    yield from _services(settings, env)


def _addresses(settings: Mapping[str, Any], env: environ.Env) -> Iterator[str]:
    hosts, site = settings["ALLOWED_HOSTS"], urlsplit(settings["SITE_URL"])
    if not hosts or any(not host or "*" in host or host.startswith(".") for host in hosts):
        yield "ALLOWED_HOSTS must name the exact host names of the portal, without '*'."
    if site.scheme != "https" or not env.bool("SECURE_COOKIES", default=True):
        yield "SITE_URL must begin with https:// and cookies must be sent over https only."
    if site.hostname not in hosts:
        yield "SITE_URL must lie on one of the ALLOWED_HOSTS."
    if not env.bool("SSL_REDIRECT", default=True) and not proxies(env):
        yield "SSL_REDIRECT may be off only where a proxy redirects: set BEHIND_PROXY."


def _services(settings: Mapping[str, Any], env: environ.Env) -> Iterator[str]:
    database = settings["DATABASES"]["default"]
    given = "DATABASE_URL" in env.ENVIRON
    if not given or _is_guessable(database, env.str("PGPASSWORD", default="")):
        yield (
            "DATABASE_URL must name your database with a password that nobody guesses"
            " (with docker-compose: RUNNING_PASSWORD and POSTGRES_PASSWORD)."
        )
    if databases.has_owner(env):
        yield from _owner(env)
    if "EMAIL_URL" not in env.ENVIRON or settings["EMAIL_BACKEND"] != SMTP:
        yield "EMAIL_URL must name the mail server: people are told of acts by mail."
    yield from _mailbox(settings)


def _mailbox(settings: Mapping[str, Any]) -> Iterator[str]:
    """An answer by mail is read, or is not asked for."""
    address, url = settings["REPLY_ADDRESS"], settings["INCOMING_URL"]
    if bool(address) != bool(url):
        yield "REPLY_ADDRESS and INCOMING_URL belong together: set both, or neither."
    if len(address.partition("@")[0]) > LONGEST_NAME:
        yield "REPLY_ADDRESS must have at most 21 letters in front of the @."


def _owner(env: environ.Env) -> Iterator[str]:
    """Who runs the portal owns nothing, so that nobody can rewrite what is on record."""
    owner = databases.read(env, as_owner=True)
    if databases.user_of(owner) == databases.running_role(env)[0]:
        yield "OWNER_DATABASE_URL must name another role than DATABASE_URL."
    if _is_guessable(owner, env.str("OWNER_PASSWORD", default="")):
        yield "OWNER_DATABASE_URL must come with a password that nobody guesses."


def _is_guessable(database: Mapping[str, Any], otherwise: str) -> bool:
    password = database.get("PASSWORD") or otherwise
    is_local = not database.get("HOST") or database["HOST"].startswith("/")
    return not is_local and (
        len(password) < PASSWORD_LENGTH
        or password in KNOWN_PASSWORDS
        or password == database.get("USER")
    )
