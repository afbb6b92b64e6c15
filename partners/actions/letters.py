"""What the sender of a letter of intent can do (Annex 1, section 2)."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gmp_portal import dates, ledger
from gmp_portal.accounts.models import User
from gmp_portal.documents import limits
from gmp_portal.documents.models import Document
from gmp_portal.reference import numbers
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError
from gmp_portal.writing import actions as revisions
from partners import emails, jobs, letter_parts
from partners.actions import letter_copies, signatures
from partners.acts import Act
from partners.models import Attachment, LetterOfIntent, MailedAnswer, Pledge
from partners.reading import interests

Status = LetterOfIntent.Status
MOST_ATTACHMENTS = 10


@transaction.atomic
def start(*, by: User, **answers: Any) -> LetterOfIntent:
    """Begin a draft, within the limit of R-27; the sender is the contact point for now."""
    drafts = LetterOfIntent.objects.filter(sender=by, status=Status.DRAFT)
    limits.refuse_more_drafts(drafts, by=by)
    language = answers.pop("language", by.language)
    known = {"contact_name": by.name, "contact_email": by.email}
    letter = LetterOfIntent(sender=by, language=language, **(known | answers))
    if letter.is_individual and not letter.organisation:
        letter.organisation = by.name
    letter.save()
    ledger.record(Act.LETTER_STARTED, letter, by=by, to=Status.DRAFT)
    return letter


@transaction.atomic
def save_part(
    letter: LetterOfIntent,
    answers: Mapping[str, Any],
    *,
    pledges: Sequence[Mapping[str, Any]] | None = None,
    by: User,
) -> None:
    """Keep answers of a draft, complete or not, and its rows of contributions if given."""
    letter.lock()
    only_a_draft(letter)
    if pledges is not None:
        answers = dict(answers) | _replaced(letter, pledges)
    for field, value in answers.items():
        setattr(letter, field, value)
    _touch(letter, *answers, *_of_individual(letter))


def _of_individual(letter: LetterOfIntent) -> tuple[str, ...]:
    """Whoever takes part as an individual is the contact point, and signs: nobody is asked."""
    if not letter.is_individual or letter.contact_signs:
        return ()
    letter.contact_signs = True
    return ("contact_signs",)


@transaction.atomic
def ask_for_paper(letter: LetterOfIntent, *, by: User) -> None:
    """Have the draft made as a PDF to be signed on paper, as it stands now (A1-2c-1)."""
    letter.lock()
    only_a_draft(letter)
    if letter.paper_version != letter.version:
        jobs.enqueue_paper(letter)


@transaction.atomic
def attach(letter: LetterOfIntent, document: Document, *, by: User) -> Attachment:
    """Add a supporting document to a draft, or to an answer that is due."""
    letter.lock()
    if letter.status != Status.INFO_REQUESTED:
        only_a_draft(letter)
    same = letter.attachments.filter(document__sha256=document.sha256).first()
    if same is not None:
        # Sent twice, it is there once.
        return same
    if letter.attachments.count() >= MOST_ATTACHMENTS:
        refusal = _("A letter takes at most ten supporting documents.")
        raise RuleRefusedError(refusal, clause="A1-2c-1", status=422)
    return Attachment.objects.create(letter=letter, document=document)


@transaction.atomic
def detach(attachment: Attachment, *, by: User) -> None:
    """Remove a supporting document from a draft."""
    letter = attachment.letter
    letter.lock()
    only_a_draft(letter)
    # Two windows may ask for it at once; the second finds nothing to remove.
    letter.attachments.filter(pk=attachment.pk).delete()


@transaction.atomic
def discard(letter: LetterOfIntent, *, by: User) -> None:
    """Delete a draft that UNEP has never seen."""
    letter.lock()
    only_a_draft(letter)
    ledger.record(Act.LETTER_DISCARDED, letter, by=by, from_=Status.DRAFT)
    forget(letter)


def forget(letter: LetterOfIntent) -> None:
    """Remove a draft with everything that was typed into it; a part of deleting it."""
    texts = [part.text_key(letter) for part in letter_parts.PARTS]
    revisions.forget(letter_parts.TEXT, texts)
    letter.delete()


@transaction.atomic
def submit(letter: LetterOfIntent, *, by: User) -> None:
    """Send the letter to UNEP: it gets a number, a time and a receipt (A1-2c-1)."""
    letter.lock()
    letter.refuse_unless_it_becomes(Status.SUBMITTED)
    for problem in letter_parts.problems(letter):
        raise RuleRefusedError(problem.text, clause=problem.clause, status=422)
    replaced = letter_copies.hold_replaced(letter)
    before = letter.become(Status.SUBMITTED)
    letter.submitted_at = timezone.now()
    year = dates.day_of(letter.submitted_at).year
    letter.reference = f"LOI-{year}-{numbers.take('LOI', year):04}"
    letter.save(update_fields=["status", "submitted_at", "reference"])
    ledger.record(Act.LETTER_SUBMITTED, letter, by=by, from_=before, to=letter.status)
    if replaced is not None:
        letter_copies.withdraw_replaced(replaced, letter, by=by)
    signatures.ask(letter, by=by)
    jobs.enqueue_receipt(letter)
    emails.letter_submitted(letter, by=by)


@transaction.atomic
def keep_answers(letter: LetterOfIntent, answers: Mapping[int, str], *, by: User) -> None:
    """Keep answers that are not finished; nobody else reads them before they are sent."""
    letter.lock()
    letter.refuse_unless_it_becomes(Status.ANSWERED)
    request = letter.requests.get(answered_at__isnull=True)
    for question in request.questions.filter(pk__in=answers):
        question.answer = answers[question.pk]
        question.save(update_fields=["answer"])


@transaction.atomic
def answer(letter: LetterOfIntent, answers: Mapping[int, str], *, by: User) -> None:
    """Answer the questions that are open, and nothing else (A1-2d)."""
    letter.lock()
    letter.refuse_unless_it_becomes(Status.ANSWERED)
    request = letter.requests.get(answered_at__isnull=True)
    for question in request.questions.all():
        question.answer = answers.get(question.pk, "").strip()
        if not question.answer:
            refusal = _("Answer every question before you send.")
            raise RuleRefusedError(refusal, clause="A1-2d", status=422)
        question.save(update_fields=["answer"])
    used = request.mailed_answers.filter(outcome=MailedAnswer.Outcome.ANSWERS)
    for mailed in used.prefetch_related("mail__files__document"):
        for file in mailed.mail.files.all():
            attach(letter, file.document, by=by)
    before = letter.become(Status.ANSWERED)
    request.answered_at, request.answered_by = timezone.now(), by
    request.save(update_fields=["answered_at", "answered_by"])
    letter.save(update_fields=["status"])
    ledger.record(Act.LETTER_ANSWERED, letter, by=by, from_=before, to=letter.status)
    emails.letter_answered(letter, by=by)


@transaction.atomic
def withdraw(letter: LetterOfIntent, *, reason: str = "", by: User) -> None:
    """Take the letter back; it is never public (A1-2e)."""
    letter.lock()
    before = letter.become(Status.WITHDRAWN)
    letter.withdrawn_at, letter.withdrawn_by = timezone.now(), by
    letter.withdrawal_reason = reason
    letter.save(
        update_fields=["status", "withdrawn_at", "withdrawn_by", "withdrawal_reason"]
    )
    ledger.record(
        Act.LETTER_WITHDRAWN, letter, by=by, from_=before, to=letter.status, reason=reason
    )
    interests.follow_refusal(letter.sender, by=by)
    emails.letter_withdrawn(letter, by=by)


def only_a_draft(letter: LetterOfIntent) -> None:
    """Refuse to change what was sent."""
    if not letter.is_draft:
        raise InvalidTransitionError(letter, Status.DRAFT)


def _replaced(letter: LetterOfIntent, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Put these rows in the place of the kept ones; their kinds stand in the letter itself."""
    letter.pledges.all().delete()
    letter.__dict__.pop("pledged", None)
    kept = Pledge.objects.bulk_create(
        Pledge(
            letter=letter,
            position=position,
            **{name: row[name] for name in Pledge.ANSWERS if name in row},
        )
        for position, row in enumerate(rows, start=1)
    )
    return {"contribution_kinds": [*dict.fromkeys(row.kind for row in kept if row.kind)]}


def _touch(letter: LetterOfIntent, *fields: str) -> None:
    letter.version += 1
    letter.updated_at = timezone.now()
    letter.save(update_fields=[*fields, "version", "updated_at"])


def keep_signed_file(letter: LetterOfIntent, document: Document) -> None:
    """Let the signed letter be the signature of a draft; a part of uploading it."""
    only_a_draft(letter)
    letter.signed_file, letter.signing = document, letter.Signing.UPLOAD
    _touch(letter, "signed_file", "signing")
