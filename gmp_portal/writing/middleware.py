"""What was kept of a form before it was sent goes when the form is saved."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from gmp_portal.ui import kept_posts
from gmp_portal.ui.middleware import COOKIE
from gmp_portal.writing import unsent

GetResponse = Callable[[HttpRequest], HttpResponse]


class UnsentFormMiddleware:
    """Drop a draft that the server has saved, by the name that the browser gave its copy (R-22)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if COOKIE in response.cookies and request.user.is_authenticated:
            copy = request.POST.get(kept_posts.COPY, "")
            unsent.drop(copy, by=request.user)
        return response
