"""Our check bites where veraPDF bites: each breach of PDF/UA is found in a file that has it."""

import io

import pikepdf
import pytest

from gmp_portal.typesetting import accessibility, verify
from gmp_portal.typesetting.extraction import File, kids
from gmp_portal.typesetting.publication import publication_pdf
from tests.typesetting import samples

pytestmark = pytest.mark.usefixtures("engine")


@pytest.fixture(scope="module")
def booklet():
    return publication_pdf(samples.publication()).content


def elements(file, tag):
    return [element for element, tags in file.elements() if tags[-1] == tag]


def untag_a_link(file):
    link = elements(file, "Link")[0]
    link.K = pikepdf.Array([kid for kid in kids(link) if isinstance(kid, int)])


def tag_a_link_as_words(file):
    elements(file, "Link")[0].S = pikepdf.Name.Span


def silence_a_link(file):
    del file.pdf.pages[1].Annots[0].Contents


def put_another_annotation(file):
    file.pdf.pages[1].Annots[0].Subtype = pikepdf.Name.Text


def forget_the_order_of_links(file):
    del file.pdf.pages[1].Tabs


def skip_a_degree(file):
    elements(file, "H3")[0].S = pikepdf.Name.H5


def take_a_cell_away(file):
    row = elements(file, "TR")[-1]
    row.K = pikepdf.Array(kids(row)[:-1])


def forget_the_heads(file):
    del elements(file, "TD")[0].A.Headers


def name_a_head_that_is_not_there(file):
    elements(file, "TD")[0].A.Headers = pikepdf.Array([pikepdf.String("nowhere")])


def take_the_name_of_a_head(file):
    del elements(file, "TH")[0].ID


def put_a_row_into_a_paragraph(file):
    elements(file, "P")[0].S = pikepdf.Name.TR


def show_a_figure_without_words(file):
    elements(file, "P")[0].S = pikepdf.Name.Figure


def name_two_notes_alike(file):
    first, second = elements(file, "Note")[:2]
    second.ID = first.ID


def forget_the_language(file):
    del file.root.Lang


def forget_the_marks(file):
    del file.root.MarkInfo


def hide_the_title(file):
    del file.root.ViewerPreferences


def claim_nothing(file):
    file.root.Metadata.write(b"<x/>")


def use_a_tag_of_its_own(file):
    elements(file, "Sect")[0].S = pikepdf.Name.Chapter


def leave_a_font_at_home(file):
    font = accessibility.fonts(file)[0]
    descriptor = font.DescendantFonts[0].FontDescriptor
    for key in set(accessibility.FONT_FILES) & set(descriptor.keys()):
        del descriptor[key]


def make_letters_unreadable(file):
    del accessibility.fonts(file)[0].ToUnicode


def print_words_outside_the_tree(file):
    font = str(next(iter(file.pdf.pages[0].Resources.Font)))
    words = f"BT {font} 9 Tf <0003> Tj ET".encode()
    file.pdf.pages[0].contents_add(words)


BREACHES = {
    untag_a_link: "7.18.5-1",
    tag_a_link_as_words: "7.18.5-1",
    silence_a_link: "7.18.5-2",
    put_another_annotation: "7.18.1",
    forget_the_order_of_links: "7.18.3",
    skip_a_degree: "7.4.2",
    take_a_cell_away: "7.2",
    forget_the_heads: "7.5",
    name_a_head_that_is_not_there: "7.5",
    take_the_name_of_a_head: "7.5",
    put_a_row_into_a_paragraph: "7.2",
    show_a_figure_without_words: "7.3",
    name_two_notes_alike: "7.9",
    forget_the_language: "7.2",
    forget_the_marks: "7.1",
    hide_the_title: "7.1",
    claim_nothing: "PDF/UA 5",
    use_a_tag_of_its_own: "7.1",
    leave_a_font_at_home: "7.21.4",
    make_letters_unreadable: "7.21.7",
    print_words_outside_the_tree: "7.1",
}


def test_a_sound_file_has_no_faults(booklet):
    assert list(accessibility.faults(File(booklet))) == []


@pytest.mark.parametrize(
    ("breach", "clause"), BREACHES.items(), ids=[breach.__name__ for breach in BREACHES]
)
def test_each_breach_is_named_with_its_clause(booklet, breach, clause):
    file = File(booklet)

    breach(file)

    assert any(f"{clause})" in fault for fault in accessibility.faults(file))


def test_every_entry_of_the_contents_is_one_link_that_says_its_words(booklet):
    file = File(booklet)

    links = [link for page in file.pdf.pages for link in page.get("/Annots", [])]

    assert [str(link.Contents) for link in links] == [
        "Summary of the issue",
        "Objective",
        "Efforts and timelines",
        "Partners",
    ]


def test_running_lines_and_page_numbers_are_no_part_of_the_text(booklet):
    file = File(booklet)

    page = file.pdf.pages[2]

    marks = [
        str(operands[0])
        for operands, operator in pikepdf.parse_content_stream(page, "BDC")
        if str(operator) == "BDC"
    ]
    assert "/Artifact" in marks
    assert not any(piece.text == "Business plan" for piece in file.pieces())


def test_the_outline_and_the_places_are_read_by_the_same_eyes(booklet):
    file = File(booklet)

    assert verify.outline(file)[1] == "Contents"
    assert verify.places(file)["part-1"] == 2


def test_a_file_without_tags_is_refused_in_a_sentence():
    empty = pikepdf.new()
    empty.add_blank_page()
    written = io.BytesIO()
    empty.save(written)

    faults = list(accessibility.faults(File(written.getvalue())))

    assert any("not tagged" in fault for fault in faults)
