"""Whoever finds a browser that is signed in has to prove who it is, with or without a password."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

View = Callable[..., HttpResponseBase]


def proves_who_it_is(back_to: str) -> Callable[[View], View]:
    """Ask for the password or the second factor; whoever has neither signs in anew by a code.

    The library lets everybody through who has nothing to prove it with.
    """

    def around(view: View) -> View:
        asking = reauthentication_required(view)

        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user = request.user
            if (
                user.is_anonymous
                or get_adapter(request).get_reauthentication_methods(user)
                or _signed_in_just_now(request)
            ):
                response: HttpResponseBase = asking(request, *args, **kwargs)
                return response
            logout(request)
            messages.info(request, _("Sign in once more, so that it is sure who you are."))
            then = urlencode({REDIRECT_FIELD_NAME: reverse(back_to)})
            return redirect(f"{reverse('account_request_login_code')}?{then}")

        return answered

    return around


def _signed_in_just_now(request: HttpRequest) -> bool:
    known = get_authentication_records(request, request.user)
    last = max((each["at"] for each in known), default=0.0)
    return bool(time.time() - last < app_settings.REAUTHENTICATION_TIMEOUT)
