"""Names, children and properties of elements, whichever of its two namespaces Word wrote."""

from lxml import etree

from gmp_portal.exchange.word.elements import Element


def local(element: Element) -> str:
    """Return the name of an element, whichever of its two namespaces Word wrote."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def value(element: Element | None, name: str = "val") -> str:
    """Return an attribute, whichever namespace it has."""
    if element is None:
        return ""
    for key, text in element.attrib.items():
        if etree.QName(key).localname == name:
            return str(text)
    return ""


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child of this name."""
    return element.find(f"{{*}}{name}") if element is not None else None


def is_on(properties: Element | None, name: str) -> bool:
    """Tell whether a property is set, and not set to be off."""
    named = child(properties, name)
    return named is not None and value(named) not in ("0", "false", "off", "none")
