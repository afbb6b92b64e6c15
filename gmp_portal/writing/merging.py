"""What becomes of the rows of this app when two accounts are merged (C16, R-58)."""

from django.utils.translation import gettext_lazy

from gmp_portal.accounts import merging
from gmp_portal.accounts.merging import Key
from gmp_portal.writing.models import Presence, Revision, UnsentForm, Visit


def register_all() -> None:
    merging.register(
        Key(
            UnsentForm,
            "person",
            stays=gettext_lazy(
                "The account that stays has texts of its own in these forms."
            ),
            moving=merging.without_twin("person", "stem"),
        )
    )
    merging.register(
        Key(
            Visit,
            "person",
            stays=gettext_lazy("The account that stays was there itself."),
            moving=merging.without_twin("person", "scope"),
        )
    )
    merging.register_history(Revision, "saved_by")
    merging.register_history(Presence, "person")
