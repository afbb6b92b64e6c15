"""Two accounts of one person become one, and are taken apart again (C16, R-58, R-56)."""

from datetime import date, timedelta
from threading import Barrier, Event, Thread

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gmp_portal import ledger, rounds
from gmp_portal.accounts import joining, merging
from gmp_portal.accounts.data_map import NOBODY
from gmp_portal.accounts.models import AccountDistinction, AccountMerge, Erasure, User
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.notifications import outbox
from gmp_portal.notifications.models import Message, MutedRecord
from gmp_portal.website import permissions
from gmp_portal.website.actions import account_merges, calendar_addresses, erasures
from gmp_portal.website.demo.sessions import as_before
from gmp_portal.website.reading import account_pairs, own_copies
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError
from partners import permissions as partner_permissions
from partners.actions import invitations
from partners.models import (
    LetterLink,
    LetterOfIntent,
    PartnerInvitation,
    Representative,
)
from tests.factories.accounts import UserFactory
from tests.factories.areas import LeadTermFactory
from tests.factories.partners import (
    JoinRequestFactory,
    LetterFactory,
    PartnerFactory,
    PartnerInvitationFactory,
    RepresentativeFactory,
)

pytestmark = pytest.mark.django_db
PASSWORD = "a sample phrase"
TAKEN_APART = "website/emails/accounts_taken_apart.txt"
WHY = "She wrote from both addresses."


@pytest.fixture
def head():
    return UserFactory.create(officer=True)


@pytest.fixture
def kept():
    return UserFactory.create(name="Berta Example", email="berta@example.org", proved=True)


@pytest.fixture
def typed():
    """Somebody else entered the address: nobody has proved it."""
    return UserFactory.create(email="typed@example.com")


@pytest.fixture
def gone():
    person = UserFactory.create(name="B. Example", email="b.example@example.com")
    EmailAddress.objects.create(
        user=person, email=person.email, verified=True, primary=True
    )
    return person


def merged(kept, gone, by):
    record = account_merges.make(kept, gone, reason=WHY, by=by)
    for each in (kept, gone):
        each.refresh_from_db()
    return AccountMerge.objects.get(pk=record.pk)


def refused(kept, gone, by):
    with pytest.raises(RuleRefusedError) as caught:
        account_merges.make(kept, gone, reason=WHY, by=by)
    return caught.value.clause


# Which keys there are ----------------------------------------------------------------------


def test_every_key_to_a_person_says_what_becomes_of_it():
    """A new key to User fails here until its app says in ``merging`` what a merge does."""
    keys = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is User
    } - {"accounts.user.groups", "accounts.user.user_permissions"}

    assert {key.name for key in merging.keys_to(User)} == keys


def test_every_key_moves_its_rows_or_says_why_they_stay():
    for key in merging.keys_to(User):
        assert key.stays or key.moving is merging.every, key.name


# What goes over ------------------------------------------------------------------------------


def test_the_merged_account_is_closed_and_called_by_both_names(kept, gone, head):
    merged(kept, gone, head)

    assert (gone.is_active, gone.merged_into) == (False, kept)
    assert gone.name == "B. Example, now Berta Example"


def test_its_address_is_a_proved_address_of_the_account_that_stays(kept, gone, head):
    merged(kept, gone, head)

    assert list(User.objects.with_address("B.Example@example.com")) == [kept]
    assert kept.has_address("b.example@example.com")
    assert EmailAddress.objects.get(email="b.example@example.com").user == kept


def test_an_address_that_nobody_proved_leads_nowhere(kept, typed, head):
    record = merged(kept, typed, head)

    assert not User.objects.with_address("typed@example.com").exists()
    assert not EmailAddress.objects.filter(email="typed@example.com").exists()
    assert not Message.objects.filter(address="typed@example.com").exists()
    [mail] = Message.objects.filter(template="website/emails/accounts_merged.txt")
    assert "Nobody has proved the address typed@example.com" in mail.body
    assert record.lent == []


@pytest.mark.parametrize("form", ["account_request_login_code", "account_reset_password"])
def test_whoever_has_an_unproved_address_gets_nothing_that_opens_the_account(
    client, kept, typed, head, form
):
    merged(kept, typed, head)
    Message.objects.all().delete()

    client.post(reverse(form), {"email": "typed@example.com"})

    others = Client()
    others.post(reverse(form), {"email": kept.email})

    sent = {mail.address: mail for mail in Message.objects.all()}
    assert set(sent) == {"typed@example.com", kept.email}
    assert "account/email/unknown_account" in sent["typed@example.com"].template


def test_an_unproved_address_is_given_back_and_what_the_other_proved_is_kept(
    kept, typed, head
):
    EmailAddress.objects.create(user=kept, email=typed.email, verified=True)
    record = merged(kept, typed, head)

    account_merges.undo(record, by=head)

    typed.refresh_from_db()
    assert typed.email == "typed@example.com"
    assert EmailAddress.objects.get(user=kept, email="typed@example.com").verified
    assert not EmailAddress.objects.get(user=typed).verified


def test_no_office_goes_to_an_address_that_nobody_proved(gone, typed, head):
    assert refused(typed, gone, head) == "R-58"


def test_of_two_accounts_that_nobody_used_one_may_stay(typed, head):
    merged(UserFactory.create(), typed, head)

    assert not typed.is_active


def test_its_sessions_end(client, kept, gone, head):
    client.force_login(gone)
    UserSession.objects.create(
        user=gone, session_key=client.session.session_key, ip="127.0.0.1"
    )

    merged(kept, gone, head)

    assert not UserSession.objects.filter(user=gone).exists()
    assert client.get(reverse("website:my")).status_code == 302


def test_terms_go_over_with_their_rights(kept, gone, head):
    term = RepresentativeFactory.create(person=gone)

    merged(kept, gone, head)

    term.refresh_from_db()
    assert term.person == kept
    assert partner_permissions.represents(kept, term.partner)
    assert not partner_permissions.represents(gone, term.partner)


def test_a_term_in_the_same_role_does_not_double(kept, gone, head):
    own = RepresentativeFactory.create(person=kept)
    twin = RepresentativeFactory.create(person=gone, partner=own.partner)

    merged(kept, gone, head)

    twin.refresh_from_db()
    assert (twin.person, twin.has_ended) == (gone, True)
    assert twin.ended_reason == "The account was merged into another one."
    assert own.partner.current_representatives().get() == kept


def test_a_term_of_both_that_began_today_keeps_its_day(kept, gone, head):
    own = RepresentativeFactory.create(person=kept)
    new = days(today(), today())
    twin = RepresentativeFactory.create(person=gone, partner=own.partner, period=new)

    merged(kept, gone, head)

    twin.refresh_from_db()
    assert twin.period == new


def test_drafts_and_mail_choices_go_over(kept, gone, head):
    draft = LetterFactory.create(sender=gone)
    MutedRecord.objects.create(person=gone, record="partners.letterofintent:1")
    MutedRecord.objects.create(person=gone, record="partners.letterofintent:2")
    MutedRecord.objects.create(person=kept, record="partners.letterofintent:2")

    merged(kept, gone, head)

    draft.refresh_from_db()
    assert draft.sender == kept
    assert MutedRecord.objects.filter(person=kept).count() == 2


def test_a_letter_that_was_sent_stays_and_can_be_read(kept, gone, head):
    letter = LetterFactory.create(declined=True, sender=gone)

    merged(kept, gone, head)

    letter.refresh_from_db()
    assert letter.sender == gone
    assert letter in LetterOfIntent.objects.open_to(kept)


def test_mails_to_the_merged_account_reach_the_one_that_stays(kept, gone, head):
    merged(kept, gone, head)
    gone = User.objects.get(pk=gone.pk)

    [mail] = outbox.post(
        "website/emails/accounts_taken_apart.txt",
        to=[gone],
        merge=AccountMerge.objects.get(),
        contact="",
    )

    assert (mail.recipient, mail.address) == (kept, "berta@example.org")


def test_a_mail_on_its_way_follows_to_the_account_that_stays(kept, gone, head):
    mail = outbox.queue(Message(recipient=gone, address=gone.email, subject="S", body="B"))
    merged(kept, gone, head)
    mail = Message.objects.get(pk=mail.pk)

    outbox.follow_reader(mail)

    assert mail.address == kept.email


def test_the_person_is_told_at_every_address(kept, gone, head):
    merged(kept, gone, head)

    told = Message.objects.filter(template="website/emails/accounts_merged.txt")
    assert {mail.address for mail in told} == {"berta@example.org", "b.example@example.com"}
    for mail in told:
        assert "b.example@example.com" in mail.body
        assert "the secretariat can take them apart until" in mail.body


def test_the_ledger_tells_of_both(kept, gone, head):
    merged(kept, gone, head)

    told = [ledger.trail(person)[0].kind for person in (kept, gone)]
    assert told == ["account.merged", "account.merged_into"]


def test_who_was_merged_before_is_shown_with_the_last_one(kept, gone, head):
    first = UserFactory.create(name="Bertha Example")
    merged(gone, first, head)

    merged(kept, gone, head)

    first.refresh_from_db()
    assert (first.merged_into, first.name) == (kept, "Bertha Example, now Berta Example")


def test_a_new_name_of_the_person_is_said_everywhere(as_user, kept, gone, head):
    merged(kept, gone, head)
    page = as_user(kept).get(reverse("website:profile"))
    data = page.context["form"].initial | {"name": "Berta Sample"}

    as_user(kept).post(reverse("website:profile"), data)

    gone.refresh_from_db()
    assert gone.name == "B. Example, now Berta Sample"


def test_two_long_names_fit_into_one():
    name = joining.name_of_both("A" * 150, "B" * 150)

    assert len(name) <= 150
    assert ", now BB" in name


# What is refused -----------------------------------------------------------------------------


def open_letter(kept, gone):
    LetterFactory.create(submitted=True, sender=gone)


def other_role(kept, gone):
    own = RepresentativeFactory.create(person=kept, role="contributor")
    RepresentativeFactory.create(person=gone, partner=own.partner)


def request_of_both(kept, gone):
    own = JoinRequestFactory.create(person=kept)
    JoinRequestFactory.create(person=gone, partner=own.partner)


def request_where_the_other_is(kept, gone):
    own = RepresentativeFactory.create(person=kept)
    JoinRequestFactory.create(person=gone, partner=own.partner)


def leads_of_one_area(kept, gone):
    own = LeadTermFactory.create(person=kept, co_lead=True)
    LeadTermFactory.create(person=gone, area=own.area, second_co_lead=True)


@pytest.mark.parametrize(
    "waits",
    [
        *(open_letter, other_role, request_of_both, request_where_the_other_is),
        leads_of_one_area,
    ],
)
def test_nothing_is_merged_that_only_one_of_them_can_settle(kept, gone, head, waits):
    waits(kept, gone)

    assert refused(kept, gone, head) == "R-58"


def test_a_request_of_one_alone_goes_over(kept, gone, head):
    asked = JoinRequestFactory.create(person=gone)

    merged(kept, gone, head)

    asked.refresh_from_db()
    assert asked.person == kept


@pytest.mark.parametrize(
    "facts",
    [
        {"officer": True, "office__role": "officer"},
        {"officer": True, "office__role": "admin"},
        {"officer": True, "office__period": days(date(2020, 1, 1), date(2021, 1, 1))},
        {"is_staff": True},
        {"is_superuser": True},
    ],
)
@pytest.mark.parametrize("stays", [True, False])
def test_nobody_who_acts_or_acted_for_unep_is_merged(kept, gone, head, facts, stays):
    colleague = UserFactory.create(**facts)

    pair = (colleague, gone) if stays else (kept, colleague)

    assert refused(*pair, head) == "R-58"


def test_nobody_merges_the_own_account(gone, head):
    assert refused(head, gone, head) == "R-58"
    assert refused(gone, head, head) == "R-58"


@pytest.mark.parametrize("leaves", [0, 1])
def test_nobody_is_merged_whose_data_are_removed(kept, gone, head, leaves):
    erasures.ask(by=(kept, gone)[leaves])

    assert refused(kept, gone, head) == "R-58"


def test_no_closed_account_is_merged(kept, gone, head):
    User.objects.filter(pk=gone.pk).update(is_active=False)

    assert refused(kept, gone, head) == "R-58"


def test_no_account_is_merged_with_itself_or_twice(kept, gone, head):
    merged(kept, gone, head)

    for first, second in ((kept, kept), (kept, gone), (gone, kept)):
        assert refused(first, second, head) == "R-58"


def test_an_officer_may_look_and_not_merge(as_user, kept, gone):
    officer = UserFactory.create(officer=True, office__role="officer")
    url = reverse("website:account_merge_make", args=[kept.pk, gone.pk])

    page = as_user(officer).get(url)
    answer = as_user(officer).post(url, {"reason": WHY})

    assert "The head of branch merges them" in page.content.decode()
    assert answer.status_code == 403
    assert refused(kept, gone, officer) == "R-58"


@pytest.mark.parametrize("act", ["tell_apart", "undo"])
def test_nobody_else_tells_apart_or_takes_apart(kept, gone, head, act):
    record = merged(kept, gone, head)
    subject = (record,) if act == "undo" else (kept, gone)
    reason = {} if act == "undo" else {"reason": WHY}

    with pytest.raises(RuleRefusedError) as caught:
        getattr(account_merges, act)(*subject, by=kept, **reason)

    assert (caught.value.clause, caught.value.status) == ("R-58", 403)


@pytest.mark.parametrize("name", ["account_merge_list", "account_merge_tell_apart"])
def test_the_pages_are_for_the_secretariat(as_user, kept, gone, name):
    args = [] if name.endswith("list") else [kept.pk, gone.pk]

    assert as_user(kept).get(reverse(f"website:{name}", args=args)).status_code == 403


def test_no_page_compares_an_account_with_itself(as_user, head, kept):
    url = reverse("website:account_merge_make", args=[kept.pk, kept.pk])

    assert as_user(head).get(url).status_code == 404


# Taken apart ---------------------------------------------------------------------------------


def test_taking_apart_puts_back_what_nobody_changed(kept, gone, head):
    term = RepresentativeFactory.create(person=gone)
    own = RepresentativeFactory.create(person=kept)
    twin = RepresentativeFactory.create(person=gone, partner=own.partner)
    draft = LetterFactory.create(sender=gone)
    record = merged(kept, gone, head)

    account_merges.undo(record, by=head)

    for row in (kept, gone, term, twin, draft):
        row.refresh_from_db()
    assert record.stayed == []
    assert (gone.name, gone.email) == ("B. Example", "b.example@example.com")
    assert (gone.is_active, gone.merged_into) == (True, None)
    assert (term.person, twin.period.upper, draft.sender) == (gone, None, gone)
    assert partner_permissions.represents(gone, term.partner)
    assert not partner_permissions.represents(kept, term.partner)
    assert list(User.objects.with_address("b.example@example.com")) == [gone]


def test_both_are_told_that_they_are_two_again(kept, gone, head):
    record = merged(kept, gone, head)

    account_merges.undo(record, by=head)

    told = Message.objects.filter(template="website/emails/accounts_taken_apart.txt")
    assert {mail.recipient_id for mail in told} == {kept.pk, gone.pk}


def test_what_was_changed_meanwhile_stays_and_is_named(as_user, kept, gone, head):
    term = RepresentativeFactory.create(person=gone)
    other = UserFactory.create()
    record = merged(kept, gone, head)
    Representative.objects.filter(pk=term.pk).update(person=other)

    page = as_user(head).post(
        reverse("website:account_merge_undo", args=[record.pk]), follow=True
    )

    assert "This was changed meanwhile and stays where it is" in page.content.decode()
    term.refresh_from_db()
    assert term.person == other


def test_what_was_begun_since_stays_with_the_account_that_stays(kept, gone, head):
    asked = JoinRequestFactory.create(person=gone)
    own = RepresentativeFactory.create(person=kept)
    record = merged(kept, gone, head)
    period = days(today(), None)
    since = RepresentativeFactory.create(person=kept, partner=asked.partner, period=period)

    account_merges.undo(record, by=head)

    since.refresh_from_db()
    assert since.person == kept
    named = [each["pk"] for each in record.stayed]
    assert since.pk in named
    assert own.pk not in named


def test_the_first_address_is_the_own_one_again(kept, gone, head):
    record = merged(kept, gone, head)
    EmailAddress.objects.get(user=kept, email="b.example@example.com").set_as_primary()

    account_merges.undo(AccountMerge.objects.get(pk=record.pk), by=head)

    kept.refresh_from_db()
    assert kept.email == "berta@example.org"
    assert EmailAddress.objects.get_primary(kept).email == "berta@example.org"


def test_taking_apart_leaves_the_other_person_no_way_in(client, kept, gone, head):
    kept.set_password(PASSWORD)
    kept.save()
    before = Authenticator.objects.create(user=kept, type="totp", data={})
    record = merged(kept, gone, head)
    client.force_login(kept)
    session = client.session.session_key
    UserSession.objects.create(user=kept, session_key=session, ip="127.0.0.1")
    Authenticator.objects.create(user=kept, type="webauthn", data={})
    EmailAddress.objects.create(user=kept, email="new@example.com", verified=True)
    own_calendar = calendar_addresses.make(by=kept)

    account_merges.undo(record, by=head)

    kept.refresh_from_db()
    own_calendar.refresh_from_db()
    assert not kept.has_usable_password()
    assert client.get(reverse("website:my")).status_code == 302
    assert Authenticator.objects.get(user=kept) == before
    assert EmailAddress.objects.get(user=kept).email == kept.email
    assert own_calendar.revoked_at is not None
    mail = Message.objects.get(template=TAKEN_APART, recipient=kept)
    assert "These addresses were taken out:\n- new@example.com\n" in mail.body


def test_the_other_account_keeps_its_password(kept, gone, head):
    gone.set_password(PASSWORD)
    gone.save()
    record = merged(kept, gone, head)

    account_merges.undo(record, by=head)

    gone.refresh_from_db()
    assert gone.check_password(PASSWORD)
    mail = Message.objects.get(template=TAKEN_APART, recipient=gone)
    assert "the password that it had before" in mail.body


def test_of_two_merged_accounts_one_keeps_its_address(kept, gone, head):
    record = merged(kept, gone, head)
    merged(kept, UserFactory.create(email="third@example.com", proved=True), head)

    account_merges.undo(record, by=head)

    assert kept.has_address("third@example.com")
    assert not kept.has_address("b.example@example.com")


def test_a_merge_of_before_is_taken_apart_without_its_own_addresses(kept, gone, head):
    record = merged(kept, gone, head)
    record.addresses = record.handed_over
    record.save(update_fields=["addresses"])
    EmailAddress.objects.create(user=kept, email="new@example.com", verified=True)

    account_merges.undo(record, by=head)

    gone.refresh_from_db()
    assert gone.email == "b.example@example.com"
    assert kept.has_address("new@example.com")


def test_an_address_that_both_had_typed_is_the_other_ones_again(kept, gone, head):
    EmailAddress.objects.create(user=kept, email=gone.email)
    record = merged(kept, gone, head)
    assert kept.has_address(gone.email) or kept.has_address(record.gone_email)

    account_merges.undo(record, by=head)

    proved = EmailAddress.objects.filter(email="b.example@example.com", verified=True)
    assert proved.get().user == gone


def test_it_can_be_taken_apart_once(kept, gone, head):
    record = merged(kept, gone, head)
    account_merges.undo(record, by=head)

    with pytest.raises(InvalidTransitionError):
        account_merges.undo(record, by=head)


def test_what_was_taken_apart_says_so_in_the_step(kept, gone, head):
    record = merged(kept, gone, head)
    account_merges.undo(record, by=head)

    refusal = permissions.can_account_merge_undo.otherwise(record)

    assert record.get_status_display() in refusal.message


def not_undone(record, by):
    with pytest.raises(RuleRefusedError) as caught:
        account_merges.undo(record, by=by)
    return caught.value.clause


def test_after_its_days_it_stays(kept, gone, head):
    record = merged(kept, gone, head)
    with as_before(AccountMerge):
        AccountMerge.objects.filter(pk=record.pk).update(
            made_at=timezone.now() - timedelta(days=31)
        )

    assert not_undone(record, head) == "R-56"


def test_the_later_merge_is_taken_apart_first(kept, gone, head):
    record = merged(gone, UserFactory.create(), head)
    merged(kept, gone, head)

    assert not_undone(record, head) == "R-56"


def test_the_account_that_stays_needs_an_address_of_its_own(kept, gone, head):
    record = merged(kept, gone, head)
    lent = EmailAddress.objects.get(user=kept, email="b.example@example.com")
    lent.set_as_primary()
    EmailAddress.objects.filter(user=kept).exclude(pk=lent.pk).delete()

    assert not_undone(record, head) == "R-56"


def test_an_address_that_somebody_else_has_by_now_keeps_them_together(kept, gone, head):
    record = merged(kept, gone, head)
    EmailAddress.objects.filter(user=kept, email="b.example@example.com").delete()
    UserFactory.create(email="b.example@example.com")

    assert not_undone(record, head) == "R-56"


def test_whoever_leaves_is_not_taken_apart(kept, gone, head):
    record = merged(kept, gone, head)
    erasures.ask(by=kept)

    assert not_undone(record, head) == "R-56"


# The data of the person ------------------------------------------------------------------------


def test_a_removal_covers_the_merged_account(kept, gone, head):
    record = merged(kept, gone, head)
    erasure = erasures.ask(by=kept)
    past = timezone.now() - timedelta(days=40)
    Erasure.objects.filter(pk=erasure.pk).update(asked_at=past, due_at=past + timedelta(1))
    erasure.refresh_from_db()

    erasures.carry_out(erasure)

    for row in (kept, gone, record):
        row.refresh_from_db()
    assert "Example" not in kept.name + gone.name + record.gone_name
    assert (record.gone_email, record.addresses) == (NOBODY, [])
    assert not EmailAddress.objects.filter(user__in=[kept, gone]).exists()
    assert not_undone(record, head) == "R-56"


def test_the_copy_of_the_own_data_has_both_accounts(kept, gone, head):
    RepresentativeFactory.create(person=gone)
    merged(kept, gone, head)

    told = own_copies.sections(kept)

    names = [row["name"] for each in told for row in each.rows if "name" in row]
    assert {"Berta Example", "B. Example, now Berta Example"} <= set(names)


# Which are alike -------------------------------------------------------------------------------


def pairs():
    return rounds.read(account_pairs.reading())


@pytest.mark.parametrize(
    ("name", "other", "reason"),
    [
        ("Berta Example", "BERTA  EXAMPLE", "the same name"),
        ("Berta Example", "Example, Berta", "the same name in another order"),
        ("Ivan Petrov", "Иван Петров", "the same name in another spelling or script"),
    ],
)
def test_names_that_are_one_person_are_found(name, other, reason):
    for each in (name, other):
        UserFactory.create(name=each)

    [pair] = pairs()

    assert pair.reasons == [reason]


def test_initials_at_one_partner_are_found():
    term = RepresentativeFactory.create(person__name="Berta Example", phone="+41 22 1")
    RepresentativeFactory.create(
        person__name="B. Example", partner=term.partner, phone="0041-221"[2:]
    )

    [pair] = pairs()

    assert pair.reasons == [
        "the same telephone number",
        "the same partner",
        "the same name, once with initials or shortened",
    ]


def test_a_similar_name_and_the_same_beginning_of_the_address_are_found():
    UserFactory.create(name="Berta Exampel", email="berta.e@example.org")
    UserFactory.create(name="Berta Example", email="berta.e@example.com")

    [pair] = pairs()

    assert pair.reasons[0] == "addresses that begin alike"
    assert pair.reasons[1].startswith("a similar name")


def test_an_address_that_another_one_proved_is_found():
    first = UserFactory.create(name="Zed Alpha")
    second = UserFactory.create(name="Carla Other")
    EmailAddress.objects.create(user=second, email=first.email.upper())

    [pair] = pairs()

    assert pair.reasons[0] == "the same e-mail address"
    assert pair.reasons[-1] == "another name"


def test_no_shared_box_and_nobody_of_unep_is_found():
    UserFactory.create(name="Ada One", email="info@example.org")
    UserFactory.create(name="Bo Two", email="info@example.com")
    UserFactory.create(name="Sana Sample", officer=True)
    UserFactory.create(name="Sana Sample")

    assert pairs() == []


def test_whoever_was_told_apart_is_shown_no_more(as_user, head):
    first, second = (UserFactory.create(name="Berta Example") for _each in range(2))
    url = reverse("website:account_merge_tell_apart", args=[second.pk, first.pk])

    page = as_user(head).post(url, {"reason": "Mother and daughter."}, follow=True)

    assert "Mother and daughter." in page.content.decode()
    assert pairs() == []
    account_merges.tell_apart(first, second, reason="Again.", by=head)
    assert AccountDistinction.objects.get().said_by == head


# The pages -------------------------------------------------------------------------------------


def test_from_the_list_to_the_merge_and_back(as_user, kept, gone, head):
    RepresentativeFactory.create(
        person=gone, partner=PartnerFactory.create(name="Example E")
    )
    browser = as_user(head)
    found = browser.get(
        reverse("website:account_merge_list"), {"kept": kept.email, "gone": gone.email}
    )
    page = browser.get(found["Location"]).content.decode()

    empty = browser.post(found["Location"], {"reason": ""})
    made = browser.post(found["Location"], {"reason": WHY}, follow=True)

    assert "1 goes over" in page
    assert empty.status_code == 422
    assert "The two accounts are one now" in made.content.decode()
    again = browser.post(found["Location"], {"reason": WHY})
    assert again.status_code == 409
    record = AccountMerge.objects.get()
    undone = browser.post(
        reverse("website:account_merge_undo", args=[record.pk]), follow=True
    )
    assert "The two stand for themselves again." in undone.content.decode()


@pytest.mark.parametrize("gone", ["berta@example.org", "nobody@example.org"])
def test_the_list_says_whom_it_cannot_compare(as_user, head, kept, gone):
    page = as_user(head).get(
        reverse("website:account_merge_list"), {"kept": kept.email, "gone": gone}
    )

    assert page.status_code in (200, 422)
    assert not page.context["form"].is_valid()


def test_the_page_says_what_stands_in_the_way(as_user, kept, gone, head):
    LetterFactory.create(submitted=True, sender=gone)

    page = as_user(head).get(reverse("website:account_merge_make", args=[kept.pk, gone.pk]))

    assert "The two cannot be merged now" in page.content.decode()


def test_the_person_signs_in_with_either_address_and_the_other_account_is_closed(
    client, kept, gone, head
):
    kept.set_password(PASSWORD)
    kept.save()
    gone.set_password("another sample phrase")
    gone.save()
    EmailAddress.objects.create(user=kept, email=kept.email, verified=True, primary=True)
    merged(kept, gone, head)

    def signed_in(password):
        client.logout()
        login = {"login": "b.example@example.com", "password": password}
        client.post(reverse("account_login"), login)
        return client.session.get("_auth_user_id")

    assert signed_in(PASSWORD) == str(kept.pk)
    assert signed_in("another sample phrase") is None


def test_an_invitation_to_the_other_address_is_for_the_person(kept, gone, head):
    asked = PartnerInvitationFactory.create(email=gone.email)

    merged(kept, gone, head)

    assert list(PartnerInvitation.objects.open_for(kept)) == [asked]


def test_nobody_hands_over_to_the_own_other_address(kept, gone, head):
    term = RepresentativeFactory.create(person=gone, role="focal_point")
    facts = {"email": kept.email, "hands_over": term, "invited_by": gone}
    facts |= {"partner": term.partner, "role": term.role}
    asked = PartnerInvitationFactory.create(**facts)

    assert refused(kept, gone, head) == "R-58"
    assert refused(gone, kept, head) == "R-58"
    # Sent off at the moment in which the two were merged.
    invitations.withdraw(asked, by=gone)
    merged(kept, gone, head)
    term.refresh_from_db()
    since = PartnerInvitationFactory.create(**facts)
    with pytest.raises(RuleRefusedError) as caught:
        invitations.accept(since, by=kept)
    term.refresh_from_db()
    assert caught.value.clause == "R-38"
    assert not term.has_ended


def test_a_colleague_goes_on_writing_the_draft_of_somebody_else(kept, gone, head):
    letter = LetterFactory.create()
    link = LetterLink.objects.create(
        letter=letter,
        purpose="write",
        email=gone.email,
        token_sha256="a" * 64,
        created_by=letter.sender,
        expires_at=timezone.now(),
        accepted_by=gone,
        accepted_at=timezone.now(),
    )

    merged(kept, gone, head)

    assert link.letter in LetterOfIntent.objects.open_to(kept)
    assert link.letter.is_written_by(kept)


# Two at once -----------------------------------------------------------------------------------


def test_whoever_opened_the_page_before_merges_nothing_twice(kept, gone, head):
    stale = User.objects.get(pk=kept.pk), User.objects.get(pk=gone.pk)
    merged(kept, gone, head)

    assert refused(*stale, head) == "R-58"
    assert AccountMerge.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_merge_at_the_same_moment_one_is_refused():
    heads = UserFactory.create_batch(2, officer=True)
    for _round in range(5):
        pair = UserFactory.create_batch(2, proved=True)
        barrier, answers = Barrier(2), []

        def run(head, first, second, barrier=barrier, answers=answers):
            try:
                barrier.wait()
                account_merges.make(first, second, reason=WHY, by=head)
                answers.append("made")
            except RuleRefusedError as error:
                answers.append(error.clause)
            finally:
                connection.close()

        threads = [
            Thread(target=run, args=[heads[0], *pair]),
            Thread(target=run, args=[heads[1], *reversed(pair)]),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(answers) == ["R-58", "made"]


def test_whoever_stays_begins_anew_from_what_the_other_account_sent(
    kept, gone, head, as_user
):
    declined = LetterFactory.create(declined=True, sender=gone)
    account_merges.make(kept, gone, reason=WHY, by=head)
    address = reverse("partners:letter_copy", args=[declined.key])

    strange = as_user(UserFactory.create()).post(address)
    begun = as_user(kept).post(address)

    copy = LetterOfIntent.objects.get(replaces=declined)
    assert strange.status_code in (403, 404)
    assert begun["Location"] == copy.get_absolute_url()
    assert copy.sender == kept


@pytest.mark.django_db(transaction=True)
def test_a_row_that_somebody_holds_for_a_moment_is_not_said_to_be_changed():
    head, kept, gone = UserFactory.create(officer=True), *UserFactory.create_batch(2)
    term = RepresentativeFactory.create(person=gone)
    record = merged(kept, gone, head)
    held, done = Event(), Event()

    def hold():
        with transaction.atomic():
            Representative.objects.select_for_update().get(pk=term.pk)
            held.set()
            done.wait(20)
        connection.close()

    holder = Thread(target=hold)
    holder.start()
    held.wait(20)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '100ms'")
        with pytest.raises(OperationalError):
            account_merges.undo(record, by=head)
    finally:
        done.set()
        holder.join()
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")

    account_merges.undo(AccountMerge.objects.get(), by=head)
    assert AccountMerge.objects.get().stayed == []
