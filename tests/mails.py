"""Mails as their readers get them, word for word, in ``tests/<app>/mails/``.

``UPDATE_MAILS=1 ./portal test tests/<app>/test_mails.py`` writes the texts anew. Such a run fails:
somebody must read what has changed, and run the tests once more.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests import english

CHINESE = re.compile("[\u4e00-\u9fff]{4}")
TESTS = Path(__file__).parent


def check_mail(app: str, name: str, subject: str, body: str) -> None:
    """Compare a mail with the text that was agreed on."""
    kept = TESTS / app / "mails" / f"{name}.txt"
    text = f"Subject: {subject}\n\n{body}"
    if os.environ.get("UPDATE_MAILS"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(text, encoding="utf-8")
        pytest.fail(f"{kept} is written: read what changed, and run without UPDATE_MAILS.")
    assert text == kept.read_text(encoding="utf-8")


def check_chinese(*texts: str, content: Iterable[str] = ()) -> None:
    """A mail to a Chinese reader is Chinese but for what people wrote themselves (content)."""
    assert texts
    assert all(CHINESE.search(text) for text in texts), texts
    found = [found for text in texts for found in english.sentences(text, content)]
    assert not found, found
