"""What happened in an area and what comes, for the timeline beside its page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from areas.models import LeadTerm, PartnershipArea, PlanVersion
from areas.reading.outcomes import Filed
from gmp_portal import dates
from gmp_portal.accounts.rights import Anybody
from gmp_portal.meetings.models import Decision, Meeting
from gmp_portal.rounds import Reading

# Older than these are found in the lists of meetings and decisions.
KEPT = 20


@dataclass(frozen=True)
class Moment:
    """One entry; ``day`` is None where only the year is on record."""

    title: str
    on: date
    day: date | None
    url: str = ""
    note: str = ""
    state: str = ""
    is_meeting: bool = False
    language: str = ""


@dataclass(frozen=True)
class Happened:
    """The meetings of the area and what it adopted, as far back as the timeline goes."""

    meetings: "QuerySet[Meeting]"
    decisions: "QuerySet[Any]"


def reading(area: PartnershipArea, user: Anybody) -> Reading[Happened]:
    """What the body of the area did, as far as this reader may know it."""
    meetings = Meeting.objects.visible_to(user).filter(body=area.body_id).newest_first()
    adopted = Decision.objects.adopted().filter(body=area.body_id)
    decisions = adopted.with_language().newest_first()[:KEPT]
    happened = Happened(meetings[:KEPT], decisions)
    yield [happened.meetings, happened.decisions]
    return happened


def of(
    area: PartnershipArea,
    happened: Happened,
    *,
    plans: Iterable[PlanVersion],
    terms: Iterable[LeadTerm],
    reports: Iterable[Filed],
) -> list[Moment]:
    """Newest first, what is still to come on top."""
    moments = [
        *(_meeting(each, day) for each in happened.meetings if (day := each.starts_on)),
        *(_plan(each, moment) for each in plans if (moment := each.published_at)),
        *(_decision(decision) for decision in happened.decisions),
        *(_term(term) for term in terms if term.starts_on <= dates.today()),
        *(
            _at(moment, report.title, report.url)
            for report in reports
            if (moment := report.accepted_at)
        ),
    ]
    if area.established_year:
        first = date(area.established_year, 1, 1)
        moments.append(Moment(_("Area established"), first, None))
    return sorted(moments, key=lambda moment: moment.on, reverse=True)


def _at(
    moment: datetime, title: str, url: str, *, note: str = "", state: str = ""
) -> Moment:
    day = dates.day_of(moment)
    return Moment(title, day, day, url, note, state)


def _meeting(meeting: Meeting, day: date) -> Moment:
    is_cancelled = meeting.status == Meeting.Status.CANCELLED
    return Moment(
        meeting.title,
        day,
        day,
        meeting.get_absolute_url(),
        str(meeting.get_status_display()) if is_cancelled else meeting.place,
        "next" if day >= dates.today() and not is_cancelled else "",
        is_meeting=True,
    )


def _plan(plan: PlanVersion, moment: datetime) -> Moment:
    words = {"first": plan.period_from.year, "last": plan.period_to.year}
    is_current = plan.status == PlanVersion.Status.PUBLISHED
    return _at(
        moment,
        _("Plan %(first)d–%(last)d published") % words,
        plan.get_absolute_url(),
        note=_("version %(number)d") % {"number": plan.number},
        state="now" if is_current else "",
    )


def _decision(decision: Any) -> Moment:
    ended = decision.ended_at or decision.drafted_at
    url, symbol = decision.get_absolute_url(), decision.symbol or ""
    moment = _at(ended, decision.title, url, note=symbol)
    return replace(moment, language=decision.text_language or "")


def _term(term: LeadTerm) -> Moment:
    title = _("%(partner)s leads the area") % {"partner": term.partner}
    return Moment(title, term.starts_on, term.starts_on, "#leads")
