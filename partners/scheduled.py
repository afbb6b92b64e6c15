"""What the clock starts: reminders, questions, old drafts, partners that leave (R-31, R-43)."""

from datetime import date, timedelta

from django.db.models import F, Q
from django.utils import timezone

from gmp_portal import rulebook
from gmp_portal.jobs import clock
from gmp_portal.notifications import reminders
from partners.actions import contacts, old_drafts, questions, silences, statements
from partners.models import (
    LetterOfIntent,
    LetterQuerySet,
    PartnerStatement,
    Representative,
)
from partners.reminders import CONTACTS, QUESTIONS, SILENCE

# So many a minute are no burden.
AT_ONCE = 100


@clock.every_minute
def tell_of_old_drafts(today: date) -> None:
    """Tell the sender of a draft that it will be deleted, as many days before as R-31 says."""
    due = _saved_before(old_drafts.told_after()).filter(_not_told())[:AT_ONCE]
    clock.each_by_itself(due, old_drafts.tell)


@clock.every_minute
def remind_of_questions(today: date) -> None:
    """Remind senders of questions of UNEP that are open, before and after the day (R-33)."""
    waiting = reminders.waiting(QUESTIONS, today, AT_ONCE)
    clock.each_by_itself(waiting, lambda due: questions.remind(due[0], today=today))


@clock.every_minute
def ask_contacts(today: date) -> None:
    """Ask the people of partners once a year whether their details are right (R-43)."""
    old = Representative.objects.asked_about(contacts.asked_before())
    due = old.filter(Q(asked_at=None) | Q(asked_at__lt=contacts.asked_before()))
    asked = due.select_related("person", "partner").order_by("pk")[:AT_ONCE]
    clock.each_by_itself(asked, contacts.ask)
    waiting = reminders.waiting(CONTACTS, today, AT_ONCE)
    clock.each_by_itself(waiting, lambda due: contacts.ask(*due))


@clock.every_minute
def remind_silent_partners(today: date) -> None:
    """Remind partners that were asked whether they stay, some days before the end (R-46)."""
    waiting = reminders.waiting(SILENCE, today, AT_ONCE)
    clock.each_by_itself(waiting, lambda due: silences.remind(due[0], today=today))


@clock.every_minute
def let_partners_leave(today: date) -> None:
    """Let partners leave on the day that they named themselves (R-47)."""
    due = PartnerStatement.objects.leaving().filter(leaves_on__lte=today)
    clock.each_by_itself(
        due.select_related("partner", "said_by").order_by("pk")[:AT_ONCE],
        lambda statement: statements.finish(statement, today=today),
    )


@clock.every_minute
def delete_old_drafts(today: date) -> None:
    """Delete drafts whose time is over and whose senders were told in time (R-31)."""
    warned = timezone.now() - timedelta(days=rulebook.value("R-31")["warning_days"])
    due = _saved_before(old_drafts.kept_for()).filter(
        ~_not_told(), expiry_told_at__lt=warned
    )
    clock.each_by_itself(due[:AT_ONCE], old_drafts.delete)


def _saved_before(age: timedelta) -> LetterQuerySet:
    drafts = LetterOfIntent.objects.filter(status=LetterOfIntent.Status.DRAFT)
    before = timezone.now() - age
    return drafts.filter(updated_at__lt=before).select_related("sender").order_by("pk")


def _not_told() -> Q:
    """Whoever saved the draft again after being told has to be told again."""
    return Q(expiry_told_at__isnull=True) | Q(expiry_told_at__lt=F("updated_at"))
