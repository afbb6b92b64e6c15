"""What the secretariat does with a letter, from the first look to the public page."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import zip_longest
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gmp_portal import dates, ledger, rulebook
from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import Refusal
from gmp_portal.reference import numbers
from gmp_portal.reference.models import Country
from gmp_portal.workflow import RuleRefusedError, changed_fields, token_of
from gmp_portal.writing.read_texts import TextChangedError
from partners import emails, jobs, not_now, permissions
from partners.actions import partners, representatives
from partners.actions import questions as questions_of
from partners.acts import Act
from partners.models import (
    Checklist,
    InformationRequest,
    LetterOfIntent,
    Partner,
    Question,
)
from partners.reading import interests, personal_data

Status = LetterOfIntent.Status
CLEARANCE = (
    "public_statement",
    "public_contribution",
    "has_personal_data",
    "clearance_note",
    "overruled",
)


@transaction.atomic
def check(
    letter: LetterOfIntent,
    answers: Mapping[str, bool | None],
    *,
    note: str = "",
    diligence_note: str = "",
    by: User,
) -> Checklist:
    """Keep what an officer found out; the verdict follows from the answers (A1-2e)."""
    letter.lock()
    _refuse(permissions.refusal_to_decide(by, letter))
    _refuse_decided(letter)
    if letter.decline_proposed_at is not None:
        raise not_now.why_not_checked(letter)
    notes = {"note": note, "diligence_note": diligence_note}
    if not any(notes.values()) and all(answer is None for answer in answers.values()):
        refusal = _("Answer at least one question of the checklist, or leave a note.")
        raise RuleRefusedError(refusal, clause="A1-2e", status=422)
    answered: dict[str, Any] = dict(answers) | notes | {"checked_by": by}
    kept = Checklist.objects.filter(letter=letter).first()
    if kept and not changed_fields(kept, answered) and not _has_newer_answers(letter, kept):
        return kept
    was_ready = letter.is_ready_to_confirm()
    checklist, _created = Checklist.objects.update_or_create(
        letter=letter, defaults=answered | {"checked_at": timezone.now()}
    )
    ledger.record(Act.LETTER_CHECKED, letter, by=by, verdict=checklist.verdict)
    if letter.is_ready_to_confirm() and not was_ready:
        emails.letter_ready(letter, by=by)
    return checklist


@transaction.atomic
def request_information(
    letter: LetterOfIntent,
    questions: Sequence[str],
    *,
    due_on: date,
    about: Sequence[str] = (),
    by: User,
) -> InformationRequest:
    """Ask the sender for more information; any number of rounds (A1-2d).

    ``about`` names for each question which answer of the letter it is about, or "".
    """
    letter.lock()
    _refuse(permissions.refusal_to_decide(by, letter))
    letter.refuse_unless_it_becomes(Status.INFO_REQUESTED)
    pairs = zip_longest(questions, about[: len(questions)], fillvalue="")
    asked = [(text.strip(), each) for text, each in pairs if text.strip()]
    if not asked:
        refusal = _("Ask at least one question.")
        raise RuleRefusedError(refusal, clause="A1-2d", status=422)
    questions_of.refuse_far(due_on)
    before = letter.become(Status.INFO_REQUESTED)
    request = InformationRequest.objects.create(letter=letter, due_on=due_on, asked_by=by)
    for position, (text, each) in enumerate(asked, start=1):
        Question.objects.create(request=request, position=position, text=text, about=each)
    letter.save(update_fields=["status"])
    ledger.record(
        Act.LETTER_INFO_REQUESTED,
        letter,
        by=by,
        from_=before,
        to=letter.status,
        questions=len(asked),
    )
    emails.information_requested(letter, request, by=by)
    return request


@transaction.atomic
def confirm(
    letter: LetterOfIntent,
    *,
    partner: Partner | None = None,
    country: Country | None = None,
    told_apart: str = "",
    read: str | None = None,
    by: User,
) -> Partner:
    """Admit the sender as a partner, whose rights begin here (A1-2e).

    ``partner`` is given when the organization stands in the register already, ``read`` names
    the words that were read: nobody confirms answers that came later. ``country`` and
    ``told_apart`` are what an officer settled about a new entry.
    """
    letter.lock()
    _refuse(permissions.refusal_to_confirm(by, letter))
    if read is not None and read != token_of(letter.words_read()):
        raise TextChangedError(letter, read)
    _refuse(letter.refusal_of_unfinished())
    letter.refuse_unless_it_becomes(Status.CONFIRMED)
    admitted = partners.admit(
        letter, partner=partner, country=country, told_apart=told_apart, by=by
    )
    before = letter.become(Status.CONFIRMED)
    now = timezone.now()
    letter.confirmed_at, letter.confirmed_by = now, by
    day = dates.day_of(now)
    letter.publish_due_on = day + timedelta(days=int(rulebook.value("R-05")))
    number = numbers.take("GMP-CONF", day.year)
    letter.confirmation_reference = f"GMP-CONF-{day.year}-{number:04}"
    letter.partner = admitted
    letter.save(
        update_fields=[
            "status",
            "confirmed_at",
            "confirmed_by",
            "confirmation_reference",
            "publish_due_on",
            "partner",
        ]
    )
    ledger.record(Act.LETTER_CONFIRMED, letter, by=by, from_=before, to=letter.status)
    representatives.appoint_sender(letter, admitted, by=by)
    # Opportunities are held before areas, as by whoever puts one into a draft.
    interests.follow_admission(admitted, letter.sender, by=by)
    interests.join_areas(admitted, letter.area_slugs, by=by)
    jobs.enqueue_confirmation_letter(letter)
    if letter.signed_file_id:
        jobs.enqueue_pages(letter)
    emails.letter_confirmed(letter, by=by)
    return admitted


@transaction.atomic
def propose_decline(letter: LetterOfIntent, *, reason: str, by: User) -> None:
    """Propose not to admit the sender; a second person decides (A1-2e)."""
    letter.lock()
    _refuse(permissions.refusal_to_decide(by, letter))
    if letter.decline_proposed_at is not None or not letter.can_become(Status.DECLINED):
        raise not_now.why_no_proposal(letter)
    letter.decline_proposed_at, letter.decline_proposed_by = timezone.now(), by
    letter.decline_reason = reason
    letter.save(
        update_fields=["decline_proposed_at", "decline_proposed_by", "decline_reason"]
    )
    ledger.record(Act.LETTER_DECLINE_PROPOSED, letter, by=by, reason=reason)
    emails.decline_proposed(letter, by=by)


@transaction.atomic
def drop_decline(letter: LetterOfIntent, *, by: User) -> None:
    """Let the proposal to decline fall; the letter is examined further."""
    letter.lock()
    _refuse(permissions.refusal_to_decide(by, letter))
    _refuse_decided(letter)
    _refuse_unproposed(letter)
    letter.decline_proposed_at = letter.decline_proposed_by = None
    letter.decline_reason = ""
    letter.save(
        update_fields=["decline_proposed_at", "decline_proposed_by", "decline_reason"]
    )
    ledger.record(Act.LETTER_DECLINE_DROPPED, letter, by=by)


@transaction.atomic
def decline(letter: LetterOfIntent, *, by: User) -> None:
    """Approve, as the second person, that the sender is not admitted (A1-2e)."""
    letter.lock()
    _refuse(permissions.second_on_decline(by, letter))
    _refuse_unproposed(letter)
    before = letter.become(Status.DECLINED)
    letter.declined_at, letter.declined_by = timezone.now(), by
    letter.save(update_fields=["status", "declined_at", "declined_by"])
    ledger.record(
        Act.LETTER_DECLINED,
        letter,
        by=by,
        from_=before,
        to=letter.status,
        reason=letter.decline_reason,
    )
    interests.follow_refusal(letter.sender, by=by)
    emails.letter_declined(letter, by=by)


@transaction.atomic
def draft_clearance(  # noqa: PLR0913 what the form holds
    letter: LetterOfIntent,
    *,
    statement: str,
    contribution: str,
    has_personal_data: bool,
    note: str = "",
    overruled: str = "",
    by: User,
) -> None:
    """Keep what the public shall see, before it is cleared (R-14)."""
    letter.lock()
    _refuse(permissions.refusal_to_decide(by, letter))
    _refuse_clearance_now(letter)
    letter.public_statement, letter.public_contribution = statement, contribution
    letter.has_personal_data, letter.clearance_note = has_personal_data, note
    letter.overruled = {"reason": overruled.strip()} if overruled.strip() else {}
    letter.save(update_fields=CLEARANCE)


@transaction.atomic
def clear(  # noqa: PLR0913 what the form holds
    letter: LetterOfIntent,
    *,
    statement: str,
    contribution: str,
    has_personal_data: bool,
    note: str = "",
    overruled: str = "",
    by: User,
) -> None:
    """Settle what the public will see of a confirmed letter (A1-2c-6, R-14).

    ``overruled`` is the reason why what looks like personal data in it is none.
    """
    letter.lock()
    _refuse(permissions.refusal_to_decide(by, letter))
    _refuse_clearance_now(letter)
    if not (statement.strip() or contribution.strip()):
        refusal = _("Leave the public some words of the letter.")
        raise RuleRefusedError(refusal, clause="A1-2c-6", status=422)
    left = personal_data.left_in(letter, statement, contribution)
    if left and not overruled.strip():
        raise not_now.why_not_shown(left)
    if letter.signed_file_id and letter.shows_paper is None:
        raise not_now.why_paper_is_open()
    letter.overruled = {"hits": left, "reason": overruled.strip()} if left else {}
    letter.public_statement, letter.public_contribution = statement, contribution
    # Whatever is covered with black is personal: the signature at least.
    is_found = personal_data.is_needed(letter) or bool(letter.shows_paper)
    letter.has_personal_data = has_personal_data or is_found
    letter.clearance_note = note
    letter.cleared_at, letter.cleared_by = timezone.now(), by
    letter.save(update_fields=[*CLEARANCE, "cleared_at", "cleared_by"])
    ledger.record(
        Act.LETTER_CLEARED,
        letter,
        by=by,
        personal_data=letter.has_personal_data,
        reason=letter.overruled.get("reason", ""),
        overruled=len(left) or None,
    )
    _typeset_when_cleared(letter)


@transaction.atomic
def second_clearance(letter: LetterOfIntent, *, by: User) -> None:
    """Approve, as the second person, what the public will see (R-15)."""
    letter.lock()
    _refuse(permissions.second_on_clearance(by, letter))
    if letter.status != Status.CONFIRMED or not letter.awaits_second_clearance:
        raise not_now.why_not_seconded(letter)
    letter.seconded_at, letter.seconded_by = timezone.now(), by
    letter.save(update_fields=["seconded_at", "seconded_by"])
    ledger.record(Act.LETTER_SECONDED, letter, by=by)
    _typeset_when_cleared(letter)


@transaction.atomic
def reopen_clearance(letter: LetterOfIntent, *, reason: str, by: User) -> None:
    """Undo the clearance of a letter that is not public yet, to look at it again."""
    letter.lock()
    _refuse(permissions.refusal_to_decide(by, letter))
    if letter.status != Status.CONFIRMED or letter.cleared_at is None:
        raise not_now.why_not_reopened(letter)
    letter.cleared_at = letter.cleared_by = letter.seconded_at = letter.seconded_by = None
    letter.has_personal_data = letter.public_letter = letter.public_paper = None
    # The reason was given for what stood there; what stands there next needs its own.
    letter.overruled = {}
    letter.save(
        update_fields=[
            "cleared_at",
            "cleared_by",
            "seconded_at",
            "seconded_by",
            "has_personal_data",
            "public_letter",
            "public_paper",
            "overruled",
        ]
    )
    ledger.record(Act.LETTER_CLEARANCE_REOPENED, letter, by=by, reason=reason)


def _refuse(refusal: Refusal) -> None:
    """Raise what a role says to the wrong person; nothing to the right one."""
    if refusal:
        raise refusal


def _has_newer_answers(letter: LetterOfIntent, checklist: Checklist) -> bool:
    """Whether saving it once more says something: that the answers of the sender were weighed."""
    return letter.requests.filter(answered_at__gt=checklist.checked_at).exists()


def _refuse_decided(letter: LetterOfIntent) -> None:
    """A letter that is decided, or taken back, is not examined any more."""
    if not letter.can_become(Status.DECLINED):
        raise not_now.why_not_examined(letter)


def _refuse_unproposed(letter: LetterOfIntent) -> None:
    if letter.decline_proposed_at is None:
        raise not_now.why_not_declined(letter)


def _refuse_clearance_now(letter: LetterOfIntent) -> None:
    if letter.status != Status.CONFIRMED or letter.cleared_at is not None:
        raise not_now.why_not_cleared(letter)


def _typeset_when_cleared(letter: LetterOfIntent) -> None:
    """Have the public file made, once as many people as needed have cleared the text."""
    if letter.is_cleared:
        jobs.enqueue_public_letter(letter)
    if letter.is_cleared and letter.shows_paper:
        jobs.enqueue_public_paper(letter)
