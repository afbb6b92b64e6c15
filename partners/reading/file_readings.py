"""Who opened the closed files of a letter: signed letter, receipt, attachments (R-51)."""

from gmp_portal.documents import readings
from gmp_portal.documents.models import FileReading
from partners.models import Attachment, LetterOfIntent, NoteFile

SHOWN = 10


def newest(letter: LetterOfIntent) -> list[FileReading]:
    """The newest openings, with who it was; for those who examine the letter."""
    own = {
        letter.signed_file_id,
        letter.paper_id,
        letter.receipt_id,
        letter.confirmation_letter_id,
    }
    attached = Attachment.objects.filter(letter=letter).values_list("document")
    noted = NoteFile.objects.filter(note__letter=letter).values_list("document")
    others = attached.union(noted).values_list("document", flat=True)
    return list(readings.of([*filter(None, own), *others])[:SHOWN])
