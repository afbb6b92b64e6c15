"""A refusal as the page of its status, or as a sentence in JSON; the text comes back in both."""

from typing import Any

import structlog
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gmp_portal.ui import kept_posts, ways_back
from gmp_portal.ui.typed import typed_texts

PAGES = {403: "403.html", 409: "409.html", 422: "422.html", 503: "503.html"}
FACTOR_MISSING = gettext_lazy(
    "Your role needs a second factor. Set up a passkey or an authenticator app to go on."
)
# What a page that saves itself must know besides the sentence.
FACTS = {"is_signed_out": "signed_out", "is_token_gone": "token"}
# What PostgreSQL says when a lock was not to be had, and in a deadlock.
GIVEN_UP = {"55P03", "40P01"}
AGAIN_AFTER_SECONDS = 5

logger = structlog.get_logger(__name__)


def wants_json(request: HttpRequest) -> bool:
    """Whether a page asks that saves itself while somebody types in it."""
    return request.headers.get("Accept", "") == "application/json"


def signed_out(request: HttpRequest) -> dict[str, Any]:
    """Why somebody is refused who was signed in when the form opened, and the text taken along."""
    sentence = _("You are not signed in any more: sign in, then send it again.")
    return {
        "refusals": [sentence],
        "is_signed_out": True,
        "next_page": ways_back.page_of_the_form(request),
        "kept_post": kept_posts.seal(request),
    }


def without_second_factor(request: HttpRequest) -> dict[str, Any]:
    """Why somebody is refused whose role needs a second factor, and the text taken along."""
    return {
        "refusals": [FACTOR_MISSING],
        "is_factor_missing": True,
        "kept_post": kept_posts.seal(request),
    }


def refuse(
    request: HttpRequest, status: int, context: dict[str, Any], *, page: str = ""
) -> HttpResponse:
    """Answer with the page of this status, or a page of its own, or with the same in JSON."""
    if wants_json(request):
        said = [str(sentence) for sentence in context.get("refusals", [])]
        answer = {"refusals": said, "clause": context.get("clause_id", "")}
        answer |= {name: True for fact, name in FACTS.items() if context.get(fact)}
        return JsonResponse(answer, status=status)
    context |= {"typed": typed_texts(request)}
    return render(request, page or PAGES.get(status, "409.html"), context, status=status)


def has_given_up(exception: BaseException | None) -> bool:
    """Whether two acts wanted the same rows, and the database undid this one, whole."""
    if not isinstance(exception, OperationalError):
        return False
    return getattr(exception.__cause__, "pgcode", None) in GIVEN_UP


def given_up(request: HttpRequest, exception: BaseException) -> HttpResponse:
    """Say that nothing was changed because somebody else was at it, and when to try again."""
    logger.warning("given_up_waiting", reason=str(exception).strip())
    response = refuse(request, 503, {})
    response["Retry-After"] = str(AGAIN_AFTER_SECONDS)
    return response
