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


TONES = {
    "ok": """accepted accommodated active admitted adopted adopted_with_statements agreed
        aligned completed concluded confirmed convened current done established explained
        finished found_aligned no_objection on_track present published received resolved
        sent""",
    "warn": """accepted_late answer_due comments deferred due_soon in_consensus
        info_requested late no_consensus off_track parked partly pending received_late
        recommendations_made returned seeking""",
    "bad": """bounced cancelled declined failed maintained objected objection overdue refused
        rejected rework""",
    "info": """answered applicant expected held in_progress in_session invited open planned
        proposed queued scheduled submitted""",
    "violet": """approved assembled assembling clearance cleared frozen in_review
        under_review""",
}
TONE_OF = {status: tone for tone, statuses in TONES.items() for status in statuses.split()}


def tone_of(status: str) -> str:
    """Tell the colour group of a status; whatever is not named is neutral."""
    return TONE_OF.get(status, "neutral")
