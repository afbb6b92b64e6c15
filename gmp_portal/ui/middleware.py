"""Refusals become pages, nonces are ready in time, private pages stay private."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control

from gmp_portal.workflow import InvalidTransitionError, NotNowError, RuleRefusedError

GetResponse = Callable[[HttpRequest], HttpResponse]
PAGES = {403: "403.html", 409: "409.html", 422: "422.html"}


class NonceMiddleware:
    """Draw the nonce before any template asks whether there is one."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        str(getattr(request, "csp_nonce", ""))
        return self.get_response(request)


class PrivateResponsesMiddleware:
    """What a signed-in person sees is kept by nobody on the way."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if (
            settings.SESSION_COOKIE_NAME in request.COOKIES
            and request.user.is_authenticated
        ):
            response.headers.pop("Cache-Control", None)
            patch_cache_control(response, private=True, no_store=True)
        return response


class RefusalMiddleware:
    """Turn "somebody was faster", "a rule says no" and "not now" into pages that explain it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if isinstance(exception, NotNowError):
            return self._not_now(request, exception)
        if isinstance(exception, InvalidTransitionError):
            return self._somebody_was_faster(request, exception)
        if isinstance(exception, RuleRefusedError):
            return self._a_rule_says_no(request, exception)
        return None

    def _not_now(self, request: HttpRequest, exception: NotNowError) -> HttpResponse:
        record: Any = exception.record
        messages.warning(request, exception.sentence)
        return redirect(record)

    def _somebody_was_faster(
        self, request: HttpRequest, exception: InvalidTransitionError
    ) -> HttpResponse:
        record: Any = exception.record
        url = record.get_absolute_url() if hasattr(record, "get_absolute_url") else ""
        context = {"record": record, "record_url": url}
        return render(request, "409.html", context, status=409)

    def _a_rule_says_no(
        self, request: HttpRequest, exception: RuleRefusedError
    ) -> HttpResponse:
        context = {"refusals": exception.messages, "clause_id": exception.clause}
        template = PAGES.get(exception.status, "409.html")
        return render(request, template, context, status=exception.status)
