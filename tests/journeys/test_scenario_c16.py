"""What C16 says of a register that is cleaned, where no other test keeps it."""

import io
from datetime import date
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html

from gmp_portal import rounds
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.exchange.word import unpacking
from gmp_portal.reference import seed as countries
from gmp_portal.website.reading import account_pairs, erasures, own_copies
from partners.actions import merges, representatives
from partners.models import Import, Merge, Partner
from partners.reading.imports import words
from tests.factories.partners import PartnerFactory, RepresentativeFactory
from tests.partners.imports import files

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(secretariat):
    countries.load()
    return secretariat


def test_a_partner_from_a_table_says_by_which_source_it_is_one(client, officer):
    files.written(officer, ("a-1", "Example Association", "ngo", "Kenya", "2012-05-03", ""))
    partner = Partner.objects.get()

    page = client.get(partner.get_absolute_url()).text

    assert "Sample register" in page
    assert "No letter of intent is in the portal." in page
    assert "The letter is not public yet." not in page
    assert "On public record" not in page


def test_doubles_of_one_table_are_named_by_their_row(officer):
    record = files.checked(
        officer,
        ("a-1", "Example Zero Mercury WG", "ngo", "Belgium", "2012-05-03", ""),
        ("a-2", "Example Zero Mercury Working Group", "ngo", "Belgium", "2012-05-03", ""),
    )

    told = words.tell(record, [*record.rows.order_by("number")])

    assert told[0].near == []
    [(_partner, said)] = told[1].near
    assert said.startswith("Example Zero Mercury WG, row 2 (")


def test_another_name_in_another_country_is_no_likely_double(officer):
    record = files.checked(
        officer,
        ("a-1", "Example River Coal Studies", "ngo", "Kenya", "2012-05-03", ""),
        ("a-2", "Example Zephyr Coal Studies", "ngo", "Norway", "2012-05-03", ""),
        ("a-3", "Example Zephyr Coal Stud.", "ngo", "Kenya", "2012-05-03", ""),
    )

    near = [[each["name"] for each in row.near] for row in record.rows.order_by("number")]

    assert near == [[], [], ["Example Zephyr Coal Studies", "Example River Coal Studies"]]


def test_each_cell_of_a_row_that_cannot_be_is_named_at_once(officer):
    head = (*files.HEAD, "until", "on_record_by", "source")
    [fits_not, unread] = files.checked(
        officer,
        ("", "Example One", "ngo", "KE", "2999-01-01", "", "2998-01-01", "1492", ""),
        ("", "Example Two", "club", "KE", "2999-01-01", "", "", "", ""),
        head=head,
    ).rows.order_by("number")

    assert [(each["column"], each["code"]) for each in fits_not.faults] == [
        ("on_record_by", "year"),
        ("since", "future"),
        ("until", "future"),
        ("until", "ends_before"),
        ("source", "no_source"),
    ]
    assert [each["column"] for each in unread.cell_faults] == ["kind"]
    assert [each["column"] for each in unread.faults] == ["since"]


def test_a_row_without_source_and_evidence_hears_of_both(officer):
    row = ("", "Example One", "ngo", "KE", "", "", "")

    record = files.checked(officer, row, head=(*files.HEAD, "source"))

    codes = [each["code"] for each in record.rows.get().faults]
    assert codes == ["no_source", "no_evidence"]


def test_whoever_hands_over_reads_what_happens_when(as_user):
    term = RepresentativeFactory.create()
    url = reverse("partners:representative_hand_over", args=[term.partner.slug, term.pk])

    page = as_user(term.person).get(url).text

    assert (
        "You go on as before until this person accepts. Then your role ends at once" in page
    )


def test_where_nobody_else_is_there_the_address_of_who_follows_is_asked(as_user):
    term = RepresentativeFactory.create()
    url = reverse("partners:representative_hand_over", args=[term.partner.slug, term.pk])

    page = html.fromstring(as_user(term.person).get(url).text)

    [label] = page.xpath("//label[@for='id_email']")
    assert " ".join(label.text_content().split()) == "Who follows you?"
    assert "somebody else" not in page.xpath("string(//main)")


def test_both_downloads_of_the_directory_stand_in_forms_of_their_own(as_user, officer):
    RepresentativeFactory.create()

    page = html.fromstring(as_user(officer).get(reverse("partners:contact_list")).text)

    url = reverse("partners:contact_export")
    forms = page.xpath(f"//form[@action='{url}']")
    assert [form.xpath(".//button/@name") for form in forms] == [["xlsx"], ["csv"]]


def test_the_copy_of_the_own_data_is_called_in_words_for_people():
    term = RepresentativeFactory.create(role="focal_point", person__theme="dark")

    with own_copies.archive(term.person) as file, ZipFile(file) as pack:
        page = html.fromstring(pack.read("data.html"))
        data = pack.read("data.json").decode()

    said = dict(zip(page.xpath("//dt/text()"), page.xpath("//dd/text()"), strict=True))
    assert said["E-mail address"] == term.person.email
    assert (said["Time zone"], said["Role"]) == ("UTC", "Focal point")
    assert "timezone" not in said
    assert '"role": "focal_point"' in data


def test_what_was_taken_apart_no_longer_says_that_names_were_added(as_user, officer):
    kept, gone = (PartnerFactory.create(name=name) for name in ("Example A", "Example B"))
    record = merges.make(kept, gone, reason="The same.", by=officer)
    before = as_user(officer).get(record.get_absolute_url()).text
    merges.undo(record, by=officer)

    after = as_user(officer).get(record.get_absolute_url()).text

    assert ["Former names added" in page for page in (before, after)] == [True, False]


def test_a_workbook_is_corrected_brought_in_merged_and_taken_apart(
    as_user, officer, run_jobs
):
    """The whole of the scenario, as the secretariat presses its buttons."""
    browser = as_user(officer)
    rows = [
        ("a-1", "Example Zero Mercury WG", "ngo", "Belgium", "2012-05-03", ""),
        ("a-2", "Example Zero Mercury Working Group", "ngo", "Belgium", "2010-02-01", ""),
        ("a-3", "Example Gold Council", "industry", "Gahna", "2012-05-03", ""),
    ]

    def upload(*lines):
        sent = SimpleUploadedFile("list.xlsx", files.xlsx(*lines))
        answer = browser.post(reverse("partners:import_start"), {"file": sent})
        run_jobs()
        return Import.objects.latest("pk"), browser.get(answer.url).text

    record, page = upload(*rows)
    assert ("D4" in page, "Is “Ghana” meant?" in page) == (True, True)
    bring_in = reverse("partners:import_bring_in", args=[record.pk])
    assert (
        "Nothing is written while rows are wrong"
        in browser.post(bring_in, follow=True).text
    )
    run_jobs()
    assert not Partner.objects.exists()

    rows[2] = ("a-3", "Example Gold Council", "industry", "Ghana", "2012-05-03", "")
    record, _page = upload(*rows)
    browser.post(reverse("partners:import_bring_in", args=[record.pk]))
    run_jobs()
    assert Partner.objects.count() == 3
    again, _page = upload(*rows)
    assert again.counts == {"same": 3}

    page = browser.get(reverse("partners:merge_list")).text
    gone, kept = Partner.objects.filter(name__contains="Zero").order_by("name")
    make = reverse("partners:merge_make", args=[kept.slug, gone.slug])
    assert ("63</td>" in page, "Periods of participation" in browser.get(make).text) == (
        True,
        True,
    )
    browser.post(make, {"reason": "The same working group."})
    assert (Partner.objects.count(), kept.took_part_on(date(2010, 2, 1))) == (2, True)
    browser.post(reverse("partners:merge_undo", args=[Merge.objects.get().pk]))
    assert Partner.objects.count() == 3


def with_macros():
    made = io.BytesIO()
    with ZipFile(io.BytesIO(files.xlsx(*files.ROWS))) as book, ZipFile(made, "w") as pack:
        for name in book.namelist():
            pack.writestr(name, book.read(name))
        pack.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 macros")
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (with_macros, "This file contains macros"),
        (
            lambda: unpacking.OLD_WORD + unpacking.LOCKED,
            "This file is locked with a password",
        ),
        (lambda: b"%PDF-1.4 renamed", "This is no table"),
        (lambda: b"MZ\x90\0" + b"\0" * 500, "This is no table"),
    ],
    ids=["macros", "password", "pdf", "program"],
)
def test_a_file_that_only_looks_like_a_workbook_is_refused(as_user, officer, data, said):
    sent = SimpleUploadedFile("list.xlsx", data())

    answer = as_user(officer).post(reverse("partners:import_start"), {"file": sent})

    assert (answer.status_code, said in answer.text) == (422, True)
    assert not Import.objects.exists()


def test_whoever_was_named_and_left_on_one_day_holds_no_office_any_more():
    term = RepresentativeFactory.create(period=days(today(), None))
    RepresentativeFactory.create(partner=term.partner)
    before = erasures.obstacles(term.person)
    representatives.end(term, reason="Left.", by=term.person)

    after = erasures.obstacles(term.person)

    assert (len(before), after) == (1, [])


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("Dr. Pavel Beispielov", "Pavel Beispielov", "the same name"),
        ("Prof Dr Amina Exemple", "Exemple, Amina", "the same name in another order"),
        ("Zoe Muellerin", "Zoë Müllerin", "a similar name (96%)"),
    ],
)
def test_variants_of_the_name_of_a_person_at_two_partners_are_listed(first, second, reason):
    people = [
        RepresentativeFactory.create(person__name=name).person for name in (first, second)
    ]
    RepresentativeFactory.create(person__name="Zora Meller")

    [pair] = rounds.read(account_pairs.reading())

    assert {pair.first["pk"], pair.second["pk"]} == {person.pk for person in people}
    assert pair.reasons == [reason]
