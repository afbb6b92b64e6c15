"""The lists whose filters can be kept under a name, and what stands above each of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse

from gmp_portal.accounts.rights import is_officer
from gmp_portal.ui import kept_filters
from gmp_portal.ui.filters import FilterForm
from gmp_portal.ui.kept_filters import Above, KeptFilter
from gmp_portal.website.forms import DeskFilter
from gmp_portal.website.models import SavedFilter
from gmp_portal.website.models.saved_filters import MOST
from partners.forms.contacts import ContactFilter
from partners.forms.queue_filters import QueueFilter

Page = SavedFilter.Page


@dataclass(frozen=True)
class KeptList:
    """Where a list stands, and its filters."""

    view: str
    form: type[FilterForm]

    def address(self, asked: str = "") -> str:
        return reverse(self.view) + (f"?{asked}" if asked else "")


LISTS = {
    Page.DESK: KeptList("website:desk", DeskFilter),
    Page.LETTERS: KeptList("partners:letter_list", QueueFilter),
    Page.CONTACTS: KeptList("partners:contact_list", ContactFilter),
}


def register() -> None:
    """Let the lists of the apps below show what their reader keeps."""
    for page, kept in LISTS.items():
        if page != Page.DESK:
            kept_filters.ABOVE.register(kept.view, partial(_of_reader, page))


def _of_reader(page: SavedFilter.Page, request: HttpRequest, form: FilterForm) -> Above:
    if isinstance(request.user, AnonymousUser) or not is_officer(request.user):
        return Above()
    own = SavedFilter.objects.of(request.user).filter(page=page)
    return above(page, own.order_by("place"), form.query)


def above(page: str, own: Iterable[SavedFilter], asked: str) -> Above:
    """What stands above a list: the reader's filters, and where this one is kept."""
    address = LISTS[Page(page)].address
    shown = [
        KeptFilter(
            each.name,
            address(each.asked),
            reverse("website:saved_filter_remove", args=[each.pk]),
            is_current=each.asked == asked,
        )
        for each in own
    ]
    is_new = bool(asked) and not any(each.is_current for each in shown)
    keep = reverse("website:saved_filter_keep", args=[page]) + f"?{asked}"
    return Above(shown, keep if is_new and len(shown) < MOST else "")
