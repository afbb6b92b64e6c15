"""Somebody has the own data removed, and what public bodies decided stays (N42, R-49)."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from gmp_portal.accounts.models import Erasure, User
from gmp_portal.accounts.models.terms import days
from gmp_portal.ledger import verify
from gmp_portal.ledger.models import Entry
from gmp_portal.notifications import outbox
from gmp_portal.notifications.models import Message
from gmp_portal.website import permissions
from gmp_portal.website.actions import bulks, calendar_addresses, erasures, holdings
from gmp_portal.website.models import CalendarAddress
from gmp_portal.website.scheduled import remove_personal_data
from gmp_portal.workflow import RuleRefusedError
from partners.models import PartnerInvitation
from tests.before_rule import as_it_was
from tests.factories.accounts import UserFactory, with_second_factor
from tests.factories.partners import (
    LetterFactory,
    PartnerFactory,
    PartnerInvitationFactory,
    RepresentativeFactory,
)

pytestmark = pytest.mark.django_db
PAGE, ASK, TAKE_BACK = (
    "website:own_data",
    "website:erasure_ask",
    "website:erasure_take_back",
)
PASSWORD = "four words of my own"
ENDED = days(date(2024, 1, 1), date(2024, 12, 31))


def carried_out(person):
    erasure = erasures.ask(by=person)
    with time_machine.travel(erasure.due_at + timedelta(minutes=1)):
        remove_personal_data(timezone.now().date())
    erasure.refresh_from_db()
    person.refresh_from_db()
    return erasure


def test_name_addresses_and_settings_go_and_the_account_is_shut(person):
    person.theme, person.timezone = "dark", "Asia/Tokyo"
    person.save()
    with_second_factor(person)
    EmailAddress.objects.create(user=person, email=person.email, primary=True)

    erasure = carried_out(person)

    assert erasure.status == "done"
    assert person.name == f"Former user {person.pk}"
    assert person.email == f"former-user-{person.pk}@example.invalid"
    assert (person.theme, person.timezone, person.digest) == ("auto", "UTC", "none")
    assert not person.is_active
    assert not person.has_usable_password()
    assert not EmailAddress.objects.filter(user=person).exists()
    assert not person.authenticator_set.exists()


def test_a_focal_point_is_named_by_what_he_or_she_was():
    partner = PartnerFactory.create(name="Example Institute")
    term = RepresentativeFactory.create(partner=partner, period=ENDED)

    carried_out(term.person)

    term.refresh_from_db()
    assert term.person.name == "Former focal point of Example Institute"
    assert term.period == ENDED


def test_letters_decisions_and_the_record_of_acts_stay_as_they_were():
    letter = LetterFactory.create(confirmed=True)
    person = letter.sender
    person.representatives.update(period=ENDED)
    entries = list(Entry.objects.filter(actor=person).values_list("seq", "hash"))
    signed = (letter.contact_name, letter.signed_name, letter.reference)

    carried_out(person)

    letter.refresh_from_db()
    assert (letter.contact_name, letter.signed_name, letter.reference) == signed
    assert letter.sender == person
    still = Entry.objects.filter(seq__in=[seq for seq, _hash in entries])
    assert [(each.seq, each.hash) for each in still.order_by("seq")] == sorted(entries)
    assert not [fault for fault in verify.faults() if fault.seq]


def test_mails_keep_that_they_went_and_lose_address_and_words(person):
    with transaction.atomic():
        outbox.post(
            "website/emails/erasure_asked.txt", to=[person], erasure=erasure_of(person)
        )
    Message.objects.update(state="sent", sent_at=timezone.now())
    Erasure.objects.all().delete()

    carried_out(person)

    mail = Message.objects.filter(state="sent").get()
    assert (mail.address, mail.body) == ("removed@example.invalid", "")
    assert mail.recipient == person


def test_mails_that_still_wait_are_not_sent_any_more(person):
    with transaction.atomic():
        outbox.post(
            "website/emails/erasure_asked.txt", to=[person], erasure=erasure_of(person)
        )
    Erasure.objects.all().delete()

    carried_out(person)

    mails = Message.objects.filter(recipient=person)
    assert {(mail.state, mail.address, mail.body) for mail in mails} == {
        ("kept", "removed@example.invalid", "")
    }


def test_a_mail_under_way_while_the_data_go_keeps_neither_address_nor_words(person):
    with transaction.atomic():
        (mail,) = outbox.post(
            "website/emails/erasure_asked.txt", to=[person], erasure=erasure_of(person)
        )
    Erasure.objects.all().delete()

    outbox.deliver(mail, send=lambda _written: carried_out(person))

    mail.refresh_from_db()
    assert (mail.state, mail.address, mail.body) == ("sent", "removed@example.invalid", "")


def test_telephone_and_consents_go():
    term = RepresentativeFactory.create(
        period=ENDED,
        phone="+41 22 000 00 00",
        consented_at=timezone.now(),
        mail_consented_at=timezone.now(),
        phone_consented_at=timezone.now(),
    )

    carried_out(term.person)

    term.refresh_from_db()
    assert term.phone == ""
    assert term.consented_at is term.mail_consented_at is term.phone_consented_at is None


def without_password():
    person = UserFactory.create()
    person.set_unusable_password()
    person.save()
    return person


def erasure_of(person):
    now = timezone.now()
    return Erasure.objects.create(
        person=person, asked_at=now, due_at=now + timedelta(days=14)
    )


def test_where_somebody_is_signed_in_and_the_own_calendar_end(as_user, person):
    client = as_user(person)
    calendar_addresses.make(by=person)
    UserSession.objects.create(
        user=person, session_key=client.session.session_key, ip="192.0.2.1"
    )

    carried_out(person)

    assert not Session.objects.filter(pk=client.session.session_key).exists()
    assert not UserSession.objects.filter(user=person).exists()
    assert not CalendarAddress.objects.valid().exists()
    assert client.get(reverse("website:my")).status_code == 302


def test_nothing_goes_before_its_day(person):
    erasure = erasures.ask(by=person)

    with time_machine.travel(erasure.due_at - timedelta(hours=1)):
        remove_personal_data(timezone.now().date())
        erasures.carry_out(erasure)

    person.refresh_from_db()
    assert person.is_active
    with (
        pytest.raises(IntegrityError, match="erasure_done_on_its_day"),
        transaction.atomic(),
    ):
        Erasure.objects.update(status="done", ended_at=timezone.now())


def test_what_was_taken_back_is_never_done(person):
    erasure = erasures.ask(by=person)
    erasures.take_back(erasure, by=person)

    with time_machine.travel(erasure.due_at + timedelta(days=1)):
        remove_personal_data(timezone.now().date())
        erasures.carry_out(erasure)

    person.refresh_from_db()
    assert (person.is_active, erasure.status) == (True, "taken_back")


def test_whoever_takes_up_an_office_meanwhile_keeps_the_data(person):
    erasure = erasures.ask(by=person)
    RepresentativeFactory.create(person=person)

    with time_machine.travel(erasure.due_at + timedelta(days=1)):
        remove_personal_data(timezone.now().date())

    person.refresh_from_db()
    erasure.refresh_from_db()
    assert (person.is_active, erasure.status) == (True, "waiting")


def test_an_office_that_begins_later_is_in_the_way():
    soon = days(timezone.now().date() + timedelta(days=30), None)
    term = RepresentativeFactory.create(period=soon)

    with pytest.raises(RuleRefusedError, match="Hand it over") as refusal:
        erasures.ask(by=term.person)

    assert refusal.value.clause == "R-49"


def test_only_the_person_takes_it_back(person):
    erasure = erasures.ask(by=person)
    stranger = UserFactory.create()

    assert not permissions.can_erasure_take_back(stranger, erasure)
    with pytest.raises(RuleRefusedError, match="Only the person"):
        erasures.take_back(erasure, by=stranger)


def test_whoever_may_not_sign_in_asks_for_nothing():
    inactive = UserFactory.create(is_active=False)

    assert not permissions.can_erasure_ask(inactive)
    with pytest.raises(RuleRefusedError, match="Sign in"):
        erasures.ask(by=inactive)


def test_the_page_says_what_is_in_the_way_and_offers_no_button(as_user):
    term = RepresentativeFactory.create()
    LetterFactory.create(sender=term.person)

    page = as_user(term.person).get(reverse(PAGE)).content.decode()

    assert f"You hold this office: Focal point, {term.partner.name}." in unescape(page)
    assert "You have a letter of intent under way" in page
    assert reverse(ASK) not in page


def test_the_page_says_what_holds_a_removal_up_that_was_due(as_user, person):
    erasure = erasures.ask(by=person)
    term = RepresentativeFactory.create(person=person)
    client = as_user(person)
    before = client.get(reverse(PAGE)).content.decode()
    Erasure.objects.update(
        asked_at=erasure.asked_at - timedelta(days=20),
        due_at=erasure.due_at - timedelta(days=20),
    )

    after = client.get(reverse(PAGE)).content.decode()

    assert "This happens at" in before
    assert "This was to happen at" in after
    assert f"You hold this office: Focal point, {term.partner.name}." in unescape(after)
    assert reverse(TAKE_BACK) in after


def test_whoever_asks_proves_who_it_is_first(as_user, person):
    person.set_password(PASSWORD)
    person.save()

    response = as_user(person).post(reverse(ASK))

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_reauthenticate"))
    assert not Erasure.objects.exists()


def test_whoever_has_nothing_to_prove_it_with_signs_in_anew(client):
    person = without_password()
    client.force_login(person)

    response = client.post(reverse(ASK))

    assert response.status_code == 302
    assert response["Location"] == (
        f"{reverse('account_request_login_code')}?next=%2Fmy%2Fdata%2F"
    )
    assert not Erasure.objects.exists()
    assert client.get("/my/").status_code == 302
    assert "Sign in once more" in client.get(response["Location"]).content.decode()


@pytest.mark.parametrize(("hours", "asked"), [(0, 1), (1, 0)])
def test_a_sign_in_by_code_of_just_now_is_proof_enough(client, hours, asked):
    person = without_password()
    EmailAddress.objects.create(
        user=person, email=person.email, primary=True, verified=True
    )
    client.post(reverse("account_request_login_code"), {"email": person.email})
    mail = Message.objects.get()
    code = re.search(r"^\s*([A-Z0-9]{3,5}-[A-Z0-9]{3,5})\s*$", mail.body, re.MULTILINE)[1]
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert client.get("/my/").status_code == 200

    with time_machine.travel(timezone.now() + timedelta(hours=hours)):
        client.post(reverse(ASK))

    assert Erasure.objects.count() == asked


def test_it_is_asked_for_shown_and_taken_back(as_user, person):
    person.set_password(PASSWORD)
    person.save()
    client = as_user(person)
    proof = client.post(reverse(ASK))["Location"]

    asked = client.post(proof, {"password": PASSWORD}, follow=True).content.decode()
    kept = client.post(reverse(TAKE_BACK), follow=True).content.decode()

    assert "Your data will be removed" in asked
    assert reverse(TAKE_BACK) in asked
    assert "Your data stay" in kept
    assert Erasure.objects.get().status == "taken_back"
    assert Message.objects.filter(template__endswith="erasure_asked.txt").count() == 1


def test_what_does_not_wait_cannot_be_taken_back(as_user, person):
    assert as_user(person).post(reverse(TAKE_BACK)).status_code == 404


def test_nobody_has_the_data_of_somebody_else_removed(as_user, person):
    erasures.ask(by=person)
    stranger = UserFactory.create()

    assert as_user(stranger).post(reverse(TAKE_BACK)).status_code == 404
    assert "take it back" in as_user(person).get(reverse(PAGE)).content.decode()
    assert User.objects.filter(is_active=True).count() == 2


# Asked on paper or by mail -----------------------------------------------------------------

LIST, RECORD = "/desk/removals/", "/desk/removals/new/"


def typed(person, **changed):
    return {
        "email": person.email.upper(),
        "came_by": "email",
        "asked_on": "2026-01-05",
        "reason": "Mail to the secretariat, file 7.",
    } | changed


def recorded(person, by):
    return erasures.record(
        person,
        came_by="paper",
        asked_on=date(2026, 1, 5),
        reason="Letter, file 7.",
        by=by,
    )


def test_an_officer_records_it_and_the_data_go_after_the_same_days(
    as_user, secretariat, person
):
    answer = as_user(secretariat).post(RECORD, typed(person), follow=True).text

    erasure = Erasure.objects.get()
    assert "The removal is recorded, and the person is told." in answer
    assert "Mail to the secretariat, file 7." in answer
    assert (erasure.person, erasure.recorded_by) == (person, secretariat)
    assert (erasure.came_by, erasure.asked_on) == ("email", date(2026, 1, 5))
    assert erasure.due_at - erasure.asked_at == timedelta(days=14)
    assert Message.objects.get(recipient=person).template.endswith("erasure_recorded.txt")
    entry = Entry.objects.get(kind="erasure.recorded")
    assert (entry.actor, entry.reason) == (secretariat, "Mail to the secretariat, file 7.")
    with time_machine.travel(erasure.due_at + timedelta(minutes=1)):
        remove_personal_data(timezone.now().date())
    person.refresh_from_db()
    assert person.name == f"Former user {person.pk}"


@pytest.mark.parametrize("who", ["person", "colleague"])
def test_what_was_recorded_is_taken_back_by_the_person_or_an_officer(
    as_user, secretariat, second_officer, person, who
):
    erasure = recorded(person, secretariat)
    keep = reverse("website:erasure_keep", args=[erasure.pk])

    if who == "person":
        as_user(person).post(reverse(TAKE_BACK))
    else:
        as_user(second_officer).post(keep)

    erasure.refresh_from_db()
    assert erasure.status == "taken_back"
    again = as_user(secretariat).post(keep, follow=True)
    assert "taken back already" in again.text


def test_what_somebody_asked_for_without_help_is_nobody_elses(as_user, secretariat, person):
    erasure = erasures.ask(by=person)
    keep = reverse("website:erasure_keep", args=[erasure.pk])

    answer = as_user(secretariat).post(keep)

    assert answer.status_code == 404
    assert not permissions.can_erasure_take_back(secretariat, erasure)


def test_an_officer_reads_what_is_in_the_way_of_the_person(as_user, secretariat):
    term = RepresentativeFactory.create(partner__name="Example Institute")

    answer = as_user(secretariat).post(RECORD, typed(term.person))

    assert answer.status_code == 422
    assert "in the way, as the person would read it" in answer.text
    assert "Focal point, Example Institute" in answer.text
    assert "Mail to the secretariat, file 7." in answer.text
    assert not Erasure.objects.exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"email": "nobody@example.org"}, "Nobody has an account with this address."),
        ({"email": "a\0@example.org"}, "email"),
        ({"asked_on": "2199-01-01"}, "Choose today or an earlier day."),
        ({"asked_on": ""}, "Enter the day on which the person asked."),
        ({"came_by": "fax"}, "Choose from the list."),
        ({"came_by": ""}, "Say how the person asked."),
        ({"reason": " "}, "Say where it was asked, and why."),
    ],
)
def test_what_is_wrong_with_a_record_is_said_and_what_was_typed_is_kept(
    as_user, secretariat, person, changed, said
):
    answer = as_user(secretariat).post(RECORD, typed(person, **changed))

    assert answer.status_code == 422
    assert said in str(answer.context["form"].errors)
    assert not Erasure.objects.exists()


def test_nobody_records_the_own_removal_or_one_twice(as_user, secretariat, person):
    browser = as_user(secretariat)

    own = browser.post(RECORD, typed(secretariat))
    first = browser.post(RECORD, typed(person))
    second = browser.post(RECORD, typed(person))

    assert own.status_code == 422
    assert "ask for it on the page of your data" in own.text
    assert (first.status_code, second.status_code) == (302, 409)
    assert Erasure.objects.count() == 1


def test_only_the_secretariat_records_removals(as_user, person, admin):
    for reader in (person, admin):
        browser = as_user(reader)

        assert [browser.get(LIST).status_code, browser.get(RECORD).status_code] == [
            403,
            403,
        ]
        assert not permissions.can_erasure_record(reader)
        with pytest.raises(RuleRefusedError, match="Only the secretariat") as refusal:
            recorded(UserFactory.create(), reader)
        assert refusal.value.clause == "R-64"


def test_the_list_says_who_waits_and_suggests_an_address(as_user, secretariat, person):
    browser = as_user(secretariat)
    empty = browser.get(LIST).text
    erasure = recorded(person, secretariat)
    Erasure.objects.filter(pk=erasure.pk).update(held_up_at=timezone.now())

    listed = browser.get(LIST).text
    form = browser.get(RECORD, {"email": person.email + "\0"}).context["form"]

    assert "No removal was recorded yet" in empty
    assert "Held up" in listed
    assert reverse("website:erasure_keep", args=[erasure.pk]) in listed
    assert form["email"].value() == person.email


def test_the_database_keeps_how_it_was_asked(person, secretariat):
    recorded(person, secretariat)

    for wrong in ({"reason": ""}, {"came_by": "fax"}, {"recorded_by": person}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Erasure.objects.update(**wrong)


# What others kept of the person ------------------------------------------------------------


def test_the_addresses_of_old_invitations_go_and_nothing_else_of_them(person):
    EmailAddress.objects.create(user=person, email="Second@example.org")
    answered = as_it_was(
        PartnerInvitationFactory.create(email="third@example.org"),
        status="accepted",
        settled_at=timezone.now(),
        settled_by=person,
    )
    waiting = PartnerInvitationFactory.create(email=person.email)
    twice = PartnerInvitationFactory.create(
        email="second@example.org", partner=waiting.partner
    )
    other = PartnerInvitationFactory.create()

    carried_out(person)

    for each in (answered, waiting, twice, other):
        each.refresh_from_db()
    assert [each.email for each in (answered, waiting, twice)] == [
        f"removed-{each.pk}@example.invalid" for each in (answered, waiting, twice)
    ]
    assert (answered.status, answered.settled_by) == ("accepted", person)
    assert "removed" not in other.email


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "other@example.org"},
        {"email": "removed-1@example.invalid", "role": "contributor"},
    ],
)
def test_no_address_of_an_invitation_becomes_another_one(wrong):
    asked = PartnerInvitationFactory.create(role="focal_point")
    as_it_was(asked, status="declined", settled_at=timezone.now())

    with pytest.raises(IntegrityError), transaction.atomic():
        PartnerInvitation.objects.update(**wrong)
    PartnerInvitation.objects.update(email="removed-1@example.invalid")
    with pytest.raises(IntegrityError), transaction.atomic():
        PartnerInvitation.objects.update(email="other@example.org")


def test_why_work_could_not_be_taken_names_a_former_officer_no_more(secretariat):
    former = UserFactory.create(name="Sample Former", officer=True)
    letter = LetterFactory.create(submitted=True)
    holdings.take(f"letters partners.letterofintent:{letter.pk}", by=former)
    bulk = bulks.freeze("take", [letter], by=secretariat)
    former.secretariatterms.update(period=ENDED)

    carried_out(former)

    assert bulk.rows.get().said == f"Former user {former.pk} has this work."
