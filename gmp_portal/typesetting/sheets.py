"""What all layouts share on the way from a document to a sheet."""

from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from django.template import Context, Engine
from django.utils.safestring import SafeString

from gmp_portal.typesetting.languages import Language
from gmp_portal.typesetting.markup import Writer
from gmp_portal.typesetting.render import Sheet

STYLES = Path(__file__).parent / "styles"
TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
UNDATED = date(2000, 1, 1)


@cache
def _engine() -> Engine:
    return Engine(dirs=[str(TEMPLATES)], autoescape=True)


def render(template: str, **context: object) -> SafeString:
    """Fill a template of this package; it needs no settings and no request."""
    return SafeString(
        _engine()
        .get_template(f"typesetting/{template}")
        .render(Context(context, use_l10n=False, use_tz=False))
    )


@cache
def style(*names: str) -> str:
    """Return the style sheets of the package, one after another."""
    return "\n".join((STYLES / f"{name}.css").read_text(encoding="utf-8") for name in names)


@cache
def bar_widths() -> str:
    """Return the classes .w0 to .w100 of bar charts."""
    return "\n".join(f".w{n} {{ width: {n * 0.8:.1f}% }}" for n in range(101))


def styles(language: Language, layout: str) -> str:
    """Return the style sheet of a layout in a language."""
    faces = {"zh-hans": ("faces-zh",), "ar": ("faces-ar",)}.get(language.code, ("faces",))
    right_to_left = ("session-rtl",) if (layout, language.code) == ("session", "ar") else ()
    return "\n".join((style(*faces, "common", layout, *right_to_left), bar_widths()))


def sheet(
    html: str, *, writer: Writer, layout: str, title: str, headings: list[str]
) -> Sheet:
    """Return the sheet of a document that ``writer`` has written."""
    return Sheet(
        html=html,
        styles=styles(writer.language, layout),
        title=" ".join(title.split()),
        language=writer.language.tag,
        headings=tuple(headings),
        notes=writer.note_count,
        paragraphs=writer.paragraph_count,
        fragments=dict(writer.fragments),
        problems=tuple(writer.problems),
    )


def moment(day: date | None) -> datetime:
    """Return the fixed time that a file of this day carries."""
    return datetime.combine(day or UNDATED, time(), tzinfo=UTC)


def metadata(
    language: Language, title: str, issued_on: date | None, **more: Any
) -> dict[str, Any]:
    """Return what the head of every page template asks for."""
    created = moment(issued_on).strftime("%Y-%m-%dT%H:%M:%SZ")
    title = " ".join(title.split())
    return {"language": language, "document_title": title, "created": created, **more}
