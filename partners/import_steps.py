"""The steps on tables of partners in plain words, for the table of rights."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.rights_table import Finder, Kind, NamedRight, Words
from partners import import_permissions
from partners.models import Import

IMPORT = {
    "import_follow": Words(_("See what a table of partners would change")),
    "import_leave_out": Words(_("Leave rows of a table out")),
    "import_bring_in": Words(
        _("Write a table into the register"),
        _("no row is wrong that is not left out, and something is to be written"),
    ),
    "import_undo": Words(
        _("Take an import back"), _("it was written within the last 30 days")
    ),
    "import_discard": Words(_("Discard a table that was not written")),
}
KINDS = {
    "import": Kind(
        model=Import,
        steps=import_permissions.IMPORT,
        words=IMPORT,
        finder=Finder(
            visible=Import.objects.visible_to,
            search=("name",),
            pages="partners:import_",
            lookups={"pk": "pk"},
        ),
    ),
}
RIGHTS = {
    "can_import_start": NamedRight(
        import_permissions.can_import_start, _("Upload a table of partners")
    ),
}
