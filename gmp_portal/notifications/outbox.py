"""The outbox: write a message per reader in the transaction of the act; a job sends it."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models.functions import Coalesce
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gmp_portal import jobs
from gmp_portal.accounts.data_map import NOBODY
from gmp_portal.accounts.models import User
from gmp_portal.jobs import told_jobs
from gmp_portal.notifications import choices, kinds, own_words, reminders, replies
from gmp_portal.notifications.models import MailText, Message, MutedRecord

SEND = "notifications.send"
told_jobs.register(
    SEND, _("Sending of a mail"), model="notifications.message", key="message"
)
# Hands a written mail to the server.
Send = Callable[[EmailMessage], object]
# Names the message in reports of servers that give it another Message-ID.
HEADER = "X-Portal-Message"
_KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def post(
    template: str,
    *,
    to: Iterable[User],
    by: User | None = None,
    answer_to: tuple[str, object] | None = None,
    concerns: Iterable[User] = (),
    step: reminders.Step | None = None,
    **context: object,
) -> list[Message]:
    """Write ``template`` for each reader, in their language, and queue it; never to the actor.

    A reminder names its ``step``: it goes to those who get this one (R-61).

    What only informs waits for a summary (``kinds``), except for those whom it ``concerns``.

    ``recorder`` in the text is the actor as mails name people: staff are the secretariat (ADR 19).
    ``answer_to`` says who takes an answer by mail, and the key of its record (N19); the text knows
    as ``takes_answers`` whether there is a mailbox for it.
    """
    purpose, key = answer_to or ("", "")
    takes_answers = bool(purpose and settings.REPLY_ADDRESS)
    recorder = by.public_name if by else ""
    context = {"recorder": recorder, "takes_answers": takes_answers, **context}
    standing = [user.standing for user in to]
    people = standing if step is None else reminders.wanting(step, standing)
    readers = {user.pk: user for user in people if user.is_active and user != by}
    own = own_words.of(template) if readers else {}
    messages = [_written(template, each, context, own) for each in readers.values()]
    urgent = {user.standing.pk for user in concerns}
    muted = _muted(record := kinds.record_of(template, context))
    for message in messages:
        message.answer_purpose, message.answer_key = purpose, str(key)
        message.record = record
        if message.recipient_id not in urgent:
            message.kind = kinds.of(template).kind
        if message.recipient_id in muted:
            message.state = Message.State.KEPT
        elif message.kind == Message.Kind.INFORMATION:
            message.state = Message.State.WAITING
    if step is not None:
        reminders.count(step, len(messages))
    return queue_all(messages)


def _muted(record: str) -> set[int]:
    """Who wants no mails about this record."""
    if not record:
        return set()
    who = MutedRecord.objects.filter(record=record).values_list("person_id", flat=True)
    return set(who)


def spoken_to(code: str) -> str:
    """The language in which somebody is written to who wants this one."""
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _written(
    template: str, reader: User, context: dict[str, object], own: dict[str, MailText]
) -> Message:
    language = spoken_to(reader.language)
    mail = render(template, language, reader=reader, **context)
    told = {**context, "reader": reader}
    subject, body = own_words.joined(own.get(language), mail, reader.name, told)
    return Message(
        recipient=reader,
        address=reader.email,
        language=language,
        template=template,
        subject=subject,
        body=body,
    )


def post_to_address(
    template: str, address: str, language: str, *, is_secret: bool = True, **context: object
) -> Message:
    """Write to somebody who may have no account; a secret, as a link, is wiped once sent."""
    [message] = _to_addresses(template, [address], language, context)
    message.is_secret = is_secret
    return queue(message)


def post_to_addresses(
    template: str, addresses: Iterable[str], language: str, **context: object
) -> list[Message]:
    """Write the same to many who may have no account, such as subscribers; nothing is secret."""
    return queue_all(_to_addresses(template, addresses, language, context))


def _to_addresses(
    template: str, addresses: Iterable[str], language: str, context: dict[str, object]
) -> Iterator[Message]:
    language = spoken_to(language)
    mail = render(template, language, **context)
    own = own_words.of(template).get(language)
    for address in addresses:
        subject, body = own_words.joined(own, mail, address, context)
        yield Message(
            record=kinds.record_of(template, context),
            address=address,
            language=language,
            template=template,
            subject=subject,
            body=body,
        )


def render(template: str, language: str, **context: object) -> tuple[str, str]:
    """Subject (the first line, after ``Subject:``) and text of a mail in a language.

    A mail is plain text: nothing in it is escaped, whatever its template says.
    """
    with translation.override(language):
        words = Context(context | {"site_url": settings.SITE_URL}, autoescape=False)
        text = cast("Any", get_template(template)).template.render(words)
    return parts_of(text)


def parts_of(text: str) -> tuple[str, str]:
    """Subject and text of what a template made."""
    first, _separator, rest = text.strip().partition("\n")
    subject = " ".join(first.removeprefix("Subject:").split())
    return subject[:250], rest.strip() + "\n"


def queue(message: Message) -> Message:
    """Keep the message and the job that sends it, both or neither."""
    queue_all([message])
    return message


def queue_all(messages: Iterable[Message]) -> list[Message]:
    """The same for many readers, in a few statements; each mail has a job and a fate of its own."""
    kept = list(messages)
    with transaction.atomic():
        Message.objects.bulk_create(kept, batch_size=jobs.AT_ONCE)
        jobs.enqueue_each(
            SEND,
            {
                message.pk: {"message": str(message.pk)}
                for message in kept
                if message.state == Message.State.QUEUED
            },
        )
    return kept


def message_id(message: Message) -> str:
    """The same for every attempt, so that a doubled mail can be seen as one."""
    return f"<{message.pk}@{_host()}>"


def message_of(*told: str) -> Message | None:
    """The message that a report names by its Message-ID or by our own header."""
    for text in told:
        named = _KEY.search(text.lower())
        if named and (message := Message.objects.filter(pk=UUID(named.group())).first()):
            return message
    return None


def _host() -> str:
    address: str = settings.SITE_URL
    return address.split("//")[-1].split(":")[0]


def deliver(message: Message, *, send: Send | None = None) -> None:
    """Hand one message to the mail server; whatever the server says is kept.

    An answer reaches somebody: the record that it belongs to, or the secretariat. What cannot be
    delivered comes back to the mailbox that the portal reads, where there is one.
    """
    choices_at = choices.address_for(message)
    written = EmailMessage(
        subject=message.subject,
        body=message.body + _foot(message, choices_at),
        from_email=settings.REPLY_ADDRESS or settings.DEFAULT_FROM_EMAIL,
        to=[message.address],
        reply_to=[_answered_at(message)],
        headers={
            "From": settings.DEFAULT_FROM_EMAIL,
            "Message-ID": message_id(message),
            "Auto-Submitted": "auto-generated",
            HEADER: str(message.pk),
            **_unsubscribing(message),
        },
    )
    (send or EmailMessage.send)(written)
    # The report of what came back may be here already.
    has_ended = [Message.State.SENT, Message.State.BOUNCED]
    under_way = Message.objects.filter(pk=message.pk).exclude(state__in=has_ended)
    sent = {"state": Message.State.SENT, "sent_at": timezone.now(), "cause": ""}
    # The data of its reader may have been removed while it went.
    under_way.filter(address=NOBODY).update(body="", **sent)
    under_way.update(body=_kept_text(message), **sent)


def _foot(message: Message, choices_at: str) -> str:
    """How to get fewer mails; the signed address stands in what is sent, not in what is kept."""
    if not choices_at:
        return ""
    with translation.override(message.language):
        said = (
            gettext("You want no more mails about this? Say so here, without signing in:")
            if message.kind == Message.Kind.ACTION
            else gettext("Choose how often you get this, without signing in:")
        )
    return f"\n-- \n{said}\n{choices_at}\n"


def _unsubscribing(message: Message) -> dict[str, str]:
    """What a mail program needs for its own button (RFC 8058)."""
    if not (ends_at := choices.ending_address_for(message)):
        return {}
    return {
        "List-Unsubscribe": f"<{ends_at}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def follow_reader(message: Message) -> None:
    """Send to where the reader is by now; the address before is kept with the mail (C14).

    Codes and links stay with the address for which they were asked.
    """
    reader = message.recipient.standing if message.recipient else None
    if reader is None or message.is_secret or reader.email == message.address:
        return
    message.former_address, message.address = message.address, reader.email
    message.save(update_fields=["former_address", "address"])


def _answered_at(message: Message) -> str:
    """Where the record takes an answer, or else the secretariat reads it."""
    own = replies.address_for(message) if message.answer_purpose else ""
    return own or settings.CONTACT_EMAIL


def refuse(message: Message, cause: str) -> None:
    """Keep why the mail server will never take this message; a sent one stays sent."""
    Message.objects.filter(pk=message.pk, state=Message.State.QUEUED).update(
        state=Message.State.REFUSED, cause=cause, body=_kept_text(message)
    )


def came_back(message: Message, cause: str) -> None:
    """Keep why a message did not reach its reader, though a mail server had taken it."""
    out = [Message.State.QUEUED, Message.State.SENT]
    Message.objects.filter(pk=message.pk, state__in=out).update(
        state=Message.State.BOUNCED,
        sent_at=Coalesce("sent_at", timezone.now()),
        cause=cause,
        body=_kept_text(message),
    )


def _kept_text(message: Message) -> str:
    """A code or link is wiped when its mail went or never will; the demonstration shows it."""
    return "" if message.is_secret and not settings.DEMO else message.body
