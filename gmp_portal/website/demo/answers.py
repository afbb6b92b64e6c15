"""An answer to a mail of the demonstration, written as a mail program writes it."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.message import make_msgid
from django.utils.translation import gettext as _

from gmp_portal.documents.checks import Checked
from gmp_portal.incoming import polling
from gmp_portal.notifications import outbox, replies
from gmp_portal.notifications.models import Message


def deliver(message: Message, *, address: str, text: str, file: Checked | None) -> None:
    """Put the answer into the mailbox, where the portal finds it as any other mail."""
    quoted = "\n".join(f"> {line}" for line in message.body.splitlines())
    introduced = _("The portal wrote:")
    answer = EmailMessage(
        subject=f"Re: {message.subject}",
        body=f"{text}\n\n{introduced}\n{quoted}\n",
        from_email=address,
        # Where the mail takes no answer, this one waits for an officer.
        to=[replies.address_for(message) or settings.REPLY_ADDRESS],
        headers={
            "Message-ID": make_msgid(domain="example.org"),
            "In-Reply-To": outbox.message_id(message),
        },
    )
    if file is not None:
        answer.attach(file.name, file.original or file.content, file.media_type)
    polling.deliver(answer.message().as_bytes().replace(b"\n", b"\r\n"))
