"""Pages of the desk, for those who work there, and what belongs to the reader alone."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from gmp_portal.accounts.rights import Permission, get_permitted, require
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.website import permissions
from gmp_portal.website.models import Announcement, CalendarAddress, Holding, SavedFilter

View = Callable[..., HttpResponse]


def for_the_desk(view: View) -> View:
    """Ask before anything is looked up; to everybody else the desk is closed."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(request.user, permissions.can_see_desk)
        return view(request, *args, **kwargs)

    return guarded


def get_calendar_address(request: SignedInRequest) -> CalendarAddress:
    """The valid address of the reader's own calendar; nobody finds another one."""
    address = CalendarAddress.objects.of(request.user)
    if address is None:
        raise Http404
    return address


def get_announcement(
    request: SignedInRequest, pk: int, permission: Permission[Announcement] | None = None
) -> Announcement:
    """What the secretariat writes to many; nobody but officers knows of it."""
    known = Announcement.objects.visible_to(request.user).select_related("area", "country")
    if permission is None:
        return get_object_or_404(known, pk=pk)
    return get_permitted(known, request.user, permission, pk=pk)


def get_holding(
    request: SignedInRequest, pk: int, permission: Permission[Holding]
) -> Holding:
    """Work that somebody has; nobody but officers knows of it."""
    known = Holding.objects.visible_to(request.user).select_related("holder")
    return get_permitted(known, request.user, permission, pk=pk)


def get_saved_filter(request: SignedInRequest, pk: int) -> SavedFilter:
    """One of the reader's own filters; nobody finds another one."""
    return get_object_or_404(SavedFilter.objects.of(request.user), pk=pk)
