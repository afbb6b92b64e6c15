"""Mails as their readers get them, word for word, in ``tests/<app>/mails/``.

``UPDATE_MAILS=1 ./portal test tests/<app>/test_mails.py`` writes the texts anew. Such a run fails:
somebody must read what has changed, and run the tests once more.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from gmp_portal.accounts.models import User
from gmp_portal.notifications import kinds, own_words, whole_mails
from gmp_portal.notifications.models import MailText
from tests import english
from tests.factories.accounts import UserFactory

CHINESE = re.compile("[\u4e00-\u9fff]{4}")
LONGEST = 200
TESTS = Path(__file__).parent


@pytest.fixture(params=["built in", "written"])
def either_text(request: pytest.FixtureRequest, db: None) -> None:
    """Have each mail once as it is built in, once as officers write it who change nothing."""
    if request.param == "written":
        officer = UserFactory.create()
        MailText.objects.bulk_create(_as_built_in(each, officer) for each in kinds.KINDS)


def _as_built_in(template: str, officer: User) -> MailText:
    subject, body = whole_mails.parts_in(template, "en")
    return MailText(
        template=template,
        language="en",
        subject=subject if len(subject) <= LONGEST else "",
        body=body,
        beside=own_words.fingerprint(template, "en"),
        written_by=officer,
    )


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
