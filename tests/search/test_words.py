"""The words of a text: case, accents and forms of letters do not count; Han has no blanks."""

import pytest

from gmp_portal.search import vectors, words
from gmp_portal.search.highlights import excerpt, marked, whole_in
from gmp_portal.search.questions import Question


def lexemes(text: str) -> list[str]:
    return [word.lexeme for word in words.of(words.folded(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Côte d\u2019Ivoire", ["cote", "d", "ivoire"]),
        ("PAG.16/4", ["pag", "16", "4"]),
        ("Ёлка", ["елка"]),
        ("زِئْبَق", ["زيبق"]),
        ("Straße Łódź", ["strasse", "lodz"]),
        ("١٢", ["12"]),
        ("汞污染", ["汞", "汞污", "汞污染", "污", "污染", "染"]),
        ("\uff23\uff2f\uff12", ["co2"]),
    ],
)
def test_words_are_folded(text: str, expected: list[str]) -> None:
    assert lexemes(text) == expected


def test_a_long_text_becomes_several_at_paragraphs() -> None:
    paragraph = "mercury " * 900

    pieces = list(vectors.pieces("\n".join([paragraph] * 10)))

    assert len(pieces) == 3
    assert "\n".join(pieces).split() == (paragraph * 10).split()


def test_a_question_asks_for_all_its_words() -> None:
    question = Question('汞污染 "code of conduct" merc -waste PAG.16/4')

    assert question.as_query() == (
        "('汞污染') & ('code' <1> 'of' <1> 'conduct') & ('merc':*) & !('waste':*) & "
        "('pag' <1> '16' <1> '4')"
    )


@pytest.mark.parametrize("typed", ["", "  ", "-waste", '"', "& | ! ( ) :*", "'"])
def test_a_question_without_words_is_empty(typed: str) -> None:
    assert Question(typed).is_empty


def test_an_excerpt_marks_what_was_asked_for_in_the_text_as_it_stands() -> None:
    text = (
        "Far away. " * 40
        + "In Côte d\u2019Ivoire \ufb01ne mercury work began."
        + " More." * 80
    )

    pieces = excerpt(text, Question("cote mercury"))

    assert [piece.text for piece in pieces if piece.is_marked] == ["Côte", "mercury"]
    assert len("".join(piece.text for piece in pieces)) < 300


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        ("Paper PAG.16/4 of", "PAG.16/4", ["PAG.16/4"]),
        ("Côte d\u2019Ivoire", "cote d'ivoire", ["Côte", "d\u2019Ivoire"]),
        ("汞污染 of 汞", "汞", ["汞", "汞"]),
        ("全球汞污染", "汞污染", ["汞污染"]),
        ("mercury, mercury", "mercury", ["mercury", "mercury"]),
    ],
)
def test_what_belongs_together_is_marked_as_one(
    text: str, typed: str, expected: list[str]
) -> None:
    pieces = marked(text, Question(typed))

    assert [piece.text for piece in pieces if piece.is_marked] == expected


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        (
            "A plan, its plans, planning, planned",
            "plan",
            ["plan", "plans", "planning", "planned"],
        ),
        ("The plan of a plant", "plan", ["plan"]),
        ("A plant", "plan", ["plan"]),
        ("Mercury waste and wastewater", "merc waste", ["Merc", "waste"]),
        ("Выбросы ртути", "ртут", ["ртути"]),
    ],
)
def test_other_words_that_begin_like_the_typed_one_are_not_marked_beside_it(
    text: str, typed: str, expected: list[str]
) -> None:
    question = Question(typed)

    pieces = marked(text, question, whole_in([text], question))

    assert [piece.text for piece in pieces if piece.is_marked] == expected


def test_the_lines_shown_have_each_word_rather_than_one_of_them_often() -> None:
    others = "Aiko Sample, Mateo Sample, Sana Sample. " + "Nobody else. " * 30
    text = f"{others}Carmen Sample."

    pieces = excerpt(text, Question("carmen sample"))

    assert [piece.text for piece in pieces if piece.is_marked] == ["Carmen", "Sample"]


def test_fields_of_a_record_are_kept_apart_and_sentences_are_not() -> None:
    text = "All partners and guests\nGeneva\nIt was held.\n\nOf gold\tKenya\t\t3"

    pieces = excerpt(text, Question("gold"))

    said = "".join(piece.text for piece in pieces)
    assert said == "All partners and guests · Geneva · It was held. Of gold · Kenya · 3"
