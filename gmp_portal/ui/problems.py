"""Refusals of the interface, as RFC 9457 writes them, with the clause behind them."""

import json
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse

from gmp_portal.rulebook.parts import part_of
from gmp_portal.ui.open_lists import address_of

MEDIA_TYPE = "application/problem+json"
TITLES = {422: "Unprocessable Content"}


class ProblemError(Exception):
    """The request cannot be answered; the response says why."""

    def __init__(
        self, status: int, detail: str, facts: dict[str, Any] | None = None
    ) -> None:
        super().__init__(detail)
        self.response = problem(status, detail, facts)


def problem(status: int, detail: str, facts: dict[str, Any] | None = None) -> HttpResponse:
    """A refusal with its sentence, and what else a program should know of it."""
    said = {
        "type": "about:blank",
        "title": TITLES.get(status, HTTPStatus(status).phrase),
        "status": status,
        "detail": detail,
    }
    content = json.dumps(said | (facts or {}), ensure_ascii=False)
    return HttpResponse(content, status=status, content_type=MEDIA_TYPE)


def by_rule(rule: str) -> dict[str, str]:
    """The clause or working rule behind a refusal, and where everybody reads it."""
    return {
        "clause": rule,
        "clause_url": address_of(f"{part_of(rule).url}#{rule}"),
    }
