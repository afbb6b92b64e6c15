"""Word files as they are read: both sides of recorded changes, notes, comments, boxes."""

import pytest

from gmp_portal.exchange.word import block_reading, documents, reading, shapes
from gmp_portal.exchange.word.elements import w, words
from gmp_portal.exchange.word.shapes import Comment, Revision
from gmp_portal.typesetting.content import Note, Paragraph, Table
from gmp_portal.typesetting.content import words as text
from tests.exchange import edits

BY = {"id": 950, "author": "Ana", "date": "2030-01-02T10:00:00Z"}


def two_paragraphs():
    blocks = (Paragraph(text("first", Note("note"))), Paragraph("second"))
    return documents.document(blocks, language="en", title="T")


def body(root, place):
    return root.find("{*}body").findall("{*}p")[place]


def insert(place, said):
    return lambda root: body(root, place).append(w("ins", edits.run(said), **BY))


def delete(place):
    def edit(root):
        paragraph = body(root, place)
        for run in paragraph.findall("{*}r"):
            gone = w("del", **BY)
            run.addprevious(gone)
            gone.append(run)

    return edit


def mark(place, kind):
    return lambda root: body(root, place).find("{*}pPr").append(w("rPr", w(kind, **BY)))


def test_inserted_and_deleted_words_stand_on_one_side_each():
    data = edits.edited(two_paragraphs(), delete(2), insert(2, "new"))

    file = reading.read(data)

    assert (file.content[2].before, file.content[2].after) == ("second", "new")
    assert file.revisions == (
        Revision("deleted", "Ana", "2030-01-02", "second"),
        Revision("inserted", "Ana", "2030-01-02", "new"),
    )


@pytest.mark.parametrize(
    ("kind", "view", "count"),
    [("del", "after", 1), ("del", "before", 2), ("ins", "before", 1), ("ins", "after", 2)],
)
def test_paragraph_whose_end_came_or_went_is_joined_in_one_view(kind, view, count):
    data = edits.edited(two_paragraphs(), mark(1, kind))

    read = block_reading.read_document(data, view=view)

    assert len(read.blocks) == count


def test_view_before_is_what_was_written():
    data = edits.edited(two_paragraphs(), insert(1, " more"), delete(2))

    read = block_reading.read_document(data, view="before")

    assert read.blocks == (Paragraph(text("first", Note("note"))), Paragraph("second"))


def test_moved_words_stand_where_they_went():
    def move(root):
        run = body(root, 2).find("{*}r")
        away = w("moveFrom", **BY)
        run.addprevious(away)
        body(root, 1).append(w("moveTo", edits.run(" second"), **BY))
        away.append(run)

    file = reading.read(edits.edited(two_paragraphs(), move))

    assert [part.after for part in file.content[1:3]] == ["first second", ""]
    assert [part.before for part in file.content[1:3]] == ["first", "second"]


def test_changes_in_notes_are_read_too():
    def change(root):
        root[-1].find("{*}p").append(w("ins", edits.run(" more"), **BY))

    file = reading.read(edits.edited(two_paragraphs(), change, part="word/footnotes.xml"))

    (note,) = file.notes["footnote:1"]
    assert (note.before, note.after) == (" note", " note more")


def test_row_that_came_stands_in_the_view_after_only():
    def add(root):
        row = root.find(".//{*}tr")
        row.find("{*}trPr").append(w("ins", **BY))

    table = Table("", (), (("a",), ("b",)), numbered=False)
    data = documents.document((table,), language="en", title="T")
    file = reading.read(edits.edited(data, add))

    views = [list(shapes.seen(file.content, view))[1] for view in ("before", "after")]

    assert [len(view.rows) for view in views] == [1, 2]


def test_comments_name_who_said_what_about_which_words():
    data = two_paragraphs()
    contents = edits.parts(data)
    comment = w("comments", w("comment", w("p", edits.run("why?")), **(BY | {"id": 7})))
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    contents["word/comments.xml"] = edits.etree.tostring(comment)
    types = contents["[Content_Types].xml"].decode()
    override = f'<Override PartName="/word/comments.xml" ContentType="{kind}"/></Types>'
    contents["[Content_Types].xml"] = types.replace("</Types>", override).encode()

    def refer(root):
        body(root, 2).append(w("r", w("commentReference", id=7)))

    file = reading.read(edits.edited(edits.packed(contents), refer))

    assert file.comments == (Comment("Ana", "2030-01-02", "why?", "second"),)


def test_words_of_a_floating_box_are_told():
    def float_box(root):
        box = w("txbxContent", w("p", edits.run("in a box")))
        body(root, 1).append(w("r", w("pict", box)))

    file = reading.read(edits.edited(two_paragraphs(), float_box))

    assert file.boxes == ("in a box",)


def test_picture_is_named_as_unread():
    def add(root):
        body(root, 1).append(w("r", w("drawing")))

    file = reading.read(edits.edited(two_paragraphs(), add))

    assert file.unread == ("drawing",)


def test_words_in_links_and_controls_are_read():
    def wrap(root):
        control = w("sdt", w("sdtPr"), w("sdtContent", edits.run("b")))
        body(root, 2).append(w("hyperlink", edits.run(" a"), control))

    file = reading.read(edits.edited(two_paragraphs(), wrap))

    assert file.content[2].after == "second ab"


def test_words_that_ask_to_be_replaced_are_no_answer():
    def add(root):
        asks = w("sdtPr", w("showingPlcHdr"))
        body(root, 2).append(w("sdt", asks, w("sdtContent", edits.run("Click here"))))

    file = reading.read(edits.edited(two_paragraphs(), add))

    assert file.content[2].after == "second"


def test_strict_files_are_read():
    def strict(data):
        contents = edits.parts(data)
        old = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        new = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
        return edits.packed({n: c.replace(old, new) for n, c in contents.items()})

    read = block_reading.read_document(strict(two_paragraphs()))

    assert read.blocks == (Paragraph(text("first", Note("note"))), Paragraph("second"))


def test_styles_are_known_by_name_where_word_speaks_another_language():
    contents = edits.parts(two_paragraphs())
    for name in ("word/document.xml", "word/styles.xml"):
        contents[name] = contents[name].replace(b'"GMPParagraph"', b'"Absatz7"')

    read = block_reading.read_document(edits.packed(contents))

    assert read.blocks[1] == Paragraph("second")


def test_symbols_of_other_fonts_are_ticks():
    def add(root):
        tick = w("sym", font="Wingdings", char="F0FE")
        body(root, 2).append(w("r", tick, words(" yes")))

    file = reading.read(edits.edited(two_paragraphs(), add))

    assert file.content[2].after == "second☒ yes"
