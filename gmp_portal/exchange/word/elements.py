"""Elements of WordprocessingML, with their properties in the order that the standard asks for."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CHECKS = "http://schemas.microsoft.com/office/word/2010/wordml"
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
NAMES: dict[str | None, str] = {"w": MAIN, "r": RELATIONS, "w14": CHECKS, "mc": COMPATIBLE}
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# A twip is a twentieth of a point.
TWIPS_PER_MM = 56.693

# Word refuses files in which these stand in another order.
ORDER = (
    *("rStyle", "pStyle", "tblStyle", "keepNext", "keepLines", "pageBreakBefore"),
    *("widowControl", "numPr", "pBdr", "shd", "tabs", "bidi", "spacing", "ind"),
    *("contextualSpacing", "jc", "outlineLvl", "rFonts", "b", "bCs", "i", "iCs", "vanish"),
    *("color", "sz", "szCs", "u", "vertAlign", "rtl", "cs", "lang", "rPr", "sectPr"),
)
PLACES = {name: place for place, name in enumerate(ORDER)}

Element: TypeAlias = etree._Element
Child: TypeAlias = Element | None


def w(name: str, /, *children: Child | Iterable[Child], **attributes: object) -> Element:
    """Return an element of the main namespace with what belongs into it."""
    made = etree.Element(f"{{{MAIN}}}{name}", nsmap=NAMES)
    for key, value in attributes.items():
        if value is not None:
            made.set(f"{{{MAIN}}}{key}", str(value))
    return filled(made, children)


def w14(name: str, /, *children: Child | Iterable[Child], **attributes: object) -> Element:
    """Return an element of the later namespace that holds boxes to tick."""
    made = etree.Element(f"{{{CHECKS}}}{name}", nsmap=NAMES)
    for key, value in attributes.items():
        made.set(f"{{{CHECKS}}}{key}", str(value))
    return filled(made, children)


def filled(element: Element, children: Iterable[Child | Iterable[Child]]) -> Element:
    """Return the element with these inside; what is nothing falls out."""
    for child in children:
        if isinstance(child, etree._Element):
            element.append(child)
        elif child is not None:
            element.extend(part for part in child if part is not None)
    return element


def words(text: str, name: str = "t") -> Element:
    """Return a text whose blanks at the ends stay."""
    made = w(name)
    made.text = text
    made.set(SPACE, "preserve")
    return made


def flag(name: str, is_set: object) -> Child:
    """Return a property that is on, or nothing."""
    return w(name) if is_set else None


def properties(name: str, *parts: Child | Iterable[Child]) -> Child:
    """Return the properties in their order; none where there is nothing to say."""
    made = w(name, *parts)
    made[:] = sorted(made, key=_place)
    return made if len(made) else None


def _place(element: Element) -> int:
    return PLACES[etree.QName(element).localname]


def twips(millimetres: float) -> int:
    """Return the length in the unit of Word."""
    return round(millimetres * TWIPS_PER_MM)


def part(root: Element) -> bytes:
    """Return the element as a part of a package, the same bytes for the same element."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r", "w14", "mc"])
    written: bytes = etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", standalone=True
    )
    return written


def tree(namespace: str, name: str, prefixes: Mapping[str | None, str]) -> Any:
    """Return the root of a part that is no WordprocessingML."""
    return etree.Element(f"{{{namespace}}}{name}", nsmap=dict(prefixes))
