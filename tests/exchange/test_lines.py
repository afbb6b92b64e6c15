"""Any Word file line by line: looks, links, notes, merged cells, what stands beside the text."""

import io
import json

import pytest

from gmp_portal.exchange.word import line_reading, line_taker
from gmp_portal.exchange.word.opening import UnreadableFileError
from tests.areas.word_plan_texts import ENGLISH
from tests.areas.word_plans import Word, bold, deleted, inserted, run, run_in, with_styles


def lines_of(word):
    return line_reading.read_lines(word.file()).lines


def test_looks_come_from_the_style_and_those_it_builds_on():
    word = Word().p("A", style="OwnHead").p("B", style="berschrift1").p("C", outline=1)

    first, second, third = lines_of(word)

    assert (first.outline, first.is_bold, first.size) == (1, True, 28)
    assert (second.outline, second.is_bold, second.size) == (1, True, 32)
    assert (third.outline, third.is_bold, third.size) == (2, False, 22)


def test_lists_have_their_kind_and_depth():
    word = Word().p("A", listed="bullet").p("B", listed="number", depth=2)
    word.p("C", style="ListBullet")

    said = [(line.listed, line.depth) for line in lines_of(word)]

    assert said == [("bullet", 0), ("number", 2), ("bullet", 0)]


def test_bold_words_at_the_beginning_are_known():
    whole, part = lines_of(Word().p(bold("Al", "l")).p(bold("Le", "ad"), " and more"))

    assert (whole.is_bold, whole.lead) == (True, "")
    assert (part.is_bold, part.lead) == (False, "Lead")


def test_links_and_notes_stand_in_the_text():
    word = Word()
    word.p("See ", word.link("UNEP", "https://www.unep.org/"), word.note("A note."), ".")

    line, note = lines_of(word)

    assert line.text == "See UNEP (https://www.unep.org/)[1]."
    assert (note.kind, note.about, note.text) == ("note", "1", "A note.")


def test_merged_cells_say_what_they_go_on_from():
    word = Word().table((("Head", 2),), (("A", 1), "1"), (None, "2"))

    [table] = lines_of(word)

    assert table.rows == (("Head", ""), ("A", "1"), ("A", "2"))


def test_table_with_one_column_is_a_frame_round_its_paragraphs():
    first, second = lines_of(Word().table(("A",), ("B",)))

    assert (first.kind, first.text, second.text) == ("paragraph", "A", "B")


def test_changes_are_accepted_and_what_was_deleted_is_told():
    read = line_reading.read_lines(
        Word().p("Old. ", inserted("New."), deleted("Gone.")).file()
    )

    assert [line.text for line in read.lines] == ["Old. New.", "Gone."]
    assert read.changes == 2


def test_what_stands_beside_the_text_is_told():
    word = Word(header="At the head")
    word.p("A", word.comment("Is it?", "Bo Example"), run(""))

    kinds = {line.kind: line for line in lines_of(word)}

    assert (kinds["comment"].text, kinds["comment"].by) == ("Is it?", "Bo Example")
    assert kinds["margin"].text == "At the head"


def test_endless_files_are_refused():
    word = Word()
    for number in range(line_reading.MOST_LINES + 1):
        word.p(str(number))

    with pytest.raises(UnreadableFileError) as refusal:
        line_reading.read_lines(word.file())

    assert refusal.value.reason == "too_large"


@pytest.mark.parametrize("write", [with_styles, run_in])
def test_process_answers_with_the_same_lines(write):
    data, answer = write(ENGLISH), io.BytesIO()

    line_taker.run(io.BytesIO(data), answer)

    assert line_taker.answered(answer.getvalue()) == line_reading.read_lines(data)


def test_process_answers_with_the_reason():
    answer = io.BytesIO()

    line_taker.run(io.BytesIO(b"nothing"), answer)

    assert json.loads(answer.getvalue()) == {"reason": "not_word"}
    with pytest.raises(UnreadableFileError):
        line_taker.answered(answer.getvalue())
    with pytest.raises(UnreadableFileError):
        line_taker.answered(b"")
