"""The interface itself: for each public list its rows and each of its records."""

import json
import re
from collections.abc import Callable
from functools import cache, partial
from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from ninja import NinjaAPI
from ninja.openapi.docs import Swagger

from gmp_portal.ui import downloads
from gmp_portal.ui.kept_parts import kept_for_all
from gmp_portal.ui.open_lists import LISTS, OpenList, address_of, plain
from gmp_portal.ui.open_rows import Selection
from gmp_portal.ui.problems import ProblemError, by_rule
from gmp_portal.ui.shared_pages import shared
from gmp_portal.website.open_api import schema
from gmp_portal.workflow import STEP_BY_STEP

ADDRESS = "/api/v1/"
# A program that asks more often gets nothing newer.
FRESH_FOR = 60
# Few digits, so that nobody can write a number that takes long to read.
SIZE = re.compile("[0-9]{1,9}", re.ASCII)
TITLE = "Global Mercury Partnership: public data"
ABOUT = (
    "Every public list of the portal, to read. It asks for no key and knows nobody: what it "
    "answers is what every visitor may see. Texts are as they were written; codes are the same "
    "in every language. Days are given as YYYY-MM-DD, moments in UTC. A list comes in pages: "
    "follow next until it is null. The licence stands at the root, and with every answer in "
    "its Link header."
)


class DocumentationPage(Swagger):
    """The page to try the interface, made of files of the portal alone."""

    template = "website/api_docs.html"


class Interface(NinjaAPI):
    """The description is drawn once: the register does not change while the portal runs."""

    def get_root_path(self, path_params: Any) -> str:
        return ADDRESS

    @cache  # noqa: B019  there is but one of it
    def _described(self) -> Any:
        with translation.override("en"):
            return super().get_openapi_schema()

    def get_openapi_schema(self, **_kwargs: Any) -> Any:
        return self._described()


def _answer(content: Any) -> HttpResponse:
    """JSON with every letter as it is, and the licence beside it (R-30)."""
    response = HttpResponse(
        json.dumps(content, ensure_ascii=False), content_type="application/json"
    )
    response["Link"] = f'<{downloads.licence().url}>; rel="license"'
    return response


def _row(values: dict[str, Any]) -> dict[str, Any]:
    return {name: plain(value) for name, value in values.items()}


def _root(request: HttpRequest) -> HttpResponse:
    terms = downloads.licence()
    listed = [
        {
            "key": each.key,
            "title": str(each.title),
            "description": str(each.description),
            "url": address_of(reverse(f"api:{each.key}")),
            "downloads": {
                form: address_of(reverse("website:data_file", args=[each.key, form]))
                for form in downloads.MEDIA_TYPES
            },
        }
        for each in LISTS.values()
    ]
    return _answer(
        {
            "title": TITLE,
            "licence": {"name": str(terms.name), "url": terms.url},
            "rule": address_of(reverse("website:rule_detail", args=["R-30"])),
            "documentation": address_of(reverse("api:openapi-view")),
            "openapi": address_of(reverse("api:openapi-json")),
            "lists": listed,
        }
    )


def _rows(open_list: OpenList, request: HttpRequest) -> HttpResponse:
    size = _asked_size(request)
    _refuse_unknown(open_list, request)
    selection = Selection(open_list, request.GET.copy())
    _refuse_left_out(selection)
    after = _asked_place(open_list, request)
    rows, place = selection.page(after, size)
    cursor = _cursor(open_list, place) if place else None
    # Whoever goes from page to page asks how many there are each time.
    asked = (open_list.key, *sorted(selection.filters.items()))
    content = {
        "rows": [_row(row) for row in rows],
        "count": kept_for_all(request, ("rows of a list", asked), selection.count),
        "next": _next(open_list, request, cursor) if cursor else None,
        "next_cursor": cursor,
    }
    return _answer(content)


def _record(open_list: OpenList, request: HttpRequest, key: str) -> HttpResponse:
    _refuse(request, known=())
    row = Selection(open_list, request.GET.copy()).record(key) if "\0" not in key else None
    if row is None:
        raise ProblemError(404, "There is no such record, or it is not public.")
    return _answer(_row(row))


def _refuse_unknown(open_list: OpenList, request: HttpRequest) -> None:
    _refuse(request, known=(*schema.filters_of(open_list), *schema.PAGING))


def _refuse(request: HttpRequest, *, known: tuple[str, ...]) -> None:
    """Take no parameter that is not known, and none twice: nobody gets more than was asked for."""
    wrong = [
        (
            name,
            values[-1],
            "There is no such parameter." if name not in known else "Given twice.",
        )
        for name, values in request.GET.lists()
        if name not in known or len(values) > 1
    ]
    if wrong:
        _refuse_parameters(wrong)


def _refuse_left_out(selection: Selection) -> None:
    form = selection.form
    # No value, one of which nothing is left, or a filter that has nothing to choose from yet.
    lost = "This says nothing that the list could be looked through for."
    wrong = [
        (name, str(form.data[name]), " ".join(map(str, form.errors.get(name, [lost]))))
        for name in schema.filters_of(selection.list)
        if name in form.data and name not in form.applied
    ]
    if wrong:
        _refuse_parameters(wrong)


def _refuse_parameters(wrong: list[tuple[str, str, str]]) -> None:
    named = ", ".join(name for name, _value, _reason in wrong)
    errors = [
        {"name": name, "value": value, "reason": reason} for name, value, reason in wrong
    ]
    detail = f"These parameters cannot be applied: {named}."
    raise ProblemError(422, detail, by_rule(STEP_BY_STEP) | {"errors": errors})


def _asked_size(request: HttpRequest) -> int:
    given = request.GET.get("page_size", str(schema.PAGE_SIZE))
    if not (SIZE.fullmatch(given) and 1 <= int(given) <= schema.MOST):
        reason = f"Give a whole number from 1 to {schema.MOST}."
        _refuse_parameters([("page_size", given, reason)])
    return int(given)


def _signer(open_list: OpenList) -> signing.Signer:
    """Without a time: the same page has the same words, and the same ETag.

    A place in an order that the list has no more is refused, like one in another list.
    """
    order = ",".join(open_list.order)
    return signing.Signer(salt=f"gmp_portal.open_api.{open_list.key}:{order}")


def _cursor(open_list: OpenList, place: list[Any]) -> str:
    """The place in words that only the portal can write."""
    return _signer(open_list).sign_object(place)


def _asked_place(open_list: OpenList, request: HttpRequest) -> list[Any]:
    given = request.GET.get("cursor")
    if given is None:
        return []
    try:
        place: list[Any] = _signer(open_list).unsign_object(given)
    except signing.BadSignature:
        reason = "Give next_cursor of a page of this list as it stands."
        _refuse_parameters([("cursor", given, reason)])
    return place


def _next(open_list: OpenList, request: HttpRequest, cursor: str) -> str:
    query = request.GET.dict() | {"cursor": cursor}
    return address_of(f"{reverse(f'api:{open_list.key}')}?{urlencode(query)}")


def _said(_request: HttpRequest, error: Any) -> Any:
    return error.response


def _named(function: Callable[..., HttpResponse], name: str) -> Callable[..., Any]:
    """A function with a signature of its own, as ninja wants it."""

    def view(request: HttpRequest) -> HttpResponse:
        return function(request)

    def record(request: HttpRequest, key: str) -> HttpResponse:
        return function(request, key=key)

    return record if name.endswith("_record") else view


@cache
def interface() -> NinjaAPI:
    """The interface to the lists that the apps registered when the portal started."""
    api = Interface(
        title=TITLE,
        version="1.0.0",
        description=ABOUT,
        docs=DocumentationPage({"validatorUrl": None, "tryItOutEnabled": True}),
        urls_namespace="api",
    )
    api.add_exception_handler(ProblemError, _said)
    api.get(
        "/",
        response=schema.Root,
        url_name="root",
        operation_id="root",
        summary="All lists",
        tags=["root"],
    )(_root)
    with translation.override("en"):
        for each in LISTS.values():
            _add(api, each)
    return api


def _add(api: NinjaAPI, each: OpenList) -> None:
    row = schema.row_model(each)
    refusals = schema.refusals
    title, about = str(each.title), str(each.description)
    extra = {
        "parameters": schema.parameters(each),
        "responses": refusals(304, 400, 412, 422),
    }
    api.get(
        f"/{each.key}",
        response=schema.page_model(each, row),
        url_name=each.key,
        operation_id=each.key.replace("-", "_"),
        summary=title,
        description=about,
        tags=[each.key],
        openapi_extra=extra,
    )(_named(partial(_rows, each), each.key))
    api.get(
        f"/{each.key}/{{key}}",
        response=row,
        url_name=f"{each.key}_record",
        operation_id=f"{each.key.replace('-', '_')}_record",
        summary=f"{title}: one record",
        description=f"The record whose {each.identity} is the key.",
        tags=[each.key],
        openapi_extra={"responses": refusals(304, 400, 404, 412, 422)},
    )(_named(partial(_record, each), f"{each.key}_record"))


def urls() -> tuple[list[Any], str, str]:
    """The addresses of the interface, open to everybody."""
    patterns, app_name, namespace = interface().urls
    # The last one only says where the documentation is; the root is a view of our own.
    kept: list[Any] = [each for each in patterns if getattr(each, "name", "") != "api-root"]
    for pattern in kept:
        shared(pattern.callback, seconds=FRESH_FOR)
    return kept, app_name, namespace
