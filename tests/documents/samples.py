"""Small files for tests: plain ones, and those that must not get in."""

import io
import zipfile
from collections.abc import Callable

import docx as word
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from gmp_portal.documents.inspection import jpeg, png


def plain_pdf(pages: int = 1) -> bytes:
    return pdf_with(lambda writer: None, pages=pages)


def pdf_with(change: Callable[[PdfWriter], object], pages: int = 1) -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    for _page in range(pages):
        writer.add_blank_page(200, 200)
    change(writer)
    writer.write(out)
    return out.getvalue()


def picture(file_format: str = "PNG", size: tuple[int, int] = (4, 4)) -> bytes:
    """A picture that holds nothing which is not shown."""
    out = io.BytesIO()
    Image.new("RGB", size).save(out, file_format)
    return {"PNG": png, "JPEG": jpeg}[file_format].inspect(out.getvalue()).content


def docx() -> bytes:
    """The smallest document of Word, always the same bytes."""
    first, out = io.BytesIO(), io.BytesIO()
    word.Document().save(first)
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name), source.read(name))
    return out.getvalue()


def action(kind: str, **more: object) -> DictionaryObject:
    """What a PDF does: start a program, or go to a page."""
    return DictionaryObject({NameObject("/S"): NameObject(kind), **more})


def opening(target: object) -> bytes:
    """A PDF that does this when it is opened."""
    return pdf_with(
        lambda writer: writer.root_object.update({NameObject("/OpenAction"): target})
    )


def holding(key: str) -> bytes:
    """A PDF with this key deep inside, in a list behind a reference."""

    def hide(writer: PdfWriter) -> None:
        inner = writer._add_object(DictionaryObject({NameObject(key): DictionaryObject()}))
        hidden = ArrayObject([ArrayObject([inner, inner])])
        writer.root_object[NameObject("/Hidden")] = writer._add_object(hidden)

    return pdf_with(hide)
