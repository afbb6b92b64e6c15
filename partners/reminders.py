"""What people are reminded of here: questions of UNEP, silence, and their own details."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gmp_portal import dates, rulebook
from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import once
from gmp_portal.notifications import reminders
from gmp_portal.notifications.reminders import FixedReminder, Found, Occasion, ReminderKind
from partners.emails import FOLDER
from partners.models import (
    InformationRequest,
    LetterOfIntent,
    Representative,
    SilenceQuestion,
)

QUESTIONS, SILENCE, CONTACTS = "questions", "silence", "contacts"


def of_questions(request: InformationRequest) -> Occasion:
    """Whoever was asked today is not reminded of yesterday (R-33)."""
    since = dates.day_of(request.asked_at) + timedelta(days=1)
    return Occasion(request, request.due_on, since=since, told_on=request.reminded_on)


def of_silence(question: SilenceQuestion) -> Occasion:
    """Whoever is asked today is reminded from tomorrow on, however the days are chosen (R-61)."""
    since = dates.day_of(question.asked_at) + timedelta(days=1)
    return Occasion(question, question.answer_by, since=since, told_on=question.reminded_on)


def _questions(_today: date) -> Found:
    waiting = InformationRequest.objects.filter(
        answered_at=None, letter__status=LetterOfIntent.Status.INFO_REQUESTED
    )
    waiting = waiting.select_related("letter")
    yield [waiting]
    return list(map(of_questions, waiting))


def _silences(today: date) -> Found:
    near = SilenceQuestion.objects.waiting().filter(answer_by__gte=today)
    near = near.select_related("partner").order_by("pk")
    yield [near]
    return list(map(of_silence, near))


def _of_contact(term: Representative) -> Occasion:
    told_on = dates.day_of(term.reminded_at) if term.reminded_at else None
    # Only those who were asked are among them.
    return Occasion(term, dates.day_of(term.asked_at), told_on=told_on)  # type: ignore[arg-type]


def _contacts(_today: date) -> Found:
    before = timezone.now() - timedelta(days=rulebook.value("R-43")["days"])
    asked = Representative.objects.asked_about(before).filter(Q(asked_at__gte=before))
    rows: Any = asked.select_related("person", "partner").order_by("pk")
    yield [rows]
    return list(map(_of_contact, rows))


def _question_days() -> tuple[int, ...]:
    rule = rulebook.value("R-33")
    return (-rule["before"], rule["after"])


def _draft_days() -> tuple[int, ...]:
    return (-rulebook.value("R-31")["warning_days"],)


def _sends_letters(user: User) -> bool:
    return LetterOfIntent.objects.filter(sender=user).exists()


def works_for_a_partner(user: User) -> bool:
    """Whether somebody speaks or writes for a partner today; a page asks it once."""
    terms = Representative.objects.current().filter(person=user)
    return bool(once(("works for a partner", user.pk), terms.exists))


def register_all() -> None:
    """Say on which days people are reminded of questions that wait for them."""
    reminders.GROUPS.register("letters", _("Questions of UNEP about your letters"))
    reminders.GROUPS.register("partner", _("Whether your partner stays"))
    reminders.GROUPS.register("contacts", _("Whether your details are right"))
    reminders.register(
        ReminderKind(
            key=QUESTIONS,
            group="letters",
            what=_("Questions about a letter of intent are open"),
            whom=_("the sender of the letter"),
            template=f"{FOLDER}/questions_wait.txt",
            days=_question_days,
            find=_questions,
            concerns=_sends_letters,
            is_after=True,
        ),
        ReminderKind(
            key=SILENCE,
            group="partner",
            what=_("A silent partner has not said whether it stays"),
            whom=_("those who speak for the partner"),
            template=f"{FOLDER}/silence_asked.txt",
            days=lambda: (-rulebook.value("R-46")["before"],),
            find=_silences,
            concerns=works_for_a_partner,
        ),
        ReminderKind(
            key=CONTACTS,
            group="contacts",
            what=_(
                "Somebody was asked whether the own details are right, and said nothing"
            ),
            whom=_("whoever works for a partner"),
            template=f"{FOLDER}/contact_asked.txt",
            days=lambda: (rulebook.value("R-43")["reminder"],),
            find=_contacts,
            concerns=works_for_a_partner,
            is_before=False,
            is_after=True,
        ),
    )
    reminders.FIXED.register(
        "old_draft",
        FixedReminder(
            what=_("A draft of a letter of intent will be deleted"),
            whom=_("whoever wrote it"),
            template=f"{FOLDER}/draft_expires.txt",
            rule="R-31",
            days=_draft_days,
        ),
    )
