"""What views hand to components: frozen rows, so that templates decide nothing."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Step:
    """One stage of a life cycle as the reader sees it on a timeline."""

    title: "StrOrPromise"
    state: Literal["done", "current", "upcoming"] = "upcoming"
    at: datetime | date | None = None
    by: str = ""
    note: "StrOrPromise" = ""


@dataclass(frozen=True)
class Bar:
    """One row of a bar chart; ``text`` replaces the bare figure where a unit is needed."""

    label: "StrOrPromise"
    value: float
    url: str = ""
    text: "StrOrPromise" = ""
    # The look of an area, where the bar stands for one.
    look: str = ""


@dataclass(frozen=True)
class View:
    """One of several ways to show the same rows."""

    label: "StrOrPromise"
    url: str
    icon: str = ""
    is_current: bool = False
    alarms: int = 0
    """How many of them need somebody; nothing is shown for none."""


TONES = {
    "ok": """accepted accommodated admitted adopted adopted_with_statements agreed
        aligned concluded confirmed convened established published taken_up""",
    "warn": """asked comments deferred in_consensus info_requested no_consensus pending
        recommendations_made returned seeking""",
    # Red is for what is overdue and for objections, and for mails that do not arrive.
    "bad": "maintained objected refused",
    "info": "answered applicant held invited open planned proposed scoped submitted suggested",
    "violet": "approved assembled assembling frozen under_review",
}
TONE_OF = {status: tone for tone, statuses in TONES.items() for status in statuses.split()}


def tone_of(status: str) -> str:
    """Tell the colour group of a status; whatever is not named is neutral."""
    return TONE_OF.get(status, "neutral")
