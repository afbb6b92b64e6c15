"""What only informs is told once, in one mail, by record, on the day that its reader chose."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from gmp_portal.accounts.models import User
from gmp_portal.jobs.models import Job
from gmp_portal.notifications import choices, digests, outbox, retention, scheduled
from gmp_portal.notifications.models import Message, MutedRecord
from partners import emails
from tests.factories.accounts import UserFactory
from tests.factories.partners import LetterFactory, PartnerFactory
from tests.mails import check_chinese, check_mail

pytestmark = pytest.mark.django_db
# A Wednesday.
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
NEXT_MONDAY = datetime(2026, 11, 30, 7, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
Digest, State = User.Digest, Message.State


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def reader():
    return UserFactory.create(name="Sample Reader")


@pytest.fixture
def officer():
    return UserFactory.create(officer=True)


def tell(reader, officer, name="Example Institute"):
    """A piece of news about a letter of the reader."""
    letter = LetterFactory.create(confirmed=True, sender=reader, organisation=name)
    emails.letter_published(letter, by=officer)
    return Message.objects.get(record=f"partners.letterofintent:{letter.pk}")


def told(reader):
    return Message.objects.filter(recipient=reader, kind=Message.Kind.DIGEST)


def test_news_wait_without_a_job_and_what_needs_its_reader_does_not(reader, officer):
    letter = LetterFactory.create(confirmed=True, sender=reader)

    emails.letter_published(letter, by=officer)
    emails.letter_declined(letter, by=officer)

    news, decision = (
        Message.objects.get(template=f"partners/emails/letter_{name}.txt")
        for name in ("published", "declined")
    )
    assert (news.kind, news.state) == (Message.Kind.INFORMATION, State.WAITING)
    assert (decision.kind, decision.state) == (Message.Kind.ACTION, State.QUEUED)
    assert news.record == decision.record == f"partners.letterofintent:{letter.pk}"
    jobs = Job.objects.filter(kind=outbox.SEND)
    assert [job.payload["message"] for job in jobs] == [str(decision.pk)]


def test_whom_news_concern_gets_them_at_once(reader, officer):
    [message] = outbox.post(
        "partners/emails/partner_reactivated.txt",
        to=[reader],
        by=officer,
        concerns=[reader],
        partner=PartnerFactory.create(),
    )

    assert (message.kind, message.state) == (Message.Kind.ACTION, State.QUEUED)


def test_a_summary_comes_on_monday_morning_and_tells_nothing_twice(reader, officer, clock):
    news = tell(reader, officer)

    clock.move_to(NEXT_MONDAY - MINUTE)
    early = digests.send_due()
    clock.move_to(NEXT_MONDAY + MINUTE)
    first, second = digests.send_due(), digests.send_due()

    news.refresh_from_db()
    assert (early, first, second) == (0, 1, 0)
    assert (news.state, news.digest) == (State.TOLD, told(reader).get())
    assert Job.objects.filter(key=f"{outbox.SEND}:{news.digest_id}").exists()


def test_monday_begins_where_the_reader_is(officer, clock):
    reader = UserFactory.create(timezone="Asia/Tokyo")
    tell(reader, officer)

    clock.move_to(datetime(2026, 11, 29, 22, 1, tzinfo=UTC))

    assert digests.send_due() == 1


def test_who_wants_a_summary_each_day_gets_it_the_next_morning(officer, clock):
    reader = UserFactory.create(digest=Digest.DAILY)
    tell(reader, officer)

    today = digests.send_due()
    clock.move_to(datetime(2026, 11, 26, 7, 1, tzinfo=UTC))

    assert (today, digests.send_due()) == (0, 1)


def test_news_of_this_morning_come_with_the_next_summary(officer, clock):
    reader = UserFactory.create(digest=Digest.DAILY)
    clock.move_to(datetime(2026, 11, 25, 6, tzinfo=UTC))
    tell(reader, officer)
    clock.move_to(datetime(2026, 11, 25, 6, 59, tzinfo=UTC))

    assert digests.send_due() == 0


@pytest.mark.parametrize("facts", [{"digest": Digest.NONE}, {"is_active": False}])
def test_who_wants_none_or_is_gone_gets_none_and_it_is_kept_so(
    reader, officer, clock, facts
):
    news = tell(reader, officer)
    User.objects.filter(pk=reader.pk).update(**facts)
    clock.move_to(NEXT_MONDAY + MINUTE)

    sent = digests.send_due()

    news.refresh_from_db()
    assert (sent, news.state) == (0, State.KEPT)
    assert not told(reader).exists()


def test_nobody_gets_an_empty_summary(reader, clock):
    clock.move_to(NEXT_MONDAY + MINUTE)

    assert digests.send_due() == 0
    assert digests._written(reader) is False


def test_one_whose_news_cannot_be_told_holds_up_no_others(reader, officer, clock):
    # No clock is called so, whatever a form may once have let in.
    unlucky = UserFactory.create(timezone="Nowhere/Example")
    tell(unlucky, officer, "Example Museum")
    tell(reader, officer)
    clock.move_to(NEXT_MONDAY + MINUTE)

    sent = digests.send_due()

    assert sent == 1
    assert told(reader).exists()
    assert Message.objects.get(recipient=unlucky).state == State.WAITING


def test_the_clock_starts_it(reader, officer, clock):
    tell(reader, officer)
    clock.move_to(NEXT_MONDAY + MINUTE)

    scheduled.send_digests(NEXT_MONDAY.date())

    assert told(reader).exists()


def test_the_summary_names_each_record_once_with_the_newest_first(reader, officer, clock):
    letter = LetterFactory.create(
        confirmed=True,
        sender=reader,
        organisation="Example Institute",
        reference="LOI-2026-7",
    )
    partner = PartnerFactory.create(name="Example Alliance", slug="example-alliance")
    emails.letter_published(letter, by=officer)
    clock.shift(timedelta(hours=1))
    outbox.post(
        "partners/emails/partner_reactivated.txt", to=[reader], by=officer, partner=partner
    )
    clock.shift(timedelta(days=1))
    emails.letter_published(letter, by=officer)
    Message.objects.create(
        recipient=reader,
        address=reader.email,
        language="en",
        subject="News about nothing",
        kind=Message.Kind.INFORMATION,
        state=State.WAITING,
        created_at=NOW,
    )
    clock.move_to(NEXT_MONDAY + MINUTE)

    digests.send_due()

    digest = told(reader).get()
    body = digest.body.replace(letter.get_absolute_url(), "/letter/").replace(
        partner.get_absolute_url(), "/partner/"
    )
    check_mail("notifications", "digest", digest.subject, body)


def test_a_summary_is_in_the_language_of_its_reader(officer, clock):
    reader = UserFactory.create(language="zh-hans")
    tell(reader, officer)
    clock.move_to(NEXT_MONDAY + MINUTE)

    digests.send_due()

    digest = told(reader).get()
    check_chinese(digest.subject, digest.body, content=("Example Institute",))


def test_a_record_that_the_reader_may_not_see_is_not_named(reader, officer, clock):
    other = LetterFactory.create(submitted=True, organisation="Private Institute")
    news = tell(reader, officer)
    news.record = f"partners.letterofintent:{other.pk}"
    news.save(update_fields=["record"])
    clock.move_to(NEXT_MONDAY + MINUTE)

    digests.send_due()

    body = told(reader).get().body
    assert "Other news" in body
    assert "Private Institute" not in body


def test_what_is_muted_is_kept_and_not_sent_whatever_it_is(reader, officer):
    letter = LetterFactory.create(confirmed=True, sender=reader)
    choices.mute(reader, f"partners.letterofintent:{letter.pk}")

    emails.letter_declined(letter, by=officer)
    emails.letter_published(letter, by=officer)

    states = Message.objects.filter(recipient=reader).values_list("state", flat=True)
    assert [*states] == [State.KEPT, State.KEPT]
    assert not Job.objects.filter(kind=outbox.SEND).exists()


def test_a_record_is_muted_once_and_heard_again(reader):
    choices.mute(reader, "partners.partner:1")
    choices.mute(reader, "partners.partner:1")

    [muted] = MutedRecord.objects.all()
    choices.unmute(reader, "partners.partner:1")

    assert str(muted) == f"{reader}: partners.partner:1"
    assert not MutedRecord.objects.exists()


# What leaves the portal --------------------------------------------------------------------


def sent(run_jobs):
    run_jobs()
    [written] = mail.outbox
    return written


def test_a_summary_can_be_ended_by_the_button_of_a_mail_program(
    reader, officer, clock, run_jobs, settings
):
    tell(reader, officer)
    clock.move_to(NEXT_MONDAY + MINUTE)
    digests.send_due()

    written = sent(run_jobs)

    address = settings.SITE_URL + reverse(
        "website:mail_choice", args=[choices.token_for(reader.pk)]
    )
    assert written.extra_headers["List-Unsubscribe"] == f"<{address}end/>"
    assert written.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert written.body.endswith(f"without signing in:\n{address}\n")
    # Whoever reads what is kept cannot choose for somebody else.
    assert address not in told(reader).get().body


def test_what_needs_its_reader_has_no_such_button_but_its_record_can_be_muted(
    reader, officer, run_jobs
):
    letter = LetterFactory.create(confirmed=True, sender=reader)
    emails.letter_declined(letter, by=officer)

    written = sent(run_jobs)

    token = choices.token_for(reader.pk, f"partners.letterofintent:{letter.pk}")
    assert "List-Unsubscribe" not in written.extra_headers
    assert written.body.endswith(f"{reverse('website:mail_choice', args=[token])}\n")


def test_a_mail_to_somebody_without_an_account_offers_no_choice(run_jobs):
    outbox.post_to_address("incoming/mail_waits.txt", "x@example.org", "en", contact="y")

    assert "without signing in" not in sent(run_jobs).body


def test_a_mail_that_waits_goes_to_where_its_reader_is_by_now(reader, officer, run_jobs):
    was = reader.email
    letter = LetterFactory.create(confirmed=True, sender=reader)
    emails.letter_declined(letter, by=officer)
    User.objects.filter(pk=reader.pk).update(email="new@example.org")

    written = sent(run_jobs)

    message = Message.objects.get(recipient=reader)
    assert written.to == ["new@example.org"]
    assert (message.former_address, message.address) == (was, "new@example.org")


def test_a_code_stays_with_the_address_for_which_it_was_asked(reader, run_jobs):
    outbox_message = Message(
        recipient=reader,
        address="other@example.org",
        language="en",
        subject="A code",
        body="1234",
        is_secret=True,
    )
    outbox.queue(outbox_message)

    assert sent(run_jobs).to == ["other@example.org"]


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"kind": "rumour"}, "message_kind_known"),
        ({"state": "told"}, "message_told_in_digest"),
        ({"state": "waiting", "recipient": None}, "message_waits_for_somebody"),
    ],
)
def test_the_database_knows_what_can_wait(reader, facts, constraint):
    fields = {"recipient": reader, "address": reader.email, "language": "en"} | facts

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Message.objects.create(**fields)


def test_the_database_knows_how_often_a_summary_can_come(reader):
    with pytest.raises(IntegrityError, match="user_digest_known"), transaction.atomic():
        User.objects.filter(pk=reader.pk).update(digest="hourly")


def test_a_text_that_waits_is_not_forgotten(reader, officer, clock):
    news = tell(reader, officer)
    clock.shift(timedelta(days=4000))

    retention.forget_texts(timezone.now().date())

    news.refresh_from_db()
    assert news.body
