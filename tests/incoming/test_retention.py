"""The text of a received mail is kept for a year; from whom it came, and when, stays (R-28)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from gmp_portal.incoming import scheduled
from gmp_portal.incoming.models import IncomingMail
from gmp_portal.jobs import retention
from gmp_portal.ledger.models import Entry

TODAY = date(2026, 6, 30)
LAST_KEPT = datetime(2025, 6, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def mail(name, *, state="dropped", age=timedelta(seconds=1), text="Text"):
    return IncomingMail.objects.create(
        message_id=name,
        state=state,
        why="automatic" if state == "dropped" else "no_token",
        text=text,
        full_text="Text",
        received_at=LAST_KEPT - age,
    )


def test_old_texts_go_unless_somebody_still_decides():
    gone = mail("gone", text="")
    mail("kept", age=timedelta())
    mail("waits", state="held")

    scheduled.forget_old_texts(TODAY)

    texts = dict(IncomingMail.objects.values_list("message_id", "full_text"))
    assert texts == {"gone": "", "kept": "Text", "waits": "Text"}
    entry = Entry.objects.get()
    assert (entry.kind, entry.subject) == (
        "incoming.texts_forgotten",
        f"incoming.incomingmail:{gone.pk}",
    )
    assert entry.body == {"count": 1}


def test_nothing_old_leaves_no_trace():
    mail("kept", age=timedelta())

    scheduled.forget_old_texts(TODAY)

    assert not Entry.objects.exists()


def test_a_bounded_number_goes_at_a_time(monkeypatch):
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    for number in range(3):
        mail(str(number), age=timedelta(days=number + 1))

    scheduled.forget_old_texts(TODAY)

    assert [each.message_id for each in IncomingMail.objects.filter(text="Text")] == ["0"]
