"""Every form of the portal as it stands on its page, filled in as somebody would."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.urls import resolve

from gmp_portal.ui import ways_back
from tests.access.addresses import ADMIN, addresses, url_of
from tests.access.registry import records_for
from tests.access.world import World

WORDS = "Words that nobody may lose, in form %s."
LONG = ("text", "search", "")
FRAMEWORK = ("account_", "mfa_", "usersessions_", ADMIN)


@dataclass
class PostForm:
    """One form of a page: who saw it where, and what it would send."""

    role: str
    page: str
    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.page} as {self.role}: POST {self.action}"


def forms(world: World, *, has_text: bool = True) -> list[PostForm]:
    """One of each form with a text to write, as the first role finds it that may.

    Without ``has_text`` also the buttons, each by what it does.
    """
    found: dict[tuple[str, ...], PostForm] = {}
    for name, url, roles in _pages(world):
        for role in roles:
            on_page = _read(role, url, world.page(role, url))
            here = [form for form in on_page if form.texts or not has_text]
            for form in here:
                does = "" if has_text else resolve(form.action).view_name
                found.setdefault((name, does, *sorted(form.fields)), form)
            # The page of a record shows each role other forms; a form's own page does not.
            if here and not name.endswith("_detail"):
                break
    return list(found.values())


def _pages(world: World) -> Iterator[tuple[str, str, list[str]]]:
    for address in addresses():
        if address.name.startswith(FRAMEWORK) or ":" not in address.name:
            continue
        for record in records_for(address, world):
            url = url_of(address, record.kwargs)
            if ways_back.can_be_read(url):
                yield address.name, url, _roles(record.seen_by)


def _roles(seen_by: object) -> list[str]:
    asked = (
        "secretariat",
        "area.lead",
        "pag.chair",
        "focal.point",
        "visitor-turned-applicant",
        "other.focal.point",
    )
    return [role for role in asked if role in seen_by]  # type: ignore[operator]


def _read(role: str, url: str, html: str) -> list[PostForm]:
    parser = _Forms(role, url)
    parser.feed(html)
    return parser.forms


class _Forms(HTMLParser):
    """The forms of a page; each text is filled in with words of its own."""

    def __init__(self, role: str, url: str) -> None:
        super().__init__()
        self.role, self.url = role, url
        self.forms: list[PostForm] = []
        self.form: PostForm | None = None
        self.select = ""
        self.is_template = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "template":
            self.is_template = True
        elif tag == "form" and found.get("method", "").lower() == "post":
            action = urlsplit(urljoin(self.url, found.get("action") or self.url)).path
            self.form = PostForm(self.role, self.url, action)
            self.forms.append(self.form)
        elif self.form and not self.is_template:
            self._fill(self.form, tag, found)

    def _fill(self, form: PostForm, tag: str, found: dict[str, str]) -> None:
        name, kind = found.get("name", ""), found.get("type", "")
        if tag == "textarea" or (tag == "input" and kind in LONG):
            words = WORDS % (len(form.texts) + 1)
            form.texts.append(words)
            form.fields.setdefault(name, []).append(words)
        elif tag == "input" and name and kind in ("hidden", "number", "date"):
            form.fields.setdefault(name, []).append(found.get("value", ""))
        elif tag == "input" and "checked" in found:
            form.fields.setdefault(name, []).append(found.get("value", "on"))
        elif tag == "select":
            self.select = name
        elif tag == "option" and "selected" in found:
            form.fields.setdefault(self.select, []).append(found.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self.is_template = False
        elif tag == "form":
            self.form = None
