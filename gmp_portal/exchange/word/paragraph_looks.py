"""How paragraphs look: by their style and those that it builds on, and by the lists of the file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gmp_portal.exchange.word.elements import Element
from gmp_portal.exchange.word.shapes import Looks
from gmp_portal.exchange.word.values import child, is_on, value

# A style that builds on so many others builds on itself.
DEEPEST = 20
# What Word and its relatives call headings, whatever the language of the program.
HEADING = "heading "
DEEPEST_HEADING = 9


@dataclass(frozen=True)
class Stylist:
    """Knows the styles and lists of one file."""

    styles: Mapping[str, Element] = field(default_factory=dict)
    lists: Mapping[tuple[str, str], str] = field(default_factory=dict)
    usual: str = ""

    def looks(self, laid_out: Element | None) -> Looks:
        """Return how a paragraph looks, by its own properties and else by its style."""
        chain = list(self._chain(value(child(laid_out, "pStyle")) or self.usual))
        own = [laid_out] if laid_out is not None else []
        properties = [*own, *(child(style, "pPr") for style in chain)]
        marks = [child(style, "rPr") for style in chain]
        number = _first(properties, "numPr")
        listed, depth = self._listed(number)
        sizes = (value(child(mark, "sz")) for mark in marks)
        return Looks(
            outline=self._outline(properties, chain),
            is_bold=_is_bold(marks),
            size=next((int(size) for size in sizes if size.isdecimal()), 0),
            listed=listed,
            depth=depth,
        )

    def _chain(self, name: str) -> Iterator[Element]:
        """Give a style and those that it builds on."""
        for _step in range(DEEPEST):
            style = self.styles.get(name)
            if style is None:
                return
            yield style
            name = value(child(style, "basedOn"))

    def _listed(self, number: Element | None) -> tuple[str, int]:
        """Return the kind of the list, and how deep in it."""
        level = value(child(number, "ilvl")) or "0"
        kind = self.lists.get((value(child(number, "numId")), level), "")
        return kind, int(level) if kind and level.isdecimal() else 0

    @staticmethod
    def _outline(properties: list[Element | None], chain: list[Element]) -> int:
        level = value(_first(properties, "outlineLvl"))
        if level.isdecimal() and int(level) < DEEPEST_HEADING:
            return int(level) + 1
        for style in chain:
            name = value(child(style, "name")).casefold()
            if name.startswith(HEADING) and name[-1:].isdecimal():
                return int(name[-1])
        return 0


def stylist(styles: Element | None, numbering: Element | None) -> Stylist:
    """Return what is known of the looks of a file."""
    named = [] if styles is None else list(styles.iter("{*}style"))
    usual = (
        value(style, "styleId")
        for style in named
        if value(style, "type") == "paragraph" and value(style, "default") == "1"
    )
    return Stylist(
        {value(style, "styleId"): style for style in named},
        _lists(numbering),
        next(usual, ""),
    )


def _lists(numbering: Element | None) -> dict[tuple[str, str], str]:
    """Return by list and level whether it has bullets or numbers."""
    if numbering is None:
        return {}
    abstract = {
        value(each, "abstractNumId"): each for each in numbering.iter("{*}abstractNum")
    }
    kinds: dict[tuple[str, str], str] = {}
    for number in numbering.iter("{*}num"):
        made = abstract.get(value(child(number, "abstractNumId")))
        levels = [] if made is None else list(made.iter("{*}lvl"))
        for level in levels:
            kind = value(child(level, "numFmt"))
            place = (value(number, "numId"), value(level, "ilvl"))
            kinds[place] = {"bullet": "bullet", "none": ""}.get(kind, "number")
    return kinds


def _first(properties: list[Element | None], name: str) -> Element | None:
    children = (child(each, name) for each in properties)
    return next((each for each in children if each is not None), None)


def _is_bold(marks: list[Element | None]) -> bool:
    """Tell whether the nearest style that says anything of it says bold."""
    said = (mark for mark in marks if child(mark, "b") is not None)
    return is_on(next(said, None), "b")
