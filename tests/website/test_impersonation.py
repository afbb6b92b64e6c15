"""The portal through the eyes of somebody: with a reason, to read, for some minutes (R-52)."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from gmp_portal.documents import files
from gmp_portal.documents.models import FileReading
from gmp_portal.ledger.models import Entry
from gmp_portal.notifications.models import Message
from gmp_portal.website import emails, middleware, permissions, scheduled
from gmp_portal.website.actions import impersonations, staff
from gmp_portal.website.models import CalendarAddress, Impersonation
from gmp_portal.workflow import RuleRefusedError
from partners import file_access
from partners.models import LetterOfIntent
from tests.factories.accounts import UserFactory
from tests.factories.partners import LetterFactory

pytestmark = pytest.mark.django_db
BEGIN, END = "/desk/impersonation/", "/desk/impersonation/end/"
REASON = "The person wrote that the page is empty."


@pytest.fixture
def head(db):
    return UserFactory.create(name="Sample Head", officer=True, office__role="head")


@pytest.fixture
def officer(db):
    return UserFactory.create(officer=True, office__role="officer")


@pytest.fixture
def eyes(db):
    return UserFactory.create(name="Sample Reader", timezone="Asia/Tokyo")


@pytest.fixture
def browser(as_user, head, eyes):
    browser = as_user(head)
    browser.post(BEGIN, {"email": eyes.email.upper(), "reason": REASON})
    return browser


def page(browser, address):
    return browser.get(address).content.decode()


def test_the_pages_are_those_of_the_person_and_say_so(browser):
    my = page(browser, "/my/")

    assert "You see the portal as Sample Reader sees it" in my
    assert "Sample Head" not in my
    assert browser.get("/desk/").status_code == 403


def test_the_ledger_keeps_who_looked_and_why(browser, head, eyes):
    entry = Entry.objects.get(kind="impersonation.begun")

    assert entry.actor == head
    assert entry.body["reason"] == REASON
    assert entry.body["person"] == eyes.pk


def test_nothing_can_be_sent(browser):
    answers = [
        browser.post("/my/calendar/make/"),
        browser.post("/my/profile/", {"theme": "dark"}),
        browser.put("/my/"),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert "can only read" in answers[0].content.decode()
    assert "R-52" in answers[0].content.decode()
    assert not CalendarAddress.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        *("/accounts/email/", "/accounts/2fa/", "/my/calendar/", "/my/mails/", "/admin/"),
        *("/my/profile/", "/my/data/"),
    ],
)
def test_what_belongs_to_the_person_alone_is_not_shown(browser, address):
    answer = browser.get(address)

    assert answer.status_code == 403
    assert "belongs to the person alone" in answer.content.decode()


def test_what_was_written_to_the_person_is_not_named(as_user, head, eyes):
    with transaction.atomic():
        emails.looked_through(
            Impersonation(
                person=eyes, began_at=timezone.now(), ended_at=timezone.now(), reason="-"
            )
        )
    subject = Message.objects.get(recipient=eyes).subject
    assert subject in page(as_user(eyes), "/my/")

    browser = as_user(head)
    browser.post(BEGIN, {"email": eyes.email, "reason": REASON})

    assert subject not in page(browser, "/my/")
    assert "not shown while you look through other eyes" in page(browser, "/my/")


def test_files_that_not_everybody_may_read_stay_closed(as_user, head):
    letter = LetterFactory.create(submitted=True)
    document = files.store(
        b"%PDF",
        name="signed.pdf",
        media_type="application/pdf",
        policy=file_access.ORIGINAL,
        by=letter.sender,
    )
    LetterOfIntent.objects.filter(pk=letter.pk).update(receipt=document)
    browser = as_user(head)
    browser.post(BEGIN, {"email": letter.sender.email, "reason": REASON})

    answer = browser.get(document.get_absolute_url())

    assert answer.status_code == 403
    assert "are not opened while you look through other eyes" in answer.content.decode()
    assert "R-52" in answer.content.decode()
    assert not FileReading.objects.exists()


def test_a_page_that_would_write_is_refused_by_the_database(browser, monkeypatch, rf):
    """Whatever a page does behind its reader: it cannot be done in the name of the person."""
    before = Message.objects.count()

    def write(_request):
        Message.objects.all().delete()
        UserFactory.create()

    look = Impersonation.objects.get()
    request = rf.get("/my/")
    request.user, request.session = look.begun_by, {middleware.SESSION_KEY: look.pk}
    shown = _through(write, request)

    assert shown.status_code == 403
    assert "can only read" in shown.content.decode()
    assert Message.objects.count() == before


def _through(view, request):
    """The middleware around a view whose exceptions it is shown, as Django does."""

    def answered(request):
        try:
            return view(request)
        except Exception as exception:
            return around.process_exception(request, exception)

    around = middleware.ImpersonationMiddleware(answered)
    return around(request)


def test_other_faults_are_not_its_business(rf):
    around = middleware.ImpersonationMiddleware(lambda _request: None)

    assert around.process_exception(rf.get("/"), ValueError()) is None


def test_it_is_ended_by_a_button_and_the_person_is_told(browser, head, eyes):
    answer = browser.post(END, follow=True)

    look = Impersonation.objects.get()
    mail = Message.objects.get(recipient=eyes)
    assert "You are yourself again" in answer.content.decode()
    assert "Sample Head" in answer.content.decode()
    assert look.ended_at is not None
    assert REASON in mail.body
    assert (mail.kind, mail.state) == ("action", "queued")
    assert browser.post(END).status_code == 302
    assert Entry.objects.filter(kind="impersonation.ended").count() == 1


def test_it_ends_by_itself_and_the_first_form_is_not_taken_for_the_own(browser, eyes):
    later = timezone.now() + timedelta(minutes=31)
    with time_machine.travel(later, tick=False):
        sent = browser.post("/my/calendar/make/")
        own = page(browser, "/my/")
        scheduled.end_impersonations(later.date())

    look = Impersonation.objects.get()
    assert sent.status_code == 403
    assert "The time is over: you are yourself again." in sent.content.decode() + own
    assert "Sample Head" in own
    assert look.ended_at == look.ends_at
    assert Message.objects.filter(recipient=eyes).exists()


def test_it_ends_where_the_office_ends_or_the_person_comes_to_the_secretariat(
    browser, head, eyes
):
    staff.appoint(
        eyes,
        role="officer",
        first=timezone.now().date(),
        by=UserFactory.create(officer=True, office__role="admin"),
    )

    assert "Sample Head" in page(browser, "/my/")


def test_signing_out_is_possible_at_any_time(browser):
    answer = browser.post("/accounts/logout/")

    assert answer.status_code == 302
    assert browser.get("/my/").status_code == 302


def test_an_address_that_leads_nowhere_is_not_found(browser):
    assert browser.get("/no-such-page/").status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"email": "nobody@example.org"}, "Nobody has an account"),
        ({"reason": ""}, "Reason"),
        ({"email": "x"}, "E-mail address of the person"),
    ],
)
def test_a_wrong_entry_is_said_and_stays(as_user, head, eyes, typed, said):
    answer = as_user(head).post(BEGIN, {"email": eyes.email, "reason": REASON} | typed)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Impersonation.objects.exists()


def test_nobody_looks_through_the_eyes_of_a_colleague(as_user, head, officer):
    closed = UserFactory.create(is_active=False)
    staff_account = UserFactory.create(is_staff=True)

    for other in (officer, head, closed, staff_account):
        answer = as_user(head).post(BEGIN, {"email": other.email, "reason": REASON})
        assert answer.status_code == 422
        assert "Nobody looks through the eyes" in answer.content.decode()


def test_officers_administrators_and_others_may_not(as_user, officer, admin, person, eyes):
    for reader in (officer, admin, person):
        assert as_user(reader).get(BEGIN).status_code == 403
        assert not permissions.can_impersonation_begin(reader)
        with pytest.raises(RuleRefusedError):
            impersonations.begin(eyes, REASON, by=reader)


def test_the_simulator_leads_there(as_user, head, officer, eyes):
    address = f"{reverse('website:rights_simulator')}?person={eyes.pk}"

    assert BEGIN in page(as_user(head), address)
    assert BEGIN not in page(as_user(officer), address)
    assert eyes.email in page(as_user(head), f"{BEGIN}?email={eyes.email}%00")


def test_the_database_keeps_it_whole(browser, head):
    look = Impersonation.objects.get()

    for wrong in ({"person": head}, {"reason": ""}, {"ends_at": look.began_at}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Impersonation.objects.update(**wrong)
