"""The pages of a file: their size, what stands above and below the text, and its parts."""

from collections.abc import Sequence
from dataclasses import dataclass

from gmp_portal.exchange.word import elements, package, runs, styles
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


def packed(
    composer: Composer, body: Sequence[Element], frame: Frame, facts: Facts, size: float
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
    header = composer.paragraph("header", composer.plain(frame.draft))
    parts["header1"] = w("hdr", header)
    last = section(composer)
    return package.packed(
        {"document": w("document", w("body", body, last)), **parts},
        facts,
        composer.attached,
    )


def section(composer: Composer) -> Element:
    """Return the properties of a section: the same page for all of them.

    Notes count on through annexes: LibreOffice calls each one 0 where they begin again.
    """
    margin, edge = elements.twips(MARGIN), elements.twips(EDGE)
    return w(
        "sectPr",
        _reference("header"),
        _reference("footer"),
        w("type", val="nextPage"),
        w("pgSz", w=elements.twips(WIDTH), h=elements.twips(HEIGHT)),
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


def _reference(kind: str) -> Element:
    made = w(f"{kind}Reference", type="default")
    made.set(f"{{{elements.RELATIONS}}}id", package.link_id(f"{kind}1"))
    return made


def _footer(composer: Composer, frame: Frame) -> Element:
    """Return the foot: the reference in the middle, and which page of how many at the end."""
    reference = runs.runs(frame.reference, composer.tongue)
    middle, end = elements.twips(80), elements.twips(160)
    stops = w("tabs", w("tab", val="center", pos=middle), w("tab", val="end", pos=end))
    page = (*_field("PAGE"), *runs.runs(" / ", composer.tongue), *_field("NUMPAGES"))
    made = composer.paragraph("footer", [runs.tab()], reference, [runs.tab()], page)
    laid_out = made[0]
    laid_out.insert(1, stops)
    laid_out.append(w("jc", val="start"))
    return w("ftr", made)


def _field(name: str) -> list[Element]:
    return [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", elements.words(f" {name} ", "instrText")),
        w("r", w("fldChar", fldCharType="separate")),
        w("r", elements.words("1")),
        w("r", w("fldChar", fldCharType="end")),
    ]
