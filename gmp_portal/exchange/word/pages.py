"""The pages of a file: their size, what stands above and below the text, and its parts."""

from collections.abc import Sequence
from dataclasses import dataclass

from gmp_portal.exchange.word import elements, package, runs, styles, watermarks
from gmp_portal.exchange.word.composing import Composer
from gmp_portal.exchange.word.elements import Element, flag, w
from gmp_portal.exchange.word.package import Facts

# A4, as documents of the United Nations are.
WIDTH, HEIGHT, MARGIN, EDGE = 210, 297, 25, 12.5


@dataclass(frozen=True)
class Frame:
    """What every page says beside its text: that it is a draft, and its reference."""

    draft: str = ""
    reference: str = ""
    watermark: str = ""
    """A word across each page, behind its text."""


def packed(
    composer: Composer,
    body: Sequence[Element],
    frame: Frame,
    facts: Facts,
    size: float,
    *,
    is_wide: bool = False,
) -> bytes:
    """Return the file of these paragraphs; its last section is closed here."""
    parts: dict[str, Element] = {
        "styles": styles.styles(composer.tongue, size),
        "numbering": composer.lists.part(),
        "settings": styles.settings(composer.tongue, has_notes=bool(composer.notes)),
        "fontTable": styles.font_table(composer.tongue),
        "footer1": _footer(composer, frame),
    }
    if composer.notes:
        parts["footnotes"] = composer.notes_part()
    # Without any header, LibreOffice loses the first tab in the foot of the last section.
    across = (
        [watermarks.run(frame.watermark, composer.tongue.face)] if frame.watermark else []
    )
    header = composer.paragraph("header", composer.plain(frame.draft), across)
    parts["header1"] = w("hdr", header)
    last = section(composer, is_wide=is_wide)
    return package.packed(
        {"document": w("document", w("body", body, last)), **parts},
        facts,
        composer.attached,
    )


def section(composer: Composer, *, is_wide: bool = False) -> Element:
    """Return the properties of a section: the same page for all of them, or one laid on its side.

    Notes count on through annexes: LibreOffice calls each one 0 where they begin again.
    """
    margin, edge = elements.twips(MARGIN), elements.twips(EDGE)
    return w(
        "sectPr",
        _reference("header"),
        _reference("footer"),
        w("type", val="nextPage"),
        _size(is_wide=is_wide),
        w(
            "pgMar",
            top=margin,
            right=margin,
            bottom=margin,
            left=margin,
            header=edge,
            footer=edge,
            gutter=0,
        ),
        flag("bidi", composer.tongue.is_rtl),
    )


def _size(*, is_wide: bool) -> Element:
    short, long = elements.twips(WIDTH), elements.twips(HEIGHT)
    if is_wide:
        return w("pgSz", w=long, h=short, orient="landscape")
    return w("pgSz", w=short, h=long)


def _reference(kind: str) -> Element:
    made = w(f"{kind}Reference", type="default")
    made.set(f"{{{elements.RELATIONS}}}id", package.link_id(f"{kind}1"))
    return made


def _footer(composer: Composer, frame: Frame) -> Element:
    """Return the foot: the reference in the middle, and which page of how many at the end."""
    reference = runs.runs(frame.reference, composer.tongue)
    middle, end = elements.twips(80), elements.twips(160)
    stops = w("tabs", w("tab", val="center", pos=middle), w("tab", val="end", pos=end))
    page = (*field("PAGE"), *runs.runs(" / ", composer.tongue), *field("NUMPAGES"))
    made = composer.paragraph("footer", [runs.tab()], reference, [runs.tab()], page)
    laid_out = made[0]
    laid_out.insert(1, stops)
    laid_out.append(w("jc", val="start"))
    return w("ftr", made)


def field(name: str, shown: str = "1") -> list[Element]:
    """Return what Word works out by itself, and what stands there until it does."""
    return [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", elements.words(f" {name} ", "instrText")),
        w("r", w("fldChar", fldCharType="separate")),
        w("r", elements.words(shown)),
        w("r", w("fldChar", fldCharType="end")),
    ]
