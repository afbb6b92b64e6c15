"""Parts of public pages that are the same until something changes, made once for each version.

A part is kept in the memory of the process under the version of all that is public (ADR 35), so
that it is never older than the page around it. Whoever is known to the portal gets their own,
but for what is the same for everybody (``kept_for_all``).
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from django.http import HttpRequest
from django.utils.timezone import get_current_timezone_name

from gmp_portal.ui import shared_pages

Part = TypeVar("Part")
# A few for each list and language; those that nobody asks for any more go first.
MOST = 400

_parts: OrderedDict[Hashable, Any] = OrderedDict()
_lock = Lock()


def kept(request: HttpRequest, key: Hashable, make: Callable[[], Part]) -> Part:
    """The part under this key as it stands now; made anew for whoever is no mere visitor."""
    version = getattr(request, "public_version", "")
    return _kept(version, key, make) if version else make()


def kept_for_all(request: HttpRequest, key: Hashable, make: Callable[[], Part]) -> Part:
    """The same for a part that says to everybody what it says to visitors, days in their zone."""
    version = getattr(request, "public_version", "") or shared_pages.version(request)
    return _kept(version, (key, get_current_timezone_name()), make)


def _kept(version: str, key: Hashable, make: Callable[[], Part]) -> Part:
    with _lock:
        if (version, key) in _parts:
            _parts.move_to_end((version, key))
            part: Part = _parts[version, key]
            return part
    part = make()
    with _lock:
        _parts[version, key] = part
        while len(_parts) > MOST:
            _parts.popitem(last=False)
    return part


def forget() -> None:
    """Begin with nothing kept, as a process that has just started."""
    with _lock:
        _parts.clear()
