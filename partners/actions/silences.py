"""A silent partner is asked, answers, is left as it is, or is noted as inactive (R-11, N24)."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from gmp_portal import dates, ledger, rulebook
from gmp_portal.accounts.models import User
from gmp_portal.notifications import reminders
from gmp_portal.workflow import RuleRefusedError
from partners import emails, not_now
from partners.actions import partners, quality
from partners.acts import Act
from partners.models import Partner, PartnerStatement, Representative, SilenceQuestion
from partners.reading import interests, silence, unreached
from partners.reminders import SILENCE, of_silence

RULE = "R-46"
Status = SilenceQuestion.Status


@transaction.atomic
def ask(partner: Partner, *, by: User) -> SilenceQuestion:
    """Ask a silent partner whether it stays; its people have the time of R-46 (R-11)."""
    partner.lock()
    if refusal := refusals([partner]).get(partner.pk):
        raise refusal
    people = Representative.objects.current().filter(partner=partner).exists()
    is_reached = people and not unreached.partners().filter(pk=partner.pk).exists()
    question = SilenceQuestion.objects.create(
        partner=partner,
        asked_by=by,
        answer_by=dates.today() + timedelta(days=rulebook.value(RULE)["days"]),
        is_unheard=not is_reached,
    )
    ledger.record(Act.PARTNER_SILENCE_ASKED, partner, by=by)
    emails.silence_asked(question, by=by)
    return question


def refusals(partners: Sequence[Partner]) -> dict[int, RuleRefusedError]:
    """Which of them are not asked now, and why, with as many questions as for one (R-46)."""
    keys = [partner.pk for partner in partners]
    leaving = PartnerStatement.objects.leaving().filter(partner__in=keys)
    leave = set(leaving.values_list("partner", flat=True))
    waiting = SilenceQuestion.objects.waiting().filter(partner__in=keys)
    wait = set(waiting.values_list("partner", flat=True))
    unheard = silence.silent(dates.today()).filter(pk__in=keys)
    silent = set(unheard.values_list("pk", flat=True))
    refused = {}
    for partner in partners:
        if not partner.is_confirmed:
            refused[partner.pk] = not_now.why_nobody_asked(partner)
        elif partner.pk in leave:
            refused[partner.pk] = not_now.why_leaving_already(partner)
        elif partner.pk in wait:
            refused[partner.pk] = not_now.why_asked_already(partner)
        elif partner.pk not in silent:
            refused[partner.pk] = not_now.why_not_silent(partner)
    return refused


@transaction.atomic
def stay(question: SilenceQuestion, *, words: str = "", by: User) -> None:
    """Say that the partner stays: it counts as heard from today on, its history stays (N24)."""
    _hold(question)
    if question.status == Status.STAYS and question.settled_by_id == by.pk:
        # Pressed twice, it was said once.
        return
    _settle(question, Status.STAYS, words=words, by=by)
    ledger.record(Act.PARTNER_STAYS, question.partner, by=by, reason=words)
    emails.silence_answered(question, by=by)


@transaction.atomic
def confirm(question: SilenceQuestion, *, reason: str, by: User) -> None:
    """Note that a partner is inactive that did not answer in time; nothing does so by itself."""
    _hold(question)
    if question.status == Status.ASKED and not question.is_over:
        raise not_now.why_time_to_answer_runs(question)
    if question.status == Status.ASKED and not silence.is_silent(question.partner):
        raise not_now.why_heard_meanwhile(question)
    _settle(question, Status.INACTIVE, words=reason, by=by)
    partners.deactivate(question.partner, reason=reason, by=by)
    interests.tell_leads(question.partner, interests.INACTIVE, by=by)


@transaction.atomic
def leave_alone(partner: Partner, *, reason: str, until: date, by: User) -> None:
    """Leave a silent partner as it is until a day; a question that waits is dropped (R-48)."""
    partner.lock()
    quality.refuse_day(until)
    if quality.is_noted(silence.CHECK, partner, reason=reason, until=until):
        return
    if not partner.is_confirmed:
        raise not_now.why_nobody_asked(partner)
    settle_waiting(partner, Status.DROPPED, words=reason, by=by)
    quality.note(silence.CHECK, partner, reason=reason, until=until, by=by)
    ledger.record(Act.PARTNER_LEFT_ALONE, partner, by=by, reason=reason)


@transaction.atomic
def remind(question: SilenceQuestion, *, today: date) -> None:
    """Remind before the time to answer is over, each step once; started by the clock (R-46).

    Whoever gave any other sign since it was asked is not silent, and is left in peace (R-11).
    """
    question.lock()
    step = reminders.step_of(SILENCE, of_silence(question), today)
    is_over = today > question.answer_by
    if step is None or is_over or question.status != Status.ASKED:
        return
    # A step that was made has its mark in the question, under the same lock; one that is left out
    # has it, too, so that the next minute comes to those behind it.
    reminders.begin(step)
    if not silence.is_silent(question.partner):
        return
    question.reminded_on = today
    question.save(update_fields=["reminded_on"])
    emails.silence_asked(question, by=None, step=step)


def settle_waiting(partner: Partner, status: str, *, words: str, by: User) -> None:
    """Settle what is asked otherwise: the partner says that it leaves, or is left as it is."""
    for question in partner.silences.waiting():
        question.lock()
        _settle(question, status, words=words, by=by)


def _hold(question: SilenceQuestion) -> None:
    """Hold the partner first, as everybody does who settles its questions."""
    question.partner.lock()
    question.lock()


def _settle(question: SilenceQuestion, status: str, *, words: str, by: User) -> None:
    if question.status != Status.ASKED:
        raise not_now.why_silence_settled(question)
    question.become(status)
    question.words, question.settled_by = words, by
    question.settled_at = timezone.now()
    question.save(update_fields=["status", "words", "settled_by", "settled_at"])
