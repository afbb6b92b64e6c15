"""Refusals become pages, private pages stay private, nothing is saved twice."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from gmp_portal.accounts.middleware import AUTHOR, lacks_second_factor, name_author
from gmp_portal.ui import kept_posts, once, open_answers, unoffered, ways_back
from gmp_portal.ui.forms import UNPROCESSABLE, has_errors
from gmp_portal.ui.refusals import (
    FACTOR_MISSING,
    given_up,
    has_given_up,
    refuse,
    signed_out,
    wants_json,
    without_second_factor,
)
from gmp_portal.ui.tags.boxes import clause
from gmp_portal.ui.typed import COPY, ONCE, has_typed, typed_texts
from gmp_portal.workflow import (
    GoneError,
    InvalidTransitionError,
    NotNowError,
    RuleRefusedError,
)

GetResponse = Callable[[HttpRequest], HttpResponse]
OPEN_INTERFACE = "/api/"


class OpenAnswersMiddleware:
    """Answer for the interface of programs as for everybody, and in JSON whatever happens.

    It stands first: cookies are laid aside before anything asks who somebody is, and a page
    about a mistake is put into the words of the interface after everything else is done.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(OPEN_INTERFACE):
            return open_answers.answered(request, self.get_response)
        return self.get_response(request)


class UnofferedLanguageMiddleware:
    """Lead on whoever asks in one of the six languages that is not offered."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        code = request.path_info.lower().removeprefix("/").partition("/")[0]
        if code in dict(settings.OFFICIAL_LANGUAGES) and code not in dict(
            settings.LANGUAGES
        ):
            return unoffered.led_on(request, code)
        return self.get_response(request)


FORBIDDEN, NOT_ALLOWED, FAULT = 403, 405, 500
MOVED, MOVED_WITH_ITS_FORM = 301, 308
SAFE = ("GET", "HEAD")
OPEN_WITHOUT_SECOND_FACTOR = (
    "account_logout",
    "set_language",
    "mfa_",
    "account_reauthenticate",
    # What is being typed asks who is signed in, and comes back after signing in.
    "session_",
    "kept_post_",
)
# The cookie names the copy of a form that was saved; the next page deletes both.
COOKIE = "kept_copy_saved"
SECONDS = 300
SAVED = (302, 303)
NOTHING_DONE = gettext_lazy(
    "You were signed out, so nothing was done. Sign in, then press the button again."
)
ALREADY_SAVED = gettext_lazy(
    "This was saved already, and is not saved twice. To enter the same once more, open the form "
    "again."
)


class MovedFormMiddleware:
    """A form sent to an address that has moved is sent on whole, and not only its address.

    That is so for http instead of https, a missing slash and the old number of a decision.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == MOVED and request.method not in SAFE:
            response.status_code = MOVED_WITH_ITS_FORM
        return response


class PrivateResponsesMiddleware:
    """What a signed-in person sees is kept by nobody on the way; the browser knows whose it is."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        if has_session and request.user.is_authenticated:
            response.headers.pop("Cache-Control", None)
            patch_cache_control(response, private=True, no_store=True)
        if has_session or AUTHOR in request.COOKIES:
            name_author(request, response)
        return response


class EmptyFormMiddleware:
    """A form that was sent without a single field is checked like any other.

    Every form of the portal brings a token, but a sender who gives it in a header may bring
    nothing else: then nothing was chosen, which is not the same as nothing sent.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        if request.method == "POST" and not request.POST:
            request.POST = QueryDict("csrfmiddlewaretoken=")


class SignInMiddleware(LoginRequiredMiddleware):
    """Ask to sign in; whoever was signed out over a form gets back what was typed."""

    def handle_no_permission(  # type: ignore[override]  # a page, too
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse:
        if request.method in SAFE:
            if ways_back.can_be_read(request.path):
                return super().handle_no_permission(request, view_func)
            page = ways_back.record_above(request.path)
            return redirect_to_login(page, self.get_login_url(view_func))
        if has_typed(request):
            return refuse(request, 403, signed_out(request))
        messages.warning(request, NOTHING_DONE)
        page = ways_back.page_of_the_form(request)
        return redirect_to_login(page, self.get_login_url(view_func))


class SecondFactorMiddleware:
    """Send whoever needs a second factor and has none to the page that sets it up.

    What was typed meanwhile is taken along, and comes back once the factor is there.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        if not request.COOKIES.get(settings.SESSION_COOKIE_NAME):
            return None
        name = getattr(request.resolver_match, "url_name", "") or ""
        user = request.user
        if user.is_anonymous or name.startswith(OPEN_WITHOUT_SECOND_FACTOR):
            return None
        if hasattr(request, "impersonation"):
            # Whoever looks has one; the person is not here to set one up.
            return None
        if not lacks_second_factor(user):
            return None
        if request.method not in SAFE and (wants_json(request) or has_typed(request)):
            return refuse(request, FORBIDDEN, without_second_factor(request))
        messages.warning(request, FACTOR_MISSING)
        return redirect("mfa_index")


class RefusalMiddleware:
    """Turn a refusal into a page that explains it and gives back what was typed.

    Whoever asks for JSON gets the sentence and the status: such a page saves while it is typed
    in, keeps the text in its fields, and must hear that it is saved no more.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == NOT_ALLOWED and not response.content:
            context = {"typed": typed_texts(request)}
            page = render(request, "405.html", context, status=NOT_ALLOWED)
            page["Allow"] = response["Allow"]
            return page
        return response

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        """Let the pages of the account, which a library answers, refuse as all others do."""
        context = response.context_data or {}
        form = context.get("form")
        if request.method == "POST" and isinstance(form, BaseForm) and has_errors(form):
            context["form_has_errors"] = True
            if response.status_code == 200:
                response.status_code = UNPROCESSABLE
        return response

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if isinstance(exception, NotNowError):
            return self._not_now(request, exception)
        if isinstance(exception, InvalidTransitionError):
            return self._somebody_was_faster(request, exception)
        if isinstance(exception, GoneError):
            return refuse(request, 409, {})
        if isinstance(exception, RuleRefusedError):
            return self._a_rule_says_no(request, exception)
        if has_given_up(exception):
            return given_up(request, exception)
        return None

    def _not_now(self, request: HttpRequest, exception: NotNowError) -> HttpResponse:
        way_back = exception.back_to or _page_of(exception.record)
        if wants_json(request) or has_typed(request):
            context = {
                "refusals": [exception.sentence],
                "clause_id": exception.clause,
                "record_url": way_back,
            }
            return refuse(request, 409, context)
        said = exception.sentence
        if exception.clause:
            said = format_html("{} {}", said, clause(exception.clause))
        messages.warning(request, said)
        back = redirect(way_back)
        # Nothing was saved: what the browser kept of the form stays there.
        back.is_refusal = True  # type: ignore[attr-defined]
        return back

    def _somebody_was_faster(
        self, request: HttpRequest, exception: InvalidTransitionError
    ) -> HttpResponse:
        record: Any = exception.record
        url = record.get_absolute_url() if hasattr(record, "get_absolute_url") else ""
        context = {"record": record, "record_url": url, "clause_id": exception.clause}
        return refuse(request, 409, context)

    def _a_rule_says_no(
        self, request: HttpRequest, exception: RuleRefusedError
    ) -> HttpResponse:
        is_sent = request.method not in SAFE and exception.status == FORBIDDEN
        if is_sent and not request.user.is_authenticated:
            # Everybody may read this page; whoever writes on it was signed in before.
            return refuse(request, FORBIDDEN, signed_out(request))
        context = {"refusals": exception.messages, "clause_id": exception.clause}
        return refuse(request, exception.status, context)


class OnceMiddleware:
    """What begins something new is saved once, though its form is sent twice (R-20).

    The key is remembered in the transaction that saves; a second one, sent before the first is
    answered, waits for it. It stands last: what the others answer belongs to the transaction.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_keyed = request.method == "POST" and ONCE in request.POST
        key = once.key_of(request) if is_keyed else ""
        if not key:
            return self.get_response(request)
        with transaction.atomic():
            sent, is_first = once.claim(request, key)
            if not is_first:
                messages.info(request, ALREADY_SAVED)
                return redirect(sent.address)
            response = self.get_response(request)
            if response.status_code >= FAULT:
                transaction.set_rollback(True)
            elif response.status_code in SAVED and not _leads_elsewhere(request, response):
                once.note(sent, response["Location"])
            else:
                sent.delete()
        return response


class KeptCopyMiddleware:
    """Say which copy of a browser was saved; it holds nothing about anybody."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method in SAFE or response.status_code not in SAVED:
            return response
        key = request.POST.get(COPY, "")
        if kept_posts.KEY_OF_A_COPY.fullmatch(key) and not _leads_elsewhere(
            request, response
        ):
            kept_posts.saved(request, key)
            response.set_cookie(
                COOKIE,
                key,
                max_age=SECONDS,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        return response


def _leads_elsewhere(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether it leads to signing in or to a second factor, or says that it is not possible."""
    if getattr(response, "is_refusal", False):
        return True
    accounts = reverse(settings.LOGIN_URL).removesuffix("login/")
    to = urlsplit(response["Location"]).path
    return to.startswith(accounts) and not request.path.startswith(accounts)


def _page_of(record: Any) -> str:
    """Where whoever came at the wrong time is led: rows of a record have no page of their own."""
    page = getattr(record, "get_absolute_url", None)
    return str(page()) if page else reverse("website:my")
