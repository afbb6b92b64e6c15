"""The public pages above the apps: the front page, the framework, calendar, data and feeds."""

from typing import Any

from django.urls import reverse

from gmp_portal import rulebook
from gmp_portal.accounts import rights_table
from gmp_portal.rulebook.parts import PARTS
from gmp_portal.ui import public_pages
from gmp_portal.ui.public_pages import PublicPages
from gmp_portal.website.models import Announcement

SINGLE = (
    "website:home",
    "website:framework",
    "website:rights_list",
    "website:integrity",
    "website:calendar",
    "website:data_list",
    "website:feed_list",
    "website:newsletter_list",
    "website:newsletter_subscribe",
    "website:accessibility",
    "website:privacy",
)


def _address_of_rule(rule: Any) -> str:
    return reverse("website:rule_detail", args=[rule.id])


def _address_of_part(part: Any) -> str:
    return str(part.url)


def _address_of_kind(kind: str) -> str:
    return reverse("website:rights_detail", args=[kind])


def _address_of_issue(issue: Any) -> str:
    return str(issue.issue_url)


def register_all() -> None:
    public_pages.register(
        PublicPages(
            "website:newsletter_detail",
            Announcement.objects.issues,
            changed="sent_at",
            address=_address_of_issue,
        ),
        *(PublicPages(name) for name in SINGLE),
        PublicPages("website:framework_part", lambda: PARTS, address=_address_of_part),
        PublicPages(
            "website:rule_detail",
            lambda: list(rulebook.parameters()),
            address=_address_of_rule,
        ),
        PublicPages(
            "website:rights_detail",
            lambda: list(rights_table.models_with_steps()),
            address=_address_of_kind,
        ),
    )
