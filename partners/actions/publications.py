"""What the public reads of a letter: published, postponed, corrected, taken down (A1-2c-6)."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gmp_portal import dates, ledger, rulebook
from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import Refusal
from gmp_portal.documents import drawing
from gmp_portal.workflow import RuleRefusedError
from partners import emails, jobs, not_now, permissions
from partners.acts import Act
from partners.models import Correction, LetterOfIntent, Partner, PublicVersion
from partners.models.partners import followed
from partners.reading import personal_data

Status = LetterOfIntent.Status
MOST_BOXES = 200
# What of a correction becomes the letter's own.
SHOWN = (
    *("public_statement", "public_contribution", "overruled", "public_letter"),
    *("shows_paper", "paper_note", "boxes", "public_paper"),
)
Box = list[int]


@transaction.atomic
def publish(letter: LetterOfIntent, *, by: User) -> None:
    """Put the cleared letter on the website; the original stays sealed (A1-2c-6)."""
    letter.lock()
    _refuse(permissions.refusal_to_decide(by, letter))
    has_files = letter.is_cleared and not letter.lacks_files
    is_unsettled = bool(personal_data.unsettled_in(letter))
    if letter.status == Status.CONFIRMED and (is_unsettled or not has_files):
        raise not_now.why_not_published(letter)
    if letter.status == Status.TAKEN_DOWN:
        raise not_now.why_not_put_back(letter)
    before = letter.become(Status.PUBLISHED)
    letter.published_at, letter.published_by = timezone.now(), by
    letter.public_version = number = _next_number(letter)
    letter.save(update_fields=["status", "published_at", "published_by", "public_version"])
    _begin_version(letter, number, "", by=by)
    ledger.record(Act.LETTER_PUBLISHED, letter, by=by, from_=before, to=letter.status)
    emails.letter_published(letter, by=by)


def _next_number(letter: LetterOfIntent) -> int:
    """The versions of a partner's letters are counted through, also across entries (R-55)."""
    partner = Partner.with_merged.select_related("merged_into").get(letters=letter)
    standing = partner.merged_into or partner
    earlier = PublicVersion.objects.filter(followed(standing, "letter__partner"))
    highest = earlier.aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def _begin_version(letter: LetterOfIntent, number: int, reason: str, *, by: User) -> None:
    PublicVersion.objects.create(
        letter=letter,
        number=number,
        file=letter.public_letter,
        paper=letter.public_paper,
        reason=reason,
        published_at=timezone.now(),
        published_by=by,
    )


@transaction.atomic
def mark_paper(
    letter: LetterOfIntent,
    boxes: Sequence[Box],
    *,
    shows: bool | None,
    note: str = "",
    seen: str | None = None,
    by: User,
) -> None:
    """Keep which places of the signed letter are blacked out, or why it is not shown (R-14).

    A box is ``[page, left, top, width, height]``: the page from 1, the others in thousandths.
    ``seen`` is the token of what somebody had before the eyes: nobody's boxes are wiped unseen.
    """
    letter.lock()
    _refuse(permissions.refusal_to_mark(by, letter))
    if not permissions.can_black_out.fits(letter):
        raise not_now.why_not_marked(letter)
    if shows and not boxes:
        refusal = _("Cover the signature at least: signatures are not public.")
        raise RuleRefusedError(refusal, clause="R-14", status=422)
    if shows is False and not note.strip():
        refusal = _("Say why the signed letter is not public.")
        raise RuleRefusedError(refusal, clause="A1-2c-6", status=422)
    _refuse_outside(letter, boxes)
    target = permissions.correction_of(letter) or letter
    if seen is not None and seen != target.token_of_paper():
        raise not_now.why_other_boxes()
    before = (target.boxes, target.shows_paper, target.paper_note)
    target.boxes, target.shows_paper = sorted(boxes), shows
    target.paper_note = "" if shows else note.strip()
    if before == (target.boxes, target.shows_paper, target.paper_note):
        return
    # A file that was made shows other places than those that are marked now.
    target.public_paper = None
    target.save(update_fields=["boxes", "shows_paper", "paper_note", "public_paper"])
    if isinstance(target, Correction):
        _have_paper_made(target)


def _have_paper_made(correction: Correction) -> None:
    """The signed letter as it is marked now; a file that was made before is not used."""
    correction.turn += 1
    correction.save(update_fields=["turn"])
    if correction.shows_paper:
        jobs.enqueue_corrected_paper(correction)


@transaction.atomic
def draw_pages(letter: LetterOfIntent, *, by: User) -> None:
    """Have the pages of the signed letter drawn, to say what is blacked out (R-14)."""
    letter.lock()
    _refuse(permissions.refusal_to_decide(by, letter))
    if not permissions.can_black_out.fits(letter):
        raise not_now.why_not_marked(letter)
    jobs.enqueue_pages(letter)


def _refuse_outside(letter: LetterOfIntent, boxes: Sequence[Box]) -> None:
    """Each box lies on a page that is there, and covers a part of it."""
    pages = set(letter.signed_pages.values_list("number", flat=True))
    for page, *place in boxes:
        if page not in pages or not drawing.lies_on_page(place):
            refusal = _("A black box lies outside of its page: draw it again.")
            raise RuleRefusedError(refusal, clause="R-14", status=422)
    if len(boxes) > MOST_BOXES:
        refusal = _("A letter takes up to %(most)s black boxes: draw larger ones.")
        raise RuleRefusedError(refusal % {"most": MOST_BOXES}, clause="R-14", status=422)


@transaction.atomic
def postpone(letter: LetterOfIntent, *, until: date, reason: str, by: User) -> None:
    """Say why a letter is published later than the rule asks for (R-05, R-42)."""
    letter.lock()
    _refuse(permissions.refusal_to_decide(by, letter))
    if letter.status != Status.CONFIRMED:
        raise not_now.why_not_cleared(letter)
    refuse_day(letter, until)
    before, letter.publish_due_on = letter.publish_due_on, until
    letter.postponed_because = reason
    letter.save(update_fields=["publish_due_on", "postponed_because"])
    ledger.record(
        Act.LETTER_POSTPONED,
        letter,
        by=by,
        reason=reason,
        before=before.isoformat() if before else None,
        until=until.isoformat(),
    )
    emails.letter_postponed(letter, by=by)


def refuse_day(letter: LetterOfIntent, until: date) -> None:
    """A letter waits for some time, and not for ever (R-42)."""
    confirmed = letter.confirmed_at or timezone.now()
    last = dates.day_of(confirmed) + timedelta(days=int(rulebook.value("R-42")))
    earliest = max(dates.today(), letter.publish_due_on or dates.today())
    if until <= earliest:
        refusal = _("Choose a day after the one by which it is due now.")
        raise RuleRefusedError(refusal, clause="R-42", status=422)
    if until > last:
        refusal = _("A letter is published by %(day)s at the latest.")
        raise RuleRefusedError(
            refusal % {"day": date_format(last)}, clause="R-42", status=422
        )


@transaction.atomic
def propose_correction(
    letter: LetterOfIntent,
    *,
    statement: str,
    contribution: str,
    overruled: str = "",
    reason: str,
    by: User,
) -> Correction:
    """Propose another version of what the public reads; a second person decides (R-40).

    A letter that was taken down comes back the same way.
    """
    letter.lock()
    _refuse(permissions.refusal_to_decide(by, letter))
    if not permissions.can_correct.fits(letter):
        raise not_now.why_not_corrected(letter)
    if not (statement.strip() or contribution.strip()):
        refusal = _("Leave the public some words of the letter.")
        raise RuleRefusedError(refusal, clause="A1-2c-6", status=422)
    _refuse_personal(letter, reason)
    left = personal_data.left_in(letter, statement, contribution)
    if left and not overruled.strip():
        raise not_now.why_not_shown(left)
    correction = Correction.objects.create(
        letter=letter,
        reason=reason,
        public_statement=statement,
        public_contribution=contribution,
        overruled={"hits": left, "reason": overruled.strip()} if left else {},
        shows_paper=letter.shows_paper,
        paper_note=letter.paper_note,
        boxes=letter.boxes,
        proposed_by=by,
    )
    ledger.record(Act.LETTER_CORRECTION_PROPOSED, letter, by=by, reason=reason)
    if letter.signed_file_id:
        jobs.enqueue_pages(letter)
    jobs.enqueue_corrected_letter(correction)
    _have_paper_made(correction)
    return correction


@transaction.atomic
def drop_correction(letter: LetterOfIntent, *, by: User) -> None:
    """Let a proposed version fall; what is public stays as it is."""
    letter.lock()
    _refuse(permissions.refusal_to_decide(by, letter))
    correction = _open_correction(letter)
    correction.outcome = Correction.Outcome.DROPPED
    correction.decided_at, correction.decided_by = timezone.now(), by
    correction.save(update_fields=["outcome", "decided_at", "decided_by"])
    ledger.record(Act.LETTER_CORRECTION_DROPPED, letter, by=by)


@transaction.atomic
def publish_correction(letter: LetterOfIntent, *, by: User) -> None:
    """Put the proposed version in the place of the public one, as the second person (R-40)."""
    letter.lock()
    correction = _open_correction(letter)
    _refuse(permissions.second_on_correction(by, letter))
    if correction.lacks_files or _is_unsettled(letter, correction):
        raise not_now.why_no_second(letter)
    now, number = timezone.now(), _next_number(letter)
    correction.outcome, correction.version = Correction.Outcome.PUBLISHED, number
    correction.decided_at, correction.decided_by = now, by
    correction.save(update_fields=["outcome", "version", "decided_at", "decided_by"])
    before, letter.status = letter.status, Status.PUBLISHED
    letter.public_versions.filter(ended_at=None).update(ended_at=now)
    for name in SHOWN:
        setattr(letter, name, getattr(correction, name))
    letter.public_version = number
    letter.save(update_fields=["status", *SHOWN, "public_version"])
    _begin_version(letter, number, correction.reason, by=by)
    ledger.record(
        Act.LETTER_CORRECTED,
        letter,
        by=by,
        reason=correction.reason,
        from_=before,
        to=letter.status,
        version=number,
    )
    emails.letter_corrected(letter, correction, by=by)


def _is_unsettled(letter: LetterOfIntent, correction: Correction) -> bool:
    """Whether nobody said yet what the public sees of the signed letter."""
    return letter.signed_file_id is not None and correction.shows_paper is None


def _open_correction(letter: LetterOfIntent) -> Correction:
    correction = permissions.correction_of(letter)
    if correction is None:
        raise not_now.why_no_correction(letter)
    return correction


@transaction.atomic
def take_down(letter: LetterOfIntent, *, reason: str, by: User) -> None:
    """Take a letter from the website at once; its number, days and the reason stay (A1-2c-6)."""
    letter.lock()
    _refuse(permissions.refusal_to_decide(by, letter))
    if letter.status != Status.PUBLISHED:
        raise not_now.why_not_taken_down(letter)
    _refuse_personal(letter, reason)
    if permissions.correction_of(letter) is not None:
        # It was proposed by somebody who did not know of this yet.
        drop_correction(letter, by=by)
    before = letter.become(Status.TAKEN_DOWN)
    letter.save(update_fields=["status"])
    version = letter.public_versions.select_for_update().get(ended_at=None)
    version.ended_at, version.taken_down_because = timezone.now(), reason
    version.save(update_fields=["ended_at", "taken_down_because"])
    ledger.record(
        Act.LETTER_TAKEN_DOWN,
        letter,
        by=by,
        from_=before,
        to=letter.status,
        reason=reason,
    )
    emails.letter_taken_down(letter, reason, by=by)


def _refuse_personal(letter: LetterOfIntent, reason: str) -> None:
    """Everybody reads the reason, so it names nobody's address or number (R-14)."""
    if left := personal_data.left_in(letter, reason):
        raise not_now.why_not_said(left)


def _refuse(refusal: Refusal) -> None:
    """Raise what a role says to the wrong person; nothing to the right one."""
    if refusal:
        raise refusal
