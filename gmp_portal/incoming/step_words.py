"""The steps on received mails in plain words, for the table of rights."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.rights_table import Finder, Kind, NamedRight, Words
from gmp_portal.incoming import permissions
from gmp_portal.incoming.models import IncomingMail

INCOMING_MAIL = {
    "accept": Words(
        _("Have the mail taken for the person to whom the portal wrote"),
        _("it waits, it answers a mail of the portal, and the account is open"),
    ),
    "drop": Words(_("Drop the mail"), _("it waits")),
}
KINDS = {
    "mail": Kind(
        model=IncomingMail,
        steps=permissions.INCOMING_MAIL,
        words=INCOMING_MAIL,
        finder=Finder(
            visible=IncomingMail.objects.visible_to, search=("from_address", "subject")
        ),
    ),
}
RIGHTS: dict[str, NamedRight] = {
    "can_see_held": NamedRight(permissions.can_see_held, _("See the mails that wait")),
}
