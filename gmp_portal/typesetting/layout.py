"""The one builder of sheets: a layout says what a kind of document puts on its pages."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from django.template import Context, Engine, Origin
from django.template.loaders import filesystem
from django.utils.safestring import SafeString

from gmp_portal.typesetting import data
from gmp_portal.typesetting.languages import Language, language
from gmp_portal.typesetting.markup import Writer
from gmp_portal.typesetting.render import PdfResult, Progress, typeset
from gmp_portal.typesetting.sheets import STYLES, DataFile, Sheet

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
UNDATED = date(2000, 1, 1)


class Document(Protocol):
    """What every kind of document has, whatever its pages say."""

    @property
    def language(self) -> str: ...

    @property
    def issued_on(self) -> date | None: ...


Kind = TypeVar("Kind", bound=Document)


@dataclass(frozen=True)
class Page:
    """What a document gives to the template of its layout."""

    title: str
    headings: Sequence[str]
    context: Mapping[str, Any]


@dataclass(frozen=True)
class Layout(Generic[Kind]):
    """A kind of document: the name of its template and styles, its data, its page."""

    name: str
    data_file: str
    description: str
    compose: Callable[[Kind, Writer], Page]

    def sheet(self, document: Kind, *, broken: frozenset[str] = frozenset()) -> Sheet:
        """Return the document as HTML and CSS, without the blocks that cannot be set."""
        writer = Writer(language(document.language), broken=broken)
        page = self.compose(document, writer)
        title = " ".join(page.title.split())
        return Sheet(
            html=render(
                f"{self.name}.html",
                **metadata(writer.language, title, document.issued_on),
                **page.context,
            ),
            styles=styles(writer.language, self.name),
            title=title,
            language=writer.language.tag,
            headings=tuple(page.headings),
            notes=writer.note_count,
            paragraphs=writer.paragraph_count,
            fragments=dict(writer.fragments),
            problems=tuple(writer.problems),
        )

    def pdf(
        self,
        document: Kind,
        *,
        attachments: Sequence[DataFile] = (),
        identifier: str = "",
        progress: Progress | None = None,
    ) -> PdfResult:
        """Return the document as PDF, with its own data attached."""
        own = DataFile(
            name=self.data_file,
            content=data.dumps(document),
            created_at=moment(document.issued_on),
            description=self.description,
        )
        return typeset(
            lambda broken: self.sheet(document, broken=broken),
            attachments=(own, *attachments),
            identifier=identifier,
            progress=progress,
        )


class _JoinedLines(filesystem.Loader):
    """Templates whose indented lines belong to the line before: nothing is set that is no text."""

    def get_contents(self, origin: Origin) -> str:
        return re.sub(r"\n +", "", super().get_contents(origin))


@cache
def _engine() -> Engine:
    loader = f"{__name__}.{_JoinedLines.__name__}"
    cached = ("django.template.loaders.cached.Loader", [loader])
    return Engine(dirs=[str(TEMPLATES)], loaders=[cached], autoescape=True)


def render(template: str, **context: object) -> SafeString:
    """Fill a template of this package; it needs no settings and no request."""
    return SafeString(
        _engine()
        .get_template(f"typesetting/{template}")
        .render(Context(context, use_l10n=False, use_tz=False))
    )


@cache
def style(*names: str) -> str:
    """Return these style sheets, one after another."""
    return "\n".join((STYLES / f"{name}.css").read_text(encoding="utf-8") for name in names)


@cache
def bar_widths() -> str:
    """Return the classes .w0 to .w100 of bar charts."""
    return "\n".join(f".w{n} {{ width: {n * 0.8:.1f}% }}" for n in range(101))


def styles(spoken: Language, layout: str) -> str:
    """Return the style sheet of a layout in a language."""
    faces = {"zh-hans": ("faces-zh",), "ar": ("faces-ar",)}.get(spoken.code, ("faces",))
    right_to_left = (f"{layout}-rtl",) if spoken.direction == "rtl" else ()
    return "\n".join((style(*faces, "common", layout, *right_to_left), bar_widths()))


def moment(day: date | None) -> datetime:
    """Return the fixed time that a file of this day carries."""
    return datetime.combine(day or UNDATED, time(), tzinfo=UTC)


def metadata(spoken: Language, title: str, issued_on: date | None) -> dict[str, Any]:
    """Return what the head of every page says, and the day of the document in words."""
    return {
        "language": spoken,
        "document_title": title,
        "created": moment(issued_on).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "issued_on": spoken.written(issued_on) if issued_on else "",
    }
