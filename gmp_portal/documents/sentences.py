"""Why a file is not kept, and what to do about it: a sentence for each reason."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REASONS: "dict[str, StrOrPromise]" = {
    "unknown": _("This file is of a kind that is not taken here."),
    # PDFs
    "encrypted": _(
        "This PDF is protected by a password. Save it without one and try again."
    ),
    "broken": _("This PDF is damaged or cut off. Export it again and try once more."),
    "behind": _("This PDF has other data behind its end. Export it again."),
    "pages": _("This file has more than 500 pages, or none. Upload it in parts."),
    "active": _(
        "This PDF contains scripts, films, actions or attached files. Print it to PDF and try "
        "again."
    ),
    "heavy": _("This PDF is too heavy to be checked. Print it to PDF and try again."),
    "large_page": _(
        "This PDF has a page of more than five metres. Print it to PDF on ordinary paper and "
        "try again."
    ),
    # Pictures
    "picture": _("This picture is damaged. Save it again and try once more."),
    "pixels": _(
        "This picture has too many pixels: a PNG or JPEG may have 120 million, other pictures "
        "60 million. Save it smaller, or put a long scan into a PDF."
    ),
    "heavy_picture": _("This picture is too heavy to be checked. Save it again as a JPEG."),
    "moving": _("This picture moves. Save one picture of it as a PNG or JPEG."),
    "picture_other": _("This kind of picture is not taken. Save it as a PNG or JPEG."),
    # Word, Excel, OpenDocument
    "archive": _(
        "This is an archive of files. Unpack it and upload the documents one by one."
    ),
    "office_active": _(
        "This document contains macros, embedded files or fields that start something. Save it "
        "as a PDF and try again."
    ),
    "office_links": _(
        "This document takes parts of itself, such as pictures or a template, from somewhere "
        "else, or links to files. Save it as a PDF and try again."
    ),
    "office_broken": _(
        "This document is damaged. Save it again, or as a PDF, and try once more."
    ),
    "office_heavy": _(
        "This document is too heavy to be checked. Save it as a PDF and try again."
    ),
    "office_locked": _(
        "This document is protected by a password. Save it without one and try again."
    ),
    "office_old": _(
        "This is a document of an old kind, such as .doc or .xls. Save it as .docx, .xlsx or PDF "
        "and try again."
    ),
    "office_other": _(
        "This kind of document is not taken. Save it as a PDF and try again."
    ),
}
