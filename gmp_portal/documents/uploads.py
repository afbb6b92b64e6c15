"""Stop an upload that is too large while it arrives, before anything is kept or parsed."""

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class TooLargeFile(UploadedFile):
    """Stands for a file that was not kept while it arrived: its size is known, its bytes are not.

    A form finds it in the place of the file, and says so at the field.
    """


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Keeps a file on the disk while it arrives, and swallows what passes the limit."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) <= settings.FILE_LIMIT_BYTES:
            self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        if file_size <= settings.FILE_LIMIT_BYTES:
            self.file.seek(0)
            self.file.size = file_size
            return self.file
        self.file.close()
        return TooLargeFile(ContentFile(b""), self.file_name, self.content_type, file_size)
