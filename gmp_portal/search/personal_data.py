"""What the index of the search keeps of people: copies of what stands in records."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts import data_map
from gmp_portal.accounts.data_map import WITH_RECORD, Kept, Shown


def register_all() -> None:
    """Say what each field is, and how long it is kept."""
    data_map.register(
        "search",
        Kept(
            "search.Entry",
            ("title", "heading", "text", "vector"),
            what=_("Copies of the texts of records"),
            whose=_("Whoever is named in a record"),
            purpose=_("So that everybody finds what they may read"),
            basis="A1-6d-ii",
            clock=WITH_RECORD,
            shown=Shown.PUBLISHED,
        ),
    )
    data_map.leave_out("search.Entry", "kind part path file_path language areas digest")
    data_map.leave_out("search.Word", "lexeme")
