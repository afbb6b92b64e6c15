"""The files of a mail: looked into as every other upload, and kept or named (R-17)."""

from dataclasses import dataclass, field

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _

from gmp_portal.accounts.models import User
from gmp_portal.documents import checks, files, kinds
from gmp_portal.documents.checks import Checked, UnsafeFileError
from gmp_portal.documents.models import Document
from gmp_portal.incoming.models import IncomingFile, IncomingMail, State
from gmp_portal.workflow import RuleRefusedError

# So many mails of strangers may bring files in the name of one person before somebody looks.
MOST_HELD = 20


@dataclass
class Sorted:
    """What may be kept, and what was refused, each with a sentence that says why."""

    checked: list[Checked] = field(default_factory=list)
    refused: list[dict[str, str]] = field(default_factory=list)

    def refuse(self, name: str, why: str) -> None:
        self.refused.append({"name": name, "why": why})


def look_into(came: list[tuple[str, bytes]], *, person: User | None) -> Sorted:
    """Look into each file, before anything is written: that may take its time."""
    told = Sorted()
    for name, content in came:
        if person is None:
            told.refuse(
                name, _("Files from senders whom the portal does not know are not kept.")
            )
            continue
        try:
            upload = SimpleUploadedFile(name or "file", content)
            told.checked.append(checks.check_upload(upload, kinds.REPLY_FILE))
        except UnsafeFileError as error:
            told.refuse(name, error.messages[0])
    return told


def keep(mail: IncomingMail, told: Sorted, *, policy: str) -> None:
    """Keep the files with the mail; what is too much for its writer is named (R-27)."""
    refused = Sorted(refused=list(told.refused))
    for checked in told.checked:
        try:
            document = _stored(mail, checked, policy)
        except RuleRefusedError as refusal:
            refused.refuse(checked.name, refusal.messages[0])
        else:
            IncomingFile.objects.create(mail=mail, document=document)
    mail.refused_files = refused.refused
    mail.save(update_fields=["refused_files"])


def _stored(mail: IncomingMail, checked: Checked, policy: str) -> Document:
    """By its writer where it is certain who that is, else by nobody."""
    if mail.state == State.TAKEN and mail.person is not None:
        return files.store_upload(checked, policy=policy, by=mail.person)
    waiting = IncomingFile.objects.filter(mail__person=mail.person, mail__state=State.HELD)
    if waiting.values("mail").distinct().count() >= MOST_HELD:
        raise UnsafeFileError(
            _("Too many mails with files wait already. This file was not kept.")
        )
    return files.store(
        checked.content, name=checked.name, media_type=checked.media_type, policy=policy
    )
