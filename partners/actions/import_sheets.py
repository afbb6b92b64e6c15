"""The sheets of this app beside that of partners, with the acts that write and undo them."""

from partners.actions import import_contacts, import_letters
from partners.reading.imports import (
    contact_rows,
    contact_table,
    letter_rows,
    letter_table,
    sheets,
)


def register_own() -> None:
    """Called in ``AppConfig.ready``."""
    sheets.register(
        sheets.Sheet(
            contact_table.KEY,
            contact_table.TITLE,
            contact_table.table,
            contact_table.WORDS,
            contact_rows.comparison,
            import_contacts.write,
            import_contacts.take_back,
        )
    )
    sheets.register(
        sheets.Sheet(
            letter_table.KEY,
            letter_table.TITLE,
            letter_table.table,
            letter_table.WORDS,
            letter_rows.comparison,
            import_letters.write,
            import_letters.take_back,
        )
    )
