"""What a page says, read from its HTML without a browser."""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

VOID = {"br", "hr", "img", "input", "link", "meta", "source", "wbr", "col", "area", "base"}
QUIET_INPUTS = {"hidden", "submit", "button", "reset", "image"}


@dataclass
class Control:
    """A field of a form, and what could give it a name."""

    tag: str
    attrs: dict[str, str]
    in_label: bool

    @property
    def described(self) -> str:
        return f"<{self.tag} name={self.attrs.get('name')!r}>"


@dataclass
class Page:
    """The parts of a page that every page must get right."""

    url: str
    language: str = ""
    title: str = ""
    headings: int = 0
    ids: Counter[str] = field(default_factory=Counter)
    links: list[str] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)
    labelled: set[str] = field(default_factory=set)
    parameters: set[str] = field(default_factory=set)
    nameless: list[str] = field(default_factory=list)
    pictures_without_text: int = 0

    def faults(self) -> list[str]:
        """Sentences about this page, none if it is well made."""
        found = [
            (self.headings != 1, f"has {self.headings} first headings"),
            (not self.language, "says no language"),
            (not self.title.strip(), "has no title"),
            (self.pictures_without_text, "has a picture without an alternative"),
        ]
        faults = [words for is_fault, words in found if is_fault]
        faults += [f"has the id {one!r} twice" for one, n in self.ids.items() if n > 1]
        faults += [f"has no label for {one.described}" for one in self._unlabelled()]
        faults += [f"has a link without words to {one}" for one in self.nameless]
        return [f"{self.url} {words}" for words in faults]

    def _unlabelled(self) -> list[Control]:
        return [
            one
            for one in self.controls
            if not one.in_label
            and one.attrs.get("id") not in self.labelled
            and not one.attrs.get("aria-label")
            and not one.attrs.get("aria-labelledby")
        ]


def read(url: str, html: str) -> Page:
    parser = _Reader(Page(url))
    parser.feed(html)
    return parser.page


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.open: list[str] = []
        self.is_asking = False
        self.words: list[str] | None = None
        self.target = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self.open.append(tag)
        if "id" in found:
            self.page.ids[found["id"]] += 1
        self._note(tag, found)

    def _note(self, tag: str, found: dict[str, str]) -> None:  # noqa: C901 one line per tag
        if tag == "html":
            self.page.language = found.get("lang", "")
        elif tag == "h1":
            self.page.headings += 1
        elif tag == "label":
            self.page.labelled.add(found.get("for", ""))
        elif tag == "form":
            self.is_asking = found.get("method", "get").lower() == "get"
        elif tag == "img" and "alt" not in found:
            self.page.pictures_without_text += 1
        elif tag == "a" and "href" in found:
            self._follow(found)
        elif tag in ("input", "select", "textarea"):
            self._ask(tag, found)
        elif tag == "svg" and self.words is not None:
            self.words.append(found.get("aria-label", ""))

    def _follow(self, found: dict[str, str]) -> None:
        self.target = urljoin(self.page.url, found["href"])
        self.page.links.append(self.target)
        self.words = [found.get("aria-label", "")]
        parts = urlsplit(self.target)
        if parts.path == urlsplit(self.page.url).path:
            self.page.parameters |= {name for name, _value in parse_qsl(parts.query)}

    def _ask(self, tag: str, found: dict[str, str]) -> None:
        if self.is_asking and found.get("name"):
            self.page.parameters.add(found["name"])
        if found.get("type", "") not in QUIET_INPUTS:
            self.page.controls.append(Control(tag, found, "label" in self.open))

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass
        if tag == "a" and self.words is not None:
            if not "".join(self.words).strip():
                self.page.nameless.append(self.target)
            self.words = None

    def handle_data(self, data: str) -> None:
        if self.words is not None:
            self.words.append(data)
        if self.open and self.open[-1] == "title" and "svg" not in self.open:
            self.page.title += data
