"""The rights above the apps in plain words, for the table of rights."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.rights_table import Kind, NamedRight
from gmp_portal.website import permissions

KINDS: dict[str, Kind] = {}
RIGHTS: dict[str, NamedRight] = {
    "can_see_desk": NamedRight(permissions.can_see_desk, _("See the desk")),
    "can_retry": NamedRight(permissions.can_retry, _("Have a failed job done again")),
    "can_integrity_export": NamedRight(
        permissions.can_integrity_export, _("Export the ledger for auditors")
    ),
    "can_change_rule": NamedRight(permissions.can_change_rule, _("Change a working rule")),
    "can_simulate": NamedRight(
        permissions.can_simulate, _("Ask what somebody can do with a record")
    ),
    "can_keep_calendar_address": NamedRight(
        permissions.can_keep_calendar_address,
        _("Read the own dates at a secret address, and renew or end it"),
    ),
}
