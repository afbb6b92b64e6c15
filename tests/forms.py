"""What a form on a page holds, as a browser would send it."""

import re
from typing import Any

from django.db import transaction
from django.test import Client

TOKEN = re.compile(r'name="version" value="([0-9a-f]{32})"')


class FormClient(Client):
    """Sends the token of a form's page along, as every browser does.

    Most tests tell only what somebody typed. Where that would be answered by showing a text
    that was never read, it is undone, and sent as from the page that shows it. A test about
    sending no token says ``version=""``.
    """

    def post(self, path: str, data: Any = None, *args: Any, **more: Any) -> Any:
        if not isinstance(data, dict) or "version" in data:
            return super().post(path, data, *args, **more)
        with transaction.atomic():
            response = super().post(path, data, *args, **more)
            token = (
                TOKEN.search(response.content.decode()) if _shows_both(response) else None
            )
            if token:
                transaction.set_rollback(True)
        if not token:
            return response
        for value in data.values():
            if hasattr(value, "seek"):
                value.seek(0)
        return super().post(path, data | {"version": token[1]}, *args, **more)


def _shows_both(response: Any) -> bool:
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    return response.status_code == 409 and is_page


def token_on(client, address):
    """The token of the form on this page: it tells what the form was filled from."""
    return token_in(client.get(address))


def send(client, address, typed):
    """Open this form and send it, as a browser does: with the token that stands on its page."""
    token = TOKEN.search(client.get(address).content.decode())
    return client.post(address, ({"version": token[1]} if token else {}) | typed)


def token_in(response):
    """The token of the form on a page that came back."""
    return TOKEN.search(response.content.decode())[1]
