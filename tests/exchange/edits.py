"""What people do to a file in Word, done by hand: cells filled, rows moved, changes recorded."""

import copy
import io
import zipfile

from lxml import etree

from gmp_portal.exchange.word import elements
from gmp_portal.exchange.word.elements import flag, w, words

DOCUMENT = "word/document.xml"


def parts(data):
    """The parts of a file by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(contents):
    """The parts as a file again."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return target.getvalue()


def edited(data, *edits, part=DOCUMENT):
    """The file after each of the edits was done to its text."""
    contents = parts(data)
    root = etree.fromstring(contents[part])
    for edit in edits:
        edit(root)
    contents[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return packed(contents)


def without(data, name):
    contents = parts(data)
    del contents[name]
    return packed(contents)


def run(text, *, is_bold=False):
    return w("r", elements.properties("rPr", flag("b", is_bold)), words(text))


def row_of(root, key):
    """The row whose answer has this bookmark."""
    start = root.find(f".//{{*}}bookmarkStart[@{{{elements.MAIN}}}name='_gmp_{key}']")
    return next(start.iterancestors("{*}tr"))


def cell_of(root, key):
    return row_of(root, key).findall("{*}tc")[-1]


def typed(key, *lines):
    """Type an answer of several paragraphs into the cell."""

    def edit(root):
        cell = cell_of(root, key)
        first = cell.find("{*}p")
        first.append(run(lines[0]))
        for line in lines[1:]:
            cell.append(w("p", run(line)))

    return edit


def ticked(key, place, sign="☒"):
    """Put a sign into the box of one choice."""

    def edit(root):
        line = cell_of(root, key).findall("{*}p")[place]
        next(line.iter("{*}t")).text = sign

    return edit


def choice_lines(key, *lines):
    """Replace all choices by lines of one's own."""

    def edit(root):
        cell = cell_of(root, key)
        for paragraph in cell.findall("{*}p")[1:]:
            cell.remove(paragraph)
        first = cell.find("{*}p")
        for part in [*first.findall("{*}r"), *first.findall("{*}sdt")]:
            first.remove(part)
        first.append(run(lines[0]))
        for line in lines[1:]:
            cell.append(w("p", run(line)))

    return edit


def no_bookmarks(root):
    for kind in ("bookmarkStart", "bookmarkEnd"):
        for mark in list(root.iter(f"{{*}}{kind}")):
            mark.getparent().remove(mark)


def label_replaced(key, text):
    def edit(root):
        paragraph = row_of(root, key).find("{*}tc/{*}p")
        for part in paragraph.findall("{*}r"):
            paragraph.remove(part)
        paragraph.append(run(text))

    return edit


def beside_label(key, text):
    """Type into the cell of the label, in a paragraph of its own."""

    def edit(root):
        row_of(root, key).find("{*}tc").append(w("p", run(text)))

    return edit


def row_gone(key):
    def edit(root):
        row = row_of(root, key)
        row.getparent().remove(row)

    return edit


def row_twice(key):
    def edit(root):
        row = row_of(root, key)
        row.addnext(copy.deepcopy(row))

    return edit


def rows_reversed(root):
    for table in root.iter("{*}tbl"):
        rows = table.findall("{*}tr")
        for row in rows:
            table.remove(row)
        table.extend(reversed(rows))


def said_outside(text):
    def edit(root):
        root.find("{*}body").insert(0, w("p", run(text)))

    return edit


def recorded(key, *, inserted="", deleted=""):
    """Insert and delete words of an answer while changes are recorded."""

    def edit(root):
        paragraph = cell_of(root, key).find("{*}p")
        gone = w("r", words(deleted, "delText"))
        paragraph.append(w("del", gone, id=901, author="A", date="2030-01-02T00:00:00Z"))
        paragraph.append(
            w("ins", run(inserted), id=902, author="A", date="2030-01-02T00:00:00Z")
        )

    return edit


def mark_deleted(root):
    """Delete the end of the first paragraph of the answer about the offer."""
    paragraph = cell_of(root, "offer").find("{*}p")
    gone = w("del", id=903, author="A", date="2030-01-02T00:00:00Z")
    laid_out = paragraph.find("{*}pPr")
    laid_out.append(w("rPr", gone))
