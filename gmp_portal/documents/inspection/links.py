"""Where a link of an office file may lead: to the web, to a mail address, to a place inside."""

import re

WEB = re.compile(r"\s*(https?://|mailto:|tel:|#)[^\x00-\x1f]*$", re.IGNORECASE)
# No scheme, no other computer: a file beside this one, which opens only by a click.
BESIDE = re.compile(r"\s*(?![/\\])[^:\\\x00-\x1f]*$")
INSIDE = re.compile(r"(?![/\\])(\./)?[^:\\\x00-\x1f]*$")


def is_harmless(target: str) -> bool:
    """Whether a click on it opens a page, a mail or a place of a document."""
    return bool(WEB.match(target) or BESIDE.match(target))


def is_inside(target: str) -> bool:
    """Whether it names a part of the same file."""
    return bool(INSIDE.match(target)) and ".." not in target.split("/")
