"""The directory of contacts, the yearly question, and what everybody may read (A1-6d-iii, R-43)."""

from datetime import timedelta

import pytest
from django.core import mail as outgoing
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from gmp_portal import dates, ledger
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.ledger.models import Entry
from gmp_portal.notifications.models import Message
from partners import scheduled, worklist
from partners.actions import contacts, representatives
from partners.models import Representative
from tests.factories.accounts import UserFactory
from tests.factories.areas import MembershipFactory
from tests.factories.partners import PartnerFactory, RepresentativeFactory
from tests.factories.reference import CountryFactory

pytestmark = pytest.mark.django_db
LIST, EXPORT = "partners:contact_list", "partners:contact_export"
SAID = {"phone": "", "shows_name": False, "shows_mail": False, "shows_phone": False}
NUMBER = "+41 22 555 01 00"


def old_term(**fields):
    """Somebody who began two years ago and has confirmed nothing since."""
    return RepresentativeFactory.create(
        period=days(today() - timedelta(days=800), None), **fields
    )


def lost(term):
    return Message.objects.create(
        recipient=term.person,
        address=term.person.email,
        language="en",
        state="bounced",
        cause="550 No such user",
        sent_at=timezone.now(),
    )


def shown(client, **query):
    return [*client.get(reverse(LIST), query).context["page"]]


def page_of(term):
    return reverse("partners:contact_confirm", args=[term.partner.slug])


# The directory -------------------------------------------------------------------------


@pytest.fixture
def officer(as_user, secretariat):
    return as_user(secretariat)


def test_officers_see_all_people_with_addresses(officer):
    term = RepresentativeFactory.create(phone=NUMBER)

    page = officer.get(reverse(LIST)).content.decode()

    assert all(text in page for text in (term.person.name, term.person.email, NUMBER))


def test_people_of_the_past_are_no_contacts(officer):
    RepresentativeFactory.create(
        period=days(today() - timedelta(days=9), today() - timedelta(days=2))
    )

    assert shown(officer) == []


@pytest.mark.parametrize("name", [LIST, EXPORT])
def test_nobody_else_reads_the_directory(as_user, name):
    client = as_user(RepresentativeFactory.create().person)

    answer = client.get(reverse(name)) if name == LIST else client.post(reverse(name))

    assert answer.status_code == 403


def test_each_filter_leaves_the_one_who_fits(officer):
    partner = PartnerFactory.create(
        kind="academia", country=CountryFactory.create(iso2="KE")
    )
    person = UserFactory.create(name="Sample Chemist", language="fr")
    term = RepresentativeFactory.create(
        partner=partner,
        person=person,
        role="alternate",
        confirmed_at=timezone.now(),
        consented_at=timezone.now(),
    )
    area = MembershipFactory.create(partner=partner).area
    lost(term)
    other = RepresentativeFactory.create(partner__kind="ngo")

    filters = {
        "q": "chemist",
        "role": "alternate",
        "kind": "academia",
        "country": "KE",
        "area": area.slug,
        "language": "fr",
        "confirmed": "yes",
        "consent": "yes",
        "mail": "back",
    }
    assert {name: shown(officer, **{name: value}) for name, value in filters.items()} == {
        name: [term] for name in filters
    }
    assert shown(officer, confirmed="no") == [other]
    assert shown(officer, consent="no") == [other]
    assert shown(officer, mail="fine") == [other]
    assert shown(officer, q=partner.name) == [term]


def test_the_same_people_can_be_written_to(officer):
    area = MembershipFactory.create().area
    asked = {"role": "focal_point", "kind": "ngo", "area": area.slug}

    readers = officer.get(reverse(LIST), asked).context["readers"]

    url = reverse("website:announcement_start")
    form = officer.get(f"{url}?{readers}").context["form"]
    assert form["audience"].value() == "focal_points"
    assert form["kind"].value() == "ngo"
    assert form["area"].value() == area.pk


def test_the_button_says_whom_an_announcement_reaches(officer):
    """Its readers are of partners that take part; the list shows those of others, too."""
    RepresentativeFactory.create(partner__inactive=True)

    page = officer.get(reverse(LIST)).text

    assert "Write to those of partners that take part" in page
    assert "Write to these people" not in page


@pytest.mark.parametrize("query", [{"q": "x"}, {"role": "contributor"}, {"mail": "back"}])
def test_whom_no_announcement_can_choose_is_not_offered(officer, query):
    RepresentativeFactory.create()

    assert officer.get(reverse(LIST), query).context["readers"] is None


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_who_takes_the_directory_along_stands_in_the_ledger(officer, secretariat, kind):
    term = RepresentativeFactory.create(role="alternate")
    RepresentativeFactory.create(role="contributor")

    answer = officer.post(reverse(EXPORT) + "?role=alternate", {kind: "1"})

    content = b"".join(answer.streaming_content)
    entry = Entry.objects.get(kind="contacts.exported")
    assert entry.actor == secretariat
    assert (entry.body["rows"], entry.body["form"]) == (1, kind)
    assert "Alternate" in entry.body["filters"]
    assert kind == "xlsx" or term.person.email in content.decode()


def test_the_ledger_keeps_no_words_that_somebody_searched_for(officer):
    officer.post(reverse(EXPORT) + "?q=Sample+Person&role=alternate", {"csv": "1"})

    filters = Entry.objects.get(kind="contacts.exported").body["filters"]
    assert "Name, address or partner" in filters
    assert "Alternate" in filters
    assert "Sample" not in filters


def test_a_filter_that_is_unknown_takes_nothing_along(officer):
    answer = officer.post(reverse(EXPORT) + "?role=captain", {"csv": "1"})

    assert answer.status_code == 422
    assert not Entry.objects.filter(kind="contacts.exported").exists()


# The yearly question -------------------------------------------------------------------


def test_who_confirmed_nothing_for_a_year_is_asked_once_and_reminded_once():
    term = old_term()

    for _minute in range(3):
        scheduled.ask_contacts(dates.today())
    Representative.objects.update(asked_at=timezone.now() - timedelta(days=31))
    for _minute in range(3):
        scheduled.ask_contacts(dates.today())

    assert Message.objects.filter(recipient=term.person).count() == 2


def test_who_never_answers_is_asked_again_after_a_year():
    term = old_term()
    long_ago = timezone.now() - timedelta(days=366)
    Representative.objects.update(asked_at=long_ago, reminded_at=long_ago)

    for _minute in range(2):
        scheduled.ask_contacts(today())

    term.refresh_from_db()
    assert Message.objects.filter(template="partners/emails/contact_asked.txt").count() == 1
    assert term.asked_at > long_ago
    assert term.reminded_at is None


def test_who_began_lately_is_not_asked():
    RepresentativeFactory.create(period=days(today() - timedelta(days=100), None))

    scheduled.ask_contacts(dates.today())

    assert not Message.objects.exists()


def test_who_confirmed_meanwhile_is_not_asked():
    term = old_term()
    Representative.objects.update(confirmed_at=timezone.now())

    contacts.ask(term)

    assert not Message.objects.exists()
    assert outgoing.outbox == []


def test_who_was_asked_a_moment_ago_is_not_asked_again():
    term = old_term()

    for _time in range(2):
        contacts.ask(term)

    assert Message.objects.count() == 1


def test_the_question_waits_on_the_own_page_until_it_is_answered(as_user):
    term = old_term()
    contacts.ask(term)
    before = worklist.waiting_for(term.person)

    as_user(term.person).post(page_of(term), {})

    assert [task.url for task in before] == [page_of(term)]
    assert worklist.waiting_for(term.person) == []
    term.refresh_from_db()
    assert term.confirmed_at is not None
    assert ledger.trail(term.partner).filter(kind="partner.contact_confirmed").exists()


# What everybody may read ----------------------------------------------------------------


def test_only_what_somebody_agreed_to_is_public(as_user, client):
    term = RepresentativeFactory.create()

    as_user(term.person).post(
        page_of(term), {"phone": NUMBER, "shows_name": "on", "shows_mail": "on"}
    )

    page = client.get(term.partner.get_absolute_url()).content.decode()
    assert term.person.name in page
    assert term.person.email in page
    assert NUMBER not in page


def test_without_consent_nothing_is_public(client):
    term = RepresentativeFactory.create(phone=NUMBER)

    page = client.get(term.partner.get_absolute_url()).content.decode()

    assert not any(text in page for text in (term.person.name, term.person.email, NUMBER))


def test_who_takes_the_name_back_takes_address_and_number_back(client):
    term = RepresentativeFactory.create()
    said = {"phone": NUMBER, "shows_name": True, "shows_mail": True, "shows_phone": True}
    contacts.confirm(term, **said, by=term.person)

    representatives.consent(term, consents=False, by=term.person)

    page = client.get(term.partner.get_absolute_url()).content.decode()
    assert not any(text in page for text in (term.person.email, NUMBER))


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"shows_mail": "on"}, "shows_name"),
        ({"shows_name": "on", "shows_phone": "on"}, "phone"),
        ({"phone": "call me"}, "phone"),
        ({"phone": "call me", "shows_name": "on", "shows_phone": "on"}, "phone"),
    ],
)
def test_what_does_not_fit_is_said_and_kept(as_user, typed, wrong):
    term = RepresentativeFactory.create()

    answer = as_user(term.person).post(page_of(term), typed)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [wrong]


def test_the_database_keeps_numbers_from_standing_without_a_name():
    term = RepresentativeFactory.create()

    with pytest.raises(IntegrityError):
        Representative.objects.filter(pk=term.pk).update(mail_consented_at=timezone.now())


def test_others_have_no_entry_to_confirm(as_user):
    term = RepresentativeFactory.create()

    assert as_user(UserFactory.create()).get(page_of(term)).status_code == 403


def test_what_somebody_agreed_to_goes_on_in_another_role():
    term = RepresentativeFactory.create(role="contributor")
    contacts.confirm(term, **SAID | {"phone": NUMBER, "shows_name": True}, by=term.person)
    Representative.objects.update(period=days(today() - timedelta(days=9), None))
    term.refresh_from_db()

    after = representatives.take_role(
        term, "focal_point", named_by=term.person, by=term.person
    )

    assert (after.phone, after.is_public) == (NUMBER, True)


# Addresses that do not work ---------------------------------------------------------------


def test_a_bounced_address_is_a_task_while_others_are_reached():
    term = RepresentativeFactory.create()
    RepresentativeFactory.create(partner=term.partner)
    lost(term)

    [task] = worklist.desk_queue()["Contacts whose mails come back"]

    assert task.title.startswith(term.person.name)
    assert task.url == term.partner.get_absolute_url()
