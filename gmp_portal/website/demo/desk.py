"""The desk of the demonstration: two officers share the work, and one keeps a filter."""

from gmp_portal.ui.worklist import in_order
from gmp_portal.website.actions import holdings, saved_filters
from gmp_portal.website.demo.people import Cast
from gmp_portal.website.reading import worklists

# Who has the most urgent work, in its order; nobody where the name is empty.
SHARES = ("secretariat", "second.officer", "", "secretariat", "", "second.officer", "")


def load(cast: Cast) -> None:
    """Take some of the open work, as officers would in the morning."""
    for task, key in zip(in_order(worklists.desk_tasks()), SHARES, strict=False):
        if key:
            holdings.take(task.key, by=cast[key])
    saved_filters.keep(
        "Example: my letters",
        kind="letters",
        words="",
        held="me",
        by=cast["secretariat"],
    )
