"""The words of an uploaded file as parts of the record that shows it, page by page."""

from collections.abc import Iterator
from dataclasses import replace

from gmp_portal.documents import kinds
from gmp_portal.documents.models import Document
from gmp_portal.documents.texts import Pieces
from gmp_portal.search.register import Text


def of_file(whole: Text, document: Document, pieces: Pieces) -> Iterator[Text]:
    """Each page or sheet of the file with its own address; found under the record's title."""
    path = document.get_absolute_url()
    has_pages = document.media_type == kinds.PDF
    for number, words in pieces:
        yield replace(
            whole,
            text=words,
            part=f"file-{number}",
            file_path=f"{path}#page={number}" if has_pages else path,
            number=number,
        )
