"""The rule book holds every clause of the framework, and the code cites no other."""

import re
from pathlib import Path
from typing import get_args

import pytest
from django.utils import translation
from django.utils.translation import gettext

from gmp_portal import rulebook
from gmp_portal.rulebook.definitions import Status, Who

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (
    "gmp_portal",
    "partners",
    "areas",
    "advisory_group",
    "reporting",
    "templates",
    "tests",
)
CITED = re.compile(r"(?<![\w-])(?:A[12]|B[1-7]|P|R)-[0-9A-Z][\w-]*+(?!\{)")
LOOKED_UP = re.compile(r"""(?:\bclause=|\bclause\(|\{% clause )["']([ABPR][\w-]+)["']""")
IDS = (Path(__file__).parent / "clause_ids.txt").read_text(encoding="utf-8").split()
KNOWN = set(IDS) | {rule.id for rule in rulebook.parameters()}


def cited(pattern: re.Pattern[str]) -> dict[str, str]:
    """Find the ids that code, templates or tests mention this way, with a place of each."""
    places = {}
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
                for found in pattern.findall(path.read_text(encoding="utf-8")):
                    places[found.rstrip("-_")] = str(path.relative_to(ROOT))
    return places


def test_every_clause_of_the_framework_is_in_the_rule_book_in_its_order():
    ids = [clause.id for clause in rulebook.clauses()]

    assert ids == IDS


def test_no_clause_is_cited_that_does_not_exist():
    """A docstring may cite a whole paragraph, such as A1-3c, that several clauses share."""
    paragraphs = {id_.rsplit("-", 1)[0] for id_ in IDS} | {
        id_.rsplit("-", 2)[0] for id_ in IDS if id_.count("-") > 2
    }

    unknown = {id_: at for id_, at in cited(CITED).items() if id_ not in KNOWN | paragraphs}

    assert unknown == {}


def test_every_clause_that_is_looked_up_exists():
    looked_up = cited(LOOKED_UP)

    assert {id_: at for id_, at in looked_up.items() if id_ not in KNOWN} == {}
    assert "A1-2e" in looked_up


def test_unknown_clause_is_refused_with_a_sentence():
    with pytest.raises(KeyError, match="The rule book has no clause 'Z-1'"):
        rulebook.clause("Z-1")


@pytest.mark.parametrize("clause", rulebook.clauses(), ids=lambda clause: clause.id)
def test_every_clause_says_what_who_and_how(clause):
    texts = [str(clause.title), str(clause.text), str(clause.how), str(clause.section)]

    assert all(texts)
    assert str(clause.text).endswith(".")
    assert str(clause.how).endswith(".")
    assert set(clause.who) <= set(get_args(Who))
    assert (clause.how == rulebook.definitions.NOT_YET) == (clause.status == Status.PLANNED)


@pytest.mark.parametrize(
    ("clause_id", "label"),
    [
        ("A1-2e", "Annex 1, 2(e)"),
        ("A1-2c-6", "Annex 1, 2(c), point 6"),
        ("A1-3c-T", "Annex 1, 3(c)(T)"),
        ("A1-3f-ii", "Annex 1, 3(f)(ii)"),
        ("A1-4a-v-2", "Annex 1, 4(a)(v), point 2"),
        ("A1-6-0", "Annex 1, 6"),
        ("A2-I-2", "Annex 2, I, point 2"),
        ("B7-1", "Section 7, point 1"),
        ("P-19a", "Preamble, 19(a)"),
        ("R-07", "Working rule R-07"),
    ],
)
def test_number_label_quotes_a_clause_as_people_do(clause_id, label):
    assert rulebook.clause(clause_id).number_label == label


@pytest.mark.parametrize(
    ("clause_id", "label"),
    [
        ("A1-2c-6", "附件1第2(c)段第6点"),
        ("A1-3c-T", "附件1第3(c)段"),
        ("A1-6-0", "附件1第6节"),
        ("A2-I-2", "附件2第I节第2点"),
        ("B7-3", "正文第7节第3点"),
        ("B1-O1", "正文第1节目标1"),
        ("P-19g", "序言第19(g)段"),
    ],
)
def test_a_clause_is_quoted_in_chinese_as_chinese_documents_do(clause_id, label):
    with translation.override("zh-hans"):
        assert rulebook.clause(clause_id).number_label == label


@pytest.mark.parametrize(
    ("clause_id", "number"), [("B1-O1", "1-O1"), ("A1-2c-6", "2(c)第6点")]
)
def test_a_point_with_a_letter_keeps_it_in_chinese(clause_id, number):
    with translation.override("zh-hans"):
        assert rulebook.clause(clause_id).number == number


def test_url_leads_to_the_clause_in_the_public_framework():
    assert rulebook.clause("A1-2e").url == "/framework/annex-1/#A1-2e"


def test_clause_speaks_the_readers_language():
    clause = rulebook.clause("A1-2e")
    sentence = "UNEP confirms that somebody takes part."

    with translation.override("fr"):
        assert str(clause.text) == gettext(sentence)
    with translation.override("en"):
        assert str(clause.text) == sentence
