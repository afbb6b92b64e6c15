"""What somebody sent while signed out is carried through signing in, without scripts.

The page of the refusal holds it, signed, in a hidden field. Whoever goes on from there to sign
in takes it along in the session that becomes theirs, and finds it again ready to be sent.
"""

import re
import secrets
from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib.sessions.backends.base import SessionBase
from django.core import signing
from django.http import HttpRequest

from gmp_portal.accounts.middleware import last_signed_in
from gmp_portal.accounts.models import User
from gmp_portal.ui import ways_back
from gmp_portal.ui.typed import CARRIED, COPY, NEVER_REPEATED, UNSEEN

SALT = "gmp_portal.ui.kept_posts"
KEY = "kept_posts"
# How many forms a browser takes through signing in; each lies in the session until it is sent.
MOST = 5
KEY_OF_A_COPY = re.compile(r"[A-Za-z0-9-]{1,40}")
# Sealed, with something to spare in what a form may send; what is longer is shown to be copied.
LONGEST = 1_000_000
MAX_AGE_SECONDS = 12 * 60 * 60
# What the refused form carried and the new one gets afresh; its version and key stay.
FRESH = UNSEEN - CARRIED


class KeptPost(NamedTuple):
    """One form that was sent in vain: where to, its values, the names of its files.

    ``author`` is the key of whoever was signed in here last, where that is known, and ``page`` is
    where it stood.
    """

    key: str
    action: str
    fields: list[tuple[str, str]]
    files: list[str]
    author: int | None = None
    page: str = "/"


Forget = Callable[[User, str], object]
_forgetting: list[Forget] = []


def when_saved(forget: Forget) -> None:
    """Call this with the person and the name of the copy whenever such a form is saved."""
    _forgetting.append(forget)


def saved(request: HttpRequest, key: str) -> None:
    """Forget what was kept of a form, in the session and wherever else: it is saved."""
    drop(request.session, key)
    if request.user.is_authenticated:
        for forget in _forgetting:
            forget(request.user, key)


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
        _author(request),
        ways_back.page_of_the_form(request),
    )
    sealed = signing.dumps(kept, salt=SALT, compress=True)
    return sealed if len(sealed) <= LONGEST else ""


def _key(request: HttpRequest) -> str:
    """The name of the copy that the browser keeps; a browser without scripts keeps none."""
    named = request.POST.get(COPY, "")
    return named if KEY_OF_A_COPY.fullmatch(named) else f"{secrets.token_hex(10)}-1-0"


def _author(request: HttpRequest) -> int | None:
    """Who typed it: whoever was signed in here last, and has not signed out."""
    # Where somebody is signed in, the form may have been opened before by somebody else.
    return None if request.user.is_authenticated else last_signed_in(request)


def unseal(sealed: str) -> KeptPost | None:
    """What ``seal`` made; nothing where somebody else made it, or too long ago."""
    try:
        opened = signing.loads(sealed, salt=SALT, max_age=MAX_AGE_SECONDS)
    except signing.BadSignature:
        return None
    return _kept(opened)


def take_along(session: SessionBase, kept: KeptPost) -> None:
    """Keep it in the session, through every step of signing in, beside what lies there."""
    others = [other for other in taken_along(session) if other.key != kept.key]
    session[KEY] = [*others, kept][-MOST:]


def taken_along(session: SessionBase) -> list[KeptPost]:
    """What this session carries, until it was sent and saved."""
    return [_kept(taken) for taken in session.get(KEY, [])]


def drop(session: SessionBase, key: str) -> None:
    """Forget it once the server has saved that very form."""
    taken = taken_along(session)
    others = [kept for kept in taken if kept.key != key]
    if len(others) < len(taken):
        session[KEY] = others


def _kept(parts: list[Any]) -> KeptPost:
    key, action, fields, files, author, page = parts
    pairs = [(str(name), str(value)) for name, value in fields]
    return KeptPost(str(key), str(action), pairs, list(files), author, str(page))
