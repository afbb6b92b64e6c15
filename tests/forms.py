"""What a form on a page holds, as a browser would send it."""

import re

TOKEN = re.compile(r'name="version" value="([0-9a-f]{32})"')


def token_on(client, address):
    """The token of the form on this page: it tells what the form was filled from."""
    return token_in(client.get(address))


def token_in(response):
    """The token of the form on a page that came back."""
    return TOKEN.search(response.content.decode())[1]
