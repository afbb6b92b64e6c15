"""What can happen to tables of partners that come in, and by them to partners, for the ledger."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ImportAct(TextChoices):
    """One act each; the stored value never changes."""

    BEGUN = "partner_import.begun", _("Table of partners uploaded")
    CHECKED = "partner_import.checked", _("Table compared with the register")
    ROWS_LEFT_OUT = "partner_import.rows_left_out", _("Rows left out chosen")
    ASKED = "partner_import.asked", _("Asked to write the table into the register")
    MOVED = "partner_import.moved", _("Not written: the register changed meanwhile")
    WRITTEN = "partner_import.written", _("Table written into the register")
    UNDONE = "partner_import.undone", _("Import taken back")
    DISCARDED = "partner_import.discarded", _("Table discarded")
    PARTNER_ENTERED = "partner.imported", _("Entered from a table")
    PARTNER_CHANGED = "partner.import_changed", _("Changed by a table")
    PARTNER_CHANGED_BACK = "partner.import_undone", _("Change by a table taken back")
    PARTNER_TAKEN_OUT = "partner.import_taken_out", _("Entry from a table taken back")
