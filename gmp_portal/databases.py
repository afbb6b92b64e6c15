"""Two roles in one database: one runs the portal and owns nothing, the other owns the tables."""

import os
from typing import Any

import environ

ENGINE = "django.db.backends.postgresql"
DEFAULT = "postgresql://portal@127.0.0.1:5432/portal"
RUNNING, OWNER = "DATABASE_URL", "OWNER_DATABASE_URL"


def read(env: environ.Env, *, as_owner: bool) -> dict[str, Any]:
    """The database as the role that runs the portal, or as the one that owns its tables.

    ``manage.py`` asks for the owner where a command changes tables or the rights to them.
    Without an address of its own the owner is who runs the portal, as it was once.
    """
    if not (as_owner and has_owner(env)):
        return _address(env, RUNNING)
    owner = _address(env, OWNER)
    # PGPASSWORD is that of who runs the portal.
    if not owner["PASSWORD"]:
        owner["PASSWORD"] = env.str("OWNER_PASSWORD", default="")
    return owner


def has_owner(env: environ.Env) -> bool:
    """Whether somebody else than who runs the portal owns the tables."""
    address = env.str(OWNER, default="")
    return bool(address) and address != env.str(RUNNING, default=DEFAULT)


def user_of(address: dict[str, Any]) -> str:
    """The role of an address; where a socket is named, it stands behind ``?user=``."""
    return str(
        address.get("USER")
        or address.get("OPTIONS", {}).get("user")
        or os.environ.get("PGUSER", "")
    )


def running_role(env: environ.Env) -> tuple[str, str]:
    """The role that runs the portal, and its password."""
    address = _address(env, RUNNING)
    return user_of(address), address["PASSWORD"] or env.str("PGPASSWORD", default="")


def _address(env: environ.Env, variable: str) -> dict[str, Any]:
    read: dict[str, Any] = env.db(variable, default=DEFAULT, engine=ENGINE)
    return read
