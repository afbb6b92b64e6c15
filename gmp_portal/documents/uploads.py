"""Stop an upload that is too large while it arrives, before anything is kept or parsed."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

OVERSIZED = "portal_oversized_files"


class LimitedUploadHandler(FileUploadHandler):
    """Counts the bytes of each file and drops one that passes the limit."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > settings.FILE_LIMIT_BYTES:
            self._remember()
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None

    def _remember(self) -> None:
        if self.request is not None:
            names: set[str] = getattr(self.request, OVERSIZED, set())
            names.add(self.field_name)
            setattr(self.request, OVERSIZED, names)
