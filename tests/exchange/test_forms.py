"""Forms in Word: filled in as they are meant to be, and as people do it."""

from dataclasses import replace

import pytest

from gmp_portal.exchange.word import form, form_reading
from gmp_portal.exchange.word.form import Question, Section
from gmp_portal.exchange.word.form_reading import LeftOver
from tests.exchange import edits
from tests.exchange.samples import CODES, WORDS, form_sheet, form_sheets


def read(*changes, code="en", version="3"):
    filled = edits.edited(form.form(form_sheet(code, version)), *changes)
    return form_reading.read_form(filled, form_sheets())


def answer(answers, key):
    return next((given for given in answers.answers if given.key == key), None)


def told(answers, key):
    given = answer(answers, key)
    return given and (given.value or given.choices, given.where, given.certainty)


def left(answers):
    return [(line.text, line.reason) for line in answers.left_over]


@pytest.mark.parametrize("code", CODES)
def test_empty_form_has_no_answers_and_nothing_left_over(code):
    answers = read(code=code)

    assert answers.answers == ()
    assert answers.left_over == ()
    assert answers.missing == ()
    assert answers.empty == ("name", "kind", "offer", "areas", "public")
    assert (answers.form, answers.version, answers.is_known) == (
        "letter_of_intent",
        "3",
        True,
    )
    assert answers.language == code


@pytest.mark.parametrize("code", CODES)
def test_filled_form_is_read_for_sure(code):
    answers = read(
        edits.typed("name", "Example Institute"),
        edits.ticked("kind", 1),
        edits.typed("offer", "First line", "Second line"),
        edits.ticked("areas", 0),
        edits.ticked("areas", 2),
        edits.ticked("public", 1),
        code=code,
    )

    assert told(answers, "name") == ("Example Institute", "bookmark", "sure")
    assert told(answers, "kind") == (("aca",), "bookmark", "sure")
    assert told(answers, "offer") == ("First line\nSecond line", "bookmark", "sure")
    assert told(answers, "areas") == (("prod", "gold"), "bookmark", "sure")
    assert told(answers, "public") == (("no",), "bookmark", "sure")
    assert answers.left_over == ()


def test_other_version_is_told():
    answers = read(edits.typed("name", "Example"), version="2")

    assert (answers.version, answers.is_known) == ("2", False)
    assert told(answers, "name") == ("Example", "bookmark", "sure")


def test_file_without_properties_is_of_no_known_form():
    bare = edits.without(form.form(form_sheet()), "docProps/custom.xml")

    answers = form_reading.read_form(bare, form_sheets())

    assert (answers.form, answers.version, answers.is_known) == ("", "", False)
    assert answers.language == "en"


@pytest.mark.parametrize("code", CODES)
def test_lost_bookmarks_are_replaced_by_labels(code):
    answers = read(
        edits.typed("name", "Example"),
        edits.ticked("areas", 1),
        edits.no_bookmarks,
        code=code,
    )

    assert told(answers, "name") == ("Example", "label", "sure")
    assert told(answers, "areas") == (("waste",), "label", "sure")


def test_similar_label_without_bookmark_is_likely():
    answers = read(
        edits.typed("name", "Example"),
        edits.label_replaced("name", "NAME of the Organisation:"),
        edits.no_bookmarks,
    )

    assert told(answers, "name") == ("Example", "label", "likely")


def test_label_in_other_words_without_bookmark_is_left_over():
    answers = read(
        edits.typed("name", "Example"),
        edits.label_replaced("name", "Who are you?"),
        edits.no_bookmarks,
    )

    assert answer(answers, "name") is None
    assert "name" in answers.missing
    assert ("Example", "no_question") in left(answers)
    assert ("Who are you?", "no_question") in left(answers)


def test_label_that_denies_the_bookmark_is_believed_and_not_sure():
    answers = read(
        edits.typed("name", "Something"),
        edits.label_replaced("name", "What will you contribute?"),
        edits.row_gone("offer"),
    )

    assert answer(answers, "name") is None
    assert told(answers, "offer") == ("Something", "label", "likely")


def test_reordered_rows_keep_their_answers():
    answers = read(
        edits.typed("name", "Example"), edits.ticked("kind", 0), edits.rows_reversed
    )

    assert told(answers, "name") == ("Example", "bookmark", "sure")
    assert told(answers, "kind") == (("gov",), "bookmark", "sure")
    assert answers.left_over == ()


def test_deleted_row_is_missing():
    answers = read(edits.row_gone("offer"))

    assert answers.missing == ("offer",)


def test_row_copied_with_another_answer_is_left_over():
    answers = read(edits.typed("name", "First"), edits.row_twice("name"))

    assert told(answers, "name")[0] == "First"
    assert ("First", "answered_twice") in left(answers)


def test_recorded_changes_are_accepted():
    answers = read(edits.recorded("name", inserted="New name", deleted="Old name"))

    assert told(answers, "name") == ("New name", "bookmark", "sure")


def test_paragraphs_joined_by_a_recorded_change_are_one_line():
    answers = read(edits.typed("offer", "One ", "line"), edits.mark_deleted)

    assert told(answers, "offer")[0] == "One line"


def test_answer_typed_beside_the_label_is_likely():
    answers = read(edits.beside_label("name", "Example Institute"))

    assert told(answers, "name") == ("Example Institute", "label_cell", "likely")


def test_answer_typed_behind_the_label_is_likely():
    behind = f"{WORDS['en'][3]}: Example Institute"

    answers = read(edits.label_replaced("name", behind))

    assert told(answers, "name") == ("Example Institute", "label_cell", "likely")


def test_words_beside_the_label_of_an_answered_question_are_left_over():
    answers = read(edits.beside_label("name", "see annex"), edits.typed("name", "Example"))

    assert told(answers, "name")[0] == "Example"
    assert left(answers) == [("see annex", "beside_label")]


def test_words_outside_of_tables_are_left_over():
    answers = read(edits.said_outside("Dear colleagues"))

    assert answers.left_over == (LeftOver("Dear colleagues", "outside"),)


def test_answer_outside_of_tables_behind_its_label_is_likely():
    answers = read(
        edits.row_gone("name"), edits.said_outside("Name of the organization: Example")
    )

    assert told(answers, "name") == ("Example", "outside", "likely")


@pytest.mark.parametrize(
    "sign", ["x", "X", "х", "☒", "☑", "✓", "√", "✔️", "[x]", "(X)", "☐x"]
)
def test_every_way_to_tick_counts(sign):
    answers = read(edits.ticked("kind", 2, sign))

    assert told(answers, "kind") == (("bus",), "bookmark", "sure")
    assert answers.left_over == ()


@pytest.mark.parametrize(
    "line", ["Business x", "Business: X", "Business ✓", "Business – yes", "Business [x]"]
)
def test_tick_behind_the_choice_counts(line):
    answers = read(edits.choice_lines("kind", "☐ Government", "☐ Academia", line))

    assert told(answers, "kind") == (("bus",), "bookmark", "sure")


def test_choices_in_one_line_are_parted_by_their_boxes():
    answers = read(edits.choice_lines("kind", "☐ Government ☒ Academia ☐ Business"))

    assert told(answers, "kind") == (("aca",), "bookmark", "sure")


def test_boxes_behind_their_choices_in_one_line_are_not_guessed():
    answers = read(edits.choice_lines("kind", "Government ☐ Academia ☒ Business ☐"))

    assert answer(answers, "kind") is None
    assert left(answers) == [("Government ☐ Academia ☒ Business ☐", "not_a_choice")]


def test_only_choice_that_was_left_is_likely():
    answers = read(edits.choice_lines("kind", "Academia"))

    assert told(answers, "kind") == (("aca",), "bookmark", "likely")


def test_choice_typed_below_empty_boxes_is_likely():
    answers = read(edits.choice_lines("public", "☐ Yes", "☐ No", "yes"))

    assert told(answers, "public") == (("yes",), "bookmark", "likely")


def test_choice_in_bold_letters_is_likely():
    def bold(root):
        words = edits.cell_of(root, "kind").findall("{*}p")[1].findall("{*}r")[-1]
        words.getparent().replace(words, edits.run("Academia", is_bold=True))

    answers = read(bold)

    assert told(answers, "kind") == (("aca",), "bookmark", "likely")


@pytest.mark.parametrize(
    ("key", "lines"),
    [
        ("kind", ["Government", "Academia", "Business"]),
        ("areas", ["Mercury in products", "Waste", "Small-scale gold mining"]),
    ],
)
def test_all_choices_without_boxes_say_nothing(key, lines):
    answers = read(edits.choice_lines(key, *lines))

    assert answer(answers, key) is None
    assert answers.unclear == (key,)
    assert [line.text for line in answers.left_over] == lines


def test_same_label_in_two_sections_is_told_apart_by_their_headings():
    sections = (
        Section("Who signs", (Question("signatory", "Name"),)),
        Section("Who answers letters", (Question("contact", "Name"),)),
    )
    sheet = replace(form_sheet(), sections=sections)
    filled = edits.edited(
        form.form(sheet),
        edits.typed("signatory", "Ana"),
        edits.typed("contact", "Ben"),
        edits.no_bookmarks,
    )

    answers = form_reading.read_form(filled, {"en": sheet})

    assert told(answers, "signatory") == ("Ana", "label", "sure")
    assert told(answers, "contact") == ("Ben", "label", "sure")


def test_two_ticks_for_one_choice_are_not_guessed():
    answers = read(edits.ticked("kind", 0), edits.ticked("kind", 1))

    assert answer(answers, "kind") is None
    assert answers.unclear == ("kind",)
    assert "kind" not in answers.empty
    assert ("☒\tGovernment", "several_ticked") in left(answers)


def test_choice_of_ones_own_is_left_over():
    answers = read(edits.choice_lines("areas", "☒ Waste", "☐ Gold", "☒ Something else"))

    assert told(answers, "areas")[0] == ("waste",)
    assert ("☒ Something else", "not_a_choice") in left(answers)


def test_remark_behind_a_ticked_choice_is_left_over_and_the_choice_likely():
    answers = read(edits.choice_lines("public", "☒ Yes, but not the address", "☐ No"))

    assert told(answers, "public") == (("yes",), "bookmark", "likely")
    assert left(answers) == [("☒ Yes, but not the address", "remark")]


def test_remark_behind_an_empty_box_chooses_nothing():
    answers = read(edits.choice_lines("public", "☐ Yes, but not the address", "☐ No"))

    assert answer(answers, "public") is None
    assert answers.unclear == ("public",)


def test_choice_in_another_language_counts():
    answers = read(edits.choice_lines("kind", "☒ Université", "☐ Entreprise"))

    assert told(answers, "kind") == (("aca",), "bookmark", "sure")


@pytest.mark.parametrize("key", ["", "a b", "x" * 36, "é"])
def test_key_that_is_no_bookmark_is_refused(key):
    with pytest.raises(ValueError, match="bookmark"):
        Question(key, "Label")


def test_unknown_kind_of_question_is_refused():
    with pytest.raises(ValueError, match="kind"):
        Question("key", "Label", kind="number")
