"""The lists behind the desk say in words what the machinery knows by numbers (B2-3, C14, P-1)."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gmp_portal import jobs, ledger
from gmp_portal.jobs import runner
from gmp_portal.jobs.models import Job
from gmp_portal.jobs.told_jobs import TOLD
from gmp_portal.notifications import choices, outbox
from gmp_portal.notifications.models import Message
from gmp_portal.search.jobs import FILL
from gmp_portal.ui.record_names import NamedRecord, named
from gmp_portal.ui.worklist import key_of
from gmp_portal.website.actions import (
    announcements,
    holdings,
    mail_texts,
    reminders,
)
from gmp_portal.website.acts import Act as SiteAct
from gmp_portal.website.models import Subscription
from gmp_portal.website.reading import mailings
from partners.acts import Act
from partners.jobs import RECEIPT
from tests.factories.accounts import UserFactory
from tests.factories.partners import LetterFactory, PartnerFactory

pytestmark = pytest.mark.django_db


def _shown(client, name, **query):
    return client.get(reverse(f"website:{name}"), query).content.decode()


def test_every_job_of_the_portal_has_words_for_people():
    runner.load_handlers()

    assert {*jobs.HANDLERS} <= {*TOLD}


def test_a_job_is_listed_with_the_record_that_it_is_done_for(secretariat, as_user):
    letter = LetterFactory.create(submitted=True, organisation="Clean Air Works")
    with transaction.atomic():
        jobs.enqueue(RECEIPT, "x", letter=letter.pk)
        jobs.enqueue(FILL, "run", run="run", of="letter")

    page = _shown(as_user(secretariat), "job_list")

    assert "Receipt of a letter" in page
    assert f'href="{letter.get_absolute_url()}"' in page
    assert "Clean Air Works" in page
    assert "Letters of intent" in page
    assert f"{RECEIPT}:x" not in page


@pytest.mark.parametrize(
    ("state", "shown"),
    [("", {"waits", "fails"}), ("failing", {"fails"}), ("done", {"is done"})],
)
def test_what_is_done_is_listed_only_when_it_is_asked_for(
    secretariat, as_user, state, shown
):
    with transaction.atomic():
        for kind in ("waits", "fails", "is done"):
            jobs.enqueue(kind, "1")
    Job.objects.filter(kind="fails").update(last_error="no ink")
    Job.objects.filter(kind="is done").update(state="done", done_at=timezone.now())

    client = as_user(secretariat)
    rows = client.get(reverse("website:job_list"), {"state": state}).context["rows"]

    assert {row.words for row in rows} >= shown
    assert not {"waits", "fails", "is done"} - shown & {row.words for row in rows}


def test_one_text_to_many_readers_is_one_row_and_a_refused_one_its_own(
    secretariat, as_user
):
    now = timezone.now().replace(second=30)
    readers = UserFactory.create_batch(3)
    for reader in readers:
        outbox.queue(
            Message(
                recipient=reader,
                address=reader.email,
                language="en",
                subject="Meeting moved",
                body="Text",
                created_at=now,
            )
        )
    refused = Message.objects.get(recipient=readers[0])
    outbox.refuse(refused, "mailbox unknown")

    rows = as_user(secretariat).get(reverse("website:message_list")).context["rows"]

    together = {row.state: {mail.recipient for mail in row.messages} for row in rows}
    assert together == {"refused": {readers[0]}, "queued": {*readers[1:]}}
    page = _shown(as_user(secretariat), "message_list")
    assert "2 recipients" in page
    assert "mailbox unknown" in page


def test_the_same_subject_of_another_hour_is_another_row(secretariat, as_user, person):
    for hours in (0, 1):
        moment = timezone.now() - timedelta(hours=hours)
        outbox.queue(
            Message(
                recipient=person,
                address=person.email,
                language="en",
                subject="Meeting moved",
                body="Text",
                created_at=moment,
            )
        )

    rows = as_user(secretariat).get(reverse("website:message_list")).context["rows"]

    assert [len(row.messages) for row in rows] == [1, 1]


def test_the_ledger_names_its_records_and_leads_to_them(secretariat, as_user):
    partner = PartnerFactory.create(name="Clean Air Works")
    ledger.record(Act.PARTNER_DEACTIVATED, partner, by=secretariat)

    page = _shown(as_user(secretariat), "ledger")

    assert f'href="{partner.get_absolute_url()}"' in page
    assert "Clean Air Works" in page
    assert f"?record=partners.partner%3A{partner.pk}" in page


def test_the_ledger_names_the_record_of_work_that_was_taken(secretariat, as_user):
    letter = LetterFactory.create(submitted=True, organisation="Clean Air Works")
    holdings.take(key_of("letters", ledger.subject_of(letter)), by=secretariat)

    page = _shown(as_user(secretariat), "ledger")

    row = page.partition("Work taken")[2].partition("</tr>")[0]
    assert "Clean Air Works" in row
    assert "Piece of work of the desk" in row


def _row(page, act):
    return page.partition(act)[2].partition("</tr>")[0]


def test_the_ledger_says_what_a_choice_was_and_what_it_became(secretariat, as_user, person):
    reminders.edit(
        "questions", [-10, -3], is_active=True, reason="They asked for it.", by=secretariat
    )
    choices.choose_digest(person, "daily", by=person)

    page = _shown(as_user(secretariat), "ledger")

    days = _row(page, "Days of a reminder changed")
    assert "Questions about a letter of intent are open" in days
    assert "/desk/reminders/questions/" in days
    assert "3 days before, 2 days after → 10 days before, 3 days before" in days
    assert "Every Monday → Every day" in _row(page, "Summary by mail chosen")


def test_the_ledger_says_that_a_reminder_was_switched_off(secretariat, as_user):
    reminders.edit("questions", None, is_active=False, reason="No need.", by=secretariat)

    page = _shown(as_user(secretariat), "ledger")

    days = _row(page, "Days of a reminder changed")
    assert "3 days before, 2 days after → none" in days


def test_the_ledger_names_mails_as_the_desk_does_and_the_fields_that_changed(
    secretariat, as_user
):
    words = {"subject": "", "body": "", "words": "Please hurry."}
    mail_texts.edit("reporting/emails/reminder.txt", "en", words, by=secretariat)
    values = {"title": "Survey", "audience": "leads", "texts": {"en": {}}}
    draft = announcements.start(values, by=secretariat)
    announcements.edit(draft, values | {"texts": {"en": {"x": "y"}}}, by=secretariat)

    page = _shown(as_user(secretariat), "ledger")

    written = _row(page, "Own words of a mail written")
    assert "reporting.reminder: English" in written
    assert "/desk/mail-texts/reporting.reminder/en/" in written
    assert "Own paragraph" in written
    assert "Text" in _row(page, "Draft of an announcement changed")


def test_the_ledger_names_a_subscriber_of_everything_by_the_address_alone(
    secretariat, as_user
):
    reader = Subscription.objects.create(email="reader@example.org", language="en")
    ledger.record(SiteAct.NEWSLETTER_SUBSCRIBED, reader, by=None)

    page = _shown(as_user(secretariat), "ledger")

    assert "<bdi>reader@example.org</bdi>" in _row(page, "Newsletter subscribed to")


def test_the_ledger_is_searched_by_person_day_and_record(secretariat, as_user):
    other = UserFactory.create(name="Grace Sample")
    first, second = PartnerFactory.create(), PartnerFactory.create()
    ledger.record(Act.PARTNER_DEACTIVATED, first, by=secretariat)
    ledger.record(Act.PARTNER_REACTIVATED, second, by=other)
    client = as_user(secretariat)
    today = timezone.now().date()

    def found(**query):
        rows = client.get(reverse("website:ledger"), query).context["rows"]
        return {row.entry.subject for row in rows}

    of_first, of_second = ledger.subject_of(first), ledger.subject_of(second)
    assert found(who="grace") == {of_second}
    assert found(record=of_first) == {of_first}
    assert {of_first, of_second} <= found(day=today)
    assert found(day=today - timedelta(days=1)) == set()
    assert "No act is like this." in _shown(client, "ledger", who="nobody at all")


def test_a_filter_of_the_ledger_that_is_no_record_is_named(secretariat, as_user):
    page = as_user(secretariat).get(reverse("website:ledger"), {"record": "x'--"})

    [left_out] = page.context["form"].left_out
    assert left_out.value == "x'--"


def test_a_record_is_named_only_to_whoever_may_know_of_it(person, secretariat):
    letter = LetterFactory.create(submitted=True, organisation="Clean Air Works")
    subject = ledger.subject_of(letter)

    to_officer = named([subject], reader=secretariat)
    to_others = named([subject, ledger.subject_of(secretariat)], reader=person)

    assert to_officer == {
        subject: NamedRecord("Clean Air Works", letter.get_absolute_url())
    }
    assert to_others == {}


@pytest.mark.parametrize("subject", ["nothing:1", "partners.partner:x", "", "a.b.c:1"])
def test_what_is_no_record_has_no_name(secretariat, subject):
    assert named([subject], reader=secretariat) == {}


def test_a_text_to_very_many_readers_names_the_first_and_counts_the_others(
    secretariat, as_user
):
    now = timezone.now().replace(second=30)
    number = mailings.NAMED + 7
    with transaction.atomic():
        outbox.queue_all(
            Message(
                address=f"reader-{nth}@example.org",
                language="en",
                subject="Meeting moved",
                body="Text",
                created_at=now,
            )
            for nth in range(number)
        )

    page = _shown(as_user(secretariat), "message_list")

    assert f"{number} recipients" in page
    assert page.count("@example.org</bdi>") == mailings.NAMED
    assert "and 7 more" in page
