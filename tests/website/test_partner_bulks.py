"""One act on many partners: frozen, looked at, released, each partner by itself (R-53, R-65)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gmp_portal.ledger.models import Entry
from gmp_portal.notifications.models import Message
from gmp_portal.rulebook.models import ParameterValue
from gmp_portal.website.actions import bulks
from gmp_portal.website.models import Bulk, BulkRow
from gmp_portal.workflow import RuleRefusedError
from partners import permissions
from partners.actions import contacts, silences
from partners.models import Partner, SilenceQuestion
from tests.factories.accounts import UserFactory
from tests.factories.areas import MembershipFactory
from tests.factories.partners import (
    LetterFactory,
    PartnerFactory,
    PartnerStatementFactory,
    RepresentativeFactory,
    SilenceQuestionFactory,
)
from tests.factories.reference import CountryFactory
from tests.factories.reporting import two_periods_over

pytestmark = pytest.mark.django_db
NEW = "/desk/bulk/partners/"
SILENT, REGISTER = "/desk/silent/", "/partners/"


@pytest.fixture
def silent(db):
    """Somebody speaks for a partner of which nothing was heard in two periods."""
    two_periods_over()
    return RepresentativeFactory.create(partner__name="Example Silent Society").partner


def states(bulk):
    return [row.state for row in bulk.rows.order_by("pk")]


def address(bulk, name):
    return reverse(f"website:bulk_{name}", args=[bulk.pk])


def released(bulk):
    bulks.release(bulk, seen=bulk.token, by=bulk.created_by)


# From the list to the last partner ---------------------------------------------------------


def test_silent_partners_are_chosen_looked_at_and_asked_by_a_job(
    as_user, secretariat, silent, run_jobs
):
    browser = as_user(secretariat)
    listed = browser.get(SILENT).text

    looked = browser.post(NEW, {"act": "silent", "every": "1", "source": "silent"})
    bulk = Bulk.objects.get()
    page = browser.get(looked.url).text
    nothing_yet = SilenceQuestion.objects.exists()
    browser.post(address(bulk, "release"), {"seen": bulk.token})
    run_jobs()
    over = browser.get(looked.url).text

    assert 'name="act" value="silent"' in listed
    assert "Do it with 1 partner" in page
    assert "Example Silent Society" in page
    assert not nothing_yet
    assert SilenceQuestion.objects.get().asked_by == secretariat
    assert states(bulk) == ["done"]
    assert "Done: 1" in over
    frozen = Entry.objects.get(kind="bulk.frozen")
    assert frozen.body["partners"] == [silent.pk]


def test_why_one_of_them_is_not_asked_is_said_before_and_after(
    secretariat, silent, run_jobs
):
    two = [RepresentativeFactory.create().partner for _each in range(2)]
    heard, leaving, asked = (RepresentativeFactory.create().partner for _each in range(3))
    LetterFactory.create(confirmed=True, partner=heard)
    PartnerStatementFactory.create(partner=leaving)
    SilenceQuestionFactory.create(partner=asked)
    gone = PartnerFactory.create(inactive=True)
    chosen = [silent, *two, heard, leaving, asked, gone]
    bulk = bulks.freeze("silent", chosen, by=secretariat)
    before = states(bulk)
    said = list(bulk.rows.filter(state="left_out").values_list("clause", flat=True))

    released(bulk)
    silences.ask(two[0], by=UserFactory.create(officer=True))
    run_jobs()

    assert before == ["open"] * 3 + ["left_out"] * 4
    assert said == ["R-11", "R-47", "R-46", "R-11"]
    assert states(bulk) == ["done", "failed", "done", *["left_out"] * 4]
    assert "asked already" in bulk.rows.get(state="failed").said


def test_people_are_asked_now_and_each_once(as_user, secretariat, run_jobs):
    country = CountryFactory.create(iso2="KE")
    term = RepresentativeFactory.create(partner__country=country)
    RepresentativeFactory.create(partner=term.partner, role="contributor")
    alone = PartnerFactory.create(country=country)
    elsewhere = RepresentativeFactory.create()
    browser = as_user(secretariat)
    sent = {"act": "contacts", "every": "1", "source": "register", "asked": "country=KE"}

    listed = browser.get(REGISTER, {"country": "KE"}).text
    browser.post(NEW, sent)
    bulk = Bulk.objects.get()
    released(bulk)
    run_jobs()
    again = bulks.freeze("contacts", [term.partner, alone], by=secretariat)

    assert 'name="asked" value="country=KE"' in listed
    assert {row.partner: row.state for row in bulk.rows.all()} == {
        term.partner: "done",
        alone: "left_out",
    }
    asked = Message.objects.filter(template="partners/emails/contact_asked.txt")
    assert asked.count() == 2
    assert not asked.filter(recipient=elsewhere.person).exists()
    assert Entry.objects.get(kind="partner.contacts_asked").body["people"] == 2
    assert states(again) == ["left_out", "left_out"]
    assert {row.clause for row in again.rows.all()} == {"R-65"}


def test_whoever_confirmed_lately_is_left_in_peace(secretariat):
    lately, long_ago = timezone.now() - timedelta(days=29), timezone.now() - timedelta(31)
    term = RepresentativeFactory.create(confirmed_at=lately)
    old = RepresentativeFactory.create(partner=term.partner, confirmed_at=long_ago)
    gone = RepresentativeFactory.create(partner__inactive=True).partner

    contacts.ask_now(term.partner, by=secretariat)

    assert Message.objects.get().recipient == old.person
    for partner, said in ((term.partner, "everybody has confirmed"), (gone, "take part")):
        with pytest.raises(RuleRefusedError, match=said) as refusal:
            contacts.ask_now(partner, by=secretariat)
        assert refusal.value.clause == "R-65"


def test_partners_of_the_data_that_are_ticked_are_chosen_and_no_others(
    as_user, secretariat
):
    ticked, other = (RepresentativeFactory.create().partner for _each in range(2))
    placed = MembershipFactory.create().partner
    browser = as_user(secretariat)

    listed = browser.get(reverse("partners:quality_detail", args=["without-area"])).text
    browser.post(NEW, {"act": "contacts", "partner": [ticked.pk, "x", "9" * 40]})
    browser.post(NEW, {"act": "contacts", "every": "1", "source": "without-area"})

    some, every = Bulk.objects.order_by("pk")
    assert f'name="partner" value="{ticked.pk}"' in listed
    assert [row.partner for row in some.rows.all()] == [ticked]
    assert {row.partner for row in every.rows.all()} == {ticked, other}
    assert placed not in {row.partner for row in every.rows.all()}


# What is refused ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"act": "silent"},
        {"act": "publish", "every": "1", "source": "register"},
        {"act": "silent", "every": "1", "source": "no such list"},
        {"act": "silent", "every": "1", "source": "late-letters"},
        {"act": "silent", "every": "1", "source": "\0"},
        {"act": "silent", "every": "1", "source": "register", "asked": "kind=no such"},
        {"act": "silent", "every": "1", "source": "silent"},
        {"act": "silent", "partner": ["0", "x"]},
    ],
)
def test_an_empty_choice_of_partners_means_nobody(as_user, secretariat, sent):
    PartnerFactory.create()

    answer = as_user(secretariat).post(NEW, sent)

    assert answer.status_code == 422
    assert "R-53" in answer.text
    assert not Bulk.objects.exists()


def test_long_lists_of_partners_are_released_with_their_number(as_user, secretariat):
    value = {"typed": 1, "most": 2}
    ParameterValue.objects.create(
        parameter="R-53", value=value, effective_from=date(2020, 1, 1), reason="x"
    )
    partners = [RepresentativeFactory.create().partner for _each in range(2)]
    bulk = bulks.freeze("contacts", partners, by=secretariat)
    PartnerFactory.create()
    browser = as_user(secretariat)
    every = {"act": "contacts", "every": "1", "source": "register"}

    too_many = browser.post(NEW, every)
    unseen = browser.post(address(bulk, "release"), {"seen": "x", "number": "2"})
    unnamed = browser.post(address(bulk, "release"), {"seen": bulk.token})

    assert "more than 2 at once" in too_many.text
    assert "choose the partners anew" in unseen.text
    assert "Type the number of partners, as the page names it: 2." in unnamed.text
    assert "Number of partners" in unnamed.text
    assert [each.status_code for each in (too_many, unseen, unnamed)] == [422] * 3


def test_a_list_with_which_nothing_is_possible_says_so_of_partners(as_user, secretariat):
    bulk = bulks.freeze("contacts", [PartnerFactory.create()], by=secretariat)
    browser = as_user(secretariat)

    page = browser.get(address(bulk, "detail")).text
    answer = browser.post(address(bulk, "release"), {"seen": bulk.token})

    assert "Do it with no partner" in page
    assert "It is possible with none of these partners" in answer.text


def test_whoever_acts_for_unep_no_more_asks_nobody(secretariat, silent, run_jobs):
    for act in ("silent", "contacts"):
        released(bulks.freeze(act, [silent], by=secretariat))
    secretariat.secretariatterms.all().delete()

    run_jobs()

    assert set(BulkRow.objects.values_list("state", flat=True)) == {"failed"}
    assert not SilenceQuestion.objects.exists()
    assert not Message.objects.filter(template__endswith="contact_asked.txt").exists()


def test_others_choose_no_partners_and_see_no_button(as_user, person, admin, silent):
    sent = {"act": "silent", "every": "1", "source": "silent"}

    for reader in (person, admin):
        browser = as_user(reader)
        assert browser.post(NEW, sent).status_code == 403
        assert NEW not in browser.get(REGISTER).text
        assert not permissions.can_contact_ask(reader)
        with pytest.raises(RuleRefusedError, match="Only the secretariat") as refusal:
            contacts.ask_now(silent, by=reader)
        assert refusal.value.clause == "R-65"


@pytest.mark.parametrize("act", ["silent", "contacts"])
def test_three_partners_are_frozen_with_as_many_questions_as_one(
    as_user, secretariat, act, silent
):
    browser = as_user(secretariat)
    country = CountryFactory.create(iso2="KE")
    asked = []
    for number in (1, 3):
        made = [
            RepresentativeFactory.create(partner__country=country).partner.pk
            for _each in range(number)
        ]
        with CaptureQueriesContext(connection) as queries:
            browser.post(NEW, {"act": act, "partner": made})
        asked.append(len(queries))

    assert asked[0] == asked[1]
    assert Bulk.objects.count() == len(asked)


def test_the_database_keeps_one_record_in_each_row(secretariat, silent):
    bulk = bulks.freeze("contacts", [silent], by=secretariat)
    letter = LetterFactory.create(submitted=True)

    for wrong in ({"partner": None}, {"letter": letter}):
        with pytest.raises(IntegrityError), transaction.atomic():
            BulkRow.objects.update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        BulkRow.objects.create(bulk=bulk, partner=silent, state="open")
    assert str(bulk.rows.get()) == str(Partner.objects.get(pk=silent.pk))
