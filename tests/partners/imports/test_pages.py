"""A table of partners in the browser: template, upload, dry run, writing, taking back."""

import io
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.urls import reverse

from gmp_portal.notifications.models import Message
from gmp_portal.reference import seed as countries
from gmp_portal.workflow import InvalidTransitionError
from partners import permissions
from partners.actions import imports
from partners.models import Import, Partner
from tests.exchange.tables.samples import opened
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory
from tests.factories.partners import PartnerFactory, RepresentativeFactory
from tests.partners.imports.files import HEAD, ROWS, checked, csv, written, xlsx
from tests.partners.imports.sheets import CONTACT, PARTNER, WHOLE
from tests.partners.imports.sheets import xlsx as whole

FORBIDDEN, UNSEEN, MOVED, UNPROCESSABLE = 403, 404, 302, 422
WRONG = ("a-3", "Other", "goverment", "Nowhere", "13/01/2025", "")


@pytest.fixture
def client(as_user, secretariat):
    """The browser of an officer."""
    countries.load()
    return as_user(secretariat)


def send(client, data, name="list.csv", **more):
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("partners:import_start"), {"file": file, **more})


def press(client, step, record, **sent):
    return client.post(reverse(f"partners:import_{step}", args=[record.pk]), sent)


def test_the_template_comes_back_filled_in(client, run_jobs):
    book = opened(client.get(reverse("partners:import_template")).content)
    sheet = book.worksheets[1]
    titles = {cell.value: cell.column for cell in sheet[1]}
    for key, value in zip((*HEAD, "source"), (*ROWS[0], "Sample register"), strict=True):
        sheet.cell(3, titles[f"partners.{key}"], value)
    target = io.BytesIO()
    book.save(target)

    send(client, target.getvalue(), "partners.xlsx")
    run_jobs()

    assert Import.objects.get().counts == {"new": 1}


def test_a_table_is_uploaded_looked_at_written_and_taken_back(client, run_jobs):
    answer = send(client, xlsx(*ROWS), "list.xlsx")
    record = Import.objects.get()
    page = client.get(answer.url).text
    assert "The portal is at work" in page
    run_jobs()
    assert "2 rows enter or change something." in client.get(answer.url).text

    press(client, "bring_in", record)
    run_jobs()
    assert Partner.objects.count() == 2
    assert "It can be taken back for 30 days" in client.get(answer.url).text
    press(client, "undo", record)
    assert "The portal is at work" in client.get(answer.url).text
    run_jobs()

    assert not Partner.objects.exists()


def test_why_an_import_stands_is_told_on_its_page(client, secretariat, run_jobs):
    record = written(secretariat, *ROWS)
    RepresentativeFactory.create(partner=Partner.objects.first())

    press(client, "undo", record)
    run_jobs()

    page = client.get(record.get_absolute_url()).text
    assert "The import was not taken back" in page
    assert "Other records belong to a partner that it entered" in page
    assert Partner.objects.count() == 2


def test_a_row_that_a_rule_keeps_out_names_its_clause(client, secretariat):
    row = ("", "Example", "ngo", "KE", "2026-11-01", "", "")
    record = checked(secretariat, row, head=(*HEAD, "source"))

    page = client.get(record.get_absolute_url()).text

    assert "Who joins today sends a letter of intent." in page
    assert "R-36" in page


def test_each_wrong_cell_is_named_with_what_is_expected(client, run_jobs):
    send(client, csv(ROWS[0], WRONG))
    run_jobs()

    page = client.get(Import.objects.get().get_absolute_url()).text

    for words in ("C3", "D3", "E3", "goverment", "Is “Government” meant?", "13/01/2025"):
        assert words in page
    assert "Write all of it into the register" not in page


def test_rows_are_left_out_by_ticking_them(client, secretariat, run_jobs):
    record = checked(secretariat, ROWS[0], WRONG)

    press(client, "leave_out", record, left_out=["3"])
    run_jobs()
    press(client, "leave_out", record, left_out=[])
    press(client, "leave_out", record, was_left_out=["99"])

    record.refresh_from_db()
    assert record.counts == {"new": 1, "left_out": 1}
    assert "checked" in client.get(f"{record.get_absolute_url()}?show=left_out").text


def test_what_somebody_else_chose_meanwhile_stays(client, secretariat, run_jobs):
    record = checked(secretariat, ROWS[0], ROWS[1], WRONG)
    press(client, "leave_out", record, left_out=["4"])
    run_jobs()

    # A page from before, on which row 4 was not left out.
    press(client, "leave_out", record, left_out=["3"])

    left = record.rows.filter(is_left_out=True).values_list("number", flat=True)
    assert set(left) == {3, 4}


def test_all_wrong_rows_are_left_out_at_once(client, secretariat, run_jobs):
    many = [(f"b-{number}", *WRONG[1:]) for number in range(30)]
    record = checked(secretariat, ROWS[0], *many)
    assert "Leave out all wrong rows" in client.get(record.get_absolute_url()).text

    press(client, "leave_out", record, all_wrong="1")
    run_jobs()

    record.refresh_from_db()
    assert record.counts == {"new": 1, "left_out": 30}


def test_a_new_partner_is_shown_as_it_would_stand_in_the_register(client, secretariat):
    record = checked(secretariat, ROWS[1])

    page = client.get(record.get_absolute_url()).text

    for words in ("China", "2021-05-01", "https://example.org", "Sample register"):
        assert words in page


def test_work_that_is_not_wanted_is_stopped_on_its_page(client, secretariat):
    record = checked(secretariat, *ROWS)
    press(client, "bring_in", record)
    assert ">Stop<" in client.get(record.get_absolute_url()).text

    press(client, "stop", record)

    record.refresh_from_db()
    assert record.status == "checked"


def test_changes_and_likely_doubles_are_shown(client, secretariat):
    PartnerFactory.create(
        name="Zero Mercury Working Group", country_id="BE", kind="ngo", evidence="E1"
    )
    rows = (
        ("", "Zero Mercury Work Group", "ngo", "KE", "2020-01-01", ""),
        ("", "Zero Mercury Working Group", "academia", "BE", "", "example.org"),
    )
    record = checked(secretariat, *rows)

    new = client.get(f"{record.get_absolute_url()}?show=new").text
    changed = client.get(f"{record.get_absolute_url()}?show=changed").text

    assert "Zero Mercury Working Group (" in new
    assert "Academic institution" in changed
    assert "https://example.org" in changed


@pytest.mark.parametrize("encoding", ["gbk", "utf-16", "utf-8-sig"])
def test_names_in_chinese_come_in_whole(client, encoding, run_jobs):
    send(client, csv(*ROWS, encoding=encoding))
    run_jobs()

    names = {row.values["name"] for row in Import.objects.get().rows.all()}

    assert names == {"Example Association", "示例协会"}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "This file is empty."),
        (b"PK\x03\x04 broken", "may be damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "older Excel"),
        (b"just a text", "No line with the titles"),
        (csv(("1", "Kenya"), head=("key", "country")), "The table lacks what is needed"),
        (csv(), "No line stands below the titles yet"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_reason(client, data, words):
    answer = send(client, data)

    assert answer.status_code == UNPROCESSABLE
    assert words in answer.text
    assert not Import.objects.exists()


def test_another_encoding_can_be_asked_for(client):
    answer = send(client, csv(*ROWS, encoding="gbk"), encoding="utf-8")

    assert "choose another one" in answer.text


def test_a_table_can_be_given_up(client, secretariat):
    record = checked(secretariat, *ROWS)

    answer = press(client, "discard", record)

    assert answer.url == reverse("partners:import_list")
    assert record.name in client.get(answer.url).text


@pytest.mark.parametrize("name", ["import_list", "import_start", "import_template"])
def test_nobody_else_brings_tables_in(as_user, name, db):
    answer = as_user(UserFactory.create()).get(reverse(f"partners:{name}"))

    assert answer.status_code == FORBIDDEN


@pytest.mark.parametrize("step", ["leave_out", "bring_in", "undo", "stop", "discard"])
def test_nobody_else_knows_of_a_table(as_user, secretariat, step):
    countries.load()
    record = checked(secretariat, *ROWS)

    assert press(as_user(UserFactory.create()), step, record).status_code == UNSEEN


def test_a_step_at_the_wrong_time_leads_back(client, secretariat):
    record = written(secretariat, *ROWS)

    for step in ("leave_out", "bring_in", "discard"):
        assert press(client, step, record).status_code == MOVED
    press(client, "undo", record)
    assert press(client, "undo", record).status_code == MOVED
    wrong = checked(secretariat, WRONG)
    assert press(client, "bring_in", wrong).status_code == MOVED


def test_the_progress_is_told(client, secretariat):
    record = checked(secretariat, *ROWS)

    answer = client.get(reverse("partners:import_progress", args=[record.pk]))

    assert answer.json()["state"] == "done"


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_once_one_writes(secretariat):
    countries.load()
    record = checked(secretariat, *ROWS)
    said = []

    def ask():
        try:
            imports.bring_in(Import.objects.get(pk=record.pk), by=secretariat)
            said.append("asked")
        except InvalidTransitionError:
            said.append("too late")
        finally:
            connection.close()

    with transaction.atomic():
        Import.objects.get(pk=record.pk).lock()
        both = [threading.Thread(target=ask) for _each in range(2)]
        for each in both:
            each.start()
    for each in both:
        each.join()

    assert sorted(said) == ["asked", "too late"]


# Several sheets ----------------------------------------------------------------------------


def test_the_template_has_a_sheet_for_each_and_comes_back_filled_in(client, run_jobs):
    AreaFactory.create(slug="example-area")
    book = opened(client.get(reverse("partners:import_template")).content)
    assert book.sheetnames[1:5] == [
        "Partners",
        "Contacts",
        "Letters of the past",
        "Memberships in areas",
    ]
    for sheet, (name, rows) in zip(book.worksheets[1:], WHOLE.items(), strict=False):
        titles = {cell.value: cell.column for cell in sheet[1]}
        for key, value in rows[0].items():
            sheet.cell(3, titles[f"{name}.{key}"], value)
    target = io.BytesIO()
    book.save(target)

    send(client, target.getvalue(), "whole.xlsx")
    run_jobs()

    assert Import.objects.get().counts == {"new": 4}


def test_a_workbook_is_uploaded_looked_at_written_told_and_taken_back(client, run_jobs):
    AreaFactory.create(slug="example-area")
    answer = send(client, whole(WHOLE), "whole.xlsx")
    run_jobs()
    record = Import.objects.get()
    page = client.get(answer.url).text
    assert "4 rows enter or change something." in page
    for sheet in ("partners", "contacts", "letters", "memberships"):
        assert f'href="?sheet={sheet}"' in page
    assert "ana@example.org" in client.get(f"{answer.url}?sheet=contacts").text
    press(client, "bring_in", record)
    run_jobs()
    assert "1 person of this table does not know of it yet" in client.get(answer.url).text
    directory = client.get(reverse("partners:contact_list") + "?confirmed=imported").text
    assert "Imported, not yet confirmed" in directory
    assert "Ana Example" in directory

    press(client, "undo", record)
    run_jobs()
    assert not Partner.objects.exists()

    send(client, whole(WHOLE), "whole.xlsx")
    run_jobs()
    again = Import.objects.first()
    press(client, "bring_in", again)
    run_jobs()
    press(client, "tell_people", again)
    run_jobs()
    assert Message.objects.filter(template__contains="contact_imported").count() == 1
    assert press(client, "tell_people", again).status_code == MOVED
    press(client, "undo", again)
    run_jobs()
    assert "was written to" in client.get(again.get_absolute_url()).text


def test_a_wrong_row_of_another_sheet_is_shown_first_and_left_out(client, run_jobs):
    send(client, whole({"partners": [PARTNER], "contacts": [CONTACT | {"role": "boss"}]}))
    run_jobs()
    record = Import.objects.get()
    page = client.get(record.get_absolute_url()).text
    assert "E2" in page
    assert "boss" in page

    press(client, "leave_out", record, sheet="contacts", left_out=["2"])
    run_jobs()

    record.refresh_from_db()
    assert record.counts == {"new": 1, "left_out": 1}
    strange = f"{record.get_absolute_url()}?sheet=%00&show=%00"
    assert "Example Association" in client.get(strange).text
    press(client, "leave_out", record, sheet="\x00", was_left_out=["2"])


@pytest.mark.parametrize(
    ("name", "row", "words"),
    [
        ("contacts", {"partner": "Example"}, "No line stands below the titles yet"),
        ("letters", {}, "No line stands below the titles yet"),
    ],
)
def test_a_workbook_without_lines_is_refused(client, name, row, words):
    answer = send(client, whole({name: []}), "empty.xlsx")

    assert answer.status_code == UNPROCESSABLE
    assert words in answer.text


def test_a_csv_of_contacts_that_lacks_a_column_says_which(client):
    data = b"partner,e-mail,language\nExample,ana@example.org,en"

    answer = send(client, data)

    assert answer.status_code == UNPROCESSABLE
    assert "The table lacks what is needed: Role." in answer.text


def test_two_sheets_of_one_kind_are_not_joined_in_silence(client, run_jobs):
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(whole({"partners": [PARTNER]})))
    book.copy_worksheet(book.worksheets[0]).title = "Second list"
    target = io.BytesIO()
    book.save(target)

    send(client, target.getvalue(), "two.xlsx")
    run_jobs()

    page = client.get(Import.objects.get().get_absolute_url()).text
    assert "The sheet “Second list” has the same titles as another one" in page


def test_nobody_else_writes_to_the_people_of_a_table(as_user, secretariat):
    countries.load()
    record = written(secretariat, *ROWS)

    answer = press(as_user(UserFactory.create()), "tell_people", record)

    assert answer.status_code == UNSEEN
    assert not permissions.can_import_tell_people(UserFactory.create(), record)


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_a_workbook_asks_as_often_with_many_rows(
    client, run_jobs, number, django_assert_max_num_queries
):
    contacts = [
        CONTACT | {"source_key": f"c-{place}", "email": f"p{place}@example.org"}
        for place in range(number)
    ]
    send(client, whole({"partners": [PARTNER], "contacts": contacts}))
    run_jobs()
    address = f"{Import.objects.get().get_absolute_url()}?sheet=contacts"
    client.get(address)

    with django_assert_max_num_queries(15):
        client.get(address)
