"""Questions of UNEP that wait for a sender: more time to answer, and reminders (A1-2d, R-33)."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from gmp_portal import dates, ledger
from gmp_portal.accounts.models import User
from gmp_portal.notifications import reminders
from gmp_portal.workflow import RuleRefusedError
from partners import emails, not_now, permissions
from partners.acts import Act
from partners.models import InformationRequest, LetterOfIntent
from partners.reminders import QUESTIONS, of_questions

Status = LetterOfIntent.Status
FURTHEST = 366


@transaction.atomic
def extend(letter: LetterOfIntent, *, due_on: date, by: User) -> None:
    """Give the sender more time to answer, who is told and reminded anew (A1-2d, R-33)."""
    letter.lock()
    if refusal := permissions.refusal_to_decide(by, letter):
        raise refusal
    request = letter.requests.filter(answered_at__isnull=True).first()
    if request is None or letter.status != Status.INFO_REQUESTED:
        raise not_now.why_no_more_time(letter)
    if due_on == request.due_on:
        # A second click moves nothing.
        return
    if due_on <= max(request.due_on, dates.today()):
        too_early = _("Choose a day after the one by which the answer is due now.")
        raise RuleRefusedError(too_early, clause="A1-2d", status=422)
    refuse_far(due_on)
    old, request.due_on, request.reminded_on = request.due_on, due_on, None
    request.save(update_fields=["due_on", "reminded_on"])
    ledger.record(
        Act.LETTER_DEADLINE_MOVED,
        letter,
        by=by,
        old=old.isoformat(),
        new=due_on.isoformat(),
    )
    emails.more_time_given(letter, request, by=by)


def refuse_far(due_on: date) -> None:
    """Keep a slip of the keyboard from giving the sender a century (A1-2d)."""
    if due_on > dates.today() + timedelta(days=FURTHEST):
        refusal = _("Choose a day within a year from today.")
        raise RuleRefusedError(refusal, clause="A1-2d", status=422)


@transaction.atomic
def remind(request: InformationRequest, *, today: date) -> None:
    """Remind the sender of the questions that are open, each step once (R-33, R-61)."""
    request.lock()
    step = reminders.step_of(QUESTIONS, of_questions(request), today)
    if not request.is_open or request.letter.status != Status.INFO_REQUESTED:
        return
    if step is None or not reminders.begin(step):
        return
    request.reminded_on = step.day
    request.save(update_fields=["reminded_on"])
    emails.questions_wait(request.letter, request, step, is_late=today > request.due_on)
