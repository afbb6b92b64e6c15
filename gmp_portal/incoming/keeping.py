"""What becomes of a mail that was read: a draft, a question to an officer, a note, or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import structlog
from django.db import Error, IntegrityError, transaction
from django.utils import translation

from gmp_portal import incoming
from gmp_portal.accounts.models import User
from gmp_portal.incoming import emails, files, reading
from gmp_portal.incoming.files import Sorted
from gmp_portal.incoming.models import IncomingMail, State, Why
from gmp_portal.incoming.reading import Read, Report
from gmp_portal.notifications import outbox, replies
from gmp_portal.notifications.models import Message
from gmp_portal.workflow import (
    GoneError,
    InvalidTransitionError,
    NotNowError,
    RuleRefusedError,
)

logger = structlog.get_logger(__name__)
LARGEST = 25 * 1024 * 1024
REFUSALS = (RuleRefusedError, InvalidTransitionError, NotNowError, GoneError)


@dataclass(frozen=True)
class Fate:
    """What becomes of a mail, and why; with the mail of the portal that it is about."""

    state: State
    why: str = ""
    note: str = ""
    message: Message | None = None

    @property
    def person(self) -> User | None:
        """In whose name it would be taken."""
        is_answer = self.message is not None and self.state in (State.TAKEN, State.HELD)
        reader = self.message.recipient if is_answer and self.message else None
        return reader.standing if reader else None


def keep(raw: bytes, *, is_whole: bool = True) -> IncomingMail | None:
    """Keep a mail once, and do what follows from it; nothing where it is there already (N19).

    Of a mail that is too large only the head is given: it waits for an officer.
    """
    mail, why = (reading.whole(raw), "") if is_whole else (None, Why.TOO_LARGE)
    if mail is None:
        mail, why = reading.head(raw), why or Why.UNREADABLE
    if _is_known(mail.head.message_id):
        return None
    fate = _fate(mail, why)
    with translation.override(_language(fate)):
        sorted_files = files.look_into(mail.files, person=fate.person)
        kept = _kept(mail, fate, sorted_files)
    if kept is not None:
        logger.info("mail_received", state=kept.state, why=kept.why)
    return kept


def _is_known(message_id: str) -> bool:
    return IncomingMail.objects.filter(message_id=message_id).exists()


def _language(fate: Fate) -> str:
    return outbox.spoken_to(fate.person.language if fate.person else "")


# What it is ------------------------------------------------------------------------------


def _fate(mail: Read, why: str) -> Fate:
    if mail.report is not None:
        return _of_report(mail.report)
    if mail.head.is_automatic:
        return Fate(State.DROPPED, Why.AUTOMATIC)
    message = next(_answered(mail), None)
    why = why or _doubt(mail, message)
    return Fate(State.HELD if why else State.TAKEN, why, message=message)


def _answered(mail: Read) -> Iterator[Message]:
    """The mails of the portal at whose addresses it arrived."""
    for address in mail.head.to:
        if message := replies.message_behind(address):
            yield message


def _doubt(mail: Read, message: Message | None) -> str:
    """Why an officer looks at it first; nothing where it is certain what is meant."""
    if message is None or message.recipient is None:
        return Why.NO_TOKEN
    # Who has another address by now has that one: the one before may be somebody else's.
    reader = message.recipient.standing
    if not reader.has_address(mail.head.from_address):
        return Why.OTHER_SENDER
    if not reader.is_active:
        return Why.INACTIVE
    if replies.is_over(message):
        return Why.EXPIRED
    return "" if message.answer_purpose in incoming.TAKERS else Why.NOBODY_TAKES


def _of_report(report: Report) -> Fate:
    message = outbox.message_of(report.about)
    # A server that gave up after days says so with the number of a delay: its word counts.
    first = {"failed": "5", "delayed": "4"}.get(report.action, report.status[:1])
    if report.action in ("delivered", "relayed", "expanded"):
        first = "2"
    why = {"5": Why.CAME_BACK, "4": Why.DELAYED}.get(first, Why.TOLD)
    return Fate(State.BOUNCE, why, report.cause or report.action, message)


# What follows ------------------------------------------------------------------------------


def _kept(mail: Read, fate: Fate, came: Sorted) -> IncomingMail | None:
    """Take it if that is allowed, else keep it for an officer; each whole or not at all."""
    try:
        return _written(mail, fate, came)
    except IntegrityError:
        if _is_known(mail.head.message_id):
            # Read by somebody else in this moment.
            return None
        fate = replace(fate, state=State.HELD, why=Why.FAILED)
    except REFUSALS as refusal:
        fate = replace(fate, state=State.HELD, why=Why.REFUSED, note=_sentence(refusal))
    except Error:
        # The database rests, or somebody holds the record: it is read once more.
        raise
    except Exception:
        logger.exception(
            "mail_not_taken", purpose=fate.message and fate.message.answer_purpose
        )
        fate = replace(fate, state=State.HELD, why=Why.FAILED)
    return _written(mail, fate, came)


def _sentence(refusal: Exception) -> str:
    """What the rule says, where it says it in a sentence."""
    if isinstance(refusal, RuleRefusedError):
        return str(refusal.messages[0])
    return str(refusal.sentence) if isinstance(refusal, NotNowError) else ""


@transaction.atomic
def _written(mail: Read, fate: Fate, came: Sorted) -> IncomingMail:
    kept = IncomingMail.objects.create(
        message_id=mail.head.message_id,
        from_address=mail.head.from_address,
        from_name=mail.head.from_name,
        subject=mail.head.subject,
        text=mail.text,
        full_text=mail.full_text,
        state=fate.state,
        why=fate.why,
        note=fate.note,
        **_answer_of(fate),
    )
    taker = incoming.TAKERS.get(kept.purpose)
    files.keep(kept, came, policy=taker.policy if taker else "incoming_mail")
    if fate.state == State.TAKEN and taker is not None:
        taker.take(kept, kept.key)
    elif fate.state == State.HELD:
        emails.mail_waits(kept)
    elif fate.why == Why.CAME_BACK and fate.message is not None:
        outbox.came_back(fate.message, fate.note or "failed")
    return kept


def _answer_of(fate: Fate) -> dict[str, object]:
    """What the address told: to whom the portal had written, and about what."""
    if fate.person is None or fate.message is None:
        return {"original": fate.message}
    return {
        "original": fate.message,
        "person": fate.person,
        "purpose": fate.message.answer_purpose,
        "key": fate.message.answer_key,
    }
