"""Where a link of an office file may lead: to the web, to a mail address, to a place inside."""

import re
import unicodedata
from urllib.parse import unquote

MAX_TARGET = 2_000
WEB = re.compile(r"(https?://|ftps?://|mailto:|tel:|#)[^\x00-\x1f]*", re.IGNORECASE)
# No scheme, no other computer: a file beside this one, which opens only by a click.
BESIDE = re.compile(r"(?![/\\])[^:\\\x00-\x1f]*")
LOCAL_TEMPLATE = re.compile(r"file:///[a-z]:[/\\](?![/\\])[^:\x00-\x1f]*", re.IGNORECASE)


def visible(text: str) -> str:
    """The text without what nobody sees, such as letters of no width, and without its margins."""
    if text.isascii():
        return text.strip()
    return "".join(each for each in text if unicodedata.category(each) != "Cf").strip()


def is_harmless(target: str) -> bool:
    """Whether a click on it opens a page, a mail or a place of a document."""
    if len(target) > MAX_TARGET:
        return False
    target = visible(target)
    return bool(WEB.fullmatch(target) or BESIDE.fullmatch(visible(unquote(target))))


def is_inside(target: str) -> bool:
    """Whether it names a part of the same file."""
    if len(target) > MAX_TARGET:
        return False
    target = unquote(target)
    return bool(BESIDE.fullmatch(target)) and ".." not in target.split("/")


def is_local_template(target: str) -> bool:
    """Whether it is a template on the computer of whoever opens the file, where most are."""
    target = unquote(visible(target[: MAX_TARGET + 1]))
    return len(target) <= MAX_TARGET and bool(LOCAL_TEMPLATE.fullmatch(target))
