"""Pages that only the desk shows: for the secretariat, and for administrators."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from gmp_portal.accounts.rights import require
from gmp_portal.website import permissions

View = Callable[..., HttpResponse]


def for_the_desk(view: View) -> View:
    """Ask before anything is looked up; to everybody else the desk is closed."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(request.user, permissions.can_see_desk)
        return view(request, *args, **kwargs)

    return guarded
