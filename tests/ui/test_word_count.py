"""Words are counted alike on the server and in the browser (A2-I)."""

import json
import shutil
import subprocess
from base64 import b64encode
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from gmp_portal.ui.word_count import MaxWords, count_words

VECTORS = json.loads((Path(__file__).parent / "word_counts.json").read_text())
SCRIPT = Path(__file__).parents[2] / "static" / "js" / "count.js"


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["text"][:20])
def test_server_counts_words_as_united_nations_documents_do(vector: dict):
    assert count_words(vector["text"]) == vector["words"]


def test_browser_counts_the_same_words():
    node = shutil.which("node")
    if not node:
        pytest.skip("Node.js is not installed; it runs the counter of the browser.")
    module = b64encode(SCRIPT.read_bytes()).decode()
    program = (
        f'const {{countWords}} = await import("data:text/javascript;base64,{module}");'
        f"const texts = {json.dumps([vector['text'] for vector in VECTORS])};"
        "console.log(JSON.stringify(texts.map(countWords)));"
    )

    answer = subprocess.run(
        [node, "--input-type=module", "-e", program],
        capture_output=True,
        check=True,
        text=True,
    )

    assert json.loads(answer.stdout) == [vector["words"] for vector in VECTORS]


@pytest.mark.parametrize("text", ["汞" * 250, "word " * 250])
def test_text_within_the_limit_is_accepted(text: str):
    MaxWords(250)(text)


@pytest.mark.parametrize("text", ["汞" * 251, "word " * 251])
def test_one_word_too_many_is_refused_with_a_sentence(text: str):
    with pytest.raises(ValidationError) as refusal:
        MaxWords(250)(text)

    assert refusal.value.messages == ["Please shorten the text by 1 word."]
