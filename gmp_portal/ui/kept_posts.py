"""What somebody sent while signed out is carried through signing in, without scripts.

The page of the refusal holds it, signed, in a hidden field. Whoever goes on from there to sign
in takes it along in the session that becomes theirs, and finds it again ready to be sent.
"""

import re
import secrets
from typing import NamedTuple

from django.contrib.sessions.backends.base import SessionBase
from django.core import signing
from django.http import HttpRequest

from gmp_portal.ui.typed import NEVER_REPEATED, UNSEEN

SALT = "gmp_portal.ui.kept_posts"
KEY = "kept_post"
# The hidden field in which a form names the copy of it that the browser keeps.
COPY = "kept_copy"
KEY_OF_A_COPY = re.compile(r"[A-Za-z0-9-]{1,40}")
# Sealed, with something to spare in what a form may send; what is longer is shown to be copied.
LONGEST = 1_000_000
MAX_AGE_SECONDS = 12 * 60 * 60
# What the refused form carried and the new one gets afresh; its version and key stay.
FRESH = UNSEEN - {"version", "once", "next"}


class KeptPost(NamedTuple):
    """One form that was sent in vain: where to, its values, the names of its files."""

    key: str
    action: str
    fields: list[tuple[str, str]]
    files: list[str]


def seal(request: HttpRequest) -> str:
    """What was sent, signed for a hidden field; empty where it is too long to be carried."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in FRESH and NEVER_REPEATED not in name
        for value in values
    ]
    kept = KeptPost(
        _key(request),
        request.get_full_path(),
        fields,
        [name for name, files in request.FILES.lists() for _file in files],
    )
    sealed = signing.dumps(kept, salt=SALT, compress=True)
    return sealed if len(sealed) <= LONGEST else ""


def _key(request: HttpRequest) -> str:
    """The name of the copy that the browser keeps; a browser without scripts keeps none."""
    named = request.POST.get(COPY, "")
    return named if KEY_OF_A_COPY.fullmatch(named) else secrets.token_hex(12)


def unseal(sealed: str) -> KeptPost | None:
    """What ``seal`` made; nothing where somebody else made it, or too long ago."""
    try:
        opened = signing.loads(sealed, salt=SALT, max_age=MAX_AGE_SECONDS)
    except signing.BadSignature:
        return None
    return _kept(opened)


def take_along(session: SessionBase, kept: KeptPost) -> None:
    """Keep it in the session, through every step of signing in."""
    session[KEY] = kept


def taken_along(session: SessionBase) -> KeptPost | None:
    """What this session carries, until it was sent and saved."""
    taken = session.get(KEY)
    return _kept(taken) if taken else None


def drop(session: SessionBase, key: str) -> None:
    """Forget it once the server has saved that very form."""
    kept = taken_along(session)
    if kept and kept.key == key:
        del session[KEY]


def _kept(parts: list[object]) -> KeptPost:
    key, action, fields, files = parts
    pairs = [(str(name), str(value)) for name, value in fields]  # type: ignore[attr-defined]
    return KeptPost(str(key), str(action), pairs, list(files))  # type: ignore[call-overload]
