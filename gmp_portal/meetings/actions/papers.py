"""What can happen to the papers of a meeting: numbered without gaps, never deleted."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.documents import files
from gmp_portal.documents.checks import Checked
from gmp_portal.meetings.actions import agenda
from gmp_portal.meetings.acts import Act
from gmp_portal.meetings.models import AgendaItem, Meeting, Paper
from gmp_portal.reference import numbers
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError

POLICY = "meeting_paper"


@transaction.atomic
def add(
    meeting: Meeting,
    upload: Checked,
    *,
    title: str,
    by: User,
    agenda_item: AgendaItem | None = None,
    language: str = "en",
) -> Paper:
    """Give the paper the next symbol of the meeting, such as PAG.16/4."""
    _open(meeting)
    agenda.read_again(meeting, agenda_item)
    number = numbers.take(meeting.code)
    paper = Paper.objects.create(
        meeting=meeting,
        agenda_item=agenda_item,
        number=number,
        symbol=f"{meeting.code}/{number}",
        title=title,
        language=language,
        document=files.store_upload(upload, policy=POLICY, by=by),
        added_by=by,
    )
    ledger.record(Act.MEETING_PAPER_ADDED, meeting, by=by, symbol=paper.symbol)
    return paper


@transaction.atomic
def revise(paper: Paper, upload: Checked, *, title: str, by: User) -> Paper:
    """Issue the next revision of a paper, such as PAG.16/4/Rev.1; the old one stays."""
    meeting = _hold(paper)
    same = Paper.objects.filter(meeting=meeting, number=paper.number)
    revision = (same.aggregate(last=Max("revision"))["last"] or 0) + 1
    revised = _sibling(paper, upload, by=by)
    revised.title, revised.revision = title, revision
    revised.symbol = f"{meeting.code}/{paper.number}/Rev.{revision}"
    revised.save()
    ledger.record(Act.MEETING_PAPER_REVISED, meeting, by=by, symbol=revised.symbol)
    return revised


@transaction.atomic
def translate(
    paper: Paper, upload: Checked, *, title: str, language: str, by: User
) -> Paper:
    """Add the paper in another language, under the same symbol."""
    meeting = _hold(paper)
    if Paper.objects.filter(symbol=paper.symbol, language=language).exists():
        raise RuleRefusedError(
            _("This paper exists in that language already. Issue a revision instead."),
            clause="A1-4a-vi",
        )
    translated = _sibling(paper, upload, by=by)
    translated.title, translated.language = title, language
    translated.save()
    ledger.record(
        Act.MEETING_PAPER_TRANSLATED, meeting, by=by, symbol=paper.symbol, language=language
    )
    return translated


@transaction.atomic
def withdraw(paper: Paper, *, reason: str, by: User) -> None:
    """Withdraw a paper; its symbol is never given out again."""
    meeting = _hold(paper)
    paper.status, paper.withdrawn_reason = Paper.Status.WITHDRAWN, reason
    paper.save(update_fields=["status", "withdrawn_reason"])
    ledger.record(
        Act.MEETING_PAPER_WITHDRAWN, meeting, by=by, symbol=paper.symbol, reason=reason
    )


def _sibling(paper: Paper, upload: Checked, *, by: User) -> Paper:
    """Another paper with the same number, not saved yet."""
    return Paper(
        meeting=paper.meeting,
        agenda_item=paper.agenda_item,
        number=paper.number,
        revision=paper.revision,
        symbol=paper.symbol,
        language=paper.language,
        document=files.store_upload(upload, policy=POLICY, by=by),
        added_by=by,
    )


def _hold(paper: Paper) -> Meeting:
    """Hold the meeting and read the paper again: a withdrawn one stays as it is."""
    meeting = paper.meeting
    _open(meeting)
    paper.refresh_from_db()
    if not paper.is_available:
        raise InvalidTransitionError(meeting, Paper.Status.WITHDRAWN)
    return meeting


def _open(meeting: Meeting) -> None:
    meeting.lock()
    shut = meeting.status in (Meeting.Status.CLOSED, Meeting.Status.CANCELLED)
    if shut or not meeting.code:
        raise InvalidTransitionError(meeting, meeting.status)
