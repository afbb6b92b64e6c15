"""The texts that mails are compared with are written on demand, never by a passing test."""

import pytest

from tests import mails


@pytest.fixture(autouse=True)
def kept(monkeypatch, tmp_path):
    monkeypatch.setattr(mails, "TESTS", tmp_path)
    monkeypatch.delenv("UPDATE_MAILS", raising=False)
    (tmp_path / "app").mkdir()
    return tmp_path / "app" / "mails" / "hello.txt"


def test_a_text_is_written_when_asked_for_and_that_run_fails(kept, monkeypatch):
    monkeypatch.setenv("UPDATE_MAILS", "1")

    with pytest.raises(pytest.fail.Exception, match=r"hello\.txt is written"):
        mails.check_mail("app", "hello", "Hello", "Dear Zoë\n")

    assert kept.read_text(encoding="utf-8") == "Subject: Hello\n\nDear Zoë\n"


def test_a_mail_is_compared_with_the_text_that_was_agreed_on(kept):
    kept.parent.mkdir()
    kept.write_text("Subject: Hello\n\nDear Zoë\n", encoding="utf-8")

    mails.check_mail("app", "hello", "Hello", "Dear Zoë\n")
    with pytest.raises(AssertionError):
        mails.check_mail("app", "hello", "Hello", "Dear Zoe\n")

    assert kept.read_text(encoding="utf-8") == "Subject: Hello\n\nDear Zoë\n"


def test_a_mail_without_a_text_fails(kept):
    with pytest.raises(FileNotFoundError):
        mails.check_mail("app", "hello", "Hello", "")

    assert not kept.exists()
