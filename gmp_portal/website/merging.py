"""What becomes of lists of partners when two entries of the register are merged (C16)."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts import merging
from gmp_portal.accounts.merging import Key
from gmp_portal.website.models import BulkRow


def register_all() -> None:
    """Called when the portal starts."""
    merging.register(
        Key(BulkRow, "partner", stays=_("A list stays as it was frozen and gone through."))
    )
