"""What the letters of a measurement left behind: nothing less and nothing twice."""

import hashlib
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from gmp_portal.accounts.models import User
from gmp_portal.documents.models import Document
from gmp_portal.jobs.models import Job
from gmp_portal.ledger import verify
from gmp_portal.ledger.models import Entry
from gmp_portal.notifications.models import Message
from partners.models import LetterOfIntent
from tests.factories.accounts import UserFactory
from tests.factories.partners import LetterFactory
from tests.smtp import MailServer

# One mail to the sender, who gets the receipt, and one to the officer of the secretariat.
TEMPLATES = ("letter_received", "letter_submitted")


def write_letters(count: int) -> tuple[User, list[str]]:
    """Complete drafts of one sender, and an officer who is told of each."""
    UserFactory.create(email="officer@example.org", officer=True)
    sender = UserFactory.create(email="sender@example.org")
    letters = LetterFactory.create_batch(
        count, sender=sender, contact_email=sender.email, contact_signs=True
    )
    return sender, [str(letter.draft_id) for letter in letters]


def sign_in(user: User) -> str:
    """A session of this person, as signing in makes it."""
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


@dataclass
class Effects:
    """What is missing of what was acknowledged, and what is there more than once."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    submitted: int = 0
    repeated_mails: int = 0

    def look(self, acknowledged: Collection[str], mails: MailServer) -> None:
        """Compare what is in the database, in the files and with the mail server."""
        letters = LetterOfIntent.objects.exclude(submitted_at=None).select_related(
            "receipt"
        )
        by_key = {str(letter.draft_id): letter for letter in letters}
        self.submitted = len(by_key)
        self.lost += [f"{key}: not sent" for key in acknowledged if key not in by_key]
        acts = Counter(
            Entry.objects.filter(kind="letter.submitted").values_list("subject", flat=True)
        )
        files = Counter(Document.objects.values_list("name", flat=True))
        for letter in letters:
            self._count(letter, "act", acts[f"partners.letterofintent:{letter.pk}"])
            self._count(letter, "receipt", files[f"{letter.reference}-as-sent.pdf"])
            self._look_into(letter)
        self._look_at_mails(mails)
        if faults := list(verify.faults()):
            self.lost.append(f"the chain of the ledger has {len(faults)} faults")
        for job in Job.objects.exclude(state=Job.State.DONE):
            self.lost.append(f"job {job.key} is {job.state}: {job.last_error}")

    def _count(self, letter: LetterOfIntent, what: str, times: int) -> None:
        if times == 0:
            self.lost.append(f"{letter.reference}: no {what}")
        if times > 1:
            self.doubled.append(f"{letter.reference}: {what} {times} times")

    def _look_into(self, letter: LetterOfIntent) -> None:
        receipt = letter.receipt
        if receipt and hashlib.sha256(receipt.read()).hexdigest() != receipt.sha256:
            self.lost.append(f"{letter.reference}: receipt is damaged")

    def _look_at_mails(self, mails: MailServer) -> None:
        for template in TEMPLATES:
            written = Message.objects.filter(template__contains=f"/{template}.")
            if (count := written.count()) != self.submitted:
                names = self.lost if count < self.submitted else self.doubled
                names.append(f"{count} mails {template} of {self.submitted} letters")
        taken = Counter(
            str(mail["Message-ID"]).split("@")[0].strip("<") for mail in mails.mails
        )
        self.repeated_mails = sum(taken.values()) - len(taken)
        for pk in Message.objects.values_list("pk", flat=True):
            if str(pk) not in taken:
                self.lost.append(f"mail {pk} never arrived")
