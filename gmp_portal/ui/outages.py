"""A database that cannot be asked is said in plain words, and what was typed comes back."""

from collections.abc import Iterator

import structlog
from django.db import DatabaseError, Error, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import loader

from gmp_portal.ui.page_limit import PageTooSlowError
from gmp_portal.ui.refusals import wants_json
from gmp_portal.ui.typed import texts_if_readable

UNAVAILABLE = 503
AWAY, TOO_LONG = "errors/unavailable.html", "errors/too_long.html"
RETRY_AFTER_SECONDS = 10
# A database that takes no changes at the moment, and a session that it ended in between.
NOT_NOW = {"25006", "25P03"}

logger = structlog.get_logger(__name__)


def is_an_outage(exception: BaseException | None) -> bool:
    """Whether the database could not be reached, gave up or takes no changes."""
    return any(map(_is_outage, _behind(exception)))


def unavailable(request: HttpRequest, exception: BaseException | None) -> HttpResponse:
    """Answer without a database: what happened, when to try again, and what was typed."""
    logger.error("database_unavailable", reason=str(exception).strip())
    if wants_json(request):
        response: HttpResponse = JsonResponse({"refusals": []}, status=UNAVAILABLE)
    else:
        context = {"typed": texts_if_readable(request)}
        is_late = any(isinstance(each, PageTooSlowError) for each in _behind(exception))
        page = loader.get_template(TOO_LONG if is_late else AWAY)
        response = HttpResponse(page.render(context), status=UNAVAILABLE)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    response["Cache-Control"] = "no-store"
    return response


def _behind(exception: BaseException | None) -> Iterator[BaseException]:
    """The exception and those it grew from: a rollback fails differently than its cause."""
    while exception is not None:
        yield exception
        exception = exception.__cause__ or exception.__context__


def _is_outage(exception: BaseException) -> bool:
    if isinstance(exception, OperationalError | InterfaceError):
        return True
    if not isinstance(exception, Error):
        return False
    code = getattr(exception.__cause__, "pgcode", None)
    # A server that is killed in the middle of an answer says nothing more, not even what it was.
    is_cut = type(exception) is DatabaseError and bool(exception.__cause__) and code is None
    return is_cut or code in NOT_NOW
