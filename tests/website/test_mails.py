"""Every mail of the pages above the apps, as its reader gets it."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings

from gmp_portal import ledger
from gmp_portal.notifications.models import Message
from gmp_portal.ui.worklist import key_of
from gmp_portal.website import emails
from gmp_portal.website.actions import (
    account_merges,
    erasures,
    holdings,
    impersonations,
)
from gmp_portal.website.models import Announcement, Holding, Impersonation
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory
from tests.factories.partners import LetterFactory, PartnerFactory, RepresentativeFactory
from tests.factories.website import SubscriptionFactory
from tests.mails import check_chinese, check_mail

TEMPLATES = Path(settings.BASE_DIR) / "templates" / "website" / "emails"
NAME = "work_handed_over"
pytestmark = pytest.mark.django_db


@pytest.fixture
def letter():
    moment = datetime(2026, 3, 2, 9, tzinfo=UTC)
    return LetterFactory.create(
        submitted=True,
        organisation="Example & Sons",
        reference="LOI-2026-7",
        submitted_at=moment,
    )


@pytest.fixture
def holding(letter):
    officer = UserFactory.create(name="Sample Officer", officer=True)
    return holdings.take(key_of("letters", ledger.subject_of(letter)), by=officer)


def _handed_over(holding, **heir):
    to = UserFactory.create(name="Sample Colleague", officer=True, **heir)
    holdings.hand_over(holding, to=to, by=holding.holder)
    return Message.objects.filter(template=f"website/emails/{NAME}.txt")


def test_every_mail_has_a_text_to_compare_with():
    assert {path.stem for path in TEMPLATES.glob("*.txt")} == {
        NAME,
        "accounts_merged",
        "accounts_taken_apart",
        "announcement",
        "erasure_asked",
        "erasure_held_up",
        "erasure_recorded",
        "looked_through",
        "newsletter",
        "newsletter_asked",
    }


@pytest.mark.usefixtures("either_text")
def test_whoever_has_work_from_now_on_gets_a_mail(holding):
    [mail] = _handed_over(holding)

    assert mail.recipient.name == "Sample Colleague"
    check_mail("website", NAME, mail.subject, mail.body)


@pytest.mark.usefixtures("either_text")
def test_many_get_a_text_of_the_secretariat(db):
    reader = UserFactory.create(name="Sample Reader", language="fr")
    text = {"subject": "A survey", "text": "Please answer the survey."}
    announcement = Announcement.objects.create(
        title="Survey", audience="speakers", texts={"en": text}, created_by=reader
    )

    emails.announced(announcement, [reader])

    mail = Message.objects.get(recipient=reader)
    check_mail("website", "announcement", mail.subject, mail.body)


@pytest.mark.usefixtures("either_text")
def test_whoever_asks_for_the_newsletter_proves_the_address(db):
    area = AreaFactory.create(slug="example", names={"en": "Example Area"})
    subscription = SubscriptionFactory.create(email="reader@example.org", area=area)

    emails.newsletter_asked(subscription, "sample-token")

    mail = Message.objects.get(address="reader@example.org")
    assert mail.is_secret
    check_mail("website", "newsletter_asked", mail.subject, mail.body)


@pytest.mark.usefixtures("either_text")
def test_a_subscriber_gets_an_issue(db):
    subscription = SubscriptionFactory.create(email="reader@example.org", language="fr")
    issue = Announcement.objects.create(
        pk=7,
        title="Issue",
        audience="newsletter",
        texts={"en": {"subject": "Spring issue", "text": "New plans are in force."}},
        created_by=UserFactory.create(),
    )

    emails.sent_off(issue, [subscription])

    mail = Message.objects.get(address="reader@example.org")
    check_mail("website", "newsletter", mail.subject, mail.body)


@pytest.mark.usefixtures("either_text")
def test_whoever_was_looked_through_is_told_why(db):
    reader = UserFactory.create(name="Sample Reader")
    began = datetime(2026, 6, 1, 10, tzinfo=UTC)
    look = Impersonation.objects.create(
        person=reader,
        begun_by=UserFactory.create(officer=True, office__role="head"),
        reason="You wrote that a page is empty.",
        began_at=began,
        ends_at=began + timedelta(minutes=30),
    )

    impersonations.end(look)

    mail = Message.objects.get(recipient=reader)
    check_mail("website", "looked_through", mail.subject, mail.body)


def test_the_work_is_named_in_the_language_of_the_mail(holding):
    [mail] = _handed_over(holding, language="zh-hans")

    check_chinese(f"{mail.subject}\n{mail.body}", content=("Example & Sons",))


def test_work_that_is_done_meanwhile_needs_no_mail(holding):
    Holding.objects.filter(pk=holding.pk).update(about="partners.letterofintent:0")

    mails = _handed_over(holding)

    assert not mails.exists()


def test_whoever_takes_the_work_of_somebody_away_writes_no_mail_to_oneself(holding):
    head = UserFactory.create(name="Sample Head", officer=True, office__role="head")

    holdings.hand_over(holding, to=head, by=head)

    assert not Message.objects.filter(recipient=head).exists()


@pytest.mark.usefixtures("either_text")
def test_whoever_has_something_in_the_way_on_the_day_reads_what(db):
    person = UserFactory.create(name="Sample Reader")
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC)):
        erasure = erasures.ask(by=person)
    partner = PartnerFactory.create(name="Example Institute")
    RepresentativeFactory.create(person=person, partner=partner)

    erasures.carry_out(erasure)
    erasures.carry_out(erasure)

    mail = Message.objects.get(template="website/emails/erasure_held_up.txt")
    assert mail.recipient == person
    check_mail("website", "erasure_held_up", mail.subject, mail.body)


@pytest.mark.usefixtures("either_text")
def test_whoever_has_the_own_data_removed_reads_when_and_how_to_take_it_back(db):
    person = UserFactory.create(name="Sample Reader")

    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC)):
        erasures.ask(by=person)

    mail = Message.objects.get(template="website/emails/erasure_asked.txt")
    assert mail.recipient == person
    check_mail("website", "erasure_asked", mail.subject, mail.body)


@pytest.mark.usefixtures("either_text")
def test_whoever_asked_on_paper_reads_what_was_recorded(db):
    person = UserFactory.create(name="Sample Reader")

    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC)):
        erasures.record(
            person,
            came_by="paper",
            asked_on=date(2026, 2, 27),
            reason="Letter of the day before.",
            by=UserFactory.create(officer=True),
        )

    mail = Message.objects.get(template="website/emails/erasure_recorded.txt")
    assert mail.recipient == person
    check_mail("website", "erasure_recorded", mail.subject, mail.body)


def two_accounts(**kept):
    head = UserFactory.create(officer=True)
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC)):
        record = account_merges.make(
            UserFactory.create(
                name="Berta Example", email="berta@example.org", proved=True, **kept
            ),
            UserFactory.create(name="B. Example", email="b@example.com", proved=True),
            reason="She wrote from both addresses.",
            by=head,
        )
    return record, head


@pytest.mark.usefixtures("either_text")
def test_whoever_had_two_accounts_is_told_who_merged_them(db):
    two_accounts()

    mails = Message.objects.filter(template="website/emails/accounts_merged.txt")
    mail = mails.get(address="berta@example.org")
    check_mail("website", "accounts_merged", mail.subject, mail.body)


@pytest.mark.usefixtures("either_text")
def test_whoever_has_two_accounts_again_is_told(db):
    record, head = two_accounts()
    with time_machine.travel(datetime(2026, 3, 5, 9, tzinfo=UTC)):
        account_merges.undo(record, by=head)

    mails = Message.objects.filter(template="website/emails/accounts_taken_apart.txt")
    mail = mails.get(address="berta@example.org")
    check_mail("website", "accounts_taken_apart", mail.subject, mail.body)


@pytest.mark.parametrize("name", ["accounts_merged", "accounts_taken_apart"])
def test_mails_about_two_accounts_are_written_in_chinese(db, name):
    record, head = two_accounts(language="zh-hans")
    with time_machine.travel(datetime(2026, 3, 5, 9, tzinfo=UTC)):
        account_merges.undo(record, by=head)

    mail = Message.objects.get(
        template=f"website/emails/{name}.txt", address="berta@example.org"
    )
    content = ("Berta Example", "She wrote from both addresses.", "b@example.com")
    check_chinese(f"{mail.subject}\n{mail.body}", content=content)
