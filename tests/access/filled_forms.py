"""The forms of a page as a browser would send them, with a text typed into every field."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

TYPED = "Typed by hand ☿"
TEXT_INPUTS = {"", "text", "search"}
CHOSEN = {"checkbox", "radio"}
NOT_SENT = {"submit", "button", "reset", "image", "file"}


@dataclass
class FilledForm:
    """One form of a page: where it goes, what it holds, and which fields take a text."""

    url: str
    values: dict[str, list[str]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)

    def typed(self, text: str = TYPED) -> dict[str, list[str]]:
        """What is sent when a text was typed behind whatever stood in each field."""
        return self.values | {
            name: [f"{self.values[name][0]} {text}".strip()] for name in self.texts
        }

    def rechosen(self) -> tuple[str, str]:
        """Another choice than the one that stands in the first list."""
        name, words = next(iter(self.choices.items()))
        return name, next(word for word in words if [word] != self.values.get(name))


def forms_of(url: str, html: str) -> list[FilledForm]:
    """The forms of this page that are sent with POST, without that for signing out."""
    reader = _Reader(url)
    reader.feed(html)
    return [form for form in reader.forms if "logout" not in form.url]


class _Reader(HTMLParser):
    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        self.forms: list[FilledForm] = []
        self.form: FilledForm | None = None
        self.select = self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form" and found.get("method", "get").lower() == "post":
            self.form = FilledForm(urljoin(self.url, found.get("action", "")))
            self.forms.append(self.form)
        elif self.form is None or "disabled" in found:
            return
        elif tag == "input" and found.get("name"):
            self._input(self.form, found)
        elif tag == "textarea" and found.get("name"):
            self.area = found["name"]
            self.form.values[self.area] = [""]
            self.form.texts.append(self.area)
        elif tag == "select":
            self.select = found.get("name", "")
        elif tag == "option" and self.select:
            self._option(self.form, found)

    def _option(self, form: FilledForm, found: dict[str, str]) -> None:
        value = found.get("value", "")
        form.choices.setdefault(self.select, []).append(value)
        if "selected" in found:
            form.values.setdefault(self.select, []).append(value)

    def _input(self, form: FilledForm, found: dict[str, str]) -> None:
        kind, name = found.get("type", ""), found["name"]
        if kind in NOT_SENT or (kind in CHOSEN and "checked" not in found):
            return
        value = found.get("value", "on" if kind in CHOSEN else "")
        if kind in CHOSEN:
            form.values.setdefault(name, []).append(value)
            return
        form.values[name] = [value]
        if kind in TEXT_INPUTS and not name.endswith("_FORMS"):
            form.texts.append(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "textarea":
            self.area = ""
        elif tag == "select":
            self.select = ""

    def handle_data(self, data: str) -> None:
        if self.form is not None and self.area:
            text = self.form.values[self.area][0] + data
            self.form.values[self.area] = [text.removeprefix("\n")]
