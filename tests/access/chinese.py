"""What of a Chinese page is still English: words outside of what is marked as another language.

What people wrote says so on the page: ``lang``, ``dir="auto"``, ``<bdi>`` or ``translate="no"``
on an element; fields that somebody fills in are theirs as well.
"""

from html.parser import HTMLParser

from tests import english
from tests.access.pages import VOID

# What is inside is read by nobody, or is what somebody typed.
QUIET = {"script", "style", "code", "kbd", "textarea", "svg", "template"}
OWN = {"bdi", "q"}
SPOKEN = ("alt", "title", "placeholder", "aria-label", "aria-description", "data-label")
# Inside a line: their words belong to the sentence around them.
INLINE = {"a", "abbr", "b", "em", "i", "small", "span", "strong", "time", "sup", "sub"}
BREAK = "。"


class Reader(HTMLParser):
    """Collects the text of a page in the language of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.marked: list[bool] = []
        self.tags: list[str] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        attrs = {name: value or "" for name, value in given}
        is_marked = self.is_marked or _is_content(tag, attrs)
        if not is_marked:
            self.said += [BREAK + attrs[name] + BREAK for name in SPOKEN if name in attrs]
            if tag == "input" and attrs.get("type") in ("submit", "button"):
                self.said.append(attrs.get("value", ""))
        if is_marked or tag not in INLINE:
            self.said.append(BREAK)
        if tag not in VOID:
            self.tags.append(tag)
            self.marked.append(is_marked)

    def handle_endtag(self, tag: str) -> None:
        while self.tags:
            last = self.tags.pop()
            is_marked = self.marked.pop()
            if is_marked or last not in INLINE:
                self.said.append(BREAK)
            if last == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self.is_marked:
            self.said.append(data)

    @property
    def is_marked(self) -> bool:
        return bool(self.marked and self.marked[-1])


def _is_content(tag: str, attrs: dict[str, str]) -> bool:
    if tag == "html":
        return False
    language = attrs.get("lang", "zh-hans")
    return (
        tag in QUIET | OWN
        or not language.startswith("zh")
        or attrs.get("dir") == "auto"
        or attrs.get("translate") == "no"
    )


def english_in(html: str) -> list[str]:
    """The English sentences of a page that are not marked as such."""
    reader = Reader()
    reader.feed(html)
    text = " ".join("".join(reader.said).split())
    return english.sentences(text)
