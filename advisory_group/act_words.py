"""What an act on a seat or a review was about, in words, as far as the ledger keeps it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from advisory_group.acts import Act
from advisory_group.models import PlanReview
from areas.annex2 import BY_KEY
from gmp_portal.ledger import told_acts
from gmp_portal.ledger.told_acts import ToldAct, each


def _last_day(body: Mapping[str, Any]) -> str:
    day = date_format(date.fromisoformat(body["last_day"]))
    return _("last day %(day)s") % {"day": day}


def _number(body: Mapping[str, Any]) -> str:
    return _("Recommendation %(number)d") % {"number": body["number"]}


def _merged(body: Mapping[str, Any]) -> str:
    return _("Recommendation %(number)d became part of recommendation %(into)d") % {
        "number": body["number"],
        "into": body["into_number"],
    }


def _section(body: Mapping[str, Any]) -> str:
    section = BY_KEY[body["section"]]
    return _("%(number)s. %(title)s") % {"number": section.key, "title": section.title}


def _outcome(body: Mapping[str, Any]) -> str:
    return str(PlanReview.Outcome(body["outcome"]).label)


NUMBER = each(_number)
WORDS: dict[str, ToldAct] = {
    Act.SEAT_ENDED: ToldAct(about=each(_last_day)),
    Act.CHAIR_ENDED: ToldAct(about=each(_last_day)),
    Act.CHAIR_ELECTED: ToldAct(about=each(lambda body: body["decision"])),
    Act.REVIEW_COMMENTED: ToldAct(
        ngettext_lazy("%(count)d comment made", "%(count)d comments made", "count"),
        each(_section),
    ),
    Act.REVIEW_RECOMMENDED: ToldAct(
        ngettext_lazy(
            "%(count)d recommendation written",
            "%(count)d recommendations written",
            "count",
        ),
        NUMBER,
    ),
    Act.REVIEW_MERGED: ToldAct(
        ngettext_lazy(
            "%(count)d recommendation merged", "%(count)d recommendations merged", "count"
        ),
        each(_merged),
    ),
    Act.REVIEW_DROPPED: ToldAct(
        ngettext_lazy(
            "%(count)d recommendation dropped",
            "%(count)d recommendations dropped",
            "count",
        ),
        NUMBER,
    ),
    Act.REVIEW_ANSWERED: ToldAct(
        ngettext_lazy(
            "%(count)d recommendation answered by the area",
            "%(count)d recommendations answered by the area",
            "count",
        ),
        NUMBER,
    ),
    Act.POINT_TAKEN_UP: ToldAct(
        ngettext_lazy(
            "%(count)d recommendation taken up",
            "%(count)d recommendations taken up",
            "count",
        ),
        NUMBER,
    ),
    Act.POINT_PUT_BACK: ToldAct(about=NUMBER),
    Act.REVIEW_DECISION_DRAFTED: ToldAct(about=each(_outcome)),
    Act.REVIEW_CONCLUDED: ToldAct(about=each(_outcome)),
}


def register_all() -> None:
    told_acts.register(WORDS)
