"""The workbook that comes in: all its sheets, and the template of it."""

from django.utils import translation
from django.utils.translation import gettext as _

from gmp_portal.exchange.tables import templates
from gmp_portal.exchange.tables.columns import Table
from gmp_portal.exchange.tables.templates import Told
from partners.reading.imports import tables
from partners.reading.imports.sheets import SHEETS


def every_table() -> list[Table]:
    """The sheets in the reader's language, that of partners first."""
    return [tables.partners(), *(sheet.table() for sheet in SHEETS.values())]


def template() -> bytes:
    """The workbook to fill in, in the reader's language."""
    told = Told(
        title=_("Partners, contacts, letters and memberships to bring into the register"),
        about_title=_("Instructions"),
        lines=(
            _(
                "Fill in one line for each partner, contact, letter and membership on its sheet. "
                "Leave empty what you do not need. Titles with a * are needed."
            ),
            _("Type texts as they are: formulas, joined cells and pictures are not read."),
            _("Write days as year, month and day, such as 2025-01-31."),
            _(
                "Give each line a key of your own list: uploaded a second time, the same line "
                "changes the same partner and enters nobody twice."
            ),
            _(
                "An empty cell changes nothing. For a partner that is not in the register yet, "
                "give the source that shows it as one (R-36), and the day since which it takes "
                "part, or what kind of evidence the source is (A1-2e)."
            ),
            _(
                "Contacts, letters and memberships name their partner by its key on the sheet of "
                "partners, by its name, or by the last part of the address of its page. It may be "
                "in the register already."
            ),
            _(
                "Nobody on the sheet of contacts is written to by the import, and nobody is named "
                "in public who did not agree (R-60)."
            ),
            _("Nothing is written before you have seen what each line would do."),
        ),
        refusal_title=_("Not in the list"),
        refusal=_(
            "Other words are understood only if they mean one of the values of the list."
        ),
        language=(translation.get_language() or "en").partition("-")[0],
    )
    return templates.workbook(every_table(), told)
