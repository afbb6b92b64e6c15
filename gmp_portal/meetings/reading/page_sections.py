"""Which parts the page of a meeting has: what is there, is due, or can be added.

A meeting of which no more is known than its day is a short card, not a row of empty headings.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from gmp_portal.meetings.models import Meeting

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SECTIONS: "dict[str, tuple[StrOrPromise, tuple[str, ...], set[str]]]" = {
    "agenda": (_("Agenda"), ("lines", "removed"), {"agenda_add"}),
    "papers": (_("Papers"), ("papers",), {"paper_add"}),
    "participants": (
        _("Participants"),
        ("groups", "invitations"),
        {"mark", "observer_invite"},
    ),
    "decisions": (_("Decisions"), ("decisions",), {"draft_for_meeting"}),
    "report": (_("Report"), ("report", "report_exists"), {"report_start"}),
}


def of_meeting(meeting: Meeting, page: Mapping[str, Any]) -> "dict[str, StrOrPromise]":
    """The parts by the name of their place in the page, each with its heading."""
    possible = set(page["possible"])
    expected = _expected(meeting)
    labels = {"participants": _("Registered so far")} if meeting.is_coming else {}
    return {
        name: labels.get(name, label)
        for name, (label, contents, acts) in SECTIONS.items()
        if name in expected or possible & acts or any(page[content] for content in contents)
    }


def _expected(meeting: Meeting) -> set[str]:
    """What will come, so that it is said who brings it."""
    if meeting.is_coming:
        return {"agenda", "participants"}
    return {"report"} if meeting.status == Meeting.Status.HELD else set()
