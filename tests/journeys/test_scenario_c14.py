"""C14, sentence by sentence: few mails, each worth opening, and proof of who was told what."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail as django_mail
from django.urls import reverse
from django.utils import timezone

from advisory_group import emails as group_emails
from gmp_portal.accounts.models import User
from gmp_portal.jobs import runner
from gmp_portal.jobs.models import Job
from gmp_portal.notifications import digests, outbox
from gmp_portal.notifications.adapter import AccountAdapter
from gmp_portal.notifications.models import Message
from gmp_portal.website import scheduled
from gmp_portal.website.actions import impersonations
from gmp_portal.website.models import Announcement
from gmp_portal.website.reading import audiences
from partners import emails
from partners.actions import representatives
from partners.models import Representative
from tests.factories.accounts import UserFactory
from tests.factories.advisory_group import PlanReviewFactory, SeatFactory
from tests.factories.partners import (
    LetterFactory,
    PartnerFactory,
    RepresentativeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiet():
    """Somebody who wants no summaries."""
    return UserFactory.create(name="Sample Quiet", digest=User.Digest.NONE)


# A week of somebody with three offices -------------------------------------------------------

TUESDAY = datetime(2026, 11, 24, 9, tzinfo=UTC)
MONDAY = datetime(2026, 11, 30, 7, 1, tzinfo=UTC)


def test_of_fourteen_events_three_come_at_once_and_nine_in_one_mail_on_monday(
    secretariat,
):
    with time_machine.travel(TUESDAY, tick=False) as clock:
        busy = UserFactory.create(name="Sample Busy")
        partner = PartnerFactory.create(name="Example Institute")
        RepresentativeFactory.create(person=busy, partner=partner)
        SeatFactory.create(person=busy)
        letters = LetterFactory.create_batch(3, confirmed=True, sender=busy)
        of_others = RepresentativeFactory.create(person=busy).partner
        review = PlanReviewFactory.create()
        ended = PlanReviewFactory.create(concluded=True)
        Message.objects.all().delete()
        needs_her = [
            lambda: group_emails.review_opened(review, by=secretariat),
            lambda: emails.letter_declined(letters[0], by=secretariat),
            lambda: emails.partner_deactivated(partner, by=secretariat),
        ]
        informs_her = [
            *(
                lambda one=one: emails.letter_published(one, by=secretariat)
                for one in letters
            ),
            *(
                lambda one=one: emails.letter_postponed(one, by=secretariat)
                for one in letters
            ),
            lambda: emails.partner_reactivated(of_others, by=secretariat),
            lambda: emails.partner_reactivated(partner, by=secretariat),
            lambda: group_emails.review_concluded(ended, by=secretariat),
        ]
        her_own = [
            lambda: emails.partner_reactivated(partner, by=busy),
            lambda: emails.letter_withdrawn(letters[1], by=busy),
        ]

        for event in [*needs_her, *informs_her, *her_own]:
            event()
            clock.shift(timedelta(hours=6))
        at_once = Message.objects.filter(recipient=busy, state="queued").count()
        clock.move_to(MONDAY)
        digests.send_due()

    hers = Message.objects.filter(recipient=busy)
    summary = hers.get(kind="digest")
    lines = re.findall(r"^  \d+ \w+ 2026  (.*)$", summary.body, re.MULTILINE)
    assert len([*needs_her, *informs_her, *her_own]) == 14
    assert at_once == 3
    assert summary.subject == "9 pieces of news for you"
    assert hers.filter(state="told", digest=summary).count() == len(lines) == 9
    # Grouped by record, the newest record and the newest line of each first.
    assert lines[0].startswith("Review of the plan of")
    assert summary.body.count("LOI-") >= 6
    assert [line.rpartition(" is ")[2] for line in lines[3:5]] == [
        "published later",
        "public",
    ]


# What concerns somebody comes at once, also to whoever wants no summaries -------------------


def test_who_wants_no_summaries_is_told_at_once_that_the_own_term_was_ended(
    quiet, secretariat
):
    term = RepresentativeFactory.create(person=quiet, role="alternate")

    representatives.end(term, reason="Moved on.", by=secretariat)

    [mail] = Message.objects.filter(recipient=quiet)
    assert mail.template == "partners/emails/representative_ended.txt"
    assert mail.state == "queued"


def test_who_wants_no_summaries_is_told_at_once_who_looked_through_the_own_eyes(quiet):
    head = UserFactory.create(officer=True, office__role="head")
    look = impersonations.begin(quiet, reason="A page is empty.", by=head)

    impersonations.end(look)

    [mail] = Message.objects.filter(recipient=quiet)
    assert (mail.template, mail.state) == (
        "website/emails/looked_through.txt",
        "queued",
    )


# Mails about signing in, whose texts come with a library -----------------------------------

SIGNING_IN = {
    "login_code": "Your code for the portal",
    "email_confirmation": "Your code to confirm this address",
    "account_already_exists": "You already have an account",
    "password_reset_key": "Set a new password",
    "unknown_account": "No account with this address",
}
FACTS = {
    "code": "ABCD-EFGH",
    "email": "reader@example.org",
    "password_reset_url": "http://127.0.0.1:8000/reset/",
    "signup_url": "http://127.0.0.1:8000/new/",
}


def written(name, language):
    reader = UserFactory.create(email="reader@example.org", language=language)
    AccountAdapter().send_mail(
        f"account/email/{name}", reader.email, {**FACTS, "user": reader}
    )
    return Message.objects.get()


@pytest.mark.parametrize(("name", "subject"), SIGNING_IN.items())
def test_a_mail_about_signing_in_says_what_it_is_for_and_who_wrote_it(
    name, subject, settings
):
    mail = written(name, "en")

    assert mail.subject == subject
    assert "Hello" not in mail.body
    host = settings.SITE_URL.rpartition("/")[2]
    assert mail.body.rstrip().endswith(
        f"The secretariat of the Global Mercury Partnership\n{host}"
    )
    assert len(re.findall("https?://", mail.body)) <= 1


@pytest.mark.parametrize("name", SIGNING_IN)
def test_a_mail_about_signing_in_has_no_english_in_it_for_a_chinese_reader(name):
    mail = written(name, "zh-hans")

    said = re.sub(r"https?://\S+|\S+@\S+|ABCD-EFGH", "", f"{mail.subject} {mail.body}")
    said = said.replace(str(mail.recipient), "")
    assert not re.findall(r"[A-Za-z]{3,}", said)


# Ways there ----------------------------------------------------------------------------------


def test_the_own_mails_say_how_often_news_come_and_lead_to_where_it_is_chosen(
    as_user, quiet
):
    browser = as_user(quiet)

    page = browser.get("/my/mails/").content.decode()
    chosen = browser.get("/my/profile/").content.decode()

    assert "My summary of news: Never" in page
    assert 'href="/my/profile/#id_digest"' in page
    assert 'id="id_digest"' in chosen


def test_every_page_leads_a_visitor_to_the_newsletters(client, db):
    page = client.get("/").content.decode()

    assert 'href="/news/letters/"' in page.partition("<footer")[2]


# Mass mail -----------------------------------------------------------------------------------


def test_a_mail_to_260_names_the_number_waits_and_is_recalled(as_user, secretariat):
    term = RepresentativeFactory.create(role="alternate")
    people = User.objects.bulk_create(
        User(name=f"Sample {number:03}", email=f"{number}@example.org")
        for number in range(259)
    )
    Representative.objects.bulk_create(
        Representative(
            partner=term.partner,
            person=each,
            role=term.role,
            period=term.period,
            recorded_by=secretariat,
        )
        for each in people
    )
    browser = as_user(secretariat)
    typed = {"title": "Survey", "audience": "speakers", "needs_action": "on"}
    typed |= {"subject_en": "Please answer", "text_en": "Now."}

    shown = browser.post("/desk/announcements/new/", typed, follow=True).content.decode()
    draft = Announcement.objects.get()
    url = reverse("website:announcement_release", args=[draft.pk])
    seen = {"seen": audiences.token_for(audiences.of(draft))}
    unnumbered = browser.post(url, seen | {"number": ""})
    misnumbered = browser.post(url, seen | {"number": "259"})
    released = browser.post(url, seen | {"number": "260"}, follow=True).content.decode()
    waiting = Announcement.objects.get()
    waits = waiting.sends_at - timezone.now()
    browser.post(reverse("website:announcement_recall", args=[draft.pk]))
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=False):
        scheduled.send_announcements(timezone.now().date())

    assert "Send to 260 people" in shown
    assert (unnumbered.status_code, misnumbered.status_code) == (422, 422)
    assert "It goes to 260 people soon" in released
    assert timedelta(minutes=9) < waits <= timedelta(minutes=10)
    assert Announcement.objects.get().status == "draft"
    assert not Message.objects.exists()


def test_a_line_break_in_a_subject_makes_no_header(as_user, secretariat, run_jobs):
    RepresentativeFactory.create()
    typed = {"title": "Survey", "audience": "speakers", "needs_action": "on"}
    typed |= {"subject_en": "Please answer\r\nBcc: evil@example.com", "text_en": "Now."}
    browser = as_user(secretariat)

    browser.post("/desk/announcements/new/", typed)
    draft = Announcement.objects.get()
    url = reverse("website:announcement_release", args=[draft.pk])
    browser.post(url, {"seen": audiences.token_for(audiences.of(draft))})
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=False):
        scheduled.send_announcements(timezone.now().date())
        run_jobs()

    [sent] = django_mail.outbox
    assert sent.subject == "Please answer Bcc: evil@example.com"
    assert sent.message()["Bcc"] is None
    assert "evil@example.com" not in sent.recipients()


def test_a_mail_that_does_not_go_is_seen_at_the_desk_and_by_administrators(
    as_user, secretariat, admin, person, settings
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    partner = PartnerFactory.create()
    outbox.post("partners/emails/partner_deactivated.txt", to=[person], partner=partner)
    runner.run(str(Job.objects.get(kind=outbox.SEND).pk))

    desk = as_user(secretariat).get("/desk/").content.decode()
    health = as_user(admin).get("/desk/").content.decode()
    jobs = as_user(admin).get("/desk/jobs/").content.decode()
    mails = as_user(secretariat).get("/desk/messages/?state=queued").content.decode()

    assert "1 failing" in desk
    assert "1 failing" in health
    assert "ConnectionRefusedError" in jobs
    assert "Waiting to be sent" in mails


# Languages -----------------------------------------------------------------------------------


def test_a_reader_of_a_language_that_is_not_offered_yet_gets_the_english_mail(
    settings,
):
    settings.LANGUAGES = [("en", "English"), ("zh-hans", "中文")]
    reader = UserFactory.create(language="ar")

    [message] = outbox.post(
        "partners/emails/partner_deactivated.txt",
        to=[reader],
        partner=PartnerFactory.create(name="Example Institute"),
    )

    assert (message.language, message.state) == ("en", "queued")
    assert message.subject == "Example Institute is now marked as inactive"


def test_officers_are_told_in_which_languages_no_mail_goes_out_yet(
    as_user, secretariat, settings
):
    settings.LANGUAGES = [("en", "English"), ("zh-hans", "中文")]
    browser = as_user(secretariat)

    pages = {
        code: browser.get(f"/desk/mail-texts/reporting.reminder/{code}/").content.decode()
        for code in ("ar", "zh-hans")
    }

    assert "No mail goes out in this language yet" in pages["ar"]
    assert "No mail goes out in this language yet" not in pages["zh-hans"]


# As it leaves --------------------------------------------------------------------------------


def test_a_mail_program_can_read_where_a_summary_is_ended_however_long_the_address(
    secretariat, run_jobs
):
    reader = UserFactory.create(language="zh-hans")
    letter = LetterFactory.create(confirmed=True, sender=reader)
    with time_machine.travel(TUESDAY, tick=False) as clock:
        emails.letter_published(letter, by=secretariat)
        clock.move_to(MONDAY)
        digests.send_due()
        run_jobs()

    [sent] = django_mail.outbox
    lines = sent.message().as_bytes().decode()
    [address] = re.findall(r"^List-Unsubscribe:\s+<(\S+)>$", lines, re.MULTILINE)
    assert address == f"{sent.body.split()[-1]}end/"
    assert sent.reply_to != [""]
