"""The address a request comes from, behind as many proxies as the installation says."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Who speaks to the outermost of our own proxies; what anybody writes before it is ignored.

    Each proxy adds on the right whom it hears. Without proxies the header counts for nothing.
    """
    heard: list[str] = []
    if settings.PROXIES:
        header = request.headers.get("X-Forwarded-For", "")
        heard = [part.strip() for part in header.split(",") if part.strip()]
    own = [*heard, request.META.get("REMOTE_ADDR", "")]
    # Somebody who went round a proxy is known by the connection.
    told = own[-settings.PROXIES - 1] if len(heard) >= settings.PROXIES else own[-1]
    return _address(told) or _address(own[-1]) or "0.0.0.0"  # noqa: S104 no address to listen on


def _address(text: str) -> str:
    """The address without its port; nothing where it is none."""
    bare = text.partition("]")[0].strip("[") if text.startswith("[") else text
    if bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        return str(ipaddress.ip_address(bare))
    except ValueError:
        return ""
