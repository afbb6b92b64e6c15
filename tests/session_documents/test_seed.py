"""A real past document comes out as its pages stand, and becomes a PDF."""

from pathlib import Path

import pytest

from gmp_portal.typesetting import render
from gmp_portal.typesetting.content import (
    Chapter,
    DraftDecision,
    Note,
    Paragraph,
    Section,
    notes,
    plain,
)
from gmp_portal.typesetting.session import SessionDocument, session_pdf
from reporting.session_documents.parser import parse
from tests.session_documents.accounting import lost, unaccounted

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"


def _seed(number: str) -> str:
    found = sorted(SEEDS.glob(f"{number}_*.txt"))
    if not found:
        pytest.skip("The past documents are not on this machine.")
    return found[0].read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def text():
    return _seed("001")


@pytest.fixture(scope="module")
def understanding(text):
    return parse(text, language="zh-hans")


def test_nothing_is_lost(text, understanding):
    assert lost(text, understanding) == []
    assert unaccounted(text, understanding) == set()
    assert understanding.not_understood == ()


def test_the_meeting_block_is_read(understanding):
    meeting = understanding.document.meeting

    assert plain(meeting.body) == "关于汞的水俣公约缔约方大会"
    assert plain(meeting.session) == "第四次会议"
    assert plain(meeting.place_and_dates) == "2021年11月1日至5日，在线"
    assert plain(meeting.agenda_item) == "临时议程项目5"
    assert plain(meeting.agenda_title) == understanding.document.title == "国际合作与协调"
    assert understanding.document.subtitle == "秘书处的说明"
    assert [len(notes(meeting.place_and_dates)), len(notes(meeting.agenda_item))] == [1, 1]
    assert meeting.agenda_item[1] == Note("UNEP/MC/COP.4/1。")


def test_the_body_is_read(understanding):
    blocks = understanding.document.blocks

    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    chapters = [block.title for block in blocks if isinstance(block, Chapter)]
    assert len(paragraphs) == 38
    assert chapters == ["引言", "执行情况", "建议采取的行动"]
    assert sum(isinstance(block, Section) for block in blocks) == 10
    assert len(blocks) == 38 + 3 + 10
    called = [n for n, p in enumerate(paragraphs, start=1) for _ in notes(p.runs)]
    assert called == [14, 26, 32, 35]


def test_paragraphs_cut_by_a_page_are_whole_again(understanding):
    paragraphs = [b for b in understanding.document.blocks if isinstance(b, Paragraph)]

    assert "秘书处的传播和知识管理干事" in plain(paragraphs[9].runs)
    assert "技术援助的专门国际方案" in plain(paragraphs[15].runs)


def test_the_annex_is_read(understanding):
    [annex] = understanding.document.annexes
    [decision] = annex.blocks

    assert isinstance(decision, DraftDecision)
    assert plain(decision.opening) == "缔约方大会，"
    assert len(decision.preamble) == 3
    assert len(decision.operative) == 7
    assert [note.text for note in notes(decision.operative[3].runs)] == [
        "UNEP/MC/COP.4/INF/14。",
        "UNEP/MC/COP.4/INF/13。",
    ]


def test_it_becomes_a_pdf(understanding):
    if not render.is_available():
        pytest.skip("The Pango library is missing on this machine, so no PDF can be made.")

    result = session_pdf(understanding.document)

    assert 6 <= result.pages <= 9
    assert result.problems == ()
    assert (
        SessionDocument.from_data(understanding.document.to_data())
        == understanding.document
    )


@pytest.mark.parametrize("number", ["000", "002", "003", "004"])
def test_other_past_documents_lose_nothing(number):
    text = _seed(number)

    understanding = parse(text, language="zh-hans")

    assert lost(text, understanding) == []
    assert unaccounted(text, understanding) == set()
    assert understanding.stats.paragraphs > 10
