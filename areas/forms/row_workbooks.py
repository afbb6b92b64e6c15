"""Bringing a workbook with rows of a plan back: it is read once, and goes along with its page."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from areas.forms.row_kinds import RowKind
from areas.forms.row_line import Line
from areas.forms.row_lines import MOST_ROWS, Lines
from areas.forms.row_tables import filled_for_all
from areas.models import PlanVersion
from areas.reading.row_tables import columns, comparing
from areas.reading.row_tables.comparing import FileRow, OtherVersionError
from areas.reading.row_tables.tables import Data
from gmp_portal.documents import processes
from gmp_portal.documents.uploads import TooLargeFile
from gmp_portal.exchange.tables import grid_taker, sentences
from gmp_portal.exchange.tables.grid_taker import Book
from gmp_portal.exchange.word.opening import UnreadableFileError
from gmp_portal.ui.forms import PortalFormMixin
from gmp_portal.ui.versions import values_of
from gmp_portal.workflow import unmet

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SECONDS = 30
SALT = "areas.row_workbook"
# So much goes along with a page; a plan of Annex 2 has a hundredth of it.
LONGEST = 2_000_000
COPY = _(
    "The key of this row stands twice in the file: it is a copy, and enters a new row."
)
KEPT = _(
    "The register of opportunities keeps where it stands: what the file says of that is not "
    "taken in. Change it in the register."
)
GONE = _("The row with this key is not in the plan any more: it enters a new row.")


class WorkbookForm(PortalFormMixin, forms.Form):
    """An Excel workbook that was taken along from this version; a process of its own reads it."""

    mark_optional = False

    file = forms.FileField(
        label=_("Excel workbook"),
        help_text=_("The workbook of this version, changed by you (.xlsx)."),
        required=False,
        error_messages={"empty": _("This file is empty.")},
        widget=forms.FileInput({"accept": ".xlsx"}),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        upload = values.get("file")
        kept = str(self.data.get("book", ""))
        if self.errors:
            return values
        if upload is not None:
            self.book = _read(upload)
        elif kept:
            self.book = _kept(kept)
        else:
            raise ValidationError(_("Choose a file."))
        self.token = signing.dumps(self.book.to_data(), salt=SALT, compress=True)
        if len(self.token) > LONGEST:
            raise unmet(sentences.of_reason("too_large"), "R-17")
        return values

    def lines(self, plan: PlanVersion, sent: QueryDict) -> Lines:
        """Compare the workbook with the plan as it is now."""
        compared = comparing.compare(plan, self.book)
        lines = [_line(plan, row, sent) for row in compared.rows]
        changing = [line for line in lines if line.row is None or _changes(line)]
        if len(changing) > MOST_ROWS:
            raise TooManyRowsError(len(changing))
        return Lines(
            changing,
            sent,
            notes=compared.notes,
            missing=compared.missing,
            same=compared.same + len(lines) - len(changing),
        )

    def refuse(self, error: Exception) -> None:
        """Say why a workbook that can be read is not looked at."""
        if isinstance(error, TooManyRowsError):
            refusal = ValidationError(
                _(
                    "At most %(most)d rows are taken in at once; %(rows)d are new or changed."
                ),
                params={"most": MOST_ROWS, "rows": error.rows},
            )
        else:
            refusal = ValidationError(
                _(
                    "This workbook was taken from another plan or version: take the rows of "
                    "this version along, and fill in that file."
                )
            )
        self.add_error("file", refusal)


class TooManyRowsError(Exception):
    """More rows are new or changed than are looked at at once."""

    def __init__(self, rows: int) -> None:
        super().__init__(str(rows))
        self.rows = rows


REFUSED = (OtherVersionError, TooManyRowsError)


def _read(upload: Any) -> Book:
    if isinstance(upload, TooLargeFile) or upload.size > settings.FILE_LIMIT_BYTES:
        raise unmet(sentences.of_reason("too_large"), "R-17")
    try:
        answer = processes.answer_of(grid_taker.__name__, upload.read(), seconds=SECONDS)
        return grid_taker.answered(answer)
    except UnreadableFileError as refusal:
        raise unmet(sentences.of_reason(refusal.reason), "R-17") from None


def _kept(token: str) -> Book:
    """What was read of the file before, as it went along with the page."""
    try:
        return Book.from_data(signing.loads(token, salt=SALT))
    except signing.BadSignature:
        raise ValidationError(_("Choose the file again.")) from None


def _line(plan: PlanVersion, row: FileRow, sent: QueryDict) -> Line:
    return Line(
        plan,
        row.kind,
        row.read,
        sent,
        {} if row.row else filled_for_all(row.kind, sent),
        row=row.row,
        stored=_stored(plan, row.kind, row.row) if row.row else {},
        place=row.place,
        clashes=row.clashes,
        note=_note(row),
        sheet=str(row.kind.title),
    )


def _note(row: FileRow) -> "StrOrPromise":
    if row.is_kept:
        return KEPT
    return COPY if row.is_copy else GONE if row.is_gone else ""


def _stored(plan: PlanVersion, kind: RowKind, row: Any) -> Data:
    """What the form of a row holds now."""
    held: Data = {}
    for name, value in values_of([kind.form(instance=row, plan=plan)]).items():
        texts = [str(each) for each in value]
        held[name] = texts if columns.is_several(kind, name) else "".join(texts)
    return held


def _changes(line: Line) -> bool:
    """Whether a row would be another one; a day may be written in another way."""
    if line.clashes or line.read.wrong:
        return True
    return any(line.stored.get(name) != value for name, value in line.read.data.items())
