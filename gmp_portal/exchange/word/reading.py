"""Any Word file as paragraphs and tables, each before and after the changes recorded in it."""

from gmp_portal.exchange.word import body_reading, unpacking
from gmp_portal.exchange.word.body_reading import Body
from gmp_portal.exchange.word.elements import Element
from gmp_portal.exchange.word.shapes import Comment, Paragraph, WordFile, flat
from gmp_portal.exchange.word.unpacking import Package

NOTES = (("footnotes+xml", "footnote"), ("endnotes+xml", "endnote"))


def read(data: bytes) -> WordFile:
    """Return what a file says, or raise ``UnreadableFileError`` with a reason; nothing else."""
    with unpacking.guarded():
        package = Package(data)
        body = Body(_styles(package))
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
        )


def _styles(package: Package) -> dict[str, str]:
    """Return the names of styles: their short forms differ by the language of Word."""
    root = package.xml(package.find("wordprocessingml.styles+xml"))
    if root is None:
        return {}
    named = root.iter("{*}style")
    return {
        body_reading.value(style, "styleId"): body_reading.value(
            body_reading.child(style, "name")
        ).casefold()
        for style in named
    }


def _notes(
    package: Package, body: Body, ending: str, kind: str
) -> list[tuple[str, tuple[Paragraph, ...]]]:
    root = package.xml(package.find(f"wordprocessingml.{ending}"))
    if root is None:
        return []
    return [
        (
            f"{kind}:{body_reading.value(note, 'id')}",
            tuple(flat(body.content(note))),
        )
        for note in root
        if not body_reading.value(note, "type").endswith(("separator", "Separator"))
    ]


def _comments(package: Package, body: Body) -> tuple[Comment, ...]:
    root = package.xml(package.find("wordprocessingml.comments+xml"))
    if root is None:
        return ()
    return tuple(_comment(element, body) for element in root)


def _comment(element: Element, body: Body) -> Comment:
    text = "\n".join(paragraph.after for paragraph in flat(body.content(element)))
    return Comment(
        author=body_reading.value(element, "author"),
        day=body_reading.value(element, "date")[:10],
        text=text,
        about=body.commented.get(body_reading.value(element, "id"), ""),
    )


def _properties(package: Package) -> dict[str, str]:
    root = package.xml(package.find("custom-properties+xml"))
    if root is None:
        return {}
    return {
        body_reading.value(element, "name"): "".join(element.itertext())
        for element in root.iter("{*}property")
    }
