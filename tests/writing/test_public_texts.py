"""Whoever writes a text that becomes public is warned of personal data in it (R-14)."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from gmp_portal.writing.written import WRITINGS
from tests.factories.meetings import MeetingFactory

# What stays among those who write it, or is looked at before the public reads it.
NEVER_PUBLIC = {
    "meetings.attendance",
    "meetings.days",
    "partners.answers",
    "partners.checklist",
    "partners.clearance",
    "partners.entry",
    "partners.funder",
    "partners.letter",
    "partners.name",
    "reporting.first_page",
    "website.announcement",
    "website.mail_text",
    "website.profile",
    "website.reminder",
    "website.rule",
}


def test_every_text_that_the_public_reads_is_looked_at_while_it_is_written():
    silent = {each.kind for each in WRITINGS.values() if not each.becomes_public}

    assert silent == NEVER_PUBLIC


@pytest.mark.django_db
def test_a_number_in_the_way_to_take_part_is_named(as_user, secretariat):
    meeting = MeetingFactory.create()
    url = reverse("meetings:meeting_revise", args=[meeting.slug])
    officer = as_user(secretariat)
    form = officer.get(url).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}

    answer = officer.post(url, sent | {"join_text": "Call 024 555 0142."})

    said = " ".join(str(note) for note in get_messages(answer.wsgi_request))
    assert "024 555 0142. It becomes public." in said
