"""While somebody looks through the eyes of another person, pages are made for that person (R-52).

The session stays that of whoever looks: only the pages are another's. Nothing is done in the name
of the person: what is sent is refused, and the database takes no writing while a page is made.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import InternalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from psycopg2.errors import ReadOnlySqlTransaction

from gmp_portal.accounts.middleware import lacks_second_factor
from gmp_portal.ui.refusals import refuse
from gmp_portal.website import permissions
from gmp_portal.website.actions.impersonations import RULE
from gmp_portal.website.models import Impersonation

SESSION_KEY = "impersonation"
SAFE = ("GET", "HEAD")
FORBIDDEN = 403
# These are answered to whoever looks, as always.
OWN = {"website:impersonation_end", "account_logout"}
# What belongs to the person alone: the account and its data, secret addresses, mails, and what was
# typed and never saved.
PRIVATE = (
    *("account_", "mfa_", "usersessions_", "admin:", "session_", "kept_post_"),
    *("writing:unsent_", "website:calendar_address_", "website:mail_"),
    *("website:profile", "website:own_data", "website:erasure_"),
)
ONLY_READ = gettext_lazy(
    "You look through the eyes of somebody else, and can only read. Nothing was done."
)
NOT_SHOWN = gettext_lazy(
    "This belongs to the person alone, and is not shown while you look through other eyes."
)


class ImpersonationMiddleware:
    """Show pages as another person sees them, until the time is over or it is ended."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        look = _look_of(request)
        if look is None or _name_of(request) in OWN:
            return self.get_response(request)
        if not _goes_on(request, look):
            return self._is_over(request)
        own = request.user
        request.user, request.impersonation = look.person, look  # type: ignore[attr-defined]
        try:
            return self._shown(request)
        finally:
            request.user = own

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """A page that would write something is refused once its transaction is undone."""
        if not _is_a_writing(exception) or not hasattr(request, "impersonation"):
            return None
        answer = HttpResponse(status=FORBIDDEN)
        answer.would_write = True  # type: ignore[attr-defined]
        return answer

    def _is_over(self, request: HttpRequest) -> HttpResponse:
        del request.session[SESSION_KEY]
        # No form of a page that was made for somebody else is taken from now on.
        rotate_token(request)
        messages.info(request, _("The time is over: you are yourself again."))
        if request.method in SAFE:
            return self.get_response(request)
        return _refused(request, ONLY_READ)

    def _shown(self, request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE:
            return _refused(request, ONLY_READ)
        if _name_of(request).startswith(PRIVATE):
            return _refused(request, NOT_SHOWN)
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
            response = self.get_response(request)
            if would_write := hasattr(response, "would_write"):
                transaction.set_rollback(True)
        return _refused(request, ONLY_READ) if would_write else response


def _look_of(request: HttpRequest) -> Impersonation | None:
    """What the session of whoever is signed in says; visitors are asked nothing."""
    pk = request.session.get(SESSION_KEY)
    if pk is None:
        return None
    known = Impersonation.objects.select_related("person")
    return known.filter(pk=pk).first()


def _goes_on(request: HttpRequest, look: Impersonation) -> bool:
    """Whether its time still runs and both are still who they were when it was begun."""
    user: Any = request.user
    return (
        look.is_running
        and look.begun_by_id == user.pk
        and permissions.can_impersonation_begin(user)
        and permissions.is_open_to_looks(look.person)
        and not lacks_second_factor(user)
    )


def _name_of(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


def _refused(request: HttpRequest, sentence: Any) -> HttpResponse:
    return refuse(request, FORBIDDEN, {"refusals": [sentence], "clause_id": RULE})


def _is_a_writing(exception: Exception) -> bool:
    return isinstance(exception, InternalError) and isinstance(
        exception.__cause__, ReadOnlySqlTransaction
    )
