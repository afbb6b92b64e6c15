"""Headings, lists, tables, figures, links and notes, kept as text with signs (ADR 57)."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gmp_portal.typesetting.signs import inline, lines, plain
from gmp_portal.typesetting.signs.blocks import Paragraph, Words
from gmp_portal.ui.word_count import count_words
from tests.typesetting import signed_texts
from tests.typesetting.signs_data import of_blocks

VECTORS = json.loads((Path(__file__).parent / "signs.json").read_text())
SCRIPTS = Path(__file__).parents[2] / "static"
OFTEN = settings(max_examples=300, deadline=None, derandomize=True)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["about"])
def test_the_server_reads_a_text_as_the_vectors_say(vector):
    blocks = lines.read(vector["text"])

    assert of_blocks(blocks) == vector["blocks"]
    assert lines.write(blocks) == vector["written"]
    assert count_words(plain.words(vector["text"])) == vector["words"]


def test_the_browser_reads_the_same():
    texts = [vector["text"] for vector in VECTORS]

    answers = _of_browser(texts)

    assert answers == [
        {
            "blocks": vector["blocks"],
            "written": vector["written"],
            "words": vector["words"],
        }
        for vector in VECTORS
    ]


@given(signed_texts.BLOCKS)
@OFTEN
def test_blocks_are_the_same_once_they_were_text(blocks):
    text = lines.write(blocks)

    assert lines.read(text) == blocks
    assert lines.write(lines.read(text)) == text


@given(signed_texts.ANY)
@OFTEN
def test_any_text_can_be_read_and_is_settled_once_it_was_written(text):
    for each in (text, f"%%%\n{text}"):
        written = lines.signed(each)

        assert lines.signed(written) == written


@given(signed_texts.ANY)
@OFTEN
def test_no_word_is_lost_whatever_looks_like_a_sign(text):
    read = plain.words(f"%%%\n{text}")

    letters = [letter for letter in text if letter in "ab汞م"]
    assert [letter for letter in read if letter in "ab汞م"] == letters


@given(st.lists(signed_texts.ANY, max_size=20))
@settings(max_examples=5, deadline=None, derandomize=True)
def test_the_browser_reads_any_text_as_the_server_does(texts):
    signed = [f"%%%\n{text}" for text in texts]

    answers = _of_browser(signed)

    assert answers == [
        {
            "blocks": of_blocks(lines.read(text)),
            "written": lines.signed(text),
            "words": count_words(plain.words(text)),
        }
        for text in signed
    ]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "//unep.org",
        "/area/",
        "https://",
        "ftp://x",
    ],
)
def test_a_link_leads_to_a_page_or_to_mail_and_nowhere_else(address):
    text = f"[words]({address})"

    assert inline.read(text) == (Words(text),)
    assert inline.settled([Words("words", address=address)]) == (Words("words"),)


def test_old_text_without_the_first_line_has_no_signs():
    text = "# 5 pumps ** and __ [x](https://x.org)\n\n| a | b |\n\n![3] map ^[no]"

    blocks = lines.read(text)

    assert blocks == tuple(Paragraph((Words(part),)) for part in text.split("\n\n"))
    assert plain.text(text) == text


def _of_browser(texts):
    """What the scripts of the browser make of these texts."""
    node = shutil.which("node")
    if not node:
        pytest.skip("Node.js is not installed; it runs the scripts of the browser.")
    program = (
        f'const signs = await import("{SCRIPTS / "editor" / "signs.js"}");'
        f'const {{ countWords }} = await import("{SCRIPTS / "js" / "count.js"}");'
        'const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));'
        "console.log(JSON.stringify(texts.map((text) => ({ blocks: signs.read(text),"
        " written: signs.write(signs.read(text)), words: countWords(signs.countable(text)) }))));"
    ).replace('require("fs")', '(await import("node:fs"))')
    answer = subprocess.run(
        [node, "--experimental-default-type=module", "--input-type=module", "-e", program],
        input=json.dumps(texts),
        capture_output=True,
        check=True,
        text=True,
    )
    return json.loads(answer.stdout)
