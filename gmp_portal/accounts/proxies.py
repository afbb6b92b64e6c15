"""The address a request comes from, behind as many proxies as the installation says."""

import ipaddress
import logging
from functools import cache

from django.conf import settings
from django.http import HttpRequest

# A line with IPv6 has as many addresses as it likes; what it was given is so long.
PREFIX_OF_A_LINE = 64
logger = logging.getLogger(__name__)


def client_address(request: HttpRequest) -> str:
    """Who speaks to the outermost of our own proxies; what anybody writes before it is ignored.

    Each proxy adds on the right whom it hears. Without proxies the header counts for nothing.
    """
    heard: list[str] = []
    if not settings.PROXIES and "X-Forwarded-For" in request.headers:
        _warn_once()
    if settings.PROXIES:
        header = request.headers.get("X-Forwarded-For", "")
        heard = [part.strip() for part in header.split(",") if part.strip()]
    own = [*heard, request.META.get("REMOTE_ADDR", "")]
    # Somebody who went round a proxy is known by the connection.
    told = own[-settings.PROXIES - 1] if len(heard) >= settings.PROXIES else own[-1]
    return _address(told) or _address(own[-1]) or "0.0.0.0"  # noqa: S104 no address to listen on


def client_line(request: HttpRequest) -> str:
    """The line a request comes from: its address, with IPv6 what all addresses of it begin with."""
    address = ipaddress.ip_address(client_address(request))
    if address.version == 4:
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    line = ipaddress.ip_network((address.packed, PREFIX_OF_A_LINE), strict=False)
    return str(line.network_address)


@cache
def _warn_once() -> None:
    """Tell the log, once for each process, that everybody may look like a single client."""
    logger.warning(
        "X-Forwarded-For arrives, but BEHIND_PROXY is 0: if a proxy stands in front, everybody "
        "counts as one place. Set BEHIND_PROXY to the number of proxies."
    )


def _address(text: str) -> str:
    """The address without its port; nothing where it is none."""
    bare = text.partition("]")[0].strip("[") if text.startswith("[") else text
    if bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        return str(ipaddress.ip_address(bare))
    except ValueError:
        return ""
