"""What is said of a list of letters or of partners, whole sentences of each (R-53)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class BulkWords:
    """Why a list is not frozen, or not released."""

    nothing_chosen: "StrOrPromise"
    too_many: "StrOrPromise"
    another_list: "StrOrPromise"
    none_possible: "StrOrPromise"
    number_missing: "StrOrPromise"


WORDS = {
    "letter": BulkWords(
        _("No letter is chosen, so nothing is done: tick some."),
        _("These are %(number)d letters, more than %(most)d at once: choose fewer."),
        _("This is not the list that was frozen: choose the letters anew."),
        _("It is possible with none of these letters: nothing is done."),
        _("Type the number of letters, as the page names it: %(number)d."),
    ),
    "partner": BulkWords(
        _("No partner is chosen, so nothing is done: choose some."),
        _("These are %(number)d partners, more than %(most)d at once: choose fewer."),
        _("This is not the list that was frozen: choose the partners anew."),
        _("It is possible with none of these partners: nothing is done."),
        _("Type the number of partners, as the page names it: %(number)d."),
    ),
}
