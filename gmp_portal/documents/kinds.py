"""Which kinds of files there are, and which of them each field takes (R-17)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gmp_portal.words import sentences

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PDF = "application/pdf"
JSON = "application/json"
PNG = "image/png"
JPEG = "image/jpeg"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
# What is kept, by the endings under which it is served; the first is given where there is none.
ENDINGS = {
    PDF: ("pdf",),
    JSON: ("json",),
    PNG: ("png",),
    JPEG: ("jpg", "jpeg"),
    DOCX: ("docx",),
    XLSX: ("xlsx",),
    ODT: ("odt",),
    ODS: ("ods",),
}
PAGES = frozenset({PDF, PNG, JPEG})
OFFICE = frozenset({DOCX, XLSX, ODT, ODS})
# The endings of pictures that are turned into others when they arrive.
TURNED = ("heic", "heif", "webp", "avif", "tif", "tiff")


@dataclass(frozen=True)
class Field:
    """What one field for files takes, in words for whoever fills it in."""

    media_types: frozenset[str]
    takes: "StrOrPromise"
    takes_no_office: "StrOrPromise" = ""

    @property
    def accept(self) -> str:
        """What the browser offers first when somebody chooses a file."""
        kinds = [kind for kind in ENDINGS if kind in self.media_types]
        endings = [ending for kind in kinds for ending in ENDINGS[kind]]
        offered = [f".{ending}" for ending in (*endings, *TURNED)]
        # A phone offers its camera only where a kind of picture is named in full.
        return ",".join([*offered, *({JPEG} & self.media_types)])

    def hint(self, *more: "StrOrPromise") -> "StrOrPromise":
        """The kinds, the largest size, and what else is to be known."""
        return _joined(self.takes, more)


def _join(takes: "StrOrPromise", more: Iterable["StrOrPromise"]) -> str:
    limit = gettext("At most %(limit)d MB.") % {"limit": limit_mb()}
    return sentences(takes, limit, *more)


_joined = lazy(_join, str)


def limit_mb() -> int:
    return settings.FILE_LIMIT_BYTES // 1024 // 1024


SIGNED_LETTER = Field(
    PAGES,
    _("Upload the signed letter as a PDF or a picture (PNG, JPEG, HEIC, WebP, TIFF)."),
    _(
        "This is a text that can still be changed. Print and sign it and upload a scan or a "
        "photograph; or, if it is signed already, choose “Save as PDF” in the program that "
        "wrote it."
    ),
)
SUPPORTING_DOCUMENT = Field(
    PAGES | OFFICE,
    _(
        "Upload the supporting document as a PDF, a Word or Excel file (.docx, .xlsx), an "
        "OpenDocument file (.odt, .ods) or a picture (PNG, JPEG, HEIC, WebP, TIFF)."
    ),
)
ANSWER_DOCUMENT = Field(
    PAGES | OFFICE,
    _(
        "Upload the document for your answers as a PDF, a Word or Excel file (.docx, .xlsx), an "
        "OpenDocument file (.odt, .ods) or a picture (PNG, JPEG, HEIC, WebP, TIFF)."
    ),
)
FILLED_FORM = Field(
    frozenset({DOCX}),
    _("Upload the form that you filled in with Word (.docx)."),
    _("This is no Word file (.docx): open it in Word and choose “Save as”."),
)
PLAN_IN_WORD = Field(
    frozenset({DOCX}),
    _("Upload the plan as a Word file (.docx)."),
    _(
        "This is no Word file (.docx): open it in Word or LibreOffice, choose “Save as” and the "
        "kind Word (.docx)."
    ),
)
MEETING_PAPER = Field(
    PAGES | OFFICE,
    _(
        "Upload the paper as a PDF, a Word or Excel file (.docx, .xlsx), an OpenDocument file "
        "(.odt, .ods) or a picture (PNG, JPEG, HEIC, WebP, TIFF)."
    ),
)
COMPANION = Field(
    PAGES | OFFICE,
    _(
        "Upload the document as a PDF, a Word or Excel file (.docx, .xlsx), an OpenDocument file "
        "(.odt, .ods) or a picture (PNG, JPEG, HEIC, WebP, TIFF)."
    ),
)
FIGURE = Field(
    frozenset({PNG, JPEG}),
    _("Upload a picture (PNG, JPEG, HEIC, WebP, TIFF)."),
    _("This is no picture: save it as PNG or JPEG."),
)
REPLY_FILE = Field(
    PAGES | OFFICE,
    _(
        "Send files as a PDF, a Word or Excel file (.docx, .xlsx), an OpenDocument file (.odt, "
        ".ods) or a picture (PNG, JPEG, HEIC, WebP, TIFF)."
    ),
)
# Every field of the portal for files, by where its form says so.
FIELDS = {
    "partners.SignatureForm.upload": SIGNED_LETTER,
    "partners.LetterFilingForm.scan": SIGNED_LETTER,
    "partners.PastLetterForm.file": SIGNED_LETTER,
    "partners.DocumentForm.upload": SUPPORTING_DOCUMENT,
    "partners.AnswerForm.upload": ANSWER_DOCUMENT,
    "partners.WordForm.upload": FILLED_FORM,
    "areas.PlanImportForm.upload": PLAN_IN_WORD,
    "areas.FigureForm.file": FIGURE,
    "meetings.PaperForm.file": MEETING_PAPER,
    "areas.CompanionForm.file": COMPANION,
    "website.MailReplyForm.file": REPLY_FILE,
}
