"""Contacts, letters and memberships from the sheets of one workbook (C16, R-60)."""

from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from areas.models import AreaMembership
from gmp_portal import dates, ledger
from gmp_portal.accounts import rights
from gmp_portal.accounts.models import User
from gmp_portal.notifications.models import Message
from gmp_portal.reference import seed as countries
from gmp_portal.workflow import NotNowError, RuleRefusedError
from partners import handlers, permissions, personal_data, scheduled
from partners.actions import (
    contacts,
    import_parts,
    imports,
    invitations,
    past_letters,
    representatives,
)
from partners.models import ImportRow, Partner, PastLetter, Representative
from partners.reading.imports import answering, words
from tests.before_rule import as_it_was
from tests.factories.accounts import UserFactory, with_second_factor
from tests.factories.areas import AreaFactory
from tests.factories.partners import (
    LetterFactory,
    PartnerFactory,
    PastLetterFactory,
    RepresentativeFactory,
)
from tests.partners.imports.sheets import (
    CONTACT,
    LETTER,
    MEMBERSHIP,
    PARTNER,
    WHOLE,
    checked,
    csv,
    faults,
    read,
    written,
)

pytestmark = pytest.mark.django_db
TOMORROW = (dates.today() + timedelta(days=1)).isoformat()


@pytest.fixture
def officer(db):
    countries.load()
    return UserFactory.create(officer=True, email="officer@example.org")


@pytest.fixture
def area(db):
    return AreaFactory.create(slug="example-area")


@pytest.fixture
def partner(officer):
    return PartnerFactory.create(name="Example Institute", slug="example-institute")


def undone(record, officer):
    imports.undo(record, by=officer)
    imports.take_back(record)
    return record


def contact(**said):
    return CONTACT | {"source_key": "", "partner": "Example Institute"} | said


def letter(**said):
    return LETTER | {"source_key": "", "partner": "Example Institute"} | said


def membership(**said):
    return MEMBERSHIP | {"source_key": "", "partner": "Example Institute"} | said


# Written -----------------------------------------------------------------------------------


def test_all_sheets_of_a_workbook_are_compared_and_nothing_is_written(officer, area):
    record = checked(officer, **WHOLE)

    assert record.counts == {"new": 4}
    assert faults(record) == {}
    assert not (Partner.objects.exists())
    assert not (User.objects.filter(name="Ana Example").exists())


def test_all_sheets_are_written_at_once(officer, area):
    written(officer, **WHOLE)

    partner = Partner.objects.get()
    term = partner.representatives.get()
    assert (term.person.name, term.role, term.starts_on) == (
        "Ana Example",
        "focal_point",
        date(2015, 3, 1),
    )
    past = partner.past_letters.get()
    assert (past.signed_on, past.signed_by) == (date(2012, 1, 15), "Sam Sample")
    joined = partner.area_memberships.get()
    assert (joined.area, joined.since) == (area, date(2013, 1, 1))


def test_a_second_run_of_the_same_file_changes_nothing(officer, area):
    written(officer, **WHOLE)

    again = checked(officer, **WHOLE)

    assert again.counts == {"same": 4}
    with pytest.raises(RuleRefusedError, match="says already"):
        imports.bring_in(again, by=officer)


def test_a_second_run_without_keys_changes_nothing(officer, area, partner):
    sheets = {"contacts": [contact()], "letters": [letter()], "memberships": [membership()]}
    written(officer, **sheets)

    assert checked(officer, **sheets).counts == {"same": 3}


def test_one_wrong_row_of_any_sheet_keeps_all_of_them_out(officer, area):
    record = checked(officer, **WHOLE | {"letters": [LETTER | {"year": 2012}]})

    with pytest.raises(RuleRefusedError, match="Until then nothing is written"):
        imports.bring_in(record, by=officer)

    assert faults(record) == {("letters", 2): [("signed_on", "day_or_year")]}


def test_a_row_of_one_sheet_is_left_out_and_its_number_counts_there_only(officer, area):
    record = checked(officer, **WHOLE | {"letters": [LETTER | {"year": 2012}]})

    imports.leave_out(record, {2}, sheet="letters", by=officer)
    imports.keep_check(record, answering.answers(record))

    assert record.counts == {"new": 3, "left_out": 1}


def test_what_refers_to_a_partner_that_is_left_out_is_wrong(officer, area):
    record = checked(officer, **WHOLE)

    imports.leave_out(record, {2}, by=officer)
    imports.keep_check(record, answering.answers(record))

    assert set(map(tuple, faults(record).values())) == {(("partner", "no_partner"),)}


def test_what_refers_to_a_wrong_row_says_which(officer):
    record = checked(officer, partners=[PARTNER | {"since": TOMORROW}], contacts=[CONTACT])

    assert faults(record)["contacts", 2] == [("partner", "partner_row")]


@pytest.mark.parametrize("name", ["contacts", "letters", "memberships"])
@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-16"])
def test_a_csv_is_known_by_its_titles(officer, area, name, encoding):
    partner = PartnerFactory.create(name="示例协会")
    row = {"contacts": contact, "letters": letter, "memberships": membership}[name]

    [rows] = read(csv(name, row(partner="示例协会"), encoding=encoding))

    assert (rows.table, rows.rows[0].values["partner"]) == (name, partner.name)


def test_partners_are_known_by_all_their_names_and_merged_ones_are_followed(officer):
    kept = PartnerFactory.create(name="Example Institute", short_name="EI")
    kept.former_names.create(name="Old Institute", skeleton="old institute")
    kept.other_names.create(name="Institut Exemple", language="fr")
    gone = PartnerFactory.create(name="Other Entry", slug="other-entry")
    Partner.objects.filter(pk=gone.pk).update(merged_into=kept)
    said = ("example INSTITUTE", "Old Institute", "Institut Exemple", "EI", "Other Entry")
    rows = [
        contact(partner=name, email=f"p{number}@example.org")
        for number, name in enumerate((*said, "other-entry", kept.slug))
    ]

    record = checked(officer, contacts=rows)

    assert faults(record) == {}
    assert set(record.rows.values_list("partner", flat=True)) == {kept.pk}


def test_of_several_partners_of_a_name_the_key_tells_which(officer):
    for country in ("KE", "BR"):
        PartnerFactory.create(name="Same Name", country_id=country, slug=f"same-{country}")
    rows = [contact(partner="Same Name"), contact(partner="same-KE"), contact(partner="?")]

    record = checked(officer, contacts=rows)

    assert faults(record) == {
        ("contacts", 2): [("partner", "several_partners")],
        ("contacts", 4): [("partner", "no_partner")],
    }


# What each column may not say ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "column", "code"),
    [
        ({"partner": ""}, "partner", "required"),
        ({"partner": "Nobody"}, "partner", "no_partner"),
        ({"name": ""}, "name", "no_person"),
        ({"name": "A" * 151}, "name", "too_long"),
        ({"email": ""}, "email", "required"),
        ({"email": "ana"}, "email", "not_mail"),
        ({"email": "ana..b@example.org"}, "email", "address"),
        ({"email": "officer@example.org"}, "email", "oneself"),
        ({"role": ""}, "role", "required"),
        ({"role": "president"}, "role", "not_a_choice"),
        ({"since": "31/12"}, "since", "day_unknown"),
        ({"since": TOMORROW}, "since", "future"),
        ({"until": TOMORROW}, "until", "future"),
        ({"until": "2014-01-01"}, "until", "ends_before"),
        ({"since": "", "until": "2014-01-01"}, "since", "first_day"),
        ({"language": "Klingon"}, "language", "not_a_choice"),
        ({"consent": "perhaps"}, "consent", "not_yes_no"),
        ({"consent": "yes"}, "consent_source", "no_consent_source"),
    ],
)
def test_a_contact_that_cannot_be_says_which_cell(officer, partner, said, column, code):
    record = checked(officer, contacts=[contact(**said)])

    assert faults(record) == {("contacts", 2): [(column, code)]}


@pytest.mark.parametrize(
    ("said", "column", "code"),
    [
        ({"signed_on": "", "year": ""}, "signed_on", "day_or_year"),
        ({"year": 2012}, "signed_on", "day_or_year"),
        ({"signed_on": "", "year": 1999}, "year", "letter_year"),
        ({"signed_on": "", "year": "soon"}, "year", "whole_unknown"),
        ({"signed_on": "1999-12-31", "received_on": ""}, "signed_on", "letter_early"),
        ({"signed_on": TOMORROW, "received_on": ""}, "signed_on", "future"),
        ({"received_on": TOMORROW}, "received_on", "future"),
        ({"received_on": "2012-01-01"}, "received_on", "received_before"),
        ({"signed_on": "", "year": 2013}, "received_on", "received_before"),
        ({"language": ""}, "language", "required"),
        ({"language": "Latin"}, "language", "not_a_choice"),
        ({"source": ""}, "source", "required"),
        ({"signed_by": "A" * 151}, "signed_by", "too_long"),
        ({"note": "A" * 301}, "note", "too_long"),
    ],
)
def test_a_letter_that_cannot_be_says_which_cell(officer, partner, said, column, code):
    record = checked(officer, letters=[letter(**said)])

    assert faults(record) == {("letters", 2): [(column, code)]}


@pytest.mark.parametrize(
    ("said", "column", "code"),
    [
        ({"area": ""}, "area", "required"),
        ({"area": "unknown"}, "area", "not_a_choice"),
        ({"area": "proposed-area"}, "area", "not_a_choice"),
        ({"area": "closed-area"}, "until", "closed_area"),
        ({"since": TOMORROW}, "since", "future"),
        ({"until": "2012-12-31"}, "until", "ends_before"),
        ({"source": ""}, "source", "no_membership_source"),
        ({"partner": "Former Partner"}, "until", "only_confirmed"),
    ],
)
def test_a_membership_that_cannot_be_says_which_cell(
    officer, area, partner, said, column, code
):
    AreaFactory.create(slug="proposed-area", proposed=True)
    AreaFactory.create(slug="closed-area", status="closed")
    PartnerFactory.create(name="Former Partner", status="inactive")

    record = checked(officer, memberships=[membership(**said)])

    assert faults(record) == {("memberships", 2): [(column, code)]}


def test_a_formula_is_no_answer_of_any_sheet(officer, partner):
    record = checked(officer, contacts=[contact(name="=A1")])

    assert faults(record) == {("contacts", 2): [("name", "formula")]}


def test_sheets_without_rows_are_no_trouble(officer, area):
    record = checked(officer, **WHOLE | {"letters": [], "memberships": []})

    assert record.counts == {"new": 2}


# Contacts ----------------------------------------------------------------------------------


def test_whoever_comes_in_has_an_account_without_a_password_and_hears_nothing(
    officer, partner
):
    written(officer, contacts=[contact()])

    person = User.objects.get(email="ana@example.org")
    assert (person.language, person.digest) == ("fr", "none")
    assert not person.has_usable_password()
    assert not Message.objects.exists()
    assert permissions.represents(person, partner)
    scheduled.ask_contacts(dates.today())
    assert not Message.objects.exists()


def test_an_address_that_is_known_is_that_account_which_keeps_its_name(officer, partner):
    person = UserFactory.create(email="Ana@Example.org", name="Dr Ana Maria Example")

    written(officer, contacts=[contact()])

    assert partner.representatives.get().person == person
    person.refresh_from_db()
    assert (person.name, person.language) == ("Dr Ana Maria Example", "en")


def test_a_proved_further_address_is_its_account_and_another_one_is_not(officer, partner):
    person = UserFactory.create(email="first@example.org", name="Ana Example")
    for address, is_proved in (("Ana@Example.org", True), ("b@example.org", False)):
        EmailAddress.objects.create(user=person, email=address, verified=is_proved)
    rows = [contact(), contact(email="b@example.org", name="Ben")]

    written(officer, contacts=rows)

    assert person.representatives.get().partner == partner
    assert not User.objects.filter(email="ana@example.org").exists()
    assert User.objects.get(email="b@example.org").representatives.count() == 1
    assert checked(officer, contacts=rows).counts == {"same": 2}


def test_two_addresses_of_one_person_are_one_person(officer, partner):
    person = UserFactory.create(email="first@example.org", name="Ana Example")
    EmailAddress.objects.create(user=person, email="ana@example.org", verified=True)

    record = checked(officer, contacts=[contact(), contact(email="first@example.org")])

    assert faults(record) == {("contacts", 3): [("since", "overlaps")]}


def test_nobody_brings_oneself_in_with_a_further_address(officer, partner):
    EmailAddress.objects.create(user=officer, email="ana@example.org", verified=True)

    record = checked(officer, contacts=[contact()])

    assert faults(record) == {("contacts", 2): [("email", "oneself")]}


@pytest.mark.parametrize(
    ("values", "code"),
    [({"name": "Somebody Else"}, "other_person"), ({"is_active": False}, "closed")],
)
def test_an_account_of_somebody_else_or_a_closed_one_is_told(
    officer, partner, values, code
):
    UserFactory.create(**{"email": "ana@example.org", "name": "Ana Example"} | values)

    record = checked(officer, contacts=[contact()])

    assert [each[0][1] for each in faults(record).values()] == [code]


def test_a_person_works_for_two_partners_with_one_account(officer, partner):
    PartnerFactory.create(name="Other Institute")

    written(officer, contacts=[contact(), contact(partner="Other Institute", name="")])

    person = User.objects.get(email="ana@example.org")
    assert person.representatives.count() == 2
    accounts = ImportRow.objects.exclude(account=None).values_list("account", flat=True)
    assert list(accounts) == [person.pk]


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({}, ("since", "overlaps")),
        ({"since": "2016-01-01"}, ("since", "overlaps")),
        ({"name": "Ben Other"}, ("email", "row_of_other")),
    ],
)
def test_two_rows_for_one_person_at_one_partner(officer, partner, said, fault):
    record = checked(officer, contacts=[contact(), contact(**said)])

    assert faults(record) == {("contacts", 3): [fault]}


def test_one_after_the_other_somebody_has_two_terms(officer, partner):
    rows = [contact(until="2015-12-31"), contact(since="2016-01-01", role="alternate")]

    written(officer, contacts=rows)

    assert partner.representatives.count() == 2
    assert partner.representatives.current().get().role == "alternate"


def test_a_key_twice_and_a_key_of_another_are_told(officer, partner):
    written(officer, contacts=[contact(source_key="k")])
    rows = [
        contact(source_key="k", email="ben@example.org", name="Ben"),
        contact(source_key="n", email="eva@example.org", name="Eva"),
        contact(source_key="n", email="joe@example.org", name="Joe"),
    ]

    record = checked(officer, contacts=rows)

    assert faults(record) == {
        ("contacts", 2): [("source_key", "key_of_other")],
        ("contacts", 4): [("source_key", "twice")],
    }


def test_consent_is_what_the_table_says_with_its_source(officer, partner):
    rows = [
        contact(consent="yes", consent_source="Form of 2015"),
        contact(email="ben@example.org", name="Ben"),
    ]

    written(officer, contacts=rows)

    named, unnamed = partner.representatives.order_by("pk")
    assert (named.is_public, named.consent_source) == (True, "Form of 2015")
    assert not unnamed.is_public
    assert not named.public_mail


def test_a_table_corrects_what_a_table_said(officer, partner):
    written(officer, contacts=[contact(source_key="k")])
    row = contact(source_key="k", role="alternate", since="2015-04-01", until="2020-01-31")

    record = written(officer, contacts=[row | {"consent": "yes", "consent_source": "Form"}])

    term = partner.representatives.get()
    assert (term.role, term.starts_on, term.ends_on) == (
        "alternate",
        date(2015, 4, 1),
        date(2020, 1, 31),
    )
    assert not permissions.represents(term.person, partner)
    [told] = words.tell(record, list(record.rows.all()))
    assert ("Role", "Focal point", "Alternate") in told.changes
    assert ("Agreed to be named in public", "No", "Yes") in told.changes
    undone(record, officer)
    term.refresh_from_db()
    assert (term.role, term.ends_on, term.consented_at) == ("focal_point", None, None)
    assert permissions.represents(term.person, partner)


def test_a_last_day_before_the_first_one_on_record_is_told(officer, partner):
    written(officer, contacts=[contact(source_key="k", since="")])
    row = contact(source_key="k", since="2014-01-01", until="2014-02-01")

    assert checked(officer, contacts=[row]).counts == {"changed": 1}


def test_what_people_said_of_themselves_no_table_changes(officer, partner):
    term = RepresentativeFactory.create(partner=partner, person__email="ana@example.org")
    row = contact(name="", since=term.starts_on.isoformat(), role="alternate")

    record = checked(officer, contacts=[row])

    assert faults(record) == {("contacts", 2): [("email", "of_person")]}
    told = words.tell(record, list(record.rows.all()))[0].faults[0]
    assert (told.cell, told.clause) == ("D2", "R-43")
    assert term.person.name in told.sentence


def test_the_term_that_runs_is_meant_where_no_day_is_given(officer, partner):
    RepresentativeFactory.create(partner=partner, person__email="ana@example.org")

    record = checked(officer, contacts=[contact(name="", since="", language="")])

    assert record.counts == {"same": 1}


def test_who_uploads_or_writes_the_table_is_in_no_row(officer, partner):
    other = UserFactory.create(officer=True, email="ana@example.org", name="Ana Example")
    record = checked(officer, contacts=[contact()])

    imports.bring_in(record, by=other)
    imports.write(record)

    assert (record.status, record.has_moved) == ("checked", True)
    assert faults(record) == {("contacts", 2): [("email", "oneself")]}


# Written to ------------------------------------------------------------------------------------


def test_the_people_of_a_table_are_written_to_once(officer, partner):
    record = written(officer, contacts=[contact(), contact(email="b@x.org", name="B")])

    imports.tell_people(record, by=officer)
    handlers.imports.tell_people(record.pk, progress=Told())
    handlers.imports.tell_people(record.pk, progress=Told())

    mails = Message.objects.filter(template="partners/emails/contact_imported.txt")
    assert mails.count() == 2
    assert {mail.recipient.name for mail in mails} == {"Ana Example", "B"}
    with pytest.raises(RuleRefusedError, match="has been written to"):
        imports.tell_people(record, by=officer)


class Told:
    """A progress that nobody looks at."""

    def step(self, number):
        self.number = number

    def part(self, done, total):
        self.done = done


def test_nothing_is_taken_back_while_mails_are_to_be_written(officer, partner, run_jobs):
    record = written(officer, contacts=[contact()])
    imports.tell_people(record, by=officer)

    with pytest.raises(NotNowError, match="are being written"):
        rights.require_step(officer, permissions.can_import_undo, record)
    with pytest.raises(RuleRefusedError, match="are being written") as refused:
        imports.undo(record, by=officer)

    assert refused.value.clause == "R-60"
    assert record.status == "done"
    run_jobs()
    assert Message.objects.get().recipient.name == "Ana Example"
    assert permissions.can_import_undo(officer, record)


def test_nobody_is_written_to_before_the_table_is_written(officer, partner):
    record = checked(officer, contacts=[contact()])

    with pytest.raises(RuleRefusedError):
        imports.tell_people(record, by=officer)


def test_whoever_is_told_already_is_not_told_again(officer, partner):
    term = RepresentativeFactory.create(partner=partner)

    contacts.tell(term)

    assert not Message.objects.exists()


def test_whoever_was_written_to_is_reminded_and_others_are_asked_after_a_year(
    officer, partner
):
    written(officer, contacts=[contact(), contact(email="b@x.org", name="B")])
    long_ago = timezone.now() - timedelta(days=31)
    Representative.objects.filter(person__name="B").update(asked_at=long_ago)

    scheduled.ask_contacts(dates.today())

    assert Message.objects.get().recipient.name == "B"
    Representative.objects.update(imported_at=timezone.now() - timedelta(days=366))
    scheduled.ask_contacts(dates.today())
    assert Message.objects.count() == 2


# Letters ---------------------------------------------------------------------------------------


def test_a_partner_with_a_letter_in_the_portal_gets_no_letter_of_the_past(officer):
    confirmed = LetterFactory.create(confirmed=True)

    record = checked(officer, letters=[letter(partner=confirmed.partner.name)])

    assert faults(record) == {("letters", 2): [("partner", "has_letter")]}


def test_several_letters_of_a_partner_and_none_of_them_twice(officer, partner):
    rows = [
        letter(),
        letter(signed_on="", year=2008, received_on=""),
        letter(),
        letter(source_key="a", signed_on="2014-01-01", received_on=""),
        letter(source_key="a", signed_on="2015-01-01", received_on=""),
    ]

    record = checked(officer, letters=rows)

    assert faults(record) == {
        ("letters", 4): [("signed_on", "letter_twice")],
        ("letters", 6): [("source_key", "twice")],
    }


@pytest.mark.parametrize(
    "said", [{"note": "Another"}, {"signed_on": "2012-01-16"}, {"language": "fr"}]
)
def test_a_letter_on_record_stays_as_it_is(officer, partner, said):
    written(officer, letters=[letter(source_key="k")])

    record = checked(officer, letters=[letter(source_key="k", **said)])

    assert faults(record) == {("letters", 2): [("signed_on", "letter_stays")]}


@pytest.mark.parametrize("key", ["", "k"])
def test_a_letter_that_was_withdrawn_does_not_come_back(officer, partner, key):
    written(officer, letters=[letter(source_key=key)])
    past_letters.withdraw(partner.past_letters.get(), reason="Other.", by=officer)

    record = checked(officer, letters=[letter(source_key=key)])

    assert faults(record) == {("letters", 2): [("signed_on", "letter_withdrawn")]}
    told = words.tell(record, list(record.rows.all()))[0].faults[0]
    assert (told.clause, told.sentence[:25]) == ("R-44", "This letter was withdrawn")


@pytest.mark.parametrize("said", [{"note": "Another"}, {"signed_on": "2012-01-16"}])
def test_a_letter_that_corrects_a_withdrawn_one_comes_in(officer, partner, said):
    written(officer, letters=[letter(source_key="k")])
    past_letters.withdraw(partner.past_letters.get(), reason="Wrong.", by=officer)

    again = written(officer, letters=[letter(source_key="k", **said)])

    assert (again.status, partner.past_letters.standing().count()) == ("done", 1)


def test_a_key_of_a_letter_belongs_to_its_partner(officer, partner):
    written(officer, letters=[letter(source_key="k")])
    PartnerFactory.create(name="Other Institute")

    record = checked(officer, letters=[letter(source_key="k", partner="Other Institute")])

    assert faults(record) == {("letters", 2): [("source_key", "key_of_letter")]}


# Memberships -------------------------------------------------------------------------------------


def test_memberships_of_one_partner_in_one_area_do_not_overlap(officer, area, partner):
    rows = [
        membership(until="2015-01-01"),
        membership(since="2015-01-01"),
        membership(since="2014-01-01", until="2016-01-01"),
    ]

    record = checked(officer, memberships=rows)

    assert faults(record) == {("memberships", 4): [("since", "member_twice")]}


def test_a_table_corrects_memberships_of_a_table_alone(officer, area, partner):
    AreaMembership.objects.create(area=area, partner=partner, since=date(2014, 1, 1))
    other = AreaFactory.create(slug="other-area")
    written(officer, memberships=[membership(source_key="k", area="other-area")])
    rows = [
        membership(source_key="k", area="other-area", until="2018-01-01"),
        membership(since="2014-01-01"),
    ]

    record = checked(officer, memberships=rows)

    assert faults(record) == {("memberships", 3): [("partner", "on_page")]}
    imports.leave_out(record, {3}, sheet="memberships", by=officer)
    imports.keep_check(record, answering.answers(record))
    imports.bring_in(record, by=officer)
    imports.write(record)
    joined = other.memberships.get()
    assert joined.until == date(2018, 1, 1)
    undone(record, officer)
    joined.refresh_from_db()
    assert joined.until is None


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"area": "other-area"}, ("source_key", "key_of_membership")),
        ({"until": "2012-01-01", "since": ""}, ("until", "ends_before")),
    ],
)
def test_a_membership_with_a_key_is_that_of_its_area(officer, area, partner, said, fault):
    AreaFactory.create(slug="other-area")
    written(officer, memberships=[membership(source_key="k")])

    record = checked(officer, memberships=[membership(source_key="k", **said)])

    assert faults(record) == {("memberships", 2): [fault]}


def test_the_only_membership_is_meant_where_no_day_is_given(officer, area, partner):
    AreaMembership.objects.create(area=area, partner=partner, source="Sample report")

    record = checked(officer, memberships=[membership(since="")])

    assert record.counts == {"same": 1}


def test_a_key_of_a_membership_stands_once(officer, area, partner):
    AreaFactory.create(slug="other-area")
    rows = [membership(source_key="k"), membership(source_key="k", area="other-area")]

    record = checked(officer, memberships=rows)

    assert faults(record) == {("memberships", 3): [("source_key", "twice")]}


def test_rows_say_the_name_of_the_area_beside_its_key(
    officer, area, partner, django_assert_max_num_queries
):
    area.names = {"en": "Example area", "fr": "Domaine exemple"}
    area.save(update_fields=["names"])
    rows = [
        membership(),
        membership(area="unknown"),
        membership(area="Example area", since="2019-01-01", source=""),
    ]
    record = checked(officer, memberships=rows, contacts=[contact()])

    with django_assert_max_num_queries(3):
        told = words.tell(record, list(record.rows.order_by("sheet", "number")))

    _person, right, unknown, wrong = told
    assert right.name == "Example Institute in Example area (example-area)"
    assert ("Area", "Example area (example-area)") in right.facts
    assert (unknown.name, unknown.faults[0].stood) == ("Example Institute in –", "unknown")
    assert wrong.name == right.name
    with translation.override("fr"):
        assert "Domaine exemple (example-area)" in words.tell(record, [right.row])[0].name


# Taken back --------------------------------------------------------------------------------------


def test_all_of_it_is_taken_back(officer, area):
    record = written(officer, **WHOLE)

    undone(record, officer)

    assert record.status == "undone"
    assert not Partner.objects.exists()
    assert not (Representative.objects.exists())
    assert not (PastLetter.objects.exists())
    assert not AreaMembership.objects.exists()
    emptied = User.objects.get(name__startswith="Former user")
    assert (emptied.is_active, emptied.language) == (False, "en")
    assert not User.objects.filter(email="ana@example.org").exists()
    assert written(officer, **WHOLE).counts == {"new": 4}


def test_a_contact_without_a_first_day_is_taken_back_too(officer, partner):
    record = written(officer, contacts=[contact(since="")])

    undone(record, officer)

    assert record.status == "undone"
    assert not Representative.objects.exists()


def test_a_correction_of_the_last_day_alone_leaves_the_role_and_is_taken_back(
    officer, partner
):
    written(officer, contacts=[contact(source_key="C-1")])
    before = Representative.objects.get()
    last = dates.today()
    record = written(officer, contacts=[contact(source_key="C-1", until=last)])
    after = Representative.objects.get()

    undone(record, officer)

    assert (after.role, after.ends_on) == (before.role, last)
    assert Representative.objects.get().ends_on == before.ends_on


def test_what_somebody_keeps_to_sign_in_with_lets_no_account_go(db):
    person = with_second_factor(UserFactory.create())

    with pytest.raises(import_parts.BuiltOnError):
        import_parts.refuse_built_on([person])


def test_an_account_that_was_there_before_stays(officer, partner):
    person = UserFactory.create(email="ana@example.org", name="Ana Example")
    record = written(officer, contacts=[contact()])

    undone(record, officer)

    assert not person.representatives.exists()
    assert User.objects.filter(pk=person.pk).exists()
    assert not permissions.represents(person, partner)


def confirms(partner, _officer):
    term = partner.representatives.get()
    contacts.tell(term)
    contacts.confirm(
        term,
        phone="",
        shows_name=False,
        shows_mail=False,
        shows_phone=False,
        by=term.person,
    )


def gets_another_role(partner, officer):
    RepresentativeFactory.create(partner=partner)
    term = partner.representatives.get(person__email="ana@example.org")
    representatives.change_role(term, "alternate", by=officer)


def leaves(partner, officer):
    term = partner.representatives.get()
    representatives.end(term, reason="Left.", nobody_follows=True, by=officer)


def signs_in(partner, _officer):
    person = partner.representatives.get().person
    User.objects.filter(pk=person.pk).update(last_login=timezone.now())


def hands_over(partner, _officer):
    term = partner.representatives.get()
    invitations.hand_over(term, email="next@example.org", language="en", by=term.person)


def withdraws_letter(partner, officer):
    past_letters.withdraw(partner.past_letters.get(), reason="Other.", by=officer)


def leaves_area(partner, _officer):
    partner.area_memberships.update(until=dates.today())


@pytest.mark.parametrize(
    ("happens", "sentence"),
    [
        (confirms, "was written to, confirmed the details"),
        (gets_another_role, "was changed since"),
        (leaves, "was changed since"),
        (signs_in, "has signed in since"),
        (hands_over, "Other records belong to what it entered"),
        (withdraws_letter, "was changed since"),
        (leaves_area, "was changed since"),
    ],
)
def test_nothing_is_taken_back_once_somebody_built_on_it(
    officer, area, partner, happens, sentence
):
    sheets = {"contacts": [contact()], "letters": [letter()], "memberships": [membership()]}
    record = written(officer, **sheets)
    happens(partner, officer)
    before = Representative.objects.count(), PastLetter.objects.count()

    undone(record, officer)

    assert record.status == "done"
    assert sentence in words.why_it_stands(record)
    assert (Representative.objects.count(), PastLetter.objects.count()) == before
    assert AreaMembership.objects.exists()


def test_a_table_that_corrects_people_who_were_told_is_taken_back(
    officer, partner, run_jobs
):
    first = written(officer, contacts=[contact(source_key="k")])
    imports.tell_people(first, by=officer)
    run_jobs()
    second = written(officer, contacts=[contact(source_key="k", role="alternate")])

    undone(second, officer)

    assert second.status == "undone"
    assert partner.representatives.get().role == "focal_point"
    assert undone(first, officer).status == "done"


def test_whoever_is_asked_after_a_correction_has_built_on_it(officer, partner):
    written(officer, contacts=[contact(source_key="k")])
    second = written(officer, contacts=[contact(source_key="k", role="alternate")])
    contacts.tell(partner.representatives.get())

    undone(second, officer)

    assert second.status == "done"
    assert "was written to" in words.why_it_stands(second)


def test_an_account_that_another_table_uses_stays_until_that_one_is_taken_back(
    officer, partner
):
    PartnerFactory.create(name="Other Institute")
    first = written(officer, contacts=[contact()])
    second = written(officer, contacts=[contact(partner="Other Institute")])
    undone(first, officer)
    assert first.status == "done"

    undone(second, officer)
    undone(first, officer)

    assert (second.status, first.status) == ("undone", "undone")


def test_a_later_table_about_an_entered_partner_is_taken_back_first(officer, area):
    first = written(officer, partners=[PARTNER])
    second = written(officer, contacts=[CONTACT], letters=[LETTER])
    undone(first, officer)
    assert first.status == "done"

    undone(second, officer)
    undone(first, officer)

    assert (first.status, Partner.objects.exists()) == ("undone", False)


# Forgotten ----------------------------------------------------------------------------------


def texts_of(record):
    """All that the rows of contacts say, as one text."""
    rows = record.rows.filter(sheet="contacts")
    return str(list(rows.values("values", "changes", "faults", "cell_faults")))


def test_a_table_that_was_given_up_names_nobody(officer, partner):
    UserFactory.create(email="ben@example.org", name="Ben Sample")
    wrong = contact(name="Other", email="ben@example.org", consent_source="Form of Ana")
    record = checked(officer, contacts=[contact(), wrong])

    imports.discard(record, by=officer)

    said = texts_of(record)
    assert not [each for each in ("Ana", "ana@", "Ben", "ben@", "Other") if each in said]
    assert "focal_point" in said


def test_a_table_that_was_taken_back_names_nobody(officer, area):
    record = written(officer, **WHOLE)

    undone(record, officer)

    assert "Ana" not in texts_of(record)
    assert "Example Association" in str(record.rows.get(sheet="partners").values)


def test_who_removes_the_own_data_is_in_no_row(officer, partner):
    first = written(officer, contacts=[contact(source_key="k"), contact(email="b@x.org")])
    role = contact(source_key="k", role="alternate", consent_source="Ana said so")
    second = written(officer, contacts=[role])
    third = checked(
        officer, contacts=[contact(email="ANA@example.org"), contact(email="c@x.org")]
    )
    person = User.objects.get(email="ana@example.org")

    personal_data.erase(person)

    third.refresh_from_db()
    for record in (first, second, third):
        assert "ana@" not in texts_of(record).lower()
    assert texts_of(first).count("Ana Example") == 1
    assert second.rows.get().changes == {"role": ["focal_point", "alternate"]}
    assert third.counts == {"new": 1, "left_out": 1}
    imports.bring_in(third, by=officer)
    imports.write(third)
    assert third.status == "done"


def test_who_is_forgotten_keeps_no_table_from_being_written(officer, partner):
    person = UserFactory.create(email="ana@example.org", name="Somebody Else")
    record = checked(officer, contacts=[contact(), contact(email="b@x.org", name="B")])
    assert record.faulty == 1

    personal_data.erase(person)

    record.refresh_from_db()
    assert (record.faulty, record.is_ready) == (0, True)


@pytest.mark.parametrize(
    "said",
    [
        {"values": {"email": "", "name": "", "consent_source": "", "role": "other"}},
        {"faults": [], "outcome": "same"},
        {"target": 1},
    ],
)
def test_no_row_that_was_written_becomes_another_one(officer, partner, said):
    record = written(officer, contacts=[contact()])

    with pytest.raises(IntegrityError, match="stay as they were"), transaction.atomic():
        record.rows.update(**said)


# Kept by the database -----------------------------------------------------------------------


@pytest.mark.parametrize("model", [Representative, PastLetter, AreaMembership])
def test_nothing_that_a_table_entered_goes_without_it(officer, area, model):
    written(officer, **WHOLE)
    rows = model.objects.order_by("-pk")[:1].values("pk")

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk__in=rows)._raw_delete("default")


def test_no_row_of_another_sheet_lets_a_partner_go(officer, area):
    record = written(officer, **WHOLE)

    with pytest.raises(IntegrityError, match="of_one_sheet"), transaction.atomic():
        as_it_was(record.rows.get(sheet="letters"), entered=1)


def test_a_past_letter_is_received_after_it_was_signed(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        PastLetterFactory.create(
            year=None, signed_on=date(2012, 1, 2), received_on=date(2012, 1, 1)
        )


# As quick with many rows --------------------------------------------------------------------


def workbook_of(number):
    def each(row, **said):
        return [
            row | {key: value.format(place) for key, value in said.items()}
            for place in range(number)
        ]

    return {
        "partners": each(PARTNER, source_key="p-{0}", name="Example Number {0}"),
        "contacts": each(
            CONTACT, source_key="c-{0}", partner="p-{0}", email="p{0}@example.org"
        ),
        "letters": each(LETTER, source_key="l-{0}", partner="p-{0}"),
        "memberships": each(MEMBERSHIP, source_key="m-{0}", partner="p-{0}"),
    }


def _statements(context):
    """How many; the search takes turns for each partner, and by jobs where there are many."""
    said = [query["sql"] for query in context.captured_queries]
    return len([each for each in said if "pg_advisory_xact_lock" not in each])


def test_the_statements_do_not_grow_with_the_rows(officer, area):
    asked = []
    for number in (1, 3):
        record = checked(officer, **workbook_of(number))
        with CaptureQueriesContext(connection) as compared:
            answering.answers(record)
        imports.bring_in(record, by=officer)
        with CaptureQueriesContext(connection) as wrote:
            imports.write(record)
        imports.undo(record, by=officer)
        with CaptureQueriesContext(connection) as took_back:
            imports.take_back(record)
        assert record.status == "undone"
        asked.append([_statements(each) for each in (compared, wrote, took_back)])

    assert asked[0] == asked[1]


def test_the_trail_names_what_each_sheet_did(officer, area):
    record = written(officer, **WHOLE)

    body = ledger.trail(record).first().body

    assert body["contacts"] == [1, 0]
    assert body["entered"] == 1
