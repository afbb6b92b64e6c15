"""The reader on texts of our own: tolerant, honest, and complete."""

import pytest

from gmp_portal.typesetting.content import (
    DraftDecision,
    Emphasis,
    Note,
    Paragraph,
    SubParagraph,
    Table,
    Unnumbered,
    notes,
    plain,
)
from reporting.session_documents.parser import parse
from tests.session_documents.accounting import lost, unaccounted

ENGLISH = """UNITED NATIONS
UNEP/MC/COP.9/18
Distr.: General
12 August 2030
Original: English

# Conference of the Parties to the Example Convention
Ninth meeting
Sample City, 4–8 November 2030\\*
Item 5 of the provisional agenda\\*\\*
International cooperation: Example matters

**Cooperation with Example bodies**

Note by the secretariat

## I. Introduction

1. The present note describes the Sample work of the secretariat.<sup>1</sup> It was written by the

---

\\* Invented data.

\\*\\* UNEP/MC/COP.9/1.

Example secretariat and covers two years:

(a) The first year;

(b) The second year, in which:

(i) One workshop was held;

(ii) One guide was published.

2. The guide is at [www.example.org/guide](http://www.example.org/guide).

<sup>1</sup> Sample framework,
paragraph 7.

## II. Implementation

### A. Example Institute

3. The Institute met.

| Year | Meetings |
|------|----------|
| 2029 | 4 |

### B. Sample Organization

5. This number skips one.

\\*\\*\\* A note that nobody calls.

## III. Suggested action

6. The Conference may wish to act.

# Annex

## Draft decision MC-9/[--]: Example cooperation

*The Conference of the Parties*,

*Recalling* its earlier decisions,<sup>1</sup>

1. *Welcomes* the note;

2. *Requests* the secretariat:

(a) To report;

(b) To meet.

<sup>1</sup> MC-8/1.
"""


@pytest.fixture(scope="module")
def understanding():
    return parse(ENGLISH, language="en")


def test_no_line_is_lost(understanding):
    assert lost(ENGLISH, understanding) == []
    assert unaccounted(ENGLISH, understanding) == set()


def test_the_first_page_is_read(understanding):
    document = understanding.document

    assert document.symbol == "UNEP/MC/COP.9/18"
    assert document.body_code == "MC"
    assert document.issued_on.isoformat() == "2030-08-12"
    assert plain(document.meeting.session) == "Ninth meeting"
    assert document.meeting.place_and_dates == (
        "Sample City, 4–8 November 2030",
        Note("Invented data."),
    )
    assert plain(document.meeting.agenda_item) == "Item 5 of the provisional agenda"
    assert document.title == "Cooperation with Example bodies"
    assert document.subtitle == "Note by the secretariat"


def test_paragraphs_and_their_parts_are_read(understanding):
    blocks = understanding.document.blocks

    paragraphs = [plain(b.runs) for b in blocks if isinstance(b, Paragraph)]
    assert len(paragraphs) == 5
    assert paragraphs[0].endswith(
        "written by the Example secretariat and covers two years:"
    )
    assert [b.level for b in blocks if isinstance(b, SubParagraph)] == [1, 1, 2, 2]
    assert notes(blocks[1].runs) == (Note("Sample framework, paragraph 7."),)
    assert "http://www.example.org/guide" in paragraphs[1]


def test_tables_are_read(understanding):
    [table] = [b for b in understanding.document.blocks if isinstance(b, Table)]

    assert table.header == ("Year", "Meetings")
    assert table.rows == ((("2029",), ("4",)),)


def test_a_decision_is_read_with_its_verbs(understanding):
    [decision] = understanding.document.annexes[0].blocks

    assert isinstance(decision, DraftDecision)
    assert decision.opening == (Emphasis("The Conference of the Parties"), ",")
    assert decision.preamble[0][0] == Emphasis("Recalling")
    assert notes(decision.preamble[0]) == (Note("MC-8/1."),)
    assert [len(operative.items) for operative in decision.operative] == [0, 2]


def test_what_is_not_understood_is_listed_and_kept(understanding):
    roles = {reading.role for reading in understanding.not_understood}

    assert roles == {"number out of order", "note without call"}
    remainder = understanding.document.annexes[-1]
    assert not remainder.is_numbered
    assert remainder.blocks == (Unnumbered("*** A note that nobody calls."),)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n---\n",
        "Only a line",
        "<sup>3</sup> An orphan note",
        "一、",
        "1. ",
        "|a|",
        "# Annex",
    ],
)
def test_scraps_are_read_without_failing(text):
    understanding = parse(text, language="en")

    assert lost(text, understanding) == []
    assert unaccounted(text, understanding) == set()


def test_hard_wrapped_lines_are_one_paragraph():
    line = "This is an Example sentence that a text editor has broken at its margin and"
    text = "1. " + "\n".join([line] * 12) + "\n\n2. " + "\n".join([line] * 12)

    blocks = parse(text, language="en").document.blocks

    assert len(blocks) == 2
