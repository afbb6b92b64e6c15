"""Filters of a list that its reader keeps under a name; who keeps them, registers the list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from gmp_portal.registry import Registry
from gmp_portal.ui.filters import FilterForm


@dataclass(frozen=True)
class KeptFilter:
    """A filter under a name: where it leads, where it is removed, and whether it is shown now."""

    name: str
    url: str
    remove_url: str
    is_current: bool


@dataclass(frozen=True)
class Above:
    """What stands above a list; ``keep_url`` is empty where nothing can be kept."""

    filters: Sequence[KeptFilter] = ()
    keep_url: str = ""

    @property
    def current(self) -> KeptFilter | None:
        """The filter that the list shows, if it is one of these."""
        return next((each for each in self.filters if each.is_current), None)


Teller = Callable[[HttpRequest, FilterForm], Above]
# By the name of the address of the list.
ABOVE: Registry[str, Teller] = Registry("lists whose filters are kept")


def above(request: HttpRequest, form: FilterForm) -> Above:
    """What the reader keeps of the list that the address shows."""
    match = request.resolver_match
    teller = ABOVE.get(match.view_name) if match else None
    return teller(request, form) if teller else Above()
