"""What becomes of the rows of this app when two entries of the register are merged (C16)."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy

from advisory_group.models import Invitation, Nomination, Seat
from gmp_portal.accounts import merging
from gmp_portal.accounts.merging import Key, Rows
from partners.models import Partner


def register_all() -> None:
    merging.register(
        Key(
            Nomination,
            "partner",
            stays=gettext_lazy(
                "The area nominated the same person for the other entry, too."
            ),
            moving=_made_once,
            named_by=("person", "partner", "area"),
        ),
        Key(Invitation, "partner", moving=merging.every, named_by=("person",)),
        Key(Seat, "partner", moving=merging.every, named_by=("person",)),
    )


def _made_once(rows: Rows, kept: Partner) -> Rows:
    same = Nomination.objects.filter(
        partner=kept, area=OuterRef("area"), person=OuterRef("person")
    )
    return rows.exclude(Exists(same))
