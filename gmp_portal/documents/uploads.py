"""Stop an upload that is too large while it arrives, and add what arrived before its form."""

from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParser
from django.utils.datastructures import MultiValueDict

from gmp_portal.documents import uploading
from gmp_portal.documents.kept_files import SUFFIX
from gmp_portal.ui.refusals import wants_json


class TooLargeFile(UploadedFile):
    """Stands for a file that was not kept while it arrived: its size is known, its bytes are not.

    A form finds it in the place of the file, and says so at the field.
    """


class SizedUploadHandler(TemporaryFileUploadHandler):
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


class LimitedUploadHandler(SizedUploadHandler):
    """Reads a whole form, and lays the files that arrived before it among its files.

    Here, and not in the forms, since here the request is known: whatever asks for the files of
    a request finds those, too, and no form must be told who sends it.
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803  as Django calls it
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> tuple[QueryDict, MultiValueDict]:
        handler = SizedUploadHandler(self.request)
        post, files = MultiPartParser(META, input_data, [handler], encoding).parse()
        request = self.request
        # A page that saves itself while somebody types takes no file: the button does.
        if request is not None and not wants_json(request):
            _add_kept(request, post, files)
        return post, files


def _add_kept(request: HttpRequest, post: QueryDict, files: MultiValueDict) -> None:
    for hidden, key in post.items():
        name = hidden.removesuffix(SUFFIX)
        # A file that came with the form is newer.
        if key and name != hidden and name not in files:
            files[name] = uploading.take(request, str(key), name)
