"""A form that begins something new is saved once, however often it is sent (R-20).

Its page gives it a key. Sent again with the same key and the same values, by "back" or because
the answer was lost on the way, it saves nothing and leads to where it led the first time. With
other values somebody went back and changed them: that is a new one.
"""

import hashlib
import json
import re
import secrets
from typing import cast

from django.http import HttpRequest

from gmp_portal.accounts.models import User
from gmp_portal.ui.models import SentForm
from gmp_portal.ui.refusals import wants_json
from gmp_portal.ui.typed import ONCE, UNSEEN, VERSION

KEY = re.compile(r"[0-9a-f]{32}")
# Another button under the same text is no other text.
BUTTONS = {"save_and_add", "save_and_next"}


def draw_key() -> str:
    """A key for the form on one page."""
    return secrets.token_hex(16)


def key_of(request: HttpRequest) -> str:
    """The key of a form that shall be saved once; what has a version is joined instead."""
    if wants_json(request) or VERSION in request.POST:
        return ""
    key = request.POST.get(ONCE, "")
    return key if KEY.fullmatch(key) and request.user.is_authenticated else ""


def claim(request: HttpRequest, key: str) -> tuple[SentForm, bool]:
    """Find this form as it was sent before, or begin it; held to the end of the transaction."""
    return SentForm.objects.get_or_create(
        person=cast("User", request.user), key=key, digest=_digest_of(request)
    )


def note(sent: SentForm, address: str) -> None:
    """Remember where it led, in the transaction in which it was saved."""
    sent.address = address
    sent.save(update_fields=["address"])


def _digest_of(request: HttpRequest) -> str:
    """A short name of all that was typed, chosen and attached, and of where it went."""
    unsaid = UNSEEN | BUTTONS
    fields = [(name, values) for name, values in request.POST.lists() if name not in unsaid]
    named = [request.path, sorted(fields), _files(request)]
    return hashlib.sha256(json.dumps(named).encode()).hexdigest()


def _files(request: HttpRequest) -> list[tuple[str, str, str]]:
    attached = []
    for name, files in request.FILES.lists():
        for file in files:
            content = hashlib.sha256()
            for chunk in file.chunks():
                content.update(chunk)
            file.seek(0)
            attached.append((name, str(file.name), content.hexdigest()))
    return attached
