"""Public lists as files: the filter kept, letters of every script, and never a formula."""

import csv
import io
import json
import re
from datetime import date, timedelta
from html import unescape

import pytest
import time_machine
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from areas.annex2 import SECTIONS
from gmp_portal import dates
from gmp_portal.accounts.models.terms import days
from gmp_portal.ui import downloads, open_rows, spreadsheets
from gmp_portal.ui.open_lists import LISTS, FieldKind, OpenField
from gmp_portal.website.open_api import schema
from tests import open_data
from tests.factories.advisory_group import ChairTermFactory, SeatFactory
from tests.factories.areas import AreaFactory, MembershipFactory, PlanFactory
from tests.factories.meetings import (
    AgendaItemFactory,
    BodyFactory,
    DecisionFactory,
    MeetingFactory,
    PaperFactory,
    ReportSectionFactory,
)
from tests.factories.partners import LetterFactory, PartnerFactory

pytestmark = pytest.mark.django_db
FORMS = list(downloads.MEDIA_TYPES)
FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\u200b=1",
    "\u3000=1",
    "\uff1d1",
    '=HYPERLINK("x")',
]
SCRIPTS = "汞 شراكة Ртуть Côte d'Ivoire"


def address(key, form):
    return reverse("website:data_file", args=[key, form])


def sheets(title="Sample"):
    return spreadsheets.Sheets(title=title, about_title="About", about=[("Day", "today")])


def written(fields, rows, title="Sample"):
    content = b"".join(spreadsheets.stream(sheets(title), fields, rows))
    return open_data.workbook(content)


@time_machine.travel(date(2026, 11, 27))
@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_named_for_the_list_and_the_day_and_names_its_licence(client, form):
    response = client.get(address("partners", form))

    assert response["Content-Disposition"] == (
        f'attachment; filename="partners-2026-11-27-cc-by-4.0.{form}"'
    )
    assert response["Content-Type"] == downloads.MEDIA_TYPES[form]
    assert response["Link"] == (
        '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
    )
    assert response.streaming


def test_the_filter_of_the_page_is_kept_in_every_format(client):
    PartnerFactory.create(name="Sample NGO", kind="ngo")
    PartnerFactory.create(kind="industry")

    page = client.get(reverse("partners:partner_list"), {"kind": "ngo", "page": "1"})

    assert 'href="/data/partners.csv?kind=ngo"' in page.content.decode()
    for form in FORMS:
        content = open_data.download(client, "partners", form, "?kind=ngo")
        read = {
            "csv": lambda it: open_data.from_csv(LISTS["partners"], it),
            "json": open_data.from_json,
            "xlsx": lambda it: open_data.from_xlsx(LISTS["partners"], it),
        }[form]
        assert [row["name"] for row in read(content)] == ["Sample NGO"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("key", "query"),
    [
        ("partners", "?country=XX"),
        ("partners", "?colour=red"),
        ("meetings", "?year=1800"),
        ("decisions", "?body=nobody"),
        ("reports", "?language=xx"),
        ("areas", "?kind=ngo"),
        ("clauses", "?id=A1"),
    ],
)
def test_a_filter_that_cannot_be_applied_is_refused(client, form, key, query):
    refused = client.get(address(key, form) + query)

    assert refused.status_code == 422
    assert "cannot be applied" in refused.content.decode()


@pytest.mark.parametrize("name", ["partners.pdf", "nothing.csv", "partners.CSV", "x.y"])
def test_what_there_is_not_is_not_there(client, name):
    assert client.get(f"/data/{name}").status_code == 404


def test_the_order_that_the_page_shows_is_kept(client):
    for name, since in (("B", date(2020, 1, 1)), ("A", date(2019, 1, 1))):
        PartnerFactory.create(name=name, since=since)

    def names(query):
        content = open_data.download(client, "partners", "json", query)
        return [row["name"] for row in open_data.from_json(content)]

    assert names("") == ["A", "B"]
    assert names("?sort=-since") == ["B", "A"]


def test_a_json_file_says_what_it_is(client):
    PartnerFactory.create(kind="ngo")

    content = open_data.download(client, "partners", "json", "?kind=ngo")

    said = json.loads(content)
    assert list(said) == ["title", "day", "licence", "source", "filters", "rows"]
    assert said["day"] == dates.today().isoformat()
    assert said["filters"] == {"kind": "ngo"}
    assert said["source"].endswith("/partners/?kind=ngo")
    assert said["licence"]["name"] == "Creative Commons Attribution 4.0"


def test_a_list_without_rows_is_a_file_all_the_same(client):
    each = LISTS["partners"]

    files = {form: open_data.download(client, "partners", form) for form in FORMS}

    assert json.loads(files["json"])["rows"] == []
    assert open_data.from_csv(each, files["csv"]) == []
    assert open_data.from_xlsx(each, files["xlsx"]) == []


@pytest.mark.parametrize("language", ["", "/zh-hans", "/ar"])
def test_letters_of_every_script_come_as_they_are(client, language):
    PartnerFactory.create(name=SCRIPTS)
    each = LISTS["partners"]

    files = {
        form: open_data.content_of(client.get(f"{language}/data/partners.{form}"))
        for form in FORMS
    }

    assert files["csv"].startswith(b"\xef\xbb\xbf")
    assert SCRIPTS in files["json"].decode()
    assert open_data.from_csv(each, files["csv"])[0]["name"] == SCRIPTS
    assert open_data.from_xlsx(each, files["xlsx"])[0]["name"] == SCRIPTS
    assert open_data.from_json(files["json"])[0]["url"].startswith("http://")
    assert language not in open_data.from_json(files["json"])[0]["url"] or not language


def test_an_arabic_sheet_runs_from_right_to_left(client):
    book = open_data.workbook(open_data.content_of(client.get("/ar/data/partners.xlsx")))

    assert book.worksheets[0].sheet_view.rightToLeft


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_is_ever_a_formula(formula):
    fields = [OpenField("text", formula), OpenField("texts", "B", FieldKind.LIST)]
    row = {"text": formula, "texts": [formula]}

    [_head, line] = csv.reader(io.StringIO("".join(downloads.csv_lines(fields, [row]))))
    cells = [cell for rows in written(fields, [row]).worksheets[0] for cell in rows]

    assert [cell[0] for cell in line] == ["'", "'"]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    assert cells[-2].value == formula


def test_figures_days_and_moments_have_their_kind_in_excel(client):
    PartnerFactory.create(since=date(2012, 2, 29), on_record_by=2014)
    MeetingFactory.create(
        convened=True,
        starts_on=date(2026, 3, 29),
        opens_at_time="10:00",
        zone="Europe/Zurich",
    )

    partners = open_data.workbook(open_data.download(client, "partners", "xlsx"))
    meetings = open_data.workbook(open_data.download(client, "meetings", "xlsx"))

    def column(book, key, name):
        place = [field.name for field in LISTS[key].fields].index(name)
        return book.worksheets[0].cell(2, place + 1)

    assert column(partners, "partners", "since").value.date() == date(2012, 2, 29)
    assert column(partners, "partners", "since").is_date
    assert column(partners, "partners", "on_record_by").value == 2014
    begins = column(meetings, "meetings", "starts_at")
    assert (begins.is_date, begins.value.hour, begins.value.minute) == (True, 8, 0)


def test_the_sheet_has_bold_headings_that_stay_and_says_what_it_is_about(client):
    PartnerFactory.create(kind="ngo")

    book = open_data.workbook(open_data.download(client, "partners", "xlsx", "?kind=ngo"))

    rows, about = book.worksheets
    assert rows.freeze_panes == "A2"
    assert all(cell.font.b for cell in rows[1])
    assert rows.column_dimensions["A"].width == 30
    said = {row[0].value: row[1].value for row in about.iter_rows()}
    assert said["List"] == "Partners"
    assert said["Filter"] == "kind: ngo"
    assert said["Day"] == dates.today().isoformat()
    assert "creativecommons.org/licenses/by/4.0/" in said["Licence"]
    assert said["Page"].endswith("/partners/?kind=ngo")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x00b\x0bc\ufffe", "abc"),
        ("one\r\ntwo", "one\ntwo"),
        ('<b> & "quotes" ]]>', '<b> & "quotes" ]]>'),
        (" blanks ", " blanks "),
        ("\ud800x", "x"),
        ("x" * 40_000, "x" * 32_766 + "\u2026"),
        ("\U00020000" * 20_000, "\U00020000" * 16_383 + "\u2026"),
        ("x" + "\U00020000" * 20_000, "x" + "\U00020000" * 16_382 + "\u2026"),
    ],
)
def test_a_cell_holds_every_text_that_excel_can_hold(text, kept):
    [_head, [cell]] = written([OpenField("text", "A")], [{"text": text}]).worksheets[0]

    assert cell.value == kept


@pytest.mark.parametrize("title", ["A/B: [c]?*'", "x" * 60, "مكتب & <b>", "/"])
def test_a_sheet_has_a_name_that_excel_takes(title):
    book = written([OpenField("text", "A")], [], title)

    assert 1 <= len(book.worksheets[0].title) <= 31


def test_more_rows_than_excel_holds_are_refused(client, monkeypatch):
    PartnerFactory.create_batch(2)
    monkeypatch.setattr(spreadsheets, "MOST_ROWS", 2)

    refused = client.get(address("partners", "xlsx"))

    assert refused.status_code == 422
    assert "#R-30" in refused.content.decode()
    assert client.get(address("partners", "csv")).status_code == 200


def test_the_head_of_the_file_is_there_before_the_first_row():
    def never():
        pytest.fail("A row was asked for.")
        yield {}

    pieces = spreadsheets.stream(sheets(), [OpenField("text", "A")], never())

    assert next(pieces).startswith(b"PK")


@pytest.mark.parametrize("form", FORMS)
def test_a_file_asks_as_often_for_many_rows_as_for_a_few(client, form):
    AreaFactory.create()
    PartnerFactory.create_batch(3)

    def asked():
        with open_data.counted() as queries:
            open_data.download(client, "partners", form)
        return len(queries)

    few = asked()
    PartnerFactory.create_batch(30)

    assert asked() == few


def test_the_rows_come_in_batches(monkeypatch):
    monkeypatch.setattr(open_rows, "BATCH", 2)
    partners = PartnerFactory.create_batch(5)
    selection = open_rows.Selection(LISTS["partners"], open_data.asked())

    names = [row["slug"] for row in selection]

    assert sorted(names) == sorted(partner.slug for partner in partners)


@pytest.mark.parametrize("form", FORMS)
def test_nothing_that_is_not_public_is_in_any_list(client, as_user, secretariat, form):
    """Neither for a visitor nor for whoever may see it on a page."""
    for factory, facts in (
        (PartnerFactory, {"name": "Sample secret", "status": "applicant"}),
        (LetterFactory, {"organisation": "Sample secret"}),
        (AreaFactory, {"names": {"en": "Sample secret"}, "status": "proposed"}),
        (PlanFactory, {"title": "Sample secret"}),
        (MeetingFactory, {"title": "Sample secret"}),
        (PaperFactory, {"title": "Sample secret"}),
        (DecisionFactory, {"title": "Sample secret"}),
        (AgendaItemFactory, {"title": "Sample secret"}),
        (ReportSectionFactory, {"title": "Sample secret"}),
        (MembershipFactory, {"partner__status": "applicant", "partner__slug": "a-secret"}),
    ):
        factory.create(**facts)
    written = PlanFactory.create(complete=True).texts
    written.update(text="Sample secret")

    for browser in (client, as_user(secretariat)):
        for key in LISTS:
            content = open_data.download(browser, key, form)
            text = open_data.unpacked(content) if form == "xlsx" else content.decode()
            assert "Sample secret" not in text, key
            assert "a-secret" not in text, key


def test_the_parts_of_public_records_are_there(client):
    plan = PlanFactory.create(status="published")
    item = AgendaItemFactory.create(meeting=MeetingFactory.create(convened=True))
    membership = MembershipFactory.create(until=date(2025, 3, 1))

    sections = open_data.from_api(client, "plan-sections", size=3)
    items = open_data.from_api(client, "agenda-items")
    memberships = open_data.from_api(client, "area-partners")

    assert [row["section"] for row in sections] == [section.key for section in SECTIONS]
    assert sections[0]["text"] == "Mercury matters in the example industry."
    assert sections[0]["url"].endswith(f"{plan.get_absolute_url()}#section-I")
    assert len(sections[2]["rows"].split("\n\n")) == 3
    assert [row["title"] for row in items] == [item.title]
    assert membership.pk in [row["id"] for row in memberships]


def test_the_rows_of_one_record_can_be_taken_alone(client):
    shown = PaperFactory.create(
        meeting=MeetingFactory.create(convened=True), status="available"
    )
    PaperFactory.create(meeting=MeetingFactory.create(convened=True), status="available")
    beside = PaperFactory.create(meeting=shown.meeting, status="available")
    slug = shown.meeting.slug

    page = client.get(f"/meetings/{slug}/").content.decode()
    taken = json.loads(open_data.download(client, "papers", "json", f"?meeting={slug}"))
    asked = client.get(f"/api/v1/papers?meeting={slug}&language=en").json()

    assert f'href="/data/papers.csv?meeting={slug}"' in page
    assert {row["id"] for row in taken["rows"]} == {shown.pk, beside.pk}
    assert taken["filters"] == {"meeting": slug}
    assert taken["source"].endswith("/meetings/")
    assert {row["id"] for row in asked["rows"]} == {shown.pk, beside.pk}


@pytest.mark.parametrize("key", LISTS)
def test_every_filter_of_a_list_can_be_applied(client, key):
    """One that names a column that is not there would fail only when somebody asks."""
    filters = schema.filters_of(LISTS[key])
    words = [name for name, field in filters.items() if type(field) is forms.CharField]

    for name in words:
        assert client.get(f"/api/v1/{key}?{name}=nowhere").json()["count"] == 0


def test_sections_of_many_plans_ask_as_often_as_those_of_few(client):
    selection = open_rows.Selection(LISTS["plan-sections"], open_data.asked())
    PlanFactory.create(status="published")
    with open_data.counted() as few:
        rows = list(selection)
    PlanFactory.create_batch(2, status="published")

    with open_data.counted() as many:
        more = list(selection)

    assert (len(rows), len(more)) == (len(SECTIONS), 3 * len(SECTIONS))
    assert len(many) == len(few)


def test_sections_are_filtered_by_their_area(client):
    plan = PlanFactory.create(status="published")
    PlanFactory.create(status="published")

    asked = client.get(f"/api/v1/plan-sections?area={plan.area.slug}").json()

    assert {row["plan"] for row in asked["rows"]} == {plan.pk}
    assert asked["count"] == len(SECTIONS)


def test_who_serves_or_chairs_later_is_not_told_before(client):
    later = dates.today() + timedelta(days=9)
    seat = SeatFactory.create(period=days(later, None))
    ChairTermFactory.create(starts_on=later)

    members = open_data.from_api(client, "members")

    assert seat.pk not in [row["id"] for row in members]
    assert open_data.from_api(client, "chairs") == []
    assert open_data.from_api(client, "former-members") == []


def test_who_served_and_chaired_stays(client):
    began, ended = (dates.today() - timedelta(days=many) for many in (90, 9))
    seat = SeatFactory.create(period=days(began, ended))
    chair = ChairTermFactory.create(period=days(began, ended))

    [row] = open_data.from_api(client, "former-members")
    [term] = open_data.from_api(client, "chairs")

    assert (row["id"], row["ends_on"]) == (seat.pk, ended.isoformat())
    assert (term["id"], term["ends_on"]) == (chair.pk, ended.isoformat())


@pytest.mark.parametrize(
    ("page", "keys"),
    [
        ("/partners/", ["partners"]),
        ("/letters/", ["letters"]),
        ("/plans/", ["plans"]),
        ("/advisory-group/", ["members"]),
        ("/framework/", ["clauses", "rules"]),
    ],
)
def test_a_list_offers_its_files(client, page, keys):
    PartnerFactory.create()

    shown = client.get(page).content.decode()

    for key in keys:
        assert f'href="/data/{key}.csv"' in shown


def test_every_list_of_records_asks_who_may_see_them():
    """A list is made of what a visitor sees; what has another rule is named here."""
    of_no_records = {"clauses", "rules", "countries", "members", "former-members", "chairs"}
    # Parts of records ask for those that they belong to.
    parts = {
        "efforts",
        "area-partners",
        "plan-sections",
        "plan-objectives",
        "plan-indicators",
        "plan-milestones",
        "agenda-items",
        "meeting-participants",
        "meeting-report-sections",
        "reported-activities",
        "contributions",
        "indicator-values",
    }

    for key, each in LISTS.items():
        rows = each.rows(AnonymousUser())
        model = getattr(rows, "model", None)
        asks = hasattr(model and model.objects, "visible_to")
        assert asks or key in of_no_records | parts, key


def test_the_addresses_of_before_still_answer(client):
    PartnerFactory.create(name="Sample")

    as_csv = open_data.content_of(client.get("/partners/partners.csv"))
    as_json = open_data.content_of(client.get("/partners/partners.json"))

    assert as_csv == open_data.download(client, "partners", "csv")
    assert [row["name"] for row in json.loads(as_json)] == ["Sample"]


def test_whoever_asks_for_the_head_only_gets_no_rows(client):
    head = client.head(address("partners", "xlsx"))

    assert (head.status_code, open_data.content_of(head)) == (200, b"")
    assert "Content-Length" not in head
    assert "partners-" in head["Content-Disposition"]


@pytest.mark.parametrize("language", ["", "/zh-hans", "/ar"])
def test_the_page_of_the_data_is_there_in_every_language(client, language):
    page = client.get(f"{language}/data/")

    assert page.status_code == 200
    assert f'href="{language}/data/letters.xlsx"' in page.content.decode()


@pytest.mark.parametrize(
    "page",
    [
        *("/advisory-group/?by=region", "/framework/?from=mail"),
        *("/partners/?view=map&kind=ngo", "/partners/?kind=bogus", "/meetings/?year=20x"),
        *("/letters/?kind=bogus", "/decisions/?status=bogus", "/plans/?area=bogus"),
    ],
)
def test_a_page_with_more_in_its_address_leads_to_downloads_that_are_there(client, page):
    BodyFactory.create(pag=True)
    shown = client.get(page).content.decode()

    links = set(re.findall(r'href="(/data/[^"]+)"', shown))

    assert links
    assert {client.get(unescape(link)).status_code for link in links} == {200}
