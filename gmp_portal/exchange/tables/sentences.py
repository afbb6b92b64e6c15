"""What is told about a table that came in: whole sentences for its cells and for the file."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gmp_portal.exchange.tables.opening import MOST_COLUMNS, MOST_ROWS
from gmp_portal.exchange.tables.rows import Fault, Note

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FAULTS: "dict[str, StrOrPromise]" = {
    "required": gettext_lazy("This cell is empty, and it is needed."),
    "too_long": gettext_lazy("This is longer than %(expected)s characters."),
    "unreadable": gettext_lazy(
        "A character of this text cannot be read everywhere: type the text again."
    ),
    "formula": gettext_lazy(
        "A formula stands here: put its result in the cell as a value."
    ),
    "fault": gettext_lazy("The spreadsheet program reports an error in this cell."),
    "joined": gettext_lazy(
        "This cell is joined with another one: part them, and fill in each of them."
    ),
    "day_two_readings": gettext_lazy(
        "Which number is the day, and which the month? Write year, month and day, such as "
        "2025-01-31."
    ),
    "day_incomplete": gettext_lazy(
        "The whole day is needed, such as 2025-01-31. Leave the cell empty where it is not known."
    ),
    "day_unknown": gettext_lazy("This is no day: write it as 2025-01-31."),
    "whole_unknown": gettext_lazy("This is no whole number: write it with digits only."),
    "not_a_choice": gettext_lazy("This is none of the values of the list."),
    "not_mail": gettext_lazy("This is no e-mail address."),
    "not_url": gettext_lazy("This is no address of a website: it begins with https://."),
    "not_yes_no": gettext_lazy("Write “yes” or “no”."),
}
NOTES: "dict[str, StrOrPromise]" = {
    "column_not_read": gettext_lazy("The column “%(words)s” is not read."),
    "column_renamed": gettext_lazy("The column “%(words)s” is read as “%(meant)s”."),
    "sheet_not_read": gettext_lazy(
        "The sheet “%(words)s” has the same titles as another one, and is not read."
    ),
    "encoding": gettext_lazy("The file is read as %(words)s."),
    "encoding_guessed": gettext_lazy(
        "The file does not say how its letters are written; it is read as %(words)s. If names "
        "look wrong, choose another encoding."
    ),
}
REASONS: "dict[str, StrOrPromise]" = {
    "not_table": gettext_lazy(
        "This is no table: save it as an Excel workbook (.xlsx) or as CSV."
    ),
    "old_excel": gettext_lazy(
        "This is a file of an older Excel (.xls): open it and choose “Save as”, Excel workbook "
        "(.xlsx)."
    ),
    "locked": gettext_lazy("This file is locked with a password: save it without one."),
    "macros": gettext_lazy(
        "This file contains macros: save it as an Excel workbook (.xlsx)."
    ),
    "too_large": gettext_lazy("This file is too large to be read."),
    "too_tight": gettext_lazy(
        "This file is packed in an unusual way, so it is not opened."
    ),
    "doctype": gettext_lazy(
        "This file contains definitions of its own, so it is not opened."
    ),
    "broken": gettext_lazy("This file cannot be read: it may be damaged."),
    "too_many_rows": gettext_lazy(
        "More than %(rows)d rows are not read at once: part the table."
    ),
    "too_many_joined": gettext_lazy(
        "Too many cells of this file are joined: part them, and fill in each of them."
    ),
    "too_many_columns": gettext_lazy("More than %(columns)d columns are not read."),
    "encoding": gettext_lazy(
        "The letters of this file cannot be read in this encoding: choose another one, or save "
        "it as UTF-8."
    ),
    "no_table": gettext_lazy(
        "No line with the titles of the columns was found: use the template of this page."
    ),
    "empty": gettext_lazy("This file is empty."),
    "no_rows": gettext_lazy(
        "No line stands below the titles yet: fill in the template, and upload it again."
    ),
}
ENCODINGS: "dict[str, StrOrPromise]" = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "gb18030": gettext_lazy("GB 18030 (Chinese)"),
    "windows-1252": gettext_lazy("Windows (Western European)"),
}


def of_fault(fault: Fault) -> str:
    """What is wrong with a cell, and what would be read instead."""
    sentence = str(FAULTS[fault.code]) % {"expected": fault.expected}
    if fault.code == "not_a_choice" and fault.expected:
        meant = _("Is “%(choice)s” meant?") % {"choice": fault.expected}
        return _("%(sentence)s %(next_sentence)s") % {
            "sentence": sentence,
            "next_sentence": meant,
        }
    return sentence


def of_note(note: Note) -> str:
    """Something about the file that its reader shall know."""
    words = ENCODINGS.get(note.words, note.words) if "encoding" in note.code else note.words
    return str(NOTES[note.code]) % {"words": words, "meant": note.meant}


def of_reason(reason: str) -> str:
    """Why a file is not read."""
    return str(REASONS[reason]) % {"rows": MOST_ROWS, "columns": MOST_COLUMNS}
