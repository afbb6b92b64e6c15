"""The public lists as files, and one record of each, as the register names them."""

from collections.abc import Callable, Iterable

from gmp_portal.ui.downloads import MEDIA_TYPES
from gmp_portal.ui.open_lists import LISTS, OpenList
from gmp_portal.ui.open_rows import Selection
from tests.access.records import Record
from tests.access.world import World
from tests.open_data import asked


def files(world: World) -> Iterable[Record]:
    for key in LISTS:
        for form in MEDIA_TYPES:
            yield Record(f"{key} as {form}", {"key": key, "form": form})


def record_of(each: OpenList) -> Callable[[World], Iterable[Record]]:
    def first_row(world: World) -> Iterable[Record]:
        rows, _place = Selection(each, asked()).page([], 1)
        assert rows, f"The demonstration has no row in {each.key}."
        yield Record(each.key, {"key": str(rows[0][each.identity])})

    return first_row


RECORDS = {f"api:{key}_record": record_of(each) for key, each in LISTS.items()}
ADDRESSES = ("root", "openapi-json", "openapi-view", *LISTS)
PUBLIC = dict.fromkeys((*(f"api:{name}" for name in ADDRESSES), *RECORDS), 200)
