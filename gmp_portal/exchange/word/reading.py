"""Any Word file as paragraphs and tables, each before and after the changes recorded in it."""

from collections.abc import Iterator

from gmp_portal.exchange.word import paragraph_looks, unpacking
from gmp_portal.exchange.word.body_reading import Body
from gmp_portal.exchange.word.elements import Element
from gmp_portal.exchange.word.shapes import Comment, Paragraph, WordFile, flat
from gmp_portal.exchange.word.unpacking import Package
from gmp_portal.exchange.word.values import child, value

NOTES = (("footnotes+xml", "footnote"), ("endnotes+xml", "endnote"))


def read(data: bytes) -> WordFile:
    """Return what a file says, or raise ``UnreadableFileError`` with a reason; nothing else."""
    with unpacking.guarded():
        package = Package(data)
        stylist = paragraph_looks.stylist(
            package.xml(package.find("wordprocessingml.styles+xml")),
            package.xml(package.find("wordprocessingml.numbering+xml")),
        )
        body = Body(_styles(package), stylist, _links(package))
        content = body.content(package.main)
        notes = {
            name: paragraphs
            for ending, kind in NOTES
            for name, paragraphs in _notes(package, body, ending, kind)
        }
        return WordFile(
            content,
            notes=notes,
            comments=_comments(package, body),
            revisions=tuple(body.revisions),
            properties=_properties(package),
            boxes=tuple(body.boxes),
            unread=tuple(body.unread),
            margins=tuple(dict.fromkeys(_margins(package, body))),
        )


def _links(package: Package) -> dict[str, str]:
    """Return the addresses to which links lead; other relations are no business of a text."""
    root = package.xml("word/_rels/document.xml.rels")
    if root is None:
        return {}
    return {
        element.get("Id", ""): element.get("Target", "")
        for element in root
        if element.get("Type", "").endswith("/hyperlink")
    }


def _margins(package: Package, body: Body) -> Iterator[str]:
    """Give the lines at the heads and feet of pages, each once."""
    for ending in ("wordprocessingml.header+xml", "wordprocessingml.footer+xml"):
        for name in package.find_all(ending):
            root = package.xml(name)
            lines = flat(body.content(root)) if root is not None else ()
            yield from (line.after.strip() for line in lines if line.after.strip())


def _styles(package: Package) -> dict[str, str]:
    """Return the names of styles: their short forms differ by the language of Word."""
    root = package.xml(package.find("wordprocessingml.styles+xml"))
    if root is None:
        return {}
    named = root.iter("{*}style")
    return {
        value(style, "styleId"): value(child(style, "name")).casefold() for style in named
    }


def _notes(
    package: Package, body: Body, ending: str, kind: str
) -> list[tuple[str, tuple[Paragraph, ...]]]:
    root = package.xml(package.find(f"wordprocessingml.{ending}"))
    if root is None:
        return []
    return [
        (
            f"{kind}:{value(note, 'id')}",
            tuple(flat(body.content(note))),
        )
        for note in root
        if not value(note, "type").endswith(("separator", "Separator"))
    ]


def _comments(package: Package, body: Body) -> tuple[Comment, ...]:
    root = package.xml(package.find("wordprocessingml.comments+xml"))
    if root is None:
        return ()
    return tuple(_comment(element, body) for element in root)


def _comment(element: Element, body: Body) -> Comment:
    text = "\n".join(paragraph.after for paragraph in flat(body.content(element)))
    return Comment(
        author=value(element, "author"),
        day=value(element, "date")[:10],
        text=text,
        about=body.commented.get(value(element, "id"), ""),
    )


def _properties(package: Package) -> dict[str, str]:
    root = package.xml(package.find("custom-properties+xml"))
    if root is None:
        return {}
    return {
        value(element, "name"): "".join(element.itertext())
        for element in root.iter("{*}property")
    }
