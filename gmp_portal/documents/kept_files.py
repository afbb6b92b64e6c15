"""A file that arrived in pieces before its form, as the form finds it among its files."""

from collections.abc import Iterable
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile

from gmp_portal.documents.models import PartialUpload

# What a file field calls the hidden field beside it.
SUFFIX = "_kept"


class LostFile(UploadedFile):
    """Stands for a file that did not arrive whole, or that somebody else uploaded."""


class KeptFile(TemporaryUploadedFile):
    """An uploaded file that knows for which field it came, and where its pieces are."""

    kept: UUID
    place: str

    @classmethod
    def assembled(cls, upload: PartialUpload, pieces: Iterable[bytes]) -> "KeptFile":
        """Put the pieces together on the disk, in their order."""
        file = cls(upload.name, "application/octet-stream", upload.size, None)
        for piece in pieces:
            file.write(piece)
        file.seek(0)
        file.kept, file.place = upload.pk, upload.place
        return file


def lost_file(name: str) -> LostFile:
    return LostFile(ContentFile(b""), name, "application/octet-stream", 0)
