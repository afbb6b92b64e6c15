"""One act on many letters: frozen, looked at, released, each letter by itself (row 94, R-53)."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from gmp_portal.accounts import rights
from gmp_portal.jobs.models import Job
from gmp_portal.ledger.models import Entry
from gmp_portal.rulebook.models import ParameterValue
from gmp_portal.website import permissions
from gmp_portal.website.actions import bulks, holdings
from gmp_portal.website.handlers import go_through_bulk
from gmp_portal.website.models import Bulk, BulkRow, Holding
from partners.actions import publications
from partners.models import LetterOfIntent, Partner
from partners.permissions import is_own, know_own
from tests.factories.accounts import UserFactory
from tests.factories.partners import (
    LetterFactory,
    PartnerFactory,
    RepresentativeFactory,
)
from tests.factories.reference import CountryFactory

pytestmark = pytest.mark.django_db
LIST, NEW = "/desk/letters/", "/desk/bulk/new/"


@pytest.fixture
def cleared(db):
    return LetterFactory.create(cleared=True)


@pytest.fixture
def submitted(db):
    return LetterFactory.create(submitted=True)


def rule(**value):
    ParameterValue.objects.create(
        parameter="R-53",
        value={"typed": 50, "most": 500} | value,
        effective_from=date(2020, 1, 1),
        reason="x",
    )


def freeze(by, *letters, act="publish"):
    return bulks.freeze(act, letters, by=by)


def states(bulk):
    rows = bulk.rows.order_by("pk")
    return [row.state for row in rows]


def address(bulk, name):
    return reverse(f"website:bulk_{name}", args=[bulk.pk])


def test_letters_are_chosen_looked_at_and_published_by_a_job(
    as_user, secretariat, cleared, submitted, run_jobs
):
    browser = as_user(secretariat)
    listed = browser.get(LIST).content.decode()
    chosen = {"act": "publish", "letter": [cleared.pk, submitted.pk]}

    looked = browser.post(NEW, chosen, follow=True).content.decode()
    bulk = Bulk.objects.get()
    nothing_yet = LetterOfIntent.objects.filter(status="published").exists()
    released = browser.post(
        address(bulk, "release"), {"seen": bulk.token}, follow=True
    ).content.decode()
    run_jobs()
    over = browser.get(address(bulk, "detail")).content.decode()

    cleared.refresh_from_db()
    assert 'name="act" value="publish"' in listed
    assert "Do it with 1 letter" in looked
    assert "Not possible" in looked
    assert "A1-2c-6" in looked
    assert not nothing_yet
    assert "The portal is at work" in released
    assert cleared.status == "published"
    assert cleared.published_by == secretariat
    assert states(bulk) == ["done", "left_out"]
    assert "Done: 1" in over
    assert "Do it with" not in over
    acts = Entry.objects.filter(subject=f"website.bulk:{bulk.pk}").order_by("seq")
    assert [entry.kind for entry in acts] == ["bulk.frozen", "bulk.released", "bulk.done"]
    assert acts[0].body["letters"] == sorted([cleared.pk, submitted.pk])
    assert Entry.objects.filter(kind="letter.published", actor=secretariat).count() == 1


def test_what_one_letter_refuses_keeps_no_other_back(secretariat, run_jobs):
    letters = [LetterFactory.create(cleared=True) for _number in range(3)]
    bulk = freeze(secretariat, *letters)
    bulks.release(bulk, seen=bulk.token, by=secretariat)
    publications.publish(letters[1], by=UserFactory.create(officer=True))
    run_jobs()

    bulk.refresh_from_db()
    failed = bulk.rows.get(state="failed")
    assert states(bulk) == ["done", "failed", "done"]
    assert failed.said
    assert bulk.status == "done"


def test_why_not_is_said_in_the_language_of_whoever_released_it(secretariat, cleared):
    bulk = freeze(secretariat, cleared)
    bulks.release(bulk, seen=bulk.token, by=secretariat)
    publications.publish(cleared, by=UserFactory.create(officer=True))

    with translation.override("zh-hans"):
        of_the_worker = gettext("Letter of intent")
        bulks.go_through(bulk, lambda _done, _number: None)

    said = bulk.rows.get().said
    assert not of_the_worker.isascii()
    assert said
    assert said.isascii()


@pytest.mark.parametrize("act", ["publish", "take"])
def test_three_letters_are_frozen_with_as_many_questions_as_one(as_user, secretariat, act):
    browser = as_user(secretariat)
    asked = []
    for number in (1, 3):
        made = [LetterFactory.create(cleared=True) for _each in range(number)]
        sent = {"act": act, "letter": [letter.pk for letter in made]}
        with CaptureQueriesContext(connection) as queries:
            browser.post(NEW, sent)
        asked.append(len(queries))

    assert asked[0] == asked[1]
    assert Bulk.objects.count() == len(asked)


def test_the_desk_is_read_once_for_all_letters(secretariat, run_jobs):
    asked = []
    for number in (1, 3):
        letters = [LetterFactory.create(submitted=True) for _each in range(number)]
        bulk = freeze(secretariat, *letters, act="take")
        bulks.release(bulk, seen=bulk.token, by=secretariat)
        with CaptureQueriesContext(connection) as queries:
            run_jobs()
        of_letters = 'FROM "partners_letterofintent"'
        asked.append(sum(of_letters in each["sql"] for each in queries))
        assert set(states(bulk)) == {"done"}

    assert asked[0] == asked[1]


def test_whose_letters_are_ones_own_is_asked_for_all_as_for_each(secretariat):
    country = CountryFactory.create(iso2="KE")
    term = RepresentativeFactory.create(person=secretariat, partner__country=country)
    origin = PartnerFactory.create()
    Partner.objects.filter(pk=origin.pk).update(merged_into=term.partner)
    origin = Partner.with_merged.get(pk=origin.pk)
    letters = [
        LetterFactory.create(submitted=True, **made)
        for made in (
            {},
            {"sender": secretariat},
            {"contact_email": secretariat.email.upper()},
            {"signatory_email": secretariat.email.upper()},
            {"organisation": term.partner.name.upper(), "country": country},
            {"organisation": term.partner.name, "country": None, "country_note": "x"},
            {
                "organisation": term.partner.name,
                "country": CountryFactory.create(iso2="PE"),
            },
        )
    ] + [
        LetterFactory.create(confirmed=True, partner=each)
        for each in (term.partner, origin)
    ]
    each = [is_own(secretariat, letter) for letter in letters]

    with rights.remembered():
        know_own(secretariat, letters)
        with CaptureQueriesContext(connection) as queries:
            at_once = [is_own(secretariat, letter) for letter in letters]

    assert at_once == each
    assert each == [False, True, True, True, True, True, False, True, True]
    assert not queries.captured_queries


def test_whoever_acts_for_unep_no_more_does_nothing(secretariat, cleared, run_jobs):
    bulk = freeze(secretariat, cleared)
    bulks.release(bulk, seen=bulk.token, by=secretariat)
    term = secretariat.secretariatterms.get()
    type(term).objects.filter(pk=term.pk).delete()
    run_jobs()

    row = bulk.rows.get()
    assert row.state == "failed"
    assert row.clause
    assert LetterOfIntent.objects.get().status == "confirmed"


def test_whose_term_ends_during_the_run_does_nothing_from_then_on(secretariat):
    letters = [LetterFactory.create(cleared=True) for _number in range(3)]
    bulk = freeze(secretariat, *letters)
    bulks.release(bulk, seen=bulk.token, by=secretariat)

    def tell(done, _number):
        if done == 1:
            secretariat.secretariatterms.all().delete()

    bulks.go_through(Bulk.objects.get(), tell)

    assert states(bulk) == ["done", "failed", "failed"]


def test_work_on_letters_is_taken(secretariat, submitted, run_jobs):
    of_another = LetterFactory.create(submitted=True)
    published = LetterFactory.create(published=True)
    bulk = freeze(secretariat, of_another, act="take")
    key = f"letters partners.letterofintent:{of_another.pk}"
    holdings.take(key, by=UserFactory.create(name="Sample Colleague", officer=True))
    second = freeze(secretariat, submitted, of_another, published, act="take")
    for each in (bulk, second):
        bulks.release(each, seen=each.token, by=secretariat)
    run_jobs()

    said = list(second.rows.order_by("pk").values_list("said", flat=True))
    assert states(bulk) == ["failed"]
    assert states(second) == ["done", "left_out", "left_out"]
    assert said == [
        "",
        "Sample Colleague has this work.",
        "It does not wait at the desk: there is no work to take.",
    ]
    assert Holding.objects.get(holder=secretariat).about.endswith(f":{submitted.pk}")


def test_all_letters_of_the_filter_are_chosen_and_no_others(
    as_user, secretariat, submitted, cleared
):
    LetterFactory.create(published=True)
    LetterFactory.create()
    browser = as_user(secretariat)

    browser.post(NEW, {"act": "take", "every": "1", "asked": ""})
    browser.post(NEW, {"act": "take", "every": "1", "asked": "status=submitted"})

    every, some = Bulk.objects.order_by("pk")
    assert {row.letter for row in every.rows.all()} == {submitted, cleared}
    assert {row.letter for row in some.rows.all()} == {submitted}


@pytest.mark.parametrize(
    "sent",
    [
        {"act": "publish"},
        {"act": "publish", "letter": ["0", "x", "9" * 40]},
        {"act": "forget", "letter": ["0"]},
        {"act": "publish", "every": "1", "asked": "status=no+such"},
        {},
    ],
)
def test_an_empty_choice_means_nobody(as_user, secretariat, cleared, sent):
    answer = as_user(secretariat).post(NEW, sent)

    assert answer.status_code == 422
    assert "R-53" in answer.content.decode()
    assert not Bulk.objects.exists()


def test_too_many_are_refused(as_user, secretariat, cleared, submitted):
    rule(most=1)

    answer = as_user(secretariat).post(NEW, {"act": "publish", "every": "1"})

    assert answer.status_code == 422
    assert "more than 1 at once" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "not the list that was frozen"),
        ({"seen": "x"}, "not the list that was frozen"),
        ({"seen": None}, "Type the number of letters, as the page names it: 2."),
        ({"seen": None, "number": "3"}, "Type the number of letters"),
        ({"seen": None, "number": "many"}, "Number of letters"),
    ],
)
def test_nothing_is_released_unseen_nor_a_long_list_without_its_number(
    as_user, secretariat, typed, said
):
    rule(typed=1)
    letters = [LetterFactory.create(cleared=True) for _number in range(2)]
    bulk = freeze(secretariat, *letters)
    if "seen" in typed:
        typed = typed | {"seen": typed["seen"] or bulk.token}

    answer = as_user(secretariat).post(address(bulk, "release"), typed)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Job.objects.filter(kind="website.bulk").exists()


def test_a_long_list_is_released_with_its_number(as_user, secretariat):
    rule(typed=1)
    letters = [LetterFactory.create(cleared=True) for _number in range(2)]
    bulk = freeze(secretariat, *letters)

    as_user(secretariat).post(address(bulk, "release"), {"seen": bulk.token, "number": "2"})

    bulk.refresh_from_db()
    assert bulk.status == "running"


def test_a_list_with_which_nothing_is_possible_has_no_button(
    as_user, secretariat, submitted
):
    bulk = freeze(secretariat, submitted)

    page = as_user(secretariat).get(address(bulk, "detail")).content.decode()

    assert "Do it with no letter" in page
    assert 'name="seen"' not in page


def test_the_page_follows_the_job(as_user, secretariat, cleared, run_jobs):
    browser = as_user(secretariat)
    bulk = freeze(secretariat, cleared)
    bulks.release(bulk, seen=bulk.token, by=secretariat)

    under_way = browser.get(address(bulk, "progress")).json()
    run_jobs()
    over = browser.get(address(bulk, "progress")).json()

    assert under_way["state"] == "open"
    assert over["percent"] == 100


def test_the_job_may_be_run_twice(secretariat, cleared, run_jobs):
    bulk = freeze(secretariat, cleared)
    bulks.release(bulk, seen=bulk.token, by=secretariat)
    run_jobs()

    bulks.finish(bulk)

    assert go_through_bulk(bulk.pk, progress=None) is None
    assert Entry.objects.filter(kind="bulk.done").count() == 1


def test_a_colleague_looks_and_does_not_release(
    as_user, secretariat, second_officer, cleared
):
    bulk = freeze(secretariat, cleared)
    browser = as_user(second_officer)

    page = browser.get(address(bulk, "detail")).content.decode()
    answer = browser.post(address(bulk, "release"), {"seen": bulk.token})

    assert "Do it with" not in page
    assert answer.status_code == 403
    assert not permissions.can_bulk_release(second_officer, bulk)


def test_nobody_else_comes_near(as_user, person, secretariat, cleared):
    bulk = freeze(secretariat, cleared)
    browser = as_user(person)

    answers = [
        browser.get("/desk/bulk/").status_code,
        browser.post(NEW, {"act": "publish", "letter": [cleared.pk]}).status_code,
        browser.get(address(bulk, "detail")).status_code,
        browser.get(address(bulk, "progress")).status_code,
        browser.post(address(bulk, "release")).status_code,
    ]

    assert answers == [403, 403, 404, 404, 404]
    assert not permissions.can_bulk_start(person)


def test_what_was_done_is_listed(as_user, secretariat, cleared):
    browser = as_user(secretariat)
    empty = browser.get("/desk/bulk/").content.decode()
    freeze(secretariat, cleared)

    listed = browser.get("/desk/bulk/").content.decode()

    assert "Nothing was done with many letters yet" in empty
    assert "Publish the cleared letters" in listed


def test_the_database_keeps_it_whole(secretariat, cleared):
    bulk = freeze(secretariat, cleared)

    for model, wrong in (
        (Bulk, {"status": "done"}),
        (Bulk, {"act": "forget"}),
        (BulkRow, {"state": "failed"}),
        (BulkRow, {"said": "Why"}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        BulkRow.objects.create(bulk=bulk, letter=cleared, state="open")


def test_ones_own_letter_is_left_out_of_what_is_published(as_user, secretariat):
    own = LetterFactory.create(cleared=True)
    RepresentativeFactory.create(person=secretariat, partner=own.partner)

    as_user(secretariat).post(NEW, {"act": "publish", "letter": [own.pk]})

    row = BulkRow.objects.get()
    assert (row.letter, row.state, row.clause) == (own, "left_out", "R-06")
