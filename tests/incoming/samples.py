"""Mails as programs and servers write them."""

from email.message import EmailMessage

from gmp_portal.notifications import outbox, replies

ADDRESS = "reply@example.org"
PURPOSE = "tests"


def answer(message, text="Yes, do so.", *, sender=None, to=None, headers=(), files=()):
    """An answer to a mail of the portal, byte by byte."""
    mail = EmailMessage()
    mail["From"] = sender or f"Amina Example <{message.address}>"
    mail["To"] = to or replies.address_for(message)
    mail["Subject"] = "Re: A question"
    mail["Message-ID"] = "<answer@mail.example.org>"
    for name, value in dict(headers).items():
        del mail[name]
        mail[name] = value
    mail.set_content(text)
    for name, content in files:
        mail.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name
        )
    return mail.as_bytes()


# As postfix 3.7 writes it: the notice, the status of the reader, and the headers that came back.
REPORT = """\
Return-Path: <>
Date: Sun, 29 Nov 2026 10:11:12 +0000 (UTC)
From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
Subject: {subject}
To: reply@example.org
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="4XyZ1.1764411072/mx.example.net"
Content-Transfer-Encoding: 8bit
Message-Id: <20261129101112.4XyZ1@mx.example.net>

This is a MIME-encapsulated message.

--4XyZ1.1764411072/mx.example.net
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.example.net.

<amina@example.org>: host mail.example.org[192.0.2.1] said: 550 5.1.1
    <amina@example.org>: Recipient address rejected: User unknown
    (in reply to RCPT TO command)

--4XyZ1.1764411072/mx.example.net
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
X-Postfix-Queue-ID: 4XyZ1
X-Postfix-Sender: rfc822; reply@example.org
Arrival-Date: Sun, 29 Nov 2026 10:11:11 +0000 (UTC)

Final-Recipient: rfc822; amina@example.org
Original-Recipient: rfc822;amina@example.org
Action: {action}
Status: {status}
Remote-MTA: dns; mail.example.org
Diagnostic-Code: smtp; {diagnostic}

--4XyZ1.1764411072/mx.example.net
Content-Description: Undelivered Message{part}
Content-Transfer-Encoding: 8bit

Return-Path: <reply@example.org>
Content-Type: text/plain; charset="utf-8"
Subject: A question about cinnabar
From: portal@example.org
To: amina@example.org
Message-ID: {message_id}
Auto-Submitted: auto-generated
{header}
{body}
--4XyZ1.1764411072/mx.example.net--
"""
UNKNOWN = "550 5.1.1 <amina@example.org>: Recipient address rejected: User unknown"


def report(message, *, action="failed", status="5.1.1", diagnostic=UNKNOWN, **more):
    """What a mail server says of this mail of the portal."""
    whole = {
        "subject": "Undelivered Mail Returned to Sender",
        "part": "\nContent-Type: message/rfc822",
        "message_id": outbox.message_id(message),
        "header": "",
        "body": "\nDear Amina Example,\nplease tell us more.\n",
    }
    filled = REPORT.format(
        **whole | {"action": action, "status": status, "diagnostic": diagnostic} | more
    )
    return filled.replace("\n", "\r\n").encode()


HEADERS_ALONE = "\nContent-Type: text/rfc822-headers"
