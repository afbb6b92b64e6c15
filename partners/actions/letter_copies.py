"""A letter begun from a copy: corrected while UNEP examines it, or anew after an end (A1-2c)."""

from django.db import transaction

from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.documents import limits
from gmp_portal.documents.models import Document
from gmp_portal.workflow import InvalidTransitionError
from partners import not_now
from partners.acts import Act
from partners.models import Attachment, Introduction, LetterOfIntent, Pledge
from partners.models.letter_states import COPYABLE, UNDER_WAY, LetterStatus

# The signature belongs to the text that was signed: it is given anew.
COPIED = (
    *("kind", "organisation", "short_name", "country", "country_note", "website"),
    *("language", "duplicate_explanation", "area_slugs", "is_for_all_areas"),
    *("supports", "commits_to_goal", "support_statement", "contribution_kinds"),
    *("contribution", "contact_name", "contact_title", "contact_email"),
    *("contact_phone", "contact_is_public", "contact_signs"),
    *("signatory_name", "signatory_title", "signatory_email"),
)
OF_FILE = ("sha256", "size", "name", "media_type", "policy")
SEALED = ("original_sha256", "original_size")


@transaction.atomic
def begin(letter: LetterOfIntent, *, by: User) -> LetterOfIntent:
    """Begin a draft with the answers of a letter; the one begun already is gone on with."""
    while letter.withdrawn_at is not None:
        newer = letter.copies.filter(submitted_at=letter.withdrawn_at).first()
        if newer is None:
            break
        # Its place was taken: what is corrected is the letter that took it.
        letter = newer
    letter.lock()
    if letter.status not in COPYABLE:
        raise InvalidTransitionError(letter, LetterStatus.DRAFT)
    drafts = LetterOfIntent.objects.filter(sender=by, status=LetterStatus.DRAFT)
    begun = drafts.filter(replaces=letter).first()
    if begun is not None:
        return begun
    limits.refuse_more_drafts(drafts, by=by)
    answers = {name: getattr(letter, name) for name in COPIED}
    if letter.contribution_period:
        # Earlier letters said in a line for how long.
        told = f"{letter.contribution}\n{letter.contribution_period}"
        answers["contribution"] = told.strip()
    # Version 1 is a draft in which nothing was written.
    draft = LetterOfIntent.objects.create(sender=by, replaces=letter, version=2, **answers)
    _copy_pledges(letter, draft)
    for known in Introduction.objects.filter(letter=letter):
        Introduction.objects.create(letter=draft, link=known.link)
    for attachment in letter.attachments.select_related("document"):
        document = _same_file(attachment.document, by=by)
        Attachment.objects.create(letter=draft, document=document)
    ledger.record(
        Act.LETTER_STARTED, draft, by=by, to=draft.status, copied_from=letter.reference
    )
    return draft


def _copy_pledges(letter: LetterOfIntent, draft: LetterOfIntent) -> None:
    rows = [*letter.pledges.values("position", *Pledge.ANSWERS)] or [
        {"position": position, "kind": kind}
        for position, kind in enumerate(letter.contribution_kinds, start=1)
    ]
    Pledge.objects.bulk_create(Pledge(letter=draft, **row) for row in rows)


def _same_file(document: Document, *, by: User) -> Document:
    """A document of its own with the same bytes: each belongs to one record."""
    named = (*OF_FILE, *SEALED)
    facts = {name: getattr(document, name) for name in named}
    return Document.objects.create(stored_by=by, **facts)


def hold_replaced(letter: LetterOfIntent) -> LetterOfIntent | None:
    """The letter that a copy takes the place of when it is sent, held; nothing if none is open.

    What UNEP has confirmed is not replaced by a letter (A1-2e).
    """
    replaced = letter.replaces
    if replaced is None:
        return None
    replaced.lock()
    if replaced.status in {LetterStatus.CONFIRMED, LetterStatus.PUBLISHED}:
        raise not_now.why_not_replaced(replaced)
    return replaced if replaced.status in UNDER_WAY else None


def withdraw_replaced(
    replaced: LetterOfIntent, by_letter: LetterOfIntent, *, by: User
) -> None:
    """Withdraw the letter whose corrected version was sent (A1-2c, A1-2e); a part of sending."""
    before = replaced.become(LetterStatus.WITHDRAWN)
    replaced.withdrawn_at, replaced.withdrawn_by = by_letter.submitted_at, by
    replaced.save(update_fields=["status", "withdrawn_at", "withdrawn_by"])
    ledger.record(
        Act.LETTER_WITHDRAWN,
        replaced,
        by=by,
        from_=before,
        to=replaced.status,
        replaced_by=by_letter.reference,
    )
