"""The text of a mail is kept for a while; to whom it went, and when, stays (R-28)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from gmp_portal import rulebook
from gmp_portal.jobs import retention as of_jobs
from gmp_portal.ledger.models import Entry
from gmp_portal.notifications import retention, scheduled
from gmp_portal.notifications.models import Message

TODAY = date(2026, 6, 30)
LAST_KEPT = datetime(2025, 6, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def mail(db):
    def write(address, *, state, written, sent=None, body="Text"):
        return Message.objects.create(
            address=address,
            language="en",
            subject="Hello",
            body=body,
            state=state,
            created_at=written,
            sent_at=sent,
        )

    return write


def _texts():
    return dict(Message.objects.values_list("address", "body"))


def test_a_text_is_kept_for_a_year_after_it_was_sent(mail):
    old = LAST_KEPT - SECOND
    gone = mail("gone@example.org", state="sent", written=old, sent=old)
    mail("kept@example.org", state="sent", written=old, sent=LAST_KEPT)

    scheduled.forget_old_texts(TODAY)

    assert rulebook.value("R-28")["mail_days"] == 365
    assert _texts() == {"gone@example.org": "", "kept@example.org": "Text"}
    gone.refresh_from_db()
    assert (gone.subject, gone.sent_at, gone.state) == ("Hello", old, "sent")
    entry = Entry.objects.get()
    assert (entry.kind, entry.actor) == ("message.texts_forgotten", None)
    assert entry.subject == f"notifications.message:{gone.pk}"
    assert entry.body == {"count": 1}


def test_the_text_of_a_refused_mail_is_kept_as_long_since_it_was_written(mail):
    mail("gone@example.org", state="refused", written=LAST_KEPT - SECOND)
    mail("kept@example.org", state="refused", written=LAST_KEPT)

    assert retention.forget_texts(TODAY) == 1

    assert _texts() == {"gone@example.org": "", "kept@example.org": "Text"}


def test_a_mail_that_waits_keeps_its_text_however_old_it_is(mail):
    mail("a@example.org", state="queued", written=LAST_KEPT - timedelta(days=900))

    assert retention.forget_texts(TODAY) == 0

    assert _texts() == {"a@example.org": "Text"}
    assert not Entry.objects.exists()


def test_the_oldest_go_first_and_never_more_than_a_bounded_number(mail, monkeypatch):
    monkeypatch.setattr(of_jobs, "AT_ONCE", 2)
    for number in range(3):
        day = LAST_KEPT - timedelta(days=9 - number)
        mail(f"{number}@example.org", state="sent", written=day, sent=day)
    mail("wiped@example.org", state="sent", written=day, sent=day, body="")

    counts = [retention.forget_texts(TODAY)]
    after_the_first = _texts()
    counts += [retention.forget_texts(TODAY) for _time in range(2)]

    assert counts == [2, 1, 0]
    assert after_the_first["2@example.org"] == "Text"
    assert set(_texts().values()) == {""}
