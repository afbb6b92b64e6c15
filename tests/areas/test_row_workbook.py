"""The lists of a plan go out as a workbook, are changed there, and come back (C4, C5)."""

import io
import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from areas.actions import drafted_opportunities, opportunities, rows
from areas.forms.row_kinds import KINDS
from areas.models import (
    Application,
    Effort,
    Linkage,
    Milestone,
    PotentialDonor,
    ProjectRequest,
)
from areas.reading.row_tables import workbook
from gmp_portal.exchange.tables.templates import letters
from gmp_portal.ledger.models import Entry
from gmp_portal.writing.models import Revision
from tests.factories.areas import (
    ActionFactory,
    AreaFactory,
    AreaOpportunityFactory,
    EffortFactory,
    IndicatorFactory,
    MembershipFactory,
    ObjectiveFactory,
    PlanFactory,
    lead_of,
    member_of,
)
from tests.factories.partners import PartnerFactory, RepresentativeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    """A draft with something in each list."""
    area = AreaFactory.create()
    plan = PlanFactory.create(area=area, started_by=lead_of(area))
    partner = MembershipFactory.create(
        area=area, partner=PartnerFactory.create(name="示例研究院")
    ).partner
    person = RepresentativeFactory.create(partner=partner).person
    objective = ObjectiveFactory.create(
        plan=plan, statement="Use less mercury\nin two steps"
    )
    action = ActionFactory.create(plan=plan, title="Train people", objectives=[objective])
    effort = EffortFactory.create(
        plan=plan,
        action=action,
        partner=partner,
        contact=person,
        description="=1+1 courses",
    )
    Milestone.objects.create(effort=effort, due_on=date(2026, 6, 30), text="Half")
    IndicatorFactory.create(plan=plan, objective=objective, baseline="0012")
    project = ProjectRequest.objects.create(
        plan=plan,
        title="Laboratory",
        purpose="Build it",
        amount=Decimal("1234.50"),
        currency="EUR",
        is_strategic=True,
    )
    donor = PotentialDonor.objects.create(plan=plan, name="Example Fund", kind="donor")
    Application.objects.create(plan=plan, title="Part", donor=donor, request=project)
    Application.objects.create(plan=plan, title="Rest", other_donor="Another Bank")
    Linkage.objects.create(plan=plan, side="outside", name="Example convention")
    return plan


def opened(content):
    import openpyxl

    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.fixture
def lead(plan, as_user):
    return as_user(plan.started_by)


def address(plan, name="row_bring_in"):
    return reverse(f"areas:{name}", args=[plan.area.slug, plan.number])


def taken_along(client, plan):
    return opened(client.get(address(plan, "row_workbook")).content)


def sent(book):
    target = io.BytesIO()
    book.save(target)
    return SimpleUploadedFile("rows.xlsx", target.getvalue())


def bring(client, plan, book, **more):
    file = book if isinstance(book, SimpleUploadedFile) else sent(book)
    return client.post(address(plan), {"file": file, **more})


def take_in(client, plan, page, **more):
    """Take in what a page shows."""
    text = page.content.decode()
    data = {
        name: re.search(rf'name="{name}" value="([^"]*)"', text)[1]
        for name in ("seen", "book")
    }
    return client.post(address(plan), {**data, "take_in": "1", **more})


def sheet_of(book, key):
    """The sheet of a list, with the letters of its columns by their keys."""
    for sheet in book.worksheets:
        keys = {str(cell.value): cell.column for cell in sheet[1] if cell.value}
        if f"{key}.key" in keys:
            return sheet, {name.split(".")[1]: column for name, column in keys.items()}
    raise LookupError(key)


def write(book, key, **cells):
    """Write cells into a row of a list; ``row`` counts from the first below the titles."""
    row = cells.pop("row", 1)
    sheet, columns = sheet_of(book, key)
    for name, value in cells.items():
        sheet.cell(row + 2, columns[name]).value = value


# Out -----------------------------------------------------------------------------------


def test_each_list_has_a_sheet_with_its_rows(plan, lead):
    book = taken_along(lead, plan)

    sheet, columns = sheet_of(book, "efforts")
    said = {key: sheet.cell(3, column).value for key, column in columns.items()}
    assert said["who"] == "示例研究院"
    assert said["action"] == "A1: Train people"
    assert (said["cost"], said["currency"]) == (1000, "USD")
    assert said["starts_on"].date() == date(2026, 1, 1)
    assert said["description"] == "=1+1 courses"
    assert sheet.cell(3, columns["description"]).data_type == "s"
    assert sheet.freeze_panes == "C3"
    assert sheet.row_dimensions[1].hidden
    assert sheet.column_dimensions["A"].hidden
    assert sheet.protection.sheet
    assert len(book.worksheets) == 13
    assert book["Lists"].sheet_state == "veryHidden"


def test_a_plan_in_arabic_runs_from_right_to_left(plan, lead):
    plan.language = "ar"
    plan.save(update_fields=["language"])

    sheet, columns = sheet_of(taken_along(lead, plan), "efforts")

    assert sheet.sheet_view.rightToLeft
    assert sheet.cell(2, columns["cost"]).value == "التكلفة"


def test_everybody_may_take_along_what_is_published(plan, client):
    area = plan.area
    plan = PlanFactory.create(status="published")
    contact = plan.efforts.get().contact

    response = client.get(address(plan, "row_workbook"))

    book = opened(response.content)
    sheet, columns = sheet_of(book, "efforts")
    assert sheet.cell(3, columns["contact"]).value != contact.name
    assert client.get(reverse("areas:row_workbook", args=[area.slug, 1])).status_code == 404


def test_the_same_rows_are_the_same_file(plan):
    assert workbook.make(plan, writes=True) == workbook.make(plan, writes=True)


# There and back ------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh", "ar", "fr"])
def test_an_unchanged_file_changes_nothing(plan, lead, language):
    plan.language = language
    plan.save(update_fields=["language"])
    before = Entry.objects.count()

    page = bring(lead, plan, taken_along(lead, plan))

    assert page.status_code == 200
    assert "there is nothing to take in" in page.content.decode()
    assert Entry.objects.count() == before


def test_changed_cells_and_new_rows_come_in_with_one_entry(plan, lead):
    book = taken_along(lead, plan)
    write(book, "efforts", cost=2500.5, contact=None, target="50 laboratories")
    write(book, "actions", row=2, title="Write a guide", objectives="O1; O2")
    write(book, "objectives", row=2, statement="Store waste safely")
    write(book, "efforts", row=2, action="A2", who="World Example Bank", kind="Bilateral")
    write(book, "efforts", row=2, description="Print it", cost=10, currency="USD")
    write(book, "milestones", row=2, effort="E2", due_on=date(2026, 9, 1), text="Printed")
    before = Entry.objects.count()

    page = bring(lead, plan, book)
    response = take_in(lead, plan, page)

    assert (page.status_code, response.status_code) == (200, 302)
    first, second = plan.efforts.all()
    assert (first.cost, first.contact, first.target) == (
        Decimal("2500.50"),
        None,
        "50 laboratories",
    )
    assert first.partner.name == "示例研究院"
    assert second.action.title == "Write a guide"
    assert second.milestones.get().text == "Printed"
    assert second.action.objectives.count() == 2
    assert Entry.objects.count() == before + 1
    body = Entry.objects.latest("pk").body
    assert (body["added"], body["changed"], body["source"]) == (4, 1, "workbook")


def test_an_application_shows_its_project_and_whom_it_asks(plan, lead):
    sheet, columns = sheet_of(taken_along(lead, plan), "applications")

    said = [
        tuple(sheet.cell(row, columns[key]).value for key in ("request", "donor"))
        for row in (3, 4)
    ]
    assert said == [("P1: Laboratory", "D1: Example Fund"), (None, "Another Bank")]


def test_an_application_names_a_donor_that_comes_with_the_same_file(plan, lead):
    book = taken_along(lead, plan)
    write(book, "donors", row=2, name="Sample Bank", kind="Financial institution")
    write(book, "applications", donor="Sample Bank", request=None)
    write(book, "applications", row=2, donor="D1")
    write(book, "requests", is_strategic="No")

    response = take_in(lead, plan, bring(lead, plan, book))

    assert response.status_code == 302
    first, second = plan.applications.all()
    assert (first.donor.name, first.request) == ("Sample Bank", None)
    assert (second.donor.name, second.other_donor) == ("Example Fund", "")
    assert not plan.requests.get().is_strategic


def test_a_change_by_file_can_be_looked_up_and_restored(plan, lead):
    book = taken_along(lead, plan)
    write(book, "efforts", target="50 laboratories")

    take_in(lead, plan, bring(lead, plan, book))

    kept = Revision.objects.of("areas.row", f"efforts-{plan.efforts.get().pk}")
    assert [row.values["target"] for row in kept] == [
        ["50 laboratories"],
        ["40 laboratories"],
    ]


def test_a_day_that_is_written_in_another_way_is_the_same(plan, lead):
    book = taken_along(lead, plan)
    write(book, "efforts", starts_on="1 January 2026", ends_on="2026年12月31日")

    page = bring(lead, plan, book)

    assert "there is nothing to take in" in page.content.decode()


def test_a_copied_row_is_a_new_one(plan, lead):
    book = taken_along(lead, plan)
    sheet, columns = sheet_of(book, "efforts")
    for column in columns.values():
        sheet.cell(4, column).value = sheet.cell(3, column).value

    sheet.cell(4, columns["description"]).value = "More courses"

    page = bring(lead, plan, book)
    take_in(lead, plan, page)

    assert "it is a copy" in page.content.decode()
    assert plan.efforts.count() == 2


def test_a_row_that_was_removed_meanwhile_is_a_new_one(plan, lead):
    book = taken_along(lead, plan)
    plan.requests.all().delete()

    page = bring(lead, plan, book)

    assert "is not in the plan any more" in page.content.decode()
    assert take_in(lead, plan, page).status_code == 302
    assert plan.requests.get().amount == Decimal("1234.50")


def test_a_row_that_the_file_lacks_stays_unless_somebody_says_so(plan, lead):
    book = taken_along(lead, plan)
    sheet_of(book, "requests")[0].delete_rows(3)
    pk = plan.requests.get().pk

    page = bring(lead, plan, book)
    stays = take_in(lead, plan, page)

    assert "does not have any more" in page.content.decode()
    assert stays.status_code == 422
    assert plan.requests.exists()
    assert take_in(lead, plan, page, drop=f"requests:{pk}").status_code == 302
    assert not plan.requests.exists()


def test_a_row_that_came_after_the_file_is_not_missing(plan, lead):
    book = taken_along(lead, plan)
    IndicatorFactory.create(plan=plan, name="Later one")

    page = bring(lead, plan, book)

    assert "Later one" not in page.content.decode()


def test_what_only_the_portal_changed_stays(plan, lead):
    book = taken_along(lead, plan)
    write(book, "efforts", target="50 laboratories")
    plan.efforts.update(description="Other words")

    take_in(lead, plan, bring(lead, plan, book))

    effort = plan.efforts.get()
    assert (effort.description, effort.target) == ("Other words", "50 laboratories")


@pytest.mark.parametrize(("choice", "target"), [("now", "60"), ("file", "50")])
def test_what_both_changed_is_shown_and_decided(plan, lead, choice, target):
    book = taken_along(lead, plan)
    write(book, "efforts", target="50")
    plan.efforts.update(target="60")

    page = bring(lead, plan, book)
    refused = take_in(lead, plan, page)
    taken = take_in(lead, plan, page, **{"efforts3-both": choice})

    text = page.content.decode()
    assert "in the portal now:" in text
    assert page.status_code == refused.status_code == 422
    assert plan.efforts.get().target == target
    assert taken.status_code == 302 if choice == "file" else 422


@pytest.fixture
def registered(plan):
    """An opportunity of the draft whose state the register keeps."""
    opportunity = AreaOpportunityFactory.create(
        area=plan.area, title="Mobile laboratory", status="scoped"
    )
    return drafted_opportunities.put_in(opportunity, by=plan.started_by)


def test_a_state_that_the_register_keeps_is_told_and_nothing_is_taken_in(
    plan, lead, registered
):
    book = taken_along(lead, plan)
    write(book, "opportunities", status="Seeking funding")

    page = bring(lead, plan, book)

    text = page.content.decode()
    assert page.status_code == 200
    assert (
        "“Mobile laboratory”: the register of opportunities keeps where it stands" in text
    )
    assert "“Seeking funding” is not taken in" in text
    assert "there is nothing to take in" in text


def test_the_state_is_told_beside_the_row_whose_words_come_in(plan, lead, registered):
    book = taken_along(lead, plan)
    write(book, "opportunities", status="Seeking funding", title="Two laboratories")

    page = bring(lead, plan, book)
    response = take_in(lead, plan, page)

    text = page.content.decode()
    registered.refresh_from_db()
    assert (page.status_code, response.status_code) == (200, 302)
    assert "what the file says of that is not taken in" in text
    assert "Seeking funding" in text
    assert (registered.title, registered.status) == ("Two laboratories", "scoped")


def test_a_state_that_moved_in_the_register_meanwhile_is_nobodys_decision(
    plan, lead, registered
):
    book = taken_along(lead, plan)
    write(book, "opportunities", status="Idea")
    opportunities.move(registered.key.opportunity, to="seeking", by=plan.started_by)

    page = bring(lead, plan, book)

    text = page.content.decode()
    assert page.status_code == 200
    assert "in the portal now:" not in text
    assert "“Idea” is not taken in" in text


def test_a_state_that_nobody_keeps_comes_in(plan, lead):
    entry = plan.opportunities.create(title="Only in this draft", status="idea")
    book = taken_along(lead, plan)
    write(book, "opportunities", status="Seeking funding")

    response = take_in(lead, plan, bring(lead, plan, book))

    entry.refresh_from_db()
    assert (response.status_code, entry.status) == (302, "seeking")


def test_what_changed_since_the_page_was_shown_is_shown_again(plan, lead):
    book = taken_along(lead, plan)
    write(book, "efforts", target="50")
    page = bring(lead, plan, book)
    plan.efforts.update(target="60")

    response = take_in(lead, plan, page)

    assert response.status_code == 409
    assert plan.efforts.get().target == "60"


# Messy files ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"cost": "=1+1"}, "A formula stands here"),
        ({"cost": "#N/A"}, "reports an error"),
        ({"cost": "1.234,5,6"}, "read in two ways"),
        ({"starts_on": "13/01/2025"}, "Which number is the day"),
        ({"kind": "Nonsense"}, "none of the values of the list"),
        ({"ends_on": date(2020, 1, 1)}, "The end is before the start"),
        ({"currency": None}, "Choose the currency"),
        ({"action": "A7"}, "No entry of this plan"),
        ({"contact": "Somebody Else"}, "may be named as a contact"),
        ({"description": None}, "Fill this in"),
    ],
)
def test_a_wrong_cell_says_why_and_writes_nothing(plan, lead, cells, sentence):
    book = taken_along(lead, plan)
    write(book, "efforts", **cells)

    page = bring(lead, plan, book)

    assert page.status_code == 422
    assert sentence in page.content.decode()


def test_joined_cells_are_named(plan, lead):
    book = taken_along(lead, plan)
    sheet, columns = sheet_of(book, "efforts")
    first, last = (letters(columns[key] - 1) for key in ("kind", "description"))
    sheet.merge_cells(f"{first}3:{last}3")

    page = bring(lead, plan, book)

    assert "joined with another one" in page.content.decode()


def test_a_column_that_is_missing_leaves_what_the_plan_says(plan, lead):
    book = taken_along(lead, plan)
    sheet, columns = sheet_of(book, "efforts")
    sheet.delete_cols(columns["contact"])
    write(book, "efforts", target="50")

    page = bring(lead, plan, book)
    take_in(lead, plan, page)

    assert "has no column “Contact”" in page.content.decode()
    assert plan.efforts.get().contact is not None


def test_a_column_that_somebody_added_is_named(plan, lead):
    book = taken_along(lead, plan)
    sheet, _columns = sheet_of(book, "efforts")
    sheet.cell(2, 20).value = "My notes"

    page = bring(lead, plan, book)

    assert "My notes" in page.content.decode()


def test_a_workbook_of_ones_own_is_read_by_its_titles(plan, lead):
    book = taken_along(lead, plan)
    for sheet in book.worksheets:
        sheet.delete_rows(1, 20)
    sheet = book["Partner efforts"]
    sheet.append(["Responsible", "Type", "What", "Budget"])
    sheet.append(["World Example Bank", "Bilateral", "Print it", "EUR 5,000"])

    page = bring(lead, plan, book)
    take_in(lead, plan, page)

    assert plan.efforts.get(participant="World Example Bank").cost == 5000


def test_a_file_of_another_version_says_so(plan, lead):
    book = taken_along(lead, plan)
    other = PlanFactory.create(area=AreaFactory.create(), started_by=plan.started_by)
    lead_of(other.area, person=plan.started_by)

    page = bring(lead, other, book)

    assert page.status_code == 422
    assert "another plan or version" in page.content.decode()


def test_more_rows_than_are_looked_at_are_refused(plan, lead):
    book = taken_along(lead, plan)
    for row in range(2, 204):
        write(book, "donors", row=row, name=f"Fund {row}", kind="Donor")

    page = bring(lead, plan, book)

    assert page.status_code == 422
    assert "At most 200 rows" in page.content.decode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"PK\x03\x04 spoilt", "cannot be read"),
        (b"name;kind\nA;B", "Excel workbook"),
        (b"", "empty"),
    ],
)
def test_a_wrong_file_says_what_to_do(plan, lead, data, sentence):
    page = bring(lead, plan, SimpleUploadedFile("rows.xlsx", data))

    assert page.status_code == 422
    assert sentence in page.content.decode()


@pytest.mark.parametrize("data", [{}, {"book": "nonsense"}])
def test_without_a_file_it_is_asked_for(plan, lead, data):
    page = lead.post(address(plan), data)

    assert page.status_code == 422
    assert "Choose" in page.content.decode()


def test_links_of_rows_that_are_left_out_are_refused(plan, lead):
    book = taken_along(lead, plan)
    write(book, "actions", row=2, title="Write a guide")
    write(book, "efforts", row=2, action="A2", who="World Example Bank", kind="Bilateral")
    write(book, "efforts", row=2, description="Print it")
    page = bring(lead, plan, book)

    response = take_in(lead, plan, page, **{"actions4-out": "on"})

    assert response.status_code == 422
    assert "belongs to is left out" in response.content.decode()
    assert Effort.objects.filter(plan=plan).count() == 1


def test_a_new_row_is_mended_and_keeps_its_link_to_another_new_one(plan, lead):
    book = taken_along(lead, plan)
    write(book, "actions", row=2, title="Write a guide")
    write(book, "efforts", row=2, action="A2", who="World Example Bank", kind="Nonsense")
    write(book, "efforts", row=2, description="Print it")
    page = bring(lead, plan, book)
    coming = re.search(
        r'name="(efforts4-action-coming)" value="([^"]*)"', page.content.decode()
    )
    fields = {
        "efforts4-open": "1",
        "efforts4-kind": "bilateral",
        "efforts4-description": "Print it",
        "efforts4-participant": "World Example Bank",
        coming[1]: coming[2],
    }

    response = take_in(lead, plan, page, **fields)

    assert response.status_code == 302
    assert plan.efforts.last().action.title == "Write a guide"


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_brings_rows_in(plan, as_user, method):
    response = getattr(as_user(member_of(plan.area)), method)(address(plan))

    assert response.status_code == 403


def test_a_partner_may_take_a_draft_along_without_the_names_of_contacts(plan, as_user):
    book = taken_along(as_user(member_of(plan.area)), plan)

    sheet, columns = sheet_of(book, "efforts")
    assert sheet.cell(3, columns["contact"]).value == "示例研究院"


def test_a_row_that_is_wrong_is_left_out_beside_one_that_is_decided(plan, lead):
    book = taken_along(lead, plan)
    write(book, "efforts", target="50")
    write(book, "efforts", row=2, description="A new effort")
    plan.efforts.update(target="60")
    page = bring(lead, plan, book)
    sent_along = {"efforts4-open": "1", "efforts4-out": "on", "efforts3-both": "file"}

    response = take_in(lead, plan, page, **sent_along)

    assert response.status_code == 302
    assert plan.efforts.get().target == "50"


def test_a_milestone_outside_an_effort_of_the_same_file_stops_all_of_it(plan, lead):
    book = taken_along(lead, plan)
    write(
        book, "efforts", row=2, who="World Example Bank", kind="Bilateral", description="x"
    )
    write(book, "efforts", row=2, starts_on=date(2026, 1, 1), ends_on=date(2026, 2, 1))
    write(book, "milestones", row=2, effort="E2", due_on=date(2027, 9, 1), text="Too late")
    page = bring(lead, plan, book)

    response = take_in(lead, plan, page)

    assert response.status_code == 422
    assert "outside the duration" in response.content.decode()
    assert plan.efforts.count() == 1


def test_what_goes_with_another_row_is_removed_once(plan, lead):
    book = taken_along(lead, plan)
    sheet_of(book, "efforts")[0].delete_rows(3)
    sheet_of(book, "milestones")[0].delete_rows(3)
    effort = plan.efforts.get()
    keys = [f"efforts:{effort.pk}", f"milestones:{effort.milestones.get().pk}"]

    response = take_in(lead, plan, bring(lead, plan, book), drop=keys)

    assert response.status_code == 302
    assert Entry.objects.latest("pk").body["removed"] == 2
    assert not Effort.objects.filter(plan=plan).exists()


def test_a_row_that_says_the_same_is_not_saved(plan):
    request = plan.requests.get()
    values = {"title": "Laboratory", "purpose": "Build it", "amount": "1234.50"}
    form = KINDS["requests"].form(
        {**values, "currency": "EUR", "is_strategic": "on"}, instance=request, plan=plan
    )

    assert rows.put(plan, form) is None


def test_more_rows_ask_no_more_questions(plan, django_assert_max_num_queries):
    for number in range(3):
        EffortFactory.create(plan=plan, description=f"Effort {number}")
        IndicatorFactory.create(plan=plan, objective=plan.objectives.first())

    # All lists at once, what is agreed to of people, and the names to choose from.
    with django_assert_max_num_queries(12) as asked:
        workbook.make(plan, writes=True)

    assert len({query["sql"] for query in asked.captured_queries}) == len(asked)
