"""What of a Chinese page is still English: words outside of what is marked as another language.

What people wrote says so on the page: ``lang``, ``dir="auto"``, ``<bdi>`` or ``translate="no"``
on an element; fields that somebody fills in are theirs as well.
"""

from functools import lru_cache
from html.parser import HTMLParser

from django.apps import apps
from django.db.models import CharField, JSONField, TextField

from tests import english
from tests.access.pages import VOID

# What is inside is read by nobody, or is what somebody typed.
QUIET = {"script", "style", "code", "kbd", "textarea", "svg", "template"}
OWN = {"bdi", "q"}
SPOKEN = ("alt", "title", "placeholder", "aria-label", "aria-description", "data-label")
# Inside a line: their words belong to the sentence around them.
INLINE = {"a", "abbr", "b", "em", "i", "small", "span", "strong", "time", "sup", "sub"}
BREAK = "。"
# What programs keep for themselves.
OTHERS = ("django.", "allauth.", "guardian.", "gmp_portal.jobs", "gmp_portal.ledger")


class Reader(HTMLParser):
    """Collects the text of a page in the language of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.marked: list[bool] = []
        self.tags: list[str] = []
        self.said: list[str] = []
        # No mark can stand in a title or an attribute.
        self.titles: list[str] = []
        self.language = ""

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        attrs = {name: value or "" for name, value in given}
        if tag == "html":
            self.language = attrs.get("lang", "")
        is_marked = self.is_marked or _is_content(tag, attrs)
        if not is_marked:
            self.titles += [attrs[name] for name in SPOKEN if name in attrs]
            if tag == "input" and attrs.get("type") in ("submit", "button"):
                self.said.append(attrs.get("value", ""))
        if is_marked or tag not in INLINE:
            self.said.append(BREAK)
        if tag == "title":
            self.titles.append("")
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
        if self.tags and self.tags[-1] == "title" and not self.is_marked:
            self.titles[-1] += data
        elif not self.is_marked:
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


@lru_cache(maxsize=1)
def read(html: str) -> Reader:
    """What stands on a page; the last one is kept for the next question about it."""
    reader = Reader()
    reader.feed(html)
    return reader


def english_in(html: str) -> list[str]:
    """The English sentences of a page that are not marked as such."""
    return english.sentences(" ".join("".join(read(html).said).split()))


def english_in_titles(html: str) -> list[str]:
    """The English sentences in the name of a page and in attributes, where no mark can stand."""
    return english.sentences(BREAK.join(read(html).titles))


def written() -> str:
    """All that records hold: names and texts that people wrote, in whatever language."""
    said: list[str] = []
    for model in apps.get_models():
        if model.__module__.startswith(OTHERS):
            continue
        fields = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, CharField | TextField | JSONField) and not field.choices
        ]
        for row in model._base_manager.values_list(*fields):
            said += [str(value) for value in row if value]
    return " ".join("\n".join(said).split())
