"""The text of a mail that came as HTML only: its words and paragraphs, nothing of its looks."""

import re
from html.parser import HTMLParser

UNSEEN = frozenset({"head", "style", "script", "title", "template", "noscript", "object"})
BREAKS = frozenset(
    {
        *("p", "div", "br", "tr", "li", "ul", "ol", "table", "blockquote", "hr", "pre"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "dl", "dt", "dd"),
    }
)
PARAGRAPHS = frozenset({"p", "table", "ul", "ol", "blockquote", "h1", "h2", "h3"})
_BLANKS = re.compile(r"[ \t\r\n\f]+")


class _Reader(HTMLParser):
    """Gathers words line by line; a quotation has the mark that it has in plain mails."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.unseen: list[str] = []
        self.quoted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            # Whatever was left open above it.
            self.unseen.clear()
        if tag in UNSEEN:
            self.unseen.append(tag)
            return
        self._break(tag)
        if tag == "blockquote":
            self.quoted += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in self.unseen:
            while self.unseen.pop() != tag:
                continue
            return
        if tag == "blockquote" and self.quoted:
            self._break(tag)
            self.quoted -= 1
        if tag in BREAKS and tag != "br":
            self._break(tag)

    def handle_data(self, data: str) -> None:
        if self.unseen:
            return
        words = _BLANKS.sub(" ", data)
        if not self.lines[-1]:
            words = words.lstrip()
            if words and self.quoted:
                words = f"> {words}"
        self.lines[-1] += words

    def _break(self, tag: str) -> None:
        if tag not in BREAKS:
            return
        if self.lines[-1] or tag == "br":
            self.lines.append("")
        if tag in PARAGRAPHS and len(self.lines) > 1 and self.lines[-2]:
            self.lines.append("")


def of(html: str) -> str:
    """The words of a page, a line for each of its lines."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (line.rstrip().replace("\u00a0", " ") for line in reader.lines)
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()
