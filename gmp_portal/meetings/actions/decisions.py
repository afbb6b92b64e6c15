"""How a decision is drafted and opened, in session or by silence (A1-4a-iii, A1-4b-iii).

What changes a decision holds its row first, here and in ``texts``, ``positions`` and
``endings``, so that an objection and an adoption never pass each other; the database refuses
the same once more by a trigger.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gmp_portal import dates, ledger
from gmp_portal.accounts.models import User
from gmp_portal.meetings import body_rules, emails, not_now
from gmp_portal.meetings.actions import agenda, silences, texts
from gmp_portal.meetings.acts import Act
from gmp_portal.meetings.models import (
    Body,
    Decision,
    DecisionText,
    Elector,
    Meeting,
    StandingAside,
)
from gmp_portal.meetings.reading import electorates
from gmp_portal.meetings.subjects import GENERAL, Subject
from gmp_portal.reference import numbers
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError, changed_fields

Status, Mode = Decision.Status, Decision.Mode


@transaction.atomic
def draft(
    body: Body,
    *,
    title: str,
    text: str,
    about: Subject = GENERAL,
    by: User,
    **details: Any,
) -> Decision:
    """Write down what a body is to decide, and about which very thing (A1-4a-iii, A1-4b-iii).

    ``details`` are meeting, agenda_item, subject_label and language.
    """
    if body.kind == Body.Kind.EVENT:
        raise not_now.takes_no_decisions(body)
    if about != GENERAL and under_way(body, about) is not None:
        raise not_now.why_not_drafted_twice(body)
    if meeting := details.get("meeting"):
        _refuse_past(meeting)
        agenda.read_again(meeting, details.get("agenda_item"))
    language = details.pop("language", "en")
    year = dates.today().year
    slug = f"proposal-{year}-{numbers.take('PROPOSAL', year)}"
    decision = Decision.objects.create(
        body=body,
        title=title,
        slug=slug,
        first_slug=slug,
        subject_kind=about.kind,
        subject_key=about.key,
        drafted_by=by,
        **details,
    )
    texts.write(decision, text, language, by=by)
    ledger.record(
        Act.DECISION_DRAFTED, decision, by=by, to=Status.DRAFTED, about=str(about)
    )
    return decision


def under_way(body: Body, about: Subject) -> Decision | None:
    """Find what is drafted or open about a thing; nobody drafts another one meanwhile."""
    Body.objects.select_for_update().get(pk=body.pk)
    return Decision.objects.about(about).under_way().first()


@transaction.atomic
def draft_once(
    body: Body, *, title: str, text: str, language: str, about: Subject, by: User
) -> Decision:
    """Draft what a body is to decide about a thing, for its next meeting; lead to a draft."""
    drafted = under_way(body, about)
    if drafted is not None:
        return drafted
    convened = Meeting.objects.filter(body=body, status=Meeting.Status.CONVENED)
    # Without a meeting silence may decide.
    meeting = convened.order_by("starts_on").first()
    return draft(
        body,
        title=title,
        text=text,
        language=language,
        about=about,
        meeting=meeting,
        by=by,
    )


@transaction.atomic
def put_before(
    body: Body, *, closes_at: datetime | None, by: User, **details: Any
) -> Decision:
    """Draft what a body is to decide, and ask it: in the meeting, or by silence without one.

    ``details`` are those of a draft.
    """
    decision = draft(body, by=by, **details)
    if decision.meeting:
        open_in_session(decision, by=by)
    else:
        open_for_silence(decision, closes_at=closes_at, by=by)
    return decision


def refuse_another(decision: Decision, about: Subject, *, clause: str) -> None:
    """Let nothing rest on a decision about another thing; the database refuses it once more."""
    if decision.about != about:
        raise not_now.why_not_carried(decision, clause)


def _refuse_past(meeting: Meeting) -> None:
    """What is closed or cancelled decides nothing more."""
    meeting.lock()
    if meeting.status in (Meeting.Status.CLOSED, Meeting.Status.CANCELLED):
        raise InvalidTransitionError(meeting, meeting.status)


@transaction.atomic
def redraft(decision: Decision, *, text: str, by: User, **details: Any) -> None:
    """Change a draft that nobody was asked about yet; its text stays number 1 in its language.

    ``details`` are title, agenda_item and subject_label; the subject stays.
    """
    decision.lock()
    if decision.status != Status.DRAFTED:
        raise InvalidTransitionError(decision, Status.DRAFTED)
    if item := details.get("agenda_item"):
        item.meeting.lock()
        agenda.read_again(item.meeting, item)
    changed = changed_fields(decision, details)
    for name in changed:
        setattr(decision, name, details[name])
    if changed:
        decision.save(update_fields=changed)
    reworded = decision.texts.exclude(text=text).update(
        text=text, sha256=DecisionText.hash_of(text)
    )
    if not changed and not reworded:
        return
    ledger.record(Act.DECISION_REDRAFTED, decision, by=by)


@transaction.atomic
def open_in_session(decision: Decision, *, by: User) -> None:
    """Put the text before the members who meet, their attendance first (R-18).

    The electorate is kept as it is now: who is absent is listed as absent.
    """
    decision.lock()
    there = _refuse_before_session(decision)
    _open(decision, Mode.IN_SESSION, None, by=by, there=there)


def _refuse_before_session(decision: Decision) -> set[int]:
    """Answer who is there, once a meeting runs; nobody cancels it meanwhile."""
    meeting = decision.meeting
    if meeting is not None:
        meeting.lock()
    refusal = not_now.why_not_in_session(decision)
    if refusal is not None:
        raise refusal
    return electorates.present(meeting) if meeting else set()


@transaction.atomic
def open_for_silence(
    decision: Decision, *, closes_at: datetime | None = None, by: User
) -> None:
    """Ask between meetings whether anybody objects, for 72 hours at least (R-07)."""
    decision.lock()
    _open(decision, Mode.NO_OBJECTION, closes_at or silences.default_deadline(), by=by)


def _open(
    decision: Decision,
    mode: str,
    closes_at: datetime | None,
    *,
    by: User,
    there: set[int] | None = None,
) -> None:
    if closes_at is not None:
        silences.refuse_too_short(closes_at)
    aside = {member.person.pk: member for member in body_rules.standing_aside(decision)}
    lines = _lines(decision, set(aside))
    if there is not None:
        _refuse_without_attendance(lines, there)
    before = decision.become(Status.OPEN)
    # Whoever joins or leaves later changes nothing.
    Elector.objects.bulk_create(_elector(decision, line, there) for line in lines)
    StandingAside.objects.bulk_create(
        StandingAside(
            decision=decision, person=member.person, organisation=member.organisation
        )
        for member in aside.values()
    )
    decision.mode, decision.closes_at = mode, closes_at
    decision.opened_at, decision.opened_by = timezone.now(), by
    decision.save(update_fields=["status", "mode", "closes_at", "opened_at", "opened_by"])
    ledger.record(
        Act.DECISION_OPENED,
        decision,
        by=by,
        from_=before,
        to=decision.status,
        mode=str(mode),
        closes_at=closes_at and closes_at.isoformat(),
    )
    emails.decision_opened(decision, by=by)


def _lines(decision: Decision, aside: set[int]) -> list[body_rules.Line]:
    """Whose consensus counts now; where nobody can be asked there is nobody to agree."""
    lines = [
        line
        for line in body_rules.electorate(decision.body)
        if line.partner is not None or not aside & {person.pk for person in line.people}
    ]
    if not any(line.people for line in lines):
        raise RuleRefusedError(
            _("This body has no members who could agree on anything."),
            clause=decision.body.consensus_clause,
        )
    return lines


def _refuse_without_attendance(lines: list[body_rules.Line], there: set[int]) -> None:
    """Attendance comes first (R-18)."""
    if not any(person.pk in there for line in lines for person in line.people):
        raise not_now.why_attendance_first()


def _elector(decision: Decision, line: body_rules.Line, there: set[int] | None) -> Elector:
    present = None if there is None else any(person.pk in there for person in line.people)
    return Elector(
        decision=decision,
        person=None if line.partner else line.people[0],
        partner=line.partner,
        organisation=line.organisation,
        is_present=present,
        is_reachable=bool(line.people),
    )
